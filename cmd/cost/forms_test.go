package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/costlang/cost/eval/table"
)

// record is a line of tidy CSV: scenario, table, row, column, value, unit.
type record []string

func (r record) value() string { return r[4] }

// tidyRecords reads CSV, in the ordinary profile or the Danish one.
func tidyRecords(t *testing.T, text string) []record {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	reader.Comma = rune(separatorOf([]byte(text)))
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]record, len(lines)-1)
	for i := range out {
		out[i] = lines[i+1]
	}
	return out
}

var exactNumber = regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?$`)

// numbers are the values of records that are numbers, with decimal points.
func numbers(records []record) []string {
	var out []string
	for _, r := range records {
		if exactNumber.MatchString(r.value()) {
			out = append(out, strings.Replace(r.value(), ",", ".", 1))
		}
	}
	return out
}

// TestTidyIsWhatJSONHas checks that both profiles, in every language, have the numbers of the tables in JSON, digit for digit.
func TestTidyIsWhatJSONHas(t *testing.T) {
	for _, name := range scripts(t) {
		want := tableNumbers(t, printed(t, "run", name, "--format", "json"))
		for _, language := range languageCodes() {
			for _, profile := range csvProfiles {
				all := tidyRecords(t, printed(t, "run", name, "--csv", profile, "--locale", language))
				var inTables []record
				for _, r := range all {
					if !slices.Contains([]string{"about", "outputs", "expectations", "notes"}, r[1]) {
						inTables = append(inTables, r)
					}
				}
				if diff := cmp.Diff(want, numbers(inTables)); diff != "" {
					t.Errorf("%s, %s, %s (-JSON +CSV):\n%s", name, profile, language, diff)
				}
			}
		}
	}
}

// tableNumbers are the numbers of all tables in JSON, those of text columns left out.
func tableNumbers(t *testing.T, doc string) []string {
	t.Helper()
	var report struct {
		Tables []struct {
			Rows  [][]*string
			Basis tableBasis
		}
	}
	if err := json.Unmarshal([]byte(doc), &report); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, tab := range report.Tables {
		for _, row := range tab.Rows {
			for _, entry := range row {
				if entry != nil && exactNumber.MatchString(*entry) {
					out = append(out, *entry)
				}
			}
		}
		out = append(out, tab.Basis.numbers()...)
	}
	return out
}

// tableBasis is what a table in JSON rests on.
type tableBasis struct {
	Draws, Seed, Sampler string
	Exact                *bool
}

// numbers are those that CSV has of it.
func (b tableBasis) numbers() []string {
	var out []string
	if b.Draws != "" {
		out = append(out, b.Draws, b.Seed)
	}
	if b.Exact != nil {
		out = append(out, map[bool]string{true: "1", false: "0"}[*b.Exact])
	}
	return out
}

// TestAnswersSayWhatTheyRestOn checks that programs are told what it takes to draw the same again, and that a break-even value is rounded.
func TestAnswersSayWhatTheyRestOn(t *testing.T) {
	script := filepath.Join(t.TempDir(), "sq.cost")
	writeFile(t, script, "param a = 2 in 1..6\noutput sq = a * a\n")
	no, yes := false, true
	for _, test := range []struct {
		args  []string
		table int
		basis tableBasis
		note  string
		facts []string
	}{
		{[]string{"simulate", script, "--draws", "1000", "--seed", "18446744073709551615", "--sampler", "random"}, 1, tableBasis{Draws: "1000", Seed: "18446744073709551615", Sampler: "random"},
			"Simulation: sq: random points, 1,000 draws, seed 18446744073709551615",
			[]string{"simulate_sq,Draws,Value,1000,", "simulate_sq,Seed,Value,18446744073709551615,", "simulate_sq,Sampler,Value,random,"}},
		{[]string{"solve", script, "--by", "a", "--so", "sq = 20"}, 0, tableBasis{Exact: &no},
			"Break-even: sq by a: a is rounded; the figures are those at the rounded value", []string{"solve_a,Exact,Value,0,"}},
		{[]string{"solve", script, "--by", "a", "--so", "sq = 9"}, 0, tableBasis{Exact: &yes}, "", []string{"solve_a,Exact,Value,1,"}},
		{[]string{"solve", script, "--by", "a", "--so", "sq = 90"}, 0, tableBasis{}, "Break-even: sq by a: no value of a from 1 to 6 is a break-even", nil},
	} {
		var doc struct {
			Tables []struct{ Basis tableBasis }
			Notes  []string
		}
		if err := json.Unmarshal([]byte(printed(t, append(test.args, "--format", "json")...)), &doc); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.basis, doc.Tables[test.table].Basis); diff != "" {
			t.Errorf("%v: %s", test.args, diff)
		}
		csv := printed(t, append(test.args, "--format", "csv")...)
		if has := len(doc.Notes) > 0; has != (test.note != "") || has && (doc.Notes[0] != test.note || !strings.Contains(csv, ",notes,Note 1,Value,")) {
			t.Errorf("%v: notes %q\n%s", test.args, doc.Notes, csv)
		}
		for _, fact := range test.facts {
			if !strings.Contains(csv, "\n,"+fact+"\n") {
				t.Errorf("%v: no %s\n%s", test.args, fact, csv)
			}
		}
		validated(t, test.args)
	}
}

// validated checks an answer in JSON against the schema.
func validated(t *testing.T, args []string) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed(t, append(args, "--format", "json")...)))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiledSchema(t).Validate(doc); err != nil {
		t.Errorf("%v: %v", args, err)
	}
}

// TestTidyRowsAreDistinct checks that what a number is of is said by the fields before it.
func TestTidyRowsAreDistinct(t *testing.T) {
	for _, name := range scripts(t) {
		seen := map[string]bool{}
		for _, r := range tidyRecords(t, printed(t, "run", name, "--format", "csv", "--locale", "da")) {
			key := strings.Join(r[:4], "\x00")
			if seen[key] {
				t.Errorf("%s: twice: %q", name, r)
			}
			seen[key] = true
		}
	}
}

// TestMarkdownHasTheFiguresOfText checks that the document and the page show the same numbers.
func TestMarkdownHasTheFiguresOfText(t *testing.T) {
	marks := strings.NewReplacer("*", "", `\`, "", "|", " ", "\u00a0", " ")
	for _, name := range scripts(t) {
		for _, language := range languageCodes() {
			args := []string{"run", name, "--detail", "--locale", language}
			text := figures(printed(t, args...), language)
			document := figures(marks.Replace(printed(t, append(args, "--format", "markdown")...)), language)
			if diff := cmp.Diff(text, document); diff != "" {
				t.Errorf("%s, %s (-text +Markdown):\n%s", name, language, diff)
			}
		}
	}
}

// TestLanguagesHaveTheSameFigures checks that a number reads the same in every language but for its separators.
func TestLanguagesHaveTheSameFigures(t *testing.T) {
	swap := strings.NewReplacer(",", ".", ".", ",")
	for _, name := range scripts(t) {
		english, danish := printed(t, "run", name, "--format", "markdown"), printed(t, "run", name, "--format", "markdown", "--locale", "da")
		got := map[string]bool{}
		for figure := range tableFigures(danish, "da") {
			got[swap.Replace(figure)] = true
		}
		if diff := cmp.Diff(tableFigures(english, "en"), got); diff != "" {
			t.Errorf("%s (-en +da):\n%s", name, diff)
		}
	}
}

// tableFigures are the figures of cells that hold nothing else.
func tableFigures(markdown, language string) map[string]bool {
	out := map[string]bool{}
	for cell := range strings.SplitSeq(markdown, "|") {
		for figure := range figures(strings.Trim(cell, " *"), language) {
			if figure == strings.Trim(cell, " *") {
				out[figure] = true
			}
		}
	}
	return out
}

// TestCalcReadsDanishCSV opens the Danish CSV of each example as a Danish user does: every number is one there, with the same
// digits as far as Calc has them, and nothing became a formula.
func TestCalcReadsDanishCSV(t *testing.T) {
	var paths []string
	for _, name := range scripts(t) {
		path := filepath.Join(t.TempDir(), "result.csv")
		if err := os.WriteFile(path, []byte(printed(t, "run", name, "--csv", "danish", "--locale", "da")), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for i, got := range openInCalc(t, paths...) {
		text, err := os.ReadFile(paths[i])
		if err != nil {
			t.Fatal(err)
		}
		for line, r := range tidyRecords(t, string(text)) {
			sameInCalc(t, r, got[line+1])
		}
	}
}

// TestCalcReadsLabelsAsTexts opens labels that look like data: each stays the text that it is, and Calc takes nearly all of those that
// are guarded for something else where they are not.
func TestCalcReadsLabelsAsTexts(t *testing.T) {
	data := []string{
		"1-2", "1-2-2018", "1 marts 2018", "marts 2018", "01-03-18", "2018-03-01", "2018-03-01 12:30", "12:30", "12:30:15", "5 pm",
		"1.000", "1.000,50", "1,5", "1e5", "1,5E+3", "12%", "12 %", "1 1/2", "007", "123456789012", "SAND", "falsk", "100 kr.", "(5)", "5-", "=1+1", "-1", "+1",
	}
	inExcelOnly := []string{"1/2", "1.2.2018", "12.30", "TRUE", "False", "#N/A", "1. marts", "€ 5", "@SUM(A1)"}
	plain := []string{"Maj", "1..3", "1–3 forløb", "0 kr.; 50.000 kr.", "5 år", "8 families", "1/week", "%", "kr.", "A1", "{6, 8}"}
	labels := slices.Concat(data, inExcelOnly, plain)
	var facts []table.Fact
	raw := "a;b\r\n"
	for _, label := range labels {
		facts = append(facts, table.Fact{Row: label, Value: "1", Number: true})
		raw += label + ";1\r\n"
	}
	folder := t.TempDir()
	paths := []string{filepath.Join(folder, "guarded.csv"), filepath.Join(folder, "raw.csv")}
	for i, text := range []string{string(table.DanishCSV().CSV(facts)), raw} {
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sheets := openInCalc(t, paths...)
	for i, label := range labels {
		want := cell{kind: "string", text: label}
		if i < len(data)+len(inExcelOnly) {
			want.text = "'" + label
		}
		if diff := cmp.Diff(want, sheets[0][i+1][2], cmp.AllowUnexported(cell{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", label, diff)
		}
		if taken := sheets[1][i+1][0]; i < len(data) && taken.kind == "string" {
			t.Errorf("%q needs no guard: %+v", label, taken)
		}
	}
}

func sameInCalc(t *testing.T, r record, cells []cell) {
	t.Helper()
	for col, c := range cells {
		if c.formula != "" {
			t.Errorf("%q became the formula %s", r[col], c.formula)
		}
	}
	if !exactNumber.MatchString(r.value()) {
		return
	}
	got, ok := cells[4].number()
	want := strings.Replace(r.value(), ",", ".", 1)
	if !ok || !sameDigits(got, want) {
		t.Errorf("%q is %+v in Calc", r, cells[4])
	}
}

// sameDigits compares as many digits of two decimals as Calc keeps for certain.
func sameDigits(a, b string) bool {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return false
	}
	distance := new(big.Rat).Sub(x, y)
	most := new(big.Rat).Mul(y, big.NewRat(1, 1_000_000_000_000))
	return distance.Abs(distance).Cmp(most.Abs(most)) <= 0
}

// TestPandocReadsMarkdown turns the document of each example into HTML: it has every heading and table, and the rows of each.
func TestPandocReadsMarkdown(t *testing.T) {
	row := regexp.MustCompile(`(?m)^\|`)
	for _, name := range scripts(t) {
		for _, language := range languageCodes() {
			document := printed(t, "run", name, "--format", "markdown", "--locale", language, "--detail")
			html := pandoc(t, document)
			tables := strings.Count(document, "\n|-")
			counts := map[string][2]int{
				"<table": {tables, strings.Count(html, "<table")},
				"<h1":    {1, strings.Count(html, "<h1")},
				"<h2":    {strings.Count(document, "\n## "), strings.Count(html, "<h2")},
				"<tr":    {len(row.FindAllString(document, -1)) - tables, strings.Count(html, "<tr")},
				"<ol":    {0, strings.Count(html, "<ol")},
			}
			for tag, n := range counts {
				if n[0] != n[1] {
					t.Errorf("%s, %s: %d of %s, not %d", name, language, n[1], tag, n[0])
				}
			}
			if !strings.Contains(html, `text-align: right;`) {
				t.Errorf("%s, %s: no numbers to the right", name, language)
			}
		}
	}
}

var escapeCode = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestColorsChangeNothingElse checks that coloured text is the plain one with codes in it, at any width, and has each kind.
func TestColorsChangeNothingElse(t *testing.T) {
	all := map[string]bool{}
	for _, name := range append(scripts(t), filepath.Join("testdata", "failing.cost")) {
		for _, columns := range []int{20, 40, 80} {
			plain, colored := inColor(t, columns, "never", name), inColor(t, columns, "always", name)
			if strings.Contains(plain, "\x1b") {
				t.Errorf("%s: codes without colours", name)
			}
			if diff := cmp.Diff(plain, escapeCode.ReplaceAllString(colored, "")); diff != "" {
				t.Errorf("%s in %d columns (-plain +coloured):\n%s", name, columns, diff)
			}
			for _, code := range escapeCode.FindAllString(colored, -1) {
				all[code] = true
			}
		}
	}
	want := map[string]bool{codeBold: true, codeDim: true, codeRed: true, codeGreen: true, codeYellow: true, codeReset: true}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

// inColor runs a script whose expectations may fail.
func inColor(t *testing.T, columns int, when, name string) string {
	t.Helper()
	t.Setenv(localeVariable, "")
	var out, problems bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &problems, width: columns}
	if exit := a.execute(context.Background(), []string{"run", "--color", when, name}); exit == exitUsage || out.Len() == 0 {
		t.Fatalf("exit status %d\n%s", exit, problems.String())
	}
	return out.String()
}

// TestColorOfSums checks that whole lines are bold: the sums and no others.
func TestColorOfSums(t *testing.T) {
	got := blocks(nestedCosts(), pageOptions{width: 80, style: wide(80).style, ink: true})
	want := codeBold + "Cost, kr." + codeReset + "\n\nCost        Year 1\n──────────────────\n" +
		codeBold + "Operation        3" + codeReset + "\n  Books          3\n──────────────────\n" +
		codeBold + "Gross cost       3" + codeReset + "\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
