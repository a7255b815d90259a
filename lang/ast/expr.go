package ast

import "github.com/costlang/cost/lang/source"

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

type (
	// Number is a number as written, `1_234.5`.
	Number struct {
		source.Span
		Text string `parser:"@Number"`
	}
	// Quantity is `3.5 million DKK`: a number with a scale word, one unit, or both.
	Quantity struct {
		source.Span
		Number Number
		Scale  string // thousand, million, billion or ""
		Unit   *Ident // or nil
	}
	// Percent is `12%`; Text is the number before the sign.
	Percent struct {
		source.Span
		Text string
	}
	// DateLit is `2018-03-01`.
	DateLit struct {
		source.Span
		Text string `parser:"@Date"`
	}
	// TextLit is a text used as a value.
	TextLit struct {
		source.Span
		Value string
	}
	// Hole is `?`: a value still to be found.
	Hole struct{ source.Span }
	// List is `[4, 8...]`; Open says that its last entry repeats.
	List struct {
		source.Span
		Items []Expr
		Open  bool
	}
	// Name is a bare name.
	Name struct {
		source.Span
		Name string
	}
	// Field is `X.name`.
	Field struct {
		source.Span
		X    Expr
		Name Ident
	}
	// IndexExpr is `X[I]`.
	IndexExpr struct {
		source.Span
		X, I Expr
	}
	// Call is `f(a, b)`, `low(E by P)` or `sum(e for r in rows by g where c)`.
	Call struct {
		source.Span
		Func Ident
		Args []Expr // the body alone when Each is set
		By   []Expr // params after `by` in low and high
		Each *Each  // or nil
	}
	// Each is `for r in rows [by g] [where c]`.
	Each struct {
		source.Span
		Var   Ident
		In    Expr
		By    Expr // or nil
		Where Expr // or nil
	}
	// Unary is `-X` or `not X`.
	Unary struct {
		source.Span
		Op string
		X  Expr
	}
	// Binary is `X op Y`: + - * / = != < <= > >= and or.
	Binary struct {
		source.Span
		Op     string
		OpSpan source.Span
		X, Y   Expr
	}
	// At is `X at Y`: a share of a wage in staff.
	At struct {
		source.Span
		X, Y Expr
	}
	// AtPrices is `X at 2016 prices`.
	AtPrices struct {
		source.Span
		X    Expr
		Year Number
	}
	// If is `if C then A else B`.
	If struct {
		source.Span
		Cond, Then, Else Expr
	}
	// Paren is `( X )`.
	Paren struct {
		source.Span
		X Expr
	}
	// BadExpr stands where an expression could not be read.
	BadExpr struct{ source.Span }
)

func (*Number) expr()    {}
func (*Quantity) expr()  {}
func (*Percent) expr()   {}
func (*DateLit) expr()   {}
func (*TextLit) expr()   {}
func (*Hole) expr()      {}
func (*List) expr()      {}
func (*Name) expr()      {}
func (*Field) expr()     {}
func (*IndexExpr) expr() {}
func (*Call) expr()      {}
func (*Unary) expr()     {}
func (*Binary) expr()    {}
func (*At) expr()        {}
func (*AtPrices) expr()  {}
func (*If) expr()        {}
func (*Paren) expr()     {}
func (*BadExpr) expr()   {}
