package eval

import (
	"context"
	"math"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// DefaultDraws is how many draws a simulation has when nothing else is said: a power of two, for which Sobol points are best.
const DefaultDraws = 1 << 14

// Draws sets the number of draws of a simulation, from 1 to Limits.SweepPoints.
func Draws(n int) RunOption { return func(o *runOptions) { o.simulate.draws = &n } }

// Seed chooses other draws for a simulation than those of seed 0. The same seed gives the same draws, on any machine.
func Seed(seed uint64) RunOption { return func(o *runOptions) { o.simulate.seed = seed } }

// Sampler chooses how the draws of a simulation are spread: "sobol", scrambled Sobol points, or "random", independent draws.
func Sampler(name string) RunOption { return func(o *runOptions) { o.simulate.sampler = name } }

// Precision doubles the draws of a simulation until twice the error of the mean is at most a share of it, such as 0.001, or
// Limits.SweepPoints are reached: the mean lies within that share in about 19 of 20 runs.
func Precision(share float64) RunOption { return func(o *runOptions) { o.simulate.precision = &share } }

// Target asks a simulation for the chance that the figure is above a value: an expression of the language, such as
// "80_000 DKK", or a number (see Inputs), which is in the unit that the figure is shown in.
func Target(value any) RunOption { return func(o *runOptions) { o.simulate.target = value } }

// simulateOptions are those of a simulation.
type simulateOptions struct {
	draws     *int
	seed      uint64
	sampler   string
	precision *float64
	target    any
	each      bool // under each scenario: one that leaves nothing to draw is noted
}

var samplers = map[string]draw.Sampler{"": draw.Sobol, "sobol": draw.Sobol, "random": draw.Random}

// Simulated is a figure and its error: about how far it may lie from what endless draws would give. Both are in the unit of the
// simulated figure; a chance is from 0 to 1.
type Simulated = sensitivity.Measured

// Simulation is how a figure is distributed when the params with a range are drawn.
type Simulation struct {
	Base           Figure // as it is, without any draws
	Draws, Without int    // all, and those in which the figure has no value
	Seed           uint64
	Sampler        string    // sobol or random
	Mean, SD       Simulated // a single draw has no standard deviation, and its mean no error: they are 0
	Min, Max       float64
	Percentiles    []sensitivity.Percentile // of 5, 10, 25, 50, 75, 90 and 95 %, by P from 0 to 1; none of fewer than 100 draws
	Above          *Simulated               // the chance of more than the target, when there is one
	Precise        bool                     // the precision asked for is reached
	Params         []DrawnParam
	// High is the scenario at the 90th percentile, read exactly; nil when fewer than 100 draws have a value.
	High *Point
}

// DrawnParam is a param that is drawn, and what its range means.
type DrawnParam struct {
	Param, Label string
	Means        say.Phrase // such as "triangular from 6 to 10 with mode 8"
}

// Estimate is what a simulation or a sweep will take. With a precision it is what the first round of a simulation takes.
type Estimate struct {
	Points     int64 // draws of a simulation
	Operations int64 // on floats
	Bytes      int64 // of memory, at most about
}

// Simulate draws the params that have a range, by `simulate OF`. Params that a scenario or With sets stay at those values. The
// error is a diag.List: more draws than Limits.SweepPoints are refused before any is made, and where no draw has a value it says why the first
// has none.
func (p *Program) Simulate(ctx context.Context, of string, opts ...RunOption) (out *Simulation, err error) {
	defer p.recovered(ctx, &err)
	err = p.askSimulation(ctx, of, opts, func(ctx context.Context, r *Result, a analysis, ready *sensitivity.Prepared) error {
		found, err := ready.Run(ctx)
		if err != nil {
			return err
		}
		if found.Without == found.Draws {
			return r.valueless(ctx, a, ready, found)
		}
		out = r.simulation(a, ready, found)
		return nil
	})
	return out, err
}

// valueless is the error of a simulation in which no draw has a value.
func (r *Result) valueless(ctx context.Context, a analysis, ready *sensitivity.Prepared, found *sensitivity.Simulated) error {
	problems, err := ready.Absent(ctx, 0)
	if err != nil {
		return r.program.stopped(err)
	}
	d := diag.New(diag.OutOfRange, r.program.here(), say.Phrase{})
	text := say.T("%s has no value in any of %s draws", a.title(), say.Int(int(found.Draws)))
	if len(problems) > 0 {
		d, text = problems[0], say.T("%s: %s", text, problems[0].Message)
	}
	d.Message = text
	return diag.List{d}.Attach(r.program.files)
}

// EstimateSimulation says what a simulation will take, without running it. Its error is that of Simulate.
func (p *Program) EstimateSimulation(ctx context.Context, of string, opts ...RunOption) (out Estimate, err error) {
	defer p.recovered(ctx, &err)
	err = p.askSimulation(ctx, of, opts, func(_ context.Context, _ *Result, _ analysis, ready *sensitivity.Prepared) error {
		out = Estimate(ready.Estimate())
		return nil
	})
	return out, err
}

// askSimulation prepares a simulation that a program asks for.
func (p *Program) askSimulation(ctx context.Context, of string, opts []RunOption, answer func(context.Context, *Result, analysis, *sensitivity.Prepared) error) (err error) {
	given := runOptionsOf(opts)
	if problems := given.problems(p); problems != nil {
		return problems
	}
	o := given.simulate
	q := check.Question{Kind: check.Simulation, Of: of}
	if o.target != nil {
		if p, q.Target, q.At, err = p.withTarget(of, o.target); err != nil {
			return err
		}
	}
	return p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		ready, err := r.prepared(ctx, a, o)
		if err != nil {
			return err
		}
		return answer(ctx, r, a, ready)
	})
}

