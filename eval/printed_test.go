package eval_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
)

// A divisor that is zero only as a whole names what it is made of.
func TestDivisorOfSeveralParts(t *testing.T) {
	p := compile(t, "param d = 2 in 0..4\noutput y = 5 / (d * 3 - 6)\n")
	_, err := p.Run(context.Background(), nil)
	list := listOf(t, err)
	related := list[0].Related
	if last := related[len(related)-1]; !strings.Contains(last.Label.String(), "`d` is 2") || last.Span.Pos.Line != 1 {
		t.Errorf("%+v", related)
	}
}

// What changes and swings is the difference of the figures as they are printed.
func TestOneWayAddsUpAsPrinted(t *testing.T) {
	p := compile(t, "param n = 1 in {1, 2, 4}\noutput share = 10_000.4 DKK * n\nvary share by n\n")
	tab := tableNamed(t, report(t, p).Tables, "vary_share")
	number := func(row, col int) int64 {
		v, _ := tab.Cell(row, col).Printed(tab.Columns[col])
		n, ok := v.Int64()
		if !ok {
			t.Fatalf("row %d column %d is %v", row, col, v)
		}
		return n
	}
	base := number(0, 2)
	for row := 1; row < 4; row++ {
		if number(row, 2)-base != number(row, 3) {
			t.Errorf("row %d: %d - %d is printed as %d", row, number(row, 2), base, number(row, 3))
		}
	}
	if swing := number(3, 2) - number(1, 2); swing != number(1, 4) {
		t.Errorf("a swing of %d is printed as %d", swing, number(1, 4))
	}
}

// Averages over horizons that differ have no sum.
func TestEquivalentsOfOtherHorizons(t *testing.T) {
	part := func(years string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`intervention "Part" { currency DKK; prices 2020; horizon ` + years + ` years }
norm 1_600 hours/year
wage guide = 300 DKK/hour
cost "Guide" operation per year { staff guide for 160 hours }
output total
`)}
	}
	for years, want := range map[string]string{"2": "", "3": "0.20"} {
		files := fstest.MapFS{"a.cost": part("3"), "b.cost": part(years)}
		p := compile(t, `intervention "Both" { currency DKK; prices 2020 }
use "a.cost" as a
use "b.cost" as b
combine a, b
output total
`, eval.WithFS(files))
		tab := tableNamed(t, report(t, p).Tables, "hours")
		if got := tab.Text(len(tab.Rows)-1, 2, table.English()); got != want {
			t.Errorf("with %s years beside 3 the total is %q, want %q", years, got, want)
		}
	}
}
