package eval_test

import (
	"context"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

func tableNamed(t *testing.T, tables []*table.Table, name string) *table.Table {
	t.Helper()
	for _, have := range tables {
		if have.Name == name {
			return have
		}
	}
	t.Fatalf("there is no table %s", name)
	return nil
}

// reported compiles a script of a folder on disk and reports on it.
func reported(t *testing.T, name string) *eval.Report {
	t.Helper()
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p, err := eval.CompileFS(root.FS(), filepath.Base(name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return report(t, p)
}

func report(t *testing.T, p *eval.Program, opts ...eval.RunOption) *eval.Report {
	t.Helper()
	r, err := p.Report(context.Background(), nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// scripts lists every script that must run.
func scripts(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../examples/*.cost", "../testdata/structures/*.cost"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", pattern, names, err)
		}
		all = append(all, names...)
	}
	return all
}

func TestScriptsHoldWhatTheyExpect(t *testing.T) {
	for _, name := range scripts(t) {
		for _, e := range reported(t, name).Expectations {
			if !e.OK {
				t.Errorf("%s:%d: %s: it is %s %s %s", name, e.Line, e.Text, e.Actual, e.Unit, e.Problem)
			}
		}
	}
}

// shownNumber is what a cell shows, as a number; blank cells are zero.
func shownNumber(t *testing.T, tab *table.Table, row, col int) *big.Rat {
	t.Helper()
	text := strings.ReplaceAll(tab.Text(row, col, table.English()), ",", "")
	text = strings.ReplaceAll(text, "−", "-")
	if text == "" {
		return new(big.Rat)
	}
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%s: the cell %d, %d shows %q", tab.Name, row, col, text)
	}
	return x
}

// TestTablesAddUpAsPrinted adds the texts of the cells, as a reader with a pencil does.
func TestTablesAddUpAsPrinted(t *testing.T) {
	sums := 0
	for _, name := range scripts(t) {
		for _, tab := range reported(t, name).Tables {
			for row := range tab.Rows {
				for col := range tab.Columns {
					sums += addsUp(t, name, tab, row, col)
				}
			}
		}
	}
	if sums < 500 {
		t.Errorf("only %d sums were found", sums)
	}
}

// addsUp compares a cell with the cells that are part of it, along its column and along its row, and counts the sums.
func addsUp(t *testing.T, name string, tab *table.Table, row, col int) int {
	t.Helper()
	n := 0
	check := func(parts [][2]int, along string) {
		if len(parts) == 0 || tab.Cell(row, col).Kind != table.Number {
			return
		}
		total := new(big.Rat)
		for _, at := range parts {
			total.Add(total, shownNumber(t, tab, at[0], at[1]))
		}
		if total.Cmp(shownNumber(t, tab, row, col)) != 0 {
			t.Errorf("%s, %s: %s of row %d, column %s adds up to %s, not %s", name, tab.Name, along, row, tab.Columns[col].Name, total.FloatString(2), tab.Text(row, col, table.English()))
		}
		n++
	}
	check(partRows(tab, row, col), "the column")
	check(partColumns(tab, row, col), "the row")
	return n
}

func partRows(tab *table.Table, row, col int) (parts [][2]int) {
	for i, r := range tab.Rows {
		if tab.Columns[col].Sums && r.Parent == row && r.Kind != table.Memo {
			parts = append(parts, [2]int{i, col})
		}
	}
	return parts
}

func partColumns(tab *table.Table, row, col int) (parts [][2]int) {
	for i, c := range tab.Columns {
		if tab.Columns[col].Sums && c.Parent == col {
			parts = append(parts, [2]int{row, i})
		}
	}
	return parts
}

// JSON carries exact values: a third to 28 digits, and cells that are not rounded to add up.
func TestReportAsJSON(t *testing.T) {
	p := compile(t, `intervention "Thirds" { currency DKK; prices 2020; horizon 3 years }
cost "Fee" other over period { amount 100.10 DKK }
output third "A third" = total / 3
output half = total / 2 as thousand DKK
expect third = 33 DKK to nearest 1
expect half = 1 DKK
scenario "Unused" { }
`)
	var got map[string]any
	text, err := json.Marshal(report(t, p))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	tables := got["tables"].([]any)
	delete(got, "tables")
	want := map[string]any{
		"intervention": "Thirds", "currency": "DKK", "prices": 2020.0, "about": "", "horizon": "3 years", "notes": []any{}, "warnings": []any{},
		"outputs": []any{
			map[string]any{"name": "third", "label": "A third", "value": "33.36666666666666666666666667", "unit": "DKK"},
			map[string]any{"name": "half", "label": "half", "value": "0.05005", "unit": "thousand DKK"},
		},
		"expectations": []any{
			map[string]any{"text": "third = 33 DKK to nearest 1", "ok": true, "actual": "33.36666666666666666666666667", "gap": "0.3666666666666666666666666667",
				"unit": "DKK", "under": "", "differs": "", "source": "", "problem": ""},
			map[string]any{"text": "half = 1 DKK", "ok": false, "actual": "50.05", "gap": "49.05", "unit": "DKK",
				"under": "", "differs": "", "source": "", "problem": ""},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	costs := tables[slices.IndexFunc(tables, func(x any) bool { return x.(map[string]any)["name"] == "costs" })].(map[string]any)
	row := costs["rows"].([]any)[0].([]any)
	if diff := cmp.Diff([]any{"Other", "33.36666666666666666666666667", "33.36666666666666666666666667", "33.36666666666666666666666667", "100.1", "100"}, row); diff != "" {
		t.Error(diff)
	}
}

// Claims are about the script as it is written, each under its own scenario, whatever the report is of.
func TestExpectationsUnderScenarios(t *testing.T) {
	r := report(t, compile(t, groups), eval.Under("Large and dear"))
	if r.Scenario != "Large and dear" || r.AsWritten {
		t.Errorf("the report is under %q, and as written: %t", r.Scenario, r.AsWritten)
	}
	want := []struct {
		ok     bool
		actual string
		under  string
		gap    string
	}{
		{true, "150000", "", "0"},
		{true, "200000", "Dear", "0"},
	}
	for i, e := range r.Expectations {
		if e.OK != want[i].ok || e.Actual.String() != want[i].actual || e.Under != want[i].under || e.Gap.String() != want[i].gap || !e.Known {
			t.Errorf("%+v", e)
		}
	}
}

// Gaps are in the unit of the claim; a figure marked as differing fails once it agrees; one without a value says why.
func TestGapsAndReasons(t *testing.T) {
	p := compile(t, `param zero = 0
let cost = 1.5 million DKK
expect cost = 1.4 million DKK
expect cost = 1 DKK differs "the publication counts in thousands"
expect cost = 1_500_000 DKK differs "out of date"
expect cost in 1 million DKK .. 1.2 million DKK
expect cost in 1.6 million DKK .. 2 million DKK
expect cost in 1 million DKK .. 2 million DKK
expect 0.125 = 12.4% to nearest 0.1%
expect 6 months = 1 year
expect cost / zero = 3 DKK
`)
	type claim struct {
		OK                bool
		Actual, Gap, Unit string
		Differs, Problem  string
	}
	var got []claim
	for _, e := range report(t, p).Expectations {
		got = append(got, claim{e.OK, e.Actual.String(), e.Gap.String(), e.Unit, e.Differs, e.Problem.String()})
	}
	want := []claim{
		{false, "1500000", "100000", "DKK", "", ""},
		{true, "1500000", "1499999", "DKK", "the publication counts in thousands", ""},
		{false, "1500000", "0", "DKK", "out of date", "agrees now, though it is marked as differing"},
		{false, "1500000", "300000", "DKK", "", ""},
		{false, "1500000", "-100000", "DKK", "", ""},
		{true, "1500000", "0", "DKK", "", ""},
		{false, "12.5", "0.1", "%", "", ""},
		{false, "0.5", "-0.5", "years", "", ""},
		{false, "0", "0", "DKK", "", "division by zero: the divisor `zero` is 0"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	alone, err := p.Expectations(context.Background())
	if err != nil || len(alone) != len(want) {
		t.Errorf("without a report there are %d expectations, %v", len(alone), err)
	}
}

func TestNotes(t *testing.T) {
	files := fstest.MapFS{"rows.csv": {Data: []byte("place,spent\nA,100\nB,\nA,200\nC,\n")}}
	p := compile(t, `data rows from "rows.csv" { place: text, spent: DKK or missing }
output mean_spent = mean(r.spent for r in rows where known(r.spent))
output all = sum(known(r.spent, 0 DKK) for r in rows)
output by_place = mean(mean(r.spent for r in g where known(r.spent)) for g in rows by place)
`, eval.WithFS(files))
	r := report(t, p)
	want := []string{"line 2 uses 2 of 4 rows of rows", "line 4 uses 1 of 3 groups of rows by place"}
	for _, note := range want {
		if !slices.ContainsFunc(r.Notes, func(n say.Phrase) bool { return n.String() == note }) {
			t.Errorf("%q is not among %q", note, r.Notes)
		}
	}
	if slices.ContainsFunc(r.Notes, func(n say.Phrase) bool { return strings.Contains(n.String(), "line 3") }) {
		t.Errorf("a sum over all rows has a note: %q", r.Notes)
	}
}

// A unit cost that divides a total net of savings says so.
func TestNetOutputsAreNoted(t *testing.T) {
	const script = `intervention "Net" { currency DKK; horizon 1 year }
cost "Fee" other once { amount 100 DKK }
saving "Less" other once { amount 10 DKK }
let mine = total
output net = mine / 2
output gross = costs.gross / 2
`
	r := report(t, compile(t, script))
	if diff := cmp.Diff([]string{"net divides a total net of savings"}, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	if r := report(t, compile(t, strings.Replace(script, "amount 10 DKK", "amount 0 DKK", 1))); len(r.Notes) > 0 {
		t.Errorf("without a saving: %q", r.Notes)
	}
}

// texts is a column of a table as printed.
func texts(tab *table.Table, col int) []string {
	var out []string
	for row := range tab.Rows {
		out = append(out, tab.Text(row, col, table.English()))
	}
	return out
}

func said(notes []say.Phrase) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.String())
	}
	return out
}

func headings(tab *table.Table) []string {
	var out []string
	for _, c := range tab.Columns {
		out = append(out, c.Name.String())
	}
	return out
}

// Tables go by calendar year, whatever the step: half years of a horizon, and a period that begins within a year.
func TestColumnsOfGrids(t *testing.T) {
	for _, test := range []struct {
		clock, horizon string
		headings       []string
		rent           []string
	}{
		{"horizon 2.5 years by quarter starting 2018", "2.5 years", []string{"Cost", "2018", "2019", "2020", "Total", "Share"}, []string{"1,200", "1,200", "600", "3,000"}},
		{"horizon 2 years by month", "2 years", []string{"Cost", "Year 1", "Year 2", "Total", "Share"}, []string{"1,200", "1,200", "2,400"}},
		{"horizon 1 year", "1 year", []string{"Cost", "Year 1", "Total", "Share"}, []string{"1,200", "1,200"}},
		{"period 2018-11-01 .. 2019-02-28", "2018-11-01 to 2019-02-28, 4 months", []string{"Cost", "2018", "2019", "Total", "Share"}, []string{"200", "200", "400"}},
		{"period 2018-11-01 .. 2019-02-14", "2018-11-01 to 2019-02-14, 3.5 months", []string{"Cost", "2018", "2019", "Total", "Share"}, []string{"200", "150", "350"}},
	} {
		r := report(t, compile(t, "intervention \"Grid\" { currency DKK; "+test.clock+" }\ncost \"Rent\" operation per month { amount 100 DKK }\n"))
		costs := tableNamed(t, r.Tables, "costs")
		if diff := cmp.Diff(test.headings, headings(costs)); diff != "" {
			t.Errorf("%s: %s", test.clock, diff)
		}
		var rent []string
		for col := 1; col < len(costs.Columns)-1; col++ {
			rent = append(rent, costs.Text(0, col, table.English()))
		}
		if diff := cmp.Diff(test.rent, rent); diff != "" || r.Horizon.String() != test.horizon {
			t.Errorf("%s: %s is the horizon, %s", test.clock, r.Horizon, diff)
		}
	}
}

// Lines, wages and volumes of combined scripts carry the name they are used by.
func TestCombinedLabels(t *testing.T) {
	const part = `intervention "Part" { currency DKK; horizon 1 year }
wage guide "Guide" = 300 DKK/hour
course group "Group" { participants 8; starts 1 per year in total; duration 6 months }
session weekly "Meeting" for group { meet 10 times, 1 hour each; staff guide }
`
	files := fstest.MapFS{"a.cost": {Data: []byte(strings.Replace(part, `guide "Guide" =`, "guide =", 1))}}
	p := compile(t, "intervention \"Both\" { currency DKK; horizon 2 years }\nuse \"a.cost\" as north\nuse \"a.cost\" as south\ncombine north, south\ncost \"Rent\" operation once { amount 500 DKK }\n", eval.WithFS(files))
	r := report(t, p)
	for name, want := range map[string][]string{
		"lines":   {"Rent", "north / Meeting", "south / Meeting", "Operation", "Gross cost"},
		"volumes": {"north / Group: courses started", "north / Group: started", "north / Group: completed", "south / Group: courses started", "south / Group: started", "south / Group: completed", "All courses: started", "All courses: completed"},
		"hours":   {"north / guide", "south / guide", "Total"},
	} {
		if diff := cmp.Diff(want, texts(tableNamed(t, r.Tables, name), 0)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Every analysis has a table; simulations come after those that need no draws.
func TestAnalysesOfAReport(t *testing.T) {
	p := compile(t, groups+"simulate total draws 100\nvary per_family by share, size\n")
	r := report(t, p)
	want := [][]string{
		{"", "share", "share", "Families in a group", "Families in a group", "Families in a group"},
		{"", "50", "100", "6", "8", "10"},
		{"5,000", "7,500", "3,750", "6,667", "5,000", "4,000"},
	}
	tab := tableNamed(t, r.Tables, "vary_per_family")
	want[0][0] = "As it is"
	for col := range want {
		if diff := cmp.Diff(want[col], texts(tab, col)); diff != "" {
			t.Errorf("column %d: %s", col, diff)
		}
	}
	var names []string
	for _, t := range r.Tables {
		names = append(names, t.Name)
	}
	last := []string{"vary_per_family", "vary_total", "simulate_total", "simulate_total_drawn", "simulate_total_histogram", "scenarios"}
	if diff := cmp.Diff(last, names[len(names)-len(last):]); diff != "" {
		t.Error(diff)
	}
}

// Scenarios stand side by side in a report of the script as it is, and not in one of a scenario.
func TestScenariosSideBySide(t *testing.T) {
	p := compile(t, groups)
	tab := tableNamed(t, report(t, p).Tables, "scenarios")
	if diff := cmp.Diff([]string{"Output", "Unit", "Base", "Dear", "Large and dear"}, headings(tab)); diff != "" {
		t.Error(diff)
	}
	for i, scenario := range []string{"Dear", "Large and dear"} {
		r := report(t, p, eval.Under(scenario))
		for row, f := range r.Outputs() {
			if have := tab.Cell(row, 3+i).Value; !have.Equal(f.Value) {
				t.Errorf("%s of %s is %v, and %v in a run of its own", f.Name, scenario, have, f.Value)
			}
		}
		if slices.ContainsFunc(r.Tables, func(x *table.Table) bool { return x.Name == "scenarios" }) {
			t.Errorf("a report of %s has a table of scenarios", scenario)
		}
	}
}

// What is known of an expectation is in JSON: by how much it is off, why, under which scenario and where the figure is from.
func TestExpectationsInJSON(t *testing.T) {
	p := compile(t, `param fee = 100 DKK in {100 DKK, 0 DKK}
output a = fee
output b = 1 DKK / fee
scenario "Free" { fee = 0 DKK }
expect a = 130 DKK differs "rounded up" source "a book"
expect b = 1 under "Free"
`)
	text, err := json.Marshal(report(t, p).In(say.English).Expectations)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"text":"a = 130 DKK","ok":true,"actual":"100","gap":"-30","unit":"DKK","under":"","differs":"rounded up","source":"a book","problem":""},` +
		`{"text":"b = 1 under \"Free\"","ok":false,"actual":null,"gap":null,"unit":"","under":"Free","differs":"","source":"","problem":"division by zero: the divisor ` + "`fee`" + ` is 0 DKK"}]`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
