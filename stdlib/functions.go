// Package stdlib is what every script has at hand: the functions, as one table that the checker and the documentation
// read, and the embedded modules of citable figures.
package stdlib

import (
	"slices"
	"strings"
)

// Form tells apart how a function is written.
type Form int

const (
	OfValues   Form = iota // f(x, y)
	OfCell                 // known(r.x)
	OverParams             // low(E by P, Q)
	OfHost                 // f(x, y) of the program that runs the scripts
)

// Func is one function of the language.
type Func struct {
	Name    string
	Form    Form
	Params  []Param
	Result  string   // as the types of params, or "condition"
	Rows    bool     // also f(E for r in ROWS [by COLUMN] [where CONDITION])
	Reduces bool     // with one argument: over the entries of a series
	Forms   []string // how it is written, as the reference has it
	Doc     string   // what it gives, a sentence
	Example string   // an expression, or a part of one
	Source  string   // of a host function: where what it computes comes from, or ""
}

// Param is one parameter of a function. Type is a rule on the unit: "a" is a number of any unit, the same dimension
// wherever the letter stands, and the function works in the unit of the first argument; "number" is a plain number;
// " by year" after either asks for a series. "cell" is a cell of a row that may be missing, "param" a param with a range. Of a host function it is a unit as scripts write it, or "number".
type Param struct {
	Name    string
	Type    string
	Default string // what stands for it when it is left out; "" when it cannot be
	More    bool   // may be repeated
}

// Plain reports whether the parameter takes plain numbers only.
func (p Param) Plain() bool { return strings.HasPrefix(p.Type, "number") }

// Series reports whether the parameter takes a series.
func (p Param) Series() bool { return strings.HasSuffix(p.Type, " by year") }

