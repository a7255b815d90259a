package eval_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// sheet is the table for SØM, by period and payer: the number under each heading.
type sheet map[[2]string]map[string]num.D

func sheetOf(t *testing.T, tab *table.Table) (sheet, []string) {
	t.Helper()
	out, heads := sheet{}, []string{}
	for _, c := range tab.Columns {
		heads = append(heads, c.Head(say.English))
	}
	if slices.Compact(slices.Sorted(slices.Values(heads)))[0] == "" || len(slices.Compact(slices.Sorted(slices.Values(heads)))) != len(heads) {
		t.Errorf("headings %q", heads)
	}
	for row, r := range tab.Rows {
		at := [2]string{tab.Text(row, 0, table.English()), tab.Text(row, 1, table.English())}
		if c := tab.Cell(row, 0); c.Kind == table.Number {
			at[0] = c.Value.String()
		}
		if len(r.Cells) != len(heads) || out[at] != nil {
			t.Errorf("row %d, %v, has %d cells, or is there twice", row, at, len(r.Cells))
		}
		out[at] = map[string]num.D{}
		for col, c := range r.Cells {
			if c.Kind == table.Number && col > 0 {
				out[at][heads[col]] = c.Value
			}
		}
	}
	return out, heads
}

// agree demands that two figures differ by no more than quotients that do not end are rounded.
func agree(t *testing.T, what string, got, want num.D) {
	t.Helper()
	if diff, ok := got.Sub(want); !ok || !diff.Round(20).IsZero() {
		t.Errorf("%s: %s, not %s", what, got, want)
	}
}

func minus(x num.D, ys ...num.D) num.D {
	for _, y := range ys {
		x, _ = x.Sub(y)
	}
	return x
}

// periodsOf are those of a sheet in order.
func periodsOf(tab *table.Table) []string {
	var out []string
	for row := range tab.Rows {
		name := tab.Text(row, 0, table.English())
		if c := tab.Cell(row, 0); c.Kind == table.Number {
			name = c.Value.String()
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// The sheet of every script is the tables of its report: rows go from gross to net, payers add up to all, years to the total, and the
// figures of all are those that the report has.
func TestTheSheetForSOMIsTheReport(t *testing.T) {
	sheets, shared := 0, 0
	for _, name := range scripts(t) {
		r := reported(t, name)
		tab, err := r.SOM()
		if len(tables(r, "ladder")) == 0 {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s, _ := sheetOf(t, tab)
		for at, row := range s {
			agree(t, name+": from gross to net of "+at[0]+", "+at[1], minus(row["Gross cost"], row["Residual value"], row["Grants"], row["Savings"]), row["Net cost"])
		}
		periods := periodsOf(tab)
		addsUpInPeriods(t, name, s, periods)
		ladder := tables(r, "ladder")[0]
		agree(t, name+": gross", s[[2]string{"Total", "All payers"}]["Gross cost"], ladder.Cell(0, 1).Value)
		agree(t, name+": net", s[[2]string{"Total", "All payers"}]["Net cost"], ladder.Cell(5, 1).Value)
		for _, payers := range tables(r, "payers") {
			shared++
			nets(t, name, s, payers)
		}
		sheets++
	}
	if sheets < 20 || shared < 3 {
		t.Errorf("only %d sheets, %d with payers", sheets, shared)
	}
}

func tables(r *eval.Report, name string) []*table.Table {
	var out []*table.Table
	for _, t := range r.Tables {
		if t.Name == name {
			out = append(out, t)
		}
	}
	return out
}

// addsUpInPeriods adds payers and periods.
func addsUpInPeriods(t *testing.T, name string, s sheet, periods []string) {
	t.Helper()
	byPeriod, byPayer := map[string]num.D{}, map[string]num.D{}
	for at, row := range s {
		for head, v := range row {
			if head == "Price year" {
				continue
			}
			if at[1] != "All payers" {
				byPeriod[at[0]+head], _ = byPeriod[at[0]+head].Add(v)
			}
			if at[0] != "Total" {
				byPayer[at[1]+head], _ = byPayer[at[1]+head].Add(v)
			}
		}
	}
	for _, period := range periods {
		for head, v := range s[[2]string{period, "All payers"}] {
			if sum, ok := byPeriod[period+head]; ok {
				agree(t, name+": payers of "+period+", "+head, sum, v)
			}
		}
	}
	for at, row := range s {
		for head, v := range row {
			if at[0] == "Total" && head != "Price year" {
				agree(t, name+": years of "+at[1]+", "+head, byPayer[at[1]+head], v)
			}
		}
	}
}

// nets compares with the table of payers, which has the net cost by year.
func nets(t *testing.T, name string, s sheet, payers *table.Table) {
	t.Helper()
	for row := range payers.Rows {
		payer := payers.Text(row, 0, table.English())
		if payer == "Net cost" {
			payer = "All payers"
		}
		for col := 1; col < len(payers.Columns); col++ {
			period := strings.TrimPrefix(payers.Columns[col].Name.String(), "Year ")
			agree(t, name+": "+payer+", "+period, s[[2]string{period, payer}]["Net cost"], payers.Cell(row, col).Value)
		}
	}
}

// Participants stand under each unit that courses count, on the rows of all payers only.
func TestParticipantsOfTheSheetForSOM(t *testing.T) {
	p := compiled(`intervention "Hold" { currency DKK; prices 2024; horizon 2 years starting 2025 }
unit family, families
unit child, children
course group { participants 8 families; starts 2 per year in total; duration 18 months; completion 5/6 }
course kids  { participants 7 children; starts [0, 1] per year in total; duration 6 months; completion 90% }
course more  { participants 2 families; starts 1 per year in total; duration 1 month; completion 100% }
cost bus "Bus" other per year { amount 10 DKK; payer state 100% }
output total
`)
	tab, err := report(t, p).SOM()
	if err != nil {
		t.Fatal(err)
	}
	s, heads := sheetOf(t, tab)
	want := []string{"Year", "Payer", "Row", "Started (families)", "Completed (families)", "Started (children)", "Completed (children)",
		"Gross cost", "Residual value", "Grants", "Savings", "Net cost", "Price year", "Currency"}
	if diff := cmp.Diff(want, heads); diff != "" {
		t.Error(diff)
	}
	later := s[[2]string{"later", "All payers"}]
	for head, want := range map[string]string{"Started (families)": "36", "Started (children)": "7", "Price year": "2024"} {
		agree(t, head, s[[2]string{"Total", "All payers"}][head], num.Must(want))
	}
	if got := slices.Sorted(maps.Keys(s[[2]string{"2025", "state"}])); slices.Contains(got, "Started (families)") || len(got) != 6 {
		t.Errorf("a payer has %q", got)
	}
	if len(later) == 0 || later["Completed (families)"].IsZero() {
		t.Errorf("what is completed later is lost: %v", later)
	}
}

// A script without years is refused with what to write, and so is what is no result of a program.
func TestNoSheetForSOM(t *testing.T) {
	_, err := report(t, compiled("param a = 1 in 0..2\noutput b = a\n")).SOM()
	var list diag.List
	if !errors.As(err, &list) || list[0].Code != diag.NeedsHorizon || list[0].Help.Empty() {
		t.Error(err)
	}
	for _, r := range []*eval.Result{nil, {}} {
		if _, err := r.SOM(); !errors.As(err, &list) {
			t.Error(err)
		}
	}
}
