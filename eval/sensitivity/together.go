package sensitivity

import (
	"context"
	"math"
	"runtime"
	"slices"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Together is how far a figure moves with some params at once.
type Together struct {
	Base      Value
	Params    []*plan.Param
	Connected []bool // those that are not keep their value of the base
	Points    int64  // that were gone through
	Failed    int64  // points where the figure has no value
	// FirstFailed is the first of those, with the reason.
	FirstFailed *Point
	// Lowest and Highest are the points that attain the least and the greatest value, the first ones of several; nil when no
	// point has a value. Behind all combinations come the points of a OneWay that are none of them, and at last the base.
	Lowest, Highest *Point
}

// Together goes through all combinations of the values of some params: alternatives, steps, and the ends of ranges without steps. The
// first param changes slowest. So that it is never narrower than a OneWay, the points of that count too.
func (b *Base) Together(ctx context.Context, of plan.Ref, params []*plan.Param) (*Together, error) {
	out := &Together{Base: b.Value(of), Params: params, Connected: b.Connected(ctx, []plan.Ref{of}, params)}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	g := b.newCorners(params, out.Connected)
	if n := b.Spent.pointsAnd(g.size); n > b.Limits.Points {
		return nil, &TooLarge{Points: true, Needed: n, Limit: b.Limits.Points}
	}
	beside, err := g.beside(ctx, of)
	if err != nil {
		return nil, err
	}
	out.Points = g.size + int64(len(beside))
	found, err := g.search(ctx, of)
	if err != nil {
		return nil, err
	}
	return out, g.attained(ctx, of, found, beside, out)
}

// corners is the combinations of the values of params, by their number.
type corners struct {
	*Base
	params  []*plan.Param
	axes    []*axis // nil for a param that stays as it is
	strides []int64 // how many points share a value of an axis
	size    int64
	columns []column
}

// column is an input slot of a sweep: its float for each value of an axis, where these are few.
type column struct {
	axis, slot int
	levels     []float64
}

func (b *Base) newCorners(params []*plan.Param, varied []bool) *corners {
	c := &corners{Base: b, params: params, axes: make([]*axis, len(params)), strides: make([]int64, len(params))}
	for i, p := range params {
		if a := b.axis(p.Axis()); varied[i] && a.size() > 0 {
			c.axes[i] = a
		}
	}
	c.measure()
	return c
}

// measure counts the points: the last axis changes fastest.
func (c *corners) measure() {
	c.size = 1
	for i := len(c.axes) - 1; i >= 0; i-- {
		if a := c.axes[i]; a != nil {
			c.strides[i] = c.size
			c.size = times(c.size, a.size())
		}
	}
}

// level is the number of the value that an axis has at a point.
func (c *corners) level(axis int, point int64) int64 {
	return point / c.strides[axis] % c.axes[axis].size()
}

// mostLevels is how many values of an axis are kept as floats.
const mostLevels = 1 << 16

// slots lists the input slots that are swept.
func (c *corners) slots() []int {
	var out []int
	for i, a := range c.axes {
		if a == nil {
			continue
		}
		for slot := range c.params[i].Values {
			col := column{axis: i, slot: slot}
			for level := int64(0); a.size() <= mostLevels && level < a.size(); level++ {
				col.levels = append(col.levels, a.level(level)[slot].Float64())
			}
			c.columns = append(c.columns, col)
			out = append(out, c.params[i].FirstSlot+slot)
		}
	}
	return out
}

// bytes is the memory of the values that are kept as floats.
func (c *corners) bytes() (n int64) {
	for _, col := range c.columns {
		n += 8 * int64(len(col.levels))
	}
	return n
}

// Fill writes the inputs of points: a run of equal values after the other.
func (c *corners) Fill(first int64, n int, columns [][]float64) {
	for i, col := range c.columns {
		a, stride := c.axes[col.axis], c.strides[col.axis]
		for at := 0; at < n; {
			index := first + int64(at)
			level := index / stride % a.size()
			var v float64
			if col.levels != nil {
				v = col.levels[level]
			} else {
				v = a.float(level, col.slot)
			}
			for end := min(int64(n), int64(at)+stride-index%stride); int64(at) < end; at++ {
				columns[i][at] = v
			}
		}
	}
}

// at is the values of all params at a point.
func (c *corners) at(index int64) [][]num.D {
	out := make([][]num.D, len(c.params))
	for i, a := range c.axes {
		if a == nil {
			out[i], _ = c.own(c.params[i])
			continue
		}
		out[i] = a.level(c.level(i, index))
	}
	return out
}

// near is how far apart, relative to the larger, two floats may be that are the same exactly.
const near = 1e-11

// mostTied is how many of the points with about the same value are read exactly to find which is first.
const mostTied = 32

// extreme gathers the first points whose value is about the least of those seen. For the greatest, values have the other sign.
type extreme struct {
	best   float64
	points []int64
	values []float64
}

func newExtreme() extreme { return extreme{best: math.Inf(1)} }

// add takes a point in; points come in order of their numbers.
func (e *extreme) add(index int64, v float64) {
	slack := float64(near * math.Max(math.Abs(v), math.Abs(e.best)))
	switch {
	case math.IsInf(e.best, 1) || v < e.best-slack:
		e.best, e.points, e.values = v, append(e.points[:0], index), append(e.values[:0], v)
		return
	case v > e.best+slack:
		return
	case v < e.best:
		e.best = v
	}
	if len(e.points) < mostTied {
		e.points, e.values = append(e.points, index), append(e.values, v)
	}
}

func (e *extreme) merge(other extreme) {
	for i, index := range other.points {
		e.add(index, other.values[i])
	}
}

// found is what a part of a sweep comes to.
type found struct {
	low, high   extreme
	failed      int64
	firstFailed int64
}

func newFound() found { return found{low: newExtreme(), high: newExtreme(), firstFailed: -1} }

func (f *found) add(index int64, v float64) {
	if lanes.Failed(v) || math.IsInf(v, 0) {
		if f.failed == 0 {
			f.firstFailed = index
		}
		f.failed++
		return
	}
	f.low.add(index, v)
	f.high.add(index, -v)
}

func (f *found) merge(other found) {
	if f.failed == 0 {
		f.firstFailed = other.firstFailed
	}
	f.failed += other.failed
	f.low.merge(other.low)
	f.high.merge(other.high)
}

// search sweeps all points in floats.
func (c *corners) search(ctx context.Context, of plan.Ref) (found, error) {
	all := newFound()
	program, err := lanes.Compile(ctx, c.Reading, c.slots(), append([]plan.Ref{of}, c.ranges(c.varied())...))
	if err != nil {
		return all, err
	}
	workers, err := c.Limits.workers(runtime.GOMAXPROCS(0), program.Bytes(), c.bytes())
	if err != nil {
		return all, err
	}
	err = lanes.Sweep(ctx, program, c, c.size, workers, func(first int64, out [][]float64) found {
		part := newFound()
		within(out[:1], out[1:])
		for i, v := range out[0] {
			part.add(first+int64(i), v)
		}
		return part
	}, all.merge)
	return all, err
}

// varied is the axes of the params that are.
func (c *corners) varied() []plan.Axis {
	var out []plan.Axis
	for _, a := range c.axes {
		if a != nil {
			out = append(out, a.Axis)
		}
	}
	return out
}

// within takes the values of figures away where one of the conditions does not hold.
func within(figures, conditions [][]float64) {
	for _, holds := range conditions {
		for i, v := range holds {
			if v != 0 {
				continue
			}
			for _, f := range figures {
				f[i] = math.NaN()
			}
		}
	}
}

// attained reads the points exactly that were found, and compares them with those read beside them.
func (c *corners) attained(ctx context.Context, of plan.Ref, f found, beside []Point, out *Together) (err error) {
	others := append(slices.Clone(beside), Point{At: c.asItIs(), Value: out.Base})
	if out.Lowest, err = c.first(ctx, of, f.low.points, others, -1); err != nil {
		return err
	}
	if out.Highest, err = c.first(ctx, of, f.high.points, others, 1); err != nil {
		return err
	}
	return c.failed(ctx, of, f, beside, out)
}

// failed counts the points without a value, and reads the first of them exactly.
func (c *corners) failed(ctx context.Context, of plan.Ref, f found, beside []Point, out *Together) error {
	out.Failed = f.failed
	if f.failed > 0 {
		points, err := c.points(ctx, c.params, [][][]num.D{c.at(f.firstFailed)}, of)
		if err != nil {
			return err
		}
		out.FirstFailed = &points[0]
	}
	for _, p := range beside {
		if p.Known {
			continue
		}
		if out.Failed++; out.FirstFailed == nil {
			out.FirstFailed = &p
		}
	}
	return nil
}

// first is the first of some points with the least (sign -1) or greatest (sign 1) value, or one of the others where that lies further out.
func (c *corners) first(ctx context.Context, of plan.Ref, indices []int64, others []Point, sign int) (*Point, error) {
	at := make([][][]num.D, len(indices))
	for i, index := range indices {
		at[i] = c.at(index)
	}
	points, err := c.points(ctx, c.params, at, of)
	if err != nil {
		return nil, err
	}
	var best *Point
	for _, p := range append(points, others...) {
		if p.Known && (best == nil || p.Cmp(best.D) == sign) {
			best = &p
		}
	}
	return best, nil
}
