package referee_test

import (
	"fmt"
	"maps"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
)

// figures is every number that a script answers, by what it is. A figure that cannot be computed holds why.
type figures map[string]figure

type figure struct {
	number  number
	refused error
}

func (f figures) put(name string, compute func() number) {
	var x figure
	x.refused = attempt(func() { x.number = compute() })
	f[name] = x
}

// flow puts a flow by step and year, and its totals.
func (f figures) flow(name string, c *clock, compute func() flow) {
	x := c.none()
	refused := attempt(func() { x = compute() })
	put := func(part string, n number) { f[name+part] = figure{n, refused} }
	put(".total", x.total())
	put(".later", x.later)
	for t := range c.steps() {
		put(fmt.Sprintf(".step[%d]", t+1), x.steps[t])
	}
	for y, n := range x.byYear(c) {
		put(fmt.Sprintf(".year[%d]", y+1), n)
	}
}

// answer computes everything that the referee knows about a script under a scenario, which may be nil.
func answer(m *check.Module, data reader, s *check.Scenario) figures {
	in, f := under(m, data, s), figures{}
	for _, o := range m.Outputs {
		f.put("output "+o.Name, func() number { return in.output(o).number })
	}
	for i, e := range m.Expects {
		if e.Under == s {
			f.put(fmt.Sprintf("expect[%d].left", i+1), func() number { return in.eval(e.Left, nil).number })
			f.put(fmt.Sprintf("expect[%d].right", i+1), func() number { return in.in(e.Right, e.Left.Type().Unit).number })
			f.put(fmt.Sprintf("expect[%d].ok", i+1), func() number { return bit(in.met(e)) })
		}
	}
	if in.clock != nil {
		in.answerLadder(f)
		in.answerLines(f)
		for _, script := range in.everyScript() {
			script.answerVolumes(f)
			script.answerWages(f)
		}
	}
	return f
}

func bit(b bool) number {
	if b {
		return one
	}
	return zero
}

// met reports whether an expectation holds.
func (in *instance) met(e *check.Expect) bool {
	left := in.eval(e.Left, nil).number
	right := in.in(e.Right, e.Left.Type().Unit).number
	switch {
	case e.Op == "in":
		return holds(">=", left, right) && holds("<=", left, in.in(e.High, e.Left.Type().Unit).number)
	case e.Nearest != nil:
		return near(roundTo(left, in.nearest(e)), right)
	}
	return holds(e.Op, left, right)
}

// nearest is the step of an expectation in the unit of its left side; a plain number is in the unit of the right.
func (in *instance) nearest(e *check.Expect) number {
	step := in.in(e.Nearest, e.Right.Type().Unit).number
	if e.Right.Type().Unit.IsNumber() {
		return step
	}
	return mul(step, ratio(e.Right.Type().Unit, e.Left.Type().Unit))
}

func (in *instance) answerLadder(f figures) {
	for name, compute := range map[string]func() flow{
		"gross": in.gross, "residual": in.residuals, "grants": in.grants, "after_grants": in.afterGrants, "savings": in.savings,
		"net": in.net, "overhead": in.overhead,
	} {
		f.flow("costs."+name, in.clock, compute)
	}
	f.put("costs.labour", func() number { return in.labour().total() })
	if in.module.Intervention.Discount != nil {
		f.put("costs.present", in.present)
	}
	for name := range maps.Keys(in.categories()) {
		f.flow("costs."+name, in.clock, func() flow { return in.sum(in.ofCategory(name), grossOf) })
	}
}

// categories is the names of all categories, of combined scripts too.
func (in *instance) categories() map[string]bool {
	names := map[string]bool{}
	for _, c := range in.module.Categories {
		names[c.Name] = true
	}
	for _, use := range in.module.Combined {
		maps.Copy(names, in.via(use).categories())
	}
	return names
}

// linesInOrder is every line: sessions and costs of this script and of each it combines, then all grants, then all savings.
func (in *instance) linesInOrder() []owned {
	var out []owned
	for _, kind := range []ast.CostKind{ast.CostLine, ast.GrantLine, ast.SavingLine} {
		out = append(out, in.all(kind)...)
	}
	return out
}

func (in *instance) answerLines(f figures) {
	var lines []owned
	if err := attempt(func() { lines = in.linesInOrder() }); err != nil {
		f["lines"] = figure{refused: err}
	}
	names := numbering{}
	for _, o := range lines {
		name := names.of(o.in.prefix + o.name())
		f.flow(name+".own", o.in.clock, func() flow { return o.line.amount.plus(o.line.labour) })
		f.flow(name+".overhead", o.in.clock, func() flow { return o.line.overhead })
		f.put(name+".labour", func() number { return o.line.labour.total() })
		f.put(name+".residual", func() number { return o.line.residual.total() })
		if o.is(ast.CostLine) {
			f.put(name+".hours", func() number { return o.in.hoursOf(o.line).total() })
		}
	}
}

// numbering tells lines of one name apart by their order.
type numbering map[string]int

func (n numbering) of(name string) string {
	n[name]++
	return fmt.Sprintf("line %s#%d", name, n[name])
}

// everyScript lists the script and those it combines.
func (in *instance) everyScript() []*instance {
	out := []*instance{in}
	for _, use := range in.module.Combined {
		out = append(out, in.via(use).everyScript()...)
	}
	return out
}

func (in *instance) answerVolumes(f figures) {
	for _, t := range in.module.Teams {
		for y := range in.clock.count {
			f.put(fmt.Sprintf("team %s.active[%d]", in.prefix+t.Name, y+1), func() number { return in.crew(t).active(in.clock.firstStep(y + 1)) })
		}
	}
	for _, c := range in.module.Courses {
		name := "course " + in.prefix + c.Name
		f.flow(name+".courses", in.clock, func() flow { return in.volumes(c).courses })
		f.flow(name+".started", in.clock, func() flow { return in.volumes(c).started })
		f.put(name+".completed", func() number { return in.volumes(c).completed.total() })
		f.put(name+".inside", func() number { return in.volumes(c).inside.total() })
	}
}

func (in *instance) answerWages(f figures) {
	for _, w := range in.module.Wages {
		name := "wage " + in.prefix + w.Name
		f.put(name+".labour", func() number { return in.wageMoney(w).total() })
		f.put(name+".hours", func() number { return in.wageHours(w).total() })
		f.put(name+".fte", func() number { return in.fte(w) })
	}
}
