package referee_test

import "github.com/costlang/cost/eval/check"

// value is what an expression stands for: a number, a series of numbers, a text or a truth. An empty cell is missing.
type value struct {
	kind    check.Kind
	number  number // a single number; a date as days
	series  *series
	text    string
	truth   bool
	missing bool
}

// series is numbers by list, year or step. Entries count from 0; n is -1 when they never end.
type series struct {
	kind  check.SeriesKind
	n     int
	clock *clock // of BySteps
	entry func(i int) number
	known map[int]number
}

func single(x number) value { return value{kind: check.KindNumber, number: x} }
func truth(b bool) value    { return value{kind: check.KindBool, truth: b} }

func seriesOf(kind check.SeriesKind, n int, c *clock, entry func(i int) number) value {
	return value{series: &series{kind: kind, n: n, clock: c, entry: entry, known: map[int]number{}}}
}

func written(kind check.SeriesKind, c *clock, xs []number) value {
	return seriesOf(kind, len(xs), c, func(i int) number { return xs[i] })
}

// at gives entry i, counted from 0.
func (s *series) at(i int) number {
	if i < 0 || s.n >= 0 && i >= s.n {
		refuse("a list of %d has no entry %d", s.n, i+1)
	}
	if _, ok := s.known[i]; !ok {
		s.known[i] = s.entry(i)
	}
	return s.known[i]
}

// entry gives the number that counts in year i (from 0); a single number counts in every year.
func (v value) entry(i int) number {
	if v.series == nil {
		return v.number
	}
	return v.series.at(i)
}

// entries gives all numbers of a series; one that never ends has as many as the clock has years.
func (v value) entries(years int) []number {
	n := v.series.n
	if n < 0 {
		n = years
	}
	out := make([]number, n)
	for i := range out {
		out[i] = v.series.at(i)
	}
	return out
}

// each applies f to every number of v.
func (v value) each(f func(x number) number) value {
	if v.series == nil {
		return single(f(v.number))
	}
	s := v.series
	return seriesOf(s.kind, s.n, s.clock, func(i int) number { return f(s.at(i)) })
}

func (v value) times(x number) value { return v.each(func(y number) number { return mul(y, x) }) }

// both applies f to x and y, number by number.
func both(x, y value, f func(a, b number) number) value {
	switch {
	case x.series == nil && y.series == nil:
		return single(f(x.number, y.number))
	case y.series == nil:
		return x.each(func(a number) number { return f(a, y.number) })
	case x.series == nil:
		return y.each(func(b number) number { return f(x.number, b) })
	}
	return pairwise(x.series, y.series, f)
}

// pairwise brings two series together: steps win over years, years over lists, and an end over none.
func pairwise(x, y *series, f func(a, b number) number) value {
	lead := x
	if y.kind > x.kind || y.kind == x.kind && x.n < 0 {
		lead = y
	}
	pick := func(s *series, i int) number {
		if lead.kind == check.BySteps && s.kind != check.BySteps {
			return s.at(lead.clock.year(i) - 1)
		}
		return s.at(i)
	}
	return seriesOf(lead.kind, lead.n, lead.clock, func(i int) number { return f(pick(x, i), pick(y, i)) })
}
