package eval_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

const places = `
param fee  = 4_000 DKK in 3_000..6_000 ~ pert "Fee"
param size = 8 in {10, 6, 8} "Places"
param done = 92% in 85%..100% ~ normal "Completion"
param level = 100% in 80%..120% ~ lognormal "Level"
param terms = [1, 2] in ±10% "Terms"
param rounds = 2.5 in 1..4 step 0.5 ~ uniform "Rounds"
param skew = 2 in 1..3 ~ beta(2, 5) "Skew"
param spare = 1 in 0..9 "Spare"
output unit_cost = fee * level / size / done * (terms[1] + terms[2]) * rounds * skew as thousand DKK
correlate fee, done -0.6
scenario "Small" { size = 6; rounds = 2 }
simulate unit_cost draws 4_096 seed 7
`

// What is drawn is said in words, the value at the 90th percentile is shown, and what does not matter is left out.
func TestSimulationInWords(t *testing.T) {
	r := report(t, compile(t, places))
	drawn := tableNamed(t, r.Tables, "simulate_unit_cost_drawn")
	want := []string{
		"PERT from 3,000 kr. to 6,000 kr. with mode 4,000 kr.", "10, 6 or 8, equally likely", "normal, 90 % of it from 85% to 100% before it is cut at 100%",
		"lognormal, 90 % of it from 80% to 120%", "as a whole; its first entry triangular from 0.9 to 1.1 with mode 1", "uniform from 1 to 4, in steps of 0.5",
		"beta with shapes 2 and 5 from 1 to 3", "",
	}
	if diff := cmp.Diff(want, texts(drawn, 1)); diff != "" {
		t.Error(diff)
	}
	if got, want := drawn.Note.String(), "a range that names no distribution is triangular around the value; the values at the 90th percentile are those of one draw, the one whose figure lies there; other draws with nearly the same figure have other values; drawn together: fee and done with correlation -0.6"; got != want {
		t.Error(got)
	}
	if got := r.In(say.Danish).Tables; tableNamed(t, got, "simulate_unit_cost_drawn").Note.String() != "et interval uden en fordeling er trekantet omkring værdien; værdierne ved 90. percentil er dem i én trækning, den hvis tal ligger der; andre trækninger med næsten samme tal har andre værdier; trækkes sammen: fee og done med korrelation -0,6" {
		t.Error(tableNamed(t, got, "simulate_unit_cost_drawn").Note.String())
	}
	labels := []string{
		"As it is", "Mean", "Standard deviation", "5th percentile", "10th percentile", "25th percentile", "50th percentile", "75th percentile",
		"90th percentile", "95th percentile", "Lowest", "Highest",
	}
	found := tableNamed(t, r.Tables, "simulate_unit_cost")
	if diff := cmp.Diff(labels, texts(found, 0)); diff != "" {
		t.Error(diff)
	}
	if got := found.Note.String(); got != "scrambled Sobol points, 4,096 draws, seed 7" {
		t.Error(got)
	}
}

// A number ends where its error begins.
func TestSupportedDigits(t *testing.T) {
	found := tableNamed(t, report(t, compile(t, "param a = 2_000 DKK in 0..6_000\noutput x = 10 * a\nsimulate x draws 100\n")).Tables, "simulate_x")
	mean, wrong := texts(found, 1)[1], texts(found, 2)[1]
	exact := found.Rows[1].Cells[2].Value.Float64()
	place := math.Pow(10, math.Floor(math.Log10(exact)))
	digits := strings.ReplaceAll(mean, ",", "")
	if zeros := int(math.Log10(place)); zeros < 1 || !strings.HasSuffix(digits, strings.Repeat("0", zeros)) {
		t.Errorf("the mean is %s and its error %s, exactly %v", mean, wrong, exact)
	}
}

