package diag

// Codes of group C04 for values that are wrong before anything runs. Values that only a run brings have the codes from
// C0450 on, which the check uses too when it can tell beforehand.
const (
	ReversedRange    Code = "C0401"
	NotAmongValues   Code = "C0402"
	OffAlternatives  Code = "C0403"
	DuplicateYear    Code = "C0404"
	NoIndexYear      Code = "C0405"
	StepsDoNotFit    Code = "C0406"
	NotWritten       Code = "C0407"
	BadNumber        Code = "C0408"
	NoCalendarYears  Code = "C0409"
	NoSuchEntry      Code = "C0410"
	BadRange         Code = "C0411"
	BadDistribution  Code = "C0412"
	TimingOnRate     Code = "C0413"
	HorizonTooLong   Code = "C0414"
	NoDiscountRate   Code = "C0415"
	NothingCounted   Code = "C0416"
	ListHasNoEnd     Code = "C0417"
	NegativeQuantity Code = "C0418"
	FreeSession      Code = "C0419"
	UnpaidTeam       Code = "C0420"
	IdleLife         Code = "C0421"
)

var valueCodes = []Info{
	{ReversedRange, "a range that ends before it begins", "Write the lower bound first."},
	{NotAmongValues, "alternatives without the value itself", "The value of the param is one of its alternatives. Add it to the list, or choose one of the list."},
	{OffAlternatives, "a value off the alternatives", "The run goes on. Add the value to the alternatives of the param when it belongs there."},
	{DuplicateYear, "a year that stands twice", "An index has one entry per year. Remove one of the two."},
	{NoIndexYear, "a year without index entry", "Add the year to the index, or convert from a year that it has."},
	{StepsDoNotFit, "a horizon that is no whole number of steps", "Use shorter steps, `horizon 2.5 years by quarter`, or a horizon of whole years."},
	{NotWritten, "a value that has to be written out", "Scenarios, `--set`, the horizon and positions take written values, so that they can be read without running anything."},
	{BadNumber, "a number or date that cannot be", "Numbers have at most 60 digits; dates exist in the calendar."},
	{NoCalendarYears, "a calendar year without a start", "Add `starting 2018` to the horizon, or count years from 1."},
	{NoSuchEntry, "an entry that the series does not have", "Entries count from 1 to the last year or step."},
	{BadRange, "a range that its param cannot have", "Numbers have bounds, ± or alternatives; texts and lists have alternatives; steps are above zero and divide the range."},
	{BadDistribution, "a distribution that does not fit its range", "A distribution needs bounds or ±; with alternatives all are equally likely. The forms are uniform, triangular, pert, normal, lognormal and beta(a, b)."},
	{TimingOnRate, "a timing that does not fit the basis", "A rate per year falls in years, so it takes `in year` alone; `over period` already says when."},
	{HorizonTooLong, "a horizon beyond reason", "A horizon has at most 1,200 steps, a period at most 200 years."},
	{NoDiscountRate, "no rate to discount by", "Add `discount 3.5%` to the intervention."},
	{NothingCounted, "a unit that no course counts", "The results of a unit are sums over the courses whose participants are in that unit."},
	{ListHasNoEnd, "a list without an end", "`...` repeats for ever, so it cannot be summed by itself. Multiply it by a series per year first, or write all entries."},
	{NegativeQuantity, "a value below zero where there cannot be one", "Amounts of grants and savings are written positive; counts, lengths and shares are not below zero."},
	{FreeSession, "a session that costs nothing", "A session costs its staff, amounts and wages. The run goes on; say who is at the meetings, or what they cost."},
	{UnpaidTeam, "a team that nothing pays", "A team says who works together; sessions and costs say for how long, and so what it costs. The run goes on without any cost of its employees."},
	{IdleLife, "a life of nothing", "What a cost buys with its amounts keeps a value for as long as it lasts. Work and wages keep none, so the line changes nothing."},
}
