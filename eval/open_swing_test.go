package eval_test

import (
	"context"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/table"
)

// Where a figure has no value at an end of a param, its swing is empty and said not to be known, no share stands, and no chart says what moves it most.
func TestOpenSwingOneWay(t *testing.T) {
	p, err := eval.Compile("a.cost", []byte("param d = 2 in 0 .. 4\nparam o = 3 in 1 .. 4\noutput a \"A\" = o / d\nvary a by d, o\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tbl := range r.Tables {
		if tbl.Name != "vary_a" {
			continue
		}
		if !strings.HasPrefix(tbl.Note.String(), "no swing is known of d") {
			t.Errorf("the note is %q", tbl.Note)
		}
		for row, line := range tbl.Rows {
			if swing := tbl.Cell(row, 4).Kind == table.Number; swing && line.Key == "d" {
				t.Error("d has a swing")
			}
			if tbl.Cell(row, 5).Kind != table.Empty {
				t.Error("a share of what is not known")
			}
		}
		drawn := chart.Of("tornado", []*table.Table{tbl})
		if len(drawn) != 1 || strings.Contains(drawn[0].Description.String(), "The one that moves it most") {
			t.Errorf("drawn: %v", drawn)
		}
		return
	}
	t.Error("there is no table")
}
