package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

var sourceHelp = say.T("end the line with `source \"…\"`; an assumption of your own has one too: `source \"assumed: why\"`")

var sourceInside = say.T("write `source \"…\"` after the value, before `;` or `}`; an assumption of your own has one too: `source \"assumed: why\"`")

// unsourced tells of what the table of assumptions lists without a source, once for each line, and of sources that are none.
func unsourced(r *reading) {
	names, first := map[int][]say.Phrase{}, map[int]source.Span{}
	var order []int
	for _, a := range r.assumed() {
		at := r.lineAt(a.Span)
		if i := r.sourceOf(a.Span); i >= 0 && placeholder(r.lines[i].source().Value) {
			at = i
		} else if names[at] == nil {
			order, first[at] = append(order, at), a.Span
		}
		names[at] = append(names[at], called(a))
	}
	for _, at := range order {
		help := sourceHelp
		if !r.endsLine(at) {
			help = sourceInside
		}
		r.warn(first[at], help, comesFrom(names[at]))
	}
	r.placeholders(names)
}

func comesFrom(names []say.Phrase) say.Phrase {
	if len(names) > 1 {
		return say.T("no source says where %s come from", say.And(names))
	}
	return say.T("no source says where %s comes from", names[0])
}

// placeholders tells of sources that are still to be written. Names are the assumptions of each line.
func (r *reading) placeholders(names map[int][]say.Phrase) {
	help := say.T("write where the figure comes from; an assumption of your own says so: `source \"assumed: why\"`")
	for i, ln := range r.citable() {
		src := ln.source()
		switch {
		case src == nil || !placeholder(src.Value):
		case len(names[i]) == 0:
			r.warn(src.Span, help, say.T("this source is a placeholder"))
		default:
			r.warn(src.Span, help, say.T("the source of %s is a placeholder", say.And(names[i])))
		}
	}
}

// unwritten are words that stand for a source until there is one.
var unwritten = words("no todo tbd tba tbc fixme xxx xx x yyy na n/a source kilde mangler missing ukendt unknown none ingen")

// Placeholder reports whether the text of a source says nothing, as a strict check judges it.
func Placeholder(text string) bool { return placeholder(text) }

// own are the words that the source of an assumption of the author's own begins with.
var own = words("assumed assumption antaget antagelse illustrative illustrativ")

// Assumed reports whether the text of a source says that the figure is an assumption of the author's own, as `assumed: why` does.
func Assumed(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) })
	return len(parts) > 0 && own[parts[0]]
}

// placeholder reports whether the text of a source says nothing: it has no letter or digit, has only such words, or begins with a mark
// to come back to.
func placeholder(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != '/' })
	if len(parts) > 0 && (parts[0] == "todo" || parts[0] == "fixme" || parts[0] == "tbd") {
		return true
	}
	return !slices.ContainsFunc(parts, func(word string) bool { return !unwritten[word] })
}

// assumed lists the assumptions of the script itself that have no source, or none that is written: params, then what is listed beside them.
func (r *reading) assumed() []plan.Assumed {
	var out []plan.Assumed
	plain := r.plain()
	add := func(a plan.Assumed) {
		if (a.Def.Source == "" || placeholder(a.Def.Source)) && r.own(a.Span) && !plain[a.Span] {
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
