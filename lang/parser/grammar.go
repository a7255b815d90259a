package parser

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// The rules of the items. How a node begins stands in the tags of package ast; what follows is read by the clauses, in order.
var (
	staffItem  = rule(&ast.StaffItem{}, parseArith, staffTime, cite)
	amountItem = rule(&ast.AmountItem{}, parseArith, cite)
	wagesItem  = rule(&ast.WagesItem{}, parseArith, wagesTime, cite)
	moveItem   = rule(&ast.MoveItem{}, parseArith, moves, cite)
	valueItem  = rule(&ast.ValueItem{}, parseArith, cite)
	courseItem = rule(&ast.CourseValue{}, parseArith, cite)
	setItem    = rule(&ast.Set{}, parseExpr, cite)
)

var interventionBlock = fields(say.T("an intervention"),
	entryOf("currency", rule(&ast.CurrencyItem{}, parseArith, cite)),
	entryOf("prices", rule(&ast.PricesItem{}, parseArith, pricesIndex, cite)),
	entryOf("horizon", rule(&ast.HorizonItem{}, parseArith, horizonStep, horizonStart, cite), checkStarting),
	entryOf("period", rule(&ast.PeriodItem{}, parseArith, cite)),
	entryOf("discount", valueItem),
	entryOf("overhead", valueItem),
	entryOf("active_weeks", valueItem),
	entryOf("beyond", rule(&ast.BeyondItem{}, parseArith, beyondUntil)),
	entryOf("about", rule(&ast.AboutItem{}, parseArith, cite)),
)

var teamBlock = fields(say.T("a team"),
	entryOf("staff", staffItem, checkTeamStaff),
	entryOf("start", moveItem),
	entryOf("stop", moveItem),
)

var courseBlock = fields(say.T("a course"),
	entryOf("team", rule(&ast.CourseTeam{}, parseArith, cite)),
	entryOf("starts", rule(&ast.StartsItem{}, parseArith, inTotal, cite)),
	entryOf("duration", courseItem),
	entryOf("participants", courseItem),
	entryOf("completion", courseItem),
)

var sessionBlock = fields(say.T("a session"),
	entryOf("meet", rule(&ast.MeetItem{}, parseArith, meetForm, cite)),
	entryOf("prepare", rule(&ast.PrepareItem{}, parseArith, prepareForm, cite)),
	entryOf("staff", staffItem),
	entryOf("amount", amountItem),
	entryOf("wages", wagesItem),
)

// costBlock gives the block of a cost, grant or saving.
func costBlock(what say.Phrase) *block {
	return fields(what,
		entryOf("staff", staffItem),
		entryOf("amount", amountItem),
		entryOf("wages", wagesItem),
		entryOf("life", lifeItem),
		entryOf("payer", payerItem),
	)
}

var (
	lifeItem    = rule(&ast.LifeItem{}, parseArith, cite)
	payerItem   = rule(&ast.PayerItem{}, parseArith, cite)
	costHead    = rule(&ast.Cost{}, parseArith, costPurpose, costBasis, costTiming)
	costBlocks  = map[string]*block{"cost": costBlock(say.T("a cost")), "grant": costBlock(say.T("a grant")), "saving": costBlock(say.T("a saving"))}
	setBlock    = list("NAME = VALUE", setItem)
	withBlock   = list("NAME = VALUE", setItem)
	columnBlock = list("COLUMN: UNIT", rule(&ast.Column{}, parseArith, columnUnit))
	indexBlock  = list("YEAR: NUMBER", rule(&ast.IndexEntry{}, parseArith))
)

// kind is a declaration: its word, what messages call one, how it is written, and what reads it.
type kind struct {
	word string
	one  say.Phrase
	form string
	read func(*reading) (ast.Decl, error)
}

var kinds = map[string]kind{}

// costForm is shared by the three that count money.
const costForm = ` [NAME] "LABEL" CATEGORY once | over period | per NOUN { … }`

