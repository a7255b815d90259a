// Package ast is the syntax tree of a script: what was written and where, before any name or unit is looked up.
//
// Numbers, dates and texts keep their written form. A place the parser could not read becomes a BadDecl or BadItem,
// so that a tree is always whole; walkers meet no nil node except where a field's comment says "or nil".
package ast

import "github.com/costlang/cost/lang/source"

// Node is anything with a place in a script.
type Node interface{ Range() source.Span }

// File is one script.
type File struct {
	source.Span
	Decls    []Decl
	Comments []Comment
}

// Comment is one `#` comment without its line end.
type Comment struct {
	source.Span
	Text string
}

// Decl is a declaration.
type Decl interface {
	Node
	decl()
}

// Ident is a name as written.
type Ident struct {
	source.Span
	Name string
}

// Text is a quoted text; Value is unquoted.
type Text struct {
	source.Span
	Value string
}

// Path is a name with parts after dots, such as costs.by_year or dk.norms.gross.
type Path struct {
	source.Span
	Parts []Ident // at least one
}

// String gives the path with its dots.
func (p *Path) String() string {
	s := p.Parts[0].Name
	for _, part := range p.Parts[1:] {
		s += "." + part.Name
	}
	return s
}

// Tail is what may end a declaration: a label and a source, each or nil.
type Tail struct {
	Label  *Text
	Source *Text
}

// BadDecl is a declaration that could not be read. Names holds every identifier in it: any of them may have been declared there.
type BadDecl struct {
	source.Span
	Keyword string
	Names   []string
}

// Intervention opens a script: what is assessed and by which conventions.
type Intervention struct {
	source.Span
	Name  *Text
	Items []InterventionItem
}

// InterventionItem is a line of an intervention.
type InterventionItem interface {
	Node
	interventionItem()
}

type (
	// CurrencyItem is `currency DKK`.
	CurrencyItem struct {
		source.Span
		Name   Ident
		Source *Text
	}
	// PricesItem is `prices 2018 [by INDEX]`.
	PricesItem struct {
		source.Span
		Year   Number
		Index  *Path // or nil
		Source *Text
	}
	// HorizonItem is `horizon 5 years [by quarter] [starting 2018]`.
	HorizonItem struct {
		source.Span
		Length   Expr
		Step     *Ident // or nil
		Starting Expr   // *Number or *DateLit, or nil
		Source   *Text
	}
	// PeriodItem is `period D1 .. D2`.
	PeriodItem struct {
		source.Span
		From, To DateLit
		Source   *Text
	}
	// ValueItem is `discount E`, `overhead E` or `active_weeks E`.
	ValueItem struct {
		source.Span
		Field  Ident
		Value  Expr
		Source *Text
	}
	// BeyondItem is `beyond dropped`.
	BeyondItem struct {
		source.Span
		Source *Text
	}
	// AboutItem is `about "…"`.
	AboutItem struct {
		source.Span
		Text   Text
		Source *Text
	}
)

// Use is `use PATH [as NAME] [with { … }]`.
type Use struct {
	source.Span
	File *Text  // a script beside this one, or nil
	Path *Path  // a standard module, or nil
	As   *Ident // or nil
	With []*Set
}

// Combine is `combine a, b`.
type Combine struct {
	source.Span
	Names []Ident
}

// UnitDecl is `unit family, families`.
type UnitDecl struct {
	source.Span
	Names []Ident
}

// Norm is `norm 1_418 hours/year`.
type Norm struct {
	source.Span
	Value  Expr
	Source *Text
}

// Index is `index NAME { 2016: 100, … }`.
type Index struct {
	source.Span
	Name    Ident
	Entries []*IndexEntry
	Source  *Text
}

// IndexEntry is one year of an index.
type IndexEntry struct {
	source.Span
	Year  Number
	Value Expr
}

// Data is `data NAME from "file.csv" … { column: unit, … }`.
type Data struct {
	source.Span
	Name    Ident
	File    Text
	Danish  bool
	Sheet   *Text // or nil
	Columns []*Column
	Source  *Text
}

// Column is one column of a data declaration.
type Column struct {
	source.Span
	Name    Ident
	Unit    UnitExpr
	Missing bool // `or missing`
}

// UnitExpr is a unit as written: `DKK/year`, `%`, `thousand DKK`, `text`.
type UnitExpr struct {
	source.Span
	Percent bool
	Scale   string // thousand, million, billion or ""
	Terms   []UnitTerm
}

// UnitTerm is one name of a unit; Over says that it stands after a `/`.
type UnitTerm struct {
	source.Span
	Over bool
	Name string
}

// Param is `param NAME = V [in RANGE] [~ DIST]`.
type Param struct {
	source.Span
	Name  Ident
	Value Expr
	Range *Range // or nil
	Dist  Expr   // or nil
	Tail
}

// RangeKind tells the three forms of a range apart.
type RangeKind int

