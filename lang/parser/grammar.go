package parser

import "github.com/costlang/cost/lang/ast"

// The rules of the items. The grammar itself stands in the tags of package ast.
var (
	staffItem  = rule[ast.StaffItem](parseArith)
	amountItem = rule[ast.AmountItem](parseArith)
	wagesItem  = rule[ast.WagesItem](parseArith)
	moveItem   = rule[ast.MoveItem](parseArith)
	valueItem  = rule[ast.ValueItem](parseArith)
	courseItem = rule[ast.CourseValue](parseArith)
	setItem    = rule[ast.Set](parseExpr)
)

var interventionBlock = fields("an intervention",
	as[ast.InterventionItem]("currency", rule[ast.CurrencyItem](parseArith)),
	as[ast.InterventionItem]("prices", rule[ast.PricesItem](parseArith)),
	as[ast.InterventionItem]("horizon", rule[ast.HorizonItem](parseArith), checkStarting),
	as[ast.InterventionItem]("period", rule[ast.PeriodItem](parseArith)),
	as[ast.InterventionItem]("discount", valueItem),
	as[ast.InterventionItem]("overhead", valueItem),
	as[ast.InterventionItem]("active_weeks", valueItem),
	as[ast.InterventionItem]("beyond", rule[ast.BeyondItem](parseArith)),
	as[ast.InterventionItem]("about", rule[ast.AboutItem](parseArith)),
)

var teamBlock = fields("a team",
	as[ast.TeamItem]("staff", staffItem, checkTeamStaff),
	as[ast.TeamItem]("start", moveItem),
	as[ast.TeamItem]("stop", moveItem),
)

var courseBlock = fields("a course",
	as[ast.CourseItem]("team", rule[ast.CourseTeam](parseArith)),
	as[ast.CourseItem]("starts", rule[ast.StartsItem](parseArith)),
	as[ast.CourseItem]("duration", courseItem),
	as[ast.CourseItem]("participants", courseItem),
	as[ast.CourseItem]("completion", courseItem),
)

var sessionBlock = fields("a session",
	as[ast.SessionItem]("meet", rule[ast.MeetItem](parseArith)),
	as[ast.SessionItem]("prepare", rule[ast.PrepareItem](parseArith)),
	as[ast.SessionItem]("staff", staffItem),
	as[ast.SessionItem]("amount", amountItem),
	as[ast.SessionItem]("wages", wagesItem),
)

// costBlock gives the block of a cost, grant or saving.
func costBlock(what string) *block[ast.CostItem] {
	return fields(what,
		as[ast.CostItem]("staff", staffItem),
		as[ast.CostItem]("amount", amountItem),
		as[ast.CostItem]("wages", wagesItem),
		as[ast.CostItem]("life", lifeItem),
		as[ast.CostItem]("payer", payerItem),
	)
}

var (
	lifeItem    = rule[ast.LifeItem](parseArith)
	payerItem   = rule[ast.PayerItem](parseArith)
	costHead    = rule[ast.Cost](parseArith)
	costBlocks  = map[string]*block[ast.CostItem]{"cost": costBlock("a cost"), "grant": costBlock("a grant"), "saving": costBlock("a saving")}
	setBlock    = list("a scenario", "NAME = VALUE", setItem)
	withBlock   = list("a `with`", "NAME = VALUE", setItem)
	columnBlock = list("a data declaration", "COLUMN: UNIT", rule[ast.Column](parseArith))
	indexBlock  = list("an index", "YEAR: NUMBER", rule[ast.IndexEntry](parseArith))
)

// kind is a declaration: its word, how it is written, and what reads it.
type kind struct {
	word string
	form string
	read func(*reading) (ast.Decl, error)
}

var kinds = map[string]kind{}

// costForm is shared by the three that count money.
const costForm = ` [NAME] "LABEL" CATEGORY once | over period | per NOUN { … }`

func init() {
	for _, k := range []kind{
		{"intervention", `intervention "NAME" { … }`, readIntervention},
		{"use", `use PATH [as NAME] [with { NAME = VALUE }]`, readUse},
		{"combine", `combine NAME, NAME`, plain(rule[ast.Combine](parseArith))},
		{"unit", `unit NAME, NAMES`, plain(rule[ast.UnitDecl](parseArith))},
		{"norm", `norm HOURS/year`, plain(rule[ast.Norm](parseArith))},
		{"index", `index NAME { YEAR: NUMBER, … }`, readIndex},
		{"data", `data NAME from "FILE" [danish] [sheet "SHEET"] { COLUMN: UNIT, … }`, readData},
		{"param", `param NAME = VALUE [in RANGE] [~ DISTRIBUTION] ["LABEL"] [source "TEXT"]`, plain(rule[ast.Param](parseExpr), finishParam)},
		{"let", `let NAME = VALUE ["LABEL"] [source "TEXT"]`, plain(rule[ast.Let](parseExpr))},
		{"wage", `wage NAME = MONEY/year [with pension P%, overhead P%, norm H] ["LABEL"] [source "TEXT"]`, plain(rule[ast.Wage](parseArith))},
		{"team", `team NAME ["LABEL"] { … }`, readTeam},
		{"course", `course NAME ["LABEL"] { … }`, readCourse},
		{"session", `session NAME ["LABEL"] for COURSE { … }`, readSession},
		{"category", `category NAME ["LABEL"]`, plain(rule[ast.Category](parseArith))},
		{"cost", `cost` + costForm, readCost},
		{"grant", `grant` + costForm, readCost},
		{"saving", `saving` + costForm, readCost},
		{"scenario", `scenario "NAME" [from "OTHER"] { NAME = VALUE }`, readScenario},
		{"output", `output NAME ["LABEL"] [= VALUE] [as UNIT] [source "TEXT"]`, plain(rule[ast.Output](parseExpr))},
		{"vary", `vary OUTPUT by NAME, NAME [together] | over NAME x NAME | without ROWS by COLUMN`, plain(rule[ast.Vary](parseArith))},
		{"simulate", `simulate OUTPUT [draws NUMBER] [seed NUMBER]`, plain(rule[ast.Simulate](parseArith))},
		{"solve", `solve NAME so OUTPUT = VALUE`, plain(rule[ast.Solve](parseArith))},
		{"correlate", `correlate NAME, NAME NUMBER`, plain(rule[ast.Correlate](parseArith))},
		{"expect", `expect VALUE = VALUE [to nearest VALUE] [under "SCENARIO"] [differs "REASON"] [source "TEXT"]`, plain(rule[ast.Expect](parseArith), finishExpect)},
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

// declarator is a pointer to a declaration of type T.
type declarator[T any] interface {
	*T
	ast.Decl
}

// plain reads declarations without a block.
func plain[T any, D declarator[T]](p production[T], finish ...func(*reading, *T) error) func(*reading) (ast.Decl, error) {
	return func(r *reading) (ast.Decl, error) {
		d, err := read(r, p)
		if err == nil {
			err = r.endOfDecl()
		}
		for _, f := range finish {
			if err == nil {
				err = f(r, d)
			}
		}
		return D(d), err
	}
}
