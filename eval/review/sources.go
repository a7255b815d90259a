package review

import (
	"fmt"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

var sourceHelp = say.T("end the line with `source \"…\"`; an assumption of your own has one too: `source \"assumed: why\"`")

// unsourced tells of what the table of assumptions lists without a source, once for each line.
func unsourced(r *reading) {
	names, first := map[int][]say.Phrase{}, map[int]source.Span{}
	var order []int
	for _, a := range r.assumed() {
		at := r.lineAt(a.Span)
		if names[at] == nil {
			order, first[at] = append(order, at), a.Span
		}
		names[at] = append(names[at], called(a))
	}
	for _, at := range order {
		list := names[at]
		if last := len(list) - 1; last > 0 {
			r.warn(first[at], sourceHelp,
				say.T("no source says where %s come from", say.And(list)))
			continue
		}
		r.warn(first[at], sourceHelp,
			say.T("no source says where %s comes from", list[0]))
	}
}

// assumed lists the assumptions of the script itself that have no source: params, then what is listed beside them.
func (r *reading) assumed() []plan.Assumed {
	var out []plan.Assumed
	plain := r.plain()
	add := func(a plan.Assumed) {
		if a.Def.Source == "" && r.own(a.Span) && !plain[a.Span] {
			out = append(out, a)
		}
	}
	for _, p := range r.Module.Params {
		add(plan.Assumed{Def: p.Def, Span: p.Value.Span()})
	}
	for _, a := range r.Plan.Assumed {
		add(a)
	}
	for _, e := range r.Module.Formulas() {
		if p, ok := e.(*check.PriceExpr); ok && written(p.X) && !r.hasSource(p.Src) {
			add(plan.Assumed{Def: check.Def{Name: r.text(p.Src)}, Span: p.Src})
		}
	}
	slices.SortStableFunc(out, func(a, b plan.Assumed) int { return a.Span.Pos.Offset - b.Span.Pos.Offset })
	return out
}

// plain are the places of numbers that are forms of speech rather than assumptions: the 0 of a volunteer's wage, a course of one
// participant, and the year of someone who is employed `per year`.
func (r *reading) plain() map[source.Span]bool {
	out := map[source.Span]bool{}
	note := func(e check.Expr, n int64) {
		if lit, ok := e.(*check.Lit); ok && lit.Value.Equal(num.Int(n)) {
			out[lit.Src] = true
		}
	}
	for _, w := range r.Module.Wages {
		note(w.Value, 0)
	}
	for _, c := range r.Module.Courses {
		note(c.Participants, 1)
	}
	for _, c := range r.Module.Costs {
		for _, it := range c.Items {
			if it.Employment && c.Basis.Kind >= check.PerYear {
				note(it.For, 1)
			}
		}
	}
	return out
}

// called is an assumption by its name, or else its label.
func called(a plan.Assumed) say.Phrase {
	if a.Def.Name != "" {
		return say.T("`%s`", a.Def.Name)
	}
	return say.T("`%s`", a.Label)
}

// pastSources tells of sources that say `until` a day before the script's own, where they stand or, of used scripts, where their figures do.
func pastSources(r *reading) {
	day, called := r.today()
	if day == "" {
		return
	}
	help := say.T("look the figure up again, and give the new value, source and `until`")
	for _, ln := range r.citable() {
		if src := ln.source(); src != nil && src.Until != nil && src.Until.Text < day {
			r.warn(src.Until.Span, help,
				say.T("this source held until %s, before %s", say.Date(src.Until.Text), called))
		}
	}
	r.references(func(u use, d check.Def, via *check.Use) {
		if via != nil && d.Until != "" && d.Until < day {
			r.warn(u.Span(), help,
				say.T("the source of `%s` held until %s, before %s", r.text(u.Span()), say.Date(d.Until), called))
		}
	})
}

// today is the day on which sources are to hold: the one asked for, else the beginning of the price year, of the period or of the
// horizon. It is "" for a script without any of them.
func (r *reading) today() (day string, called say.Phrase) {
	in := r.Module.Intervention
	p, back := item[*ast.PeriodItem](r, nil)
	switch {
	case r.On != "":
		return r.On, say.T("%s", say.Date(r.On))
	case in == nil:
		return "", say.Phrase{}
	case in.Prices != 0:
		return newYear(in.Prices), say.T("the price year %d", in.Prices)
	case back:
		return p.From.Text, say.T("the period, which begins on %s", say.Date(p.From.Text))
	case in.Grid != nil && in.Grid.FirstYear != 0:
		return newYear(in.Grid.FirstYear), say.T("the horizon, which begins in %d", in.Grid.FirstYear)
	}
	return "", say.Phrase{}
}

func newYear(year int) string { return fmt.Sprintf("%04d-01-01", year) }
