package referee_test

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
)

// reading is the values of a plan under one scenario.
type reading func(plan.Ref) (num.D, error)

// read names every figure of a plan as the referee names its own.
func read(p *plan.Plan, under *check.Scenario, at reading) figures {
	r := &namer{f: figures{}, at: at}
	for _, o := range p.Outputs {
		r.put("output "+o.Name, o.Value)
	}
	for i, e := range p.Expects {
		if e.Decl.Under == under {
			r.put(fmt.Sprintf("expect[%d].left", i+1), e.Left)
			r.put(fmt.Sprintf("expect[%d].right", i+1), e.Right)
			r.put(fmt.Sprintf("expect[%d].ok", i+1), e.OK)
		}
	}
	if p.Results != nil && p.Results.Grid != nil {
		r.ladder(p.Results)
		r.lines(p.Results)
		r.volumes(p)
	}
	return r.f
}

// namer puts what it reads under names.
type namer struct {
	f  figures
	at reading
}

func (r *namer) put(name string, ref plan.Ref) {
	switch ref {
	case plan.None:
		r.f[name] = figure{number: zero}
		return
	case plan.One:
		r.f[name] = figure{number: one}
		return
	}
	d, err := r.at(ref)
	if err != nil {
		r.f[name] = figure{refused: err}
		return
	}
	r.f[name] = figure{number: fromDecimal(d)}
}

func (r *namer) flow(name string, f plan.Flow) {
	r.put(name+".total", f.Total)
	r.put(name+".later", f.Later)
	for t, ref := range f.Steps {
		r.put(fmt.Sprintf("%s.step[%d]", name, t+1), ref)
	}
	for y, ref := range f.Years {
		r.put(fmt.Sprintf("%s.year[%d]", name, y+1), ref)
	}
}

func (r *namer) ladder(x *plan.Results) {
	for name, f := range map[string]plan.Flow{
		"gross": x.Gross, "residual": x.Residual, "grants": x.Grants, "after_grants": x.AfterGrants, "savings": x.Savings,
		"net": x.Net, "overhead": x.Overhead,
	} {
		r.flow("costs."+name, f)
	}
	r.put("costs.labour", x.Labour)
	if x.Present != plan.None {
		r.put("costs.present", x.Present)
	}
	for _, c := range x.Categories {
		r.flow("costs."+c.Name, c.Flow)
	}
}

func (r *namer) lines(x *plan.Results) {
	names := numbering{}
	for _, l := range x.Lines {
		name := names.of(l.Name)
		r.flow(name+".own", l.Own)
		r.flow(name+".overhead", l.Overhead)
		r.put(name+".labour", l.Labour)
		r.put(name+".residual", l.Residual)
		if l.Kind == ast.CostLine {
			r.put(name+".hours", l.Hours)
		}
	}
}

func (r *namer) volumes(p *plan.Plan) {
	for _, t := range p.Results.Teams {
		for y, ref := range t.Active {
			r.put(fmt.Sprintf("team %s.active[%d]", t.Name, y+1), ref)
		}
	}
	for _, c := range p.Results.Courses {
		name := "course " + c.Name
		r.flow(name+".courses", c.Courses)
		r.flow(name+".started", c.Started)
		r.put(name+".completed", c.Completed.Total)
		r.put(name+".inside", c.Inside)
	}
	for _, w := range p.Results.Wages {
		r.put("wage "+w.Name+".labour", w.Labour)
		r.put("wage "+w.Name+".hours", w.Hours)
		r.put("wage "+w.Name+".fte", w.FTE)
	}
}
