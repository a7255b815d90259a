package workbook

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// OperationFormula is the formula of a step of a plan, over cells that its operands have.
func OperationFormula(p *plan.Plan, x plan.Ref, place func(plan.Ref) string) (string, error) {
	read, err := exact.Run(context.Background(), p, nil)
	if err != nil {
		return "", err
	}
	g := newGraph(&plan.Figure{Plan: p}, read)
	g.require(x)
	w := writer{g, &Sheet{}, func(x plan.Ref) (string, *Address) { return place(x), nil }}
	t := w.computed(g.of(x))
	if t.truth {
		return "IF(" + t.text + ",1,0)", nil
	}
	return t.text, nil
}

// HasFormula reports whether an operation has a formula.
func HasFormula(op plan.Op) bool { return operation(op) != nil }

// DefinedNames gives the names of cells for names of scripts, and Titles those of sheets.
func DefinedNames(script ...string) []string { return each(script, new(names).of) }
func Titles(wanted ...string) []string       { return each(wanted, new(names).title) }

// MadeNames gives the names that are made up beside those of a script.
func MadeNames(script []string, wanted ...string) []string {
	n := new(names)
	for _, name := range script {
		n.keep(name)
	}
	return each(wanted, n.made)
}

func each(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}
