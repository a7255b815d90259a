package main

import (
	"bytes"
	"encoding/json"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// resultFormats are the forms that run prints results in, csvProfiles the ways of writing one of them.
var (
	resultFormats = []string{"text", "json", "csv", "markdown"}
	csvProfiles   = []string{"ordinary", "danish"}
)

func formatChoice(f *runFlags) *choice {
	return &choice{flag: "format", kind: "form", words: resultFormats, choose: func(word string) { f.format = word }}
}

func profileChoice(f *runFlags) *choice {
	return &choice{flag: "csv", kind: "profile", words: csvProfiles, choose: func(word string) { f.csv = word }}
}

// form is the format asked for: a profile of CSV alone asks for CSV.
func (f runFlags) form() (string, error) {
	switch {
	case f.csv == "":
		return f.format, nil
	case f.format != "" && f.format != "csv":
		return "", usageError(say.T("--csv %s does not go with --format %s", f.csv, f.format))
	}
	return "csv", nil
}

// writer returns what turns reports into the bytes of the format asked for. Several are told one after the other; in JSON they are a list.
func (a *app) writer(f runFlags) (func([]*eval.Report) ([]byte, error), error) {
	form, err := f.form()
	o := a.page()
	o.detail, o.set = f.detail, f.set
	switch form {
	case "json":
		return func(list []*eval.Report) ([]byte, error) { return reportsJSON(list, a.locale.language) }, err
	case "csv":
		return func(list []*eval.Report) ([]byte, error) { return f.profile().CSV(facts(list, a.locale.language)), nil }, err
	case "markdown":
		return each(func(r *eval.Report) []byte { return markdownOf(r, o) }), err
	}
	return each(func(r *eval.Report) []byte { return pageOf(r, o) }), err
}

// each writes reports with an empty line between them.
func each(write func(*eval.Report) []byte) func([]*eval.Report) ([]byte, error) {
	return func(list []*eval.Report) ([]byte, error) {
		var parts [][]byte
		for _, r := range list {
			parts = append(parts, write(r))
		}
		return bytes.Join(parts, []byte("\n")), nil
	}
}

// facts are those of all reports.
func facts(list []*eval.Report, l say.Language) []table.Fact {
	var out []table.Fact
	for _, r := range list {
		out = append(out, r.Facts(l)...)
	}
	return out
}

// profile is how CSV is written.
func (f runFlags) profile() table.Profile {
	if f.csv == "danish" {
		return table.DanishCSV()
	}
	return table.OrdinaryCSV()
}

// reportsJSON gives a report in JSON, or a list of several, indented so that a person can read and compare it.
func reportsJSON(list []*eval.Report, l say.Language) ([]byte, error) {
	said := make([]*eval.Report, len(list))
	for i, r := range list {
		said[i] = r.In(l)
	}
	var doc any = said
	if len(said) == 1 {
		doc = said[0]
	}
	plain, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, plain, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
