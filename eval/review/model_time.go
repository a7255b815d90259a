package review

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// grid is the steps of the script's own costs, or nil.
func (r *reading) grid() *check.Grid {
	if in := r.Module.Intervention; in != nil {
		return in.Grid
	}
	return nil
}

// forward reports whether the script looks forward over a horizon of its own.
func (r *reading) forward() bool { return r.grid() != nil && !r.grid().Back }

func shortSteps(r *reading) {
	if h, ok := item[*ast.HorizonItem](r, nil); ok && r.forward() && r.grid().StepMonths < 12 {
		r.breaks(h.Step.Span, say.T("the horizon is counted by `%s`", h.Step.Name),
			say.T("leave `by` and its step out"))
	}
}

func brokenYears(r *reading) {
	h, ok := item[*ast.HorizonItem](r, nil)
	if !ok || !r.forward() {
		return
	}
	if length := r.grid().Length; length.Num%(12*length.Den) != 0 {
		r.breaks(h.Length.Range(), say.T("a horizon of %s is no number of whole years", r.text(h.Length.Range())),
			say.T("round it to whole years"))
	}
}

func looksBack(r *reading) {
	if p, ok := item[*ast.PeriodItem](r, nil); ok {
		r.breaks(p.Span, say.T("the script looks back over a period"),
			say.T("use a `horizon` instead of `period`"))
	}
}

// lateStarts looks at every start of teams that hold courses, by the longest of these.
func lateStarts(r *reading) {
	for _, t := range r.ownTeams() {
		years, ok := r.longestCourse(t.Decl)
		if !ok {
			continue
		}
		for _, start := range t.Starts {
			if last, late := r.startsLate(start, years); late {
				r.breaks(start.Decl.Span, say.T("teams of `%s` start in year %d, and with courses of %d years the last to start in is year %d", t.Decl.Name, last, years, int64(r.grid().Years)-years+1),
					say.T("start them earlier, or lengthen the horizon"))
			}
		}
	}
}

// ownTeams are the results of the script's teams, without those of scripts that it combines.
func (r *reading) ownTeams() []plan.TeamResult {
	var out []plan.TeamResult
	for _, t := range r.Plan.Results.Teams {
		if slices.Contains(r.Module.Teams, t.Decl) {
			out = append(out, t)
		}
	}
	return out
}

func (r *reading) ownCourses() []plan.CourseResult {
	var out []plan.CourseResult
	for _, c := range r.Plan.Results.Courses {
		if slices.Contains(r.Module.Courses, c.Decl) {
			out = append(out, c)
		}
	}
	return out
}

// longestCourse is how many years the courses of a team take at most, a part of a year counted whole.
func (r *reading) longestCourse(t *check.Team) (years int64, ok bool) {
	for _, c := range r.ownCourses() {
		months, known := r.value(c.Duration)
		if c.Decl.Team != t || !known {
			continue
		}
		n, _ := months.CeilTo(num.Int(12)).Int64()
		years, ok = max(years, n/12), true
	}
	return years, ok
}

// startsLate is the last year in which a start has teams, and whether their courses then end after the horizon.
func (r *reading) startsLate(s plan.StartResult, years int64) (last int64, late bool) {
	count, ok := r.value(s.Count)
	year, known := r.value(s.To)
	last, whole := year.Int64()
	return last, ok && known && whole && count.Sign() > 0 && last+years-1 > int64(r.grid().Years)
}

// fallsBeyond looks at courses, which have to end inside also where `beyond dropped` leaves out what falls after it, and at what
// spreads over a time of its own. A team that starts late is told of by its start.
func fallsBeyond(r *reading) {
	if !r.forward() {
		return
	}
	for _, c := range r.ownCourses() {
		if r.endsLate(c) && !r.startTold(c.Decl.Team) {
			r.breaks(c.Decl.NameSpan, say.T("courses of `%s` end after the horizon", c.Decl.Name),
				say.T("lengthen the horizon, or let the last courses begin earlier"))
		}
	}
	for _, ln := range r.Plan.Results.Lines {
		if ln.Cost != nil && len(ln.Cost.Basis.Courses) == 0 && r.isSome(ln.Own.Later) && slices.Contains(r.Module.Costs, ln.Cost) {
			r.breaks(ln.Cost.NameSpan, say.T("a part of this `%s` falls after the horizon", ln.Cost.Kind),
				say.T("lengthen the horizon, or spread it over less time"))
		}
	}
}

// endsLate reports whether some of the courses that begin in a step end after the horizon.
func (r *reading) endsLate(c plan.CourseResult) bool {
	months, known := r.value(c.Duration)
	length := r.grid().Length
	end := num.Ratio(length.Num, length.Den)
	for i, step := range r.grid().Steps {
		last, ok := months.Add(num.Ratio(step.Start.Num, step.Start.Den))
		if known && ok && last.Cmp(end) > 0 && r.isSome(c.Courses.Steps[i]) {
			return true
		}
	}
	return false
}

func (r *reading) isSome(ref plan.Ref) bool {
	v, ok := r.value(ref)
	return ok && !v.IsZero()
}

// startTold reports whether a start of a team was found to be late.
func (r *reading) startTold(t *check.Team) bool {
	for _, own := range r.ownTeams() {
		years, ok := r.longestCourse(own.Decl)
		if own.Decl == t && ok && slices.ContainsFunc(own.Starts, func(s plan.StartResult) bool { _, late := r.startsLate(s, years); return late }) {
			return true
		}
	}
	return false
}

func discounted(r *reading) {
	if d, ok := item(r, func(v *ast.ValueItem) bool { return v.Field.Name == "discount" }); ok {
		r.breaks(d.Span, say.T("the script discounts its costs"),
			say.T("leave `discount` out"))
	}
}
