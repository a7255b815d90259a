package sensitivity_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/sensitivity"
)

const places = `data rows from "rows.csv" { place: text, kind: text, spent: DKK or missing, since: date, size: number }
param level = 100% in 80%..120%
param only  = "all" in {"all", "day", "night"}
let chosen = sum(known(r.spent, 10 DKK) for r in rows where only = "all" or only = r.kind)
output x = level * chosen + mean(mean(known(r.spent, 0 DKK) for r in g) for g in rows by place)
output n = count(rows)
scenario "Large" { level = 120% }
scenario "Night" { only = "night" }
`

const placeRows = `place,kind,spent,since,size
B,day,100,2020-01-01,8
A,night,50,2020-01-01,8
B,night,,2021-06-30,10
C,day,70,2021-06-30,8
A,day,20,2020-01-01,12
`

// Leaving a group out gives the figures of the script whose file lacks its rows, under a scenario and with inputs too.
func TestLeaveOutAgainstAFileWithoutTheRows(t *testing.T) {
	for _, column := range []struct {
		name   string
		at     int
		groups []string
	}{
		{"place", 0, []string{"B", "A", "C"}}, {"kind", 1, []string{"day", "night"}},
		{"since", 3, []string{"2020-01-01", "2021-06-30"}}, {"size", 4, []string{"8", "10", "12"}},
	} {
		for _, opts := range [][]eval.RunOption{
			nil, {eval.Under("Large")}, {eval.Under("Night")}, {eval.With(eval.Inputs{"only": "day"})}, {eval.With(eval.Inputs{"only": "dusk"})},
			{eval.Under("Large"), eval.With(eval.Inputs{"only": "night", "level": "90%"})},
		} {
			p := compile(t, places, withFile("rows.csv", placeRows))
			got, err := p.LeaveOut(context.Background(), "x", "rows", column.name, opts...)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, g := range got.Groups {
				names = append(names, g.Is.String())
				rest, left := without(placeRows, column.at, g.Is.String())
				r, err := compile(t, places, withFile("rows.csv", rest)).Run(context.Background(), nil, opts...)
				if err != nil {
					t.Fatal(err)
				}
				want, _ := r.Output("x")
				if !g.Known || !g.Value.Equal(want.Value) || g.Unit != want.Unit || g.Rows != left {
					t.Errorf("without %s = %s: %s of %d rows, not %s of %d", column.name, g.Is, g.Value, g.Rows, want.Value, left)
				}
			}
			if diff := cmp.Diff(column.groups, names); diff != "" {
				t.Errorf("%s: %s", column.name, diff)
			}
		}
	}
}

// without drops the rows of a file that have a value, and counts them.
func without(file string, column int, value string) (rest string, rows int) {
	for _, line := range strings.SplitAfter(file, "\n") {
		if cells := strings.Split(strings.TrimSpace(line), ","); len(cells) > column && cells[column] == value {
			rows++
			continue
		}
		rest += line
	}
	return rest, rows
}

// Where nothing is left to take a mean of there is no figure, and the reason stands in its place.
func TestLeaveOutWithoutAValue(t *testing.T) {
	p := compile(t, "data rows from \"rows.csv\" { place: text or missing, spent: DKK }\noutput x = mean(r.spent for r in rows where r.spent > 10 DKK)\n",
		withFile("rows.csv", "place,spent\nA,5\nB,20\n,7\nB,40\nC,8\n"))
	got, err := p.LeaveOut(context.Background(), "x", "rows", "place")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, g := range got.Groups {
		lines = append(lines, g.Is.String()+": "+g.Value.String()+" "+g.Problem.String())
	}
	want := []string{"A: 30 ", "B: 0 mean over no rows: none of rows is left", "without a value: 30 ", "C: 30 "}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if got.Low != 0 || got.High != 0 {
		t.Errorf("lowest %d, highest %d", got.Low, got.High)
	}
}

func TestGridAgainstRuns(t *testing.T) {
	p := compile(t, mixed)
	for _, test := range []struct {
		down, across  string
		rows, columns []string
	}{
		{"a", "b", []string{"1", "4", "6"}, []string{"0", "2", "5"}},
		{"c", "kind", []string{"2", "2.5", "3", "3.5", "4", "4.5", "5"}, []string{`"short"`, `"long"`}},
		{"d", "idle", []string{"[1.5, 3]", "[2.5, 5]"}, []string{"0", "1", "2"}},
	} {
		g, err := p.Grid(context.Background(), "x", test.down, test.across)
		if err != nil {
			t.Fatal(err)
		}
		var rows, columns []string
		for i, line := range g.Cells {
			rows = append(rows, line[0].At[0].Text)
			for _, pt := range line {
				if i == 0 {
					columns = append(columns, pt.At[1].Text)
				}
				sameAsRun(t, p, pt)
			}
		}
		if diff := cmp.Diff([][]string{test.rows, test.columns}, [][]string{rows, columns}); diff != "" {
			t.Errorf("%s x %s: %s", test.down, test.across, diff)
		}
	}
}

// sameAsRun compares a point with a run of the script at its inputs.
func sameAsRun(t *testing.T, p *eval.Program, pt eval.Point) {
	t.Helper()
	r, err := p.Run(context.Background(), pt.Inputs())
	if err != nil {
		if pt.Known {
			t.Errorf("%v: %v", pt.Inputs(), err)
		}
		return
	}
	if f, _ := r.Output(pt.Name); !pt.Known || !f.Value.Equal(pt.Value) || f.Unit != pt.Unit {
		t.Errorf("%v: %s, and in a run %s", pt.Inputs(), pt.Value, f.Value)
	}
}

func TestGridTooLarge(t *testing.T) {
	b := baseOf(t, compile(t, mixed))
	b.Limits.Points = 8
	ps := params(t, b, "a", "b")
	_, err := b.Grid(context.Background(), output(b), ps[0], ps[1])
	var large *sensitivity.TooLarge
	if !errors.As(err, &large) || large.Needed != 9 || !strings.Contains(large.Error(), "9 points, more than 8") {
		t.Errorf("%v", err)
	}
	b.Limits = sensitivity.Limits{Points: 9, Figures: 30}
	if _, err = b.Grid(context.Background(), output(b), ps[0], ps[1]); !errors.As(err, &large) || large.Points {
		t.Errorf("%v", err)
	}
}
