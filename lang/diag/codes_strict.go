package diag

// Codes of group C07: what a strict reader objects to. They are found when that is asked for.
const (
	NoSource      Code = "C0701"
	NamelessValue Code = "C0702"
	SourcePast    Code = "C0703"
	NotUsed       Code = "C0704"
	FineBounds    Code = "C0705"
	NarrowRange   Code = "C0706"
	OlderPrices   Code = "C0707"
)

var strictCodes = []Info{
	{NoSource, "a number without a source", "End the line with `source \"…\"`. An assumption of your own has one too: `source \"assumed: why\"`."},
	{NamelessValue, "a number in a formula without name or source", "Give it a name, such as `param margin = 1.25 in 1.1..1.4 source \"…\"`, and write the name in the formula; or end the line with `source \"…\"`."},
	{SourcePast, "a source past its `until`", "Look the figure up again, and give the new value, source and `until`."},
	{NotUsed, "a declaration that nothing uses", "No cost, session, output, expectation or analysis depends on it. Remove it, or use it."},
	{FineBounds, "bounds much finer than the value", "A value that is known to whole units has no bounds to hundredths. Round the bounds, or write the value as precisely as it is known."},
	{NarrowRange, "a range narrower than 2 % to each side", "So small a range moves no result that is read, and looks as if the value were known so well. Widen the range, or leave it out."},
	{OlderPrices, "money of an older price year", "Write `at 2021 prices` after the money, with `prices 2024 by INDEX` in the intervention, or find a newer figure."},
}