// table is in the order of the documentation. Functions of values that take no series work entry by entry when they
// are given one.
var table = []Func{
	{Name: "min", Params: []Param{{Name: "x", Type: "a", More: true}}, Result: "a", Rows: true, Reduces: true,
		Forms:   []string{"min(a, b, …)"},
		Doc:     "the smallest of several values, of the entries of a series, or over rows; over no rows it is an error",
		Example: "min(3 hours, 200 minutes)"},
	{Name: "max", Params: []Param{{Name: "x", Type: "a", More: true}}, Result: "a", Rows: true, Reduces: true,
		Forms:   []string{"max(a, b, …)"},
		Doc:     "the largest of several values, of the entries of a series, or over rows; over no rows it is an error",
		Example: "max(costs.by_year)"},
	{Name: "sum", Params: []Param{{Name: "x", Type: "a", More: true}}, Result: "a", Rows: true, Reduces: true,
		Forms:   []string{"sum(a, b, …)"},
		Doc:     "the sum of several values, of the entries of a series, or over rows; over no rows it is 0",
		Example: "sum(r.cost for r in rows where r.place = \"north\")"},
	{Name: "mean", Params: []Param{{Name: "x", Type: "a", More: true}}, Result: "a", Rows: true, Reduces: true,
		Forms:   []string{"mean(a, b, …)"},
		Doc:     "the mean of several values, of the entries of a series, or over rows; over no rows it is an error",
		Example: "mean(r.cost for r in rows)"},
	{Name: "count", Params: []Param{{Name: "series", Type: "a by year"}}, Result: "number", Rows: true, Reduces: true,
		Forms:   []string{"count(x)"},
		Doc:     "how many rows there are, or how many entries a series has",
		Example: "count(r for r in rows where r.cost > 100 DKK)"},
	{Name: "round", Params: []Param{{Name: "x", Type: "a"}, {Name: "to", Type: "a", Default: "1"}}, Result: "a",
		Forms:   []string{"round(x)", "round(x, to)"},
		Doc:     "x to the nearest multiple of `to`, half away from zero; without `to`, to whole units of x",
		Example: "round(1_234 DKK, 100 DKK)"},
	{Name: "floor", Params: []Param{{Name: "x", Type: "a"}, {Name: "to", Type: "a", Default: "1"}}, Result: "a",
		Forms:   []string{"floor(x)", "floor(x, to)"},
		Doc:     "the largest multiple of `to` that is not above x",
		Example: "floor(2.7)"},
	{Name: "ceil", Params: []Param{{Name: "x", Type: "a"}, {Name: "to", Type: "a", Default: "1"}}, Result: "a",
		Forms:   []string{"ceil(x)", "ceil(x, to)"},
		Doc:     "the smallest multiple of `to` that is not below x",
		Example: "ceil(20 / 8)"},
	{Name: "abs", Params: []Param{{Name: "x", Type: "a"}}, Result: "a",
		Forms:   []string{"abs(x)"},
		Doc:     "x without its sign",
		Example: "abs(-5 DKK)"},
	{Name: "known", Form: OfCell, Params: []Param{{Name: "cell", Type: "cell"}, {Name: "otherwise", Type: "a", Default: "none"}}, Result: "a",
		Forms:   []string{"known(r.x)", "known(r.x, v)"},
		Doc:     "whether a cell that may be missing is there; with a second argument the cell, or that where it is missing",
		Example: "sum(known(r.extra, 0 DKK) for r in rows)"},
	{Name: "npv", Params: []Param{{Name: "series", Type: "a by year"}, {Name: "rate", Type: "number"}}, Result: "a",
		Forms:   []string{"npv(series, rate)"},
		Doc:     "the sum of a series discounted to year 1, whose factor is 1",
		Example: "npv(costs.by_year, 3.5%)"},
	{Name: "growth", Params: []Param{{Name: "rate", Type: "number"}}, Result: "number by year",
		Forms:   []string{"growth(rate)"},
		Doc:     "the series 1, 1 + rate, (1 + rate) * (1 + rate) and so on, a year an entry, without an end of its own",
		Example: "growth(2%)"},
	{Name: "low", Form: OverParams, Params: []Param{{Name: "x", Type: "a"}, {Name: "by", Type: "param", More: true}}, Result: "a",
		Forms:   []string{"low(x by P, Q)"},
		Doc:     "the lowest x over the base and everything that each param alone may be",
		Example: "low(total by finishing)"},
	{Name: "high", Form: OverParams, Params: []Param{{Name: "x", Type: "a"}, {Name: "by", Type: "param", More: true}}, Result: "a",
		Forms:   []string{"high(x by P, Q)"},
		Doc:     "the highest x over the base and everything that each param alone may be",
		Example: "high(total by finishing)"},
}

// Functions returns all functions, in the order of the documentation.
func Functions() []Func { return slices.Clone(table) }

// Lookup returns the function of that name.
func Lookup(name string) (Func, bool) {
	for _, f := range table {
		if f.Name == name {
			return f, true
		}
	}
	return Func{}, false
}

// Param returns the parameter that argument i, from 0, belongs to.
func (f Func) Param(i int) Param { return f.Params[min(i, len(f.Params)-1)] }

// Takes reports whether the function can have n arguments.
func (f Func) Takes(n int) bool {
	least := 0
	for _, p := range f.Params {
		if p.Default == "" {
			least++
		}
	}
	return n >= least && (n <= len(f.Params) || f.Params[len(f.Params)-1].More)
}

// Signature returns the form of the function in one line: round(x: a, to: a = 1) -> a.
func (f Func) Signature() string {
	var b strings.Builder
	b.WriteString(f.Name + "(")
	for i, p := range f.Params {
		switch {
		case f.Form == OverParams && i > 0:
			b.WriteString(" by ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(p.signature(f.Form))
	}
	b.WriteString(") -> " + f.Result)
	return b.String()
}

func (p Param) signature(form Form) string {
	text := p.Name + ": " + p.Type
	if form == OverParams && p.Type == "param" {
		text = "P"
	}
	if p.Default != "" {
		text += " = " + p.Default
	}
	if p.More {
		text += ", …"
	}
	return text
}
