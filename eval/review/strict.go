package review

import (
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Strict is what a careful reviewer asks of any script.
func Strict() Profile {
	return Profile{Name: "strict", Title: "Strict checking", Rules: []Rule{
		{diag.NoSource, say.T("every number that is assumed has a source"), Own, unsourced},
		{diag.NamelessValue, say.T("a number in a formula has a name or a source"), Own, nameless},
		{diag.SourcePast, say.T("sources hold when the script counts"), Own, pastSources},
		{diag.NotUsed, say.T("everything declared is used"), Own, notUsed},
		{diag.FineBounds, say.T("bounds are about as precise as the value"), Own, fineBounds},
		{diag.NarrowRange, say.T("a range reaches 2 % to each side of the value"), Own, narrowRanges},
		{diag.OlderPrices, say.T("money is of the price year, or converted to it"), Own, olderPrices},
	}}
}

// notUsed tells once of each declaration that nothing uses, with what it alone uses.
func notUsed(r *reading) {
	for _, u := range r.Module.Unused() {
		d := r.warn(u.At, say.T("remove it, or use it: nothing that the script asks for depends on it"),
			say.T("nothing uses `%s`, %s", u.Name, u.Noun))
		for _, only := range u.Only {
			d.Related = append(d.Related, diag.Related{Span: only.At, Label: say.T("nothing else uses `%s`", only.Name)})
		}
	}
}
