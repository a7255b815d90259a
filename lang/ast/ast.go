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
	Name string `parser:"@Ident"`
}

// Text is a quoted text; Value is unquoted. The text of a source may say until when it holds, behind its quotes.
type Text struct {
	source.Span
	Value string   `parser:"@Text"`
	Until *DateLit // of a source: the last day on which it holds, or nil
}

// Path is a name with parts after dots, such as costs.by_year or dk.norms.gross.
type Path struct {
	source.Span
	Parts []Ident `parser:"@@ ( '.':Op @@ )*"` // at least one
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
	Name  *Text `parser:"'intervention':Ident @@"`
	Items []InterventionItem
}

// Use is `use PATH [as NAME] [with { … }]`.
type Use struct {
	source.Span
	File *Text  `parser:"'use':Ident ( @@"`  // a script beside this one, or nil
	Path *Path  `parser:"| @@ )"`            // a standard module, or nil
	As   *Ident `parser:"( 'as':Word @@ )?"` // or nil
	With []*Set
}

// Combine is `combine a, b`.
type Combine struct {
	source.Span
	Names []Ident `parser:"'combine':Ident @@ ( ',':Op @@ )*"`
}

// UnitDecl is `unit family, families`.
type UnitDecl struct {
	source.Span
	Names []Ident `parser:"'unit':Ident @@ ( ',':Op @@ )*"`
}

// Norm is `norm 1_418 hours/year`.
type Norm struct {
	source.Span
	Value  Expr `parser:"'norm':Ident @@"`
	Source *Text
}

// Index is `index NAME { 2016: 100, … }`.
type Index struct {
	source.Span
	Name    Ident `parser:"'index':Ident @@"`
	Entries []*IndexEntry
	Source  *Text
}

// IndexEntry is one year of an index.
type IndexEntry struct {
	source.Span
	Year  Number `parser:"@@ ':':Op"`
	Value Expr   `parser:"@@"`
}

// Data is `data NAME from "file.csv" … { column: unit, … }`.
type Data struct {
	source.Span
	Name    Ident `parser:"'data':Ident @@"`
	File    Text  `parser:"'from':Ident @@"`
	Danish  bool  `parser:"@'danish':Ident?"`
	Sheet   *Text `parser:"( 'sheet':Ident @@ )?"` // or nil
	Columns []*Column
	Source  *Text
}

// Column is one column of a data declaration.
type Column struct {
	source.Span
	Name    Ident    `parser:"@@ ':':Op"`
	Unit    UnitExpr // nothing but its span where Hole is set
	Hole    bool     // `?`: a kind still to be found
	Missing bool     // `or missing`
}

// UnitExpr is a unit as written: `DKK/year`, `%`, `thousand DKK`, `text`.
type UnitExpr struct {
	source.Span
	Percent bool
	Scale   string // thousand, million, billion or ""
	Terms   []UnitTerm
}

// UnitTerm is one name of a unit, behind the sign that joins it to others; Over says that this is a `/`.
type UnitTerm struct {
	source.Span
	Over     bool
	Name     string
	NameSpan source.Span
}

// Param is `param NAME = V [in RANGE] [~ DIST]`.
type Param struct {
	source.Span
	Name  Ident  `parser:"'param':Ident @@ '=':Op"`
	Value Expr   `parser:"@@"`
	In    *Range // or nil; not named Range, which would hide the method of Span
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
	Values []Expr `parser:"'{':Op @@ ( ',':Op @@ )* EOL? '}':Op | ( '±':Op | '+':Op '-':Op ) @@ | @@ '..':Op @@"` // alternatives; two bounds; or the one deviation
	Step   Expr   // or nil
}

// Let is `let NAME = E`.
type Let struct {
	source.Span
	Name  Ident `parser:"'let':Ident @@ '=':Op"`
	Value Expr  `parser:"@@"`
	Tail
}

// Wage is `wage NAME = MONEY/time [with pension P%, …]`.
type Wage struct {
	source.Span
	Name  Ident `parser:"'wage':Ident @@ '=':Op"`
	Value Expr  `parser:"@@"`
	With  []*OnTop
	Tail
}

// OnTop is `pension P%`, `overhead P%` or `norm H` after a wage.
type OnTop struct {
	source.Span
	Field Ident `parser:"(?= 'pension':Ident | 'overhead':Ident | 'norm':Ident ) @@"`
	Value Expr  `parser:"@@"`
}

// Team is `team NAME { … }`.
type Team struct {
	source.Span
	Name  Ident `parser:"'team':Ident @@"`
	Label *Text // or nil
	Items []TeamItem
}

// When is `year Y` or `years Y..Z` after an `in`.
type When struct {
	source.Span
	From Expr `parser:"( 'year':Ident | 'years':Ident ) @@"`
	To   Expr // or nil
}

// Course is `course NAME { … }`.
type Course struct {
	source.Span
	Name  Ident `parser:"'course':Ident @@"`
	Label *Text // or nil
	Items []CourseItem
}

// Session is `session NAME for COURSE { … }`.
type Session struct {
	source.Span
	Name   Ident `parser:"'session':Ident @@"`
	Label  *Text // or nil
	Course Path
	Items  []SessionItem
}

// Category is `category NAME ["Label"]`.
type Category struct {
	source.Span
	Name  Ident `parser:"'category':Ident @@"`
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
	Name     *Ident `parser:"Ident @@?"` // or nil
	Label    Text
	Category Ident
	Basis    Basis
	Timing   *Timing // or nil
	Items    []CostItem
	Source   *Text
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
	Name Text  `parser:"'scenario':Ident @@"`
	From *Text // or nil
	Sets []*Set
}

// Set is `p = V` in a scenario or after `with`.
type Set struct {
	source.Span
	Name   Path `parser:"@@ '=':Op"`
	Value  Expr `parser:"@@"`
	Source *Text
}

// Output is `output NAME ["Label"] [= E] [as UNIT]`.
type Output struct {
	source.Span
	Name   Path      `parser:"'output':Ident @@"`
	Label  *Text     // or nil
	Value  Expr      // or nil
	As     *UnitExpr // or nil
	Source *Text
}

type (
	// Vary is `vary OUT by P, Q [together]`, `vary OUT over P x Q` or `vary OUT without ROWS by COLUMN`.
	Vary struct {
		source.Span
		Of       Path    `parser:"'vary':Ident @@"`
		By       []*Path // params
		Together bool
		Over     []*Path // two params, or none
		Without  *Path   // data name, or nil
		Column   *Path   // with Without
	}
	// Simulate is `simulate OUT [draws N] [seed K]`.
	Simulate struct {
		source.Span
		Of    Path    `parser:"'simulate':Ident @@"`
		Draws *Number `parser:"( 'draws':Ident @@ )?"` // or nil
		Seed  *Number `parser:"( 'seed':Ident @@ )?"`  // or nil
	}
	// Solve is `solve P so OUT = V`.
	Solve struct {
		source.Span
		Param  Path `parser:"'solve':Ident @@"`
		Of     Path `parser:"'so':Ident @@"`
		Target Expr `parser:"'=':Op @@"`
	}
	// Correlate is `correlate P, Q 0.6`.
	Correlate struct {
		source.Span
		A     Path `parser:"'correlate':Ident @@"`
		B     Path `parser:"',':Op @@"`
		Value Expr `parser:"@@"`
	}
)

// Expect is `expect A = B [to nearest R]`, `expect A in B..C` or `expect A < B`, with `under`, `differs` and `source`.
type Expect struct {
	source.Span
	Left    Expr   `parser:"'expect':Ident @@"`
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
