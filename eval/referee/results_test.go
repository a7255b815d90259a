package referee_test

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
)

// result evaluates a result that every script has, in the unit of the expression.
func (in *instance) result(e *check.ResultExpr) value {
	owner := in.via(e.Via)
	switch e.Kind {
	case check.CostOf, check.HoursOf, check.YearsOf, check.LaterOf, check.FTEOf:
		return owner.ofOne(e)
	case check.Courses, check.Started, check.Completed, check.CompletedInside:
		return single(owner.volume(e))
	case check.Meetings:
		return single(owner.meetings(e.Session))
	case check.MeetingLength:
		return single(owner.brought(owner.meetingHours(e.Session), "hour", e.Typ.Unit))
	case check.Horizon:
		return single(owner.brought(owner.clock.length, "month", e.Typ.Unit))
	}
	return owner.ladder(e.Kind).times(ratio(owner.currency(), e.Typ.Unit))
}

func (in *instance) brought(x number, from string, to unit.Unit) number {
	return mul(x, ratio(in.base(from), to))
}

// ladder is a figure of the whole script, in its currency.
func (in *instance) ladder(kind check.ResultKind) value {
	switch kind {
	case check.Gross:
		return single(in.gross().total())
	case check.Residual:
		return single(in.residuals().total())
	case check.Grants:
		return single(in.grants().total())
	case check.AfterGrants:
		return single(in.afterGrants().total())
	case check.Savings:
		return single(in.savings().total())
	case check.Net:
		return single(in.net().total())
	case check.Labour:
		return single(in.labour().total())
	case check.Overhead:
		return single(in.overhead().total())
	case check.NetByYear:
		return written(check.ByYears, in.clock, in.net().byYear(in.clock))
	case check.NetByStep:
		return written(check.BySteps, in.clock, in.net().steps)
	case check.NetLater:
		return single(in.net().later)
	case check.Present:
		return single(in.present())
	}
	panic("a result that the referee does not know")
}

// ofOne is a figure of one line, category, course or wage.
func (in *instance) ofOne(e *check.ResultExpr) value {
	if e.Kind == check.FTEOf {
		return single(in.fte(e.Wage))
	}
	if e.Kind == check.HoursOf {
		return single(in.brought(in.hoursIn(e).total(), "hour", e.Typ.Unit))
	}
	money := in.moneyIn(e)
	scale := ratio(in.currency(), e.Typ.Unit)
	switch e.Kind {
	case check.YearsOf:
		return written(check.ByYears, in.clock, money.byYear(in.clock)).times(scale)
	case check.LaterOf:
		return single(mul(money.later, scale))
	}
	return single(mul(money.total(), scale))
}

func (in *instance) moneyIn(e *check.ResultExpr) flow {
	switch {
	case e.Wage != nil:
		return in.wageMoney(e.Wage)
	case e.Session != nil:
		return in.session(e.Session).gross()
	case e.Course != nil:
		return in.sum(in.ofCourse(e.Course), grossOf)
	case e.Category != nil:
		return in.sum(in.ofCategory(e.Category.Name), grossOf)
	}
	return in.cost(e.Cost).gross()
}

func (in *instance) hoursIn(e *check.ResultExpr) flow {
	hours := func(o owned) flow { return o.in.hoursOf(o.line) }
	switch {
	case e.Wage != nil:
		return in.wageHours(e.Wage)
	case e.Session != nil:
		return in.hoursOf(in.session(e.Session))
	case e.Course != nil:
		return in.sum(in.ofCourse(e.Course), hours)
	case e.Category != nil:
		return in.sum(in.ofCategory(e.Category.Name), hours)
	}
	if e.Cost.Kind != ast.CostLine {
		return in.clock.none()
	}
	return in.hoursOf(in.cost(e.Cost))
}

// volume is a count of a course, or of all courses that count a unit, in this script and those it combines.
func (in *instance) volume(e *check.ResultExpr) number {
	if e.Course != nil {
		return in.volumes(e.Course).of(e.Kind)
	}
	sum := zero
	for _, script := range in.everyScript() {
		for _, c := range script.module.Courses {
			if counts(c, e.Counted) {
				sum = add(sum, script.volumes(c).of(e.Kind))
			}
		}
	}
	return sum
}

func counts(c *check.Course, counted *unit.Base) bool {
	return c.Counted != nil && unit.Of(c.Counted).Equal(unit.Of(counted))
}

func (v volumes) of(kind check.ResultKind) number {
	switch kind {
	case check.Courses:
		return v.courses.total()
	case check.Started:
		return v.started.total()
	case check.Completed:
		return v.completed.total()
	}
	return v.inside.total()
}
