package diag

// InternalLayout is a fault of the formatter itself. No script is known to show it, so it is not in the list of codes.
const InternalLayout Code = "C0198"
