package diag

// Codes of group C03.
const ()

var unitCodes = []Info{}
