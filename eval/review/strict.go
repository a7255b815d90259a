package review

import "github.com/costlang/cost/lang/diag"

// Strict is what a careful reviewer asks of any script.
func Strict() Profile {
	return Profile{Name: "strict", Title: "Strict checking", Rules: []Rule{
		{diag.NoSource, "every number that is assumed has a source", Own, unsourced},
		{diag.NamelessValue, "a number in a formula has a name or a source", Own, nameless},
		{diag.SourcePast, "sources hold when the script counts", Own, pastSources},
		{diag.NotUsed, "everything declared is used", Own, notUsed},
		{diag.FineBounds, "bounds are about as precise as the value", Own, fineBounds},
		{diag.NarrowRange, "a range reaches 2 % to each side of the value", Own, narrowRanges},
		{diag.OlderPrices, "money is of the price year, or converted to it", Own, olderPrices},
	}}
}

// notUsed tells once of each declaration that nothing uses, with what it alone uses.
func notUsed(r *reading) {
	for _, u := range r.Module.Unused() {
		d := r.warn(u.At, "remove it, or use it: nothing that the script asks for depends on it", "nothing uses the %s `%s`", u.Noun, u.Name)
		for _, only := range u.Only {
			d.Related = append(d.Related, diag.Related{Span: only.At, Label: "nothing else uses `" + only.Name + "`"})
		}
	}
}
