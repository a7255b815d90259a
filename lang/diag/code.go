package diag

import "github.com/costlang/cost/lang/say"

// Code names a kind of finding, stable across releases: C01 syntax, C02 names, C03 units, C04 values and run, C05 analysis,
// C06 the official model, C07 strict reading.
type Code string

// Info is what is known of a code besides the message of one finding.
type Info struct {
	Code   Code
	Title  string // what is wrong, a few words
	Remedy string // what to do about it in general, a sentence or two
}

// In returns what is known of the code with title and remedy in a language.
func (i Info) In(l say.Language) Info {
	return Info{i.Code, say.Whole(i.Title).In(l), say.Whole(i.Remedy).In(l)}
}

// Codes lists every code in order. Each has an executed example in testdata/errors.
func Codes() []Info {
	var all []Info
	for _, group := range [][]Info{syntaxCodes, nameCodes, unitCodes, valueCodes, runCodes, dataCodes, analysisCodes, modelCodes, strictCodes} {
		all = append(all, group...)
	}
	return all
}
