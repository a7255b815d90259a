// Package check turns the tree of a script into a typed module: every name resolved, every unit known, every list of
// fields whole. It computes no figure. A module that came with errors is never lowered.
package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Module is one checked script. It is not changed after Check returned it.
type Module struct {
	File         *source.File
	Tree         *ast.File
	Units        *unit.Registry // shared by all scripts read together
	Intervention *Intervention  // nil in a script that only lends names
	Uses         []*Use         // in order of the text, combined ones among them
	Combined     []*Use
	Indexes      []*Index
	Norm         *Norm // or nil
	Datas        []*Data
	Params       []*Param
	Lets         []*Let
	Consts       []*Let // of the host: they stand nowhere in the script
	Wages        []*Wage
	Teams        []*Team
	Courses      []*Course
	Sessions     []*Session
	Categories   []*Category // the five of the field first, then declared ones
	Costs        []*Cost     // cost, grant and saving, in order of the text
	Scenarios    []*Scenario // a scenario stands after the one it starts from
	Outputs      []*Output
	Expects      []*Expect
	Analyses     []*Analysis
	// Order holds the lets, params, wages and outputs so that what is used stands before what uses it.
	Order []Definition

	met   map[*Param]clock // the longest clock that each list of a param meets
	scope *scope           // the names of the script, for expressions that are checked later
}

// Definition is a let, param, wage or output: a name that stands for one expression.
type Definition interface{ definition() }

func (*Let) definition()    {}
func (*Param) definition()  {}
func (*Wage) definition()   {}
func (*Output) definition() {}

// Def is what every named thing of a script carries: Name is what other lines refer to, Label what reports print
// (never empty: the name, when the script gives none), Span its declaration, NameSpan the name in it.
type Def struct {
	Name     string
	Label    string
	Source   string // the written source, or ""
	Until    string // the last day on which the source holds, as 2025-12-31, or ""
	Span     source.Span
	NameSpan source.Span
}

// Intervention is the conventions of a script, complete.
type Intervention struct {
	Def
	Currency    *unit.Base
	Prices      int    // price year, or 0
	PricesIndex *Index // of `prices YEAR by INDEX`, or nil
	Grid        *Grid  // nil when the script has neither horizon nor period of its own
	Discount    Expr   // a plain number, or nil
	Overhead    Expr   // a plain number, or nil: share of labour
	ActiveWeeks Expr   // a plain number of weeks per year, or nil: 52
	Dropped     bool   // `beyond dropped`
	About       string
}

// Grid is the steps that a script's costs fall in. Looking forward, they are equal; looking back, they are the calendar years that
// the period touches. Times are months from the start of the first step.
type Grid struct {
	Back       bool
	Steps      []GridStep
	StepMonths int        // 12, 3 or 1 looking forward, 0 looking back
	Years      int        // begun years; the length of a series by year
	Length     unit.Ratio // months
	Unit       unit.Unit  // that the length is written in; months looking back
	FirstYear  int        // the calendar year of year 1, or 0 when the script does not say
}

// GridStep is one step.
type GridStep struct {
	Start, End unit.Ratio // months
	Year       int        // 1 for the first
}

// Use is a script or standard module that lends names, and what its params are bound to.
type Use struct {
	Def
	Module   *Module
	Standard bool
	With     []*Setting
}

// Setting is a param and the value it is given, in a scenario or after `with`. In `with` the value is of the using script.
type Setting struct {
	Param *Param
	Value Expr
	Span  source.Span
}

// Norm is the working time of a full-time employee per calendar time, for wages without a norm of their own.
type Norm struct {
	Def
	Value Expr
}

// Index is a price index by year.
type Index struct {
	Def
	Entries []*IndexEntry // years ascending
}

// IndexEntry is the index in one year.
type IndexEntry struct {
	Year  int
	Value Expr // a plain number
}

// Data is rows read from a file.
type Data struct {
	Def
	File    string
	Danish  bool
	Sheet   string
	Columns []*Column
}

