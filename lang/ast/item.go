package ast

import "github.com/costlang/cost/lang/source"

// InterventionItem is a line of an intervention.
type InterventionItem interface {
	Node
	interventionItem()
}

type (
	// CurrencyItem is `currency DKK`.
	CurrencyItem struct {
		source.Span
		Name   Ident `parser:"'currency':Ident @@"`
		Source *Text
	}
	// PricesItem is `prices 2018 [by INDEX]`.
	PricesItem struct {
		source.Span
		Year   Number `parser:"'prices':Ident @@"`
		Index  *Path  // or nil
		Source *Text
	}
	// HorizonItem is `horizon 5 years [by quarter] [starting 2018]`.
	HorizonItem struct {
		source.Span
		Length   Expr   `parser:"'horizon':Ident @@"`
		Step     *Ident // or nil
		Starting Expr   // *Number or *DateLit, or nil
		Source   *Text
	}
	// PeriodItem is `period D1 .. D2`.
	PeriodItem struct {
		source.Span
		From   DateLit `parser:"'period':Ident @@"`
		To     DateLit `parser:"'..':Op @@"`
		Source *Text
	}
	// ValueItem is `discount E`, `overhead E` or `active_weeks E`.
	ValueItem struct {
		source.Span
		Field  Ident `parser:"@@"`
		Value  Expr  `parser:"@@"`
		Source *Text
	}
	// BeyondItem is `beyond dropped`.
	BeyondItem struct {
		source.Span
		Source *Text `parser:"'beyond':Ident 'dropped':Ident ( 'source':Word @@ )?"`
	}
	// AboutItem is `about "…"`.
	AboutItem struct {
		source.Span
		Text   Text `parser:"'about':Ident @@"`
		Source *Text
	}
)

// TeamItem is a line of a team.
type TeamItem interface {
	Node
	teamItem()
}

// MoveItem is `start N in year Y, …` or `stop N in year Y, …`; Field tells which.
type MoveItem struct {
	source.Span
	Field  Ident `parser:"@@"`
	Moves  []*Move
	Source *Text
}

// Move is one `N [in year Y]`.
type Move struct {
	source.Span
	Count Expr  `parser:"@@"`
	When  *When // or nil
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
		Team   Path `parser:"'team':Ident @@"`
		Source *Text
	}
	// StartsItem is `starts E per year [in total]`.
	StartsItem struct {
		source.Span
		Count   Expr `parser:"'starts':Ident @@ 'per':Word 'year':Ident"`
		InTotal bool
		Source  *Text
	}
	// CourseValue is `duration E`, `participants E` or `completion E`.
	CourseValue struct {
		source.Span
		Field  Ident `parser:"@@"`
		Value  Expr  `parser:"@@"`
		Source *Text
	}
)

// SessionItem is a line of a session: meet, prepare, staff, amount or wages.
type SessionItem interface {
	Node
	sessionItem()
}

type (
	// MeetItem is one phase: `meet E times, L each`, `meet E for T, L each` or `meet E per NOUN for T, L each`.
	MeetItem struct {
		source.Span
		Count  Expr `parser:"'meet':Ident @@"`
		Times  bool
		Per    *Ident // or nil
		For    Expr   // nil when Times
		Length Expr
		Source *Text
	}
	// PrepareItem is `prepare H [each] by S`.
	PrepareItem struct {
		source.Span
		Length Expr `parser:"'prepare':Ident @@"`
		Each   bool
		By     Expr
		Source *Text
	}
)

type (
	// StaffItem is `staff S [for T]`, in a team, session, cost, grant or saving.
	StaffItem struct {
		source.Span
		Staff  Expr `parser:"'staff':Ident @@"`
		For    Expr // or nil
		Source *Text
	}
	// AmountItem is `amount ["label"] MONEY`.
	AmountItem struct {
		source.Span
		Label  *Text `parser:"'amount':Ident @@?"` // or nil
		Value  Expr  `parser:"@@"`
		Source *Text
	}
	// WagesItem is `wages ["label"] MONEY [for HOURS]`.
	WagesItem struct {
		source.Span
		Label  *Text `parser:"'wages':Ident @@?"` // or nil
		Value  Expr  `parser:"@@"`
		For    Expr  // or nil
		Source *Text
	}
	// LifeItem is `life 5 years`.
	LifeItem struct {
		source.Span
		Value  Expr `parser:"'life':Ident @@"`
		Source *Text
	}
	// PayerItem is `payer municipality 80%, state 20%`.
	PayerItem struct {
		source.Span
		Shares []*PayerShare `parser:"'payer':Ident @@ ( ',':Op @@ )*"`
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
	Payer Ident `parser:"@@"`
	Share Expr  `parser:"@@"`
}

// CostItem is a line of a cost: staff, amount, wages, life or payer.
type CostItem interface {
	Node
	costItem()
}

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
