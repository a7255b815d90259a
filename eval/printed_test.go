package eval_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
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

// What is printed adds up in every language: the texts of the cells, read back, are the sums of their rows and columns.
func TestTextsAddUp(t *testing.T) {
	names, err := filepath.Glob("../examples/*.cost")
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, language := range say.Languages() {
		sums := 0
		for _, name := range names {
			for _, tab := range reported(t, name).In(language).Tables {
				sums += textsAddUp(t, tab, table.StyleOf(language))
			}
		}
		if sums < 100 {
			t.Errorf("%s: only %d sums", language.Code(), sums)
		}
	}
}

// textsAddUp checks the sums of a table and counts them.
func textsAddUp(t *testing.T, tab *table.Table, style table.Style) (sums int) {
	t.Helper()
	for row := range tab.Rows {
		for col, column := range tab.Columns {
			if tab.Cell(row, col).Kind != table.Number {
				continue
			}
			var rows, cols []num.D
			for i, r := range tab.Rows {
				if column.Sums && r.Parent == row && r.Kind != table.Memo && tab.Cell(i, col).Kind == table.Number {
					rows = append(rows, readBack(t, tab, i, col, style))
				}
			}
			for j, c := range tab.Columns {
				if c.Sums && c.Parent == col && tab.Cell(row, j).Kind == table.Number {
					cols = append(cols, readBack(t, tab, row, j, style))
				}
			}
			for _, parts := range [][]num.D{rows, cols} {
				if sum := sumOf(parts); len(parts) > 0 {
					sums++
					if got := readBack(t, tab, row, col, style); !got.Equal(sum) {
						t.Errorf("table %s, row %d, column %d: %s is not %s", tab.Name, row, col, got, sum)
					}
				}
			}
		}
	}
	return sums
}

func sumOf(parts []num.D) num.D {
	total := num.Int(0)
	for _, part := range parts {
		total, _ = total.Add(part)
	}
	return total
}

// readBack is the number that a cell reads as, which must be the one that it prints.
func readBack(t *testing.T, tab *table.Table, row, col int, style table.Style) num.D {
	t.Helper()
	text := tab.Text(row, col, style)
	v, err := num.Parse(strings.NewReplacer(style.Thousands, "", style.Decimal, ".").Replace(text))
	if printed, _ := tab.Cell(row, col).Printed(tab.Columns[col]); err != nil || !v.Equal(printed) {
		t.Fatalf("table %s, row %d, column %d: %s reads %q (%v)", tab.Name, row, col, printed, text, err)
	}
	return v
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
