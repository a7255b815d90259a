package sensitivity

import (
	"context"
	"math"
	"runtime"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
)

// Sweep is some figures at every combination of the values of some params, in floats. The last axis changes fastest.
type Sweep struct {
	// Workers is how many goroutines read, or 0 for one on each processor. No figure depends on it.
	Workers int

	of      []plan.Ref
	most    int // workers that there is room for
	corners *corners
	program *lanes.Program
}

// Sweep prepares a sweep. The error is a TooLarge, or a diag.List where the bounds of an axis have no value or a
// host function has no body for lanes, or that of the context.
func (b *Base) Sweep(ctx context.Context, of []plan.Ref, axes []plan.Axis) (*Sweep, error) {
	c := &corners{Base: b, axes: make([]*axis, len(axes)), strides: make([]int64, len(axes))}
	for i, of := range axes {
		if problems := b.Reading.Problems(slices.Concat(of.Choices...)...); problems.Err() != nil {
			return nil, problems
		}
		c.params, c.axes[i] = append(c.params, of.Param), b.valuesOver(of)
	}
	c.measure()
	if c.size > b.Limits.Points {
		return nil, &TooLarge{Points: true, Needed: c.size, Limit: b.Limits.Points}
	}
	wanted := append(slices.Clone(of), b.ranges(axes)...)
	program, err := lanes.Compile(ctx, b.Reading, c.slots(), wanted)
	if err != nil {
		return nil, err
	}
	s := &Sweep{of: of, corners: c, program: program}
	s.most, err = b.Limits.workers(runtime.GOMAXPROCS(0), s.perWorker(), c.bytes())
	return s, err
}

// valuesOver is the values that a sweep goes through for one param: alternatives, steps, or both ends of a range, once where they are the
// same, with the value of the base where it lies between them.
func (b *Base) valuesOver(of plan.Axis) *axis {
	a := b.axis(of)
	if of.Range.Kind == ast.Alternatives || len(a.levels) != 2 {
		return a
	}
	one, other := a.levels[0][0], a.levels[1][0]
	if own, known := b.own(of.Param); known && lesser(one, other).Cmp(own[0]) < 0 && own[0].Cmp(greater(one, other)) < 0 {
		a = b.between(a)
	}
	a.levels = slices.CompactFunc(a.levels, func(x, y []num.D) bool { return slices.EqualFunc(x, y, num.D.Equal) })
	return a
}

// Points is how many points there are.
func (s *Sweep) Points() int64 { return s.corners.size }

// Levels is how many values there are on an axis.
func (s *Sweep) Levels(axis int) int64 { return s.corners.axes[axis].size() }

// Level is the number of the value that an axis has at a point.
func (s *Sweep) Level(axis int, point int64) int64 { return s.corners.level(axis, point) }

// Value is a value of an axis by its number: one for each slot of the param.
func (s *Sweep) Value(axis int, level int64) []num.D { return s.corners.axes[axis].level(level) }

// At is the values of all params at a point.
func (s *Sweep) At(point int64) [][]num.D { return s.corners.at(point) }

// Estimate says before a run what it will take.
func (s *Sweep) Estimate() Estimate {
	return Estimate{s.Points(), times(s.Points(), int64(s.program.Operations())), s.corners.bytes() + int64(s.workers())*s.perWorker()}
}

// perWorker is the bytes that a worker keeps: the program, and chunks of figures that wait.
func (s *Sweep) perWorker() int64 {
	const number = 8
	return s.program.Bytes() + int64(2*len(s.of)*lanes.Chunk*number)
}

func (s *Sweep) workers() int {
	if s.Workers > 0 {
		return s.Workers
	}
	return s.most
}

// Run gives the figures in order of the points, some points at a time: a column for each figure, NaN where it has no value. It stops
// with the error of each, or that of the context.
func (s *Sweep) Run(ctx context.Context, each func(first int64, figures [][]float64) error) error {
	type part struct {
		first   int64
		figures [][]float64
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var failed error
	err := lanes.Sweep(ctx, s.program, s.corners, s.Points(), s.workers(), func(first int64, out [][]float64) part {
		return part{first, s.kept(out)}
	}, func(p part) {
		if failed != nil || ctx.Err() != nil {
			return
		}
		if failed = each(p.first, p.figures); failed != nil {
			stop(failed)
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

// kept is a copy of the figures that were read, without those that are no numbers or lie out of a range.
func (s *Sweep) kept(out [][]float64) [][]float64 {
	figures := make([][]float64, len(s.of))
	for i := range figures {
		figures[i] = slices.Clone(out[i])
		for at, v := range figures[i] {
			if !hasValue(v) {
				figures[i][at] = math.NaN()
			}
		}
	}
	within(figures, out[len(s.of):])
	return figures
}

// Read reads the figures at one point exactly.
func (s *Sweep) Read(ctx context.Context, point int64) (Outcome, error) {
	in := s.corners.with(s.corners.params, s.At(point))
	outcomes, err := s.corners.Read(ctx, []exact.Inputs{in}, s.of)
	if err != nil {
		return Outcome{}, err
	}
	return outcomes[0], nil
}

// Mute is about the first host function that gives no float at a point though its arguments are numbers.
func (s *Sweep) Mute(point int64) diag.List {
	return s.program.Mute(inputsAt(s.corners, point, len(s.corners.columns)))
}

// inputsAt is the inputs of one point.
func inputsAt(points lanes.Points, index int64, slots int) []float64 {
	columns, in := make([][]float64, slots), make([]float64, slots)
	for i := range columns {
		columns[i] = in[i : i+1]
	}
	points.Fill(index, 1, columns)
	return in
}