// Column is one column of rows. Type.Kind is KindNumber, KindText or KindDate.
type Column struct {
	Name    string
	Type    Type
	Percent bool // cells are written in percent
	Scale   int64
	Missing bool // `or missing`
	Span    source.Span
}

// Param is a value that scenarios, sweeps and simulations may change. Value is the base value.
type Param struct {
	Def
	Value   Expr
	Type    Type
	Range   *Range // or nil
	Dist    *Dist  // or nil: the default of the range
	Percent bool   // written in percent, so shown in percent
}

// Range is what a param may be. Each expression is of the param's dimension; a bare number is in the param's unit.
type Range struct {
	Kind      ast.RangeKind
	Low, High Expr   // Bounds
	Step      Expr   // Bounds with a step, or nil
	Values    []Expr // Alternatives
	Deviation Expr   // PlusMinus: a plain number, the share of the value
	Span      source.Span
}

// Let is a definition.
type Let struct {
	Def
	Value Expr
}

// Wage is one kind of employee. Value is money per calendar time when Yearly, else money per working time.
// A volunteer's is the plain number 0.
type Wage struct {
	Def
	Value    Expr
	Yearly   bool
	Pension  Expr // a plain number, or nil
	Overhead Expr // a plain number, or nil: the intervention's
	Norm     Expr // working time per calendar time: its own, else the script's, or nil when neither is there
}

// StaffTerm is COUNT * WAGE at SHARE. Heads are the count, full-time equivalents count × share.
type StaffTerm struct {
	Counts []Expr // factors of the count, plain numbers; none means 1
	Shares []Expr // factors of the share, plain numbers; none means 1
	Wage   *Wage
	Team   *Team // whose staff it is one of, or nil
	Span   source.Span
}

// Team is one kind of team.
type Team struct {
	Def
	Staff         []*StaffTerm
	Starts, Stops []*Move
}

// Move is a number of teams that start or stop in a year, or in each year of a range. Years count from 1.
type Move struct {
	Count    Expr // teams or a plain number
	From, To Expr // plain numbers; To is nil for one year
	Span     source.Span
}

// Course is what teams run. Starts counts courses per year, for each active team or, InTotal, altogether.
// Starts, Participants and Completion may be lists per year: of the team's life, or with InTotal of the horizon.
type Course struct {
	Def
	Team         *Team // nil only when InTotal
	Starts       Expr  // courses or a plain number
	InTotal      bool
	Participants Expr // in Counted, or a plain number
	Counted      *unit.Base
	Duration     Expr // calendar time
	Completion   Expr // a plain number, or nil: all complete
}

// Session is the meetings of a course.
type Session struct {
	Def
	Course *Course
	Phases []*Phase
	Items  []*Item
}

// Phase is meetings of one length: Count of them when Times, else Count per calendar time for For.
type Phase struct {
	Count   Expr // Times: a plain number; else per calendar time
	Times   bool
	PerWeek bool // the rate is per week: active weeks thin it
	For     Expr // calendar time, nil when Times
	Length  Expr // working time of one meeting
	Span    source.Span
}

// ItemKind tells the items of costs and sessions apart.
type ItemKind int

const (
	StaffItem ItemKind = iota
	AmountItem
	WagesItem
)

// Item is one line of a cost, grant, saving or session.
type Item struct {
	Kind   ItemKind
	Label  string // of amount and wages, or ""
	Source string
	Span   source.Span
	// Staff: employees and how long. For is working time or, Employment, calendar time. In a session, nil For means the length of
	// each meeting.
	Staff      []*StaffTerm
	For        Expr
	Employment bool
	// Amount and wages: money, or a plain number in the currency. For wages For is the hours it pays, or nil.
	Value Expr
	// Once says that a session's item falls once per course, over the course, instead of once per meeting.
	Once bool
}

