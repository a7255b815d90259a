package diag

// Codes of group C02.
const ()

var nameCodes = []Info{}
