// Package plan lowers a checked script to one flat list of scalar operations, and everything a reading needs beside it.
//
// A plan is unit-free: every value is a number in the unit that its side table names, and conversions are operations of
// their own. Series are unrolled over the steps of the horizon, data over its rows. Nothing is folded, shared or dropped: a
// reading that wants a smaller plan makes its own copy. Texts are numbers of a table, conditions are 0 and 1.
package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Ref is the number of a step.
type Ref int32

// None stands for a zero that needs no step and One for a factor of one that needs none. Neither is ever stored in a step.
const (
	None Ref = -1
	One  Ref = -2
)

// Op is what a step does with its operands A, B and C.
type Op uint8

const (
	Const  Op = iota // Consts[A]
	Input            // the input slot A, or when it is not set, step B
	Add              // A + B
	Sub              // A - B
	Mul              // A × B
	Div              // A / B; when B is zero the value is a failure: Failures[C], or with C None a division by zero
	Scale            // A × Ratios[B]
	Neg              // -A
	Abs              // |A|
	Min              // the lesser of A and B
	Max              // the greater of A and B
	Round            // A to a multiple of B, half away from zero
	Floor            // A down to a multiple of B
	Ceil             // A up to a multiple of B
	Eq               // A equals B, to 20 significant digits
	Lt               // A is less than B
	Le               // A is less than B or equals it
	And              // A and B
	Or               // A or B
	Not              // not A
	Select           // B when A, else C; a failure of the one not chosen does not count
	Fail             // Failures[A]
	Invoke           // what the function of Calls[A] makes of its arguments
	opCount
)

var opNames = [opCount]string{"const", "input", "add", "sub", "mul", "div", "scale", "neg", "abs", "min", "max", "round", "floor",
	"ceil", "eq", "lt", "le", "and", "or", "not", "select", "fail", "invoke"}

// String gives the name of the operation as a dump prints it.
func (o Op) String() string { return opNames[o] }

// Step is one operation. Its operands stand before it.
type Step struct {
	Op      Op
	A, B, C Ref
}

// Operands calls f with every step that a step of the plan reads.
func (p *Plan) Operands(s Step, f func(Ref)) {
	switch s.Op {
	case Const, Fail:
	case Invoke:
		for _, x := range p.Calls[s.A].Args {
			f(x)
		}
	case Input:
		f(s.B)
	case Scale, Neg, Abs, Not:
		f(s.A)
	case Select:
		f(s.A)
		f(s.B)
		f(s.C)
	default:
		f(s.A)
		f(s.B)
	}
}

// Info is what is known of a step besides its operation.
type Info struct {
	Name   string     // what a script or its results call it, or ""
	Source string     // the written source of a definition, or ""
	Kind   check.Kind // what sort of value it is
	Unit   unit.Unit  // of a number
	// Percent says that the script writes the number in percent.
	Percent bool
	Span    source.Span // the text it came from
}

// Failure is why a step has no value.
type Failure struct {
	Code    diag.Code
	Message say.Phrase
	Help    say.Phrase
	Span    source.Span
}

// Hole stands in the message of a guard for one of its Values, which only a run knows.
type Hole int

// Count stands there for a value that is a number in a sentence, without a unit of its own.
type Count int

// Guard is a condition that must hold in every run.
type Guard struct {
	Cond    Ref
	Failure Failure
	Values  []Ref
}

// Note is something a reader of the results must know: how many rows or groups a figure rests on.
type Note struct {
	Span source.Span
	Used Ref
	All  int
	What say.Phrase // rows or groups of something
}

// Plan is a lowered script. It is not changed after Lower returned it, so any number of readings may share it.
type Plan struct {
	Steps     []Step
	Info      []Info // beside Steps
	Consts    []num.D
	Ratios    []unit.Ratio
	Texts     []string
	Failures  []Failure
	Calls     []Call
	Guards    []Guard
	Notes     []Note
	Params    []*Param
	Slots     int // input slots in all
	Scenarios []*Scenario
	Outputs   []*Output
	Expects   []*Expect
	Analyses  []*Analysis
	Results   *Results
	Module    *check.Module
	Assumed   []Assumed
}

// Assumed is something the script, or one it uses, takes for given: a wage, norm, written number, list or data file. Standard modules
// have none here.
type Assumed struct {
	Def     check.Def // its name with the prefix of a used script
	Label   say.Phrase
	Span    source.Span // of the value, or of the declaration of data
	Value   Ref         // None with Text
	Text    say.Phrase  // a list as written, or how much data there is
	Percent bool        // written in percent
}

// Param is a param of the script or of a used one that no `with` binds. A list has one slot per year.
type Param struct {
	Name      string // with the prefix of a used script: g18.finishing
	Decl      *check.Param
	FirstSlot int
	Values    []Ref // the input steps, one per slot
	Base      []Ref // the value written in the script, one per slot
	Low, High Ref   // hard bounds, or None
	Step      Ref   // or None
	Shapes    []Ref // what stands in the brackets of its distribution
	// Choices is what the param may be, a step for every slot of each: alternatives in order of the text, of a range its two bounds, of
	// ± the two ends; none without a range.
	Choices [][]Ref

	inst *instance
}

// Scenario is values for params.
type Scenario struct {
	Name string
	Decl *check.Scenario
	Sets []ScenarioSet
}

// ScenarioSet is the value of one param, one step per slot.
type ScenarioSet struct {
	Param  int // index in Plan.Params
	Values []Ref
}

// Output is a reported figure. Value is in the unit of the expression, Shown in that of Decl.As.
type Output struct {
	Name, Label string
	Value       Ref
	Shown       Ref
	Decl        *check.Output
}

// Expect is a claim; OK is a condition. Left and Right are in the unit of the left side.
type Expect struct {
	OK, Left, Right, High Ref // High is None without a range
	Under                 int // index in Plan.Scenarios, or -1
	Decl                  *check.Expect
}

// Analysis is one analysis of the script.
type Analysis struct {
	Decl   *check.Analysis
	Of     Ref   // in the unit that the figure is shown in; None for a correlation
	Params []int // indexes in Plan.Params
	Target Ref   // of a solution, in the unit of Of; else None
	Value  Ref   // of a correlation, else None
	Axes   []Axis
}

// Axis is a param that analyses go over, and what it is there. Choices and Step are as those of a param.
type Axis struct {
	Param   *Param
	Range   *check.Range
	Choices [][]Ref
	Step    Ref
}

// Axis is the param over its own range.
func (p *Param) Axis() Axis { return Axis{p, p.Decl.Range, p.Choices, p.Step} }

// Limits bounds what lowering may build.
type Limits struct {
	Operations int // steps of a plan
}