// Title is what the numbers of an item are called: its label, or what it is.
func (i *Item) Title() say.Phrase {
	switch {
	case i.Label != "":
		return say.Verbatim(i.Label)
	case i.Kind == StaffItem && i.Once:
		return say.T("preparation")
	case i.Kind == StaffItem:
		return say.T("time of staff")
	case i.Kind == WagesItem:
		return say.T("wages")
	}
	return say.T("amount")
}

// Category groups costs.
type Category struct {
	Def
}

// BasisKind is how often a cost falls.
type BasisKind int

const (
	Once BasisKind = iota
	OverPeriod
	PerTeam         // of Teams
	PerEmployee     // of Teams
	PerCourse       // of Courses
	PerParticipant  // of Courses
	PerCompleted    // of Courses
	PerYear         // of the horizon
	PerMonth        // of the horizon
	PerTeamYear     // of Teams
	PerEmployeeYear // of Teams
)

// Basis is how often a cost falls, and for whom.
type Basis struct {
	Kind    BasisKind
	Teams   []*Team
	Courses []*Course
	Span    source.Span
}

// Timing is when a cost falls. TimingIn: From and To are years of the clock (To nil for one year). TimingEvery: Value is calendar time.
// TimingOver: Value is calendar time.
type Timing struct {
	Kind     ast.TimingKind
	From, To Expr
	Value    Expr
	Span     source.Span
}

// Cost is a cost, grant or saving. All amounts are written positive.
type Cost struct {
	Def
	Kind     ast.CostKind
	Category *Category
	Basis    Basis
	Timing   *Timing // or nil
	Items    []*Item
	Life     Expr // calendar time, or nil: how long what the amounts buy lasts
	Payers   []*Payer
}

// Payer is one payer's share of a cost.
type Payer struct {
	Name  string
	Share Expr // a plain number
	Span  source.Span
}

// Scenario is values of params under a name. From's settings come first.
type Scenario struct {
	Def
	From *Scenario // or nil
	Sets []*Setting
}

// Display is the unit that a figure is shown in: its value in Unit, divided by Scale or, Percent, times 100.
type Display struct {
	Unit    unit.Unit
	Percent bool
	Scale   int64 // 1, 1_000, 1_000_000 or 1_000_000_000
}

// Output is a reported figure.
type Output struct {
	Def
	Value Expr
	As    Display
}

// Expect is a claim about a figure. All its expressions are of one dimension, that of Left.
type Expect struct {
	Def     // Label is the claim as written, without source and differs
	Left    Expr
	Op      string // = != < <= > >= in
	Right   Expr   // with "in" the lower bound
	High    Expr   // with "in"
	Nearest Expr   // or nil; a plain number is in the unit of Right
	Under   *Scenario
	Differs string // the reason, or ""
}

// AnalysisKind tells the analyses apart.
type AnalysisKind int

const (
	OneWay      AnalysisKind = iota // vary OUT by P, Q
	Together                        // vary OUT by P, Q together
	TwoWay                          // vary OUT over P x Q
	LeaveOut                        // vary OUT without ROWS by COLUMN
	Simulation                      // simulate OUT
	Solution                        // solve P so OUT = V
	Correlation                     // correlate P, Q r
	Sweep                           // a figure of a sweep, which no script holds
)

// Analysis is one analysis that the script documents.
type Analysis struct {
	Kind   AnalysisKind
	Name   string // of the figure, as written
	Of     Expr   // the figure; nil for Correlation
	Params []*Param
	Data   *Data   // LeaveOut
	Column *Column // LeaveOut
	Target Expr    // Solution; of a Simulation what may be exceeded, of OneWay where the bars break even, or nil
	Value  Expr    // Correlation
	Draws  int64   // Simulation, 0 when not written
	Seed   int64   // Simulation, 0 when not written
	Axes   []Axis  // of the first figure of a Sweep
	Span   source.Span
}

// Axis is a param that a sweep goes over, and what it is there: its own range or another one.
type Axis struct {
	Param *Param
	Range *Range
}
