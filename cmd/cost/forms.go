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

// writer returns what turns a report into the bytes of the format asked for.
func (a *app) writer(f runFlags) (func(*eval.Report) ([]byte, error), error) {
	form, err := f.form()
	o := a.page()
	o.detail, o.set = f.detail, f.set
	switch form {
	case "json":
		return func(r *eval.Report) ([]byte, error) { return reportJSON(r.In(a.locale.language)) }, err
	case "csv":
		return func(r *eval.Report) ([]byte, error) { return f.profile().CSV(r.Facts(a.locale.language)), nil }, err
	case "markdown":
		return func(r *eval.Report) ([]byte, error) { return markdownOf(r, o), nil }, err
	}
	return func(r *eval.Report) ([]byte, error) { return pageOf(r, o), nil }, err
}

// profile is how CSV is written.
func (f runFlags) profile() table.Profile {
	if f.csv == "danish" {
		return table.DanishCSV()
	}
	return table.OrdinaryCSV()
}

// reportJSON gives a report in JSON, indented so that a person can read and compare it.
func reportJSON(r *eval.Report) ([]byte, error) {
	plain, err := json.Marshal(r)
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
