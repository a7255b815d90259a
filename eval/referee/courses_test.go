package referee_test

import "github.com/costlang/cost/eval/check"

// batch is the courses of one kind that begin in one step, by teams of one age.
type batch struct {
	step                        int
	courses, started, completed number
	begin, end                  number // months
}

// batches lists everything that a course begins, cohort by cohort.
func (in *instance) batches(c *check.Course) []batch {
	if in.begun[c] == nil {
		in.begun[c] = in.begin(c)
	}
	return in.begun[c]
}

func (in *instance) begin(c *check.Course) []batch {
	var out []batch
	for t := range in.clock.steps() {
		if c.InTotal {
			out = append(out, in.batch(c, t, in.clock.year(t), one))
			continue
		}
		crew := in.crew(c.Team)
		for s := 0; s <= t; s++ {
			if n := crew.alive(s, t); n.Sign() != 0 {
				out = append(out, in.batch(c, t, crew.life(s, t), n))
			}
		}
	}
	return out
}

// batch is what n teams begin in step t, when the lists of the course stand at a year (from 1).
func (in *instance) batch(c *check.Course, t, year int, n number) batch {
	b := batch{step: t, begin: in.clock.starts[t]}
	b.end = add(b.begin, in.duration(c))
	b.courses = mul(mul(n, in.field(c.Starts, year)), in.clock.yearShare(t))
	b.started = mul(b.courses, in.field(c.Participants, year))
	completion := one
	if c.Completion != nil {
		completion = in.field(c.Completion, year)
	}
	if less(completion, zero) || less(one, completion) {
		refuse("completion %s is not a share", completion.RatString())
	}
	b.completed = mul(b.started, completion)
	return b
}

// field reads a field that may be a list per year.
func (in *instance) field(e check.Expr, year int) number { return in.eval(e, nil).entry(year - 1) }

func (in *instance) duration(c *check.Course) number {
	d := in.months(c.Duration)
	if d.Sign() <= 0 {
		refuse("course %s lasts no time", c.Name)
	}
	return d
}

// volumes are what the courses of a kind come to.
type volumes struct{ courses, started, completed, inside flow }

func (in *instance) volumes(c *check.Course) volumes {
	v := volumes{in.clock.none(), in.clock.none(), in.clock.none(), in.clock.none()}
	for _, b := range in.batches(c) {
		v.courses.put(b.step, b.courses)
		v.started.put(b.step, b.started)
		v.completed.put(b.step, b.completed)
		if in.clock.inside(b.end) {
			v.inside.put(b.step, b.completed)
		}
	}
	if in.module.Intervention.Dropped {
		v.completed = v.inside
	}
	return v
}
