package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Tests may ask the programs that people open results with: LibreOffice Calc for tables, pandoc for documents. The gate
// installs both (.ci/run); elsewhere a test that asks for one that is not there is left out.

// officeTime is how long such a program may take. Calc starts in seconds, so tests open many files in one call.
const officeTime = 3 * time.Minute

// need returns the path of the first of some programs that is there.
func need(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("COST_CI") == "" {
		t.Skipf("%s is not installed", names[0])
	}
	t.Fatalf("%s is not installed, and the gate needs it", names[0])
	return ""
}

// sheet is what Calc makes of a CSV file: its rows without the empty cells and rows at the end.
type sheet [][]cell

// cell is what Calc makes of one cell.
type cell struct {
	kind    string // float, percentage, currency, date, boolean or string; nothing in an empty cell
	value   string // of a number with a decimal point, of a date 2018-03-01, of a boolean true or false
	text    string // as Calc shows it, in Danish
	formula string // if it has one: Calc took the text of the file for something to compute
}

// number returns the value of a cell that holds a number. What a formula computes is none: no file of ours has one.
func (c cell) number() (string, bool) {
	switch c.kind {
	case "float", "percentage", "currency":
		return c.value, c.formula == ""
	}
	return "", false
}

// openInCalc opens CSV files, in UTF-8 with or without a byte order mark, as Calc does for a Danish user, and returns the
// sheets in the same order. Cells are separated by semicolons where the first line has one, else by commas.
func openInCalc(t *testing.T, paths ...string) []sheet {
	t.Helper()
	office, folder := need(t, "soffice", "libreoffice"), t.TempDir()
	copies := map[byte][]string{}
	for i, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, strconv.Itoa(i)+".csv")
		if err := os.WriteFile(name, body, 0o600); err != nil {
			t.Fatal(err)
		}
		copies[separatorOf(body)] = append(copies[separatorOf(body)], name)
	}
	profile := danishProfile(t)
	for separator, names := range copies {
		convertSheets(t, office, profile, separator, names)
	}
	sheets := make([]sheet, len(paths))
	for i := range paths {
		sheets[i] = readFlatSheet(t, filepath.Join(folder, strconv.Itoa(i)+".fods"))
	}
	return sheets
}

func separatorOf(csv []byte) byte {
	head, _, _ := bytes.Cut(csv, []byte("\n"))
	if bytes.IndexByte(head, ';') >= 0 {
		return ';'
	}
	return ','
}

// danishProfile returns the address of a user profile in which Calc believes that the system is Danish. Without a
// profile of its own a second call of Calc would hand its files to the first.
func danishProfile(t *testing.T) string {
	t.Helper()
	const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>da-DK</value></prop></item>
</oor:items>
`
	folder := t.TempDir()
	user := filepath.Join(folder, "user")
	if err := os.Mkdir(user, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(folder), "/")
}

// convertSheets writes a flat XML document beside each CSV file. The filter says: that separator, cells may stand in ",
// UTF-8, from line 1, no kinds of columns, the language of the system, quoted numbers are numbers, dates and percentages
// are found, four for writing only, formulas are computed as Excel does.
func convertSheets(t *testing.T, office, profile string, separator byte, names []string) {
	t.Helper()
	filter := "CSV:" + strconv.Itoa(int(separator)) + ",34,76,1,,0,false,true,false,false,false,-1,true"
	args := append([]string{"-env:UserInstallation=" + profile, "--headless", "--infilter=" + filter,
		"--convert-to", "fods", "--outdir", filepath.Dir(names[0])}, names...)
	runOffice(t, "", office, args...)
}

// pandoc turns Markdown into the body of an HTML document; a warning fails the test.
func pandoc(t *testing.T, markdown string) string {
	t.Helper()
	return runOffice(t, markdown, need(t, "pandoc"), "--from=markdown", "--to=html5", "--wrap=none", "--fail-if-warnings")
}

func runOffice(t *testing.T, stdin, program string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), officeTime)
	defer cancel()
	var problems bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdin, cmd.Stderr, cmd.WaitDelay = strings.NewReader(stdin), &problems, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, problems.Bytes())
	}
	return string(out)
}

func TestOpenInCalc(t *testing.T) {
	text := func(s string) cell { return cell{kind: "string", text: s} }
	float := func(value string) cell { return cell{kind: "float", value: value} }
	date := cell{kind: "date", value: "2018-03-01"}
	computed := cell{kind: "float", value: "2", formula: "of:=1+1"}
	cases := []struct {
		name, csv string
		want      sheet
	}{
		{"danish with mark and CRLF", "\ufeffnavn;værdi;dato\r\nA;1234,50;2018-03-01\r\nB;1.234.567,89;-0,3\r\n", sheet{
			{text("navn"), text("værdi"), text("dato")},
			{text("A"), float("1234.5"), date},
			{text("B"), float("1234567.89"), float("-0.3")},
		}},
		{"ordinary", "name,value\na,1234.50\nb,7\nc,2018-03-01\n", sheet{
			{text("name"), text("value")},
			{text("a"), text("1234.50")},
			{text("b"), float("7")},
			{text("c"), date},
		}},
		{"starts of formulas", "a;b\r\n\"'=1+1\";'=1+1\r\n=1+1;\"=1+1\"\r\n", sheet{
			{text("a"), text("b")},
			{text("'=1+1"), text("'=1+1")},
			{computed, computed},
		}},
		{"gaps, lines and spaces", "a;b;c\r\n;;3\r\n;;\r\n;;\r\n\"x; y\";\"one\ntwo\";\"p   q\"\r\n12%;;\r\n;;\r\n", sheet{
			{text("a"), text("b"), text("c")},
			{{}, {}, float("3")},
			nil,
			nil,
			{text("x; y"), text("one\ntwo"), text("p   q")},
			{{kind: "percentage", value: "0.12"}},
		}},
	}
	var paths []string
	for _, c := range cases {
		path := filepath.Join(t.TempDir(), "same name.csv")
		if err := os.WriteFile(path, []byte(c.csv), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for i, got := range openInCalc(t, paths...) {
		if diff := cmp.Diff(cases[i].want, got, cmp.Comparer(alike)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", cases[i].name, diff)
		}
	}
}

// alike compares cells but for how a number is shown, which versions of Calc may choose.
func alike(a, b cell) bool {
	if a.kind != "string" && b.kind != "string" {
		a.text, b.text = "", ""
	}
	return a == b
}

func TestCellNumber(t *testing.T) {
	for _, c := range []struct {
		cell  cell
		value string
		is    bool
	}{
		{cell{kind: "float", value: "1.5"}, "1.5", true},
		{cell{kind: "percentage", value: "0.12"}, "0.12", true},
		{cell{kind: "string", text: "1.5"}, "", false},
		{cell{kind: "date", value: "2018-03-01"}, "", false},
		{cell{}, "", false},
	} {
		if value, is := c.cell.number(); value != c.value || is != c.is {
			t.Errorf("%+v: %q, %v", c.cell, value, is)
		}
	}
	if _, is := (cell{kind: "float", value: "2", formula: "of:=1+1"}).number(); is {
		t.Error("a formula counts as a number")
	}
}

func TestPandoc(t *testing.T) {
	got := pandoc(t, "# Title\n\n| Name | Value |\n|:-----|------:|\n| a\\|b | 1 |\n")
	for _, want := range []string{`<h1 id="title">Title</h1>`, "<table>", `<td style="text-align: right;">1</td>`, "a|b</td>"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
