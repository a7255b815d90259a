package eval_test

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// swept prepares a sweep and runs it: its figures as columns.
func swept(t *testing.T, p *eval.Program, of, over []string, opts ...eval.RunOption) (*eval.Sweep, [][]float64, diag.List) {
	t.Helper()
	s, err := p.Sweep(context.Background(), of, over, opts...)
	if err != nil {
		t.Fatal(err)
	}
	out := make([][]float64, len(of))
	warnings, err := s.Run(context.Background(), func(points eval.SweepPoints) error {
		for i, column := range points.Figures {
			if int(points.First) != len(out[i]) {
				t.Fatalf("points from %d on follow %d", points.First, len(out[i]))
			}
			out[i] = append(out[i], column...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, out, warnings
}

// A point of a sweep is what a run with its values gives.
func TestSweepAgreesWithRuns(t *testing.T) {
	script, err := os.ReadFile("../examples/netvaerksmoeder.cost")
	if err != nil {
		t.Fatal(err)
	}
	p := compile(t, string(script))
	of := []string{"total", "per_completed", "operation_share"}
	over := []string{"wage_level in 80%..120% step 2.5%", "meetings in 2..8 step 2", "finishing", "intake in {1, 2.5}"}
	s, figures, warnings := swept(t, p, of, over, eval.Under("Dear"))
	if len(warnings) > 0 || s.Points() != 17*4*3*2 || len(figures[0]) != int(s.Points()) {
		t.Fatalf("%d points, %v", s.Points(), warnings)
	}
	for index := int64(0); index < s.Points(); index += 7 {
		at, err := s.Point(context.Background(), index)
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Run(context.Background(), at[0].Inputs(), eval.Under("Dear"))
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range of {
			want, _ := r.Output(name)
			if !at[i].Known || !at[i].Value.Equal(want.Value) || at[i].Name != name {
				t.Errorf("point %d: %v is not %v", index, at[i], want)
			}
			exact := want.Value.Float64()
			if got := figures[i][index]; math.Abs(got-exact) > 1e-12*math.Abs(exact) {
				t.Errorf("point %d: %s is %v, not %v", index, name, got, exact)
			}
		}
	}
}

// The values of each axis, as inputs take them.
func TestSweepValues(t *testing.T) {
	p := compile(t, asked)
	for over, want := range map[string]string{
		"share":                           "25% 40% 100%",
		"share in 30%..40% step 2.5%":     "30% 32.5% 35% 37.5% 40%",
		"share in 50%..60%":               "50% 60%",
		"size in 6..10":                   "6 8 10",
		"size in 8..8":                    "8",
		"fee in ±10%":                     "2700 3000 3300",
		"fee":                             "2400 3000 3600",
		"fee in 2 thousand DKK..3_000":    "2000 3000",
		"fixed in {7, 5, 7}":              "7 5 7",
		"list":                            "[1, 2] [3, 3]",
		"kind in {\"free\", \"paid\"}":    "\"free\" \"paid\"",
		"slack in 0.1..0.7 step 0.1":      "0.1 0.2 0.3 0.4 0.5 0.6 0.7",
		"fixed in -1..1 step 1":           "-1 0 1",
		"fixed in 0..1 step 0.0001 # all": "10001 values",
	} {
		s, err := p.Sweep(context.Background(), []string{"total"}, []string{over})
		if err != nil {
			t.Errorf("%s: %v", over, err)
			continue
		}
		var got []string
		for level := range s.Params[0].Levels {
			got = append(got, s.Value(0, level).Text)
		}
		if len(got) > 100 {
			got = []string{"10001 values"}[:len(got)/10001]
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", over, diff)
		}
	}
}

func TestSweepColumns(t *testing.T) {
	s, err := compile(t, asked).Sweep(context.Background(), []string{"dear", "part", "total"}, []string{"share", "fee", "list", "kind"})
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.SweptParam{
		{Name: "share", Label: "Share", Unit: "%", Number: true, Levels: 3}, {Name: "fee", Label: "Fee", Unit: "DKK", Number: true, Levels: 3},
		{Name: "list", Label: "list", Levels: 2}, {Name: "kind", Label: "kind", Levels: 2},
	}
	if diff := cmp.Diff(want, s.Params); diff != "" {
		t.Error(diff)
	}
	var figures []string
	for _, f := range s.Figures {
		figures = append(figures, f.Value.String()+" "+f.Unit)
	}
	if diff := cmp.Diff([]string{"120 thousand DKK", "40 %", "48000 DKK"}, figures); diff != "" {
		t.Error(diff)
	}
	if e := s.Estimate(); e.Points != 36 || e.Operations <= 36 || e.Bytes <= 0 {
		t.Error(e)
	}
	// The last param changes fastest.
	if got := []int64{s.Level(3, 1), s.Level(2, 1), s.Level(2, 2), s.Level(0, 35)}; !cmp.Equal(got, []int64{1, 0, 1, 2}) {
		t.Error(got)
	}
}

// What cannot be swept is refused with the text of the axis, before anything is read.
func TestSweepRefused(t *testing.T) {
	p := compile(t, asked, eval.WithLimits(eval.Limits{SweepPoints: 1_000}))
	for over, want := range map[string]string{
		"shar":                             "--over 1:1:1: error[C0201]: unknown param `shar`",
		"fixed":                            "--over 1:1:1: error[C0501]: the param `fixed` has no range: the `in` is missing",
		"total in 1..2":                    "--over 1:1:1: error[C0206]: this place takes a param, and `total` is a result or unit",
		"horizon in 1..2":                  "--over 1:1:1: error[C0502]: `horizon` is no param, and what is counted hangs on its steps: it cannot be varied",
		"fee in 1 hour..2 hours":           "--over 1:1:8: error[C0303]: a bound of `fee` is working time, and its value is money",
		"fee in 80%..120%":                 "--over 1:1:8: error[C0303]: the value of `fee` is not written in percent, and this is",
		"size in {6, 50%}":                 "--over 1:1:13: error[C0303]: the value of `size` is not written in percent, and this is",
		"share in ±10%":                    "--over 1:1:10: error[C0321]: ± of `share`, which is written in percent, could be read in two ways",
		"share in 20%..30%":                "--over 1:1:10: error[C0457]: a value of the sweep of `share` is 20%, outside its range",
		"size in 10..6":                    "--over 1:1:9: error[C0401]: the range of `size` ends at 6 before it begins at 10",
		"size in 6..10 step 3":             "--over 1:1:20: error[C0411]: steps of 3 from 6 do not reach 10",
		"size in 6..":                      "--over 1:1:12: error[C0115]: a value is missing after `..`, found the end of the text",
		"size|size in 1..2":                "--over 2:1:1: error[C0208]: `size` stands twice",
		"fixed in 0..1 step 0.001":         "test.cost:6:1: error[C0455]: the analysis has too many points: 1_001, at most 1_000 are allowed",
		"fixed in 0..1 step 0.0000001|fee": "test.cost:6:1: error[C0455]: the analysis has too many points: 30_000_003, at most 1_000 are allowed",
		"fixed in 0..1/0":                  "--over 1:1:13: error[C0450]: division by zero: the divisor is 0",
	} {
		_, err := p.Sweep(context.Background(), []string{"total"}, strings.Split(over, "|"))
		var list diag.List
		if !errors.As(err, &list) {
			t.Errorf("%s: %v", over, err)
			continue
		}
		if diff := cmp.Diff(want, list[0].Error()); diff != "" {
			t.Errorf("%s: %s", over, diff)
		}
	}
	_, unknown := p.Sweep(context.Background(), []string{"total", "totl"}, []string{"size"})
	_, nothing := p.Sweep(context.Background(), []string{"total"}, nil)
	if diff := cmp.Diff([]diag.Code{diag.UnknownName, diag.NotVariable}, append(codes(t, unknown), codes(t, nothing)...)); diff != "" {
		t.Error(diff)
	}
}

// Where a figure has no value its cells are empty, and an exact reading says why.
func TestSweepWithoutValues(t *testing.T) {
	p := compile(t, `param a = 2 in 0..4 step 1
param top = 3
param b = 2 in 1..top
output x = 6 / (a - 1)
output y = a + b
`)
	_, figures, warnings := swept(t, p, []string{"x", "y"}, []string{"a", "top in {1, 3}"})
	missing := func(column []float64) (out []int) {
		for i, v := range column {
			if math.IsNaN(v) {
				out = append(out, i)
			}
		}
		return out
	}
	if diff := cmp.Diff([][]int{{0, 2, 3, 4, 6, 8}, {0, 2, 4, 6, 8}}, [][]int{missing(figures[0]), missing(figures[1])}); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"test.cost:3:7: warning[C0457]: x has no value at 6 of 10 points, the first with a = 0 and top = 1: `b` is 2, outside its range 1..1",
		"test.cost:3:7: warning[C0457]: y has no value at 5 of 10 points, the first with a = 0 and top = 1: `b` is 2, outside its range 1..1",
	}
	var got []string
	for _, d := range warnings {
		got = append(got, d.Error())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if warnings[0].File == nil {
		t.Error("a warning shows no line")
	}
	// A range that is not the param's own is kept within its bounds point by point where these move.
	_, figures, warnings = swept(t, p, []string{"y"}, []string{"b in ±60%"})
	if diff := cmp.Diff([]int{0, 2}, missing(figures[0])); diff != "" || len(warnings) != 1 {
		t.Error(diff, warnings)
	}
}

// A sweep ends with the error of whom it gives points to, or that of the context.
func TestSweepStops(t *testing.T) {
	p := compile(t, asked)
	s, err := p.Sweep(context.Background(), []string{"total"}, []string{"fixed in 0..1 step 0.00001"})
	if err != nil {
		t.Fatal(err)
	}
	full, times := errors.New("the disk is full"), 0
	_, err = s.Run(context.Background(), func(eval.SweepPoints) error {
		if times++; times == 3 {
			return full
		}
		return nil
	})
	if err != full || times != 3 {
		t.Errorf("%v after %d", err, times)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = s.Run(ctx, func(eval.SweepPoints) error { cancel(); return nil })
	if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, err)); diff != "" || !errors.Is(err, context.Canceled) {
		t.Error(diff, err)
	}
	if _, err = s.Point(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
