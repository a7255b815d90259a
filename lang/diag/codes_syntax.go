package diag

// Codes of group C01.
const ()

var syntaxCodes = []Info{}