func init() {
	for _, k := range []kind{
		{"intervention", say.T("an intervention"), `intervention "NAME" { … }`, readIntervention},
		{"use", say.T("a use"), `use PATH [as NAME] [with { NAME = VALUE }]`, readUse},
		{"combine", say.T("a combine"), `combine NAME, NAME`, plain(rule(&ast.Combine{}, parseArith))},
		{"unit", say.T("a unit"), `unit NAME, NAMES`, plain(rule(&ast.UnitDecl{}, parseArith))},
		{"norm", say.T("a norm"), `norm HOURS/year`, plain(rule(&ast.Norm{}, parseArith, cite))},
		{"index", say.T("an index"), `index NAME { YEAR: NUMBER, … }`, readIndex},
		{"data", say.T("a data file"), `data NAME from "FILE" [danish] [sheet "SHEET"] { COLUMN: UNIT, … }`, readData},
		{"param", say.T("a param"), `param NAME = VALUE [in RANGE] [~ DISTRIBUTION] ["LABEL"] [source "TEXT"]`, plain(rule(&ast.Param{}, parseExpr, paramRange, paramDist, entitle, cite))},
		{"let", say.T("a let"), `let NAME = VALUE ["LABEL"] [source "TEXT"]`, plain(rule(&ast.Let{}, parseExpr, entitle, cite))},
		{"wage", say.T("a wage"), `wage NAME = MONEY/year [with pension P%, overhead P%, norm H] ["LABEL"] [source "TEXT"]`, plain(rule(&ast.Wage{}, parseArith, wageWith, entitle, cite))},
		{"team", say.T("a team"), `team NAME ["LABEL"] { … }`, readTeam},
		{"course", say.T("a course"), `course NAME ["LABEL"] { … }`, readCourse},
		{"session", say.T("a session"), `session NAME ["LABEL"] for COURSE { … }`, readSession},
		{"category", say.T("a category"), `category NAME ["LABEL"]`, plain(rule(&ast.Category{}, parseArith, entitle))},
		{"cost", say.T("a cost"), `cost` + costForm, readCost},
		{"grant", say.T("a grant"), `grant` + costForm, readCost},
		{"saving", say.T("a saving"), `saving` + costForm, readCost},
		{"scenario", say.T("a scenario"), `scenario "NAME" [from "OTHER"] { NAME = VALUE }`, readScenario},
		{"output", say.T("an output"), `output NAME ["LABEL"] [= VALUE] [as UNIT] [source "TEXT"]`, plain(rule(&ast.Output{}, parseExpr, entitle, outputValue, outputUnit, cite))},
		{"vary", say.T("a vary"), `vary OUTPUT by NAME, NAME [together] | over NAME x NAME | without ROWS by COLUMN`, plain(rule(&ast.Vary{}, parseArith, varyForm))},
		{"simulate", say.T("a simulate"), `simulate OUTPUT [draws NUMBER] [seed NUMBER]`, plain(rule(&ast.Simulate{}, parseArith))},
		{"solve", say.T("a solve"), `solve NAME so OUTPUT = VALUE`, plain(rule(&ast.Solve{}, parseArith))},
		{"correlate", say.T("a correlate"), `correlate NAME, NAME NUMBER`, plain(rule(&ast.Correlate{}, parseArith))},
		{"expect", say.T("an expect"), `expect VALUE = VALUE [to nearest VALUE] [under "SCENARIO"] [differs "REASON"] [source "TEXT"]`, plain(rule(&ast.Expect{}, parseArith, expectForm, expectHigh, expectNearest, expectUnder, expectDiffers, cite), finishExpect)},
	} {
		kinds[k.word] = k
	}
}

// itemForms says how the items of blocks are written.
var itemForms = map[string]string{
	"currency": "currency CODE", "prices": "prices YEAR [by INDEX]", "horizon": "horizon N years [by quarter] [starting YEAR]",
	"period": "period DATE .. DATE", "discount": "discount RATE", "overhead": "overhead P%", "active_weeks": "active_weeks N",
	"beyond": "beyond dropped", "about": `about "TEXT"`,
	"staff": "staff COUNT * WAGE + … [for TIME]", "start": "start N in year Y, …", "stop": "stop N in year Y, …",
	"team": "team NAME", "starts": "starts N per year [in total]", "duration": "duration TIME",
	"participants": "participants N UNIT", "completion": "completion P%",
	"meet": "meet N times, TIME each", "prepare": "prepare TIME [each] by STAFF",
	"amount": `amount ["LABEL"] MONEY`, "wages": `wages ["LABEL"] MONEY [for HOURS]`, "life": "life N years",
	"payer": "payer NAME P%, NAME P%",
}

// plain reads declarations without a block.
func plain(p *production, finish ...finisher) func(*reading) (ast.Decl, error) {
	return func(r *reading) (ast.Decl, error) {
		n, err := r.read(p)
		if err == nil {
			err = r.endOfDecl()
		}
		for _, f := range finish {
			if err == nil {
				err = f(r, n)
			}
		}
		d, _ := n.(ast.Decl)
		return d, err
	}
}
