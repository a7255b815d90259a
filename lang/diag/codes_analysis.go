package diag

// Codes of group C05.
const ()

var analysisCodes = []Info{}
