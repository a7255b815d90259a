package review

import (
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// omk2021 is the cost model of the Danish Agency for Social Services and Housing, a workbook, as it is publicly described. What is
// unknown of it, such as overhead, pension and residual value, is no rule here.
func omk2021() Profile {
	return Profile{Name: "omk2021", Title: "Omkostningsmodellen, Social- og Boligstyrelsen", Rules: []Rule{
		{diag.ModelGrid, say.T("costs are counted by year"), Read, shortSteps},
		{diag.ModelHorizon, say.T("the horizon is a number of whole years"), Read, brokenYears},
		{diag.ModelForward, say.T("a model asks what it will cost to start and run an intervention"), Inferred, looksBack},
		{diag.ModelEmployees, say.T("a team has at most five types of employees"), Read, manyEmployees},
		{diag.ModelTeams, say.T("all teams are composed alike"), Read, manyTeams},
		{diag.ModelStops, say.T("a team that has started stays to the end"), Read, stops},
		{diag.ModelStarts, say.T("with courses of D years and a horizon of H, the last year in which a team starts is H - D + 1"), Read, lateStarts},
		{diag.ModelBeyond, say.T("courses end and costs fall in the years of the horizon, and none after it"), Inferred, fallsBeyond},
		{diag.ModelCategories, say.T("the categories are preparation, training, operation, investment and other"), Read, ownCategories},
		{diag.ModelBases, say.T("a cost falls once, per team, employee, course, participant or meeting, or per year or month while teams are active"), Read, otherBases},
		{diag.ModelPayers, say.T("costs are those of a municipality, and not shared between payers"), Inferred, sharedCosts},
		{diag.ModelDiscount, say.T("costs are not discounted"), Inferred, discounted},
		{diag.ModelCombined, say.T("a model assesses one intervention by itself"), Inferred, combined},
	}}
}
