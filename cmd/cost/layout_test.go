package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

func callWide(t *testing.T, columns int, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &problems, width: columns}
	if exit := a.execute(context.Background(), args); exit != exitFine {
		t.Fatalf("exit status %d\n%s", exit, problems.String())
	}
	return out.String()
}

// figures is the set of long numbers in a text, as a language writes them: short ones also stand in prose, which wraps.
func figures(text, language string) map[string]bool {
	thousands := map[string]string{"en": ",", "da": "."}[language]
	out := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		word = strings.TrimSuffix(word, "%")
		if strings.Trim(word, "-0123456789,.") == "" && !strings.Contains(word, "..") && strings.Contains(word, thousands) && !strings.HasSuffix(word, thousands) {
			out[word] = true
		}
	}
	return out
}

// yearly is a table of numbers over years.
func yearly(years int, value string) *table.Table {
	t := &table.Table{Name: "costs", Title: say.Verbatim("Cost"), Columns: []table.Column{table.TextColumn(say.Verbatim("Cost"))}}
	row := table.Row{Parent: table.None, Cells: []table.Cell{table.TextCell("Operation")}}
	for y := range years {
		t.Columns = append(t.Columns, table.NumberColumn(say.T("Year %d", y+1), "DKK"))
		row.Cells = append(row.Cells, table.NumberCell(num.Must(value)))
	}
	t.Rows = append(t.Rows, row)
	return t
}

// nestedCosts is a category with a line in it, and its sum.
func nestedCosts() *table.Table {
	t := &table.Table{Name: "lines", Title: say.Verbatim("Cost"), Columns: []table.Column{
		table.TextColumn(say.Verbatim("Cost")), table.NumberColumn(say.T("Year %d", 1), "DKK"),
	}}
	add := func(kind table.RowKind, level, parent int, label string) {
		t.Rows = append(t.Rows, table.Row{Kind: kind, Level: level, Parent: parent, Cells: []table.Cell{table.TextCell(label), table.NumberCell(num.Int(3))}})
	}
	add(table.Plain, 1, 1, "Books")
	add(table.Subtotal, 0, 2, "Operation")
	add(table.Total, 0, table.None, "Gross cost")
	return t
}

