package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/source"
)

// Param is a value that inputs and scenarios may set.
type Param struct {
	Name, Label string
	// Value is the value written in the script, in Unit; of a list its first entry. It is not set for a text.
	Value num.D
	Text  string // of a text
	List  bool   // one value per year
	Unit  string // "" for a plain number, "%" is never used: 92% is 0.92
	Range string // as written, or ""
	// Source is the written source, or "".
	Source string
	Span   source.Span
}

// Params returns the params that inputs and scenarios may set, in order of their declaration. Those of a used script are set by the
// script that uses it.
func (p *Program) Params() (out []Param) {
	defer quietly()
	r, err := exact.Run(background(), p.plan, nil)
	if err != nil {
		return nil
	}
	for _, have := range p.declared() {
		if have.Name != have.Decl.Name {
			continue
		}
		d := have.Decl
		v, _ := r.Value(have.Values[0])
		x := Param{
			Name: have.Name, Label: d.Label, Value: v, List: d.Type.Series != check.Single,
			Unit: d.Type.Unit.String(), Source: d.Source, Span: d.Span,
		}
		if d.Range != nil {
			x.Range = p.slice(d.Range.Span)
		}
		if d.Type.Kind == check.KindText {
			at, _ := v.Int64()
			x.Value, x.Text = num.D{}, p.plan.Texts[at]
		}
		out = append(out, x)
	}
	return out
}

// Outputs returns what the script reports, in its order, without values, which only a run has.
func (p *Program) Outputs() (out []Figure) {
	defer quietly()
	out = make([]Figure, len(p.plan.Outputs))
	for i, o := range p.plan.Outputs {
		out[i] = Figure{Name: o.Name, Label: o.Label, Unit: displayUnit(o.Decl.As, false), One: displayUnit(o.Decl.As, true)}
	}
	return out
}

// Scenarios returns the names of the script's scenarios in order.
func (p *Program) Scenarios() (out []string) {
	defer quietly()
	out = make([]string, len(p.plan.Scenarios))
	for i, s := range p.plan.Scenarios {
		out[i] = s.Name
	}
	return out
}

// declared lists the params as they are declared: those of the script first, then those of each used script.
func (p *Program) declared() []*plan.Param {
	out := slices.Clone(p.plan.Params)
	place := map[*check.Param]int{}
	for _, m := range modules(p.module) {
		for i, d := range m.Params {
			place[d] = i
		}
	}
	rank := func(x *plan.Param) string {
		return strings.TrimSuffix(x.Name, x.Decl.Name)
	}
	slices.SortStableFunc(out, func(a, b *plan.Param) int {
		return cmp.Or(strings.Compare(rank(a), rank(b)), place[a.Decl]-place[b.Decl])
	})
	return out
}
