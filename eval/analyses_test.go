package eval_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// analysed is a script with an analysis of each kind, among them params that move nothing and points without a value.
const analysed = `data rows from "rows.csv" { town: text, spent: DKK }
param size  = 8             in {0, 4, 8}  "Children"
param fee   = 1_000 DKK     in 800..1_400 "Fee"
param share = 50%           in 25%..75%   "Share"
param idle  = 1             in 0..2       "Idle"
output unit_cost "Unit cost" = fee * share * 8 / size
output spent = sum(r.spent for r in rows)
output half = share as %
vary unit_cost by size, fee, idle
vary unit_cost by size, fee, idle together
vary unit_cost over share x size
vary spent without rows by town
solve fee so unit_cost = 600 DKK
solve fee so unit_cost = 800 DKK
solve share so half = 1 / 3
solve idle so unit_cost = 600 DKK
solve size so unit_cost = 900 DKK
vary share by share
`

// viewed is a table as lines of text, its note last.
func viewed(r *eval.Report, name string, style table.Style) string {
	var lines []string
	for _, t := range r.Tables {
		if t.Name != name {
			continue
		}
		v := t.View(style)
		lines = append(lines, v.Title)
		for _, row := range v.Rows {
			lines = append(lines, strings.TrimRight(strings.Join(row.Cells, " | "), " |"))
		}
		if v.Note != "" {
			lines = append(lines, "("+v.Note+")")
		}
	}
	return strings.Join(lines, "\n")
}

func analysedReport(t *testing.T) *eval.Report {
	t.Helper()
	files := fstest.MapFS{"rows.csv": {Data: []byte("town,spent\nRibe,100\nVejle,200\nRibe,50\n")}}
	return report(t, compile(t, analysed, eval.WithFS(files)))
}

func TestTablesOfAnalyses(t *testing.T) {
	r := analysedReport(t)
	for name, want := range map[string]string{
		"vary_unit_cost": `What if: Unit cost, one assumption at a time, kr.
As it is |  | 500
Children | 0 | no value
 | 4 | 1,000 | 500
 | 8 | 500 | 0
Fee | 800 kr. | 400 | -100 | 300
 | 1,400 kr. | 700 | 200
Idle | not connected
(no swing is known of Children, since the figure has no value at some of its ends)`,
		"together_unit_cost": `What if: Unit cost, several assumptions at once
Unit cost | kr. | 500 | 400 | 1,400
Children |  | 8 | 8 | 4
Fee | kr. | 1,000 | 800 | 1,400
Idle |  | 1 | not connected | not connected`,
		"grid_unit_cost": `What if: Unit cost by Share (down) and Children (across), kr.
25% | no value | 500 | 250
50% | no value | 1,000 | 500
75% | no value | 1,500 | 750
(Unit cost is 500 kr. as it is)`,
		"without_spent": `What if: spent, leaving out one town at a time, kr.
As it is | 350
Ribe | 200 | -150
Vejle | 150 | -200
Lowest | 150
Highest | 200`,
		"solve_fee": `Break-even: Unit cost by Fee, kr.
Target |  | 600
As it is | 1,000 kr. | 500 | -100
Break-even | 1,200 kr. | 600 | 0
Break-even: Unit cost by Fee, kr.
Target |  | 800
As it is | 1,000 kr. | 500 | -300
Nearest | 1,400 kr. | 700 | -100
(no value of fee from 800 kr. to 1,400 kr. is a break-even)`,
		"solve_share": `Break-even: half by Share
Target |  | 33.3%
As it is | 50% | 50.0% | 16.7%
Break-even | 33.3333% | 33.3% | 0.0%`,
		"solve_idle": `Break-even: Unit cost by Idle, kr.
Target |  | 600
As it is | 1 | 500 | -100
Nearest | 1 | 500 | -100
(not connected: idle can move neither side)`,
		"solve_size": `Break-even: Unit cost by Children, kr.
Target |  | 900
As it is | 8 | 500 | -400
Nearest | 4 | 1,000 | 100
(none of the alternatives of size is a break-even)`,
		"vary_share": `What if: share, one assumption at a time
As it is |  | 0.50
Share | 25% | 0.25 | -0.25 | 0.50
 | 75% | 0.75 | 0.25`,
	} {
		if diff := cmp.Diff(want, viewed(r, name, table.English())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestNotesOfAnalyses(t *testing.T) {
	r := analysedReport(t)
	zero := "division by zero: the divisor `size` is 0"
	want := []string{
		"no value with size = 0: " + zero,
		"Unit cost has no value at 3 of 8 points", "no value with size = 0, fee = 800 kr. and idle = 1: " + zero,
		"Unit cost has no value at 3 of 9 points", "no value with share = 25% and size = 0: " + zero,
	}
	if diff := cmp.Diff(want, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
}

// Tables and notes are said in Danish whole.
func TestAnalysesInDanish(t *testing.T) {
	r := analysedReport(t).In(say.Danish)
	want := `Break-even: Unit cost ved Fee, kr.
Mål |  | 600
Udgangspunkt | 1.000 kr. | 500 | -100
Break-even | 1.200 kr. | 600 | 0
Break-even: Unit cost ved Fee, kr.
Mål |  | 800
Udgangspunkt | 1.000 kr. | 500 | -300
Nærmeste | 1.400 kr. | 700 | -100
(ingen værdi af fee fra 800 kr. til 1.400 kr. giver break-even)`
	if diff := cmp.Diff(want, viewed(r, "solve_fee", table.Danish())); diff != "" {
		t.Error(diff)
	}
	for _, t2 := range r.Tables {
		for _, english := range []string{"What if", "not connected", "As it is", "no value", "Nearest", "as it is"} {
			if strings.Contains(viewed(r, t2.Name, table.Danish()), english) {
				t.Errorf("%s says %q", t2.Name, english)
			}
		}
	}
}
