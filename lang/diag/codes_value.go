package diag

// Codes of group C04.
const ()

var valueCodes = []Info{}
