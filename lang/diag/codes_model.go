package diag

// Codes of group C06: where a script leaves the limits of an official model. They are found when such a model is asked for.
const (
	ModelGrid       Code = "C0601"
	ModelHorizon    Code = "C0602"
	ModelForward    Code = "C0603"
	ModelEmployees  Code = "C0604"
	ModelTeams      Code = "C0605"
	ModelStops      Code = "C0606"
	ModelStarts     Code = "C0607"
	ModelBeyond     Code = "C0608"
	ModelCategories Code = "C0609"
	ModelBases      Code = "C0610"
	ModelPayers     Code = "C0611"
	ModelDiscount   Code = "C0612"
	ModelCombined   Code = "C0613"
)

var modelCodes = []Info{
	{ModelGrid, "steps that the model does not have", "The model counts by year. Leave `by quarter` or `by month` out of the horizon, or keep it and say beside the figures that the model cannot redo them."},
	{ModelHorizon, "a horizon that is no number of whole years", "Round the horizon to whole years."},
	{ModelForward, "a look back, which the model does not take", "The model looks forward over a horizon. What a period did cost is no scenario of it."},
	{ModelEmployees, "more types of employees than the model has", "Join types with nearly the same wage, or pay some of them by a cost line instead of a team."},
	{ModelTeams, "several kinds of team", "The model has one composition for all teams. Assess each kind of team in a script of its own."},
	{ModelStops, "teams that stop", "In the model a team stays to the end. Leave `stop` out, or shorten the horizon."},
	{ModelStarts, "teams that start too late for the model", "Let the teams start earlier, or lengthen the horizon, so that their courses end inside it."},
	{ModelBeyond, "costs after the horizon", "Lengthen the horizon, or let no course begin that does not end inside it. That the model has years and no column after them is inferred."},
	{ModelCategories, "a category that the model does not have", "Use one of the five categories, such as `other`."},
	{ModelBases, "a basis that the model does not have", "Write the cost per year instead of over the period, and per participant instead of per completed one. What falls per year or month begins with the first team: add `in years 2..5`."},
	{ModelPayers, "costs shared between payers", "Leave `payer` out: who gains and who pays is asked in the investment model. The rule is inferred."},
	{ModelDiscount, "discounted costs", "Leave `discount` out: published assessments by the model do not discount, from which the rule is inferred."},
	{ModelCombined, "scripts combined", "Check each combined script by itself. That the model takes one intervention at a time is inferred."},
}
