package sensitivity

import (
	"math"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// each finds a solution for every place where the scan crosses zero, touches it, or stays on it.
func (s *solver) each(out *Solving, sc *scan) error {
	for i := 0; i <= scanned; i++ {
		switch {
		case sc.isZero(i) && i < scanned && sc.isZero(i+1):
			last := i
			for last < scanned && sc.isZero(last+1) {
				last++
			}
			if err := s.stretch(out, sc, i, last); err != nil {
				return err
			}
			i = last
		case sc.isZero(i):
			from, to := sc.part(i)
			if err := s.candidate(out, sc.xs[i], from, to); err != nil {
				return err
			}
		case i < scanned && sc.crosses(i):
			if err := s.crossing(out, sc, sc.xs[i], sc.xs[i+1]); err != nil {
				return err
			}
		case sc.dips(i):
			if err := s.dip(out, sc, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// crossing adds the solution between two places where the signs differ, if there is one.
func (s *solver) crossing(out *Solving, sc *scan, from, to float64) error {
	if x := root(sc.f, from, to); sc.reaches(x, from, to) {
		return s.candidate(out, x, from, to)
	}
	return nil
}

// dip adds what lies at or around the extremum next to a place: one solution where the function touches zero, one on each side where
// it goes beyond for less than the scan sees.
func (s *solver) dip(out *Solving, sc *scan, i int) error {
	from, to := sc.part(i)
	sign := math.Copysign(1, sc.ys[i])
	x := least(func(x float64) float64 { return sign * sc.f(x) }, from, to)
	switch y := sign * sc.f(x); {
	case math.Abs(y) <= 100*sc.zero:
		return s.candidate(out, x, from, to)
	case y < 0:
		if err := s.crossing(out, sc, from, x); err != nil {
			return err
		}
		return s.crossing(out, sc, x, to)
	}
	return nil
}

// reaches tells a root between two places from a jump over zero, or a pole: beside a root the function is small.
func (sc *scan) reaches(x, from, to float64) bool {
	beside := float64(1e-7 * (sc.xs[scanned] - sc.xs[0]))
	small := 1e-3 * math.Max(sc.magnitude(from), sc.magnitude(to))
	return x == x && sc.magnitude(math.Max(x-beside, from)) <= small && sc.magnitude(math.Min(x+beside, to)) <= small
}

// candidate makes an exact solution of one in floats, where a short decimal or a ratio of linear functions near it gives one, and
// else a rounded one.
func (s *solver) candidate(out *Solving, x, from, to float64) error {
	for _, exactly := range []func(x, from, to float64) (Solution, bool, error){s.short, s.local} {
		at, hit, err := exactly(x, from, to)
		if err != nil {
			return err
		}
		if hit && inside(at.At, out) {
			out.add(at)
			return nil
		}
	}
	at, known, err := s.read(s.decimal(x, out))
	if known {
		out.add(at)
	}
	return err
}

func inside(x num.D, out *Solving) bool { return x.Cmp(out.Low) >= 0 && x.Cmp(out.High) <= 0 }

// shortest is how many places a short decimal has at most: more could hit by chance, where the function is flat.
const shortest = 6

// short tries the decimals with few places that a float may stand for.
func (s *solver) short(x, from, to float64) (Solution, bool, error) {
	v, ok := num.FromFloat(x)
	for places := 0; ok && places <= shortest; places++ {
		short := v.Round(places)
		if math.Abs(short.Float64()-x) > 1e-7*(to-from) {
			continue
		}
		if at, known, err := s.read(short); err != nil || known && at.Exact {
			return at, err == nil, err
		}
	}
	return Solution{}, false, nil
}

// local looks for a ratio of linear functions right around a float.
func (s *solver) local(x, from, to float64) (Solution, bool, error) {
	apart := (to - from) / 1024
	var near []sample
	for _, at := range []float64{-1, -0.6, 0, 0.7, 1} {
		v, _ := num.FromFloat(math.Min(math.Max(x+float64(at*apart), from), to))
		v, _ = num.Parse(v.Significant(12))
		read, known, err := s.read(v)
		if err != nil || !known {
			return Solution{}, false, err
		}
		near = append(near, sample{v, read.Gap()})
	}
	r, ok := fit([3]sample{near[0], near[2], near[4]})
	if !ok || !r.through(near[1]) || !r.through(near[3]) || math.Abs(r.root.Float64()-x) > apart {
		return Solution{}, false, nil
	}
	return s.simplest(r.root)
}

// decimal rounds a float to the places of the param, within its range.
func (s *solver) decimal(x float64, out *Solving) num.D {
	v, ok := num.FromFloat(x)
	if !ok {
		return out.Low
	}
	return lesser(greater(v.Round(s.places(x, out)), out.Low), out.High)
}

// places is how many decimals a value of the param is rounded to: those that its value, its range and its step are written with, and
// at least as many as three digits take.
func (s *solver) places(x float64, out *Solving) int {
	most := placesOf(out.Low, out.High)
	for _, ref := range []plan.Ref{s.Param.Base[0], s.Param.Step} {
		if d, known := s.Reading.Value(ref); known {
			most = max(most, placesOf(d))
		}
	}
	if x == 0 {
		return most
	}
	return max(most, min(2-num.Exponent(x), num.MaxPlaces))
}

// placesOf is the most decimal places among numbers.
func placesOf(numbers ...num.D) int {
	most := 0
	for _, v := range numbers {
		for places := range num.MaxPlaces {
			if v.Round(places).Equal(v) {
				most = max(most, places)
				break
			}
		}
	}
	return most
}

// stretch makes a solution of places of the scan that are all zero, as far as they are so exactly.
func (s *solver) stretch(out *Solving, sc *scan, first, last int) error {
	from, err := s.edge(out, sc, sc.xs[first], sc.xs[max(first-1, 0)])
	if err != nil {
		return err
	}
	to, err := s.edge(out, sc, sc.xs[last], sc.xs[min(last+1, scanned)])
	if err != nil {
		return err
	}
	if !from.Exact || !to.Exact {
		return nil
	}
	from.To = to.At
	out.add(from)
	return nil
}

// edge is the last value of the param with the figure on its target on the way from one place to another, in decimals of the param.
func (s *solver) edge(out *Solving, sc *scan, in, beyond float64) (Solution, error) {
	for range 60 {
		if half := (in + beyond) / 2; sc.magnitude(half) <= sc.zero {
			in = half
		} else {
			beyond = half
		}
	}
	x := s.decimal(in, out)
	at, known, err := s.read(x)
	if err != nil || known && at.Exact {
		return at, err
	}
	// The rounding went beyond the edge: one unit of the last place back.
	unit := num.Power(-s.places(in, out))
	if beyond > in {
		unit = unit.Neg()
	}
	x, _ = x.Add(unit)
	at, _, err = s.read(x)
	return at, err
}
