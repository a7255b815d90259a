package eval

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// problems is all that is wrong with what is lent. It stands in no text, so that every message names what it is about.
func (h host) problems() diag.List {
	v := &hostCheck{seen: map[string]bool{}}
	for _, f := range h.funcs {
		v.function(f)
	}
	for _, c := range h.consts {
		v.constant(c)
	}
	return v.found
}

type hostCheck struct {
	seen  map[string]bool // the names of functions and constants
	found diag.List
}

func (v *hostCheck) report(code diag.Code, message, help say.Phrase) {
	d := diag.New(code, source.Span{}, message)
	d.Help = help
	v.found = append(v.found, d)
}

func (v *hostCheck) function(f Func) {
	owner := say.T("the host function `%s`", diag.Clipped(f.Name))
	_, ofLanguage := stdlib.Lookup(f.Name)
	v.name(owner, f.Name, ofLanguage)
	v.missing(owner, "Doc", f.Doc == "", say.T("say in words what it gives"))
	v.missing(owner, "Exact, Lanes", f.Exact == nil && f.Lanes == nil, say.T("give at least one body: without Exact the script cannot be run, without Lanes it cannot be swept"))
	v.missing(owner, "Pure", !f.Pure, say.T("set it to promise that the same arguments always give the same result; nothing else may be lent"))
	v.missing(owner, "Params", len(f.Params) == 0, say.T("what takes nothing is a constant: lend it with WithConst"))
	params := map[string]bool{}
	for _, p := range f.Params {
		v.parameter(owner, p, params)
	}
	v.unit(owner, f.Result)
	if f.Example != "" && !calls(f.Example, f.Name) {
		v.report(diag.WrongArguments, say.T("the example of %s is no expression with a call of it: %s", owner, diag.Clipped(f.Example)), say.Phrase{})
	}
}

func (v *hostCheck) constant(c Const) {
	owner := say.T("the host constant `%s`", diag.Clipped(c.Name))
	v.name(owner, c.Name, check.Reserved(c.Name))
	v.missing(owner, "Doc", c.Doc == "", say.T("say in words what it is"))
	v.missing(owner, "Value", !c.Value.IsSet(), say.T("set it, such as num.Must(\"0.25\"); a zero is num.Int(0)"))
	v.unit(owner, c.Unit)
}

// name checks the name of a function or constant.
func (v *hostCheck) name(owner say.Phrase, name string, taken bool) {
	switch {
	case !isName(name):
		v.report(diag.NoName, say.T("%s has a name that no script can write", owner), nameHelp)
	case taken:
		v.report(diag.ReservedName, say.T("%s has the name of something that every script has", owner), say.T("choose another name, such as `my_%s`", name))
	case v.seen[name]:
		v.report(diag.DuplicateName, say.T("%s is lent twice", owner), say.T("rename one of the two"))
	}
	v.seen[name] = true
}

var nameHelp = say.T("a name begins with a letter, goes on with letters, digits and _, and is no connecting word")

func (v *hostCheck) parameter(owner say.Phrase, p FuncParam, seen map[string]bool) {
	switch {
	case !isName(p.Name):
		v.report(diag.NoName, say.T("%s has a parameter whose name no script can write: %q", owner, p.Name), nameHelp)
	case seen[p.Name]:
		v.report(diag.DuplicateName, say.T("%s has two parameters `%s`", owner, p.Name), say.T("rename one of the two"))
	}
	seen[p.Name] = true
	v.unit(owner, p.Unit)
}

func (v *hostCheck) missing(owner say.Phrase, field string, isMissing bool, help say.Phrase) {
	if isMissing {
		v.report(diag.MissingLine, say.T("%s lacks `%s`", owner, field), help)
	}
}

// unit checks that a unit can be one: what is no unit of the language is what a script counts in, and needs a name.
func (v *hostCheck) unit(owner say.Phrase, text string) {
	counted := unit.NewRegistry()
	_, missing := check.UnitWritten(text, func(name string) *unit.Base {
		if b, ok := counted.Lookup(name); ok {
			return b
		}
		if !isName(name) || len(check.Synonyms()[name]) > 0 {
			return nil
		}
		b, _ := counted.Declare([]string{name}) // it is no built-in unit
		return b
	})
	if missing != "" {
		v.report(diag.UnknownUnit, say.T("%s is in %q, and %q is no unit", owner, short(text), short(missing)),
			say.T("units are written as in scripts, each dimension once: \"DKK/year\", \"hours\", \"1/week\"; \"\" is a plain number"))
	}
}

// unmeasured finds constants in a unit that is neither built in nor one of a script.
func (h host) unmeasured(main *check.Module) diag.List {
	known := map[string]bool{}
	for _, m := range modules(main) {
		for _, c := range m.Consts {
			_, is := c.Value.(*check.Lit)
			known[c.Name] = known[c.Name] || is
		}
	}
	v := &hostCheck{}
	for _, c := range h.consts {
		if !known[c.Name] {
			v.report(diag.UnknownUnit, say.T("%s is in %q, which the script does not know", say.T("the host constant `%s`", c.Name), c.Unit),
				say.T("declare in the script what it counts, or give another unit"))
		}
	}
	return v.found
}

// isName reports whether a script can write a name.
func isName(name string) bool {
	e, problems := lang.ParseExpr(source.NewFile("", name))
	id, ok := e.(*ast.Name)
	return ok && problems.Err() == nil && id.Name == name && name != check.LastName
}

// calls reports whether a text is an expression with a call of a function.
func calls(text, function string) (found bool) {
	e, problems := lang.ParseExpr(source.NewFile("", text))
	ast.Walk(e, func(n ast.Node) bool {
		c, ok := n.(*ast.Call)
		found = found || ok && c.Func.Name == function
		return true
	})
	return found && problems.Err() == nil
}
