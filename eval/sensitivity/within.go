package sensitivity

import (
	"cmp"
	"math"
	"slices"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// scanned is how many parts a range is cut into to look for changes of sign.
const scanned = 256

// probed is how many parts it is cut into to look exactly for a linear function or a ratio of them.
const probed = 8

// within finds the solutions in a range.
func (s *solver) within(out *Solving, own num.D) error {
	if _, _, err := s.read(own); err != nil {
		return err
	}
	r, known, err := s.everywhere(out.Low, out.High)
	if err != nil {
		return err
	}
	sc, err := s.scan(out.Low, out.High)
	if err != nil {
		return err
	}
	if known && sc.follows(r) {
		err = s.alone(out, r.root)
	} else {
		err = s.each(out, sc)
	}
	if err != nil || len(out.Solutions) > 0 {
		return err
	}
	return s.among(out, []num.D{own, out.Low, out.High, s.decimal(sc.nearest(), out)})
}

// alone adds the one solution of a figure that follows a ratio all over the range, if there it is.
func (s *solver) alone(out *Solving, root num.D) error {
	if root.Cmp(out.Low) < 0 || root.Cmp(out.High) > 0 {
		return nil
	}
	at, hit, err := s.simplest(root)
	if hit {
		out.add(at)
	}
	return err
}

// everywhere finds the ratio of linear functions that figure less target is at all probes, if there is one.
func (s *solver) everywhere(low, high num.D) (r ratio, ok bool, err error) {
	var probes []sample
	width, _ := high.Sub(low)
	for i := range probed + 1 {
		part, _ := width.MulRatio(int64(i), probed)
		x, _ := low.Add(part)
		at, known, err := s.read(x)
		if err != nil {
			return r, false, err
		}
		if known {
			probes = append(probes, sample{x, at.Gap()})
		}
	}
	if len(probes) < 5 {
		return r, false, nil
	}
	r, ok = fit([3]sample{probes[0], probes[len(probes)/2], probes[len(probes)-1]})
	for _, p := range probes {
		ok = ok && r.through(p)
	}
	return r, ok, nil
}

// simplest is the solution at a root: a decimal that ends, where the root is one to the digits that count, or else its first digits.
func (s *solver) simplest(root num.D) (Solution, bool, error) {
	const short, long = 16, 28
	x, err := num.Parse(root.Significant(short))
	if err != nil || !x.Near(root) {
		if x, err = num.Parse(root.Significant(long)); err != nil {
			x = root
		}
	}
	at, known, err := s.read(x)
	return at, known && at.Exact, err
}

// scan is figure less target in floats over a range.
type scan struct {
	f      func(float64) float64
	xs, ys []float64
	low    float64
	zero   float64 // what counts as zero
}

func (s *solver) scan(low, high num.D) (*scan, error) {
	wanted := append([]plan.Ref{s.Of, s.Target}, s.ranges([]plan.Axis{s.Param.Axis()})...)
	if err := s.looks(1); err != nil {
		return nil, err
	}
	program, err := lanes.Compile(s.ctx, s.Reading, []int{s.Param.FirstSlot}, wanted)
	if err != nil {
		return nil, err
	}
	if err := s.work(scanned * int64(program.Operations()) / lanesPerStep); err != nil {
		return nil, err
	}
	sc := &scan{xs: make([]float64, scanned+1), low: low.Float64()}
	sc.f = func(x float64) float64 {
		if s.goesOn(program); s.stopped != nil {
			return math.NaN()
		}
		v := program.One([]float64{x})
		if slices.Contains(v[2:], 0) {
			return math.NaN()
		}
		return v[0] - v[1]
	}
	width := high.Float64() - sc.low
	for i := range sc.xs {
		sc.xs[i] = sc.low + float64(float64(width*float64(i))/scanned)
	}
	sc.xs[scanned] = high.Float64()
	figures := make([][]float64, len(wanted))
	for i := range figures {
		figures[i] = make([]float64, len(sc.xs))
	}
	if err := s.columns(program, sc.xs, figures); err != nil {
		return nil, err
	}
	targets := figures[1]
	within(figures[:1], figures[2:])
	sc.ys = figures[0]
	size := s.size.Float64()
	for i, target := range targets {
		if v := math.Abs(sc.ys[i]); !math.IsInf(v, 0) && v == v {
			size = math.Max(size, v)
		}
		sc.ys[i] -= target
	}
	sc.zero = 1e-12 * size
	return sc, nil
}

// How many operations on floats are done in the time that a step is read exactly: on columns, and on one float at a time.
const lanesPerStep, floatsPerStep = 64, 8

// goesOn counts that the function is read once more in floats, and sees whether that may go on.
func (s *solver) goesOn(program *lanes.Program) {
	if s.stopped == nil {
		s.stopped = cmp.Or(s.ctx.Err(), s.work(1+int64(program.Operations())/floatsPerStep))
	}
}

// columns reads a program over a range, so much at a time that a look at the context comes soon enough.
func (s *solver) columns(program *lanes.Program, xs []float64, figures [][]float64) error {
	const atOnce = 1 << 20 // operations
	m, n := program.NewMachine(), max(1, atOnce/(1+program.Operations()))
	for first := 0; first < len(xs); first += n {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		last := min(first+n, len(xs))
		part := make([][]float64, len(figures))
		for i := range figures {
			part[i] = figures[i][first:last]
		}
		m.Run([][]float64{xs[first:last]}, part)
	}
	return nil
}

// follows reports whether the function is a ratio at every part of the range, as far as floats tell.
func (sc *scan) follows(r ratio) bool {
	root, a, c := r.root.Float64(), r.a.Float64(), r.c.Float64()
	for i, x := range sc.xs {
		y := sc.ys[i]
		// Both sides of x - root = (a - c·x)·y, which no pole makes large.
		left, right := x-root, float64(a*y)-float64(c*x*y)
		if slack := 1e-9 * (math.Abs(x) + math.Abs(root) + math.Abs(a*y) + math.Abs(c*x*y)); math.Abs(left-right) > slack {
			return false
		}
	}
	return true
}

func (sc *scan) isZero(i int) bool { return math.Abs(sc.ys[i]) <= sc.zero }

// crosses reports whether the sign changes behind a place.
func (sc *scan) crosses(i int) bool {
	return !sc.isZero(i) && !sc.isZero(i+1) && (sc.ys[i] < 0 && sc.ys[i+1] > 0 || sc.ys[i] > 0 && sc.ys[i+1] < 0)
}

// dips reports whether the magnitude is least at a place, with the same sign on both sides.
func (sc *scan) dips(i int) bool {
	if i == 0 || i == scanned {
		return false
	}
	before, at, after := math.Abs(sc.ys[i-1]), math.Abs(sc.ys[i]), math.Abs(sc.ys[i+1])
	return at <= before && at <= after && at < math.Max(before, after) && !sc.crosses(i-1) && !sc.crosses(i)
}

func (sc *scan) magnitude(x float64) float64 { return math.Abs(sc.f(x)) }

// part is the places around one, as far as the range goes.
func (sc *scan) part(i int) (from, to float64) { return sc.xs[max(i-1, 0)], sc.xs[min(i+1, scanned)] }

// nearest is where the magnitude is least.
func (sc *scan) nearest() float64 {
	best := -1
	for i, y := range sc.ys {
		if y == y && (best < 0 || math.Abs(y) < math.Abs(sc.ys[best])) {
			best = i
		}
	}
	if best < 0 {
		return sc.xs[0]
	}
	from, to := sc.part(best)
	if x := least(sc.magnitude, from, to); sc.magnitude(x) < math.Abs(sc.ys[best]) {
		return x
	}
	return sc.xs[best]
}