const (
	Bounds       RangeKind = iota // a..b [step s]
	Alternatives                  // {v1, v2}
	PlusMinus                     // ±20%
)

// Range is what a parameter may be.
type Range struct {
	source.Span
	Kind   RangeKind
	Values []Expr // alternatives; two bounds; or the one deviation
	Step   Expr   // or nil
}

// Let is `let NAME = E`.
type Let struct {
	source.Span
	Name  Ident
	Value Expr
	Tail
}

// Wage is `wage NAME = MONEY/time [with pension P%, …]`.
type Wage struct {
	source.Span
	Name  Ident
	Value Expr
	With  []*OnTop
	Tail
}

// OnTop is `pension P%`, `overhead P%` or `norm H` after a wage.
type OnTop struct {
	source.Span
	Field Ident
	Value Expr
}

// Team is `team NAME { … }`.
type Team struct {
	source.Span
	Name  Ident
	Label *Text // or nil
	Items []TeamItem
}

// TeamItem is a line of a team.
type TeamItem interface {
	Node
	teamItem()
}

// MoveItem is `start N in year Y, …` or `stop N in year Y, …`; Field tells which.
type MoveItem struct {
	source.Span
	Field  Ident
	Moves  []*Move
	Source *Text
}

// Move is one `N [in year Y]`.
type Move struct {
	source.Span
	Count Expr
	When  *When // or nil
}

// When is `year Y` or `years Y..Z` after an `in`.
type When struct {
	source.Span
	From Expr
	To   Expr // or nil
}

// Course is `course NAME { … }`.
type Course struct {
	source.Span
	Name  Ident
	Label *Text // or nil
	Items []CourseItem
}

// CourseItem is a line of a course.
type CourseItem interface {
	Node
	courseItem()
}

type (
	// CourseTeam is `team NAME`.
	CourseTeam struct {
		source.Span
		Team   Path
		Source *Text
	}
	// StartsItem is `starts E per year [in total]`.
	StartsItem struct {
		source.Span
		Count   Expr
		InTotal bool
		Source  *Text
	}
	// CourseValue is `duration E`, `participants E` or `completion E`.
	CourseValue struct {
		source.Span
		Field  Ident
		Value  Expr
		Source *Text
	}
)

// Session is `session NAME for COURSE { … }`.
type Session struct {
	source.Span
	Name   Ident
	Label  *Text // or nil
	Course Path
	Items  []SessionItem
}

// SessionItem is a line of a session: meet, prepare, staff, amount or wages.
type SessionItem interface {
	Node
	sessionItem()
}

type (
	// MeetItem is one phase: `meet E times, L each`, `meet E for T, L each` or `meet E per NOUN for T, L each`.
	MeetItem struct {
		source.Span
		Count  Expr
		Times  bool
		Per    *Ident // or nil
		For    Expr   // nil when Times
		Length Expr
		Source *Text
	}
	// PrepareItem is `prepare H [each] by S`.
	PrepareItem struct {
		source.Span
		Length Expr
		Each   bool
		By     Expr
		Source *Text
	}
)

type (
	// StaffItem is `staff S [for T]`, in a team, session, cost, grant or saving.
	StaffItem struct {
		source.Span
		Staff  Expr
		For    Expr // or nil
		Source *Text
	}
	// AmountItem is `amount ["label"] MONEY`.
	AmountItem struct {
		source.Span
		Label  *Text // or nil
		Value  Expr
		Source *Text
	}
	// WagesItem is `wages ["label"] MONEY [for HOURS]`.
	WagesItem struct {
		source.Span
		Label  *Text // or nil
		Value  Expr
		For    Expr // or nil
		Source *Text
	}
	// LifeItem is `life 5 years`.
	LifeItem struct {
		source.Span
		Value  Expr
		Source *Text
	}
	// PayerItem is `payer municipality 80%, state 20%`.
	PayerItem struct {
		source.Span
		Shares []*PayerShare
		Source *Text
	}
	// BadItem is a line of a block that could not be read.
	BadItem struct {
		source.Span
		Names []string
	}
)

// PayerShare is one payer's share of a cost.
type PayerShare struct {
	source.Span
	Payer Ident
	Share Expr
}

// Category is `category NAME ["Label"]`.
type Category struct {
	source.Span
	Name  Ident
	Label *Text // or nil
}

// CostKind tells cost, grant and saving apart.
type CostKind int

const (
	CostLine CostKind = iota
	GrantLine
	SavingLine
)

// String gives the keyword.
func (k CostKind) String() string { return [...]string{"cost", "grant", "saving"}[k] }

// Cost is `cost [name] "Label" CATEGORY BASIS [TIMING] { … }`, or a grant or saving of the same shape.
type Cost struct {
	source.Span
	Kind     CostKind
	Name     *Ident // or nil
	Label    Text
	Category Ident
	Basis    Basis
	Timing   *Timing // or nil
	Items    []CostItem
	Source   *Text
}

