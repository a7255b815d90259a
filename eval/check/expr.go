package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/source"
)

// Kind is what sort of value an expression has.
type Kind int

const (
	KindNumber Kind = iota // with a unit; the zero unit is a plain number
	KindBool
	KindText
	KindDate
)

// SeriesKind says whether a value is one number or a series of them.
type SeriesKind int

const (
	Single  SeriesKind = iota
	ByList             // entries per year without a clock: a written list, or growth
	ByYears            // one entry per begun year of a grid
	BySteps            // one entry per step of a grid
)

// Type is the static type of an expression.
type Type struct {
	Kind   Kind
	Unit   unit.Unit // for KindNumber
	Series SeriesKind
	Grid   *Grid // of ByYears and BySteps
	Len    int   // of ByList: the entries that are written, 0 for growth
	Open   bool  // of ByList: it goes on for ever, the last entry repeated or grown
}

// Expr is a checked expression. Its value is in Type().Unit.
type Expr interface {
	Type() Type
	Span() source.Span
}

// Typed is what every expression embeds.
type Typed struct {
	Typ Type
	Src source.Span
}

func (t Typed) Type() Type        { return t.Typ }
func (t Typed) Span() source.Span { return t.Src }

type (
	// Lit is a written value. Text and dates too: a date is days since 1970-01-01.
	Lit struct {
		Typed
		Value   num.D
		Text    string // KindText
		Percent bool   // written with %
	}
	// ListExpr is a written list per year. Open repeats its last entry.
	ListExpr struct {
		Typed
		Items []Expr // of the dimension of Typ.Unit; plain numbers are in Typ.Unit
		Open  bool
	}
	// ParamExpr, LetExpr and OutputExpr stand for a definition, of this script or, with Via, of a used one.
	ParamExpr struct {
		Typed
		Param *Param
		Via   *Use
	}
	LetExpr struct {
		Typed
		Let *Let
		Via *Use
	}
	OutputExpr struct {
		Typed
		Output *Output
		Via    *Use
	}
	// RateExpr is `leader.hourly` or `leader.yearly`, pension included, overhead not.
	RateExpr struct {
		Typed
		Wage   *Wage
		Yearly bool
		Via    *Use
	}
	// CellExpr is `r.column`.
	CellExpr struct {
		Typed
		Var    *RowVar
		Column *Column
	}
	// KnownExpr is `known(r.x)` (a condition, Default nil) or `known(r.x, V)`.
	KnownExpr struct {
		Typed
		Cell    *CellExpr
		Default Expr
		Factor  unit.Ratio // brings Default into the cell's unit
	}
	// UnaryExpr is "-" or "not".
	UnaryExpr struct {
		Typed
		Op string
		X  Expr
	}
	// BinaryExpr is + - * / = != < <= > >= and or. For + - and comparisons Y times Factor is in X's unit (the result of + and - is in
	// X's unit); for * and / the result times Factor is in Typ.Unit.
	BinaryExpr struct {
		Typed
		Op     string
		X, Y   Expr
		Factor unit.Ratio
	}
	// IfExpr is a choice; Else times Factor is in Then's unit.
	IfExpr struct {
		Typed
		Cond, Then, Else Expr
		Factor           unit.Ratio
	}
	// CallExpr is a function over values: min max sum mean count round floor ceil abs npv growth. Args[i] times Factors[i] is in the
	// unit the function works in. sum, mean, min and max of one series go over its entries.
	// A Host function works in Units, one for each argument.
	CallExpr struct {
		Typed
		Func    string
		Args    []Expr
		Factors []unit.Ratio
		Host    *HostFunc // nil for a function of the language
		Units   []unit.Unit
	}
	// EachExpr is an aggregate over rows: sum mean count min max. Body is nil for `count(rows)`. With By, the variable stands for one
	// group of rows at a time. From is the group variable it goes over, or nil when it goes over Data.
	EachExpr struct {
		Typed
		Func  string
		Var   *RowVar // nil for `count(rows)`
		Data  *Data
		Via   *Use
		From  *RowVar
		By    *Column // or nil
		Where Expr    // or nil
		Body  Expr
	}
	// IndexExpr is one entry of a series; At counts from 0.
	IndexExpr struct {
		Typed
		X  Expr
		At int
	}
	// PriceExpr is `X at 2016 prices`: X × To / From.
	PriceExpr struct {
		Typed
		X        Expr
		From, To *IndexEntry
		Index    *Index
	}
	// ExtremeExpr is `low(X by P, Q)` or `high(…)`: the lowest or highest X over the base and what each param may be, one at a time.
	ExtremeExpr struct {
		Typed
		High bool
		X    Expr
		By   []*Param
	}
	// ResultExpr is a result of the script or, with Via, of a used one.
	ResultExpr struct {
		Typed
		Kind     ResultKind
		Cost     *Cost
		Category *Category
		Course   *Course
		Session  *Session
		Wage     *Wage
		Counted  *unit.Base // Started, Completed, CompletedInside of a counted unit: the courses that count it
		Via      *Use
	}
)

// RowVar is the variable of an aggregate: a row, or with Group a group of rows.
type RowVar struct {
	Name  string
	Data  *Data
	Group bool
	Span  source.Span
}

// ResultKind is a result every script has.
type ResultKind int

const (
	Horizon     ResultKind = iota // calendar time, in the unit the horizon is written in (months for a period)
	Gross                         // before residual, grants and savings; overhead included
	Residual                      // positive
	Grants                        // positive
	AfterGrants                   // Gross - Residual - Grants
	Savings                       // positive
	Net                           // AfterGrants - Savings
	Labour                        // staff and wages with pension, without overhead
	Overhead
	NetByYear // net of residual, grants and savings
	NetByStep
	NetLater
	Present // discounted net
	// Of one thing: Cost, Category, Course or Wage. A line is its items with overhead, a category its cost lines and its sessions, a course
	// its sessions and the cost lines whose basis is its courses or participants, a wage its labour without overhead.
	CostOf
	HoursOf
	YearsOf
	LaterOf
	FTEOf // Wage only: a plain number, the average over the horizon
	// Of a Course, or of a counted unit.
	Courses         // in courses
	Started         // in Counted
	Completed       // in Counted
	CompletedInside // in Counted
	// Of a Session, per course.
	Meetings // a plain number
	MeetingLength
)
