package review

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Strict is what a careful reviewer asks of any script.
func Strict() Profile {
	return Profile{Name: "strict", Title: "Strict checking", Rules: []Rule{
		{diag.NoSource, say.T("every number that is assumed has a source"), Own, unsourced},
		{diag.NamelessValue, say.T("a number in a formula has a name or a source"), Own, nameless},
		{diag.SourcePast, say.T("sources hold when the script counts"), Own, pastSources},
		{diag.FineBounds, say.T("bounds are about as precise as the value"), Own, fineBounds},
		{diag.NarrowRange, say.T("a range reaches 2 % to each side of the value"), Own, narrowRanges},
		{diag.OlderPrices, say.T("money is of the price year, or converted to it"), Own, olderPrices},
		{diag.NotUsed, say.T("everything declared is used"), Own, notUsed}, // the last: it takes back what is said inside
	}}
}

// notUsed tells once of each declaration that nothing uses, with what it alone uses. What was found inside them is not told: they go.
func notUsed(r *reading) {
	unused := r.Module.Unused()
	r.found = slices.DeleteFunc(r.found, func(d diag.Diagnostic) bool { return r.inside(unused, d.Span) })
	for _, u := range unused {
		d := r.warn(u.At, say.T("remove it, or use it: nothing that the script asks for depends on it"),
			say.T("nothing uses `%s`, %s", u.Name, u.Noun))
		for _, only := range u.Only {
			d.Related = append(d.Related, diag.Related{Span: only.At, Label: say.T("nothing else uses `%s`", only.Name)})
		}
	}
}

// inside reports whether a place lies in a declaration that is unused, or that only such a one uses.
func (r *reading) inside(unused []check.Unused, at source.Span) bool {
	within := func(s source.Span, d ast.Decl) bool {
		return d.Range().Pos.Offset <= s.Pos.Offset && s.Pos.Offset < d.Range().EndPos.Offset
	}
	for _, d := range r.Module.Tree.Decls {
		if within(at, d) {
			return slices.ContainsFunc(unused, func(u check.Unused) bool { return within(u.At, d) || r.inside(u.Only, at) })
		}
	}
	return false
}
