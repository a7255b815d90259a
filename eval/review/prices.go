package review

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/say"
)

// use is a place where a value goes into the script: the expression, and the year whose prices it counts in there.
type use struct {
	check.Expr
	year int // 0 when the script names no price year
}

// uses visits every expression that goes into the script's figures.
func (r *reading) uses(visit func(use)) {
	year := 0
	if in := r.Module.Intervention; in != nil {
		year = in.Prices
	}
	for _, e := range append(r.Module.Assumptions(), r.Module.Formulas()...) {
		if r.own(e.Span()) {
			eachUse(use{e, year}, visit)
		}
	}
}

func eachUse(u use, visit func(use)) {
	visit(u)
	if p, ok := u.Expr.(*check.PriceExpr); ok {
		u.year = p.From.Year
	}
	for _, x := range check.Operands(u.Expr) {
		eachUse(use{x, u.year}, visit)
	}
}

// references visits what the script takes from used ones by name.
func (r *reading) references(visit func(u use, d check.Def, via *check.Use)) {
	r.uses(func(u use) {
		switch x := u.Expr.(type) {
		case *check.LetExpr:
			visit(u, x.Let.Def, x.Via)
		case *check.ParamExpr:
			visit(u, x.Param.Def, x.Via)
		case *check.OutputExpr:
			visit(u, x.Output.Def, x.Via)
		case *check.RateExpr:
			visit(u, x.Wage.Def, x.Via)
		case *check.ResultExpr:
			visit(u, check.Def{}, x.Via)
		}
	})
}

// olderPrices tells of money from before the price year that is not converted. A source that is younger than the price year is fine: it
// may well report older prices. One that says `until` is judged by that alone. Of a used script the price year is known.
func olderPrices(r *reading) {
	told := map[int]bool{}
	r.uses(func(u use) {
		if lit, ok := u.Expr.(*check.Lit); ok && isMoney(u) && !ordinary(lit) {
			r.olderSource(u, told)
		}
	})
	r.references(func(u use, d check.Def, via *check.Use) {
		if via != nil && isMoney(u) {
			r.olderUsed(u, d, via)
		}
	})
}

func isMoney(x check.Expr) bool {
	_, exp := x.Type().Unit.MoneyPart()
	return x.Type().Kind == check.KindNumber && exp == 1
}

// olderSource looks at a written amount and the years that its source names, once a line.
func (r *reading) olderSource(u use, told map[int]bool) {
	i := r.sourceOf(u.Span())
	if i < 0 || told[i] || r.lines[i].source().Until != nil {
		return
	}
	if of := latestYear(r.lines[i].source().Value); of != 0 && of < u.year {
		told[i] = true
		r.warn(u.Span(), say.T("%s; if %d is no year, name the year of the figure in the source", priceHelp(of, u.year), of),
			say.T("this money has a source of %d, and counts in prices of %d", of, u.year))
	}
}

func (r *reading) olderUsed(u use, d check.Def, via *check.Use) {
	if in := via.Module.Intervention; in != nil && in.Prices != 0 {
		if u.year != 0 && in.Prices != u.year {
			r.warn(u.Span(), priceHelp(in.Prices, u.year),
				say.T("`%s` is in prices of %d, and counts in prices of %d", r.text(u.Span()), in.Prices, u.year))
		}
		return
	}
	if of := latestYear(d.Source); of != 0 && of < u.year && d.Until == "" {
		r.warn(u.Span(), priceHelp(of, u.year),
			say.T("`%s` has a source of %d, and counts in prices of %d", r.text(u.Span()), of, u.year))
	}
}

func priceHelp(of, in int) say.Phrase {
	return say.T("write `at %d prices` after it, with `prices %d by INDEX` in the intervention, or cite a figure of %d", of, in, in)
}
