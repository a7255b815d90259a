package check

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// Host is what the program that runs the scripts lends them: functions and constants. It is only read. A nil Host lends nothing.
type Host struct {
	Funcs  []*HostFunc
	Consts []*HostConst
}

// HostFunc is a function of the program that runs the scripts. It is a function of values with the unit of each parameter and of the
// result, both as scripts write them.
type HostFunc struct {
	stdlib.Func
	Exact func(args []num.D) (num.D, error)     // or nil
	Lanes func(args [][]float64, out []float64) // or nil
}

// HostConst is a value of the program that runs the scripts, by a name.
type HostConst struct {
	Name, Doc, Source string
	Value             num.D
	Unit              string // as scripts write it, "" for a plain number
}

// function finds a function of the language or of the host.
func (s *scope) function(name string) (f stdlib.Func, host *HostFunc, ok bool) {
	if f, ok = stdlib.Lookup(name); ok || s.host == nil {
		return f, nil, ok
	}
	at := slices.IndexFunc(s.host.Funcs, func(f *HostFunc) bool { return f.Name == name })
	if at < 0 {
		return stdlib.Func{}, nil, false
	}
	return s.host.Funcs[at].Func, s.host.Funcs[at], true
}

// Functions lists the functions of the language, then those of the host.
func (m *Module) Functions() []stdlib.Func {
	out := stdlib.Functions()
	if m.scope.host == nil {
		return out
	}
	for _, f := range m.scope.host.Funcs {
		out = append(out, f.Func)
	}
	return out
}

// Function finds a function of the language or of the host.
func (m *Module) Function(name string) (stdlib.Func, bool) {
	f, _, ok := m.scope.function(name)
	return f, ok
}

// hostNoun is what messages call a constant of the host.
const hostNoun noun = "constant"

// declareHost binds the constants of the host. A standard module sees none: nobody could rename what is declared there.
func (c *checker) declareHost(h *Host) {
	if h == nil {
		return
	}
	c.scope.host = h
	for _, k := range h.Consts {
		l := &Let{Def: Def{Name: k.Name, Label: k.Doc, Source: k.Source}}
		if u, missing := UnitWritten(k.Unit, c.scope.unitNamed); missing == "" {
			l.Value = &Lit{Typed: Typed{Typ: numberType(u)}, Value: k.Value}
		} else {
			l.Value = failed(source.Span{})
		}
		c.scope.entries[k.Name] = &entry{name: k.Name, noun: hostNoun, thing: l}
		c.mod.Consts = append(c.mod.Consts, l)
	}
}

// hostUnit reports the unit of a constant that cannot be used here, and says nothing of any other value.
func (c *checker) hostUnit(l *Let, at source.Span) {
	if !slices.Contains(c.mod.Consts, l) {
		return
	}
	for _, k := range c.scope.host.Consts {
		if k.Name == l.Name {
			_, missing := UnitWritten(k.Unit, c.scope.unitNamed)
			c.noHostUnit(k.Name, missing, at)
		}
	}
}

// noHostUnit reports that the script does not know a unit that the host counts in.
func (c *checker) noHostUnit(name, missing string, at source.Span) {
	c.report(diag.UnknownUnit, at, say.T("`%s` comes from the program that runs the script and is in `%s`, which is no unit of the script", name, missing),
		help(say.T("declare it with all its spellings: `unit %s`", spellings(missing))))
}

// UnitWritten reads a unit such as DKK/year or 1/week; "" is a plain number. Missing is the first name that is no unit, or all of the text
// when it names a dimension twice.
func UnitWritten(text string, named func(string) *unit.Base) (u unit.Unit, missing string) {
	if text == "" {
		return u, ""
	}
	for i, part := range strings.Split(text, "/") {
		for j, name := range strings.Split(part, "*") {
			if i+j == 0 && name == "1" && text != "1" {
				continue
			}
			b := named(name)
			if b == nil {
				return u, name
			}
			combine := unit.Unit.Mul
			if i > 0 && j == 0 {
				combine = unit.Unit.Div
			}
			next, factor, ok := combine(u, unit.Of(b))
			if !ok || !factor.IsOne() {
				return u, text
			}
			u = next
		}
	}
	return u, ""
}

// hostCall checks a call of a host function: every argument is brought into the unit of its parameter, and series are mapped entry by entry.
func (c *checker) hostCall(e *ast.Call, f *HostFunc, v *env) Expr {
	if e.Each != nil || len(e.By) > 0 || !f.Takes(len(e.Args)) {
		return c.wrongForm(e)
	}
	out := &CallExpr{Typed: Typed{Src: e.Span}, Func: f.Name, Host: f}
	for _, a := range e.Args {
		out.Args = append(out.Args, c.expr(a, v))
	}
	if bad(out.Args...) {
		return failed(e.Span)
	}
	out.Typ = numberType(unit.Unit{})
	for i, x := range out.Args {
		if !c.hostArgument(out, f.Params[i], x) {
			return failed(e.Span)
		}
	}
	u, ok := c.unitOfHost(out, f.Result)
	if !ok {
		return failed(e.Span)
	}
	out.Typ.Unit = u
	return out
}

// unitOfHost is a unit of a host function as the script of a call knows it.
func (c *checker) unitOfHost(call *CallExpr, text string) (unit.Unit, bool) {
	if text == "number" {
		return unit.Unit{}, true
	}
	u, missing := UnitWritten(text, c.scope.unitNamed)
	if missing != "" {
		c.noHostUnit(call.Func, missing, call.Src)
	}
	return u, missing == ""
}

func (c *checker) hostArgument(out *CallExpr, p stdlib.Param, x Expr) bool {
	wanted, ok := c.unitOfHost(out, p.Type)
	if !ok {
		return false
	}
	factor, ok := x.Type().Unit.To(wanted)
	if !isNumber(x) || !ok {
		t := numberType(wanted)
		c.report(diag.WrongArgument, x.Span(), say.T("`%s` takes %s as `%s`, and this is %s", out.Func, describe(t), p.Name, describe(x.Type())),
			label(account(x.Type())), help(say.T("its form is `%s`, as in `%s`", out.Host.Signature(), out.Host.Example)), declared(x))
		return false
	}
	out.Factors, out.Units = append(out.Factors, factor), append(out.Units, wanted)
	typ, clash := joinSeries(out.Typ, out.Typ, x.Type())
	if clash != nil {
		c.clash(clash, x, out.Args[0])
		return false
	}
	out.Typ = typ
	return true
}
