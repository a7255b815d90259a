package eval

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/stdlib"
)

// Func is a function that a Go program lends to the scripts it runs. Scripts call it as one of the language: arguments are brought into
// the units of Params before, wrong dimensions are diagnostics, and a series is mapped entry by entry.
//
// The same arguments always give the same result, whatever was called before, at any time and from any number of goroutines: Pure promises
// that. So a body changes nothing, and no session above all: in the change that calls it, it would wait for itself until Limits.Time ends that with
// an error. A body that a function does not have refuses what is read by it, with a diagnostic at the call: without Exact the script cannot
// be run, without Lanes nothing that goes through the function can be swept or simulated.
type Func struct {
	Name   string      // as scripts write it
	Params []FuncParam // one or more
	Result string      // unit of the result, "" for a plain number
	Doc    string      // what it gives, in words
	// Example is a call, for the help of a diagnostic; without one it is the form of the function.
	Example string
	Source  string // where what it computes comes from, or ""
	Pure    bool   // must be true

	// Exact computes one value. The arguments are in the units of Params, and the slice is its own. What an error says is a diagnostic at
	// the call when the value is needed, as a division by zero is, in the language of the reader if the error has a method In of
	// say.Language; a panic is one that names the function. Of either, errors.Is and errors.As find the error in that of the run, and
	// the message shows 200 characters. It should be quick: a run is not stopped inside it.
	Exact func(args []num.D) (num.D, error)
	// Lanes computes any number of values: a column for each argument, and one for the results, all of one length. Each result depends on
	// its own lane alone. NaN is no value: a lane with such an argument has none, whatever is written there, and neither has one whose
	// result is infinite or not written. The columns are lent, and only out is read afterwards. A panic ends what is computed.
	// Where Go may fuse x*y + z, float64(x*y) + z has the same bits on every processor.
	Lanes func(args [][]float64, out []float64)
}

// FuncParam is a parameter of a Func. A counted unit is one that the script declares.
type FuncParam struct {
	Name string
	Unit string // as scripts write it, such as DKK/year or 1/week; "" for a plain number
}

// Const is a value that a Go program lends to the scripts it runs. It is a definition that stands in no script: no script may declare its
// name, and explanations say that the program gave it.
type Const struct {
	Name   string
	Value  num.D  // in Unit; a D that was never set is refused
	Unit   string // as scripts write it, "" for a plain number
	Doc    string // what it is, in words
	Source string // where it comes from, or ""
}

// WithFunc lends a function to the scripts, all of those that are read together.
func WithFunc(f Func) Option { return func(o *options) { o.host.funcs = append(o.host.funcs, f) } }

// WithConst lends a constant to the scripts, all of those that are read together but standard modules.
func WithConst(c Const) Option {
	return func(o *options) { o.host.consts = append(o.host.consts, c) }
}

// host is what the options lend.
type host struct {
	funcs  []Func
	consts []Const
}

// checked is the host as a check takes it, or nil where it lends nothing.
func (h host) checked() *check.Host {
	if len(h.funcs)+len(h.consts) == 0 {
		return nil
	}
	out := &check.Host{}
	for _, f := range h.funcs {
		out.Funcs = append(out.Funcs, f.checked())
	}
	for _, c := range h.consts {
		out.Consts = append(out.Consts, &check.HostConst{Name: c.Name, Doc: c.Doc, Source: c.Source, Value: c.Value, Unit: c.Unit})
	}
	return out
}

func (f Func) checked() *check.HostFunc {
	out := stdlib.Func{Name: f.Name, Form: stdlib.OfHost, Result: unitWord(f.Result), Doc: f.Doc, Source: f.Source}
	var names []string
	for _, p := range f.Params {
		out.Params = append(out.Params, stdlib.Param{Name: p.Name, Type: unitWord(p.Unit)})
		names = append(names, p.Name)
	}
	form := f.Name + "(" + strings.Join(names, ", ") + ")"
	out.Forms, out.Example = []string{form}, f.Example
	if f.Example == "" {
		out.Example = form
	}
	return &check.HostFunc{Func: out, Exact: f.Exact, Lanes: f.Lanes}
}

// unitWord is the unit as a table of functions has it.
func unitWord(unit string) string {
	if unit == "" {
		return "number"
	}
	return unit
}

// Functions lists the functions that the script may call: those of the language, then those that the program lends.
func (p *Program) Functions() (out []Entry) {
	defer quietly()
	return functionsOf(p.module)
}

// Constants lists the constants that the program lends to the script, with their values.
func (p *Program) Constants() (out []Entry) {
	defer quietly()
	return constantsOf(p.module)
}

func functionsOf(m *check.Module) []Entry {
	var out []Entry
	for _, f := range m.Functions() {
		out = append(out, Entry{Name: f.Name, Text: strings.Join(f.Forms, ", "), About: f.Doc})
	}
	return out
}

func constantsOf(m *check.Module) []Entry {
	var out []Entry
	for _, c := range m.Consts {
		e := Entry{Name: c.Name, About: c.Label}
		if lit, ok := c.Value.(*check.Lit); ok { // else it is in a unit that the script does not know
			e.Value = &Value{Figures: []Figure{figureOf(lit.Value, lit, check.Display{Unit: lit.Typ.Unit, Scale: 1})}}
		}
		out = append(out, e)
	}
	return out
}
