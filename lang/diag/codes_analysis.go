package diag

// Codes of group C05: analyses.
const (
	NoRange          Code = "C0501"
	NotVariable      Code = "C0502"
	NothingUncertain Code = "C0503"
	BadCorrelation   Code = "C0504"
	NotAFigure       Code = "C0505"
)

var analysisCodes = []Info{
	{NoRange, "a param without a range", "What a param may be stands after `in`: `in 1..3`, `in {6, 8, 10}` or `in ±20%`."},
	{NotVariable, "something that cannot be varied", "Analyses vary params of this script that hold one number. Bind a param of a used script to one of your own in `with`."},
	{NothingUncertain, "nothing to simulate", "A simulation draws the params that have a range. Give at least one of them an `in`."},
	{BadCorrelation, "correlations that cannot be", "A correlation is a plain number from -1 to 1 between two different params, and those of a script hold together: two params that both go with a third go together too."},
	{NotAFigure, "an analysis of something that is no figure", "An analysis follows one number, such as an output or a result. Pick an entry of a series: declare an output for it."},
}
