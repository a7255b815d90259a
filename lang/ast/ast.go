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

// Text is a quoted text; Value is unquoted.
type Text struct {
	source.Span
	Value string `parser:"@Text"`
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
	Label  *Text `parser:"@@?"`
	Source *Text `parser:"( 'source':Word @@ )?"`
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
	Name  *Text `parser:"'intervention':Ident @@ '{':Op"`
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
	Value  Expr  `parser:"'norm':Ident @@"`
	Source *Text `parser:"( 'source':Word @@ )?"`
}

// Index is `index NAME { 2016: 100, … }`.
type Index struct {
	source.Span
	Name    Ident `parser:"'index':Ident @@ '{':Op"`
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
	Sheet   *Text `parser:"( 'sheet':Ident @@ )? '{':Op"` // or nil
	Columns []*Column
	Source  *Text
}

// Column is one column of a data declaration.
type Column struct {
	source.Span
	Name    Ident    `parser:"@@ ':':Op"`
	Unit    UnitExpr `parser:"@@"`
	Missing bool     `parser:"( 'or':Word @'missing':Ident )?"` // `or missing`
}

// UnitExpr is a unit as written: `DKK/year`, `%`, `thousand DKK`, `text`.
type UnitExpr struct {
	source.Span
	Percent bool       `parser:"( @'%':Op"`
	Scale   string     `parser:"| @( 'thousand':Ident | 'million':Ident | 'billion':Ident )?"` // thousand, million, billion or ""
	Terms   []UnitTerm `parser:"(?! '/':Op | '*':Op ) @@ ( (?= '/':Op | '*':Op ) @@ )* )"`
}

// UnitTerm is one name of a unit; Over says that it stands after a `/`.
type UnitTerm struct {
	source.Span
	Over bool   `parser:"( @'/':Op | '*':Op )?"`
	Name string `parser:"@Ident"`
}

// Param is `param NAME = V [in RANGE] [~ DIST]`.
type Param struct {
	source.Span
	Name  Ident  `parser:"'param':Ident @@ '=':Op"`
	Value Expr   `parser:"@@"`
	In    *Range `parser:"( 'in':Word @@ )?"` // or nil; not named Range, which would hide the method of Span
	Dist  Expr   `parser:"( '~':Op @@ )?"`    // or nil
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
	Values []Expr `parser:"( '{':Op @@ ( ',':Op @@ )* EOL? '}':Op | ( '±':Op | '+':Op '-':Op ) @@ | @@ '..':Op @@"` // alternatives; two bounds; or the one deviation
	Step   Expr   `parser:"( 'step':Word @@ )? )"`                                                                  // or nil
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
	Name  Ident    `parser:"'wage':Ident @@ '=':Op"`
	Value Expr     `parser:"@@"`
	With  []*OnTop `parser:"( 'with':Word @@ ( ',':Op @@ )* )?"`
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
	Label *Text `parser:"@@? '{':Op"` // or nil
	Items []TeamItem
}

// When is `year Y` or `years Y..Z` after an `in`.
type When struct {
	source.Span
	From Expr `parser:"( 'year':Ident | 'years':Ident ) @@"`
	To   Expr `parser:"( '..':Op @@ )?"` // or nil
}

// Course is `course NAME { … }`.
type Course struct {
	source.Span
	Name  Ident `parser:"'course':Ident @@"`
	Label *Text `parser:"@@? '{':Op"` // or nil
	Items []CourseItem
}

// Session is `session NAME for COURSE { … }`.
type Session struct {
	source.Span
	Name   Ident `parser:"'session':Ident @@"`
	Label  *Text `parser:"@@?"` // or nil
	Course Path  `parser:"'for':Word @@ '{':Op"`
	Items  []SessionItem
}

// Category is `category NAME ["Label"]`.
type Category struct {
	source.Span
	Name  Ident `parser:"'category':Ident @@"`
	Label *Text `parser:"@@?"` // or nil
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
	Name     *Ident  `parser:"( 'cost':Ident | 'grant':Ident | 'saving':Ident ) @@?"` // or nil
	Label    Text    `parser:"@@"`
	Category Ident   `parser:"@@"`
	Basis    Basis   `parser:"@@"`
	Timing   *Timing `parser:"@@? '{':Op"` // or nil
	Items    []CostItem
	Source   *Text
}

// Basis is how often a cost falls: `once`, `over period`, or `per [completed] NOUN [of PATH] [per TIME]`.
type Basis struct {
	source.Span
	Once       bool   `parser:"( @'once':Ident"`
	OverPeriod bool   `parser:"| @( 'over':Word 'period':Ident )"`
	Completed  bool   `parser:"| 'per':Word @'completed':Ident?"`
	Noun       *Ident `parser:"@@"`                   // nil for once and over period
	Of         *Path  `parser:"( 'of':Ident @@ )?"`   // or nil
	Per        *Ident `parser:"( 'per':Word @@ )? )"` // the second per, or nil
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
	When  *When `parser:"( 'in':Word @@"`                        // for TimingIn
	Value Expr  `parser:"| ( 'every':Word | 'over':Word ) @@ )"` // for TimingEvery and TimingOver
}

// Scenario is `scenario "Name" [from "Other"] { … }`.
type Scenario struct {
	source.Span
	Name Text  `parser:"'scenario':Ident @@"`
	From *Text `parser:"( 'from':Ident @@ )? '{':Op"` // or nil
	Sets []*Set
}

// Set is `p = V` in a scenario or after `with`.
type Set struct {
	source.Span
	Name   Path  `parser:"@@ '=':Op"`
	Value  Expr  `parser:"@@"`
	Source *Text `parser:"( 'source':Word @@ )?"`
}

// Output is `output NAME ["Label"] [= E] [as UNIT]`.
type Output struct {
	source.Span
	Name   Path      `parser:"'output':Ident @@"`
	Label  *Text     `parser:"@@?"`               // or nil
	Value  Expr      `parser:"( '=':Op @@ )?"`    // or nil
	As     *UnitExpr `parser:"( 'as':Word @@ )?"` // or nil
	Source *Text     `parser:"( 'source':Word @@ )?"`
}

type (
	// Vary is `vary OUT by P, Q [together]`, `vary OUT over P x Q` or `vary OUT without ROWS by COLUMN`.
	Vary struct {
		source.Span
		Of       Path    `parser:"'vary':Ident @@"`
		By       []*Path `parser:"( 'by':Word @@ ( ',':Op @@ )*"` // params
		Together bool    `parser:"@'together':Ident?"`
		Over     []*Path `parser:"| 'over':Word @@ ( 'x':Ident | '×':Op ) @@"` // two params, or none
		Without  *Path   `parser:"| 'without':Ident @@"`                       // data name, or nil
		Column   *Path   `parser:"'by':Word @@ )"`                             // with Without
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
	Op      string `parser:"@( '=':Op | '!=':Op | '<':Op | '<=':Op | '>':Op | '>=':Op | 'in':Word )"` // "=", "in", "<", "<=", ">", ">=", "!="
	OpSpan  source.Span
	Right   Expr  `parser:"@@"`
	High    Expr  `parser:"( '..':Op @@ )?"`                   // with "in", else nil
	Nearest Expr  `parser:"( 'to':Word 'nearest':Ident @@ )?"` // or nil
	Under   *Text `parser:"( 'under':Word @@ )?"`
	Differs *Text `parser:"( 'differs':Word @@ )?"`
	Source  *Text `parser:"( 'source':Word @@ )?"`
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