func TestSimulate(t *testing.T) {
	p := compile(t, places)
	ctx := context.Background()
	s, err := p.Simulate(ctx, "unit_cost", eval.Draws(1<<13), eval.Seed(3), eval.Target("3_500 DKK"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Draws != 1<<13 || s.Seed != 3 || s.Sampler != "sobol" || s.Base.Unit != "thousand DKK" || len(s.Params) != 7 {
		t.Errorf("%+v", s)
	}
	if s.Above.Value < 0.3 || s.Above.Value > 0.9 {
		t.Errorf("above the target lie %v", s.Above)
	}
	// The scenario at the 90th percentile is one that can be run.
	r, err := p.Run(ctx, s.High.Inputs())
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := r.Output("unit_cost"); !f.Value.Equal(s.High.Value) || math.Abs(f.Value.Float64()-s.Percentiles[5].Value) > 1e-11*s.Percentiles[5].Value {
		t.Errorf("a run has %v, the simulation %v and the percentile %v", f.Value, s.High.Value, s.Percentiles[5].Value)
	}
	same, err := p.Simulate(ctx, "unit_cost", eval.Draws(1<<13), eval.Seed(3), eval.Target(3.5))
	if err != nil || *same.Above != *s.Above {
		t.Errorf("a target in the unit of the figure gives %v, %v", same.Above, err)
	}
}

// What a scenario sets is held; the others keep their draws.
func TestSimulateUnderScenario(t *testing.T) {
	p := compile(t, places)
	s, err := p.Simulate(context.Background(), "unit_cost", eval.Under("Small"), eval.With(eval.Inputs{"skew": 1}), eval.Sampler("random"), eval.Precision(0.01))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range s.Params {
		names = append(names, d.Param)
	}
	if diff := cmp.Diff([]string{"fee", "done", "level", "terms"}, names); diff != "" || s.Sampler != "random" || !s.Precise {
		t.Error(diff, s.Sampler, s.Precise)
	}
}

// A precision that the limit does not allow is said to be missed, with the limit.
func TestPrecisionBeyondTheLimit(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte(places), eval.WithLimits(eval.Limits{SweepPoints: 50_000}))
	if err != nil {
		t.Fatal(err)
	}
	q := eval.Question{Kind: eval.AskSimulation, Of: "unit_cost"}
	r, err := p.Answer(context.Background(), q, eval.Precision(1e-9))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"the precision asked for is not reached in 32,768 draws, and 50,000 are the limit"}
	if diff := cmp.Diff(want, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"den ønskede præcision er ikke nået med 32.768 trækninger, og grænsen er 50.000"}, said(r.In(say.Danish).Notes)); diff != "" {
		t.Error(diff)
	}
}

