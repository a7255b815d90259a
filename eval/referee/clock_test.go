package referee_test

import (
	"github.com/costlang/cost/eval/check"
)

// clock is the steps of a script. Looking forward they are computed here again from their number and length; looking back they
// are the calendar years that the checker cut out of the period. All times are months from the start.
type clock struct {
	starts, ends []number
	years        []int
	length       number
	count        int    // begun years
	step         number // months of a step looking forward, nil looking back
}

func newClock(g *check.Grid) *clock {
	if g.Back {
		return backward(g)
	}
	c := &clock{step: whole(g.StepMonths)}
	for t := range g.Steps {
		c.starts = append(c.starts, whole(t*g.StepMonths))
		c.ends = append(c.ends, whole((t+1)*g.StepMonths))
		c.years = append(c.years, t*g.StepMonths/12+1)
	}
	c.length = whole(len(g.Steps) * g.StepMonths)
	c.count = (len(g.Steps)*g.StepMonths + 11) / 12
	return c
}

func backward(g *check.Grid) *clock {
	c := &clock{length: months(g.Length), count: len(g.Steps)}
	for t, s := range g.Steps {
		c.starts = append(c.starts, months(s.Start))
		c.ends = append(c.ends, months(s.End))
		c.years = append(c.years, t+1)
	}
	return c
}

func (c *clock) steps() int               { return len(c.years) }
func (c *clock) year(t int) int           { return c.years[t] }
func (c *clock) monthsOf(t int) number    { return sub(c.ends[t], c.starts[t]) }
func (c *clock) yearShare(t int) number   { return div(c.monthsOf(t), whole(12)) }
func (c *clock) none() flow               { return noFlow(c.steps()) }
func (c *clock) inside(end number) bool   { return !less(c.length, end) }
func (c *clock) isFirstOfYear(t int) bool { return t == 0 || c.years[t-1] != c.years[t] }

// firstStep gives the step in which a year (from 1) begins.
func (c *clock) firstStep(year int) int {
	for t, y := range c.years {
		if y == year {
			return t
		}
	}
	refuse("year %d is outside the horizon of %d years", year, c.count)
	return 0
}

// spread lays quantity evenly over the months from..to; what lies after the last step is later.
func (c *clock) spread(from, to, quantity number) flow {
	f := c.none()
	if !less(from, to) {
		refuse("nothing to spread over")
	}
	rest := quantity
	for t := range f.steps {
		common := overlap(from, to, c.starts[t], c.ends[t])
		if common.Sign() == 0 {
			continue
		}
		f.steps[t] = mul(quantity, div(common, sub(to, from)))
		rest = sub(rest, f.steps[t])
	}
	f.later = rest
	return f
}

func overlap(a, b, c, d number) number {
	return larger(zero, sub(smaller(b, d), larger(a, c)))
}

// stepEnding gives the step that holds the moment of an end: the one with start < end <= its own end. It is the number of steps or
// more when the end lies beyond the last.
func (c *clock) stepEnding(end number) int {
	t := 0
	for less(mul(c.step, whole(t+1)), end) {
		t++
	}
	return t
}

// flow is a quantity by step, and what falls after the last step.
type flow struct {
	steps []number
	later number
}

func noFlow(n int) flow {
	f := flow{steps: make([]number, n), later: zero}
	for t := range f.steps {
		f.steps[t] = zero
	}
	return f
}

// put adds x in step t, or later when the clock has no such step.
func (f *flow) put(t int, x number) {
	if t >= len(f.steps) {
		f.later = add(f.later, x)
		return
	}
	f.steps[t] = add(f.steps[t], x)
}

// plus adds step by step; the longer flow decides how many there are.
func (f flow) plus(g flow) flow {
	out := noFlow(max(len(f.steps), len(g.steps)))
	for _, part := range []flow{f, g} {
		for t, x := range part.steps {
			out.put(t, x)
		}
		out.later = add(out.later, part.later)
	}
	return out
}

func (f flow) scale(x number) flow {
	out := noFlow(len(f.steps))
	for t := range f.steps {
		out.steps[t] = mul(f.steps[t], x)
	}
	out.later = mul(f.later, x)
	return out
}

func (f flow) minus(g flow) flow { return f.plus(g.scale(whole(-1))) }

// within is the sum of the steps, without later.
func (f flow) within() number {
	sum := zero
	for _, x := range f.steps {
		sum = add(sum, x)
	}
	return sum
}

func (f flow) total() number { return add(f.within(), f.later) }

// byYear sums the steps of each year of c.
func (f flow) byYear(c *clock) []number {
	out := make([]number, c.count)
	for y := range out {
		out[y] = zero
	}
	for t, x := range f.steps {
		out[c.year(t)-1] = add(out[c.year(t)-1], x)
	}
	return out
}