// prepared is a simulation by options.
func (r *Result) prepared(ctx context.Context, a analysis, o simulateOptions) (*sensitivity.Prepared, error) {
	s := r.toSimulate(a)
	s.Seed, s.Sampler = o.seed, samplers[o.sampler]
	if o.draws != nil {
		s.Draws = int64(*o.draws)
	}
	if o.precision != nil {
		s.Precision = *o.precision
	}
	ready, err := s.Prepare(ctx)
	if err == nil && len(ready.Params()) == 0 && !o.each {
		err = diag.List{diag.New(diag.NothingUncertain, r.program.here(), nothingDrawn(a))}
	}
	return ready, err
}

// nothingDrawn says why there is nothing to simulate.
func nothingDrawn(a analysis) say.Phrase {
	return say.T("nothing that %s depends on is uncertain", a.title())
}

// toSimulate is the simulation of a figure, as far as nothing else is said.
func (r *Result) toSimulate(a analysis) sensitivity.Simulation {
	s := sensitivity.Simulation{Base: r.origin(), Of: a.of, Draws: DefaultDraws, Drawn: r.drawn}
	if v, ok := r.value(a.target); ok && a.target != plan.None {
		target := v.Float64()
		s.Target = &target
	}
	return s
}

// simulation is what was found, for programs.
func (r *Result) simulation(a analysis, ready *sensitivity.Prepared, found *sensitivity.Simulated) *Simulation {
	base, known := r.value(a.of)
	out := &Simulation{
		Base: a.figureAt(sensitivity.Value{D: base, Known: known}), Draws: int(found.Draws), Without: int(found.Without), Seed: ready.Seed,
		Sampler: samplerName(ready.Sampler), Mean: found.Mean, SD: found.SD, Min: found.Min, Max: found.Max,
		Percentiles: found.Percentiles, Above: found.Above, Precise: found.Precise,
	}
	var at []Setting
	for _, p := range found.Params {
		out.Params = append(out.Params, DrawnParam{p.Param.Name, p.Param.Decl.Label, r.means(p)})
		if found.High != nil {
			at = append(at, r.settingAt(p.Param, p.High))
		}
	}
	if found.High != nil {
		out.High = &Point{At: at, Figure: a.figureAt(sensitivity.Value{D: found.High.Value, Known: true}), Known: true}
	}
	return out
}

func samplerName(s draw.Sampler) string {
	if s == draw.Random {
		return "random"
	}
	return "sobol"
}

// digitsOfSpread is how many digits of a standard deviation are shown at most: what lies beyond helps nobody, however small its error is.
const digitsOfSpread = 3

// placesBySpread is the most places of figures that spread so far: those that say enough of the spread, or more.
func placesBySpread(spread float64, least int) int {
	if spread == 0 {
		return least
	}
	return max(least, digitsOfSpread-1-num.Exponent(math.Abs(spread)))
}

// supported is a number of a simulation as far as its error lets it be known: to the place of the first digit of the error, and
// no further than some places; and the error to the same place, at least one of it.
func supported(m Simulated, most int) (value, wrong table.Cell) {
	places := supportedPlaces(m, most)
	exact, _ := num.FromFloat(m.Value)
	value = table.NumberCell(exact).PrintedAs(exact.Round(places), max(places, 0))
	if m.Error == 0 {
		return value, table.EmptyCell()
	}
	exact, _ = num.FromFloat(m.Error)
	printed := exact.Round(places)
	if least := num.Power(-places); printed.Cmp(least) < 0 {
		printed = least
	}
	return value, table.NumberCell(exact).PrintedAs(printed, max(places, 0))
}

// supportedPlaces are the decimal places that the error of a number lets be known, negative for tens and more.
func supportedPlaces(m Simulated, most int) int {
	if m.Error > 0 {
		return min(most, -num.Exponent(m.Error))
	}
	return most
}

// correlations are the statements of the script about params that are drawn.
func (p *Program) correlations(drawn []sensitivity.DrawnParam) []*plan.Analysis {
	isDrawn := func(at int) bool {
		return slices.ContainsFunc(drawn, func(d sensitivity.DrawnParam) bool { return d.Param == p.plan.Params[at] })
	}
	var out []*plan.Analysis
	for _, a := range p.plan.Analyses {
		if a.Decl.Kind == check.Correlation && isDrawn(a.Params[0]) && isDrawn(a.Params[1]) {
			out = append(out, a)
		}
	}
	return out
}