func TestManyYearsAreSplit(t *testing.T) {
	want := `Cost, kr.

Cost       Year 1  Year 2  Year 3  Year 4  Year 5
─────────────────────────────────────────────────
Operation  65,000  65,000  65,000  65,000  65,000

Cost       Year 6  Year 7  Year 8  Year 9  Year 10
──────────────────────────────────────────────────
Operation  65,000  65,000  65,000  65,000   65,000
`
	got := blocks(yearly(10, "65000"), wide(56))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// With room for one number beside the names of the rows, each row stands by itself.
func TestOneColumnIsNoTable(t *testing.T) {
	want := "Cost, kr.\n\nOperation\n  Year 1 65,000\n  Year 2 65,000\n  Year 3 65,000\n"
	if diff := cmp.Diff(want, blocks(yearly(3, "65000"), wide(20))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Rows of a one-way table that stand by themselves all say which assumption they are about.
func TestRecordsRepeatTheAssumption(t *testing.T) {
	at := table.TextColumn(say.Verbatim("At"))
	at.Inline = true
	tab := &table.Table{Name: "vary_x", Title: say.Verbatim("What if"), Columns: []table.Column{
		table.TextColumn(say.Verbatim("Assumption")), at, table.NumberColumn(say.Verbatim("A long heading"), ""), table.NumberColumn(say.Verbatim("Change"), ""),
	}}
	for n := range 2 {
		cells := []table.Cell{table.TextCell("Network meetings"), table.NumberCell(num.Int(int64(8 + n))), table.NumberCell(num.Int(1)), table.NumberCell(num.Int(2))}
		tab.Rows = append(tab.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	want := "What if\n\nNetwork meetings, 8\n  A long heading 1\n  Change         2\nNetwork meetings, 9\n  A long heading 1\n  Change         2\n"
	if diff := cmp.Diff(want, blocks(tab, wide(20))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestRecordsNameTheScenarios checks that values of several scenarios stay behind their names where there is no room for columns.
func TestRecordsNameTheScenarios(t *testing.T) {
	script := filepath.Join(t.TempDir(), "a.cost")
	writeFile(t, script, "param fee = 4_000 DKK in 3_000..6_000 \"Fee for a place in the group\" source \"assumed\"\nparam n = 8\noutput per_place \"Cost of a place in the group\" = fee / n\n"+
		"scenario \"Dear, thin\" { n = 7 }\nscenario \"As it was\" { n = 9 }\n")
	got := callWide(t, 40, "simulate", script, "--scenario", "all", "--locale", "da")
	_, drawn, _ := strings.Cut(got, "4.000 kr.\n")
	want := `  Basis: 5.225 kr.
  Dear, thin: 5.225 kr.
  As it was: 5.225 kr.
Cost of a place in the group
`
	if diff := cmp.Diff(want, drawn[:min(len(drawn), len(want))]); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, got)
	}
}

// One large value takes no room from the units of the others.
func TestUnitsOfAssumptionsStayWhole(t *testing.T) {
	script := "unit family, families\nparam big = 1_234_567_890.12 DKK in ±20% \"Preparation, a text long enough to be wrapped\" source \"assumed, and not given anywhere else\"\n" +
		"param n = 8 families in {6, 8, 10} \"Families\" source \"assumed\"\noutput a = big / n\n"
	for _, columns := range []int{20, 30, 60, 80} {
		got := runWide(t, columns, script)
		fitsIn(t, got, columns)
		if !strings.Contains(got, "8 families") {
			t.Errorf("%d columns:\n%s", columns, got)
		}
	}
}

// What a terminal would obey is shown as blanks.
func TestLabelsAreOneLine(t *testing.T) {
	got := runWide(t, 80, "output a \"Label\twith tab\" = 1\n")
	if !strings.Contains(got, "  Label with tab    1\n") || strings.Contains(got, "\t") {
		t.Errorf("%q", got)
	}
}

// runWide prints a script in so many columns.
func runWide(t *testing.T, columns int, script string) string {
	t.Helper()
	var out, problems bytes.Buffer
	a := &app{stdin: strings.NewReader(script), stdout: &out, stderr: &problems, width: columns}
	if exit := a.execute(context.Background(), []string{"run", "-", "--locale", "en"}); exit != exitFine {
		t.Fatalf("exit status %d\n%s", exit, problems.String())
	}
	return out.String()
}

func TestBrokenWords(t *testing.T) {
	for _, test := range []struct {
		text    string
		columns int
		want    string
	}{
		{"Forberedelsesomkostninger", 20, "Forberedelsesomkost-\nninger"},
		{"examples/netvaerksmoeder.cost", 20, "examples/\nnetvaerksmoeder.cost"},
		{"kr./deltager/år", 12, "kr./\ndeltager/år"},
		{"1234567890", 6, "123456\n7890"},
		{"abcdef", 3, "abc\ndef"},
		{"om 0,25 %", 8, "om\n0,25 %"},
		{"om 0,25 %", 4, "om\n0,25\n%"},
		{"i alt 8" + joined + "families", 11, "i alt\n8 families"},
	} {
		if diff := cmp.Diff(test.want, wrap(test.text, test.columns)); diff != "" {
			t.Errorf("%q in %d (-want +got):\n%s", test.text, test.columns, diff)
		}
	}
}

// squeezed leaves one blank between words, so that the test is about which columns stand together.
func squeezed(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.Contains(line, "─") {
			out = append(out, strings.Join(strings.Fields(line), " "))
		}
	}
	return out
}

func TestColumnsMoveTogetherBeforeTheyAreSplit(t *testing.T) {
	got := blocks(yearly(7, "650000"), wide(66))
	want := "Cost, kr.\n\n" +
		"Cost       Year 1  Year 2  Year 3  Year 4  Year 5  Year 6  Year 7\n" +
		"─────────────────────────────────────────────────────────────────\n" +
		"Operation 650,000 650,000 650,000 650,000 650,000 650,000 650,000\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestUnitsStandOnce(t *testing.T) {
	money, hours := table.NumberColumn(say.Verbatim("Labour"), "DKK"), table.NumberColumn(say.Verbatim("Hours"), "hours")
	for _, test := range []struct {
		name    string
		columns []table.Column
		cells   []table.Cell
		want    string
	}{
		{"shared", []table.Column{money, money}, nil, "T, kr.\n\nLabour Labour\n1 2\n"},
		{"by column", []table.Column{hours, money}, nil, "T\n\nHours Labour, kr.\n1 2\n"},
		{"share", []table.Column{money, table.NumberColumn(say.Verbatim("Share"), "%")}, nil, "T, kr.\n\nLabour Share\n1 2.0%\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := &table.Table{Title: say.Verbatim("T"), Columns: append([]table.Column{table.TextColumn(say.Verbatim("What"))}, test.columns...)}
			in.Rows = []table.Row{{Parent: table.None, Cells: []table.Cell{table.EmptyCell(), table.NumberCell(num.Int(1)), table.NumberCell(num.Int(2))}}}
			if diff := cmp.Diff(squeezed(test.want), squeezed(blocks(in, wide(80)))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestUnitsByRow(t *testing.T) {
	in := &table.Table{Title: say.Verbatim("Volumes"), Columns: []table.Column{table.TextColumn(say.Verbatim("Volume")), table.NumberColumn(say.Verbatim("Year 1"), "")}}
	for _, unit := range []string{"teams", "families"} {
		cell := table.NumberCell(num.Int(5))
		cell.Unit = unit
		in.Rows = append(in.Rows, table.Row{Parent: table.None, Cells: []table.Cell{table.TextCell("Of " + unit), cell}})
	}
	want := "Volumes\n\nVolume Unit Year 1\nOf teams teams 5\nOf families families 5\n"
	if diff := cmp.Diff(squeezed(want), squeezed(blocks(in, wide(80)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestShownUnit(t *testing.T) {
	for unit, want := range map[string]string{
		"DKK": "kr.", "thousand DKK": "thousand kr.", "DKK/family": "kr./family", "DKK/participant/year": "kr./participant/year",
		"EUR": "EUR", "family": "family", "": "", "%": "%",
	} {
		if got := table.English().Unit(unit); got != want {
			t.Errorf("table.English().Unit(%q) = %q, not %q", unit, got, want)
		}
	}
}

// TestWrap checks that wrapped text fits and keeps its characters.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`( ){0,4}([a-zæøå]{1,12}( |\n)){0,12}[a-zæøå]{1,30}`).Draw(t, "text")
		columns := rapid.IntRange(1, 40).Draw(t, "columns")
		got := wrap(text, columns)
		if widest(got) > columns {
			t.Fatalf("%d columns in %q", widest(got), got)
		}
		if diff := cmp.Diff(letters(text), letters(strings.ReplaceAll(got, "-\n", ""))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func letters(text string) string { return strings.Join(strings.Fields(text), "") }

// wide is a page in English of so many columns.
func wide(columns int) pageOptions { return pageOptions{width: columns, style: table.English()} }