// CostItem is a line of a cost: staff, amount, wages, life or payer.
type CostItem interface {
	Node
	costItem()
}

// Basis is how often a cost falls: `once`, `over period`, or `per [completed] NOUN [of PATH] [per TIME]`.
type Basis struct {
	source.Span
	Once       bool
	OverPeriod bool
	Completed  bool
	Noun       *Ident // nil for once and over period
	Of         *Path  // or nil
	Per        *Ident // the second per, or nil
}

// TimingKind tells the three timings apart.
type TimingKind int

const (
	TimingIn TimingKind = iota
	TimingEvery
	TimingOver
)

// Timing is `in year Y`, `in years Y..Z`, `every E` or `over E`.
type Timing struct {
	source.Span
	Kind  TimingKind
	When  *When // for TimingIn
	Value Expr  // for TimingEvery and TimingOver
}

// Scenario is `scenario "Name" [from "Other"] { … }`.
type Scenario struct {
	source.Span
	Name Text
	From *Text // or nil
	Sets []*Set
}

// Set is `p = V` in a scenario or after `with`.
type Set struct {
	source.Span
	Name   Path
	Value  Expr
	Source *Text
}

// Output is `output NAME ["Label"] [= E] [as UNIT]`.
type Output struct {
	source.Span
	Name   Path
	Label  *Text     // or nil
	Value  Expr      // or nil
	As     *UnitExpr // or nil
	Source *Text
}

type (
	// Vary is `vary OUT by P, Q [together]`, `vary OUT over P x Q` or `vary OUT without ROWS by COLUMN`.
	Vary struct {
		source.Span
		Of       Path
		By       []*Path // params
		Together bool
		Over     []*Path // two params, or none
		Without  *Path   // data name, or nil
		Column   *Path   // with Without
	}
	// Simulate is `simulate OUT [draws N] [seed K]`.
	Simulate struct {
		source.Span
		Of    Path
		Draws *Number // or nil
		Seed  *Number // or nil
	}
	// Solve is `solve P so OUT = V`.
	Solve struct {
		source.Span
		Param  Path
		Of     Path
		Target Expr
	}
	// Correlate is `correlate P, Q 0.6`.
	Correlate struct {
		source.Span
		A, B  Path
		Value Expr
	}
)

// Expect is `expect A = B [to nearest R]`, `expect A in B..C` or `expect A < B`, with `under`, `differs` and `source`.
type Expect struct {
	source.Span
	Left    Expr
	Op      string // "=", "in", "<", "<=", ">", ">=", "!="
	OpSpan  source.Span
	Right   Expr
	High    Expr // with "in", else nil
	Nearest Expr // or nil
	Under   *Text
	Differs *Text
	Source  *Text
}

func (*BadDecl) decl()      {}
func (*Intervention) decl() {}
func (*Use) decl()          {}
func (*Combine) decl()      {}
func (*UnitDecl) decl()     {}
func (*Norm) decl()         {}
func (*Index) decl()        {}
func (*Data) decl()         {}
func (*Param) decl()        {}
func (*Let) decl()          {}
func (*Wage) decl()         {}
func (*Team) decl()         {}
func (*Course) decl()       {}
func (*Session) decl()      {}
func (*Category) decl()     {}
func (*Cost) decl()         {}
func (*Scenario) decl()     {}
func (*Output) decl()       {}
func (*Vary) decl()         {}
func (*Simulate) decl()     {}
func (*Solve) decl()        {}
func (*Correlate) decl()    {}
func (*Expect) decl()       {}

func (*CurrencyItem) interventionItem() {}
func (*PricesItem) interventionItem()   {}
func (*HorizonItem) interventionItem()  {}
func (*PeriodItem) interventionItem()   {}
func (*ValueItem) interventionItem()    {}
func (*BeyondItem) interventionItem()   {}
func (*AboutItem) interventionItem()    {}
func (*BadItem) interventionItem()      {}

func (*StaffItem) teamItem() {}
func (*MoveItem) teamItem()  {}
func (*BadItem) teamItem()   {}

func (*CourseTeam) courseItem()  {}
func (*StartsItem) courseItem()  {}
func (*CourseValue) courseItem() {}
func (*BadItem) courseItem()     {}

func (*MeetItem) sessionItem()    {}
func (*PrepareItem) sessionItem() {}
func (*StaffItem) sessionItem()   {}
func (*AmountItem) sessionItem()  {}
func (*WagesItem) sessionItem()   {}
func (*BadItem) sessionItem()     {}

func (*StaffItem) costItem()  {}
func (*AmountItem) costItem() {}
func (*WagesItem) costItem()  {}
func (*LifeItem) costItem()   {}
func (*PayerItem) costItem()  {}
func (*BadItem) costItem()    {}