// Draws of a figure have the bits they had when a script grows around it, and under a scenario that sets what it does not need.
func TestDrawsStayWhenScriptsGrow(t *testing.T) {
	ctx, of := context.Background(), "unit_cost"
	want, err := compile(t, places).Simulate(ctx, of, eval.Draws(3_000))
	if err != nil {
		t.Fatal(err)
	}
	grown := "param first = 3 in 1..9 ~ normal\n" + places + "param last = 3 in 1..9\noutput more = first * last\nscenario \"Other\" { spare = 7; last = 2 }\n"
	for name, opts := range map[string][]eval.RunOption{"as it is": nil, "under another scenario": {eval.Under("Other")}} {
		got, err := compile(t, grown).Simulate(ctx, of, append(opts, eval.Draws(3_000))...)
		if err != nil {
			t.Fatal(err)
		}
		figures := func(s *eval.Simulation) []any { return []any{s.Mean, s.SD, s.Min, s.Max, s.Percentiles} }
		if diff := cmp.Diff(figures(want), figures(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestEstimateOfSimulation(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte(places), eval.WithLimits(eval.Limits{SweepPoints: 100_000_000}))
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.EstimateSimulation(context.Background(), "unit_cost", eval.Draws(100_000_000))
	if err != nil || e.Points != 100_000_000 || e.Operations < 5*e.Points || e.Bytes < 1<<20 {
		t.Error(e, err)
	}
}

func TestRefusedSimulation(t *testing.T) {
	p := compile(t, places+"output fixed = 3\n")
	for name, test := range map[string]struct {
		of   string
		opts []eval.RunOption
		code diag.Code
		says string
	}{
		"draws":     {"unit_cost", []eval.RunOption{eval.Draws(0)}, diag.OutOfRange, "at least one draw"},
		"many":      {"unit_cost", []eval.RunOption{eval.Draws(1_000_000_000)}, diag.LimitReached, "draws: 1_000_000_000, at most 10_000_000"},
		"sampler":   {"unit_cost", []eval.RunOption{eval.Sampler("halton")}, diag.OutOfRange, "sobol and random"},
		"precision": {"unit_cost", []eval.RunOption{eval.Precision(0)}, diag.OutOfRange, "between 0 and 1"},
		"negative":  {"unit_cost", []eval.RunOption{eval.Precision(-0.1)}, diag.OutOfRange, "between 0 and 1"},
		"whole":     {"unit_cost", []eval.RunOption{eval.Precision(1.5)}, diag.OutOfRange, "between 0 and 1"},
		"not one":   {"unit_cost", []eval.RunOption{eval.Precision(math.NaN())}, diag.OutOfRange, "between 0 and 1"},
		"target":    {"unit_cost", []eval.RunOption{eval.Target("3 hours")}, diag.UnlikeCompared, ""},
		"output":    {"unit_costs", nil, diag.UnknownName, "unit_costs"},
		"fixed":     {"fixed", nil, diag.NothingUncertain, "nothing that fixed depends on"},
	} {
		_, err := p.Simulate(context.Background(), test.of, test.opts...)
		if d := listOf(t, err)[0]; d.Code != test.code || !strings.Contains(d.Message.String(), test.says) {
			t.Errorf("%s: %v", name, d)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := p.Simulate(ctx, "unit_cost"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A statement of a script that asks for more draws than the limit is refused by run, and one that draws nothing is noted.
func TestStatementsOfSimulation(t *testing.T) {
	p := compile(t, "param a = 2 in 1..3\noutput x = a\noutput y = 2\nsimulate y\nscenario \"S\" { a = 3 }\nsimulate x draws 100\n")
	r, err := p.Report(context.Background(), nil, eval.Under("S"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"nothing that y depends on is uncertain", "nothing that x depends on is uncertain"}, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	_, err = compile(t, "param a = 2 in 1..3\noutput x = a\nsimulate x draws 100_000_000\n").Report(context.Background(), nil)
	if d := listOf(t, err)[0]; d.Code != diag.LimitReached || d.Span.Pos.Line != 3 || !strings.Contains(d.Help.String(), "Limits.SweepPoints") {
		t.Error(d)
	}
}

func BenchmarkSimulate(b *testing.B) {
	p := compile(b, places)
	for b.Loop() {
		if _, err := p.Simulate(context.Background(), "unit_cost"); err != nil {
			b.Fatal(err)
		}
	}
}

// The histogram of a simulation counts every draw once, and says of those far out on which side they lie. It is told where
// everything is.
func TestHistogram(t *testing.T) {
	p := compile(t, "param a = 100 in 60..190 ~ lognormal\noutput x = a * 1 DKK\nsimulate x draws 16384\n")
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	tab := r.Tables[len(r.Tables)-1]
	if tab.Name != "simulate_x_histogram" || !tab.Detail {
		t.Fatalf("%s is no detail", tab.Name)
	}
	draws, last := num.Int(0), len(tab.Rows)-1
	for row := range tab.Rows {
		draws, _ = draws.Add(tab.Cell(row, 2).Value)
		if row > 0 && !tab.Cell(row, 0).Value.Equal(tab.Cell(row-1, 1).Value) {
			t.Errorf("row %d does not begin where the one before ends", row)
		}
	}
	if !draws.Equal(num.Int(16384)) || tab.Cell(last, 1).Kind != table.Empty || tab.Cell(0, 0).Kind != table.Number {
		t.Errorf("%s draws, from %v to %v", draws, tab.Cell(0, 0), tab.Cell(last, 1))
	}
}

// Values at the 90th percentile have the digits that their ranges and the error of the figure give sense to, and the table says whose they are.
func TestDigitsAtThePercentile(t *testing.T) {
	const script = "unit child, children\nparam n = 2 children in 0 children..4 children \"Children\"\nparam low = -5 DKK in -10 DKK..10 DKK \"Low\"\n" +
		"output figure = (100 DKK + low) / n\nsimulate figure\n"
	tab := tableNamed(t, report(t, compile(t, script)).Tables, "simulate_figure_drawn")
	var places []int
	for row := range tab.Rows {
		_, n := tab.Cell(row, 2).Printed(tab.Columns[2])
		places = append(places, n)
	}
	if diff := cmp.Diff([]int{3, 2, 1}, places); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(tab.Note.String(), "are those of one draw") {
		t.Error(tab.Note)
	}
}
