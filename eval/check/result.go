package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// result is a result of the script, or of one of its things, as an expression.
func (c *checker) result(r ref, parts []ast.Ident, at source.Span) Expr {
	out := &ResultExpr{Typed: Typed{Src: at}, Kind: r.result, Via: r.via}
	if !c.ownerOf(out, r) {
		return failed(at)
	}
	if r.result == Horizon {
		return c.length(out, r, parts)
	}
	if out.Counted != nil && out.Course == nil {
		return c.countedResult(out, r)
	}
	if out.Wage != nil && c.clocked(out, r) == nil {
		return failed(at)
	}
	switch r.result {
	case Meetings, FTEOf:
		out.Typ = numberType(unit.Unit{})
		return c.afterNorm(out)
	case HoursOf, MeetingLength:
		out.Typ = numberType(unit.Of(builtinUnit("hour")))
		return c.afterNorm(out)
	case Courses:
		out.Typ = numberType(unit.Of(builtinUnit("course")))
		return out
	case Started, Completed, CompletedInside:
		if out.Course.Counted == nil {
			return failed(at)
		}
		out.Typ = numberType(unit.Of(out.Course.Counted))
		return out
	}
	return c.money(out, r)
}

// ownerOf notes whose result it is. It is false when that failed.
func (c *checker) ownerOf(out *ResultExpr, r ref) bool {
	switch thing := r.thing.(type) {
	case *Cost:
		out.Cost = thing
	case *Category:
		out.Category = thing
	case *Course:
		out.Course = thing
	case *Session:
		out.Session = thing
	case *Wage:
		out.Wage = thing
		return !bad(thing.Value)
	case *unit.Base:
		out.Counted = thing
	}
	return true
}

// clocked is the intervention that a result of costs or time needs, with its clock; nil after saying what is missing.
func (c *checker) clocked(out *ResultExpr, r ref) *Intervention {
	in := r.home.mod.Intervention
	switch {
	case in == nil:
		c.noCosts(out, r)
		return nil
	case in.Grid == nil:
		c.noClock(out, r)
		return nil
	}
	return in
}

// money is a result that is money, alone or by year or step.
func (c *checker) money(out *ResultExpr, r ref) Expr {
	in := c.clocked(out, r)
	if in == nil {
		return failed(out.Src)
	}
	if in.Currency == nil {
		return failed(out.Src) // reported at the intervention
	}
	out.Typ = numberType(unit.Of(in.Currency))
	switch r.result {
	case NetByYear, YearsOf:
		out.Typ.Series, out.Typ.Grid = ByYears, in.Grid
	case NetByStep:
		out.Typ.Series, out.Typ.Grid = BySteps, in.Grid
	case Present:
		if in.Discount == nil {
			c.report(diag.NoDiscountRate, out.Src, say.T("`costs.present` needs a rate to discount by"), func(f *finding) {
				f.also(in.NameSpan, say.T("the intervention has no `discount`")).help(say.T("add a line, such as `discount 3.5%`"))
			})
			return failed(out.Src)
		}
	}
	return out
}

func (c *checker) noCosts(out *ResultExpr, r ref) {
	why := say.T("this script has no intervention, so it has no such result")
	if r.via != nil {
		why = say.T("the script used as `%s` has no intervention, so it has no such result", r.via.Name)
	}
	c.report(diag.NeedsHorizon, out.Src, why,
		help(say.T("add `intervention \"Name\" { currency DKK; horizon 5 years }`")))
}

// noClock reports a result of a script whose intervention has no clock, unless something of that script asked for one first.
func (c *checker) noClock(out *ResultExpr, r ref) {
	m := r.home.mod
	if first, _ := firstOfGrid(m); first.Known() || clockTried(m) || m.scope.broken {
		return
	}
	c.report(diag.NeedsHorizon, out.Src, say.T("this needs a horizon to be counted in"), func(f *finding) {
		f.also(m.Intervention.NameSpan, say.T("the intervention has neither `horizon` nor `period`")).help(say.T("add a line, such as `horizon 5 years`"))
	})
}

// length is `horizon` or `period`.
func (c *checker) length(out *ResultExpr, r ref, parts []ast.Ident) Expr {
	in := c.clocked(out, r)
	if in == nil {
		return failed(out.Src)
	}
	word := "horizon"
	if in.Grid.Back {
		word = "period"
	}
	if last := parts[len(parts)-1]; last.Name != word {
		c.report(diag.NoSuchResult, last.Span, say.T("the script has a `%s`, not a `%s`", word, last.Name), func(f *finding) {
			f.also(in.NameSpan, say.T("by this intervention")).help(say.T("write `%s`", word)).fix(last.Span, word)
		})
		return failed(out.Src)
	}
	out.Typ = numberType(in.Grid.Unit)
	return out
}

// countedResult sums over the courses that count a unit, those of combined scripts among them.
func (c *checker) countedResult(out *ResultExpr, r ref) Expr {
	if !countsAny(r.home.mod, out.Counted) {
		c.report(diag.NothingCounted, out.Src, say.T("no course counts `%s`", out.Counted.Plural()), func(f *finding) {
			f.help(say.T("it is the unit of `participants` in a course that counts, as in `participants 8 %s`", out.Counted.Plural()))
		})
		return failed(out.Src)
	}
	out.Typ = numberType(unit.Of(out.Counted))
	return out
}

// countsAny reports whether a course of a module, or of one it combines, counts a unit. A course that failed may.
func countsAny(m *Module, b *unit.Base) bool {
	for _, course := range m.Courses {
		if course.Counted == nil || course.Counted.Dim() == b.Dim() {
			return true
		}
	}
	for _, u := range m.Combined {
		if u.Module == nil || countsAny(u.Module, b) {
			return true
		}
	}
	return m.scope.broken
}

// afterNorm checks, once everything is resolved, that hours and full-time equivalents can be known: employment becomes
// hours, and hours become a share of full time, by a norm only.
func (c *checker) afterNorm(out *ResultExpr) Expr {
	c.afterwards(func() {
		if out.Via != nil {
			return // the used script's own tables need it as well
		}
		for _, it := range itemsFor(c.mod, out) {
			employment := it.Employment == (out.Kind == HoursOf)
			for _, term := range it.Staff {
				if employment && term.Wage.Norm == nil && c.mod.Norm == nil && (out.Wage == nil || out.Wage == term.Wage) {
					c.needNorm(term.Wage, out.Src)
					return
				}
			}
		}
	})
	return out
}

// itemsFor lists the items whose hours a result adds up.
func itemsFor(m *Module, out *ResultExpr) []*Item {
	var items []*Item
	for _, s := range m.Sessions {
		if out.Wage != nil || out.Course == s.Course && s.Course != nil || out.Category != nil && out.Category.Name == "operation" {
			items = append(items, s.Items...)
		}
	}
	for _, cost := range m.Costs {
		mine := out.Wage != nil && cost.Kind == ast.CostLine || out.Cost == cost || out.Category != nil && out.Category == cost.Category
		for _, course := range cost.Basis.Courses {
			mine = mine || out.Course == course
		}
		if mine {
			items = append(items, cost.Items...)
		}
	}
	return items
}

// unpaid reports whether a wage is the plain number 0, of a volunteer.
func (w *Wage) unpaid() bool { return !bad(w.Value) && isPlain(w.Value) }
