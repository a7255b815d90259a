package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
)

// Query lowers an expression of a checked module, and of the module only what the expression needs, as a plan of its own with a
// step for each value: one, or of a series one for each entry. The list holds at most one error: that a limit was reached.
func Query(m *check.Module, e check.Expr, data Rows, limits Limits) (own *Plan, values []Ref, problems diag.List) {
	defer onStop(m, limits, func(d diag.Diagnostic) {
		d.Span = e.Span()
		own, values, problems = nil, nil, diag.List{d}
	})
	l := newLowerer(m, data, limits)
	v := l.expr(l.instance(m, "", nil), e)
	if v.list == nil {
		return l.p, []Ref{l.real(v.ref)}, nil
	}
	for i := range entriesOf(e.Type()) {
		values = append(values, l.real(v.list.at(i)))
	}
	return l.p, values, nil
}

// entriesOf is how many entries of a series are shown: those that are written, or one for each year or step.
func entriesOf(t check.Type) int {
	switch {
	case t.Series == check.ByYears && t.Grid != nil:
		return t.Grid.Years
	case t.Series == check.BySteps && t.Grid != nil:
		return len(t.Grid.Steps)
	}
	return max(1, t.Len)
}
