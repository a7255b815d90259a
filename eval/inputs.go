package eval

import (
	"fmt"
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// Inputs is values of params by name. A string is an expression of the language, such as "120%", "3 courses" or "[4, 8...]", whose unit is
// checked. An int, int64 or float64 (its shortest decimal) is a number in the unit of the value written in the script.
type Inputs map[string]any

// slots turns inputs into values of the plan's input slots.
func (p *Program) slots(in Inputs) (exact.Inputs, diag.List) {
	out := exact.Inputs{}
	var problems diag.List
	for _, name := range sortedKeys(in) {
		problems = append(problems, p.slot(name, in[name], out)...)
	}
	return out, problems
}

func (p *Program) slot(name string, value any, out exact.Inputs) diag.List {
	text, err := inputText(value)
	file := source.NewFile("--set "+name, text)
	span := source.Span{Pos: source.Pos{Filename: file.Name, Line: 1, Column: 1}, EndPos: source.Pos{Filename: file.Name, Offset: len(text), Line: 1, Column: 1 + len(text)}}
	if err != nil {
		return diag.List{diag.New(diag.OutOfRange, span, err.Error())}
	}
	files := source.Set{file.Name: file}
	for name, f := range p.files {
		files[name] = f
	}
	e, problems := lang.ParseExpr(file, lang.WithLimits(p.limits.parser()))
	if problems.Err() != nil {
		return problems.Attach(files)
	}
	set, problems := check.CheckSetting(p.module, name, e)
	if problems.Err() != nil {
		return problems.Attach(files)
	}
	return append(problems, p.evaluate(set, span, out)...).Attach(files)
}

// evaluate reads a checked setting exactly and puts its values in their slots.
func (p *Program) evaluate(set *check.Setting, span source.Span, out exact.Inputs) diag.List {
	own, param, refs, problems := p.plan.Setting(set, plan.Limits{Operations: p.limits.Operations})
	if problems.Err() != nil {
		return problems
	}
	if param < 0 {
		return diag.List{diag.New(diag.UnknownInput, span, "`"+set.Param.Name+"` is bound by `with` and cannot be set")}
	}
	r, err := exact.Run(background(), own, nil)
	if err != nil {
		return diag.List{diag.New(diag.Interrupted, span, err.Error())}
	}
	for i, ref := range refs {
		v, ok := r.Value(ref)
		if !ok {
			return r.Problems(ref)
		}
		out[p.plan.Params[param].FirstSlot+i] = p.intern(own, ref, v)
	}
	return nil
}

// intern turns a text of a small plan into the number that the program's plan knows it by.
func (p *Program) intern(own *plan.Plan, ref plan.Ref, v num.D) num.D {
	if ref < 0 || own.Info[ref].Kind != check.KindText {
		return v
	}
	i, _ := v.Int64()
	for at, text := range p.plan.Texts {
		if text == own.Texts[i] {
			return num.Int(int64(at))
		}
	}
	return num.Int(-1)
}

func inputText(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		if d, ok := num.FromFloat(v); ok {
			return d.String(), nil
		}
		return "", fmt.Errorf("%v is no number that a script can hold", v)
	}
	return "", fmt.Errorf("an input is a string, int, int64 or float64, not %T", value)
}
