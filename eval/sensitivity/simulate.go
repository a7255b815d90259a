package sensitivity

import (
	"context"
	"math"
	"runtime"

	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// Simulation is a question of how a figure is distributed when the params with a range are drawn.
type Simulation struct {
	// Base is the scenario that is simulated. Params that it sets keep their values; Limits.Points bounds the draws.
	*Base
	Of      plan.Ref
	Draws   int64
	Seed    uint64
	Sampler draw.Sampler
	// Precision, unless it is 0, doubles the draws until twice the error of the mean is at most this share of it, or the limit is
	// reached: the mean then lies within it in about 19 of 20 runs.
	Precision float64
	// Target, unless it is nil, is a value whose chance to be exceeded is asked for.
	Target *float64
	// Workers is how many goroutines draw, or 0 for one on each processor. No figure depends on it.
	Workers int
	// Drawn, unless it is nil, is told how many more draws are made, from any goroutine.
	Drawn func(draws int)
}

// Measured is a figure of a simulation and its standard error: about how far it lies from what endless draws would give.
type Measured struct{ Value, Error float64 }

// Percentile is the value that a share P of the draws does not exceed. A draw attains it.
type Percentile struct {
	P float64
	Measured
}

// Percentiles are those that a simulation gives.
var percentiles = [...]float64{0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95}

// FewestForPercentiles is how many draws with a value percentiles take: the outermost would else be the ends of a few.
const FewestForPercentiles = 100

// high is the percentile whose scenario is read exactly.
const high = 0.90

// Simulated is the distribution of a figure. Draws where it has no value count in Without only.
type Simulated struct {
	Draws, Without int64
	Mean, SD       Measured     // 0 is the standard deviation of a single draw, and the error of its mean
	Percentiles    []Percentile // none where fewer draws than FewestForPercentiles have a value
	Bins           Bins
	Min, Max       float64
	Above          *Measured // the chance of more than the target
	// Precise says that the precision asked for is reached.
	Precise bool
	Params  []DrawnParam
	// High is the scenario at the 90th percentile, read exactly; nil when there are no percentiles.
	High *DrawnScenario
	// Parts are the draws in parts of as many, one after the other.
	Parts []Part
}

// Part is how many draws of a part have a value, and their mean.
type Part struct {
	Valued int64
	Mean   float64
}

// DrawnScenario is one draw, by its index from 0 on. The values of its params are in DrawnParam.High.
type DrawnScenario struct {
	Index int64
	Value num.D
}

// DrawnParam is a param that is drawn, and the value of each of its slots in the scenario at the 90th percentile.
type DrawnParam struct {
	Param        *plan.Param
	Distribution Distribution
	High         []num.D
}

// Prepared is a simulation that can be run.
type Prepared struct {
	Simulation
	draws   *drawing
	program *lanes.Program
}

// Prepare finds the params that are drawn and how. The error is a TooLarge or a diag.List: a distribution that contradicts its
// bounds, correlations that cannot be, or a host function without a body for lanes. Without any param to draw,
// Params is empty and all draws are the same.
func (s Simulation) Prepare(ctx context.Context) (*Prepared, error) {
	if n := s.Spent.pointsAnd(s.Draws); n > s.Limits.Points {
		return nil, &TooLarge{Points: true, Draws: true, Needed: n, Limit: s.Limits.Points}
	}
	if s.Workers <= 0 {
		s.Workers = runtime.GOMAXPROCS(0)
	}
	draws, err := s.drawing(ctx)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	program, err := lanes.Compile(ctx, s.Reading, draws.slots, []plan.Ref{s.Of})
	if err != nil {
		return nil, err
	}
	p := &Prepared{s, draws, program}
	p.Workers, err = s.Limits.workers(s.Workers, p.perWorker(), p.shared())
	return p, err
}

// perWorker is the bytes that a worker keeps, and shared those of all of them together. With a precision there may come to be a
// histogram.
func (p *Prepared) perWorker() int64 {
	if p.Draws <= mostKept && p.Precision == 0 {
		return p.program.Bytes()
	}
	return p.program.Bytes() + histogramBytes
}

func (p *Prepared) shared() int64 { return min(p.Draws, mostKept) * 16 }

// Params are the params that are drawn: those with a range that can move the figure and that no input sets.
func (p *Prepared) Params() []DrawnParam {
	out := make([]DrawnParam, len(p.draws.params))
	for i, d := range p.draws.params {
		out[i] = DrawnParam{Param: d.param, Distribution: d.distribution}
	}
	return out
}

// Estimate is what a simulation or sweep will take: points, operations on floats and bytes of memory. With a precision it is that of
// the first round.
type Estimate struct{ Points, Operations, Bytes int64 }

// Estimate says before a run what it will take.
func (p *Prepared) Estimate() Estimate {
	return Estimate{p.Draws, times(p.Draws, int64(p.program.Operations())), p.shared() + p.perWorker()*int64(p.Workers)}
}

// Run draws. The error is that of the context.
func (p *Prepared) Run(ctx context.Context) (*Simulated, error) {
	for {
		out, at, err := p.round(ctx)
		if err != nil {
			return nil, err
		}
		out.Precise = p.Precision > 0 && out.isPrecise(p.Precision)
		if p.Precision == 0 || out.Precise || p.Draws > p.Limits.Points/2 {
			return out, p.readHigh(ctx, out, at)
		}
		next := *p
		next.Draws *= 2
		p = &next
	}
}

// isPrecise reports whether twice the error of the mean is at most a share of it. A few draws do not know their error.
func (s *Simulated) isPrecise(share float64) bool {
	valued := s.Draws - s.Without
	return (valued == 0 || valued >= FewestForPercentiles) && 2*s.Mean.Error <= share*math.Abs(s.Mean.Value)
}

// round draws once, and gives the index of the draw at the 90th percentile too.
func (p *Prepared) round(ctx context.Context) (*Simulated, int64, error) {
	summary, order, err := p.sweep(ctx)
	if err != nil {
		return nil, 0, err
	}
	out := &Simulated{Draws: p.Draws, Without: p.Draws - summary.valued(), Params: p.Params(), Parts: summary.parts()}
	if summary.valued() == 0 {
		return out, 0, nil
	}
	out.Mean, out.SD, out.Min, out.Max = summary.mean(p.Sampler), summary.sd(p.Sampler), summary.min, summary.max
	if p.Target != nil {
		above := summary.above(p.Sampler)
		out.Above = &above
	}
	if summary.valued() < FewestForPercentiles {
		return out, 0, nil
	}
	found, err := order.percentiles(ctx, summary)
	out.Percentiles, out.Bins = found.percentiles, found.bins
	return out, found.high, err
}

// readHigh reads the scenario of a draw exactly.
func (p *Prepared) readHigh(ctx context.Context, out *Simulated, index int64) error {
	if len(out.Percentiles) == 0 {
		return nil
	}
	inputs, values := p.draws.exactly(index, p.Inputs)
	for i := range out.Params {
		out.Params[i].High = values[i]
	}
	reading, err := exact.Run(ctx, p.Reading.Plan, inputs)
	if err != nil {
		return err
	}
	if v, ok := reading.Value(p.Of); ok {
		out.High = &DrawnScenario{index, v}
	}
	return nil
}

// at is the figure at one draw.
func (p *Prepared) at(index int64) float64 {
	return p.program.One(inputsAt(p.draws, index, len(p.draws.slots)))[0]
}

// Absent says why the figure has no value in a draw: an exact reading, or else the host function that gives no float there.
func (p *Prepared) Absent(ctx context.Context, index int64) (diag.List, error) {
	inputs, _ := p.draws.exactly(index, p.Inputs)
	outcomes, err := p.Read(ctx, []exact.Inputs{inputs}, []plan.Ref{p.Of})
	if err != nil {
		return nil, err
	}
	if problems := outcomes[0].Problems; problems != nil {
		return problems, nil
	}
	return p.program.Mute(inputsAt(p.draws, index, len(p.draws.slots))), nil
}
