package referee_test

import "github.com/costlang/cost/eval/check"

// crew is the teams of one kind: how many start in each step, and how many of those still work in a later one.
type crew struct {
	clock   *clock
	started []number // by step
	stopped []number // by year, from 0
}

func (in *instance) crew(t *check.Team) *crew {
	if in.teams[t] == nil {
		in.teams[t] = in.newCrew(t)
	}
	return in.teams[t]
}

func (in *instance) newCrew(t *check.Team) *crew {
	c := &crew{clock: in.clock, started: in.clock.none().steps, stopped: make([]number, in.clock.count)}
	for y := range c.stopped {
		c.stopped[y] = zero
	}
	for _, m := range t.Starts {
		for _, year := range in.yearsOf(m.From, m.To) {
			s := in.clock.firstStep(year)
			c.started[s] = add(c.started[s], in.plain(m.Count))
		}
	}
	for _, m := range t.Stops {
		for _, year := range in.yearsOf(m.From, m.To) {
			c.stopped[year-1] = add(c.stopped[year-1], in.plain(m.Count))
		}
	}
	c.checkStops(t.Name)
	return c
}

// yearsOf lists the years of `in year Y` and `in years Y..Z`; a move without a year is in the first.
func (in *instance) yearsOf(from, to check.Expr) []int {
	if from == nil {
		return []int{1}
	}
	first := wholeOf(in.plain(from), "a year")
	last := first
	if to != nil {
		last = wholeOf(in.plain(to), "a year")
	}
	if first < 1 || last > in.clock.count || last < first {
		refuse("years %d..%d are not in 1..%d", first, last, in.clock.count)
	}
	var years []int
	for y := first; y <= last; y++ {
		years = append(years, y)
	}
	return years
}

func (c *crew) checkStops(name string) {
	stopped := zero
	for y := range c.stopped {
		stopped = add(stopped, c.stopped[y])
		begun := zero
		for s, n := range c.started {
			if c.clock.year(s) <= y+1 {
				begun = add(begun, n)
			}
		}
		if less(begun, stopped) {
			refuse("more teams %s stop in year %d than work", name, y+1)
		}
	}
}

// alive is how many of the teams that started in step s work in step t: stops take effect after their year and take the oldest first.
func (c *crew) alive(s, t int) number {
	begun, stopped := zero, zero
	for i := 0; i <= s; i++ {
		begun = add(begun, c.started[i])
	}
	for y, n := range c.stopped {
		if y+1 < c.clock.year(t) {
			stopped = add(stopped, n)
		}
	}
	return smaller(c.started[s], larger(zero, sub(begun, stopped)))
}

func (c *crew) active(t int) number {
	sum := zero
	for s := 0; s <= t; s++ {
		sum = add(sum, c.alive(s, t))
	}
	return sum
}

// life is the year of its life that the cohort of step s is in, in step t.
func (c *crew) life(s, t int) int { return c.clock.year(t) - c.clock.year(s) + 1 }

// heads counts the employees of a team.
func (in *instance) heads(t *check.Team) number {
	sum := zero
	for _, s := range t.Staff {
		sum = add(sum, in.product(s.Counts))
	}
	return sum
}
