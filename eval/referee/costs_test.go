package referee_test

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
)

// cost is the line of a cost, grant or saving.
func (in *instance) cost(c *check.Cost) *line {
	if in.lines[c] == nil {
		in.lines[c] = in.newCost(c, nil)
	}
	return in.lines[c]
}

// newCost computes a line from how often it falls; with only, the part that courses of one kind cause.
func (in *instance) newCost(c *check.Cost, only *check.Course) *line {
	l, times := newLine(in.clock), in.falls(c, only, always)
	for _, item := range c.Items {
		if item.Value == nil {
			in.item(l, item, zero, times)
			continue
		}
		money := in.in(item.Value, in.currency())
		in.paid(l, item, in.falls(c, only, func(year int) number { return money.entry(year - 1) }), times)
	}
	if c.Life != nil && c.Kind == ast.CostLine {
		l.residual.put(in.clock.steps()-1, in.residual(l.amount, in.months(c.Life)))
	}
	return l
}

// residual is what is left at the end of the horizon of what was bought inside it.
func (in *instance) residual(amount flow, life number) number {
	if life.Sign() <= 0 {
		refuse("a life of no time")
	}
	sum := zero
	for t, x := range amount.steps {
		used := sub(in.clock.length, in.clock.starts[t])
		left := larger(zero, div(sub(life, used), life))
		sum = add(sum, mul(x, left))
	}
	return sum
}

// owned is a line with the script it belongs to and what it is.
type owned struct {
	in      *instance
	line    *line
	cost    *check.Cost    // or nil
	session *check.Session // or nil
}

func (o owned) is(kind ast.CostKind) bool {
	if o.session != nil {
		return kind == ast.CostLine
	}
	return o.cost.Kind == kind
}

func (o owned) name() string {
	if o.session != nil {
		return o.session.Name
	}
	return o.cost.Name
}

func (o owned) category() string {
	if o.session != nil {
		return "operation"
	}
	return o.cost.Category.Name
}

// own lists the lines of the script itself of one kind: its sessions and costs, its grants, or its savings.
func (in *instance) own(kind ast.CostKind) []owned {
	var out []owned
	if kind == ast.CostLine {
		for _, s := range in.module.Sessions {
			out = append(out, owned{in: in, line: in.session(s), session: s})
		}
	}
	for _, c := range in.module.Costs {
		if c.Kind == kind {
			out = append(out, owned{in: in, line: in.cost(c), cost: c})
		}
	}
	return out
}

// all lists the lines of one kind of the script and of those it combines.
func (in *instance) all(kind ast.CostKind) []owned {
	out := in.own(kind)
	for _, use := range in.module.Combined {
		out = append(out, in.via(use).all(kind)...)
	}
	return out
}

// sum adds up one figure of lines, by step.
func (in *instance) sum(lines []owned, figure func(o owned) flow) flow {
	total := in.clock.none()
	for _, o := range lines {
		total = total.plus(figure(o))
	}
	return total
}

func grossOf(o owned) flow    { return o.line.gross() }
func labourOf(o owned) flow   { return o.line.labour }
func overheadOf(o owned) flow { return o.line.overhead }
func residualOf(o owned) flow { return o.line.residual }

func (in *instance) gross() flow     { return in.sum(in.all(ast.CostLine), grossOf) }
func (in *instance) residuals() flow { return in.sum(in.all(ast.CostLine), residualOf) }
func (in *instance) grants() flow    { return in.sum(in.all(ast.GrantLine), grossOf) }
func (in *instance) savings() flow   { return in.sum(in.all(ast.SavingLine), grossOf) }
func (in *instance) labour() flow    { return in.sum(in.all(ast.CostLine), labourOf) }
func (in *instance) overhead() flow  { return in.sum(in.all(ast.CostLine), overheadOf) }

func (in *instance) afterGrants() flow {
	return in.gross().minus(in.residuals()).minus(in.grants())
}

func (in *instance) net() flow { return in.afterGrants().minus(in.savings()) }

// present discounts the net: a step by its year, later by all years of the horizon.
func (in *instance) present() number {
	if in.module.Intervention.Discount == nil {
		refuse("no discount")
	}
	rate, net := add(one, in.plain(in.module.Intervention.Discount)), in.net()
	sum := div(net.later, power(rate, in.clock.count))
	for t, x := range net.steps {
		sum = add(sum, div(x, power(rate, in.clock.year(t)-1)))
	}
	return sum
}

// ofCategory lists the cost lines of a category, by its name in every script.
func (in *instance) ofCategory(name string) []owned {
	var out []owned
	for _, o := range in.all(ast.CostLine) {
		if o.category() == name {
			out = append(out, o)
		}
	}
	return out
}

// ofCourse lists the sessions of a course, and the parts of cost lines that its courses or participants cause.
func (in *instance) ofCourse(course *check.Course) []owned {
	var out []owned
	for _, o := range in.own(ast.CostLine) {
		switch {
		case o.session != nil && o.session.Course == course:
			out = append(out, o)
		case o.cost != nil && caused(o.cost, course):
			out = append(out, owned{in: in, line: in.newCost(o.cost, course), cost: o.cost})
		}
	}
	return out
}

func caused(c *check.Cost, course *check.Course) bool {
	for _, x := range c.Basis.Courses {
		if x == course {
			return true
		}
	}
	return false
}

// wageMoney is the labour of one wage, without overhead.
func (in *instance) wageMoney(w *check.Wage) flow {
	return in.sum(in.own(ast.CostLine), func(o owned) flow {
		if f, ok := o.line.wage[w]; ok {
			return f
		}
		return in.clock.none()
	})
}

func (in *instance) wageHours(w *check.Wage) flow {
	return in.sum(in.own(ast.CostLine), func(o owned) flow { return in.hoursOn(o.line, w) })
}

// fte is the full-time equivalents of a wage, on average over the horizon.
func (in *instance) fte(w *check.Wage) number {
	years := zero
	for _, o := range in.own(ast.CostLine) {
		if f, ok := o.line.employed[w]; ok {
			years = add(years, f.within())
		}
		if f, ok := o.line.work[w]; ok && f.within().Sign() != 0 {
			years = add(years, div(f.within(), in.norm(w)))
		}
	}
	return div(years, div(in.clock.length, whole(12)))
}
