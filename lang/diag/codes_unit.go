package diag

// Codes of group C03: units, and kinds of values.
const (
	UnlikeOperands  Code = "C0301"
	UnlikeCompared  Code = "C0302"
	WrongUnit       Code = "C0303"
	UnknownUnit     Code = "C0304"
	NotAUnit        Code = "C0305"
	DayUnit         Code = "C0306"
	PercentOnUnit   Code = "C0307"
	OpenHole        Code = "C0308"
	OtherDimension  Code = "C0309"
	WrongArgument   Code = "C0310"
	WrongKind       Code = "C0311"
	UnlikeSeries    Code = "C0312"
	ListLength      Code = "C0313"
	NotSingle       Code = "C0314"
	NotSeries       Code = "C0315"
	BadStaff        Code = "C0316"
	UnlikeChoices   Code = "C0317"
	NoPriceIndex    Code = "C0318"
	UnitTooComplex  Code = "C0319"
	NotRowVariable  Code = "C0320"
	RangeOnPercent  Code = "C0321"
	ForeignCurrency Code = "C0322"
)

var unitCodes = []Info{
	{UnlikeOperands, "adding unlike things", "Only values of one dimension are added or subtracted: money and money, hours and hours. Multiply or divide first, so that the units agree."},
	{UnlikeCompared, "comparing unlike things", "Only values of one dimension are compared. A number compared with money needs its unit: `> 1_000 DKK`."},
	{WrongUnit, "a value of the wrong unit", "The line knows its dimension: a duration takes calendar time, a fee takes money. Give the value the unit that the message asks for."},
	{UnknownUnit, "an unknown unit", "Declare what is counted, with all its spellings: `unit family, families`."},
	{NotAUnit, "a name used as a unit", "Only a unit stands directly after a number. Multiply by anything else: `3 * meetings`."},
	{DayUnit, "days", "A day of work is a workday (7.4 hours); calendar time is counted in weeks, months, quarters and years."},
	{PercentOnUnit, "a percentage added to a value with a unit", "Five per cent more is `* 105%`; five per cent of it is `* 5%`."},
	{OpenHole, "a value still to be found", "A `?` keeps the place of a value. Replace it by one of the unit that the message names."},
	{OtherDimension, "shown in another dimension", "`as` changes the unit a figure is shown in, never what it is. Choose a unit of the same dimension."},
	{WrongArgument, "a function given the wrong unit", "The message shows what the function takes."},
	{WrongKind, "the wrong kind of value", "Numbers, texts, dates and conditions do not mix. The message says which is needed here."},
	{UnlikeSeries, "series that do not line up", "Series are combined entry by entry: years with years of the same horizon, steps with the same steps. A list per year goes with either."},
	{ListLength, "a list of the wrong length", "A list has one entry for each year of the longest clock it meets: the horizon, or the longest life of the team that it counts the years of. Let the last one repeat with `...`, or write them all."},
	{NotSingle, "a series where one value is needed", "Pick one entry, `x[2]`, or sum it: `sum(x)`."},
	{NotSeries, "one value where a series is needed", "A series has a value per year: a list `[4, 8...]`, growth(2%) or costs.by_year."},
	{BadStaff, "staff that is no sum of employees", "Staff is a sum of COUNT * WAGE, each with `at SHARE` where part-time: `leader + 2 * caseworker at 32/37`."},
	{UnlikeChoices, "choices of different kinds", "Both branches of an `if`, and all entries of a list or of alternatives, have one dimension."},
	{NoPriceIndex, "no index to convert prices by", "Say `prices 2018 by INDEX` in the intervention, and give the index an entry for both years."},
	{UnitTooComplex, "a unit beyond reason", "The powers of a unit stay within 8. A product of many values with units is behind it."},
	{NotRowVariable, "rows used outside an aggregate", "A column belongs to a row: `sum(r.cost for r in rows)`."},
	{RangeOnPercent, "± on a percentage", "±20% of 85% could mean 65 to 105 or 68 to 102 per cent. Write the bounds: `in 80%..90%`."},
	{ForeignCurrency, "money in another currency", "A script counts in the currency of its intervention, and the first place of another is shown. Say that currency in the intervention, or convert with a rate of your own: `let rate = 7.45 DKK/EUR`."},
}
