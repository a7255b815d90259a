package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/xlsx"
)

// toWorkbooks converts files to .xlsx in a folder, as a Danish user of Calc saves them.
func toWorkbooks(t *testing.T, folder string, names ...string) {
	t.Helper()
	args := append([]string{"-env:UserInstallation=" + danishProfile(t), "--headless", "--infilter=CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true",
		"--convert-to", "xlsx", "--outdir", folder}, names...)
	runOffice(t, "", need(t, "soffice", "libreoffice"), args...)
}

// Whatever an example reads from CSV it reads from the workbook that Calc makes of it, with the same figures to the last digit; and the
// workbooks beside the tests are what Calc makes of their sources.
func TestWorkbooksOfCalc(t *testing.T) {
	folder := t.TempDir()
	script, csv := filepath.Join(folder, "mentalisering.cost"), filepath.Join(folder, "mentalisering.csv")
	for _, name := range []string{script, csv} {
		body, err := os.ReadFile(filepath.Join(examples, filepath.Base(name)))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, name, string(body))
	}
	sources, err := filepath.Glob(filepath.Join(workbooks, "*.fods"))
	if err != nil || len(sources) == 0 {
		t.Fatal(err, sources)
	}
	for i, s := range sources {
		if sources[i], err = filepath.Abs(s); err != nil {
			t.Fatal(err)
		}
	}
	toWorkbooks(t, folder, append(sources, csv)...)

	plain := figuresFrom(t, script)
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, script, strings.Replace(string(text), "mentalisering.csv", "mentalisering.xlsx", 1))
	if diff := cmp.Diff(plain, strings.ReplaceAll(figuresFrom(t, script), "mentalisering.xlsx", "mentalisering.csv")); diff != "" {
		t.Errorf("(-CSV +workbook):\n%s", diff)
	}
	for _, s := range sources {
		name := strings.TrimSuffix(filepath.Base(s), ".fods") + ".xlsx"
		kept, fresh := outlinesOf(t, filepath.Join(workbooks, name)), outlinesOf(t, filepath.Join(folder, name))
		if diff := cmp.Diff(kept, fresh); diff != "" {
			t.Errorf("convert the source of testdata/workbooks/%s to xlsx again (-kept +fresh):\n%s", name, diff)
		}
	}
}

// figuresFrom is all that a script prints for programs.
func figuresFrom(t *testing.T, script string) string {
	t.Helper()
	out, problems, exit := call(t, "", "run", "--format", "json", script)
	if exit != exitFine {
		t.Fatalf("status %d: %s", exit, problems)
	}
	return out
}

// outlinesOf is what the sheets of a workbook look like.
func outlinesOf(t *testing.T, name string) []eval.Outline {
	t.Helper()
	out, err := eval.Outlines(os.DirFS(filepath.Dir(name)), filepath.Base(name), eval.WithReader(".xlsx", xlsx.Reader))
	if err != nil {
		t.Fatal(err)
	}
	return out
}
