package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// results lowers everything that the tables of a script show.
func (l *lowerer) results(root *instance) *Results {
	if root.grid == nil {
		return &Results{Present: None, Labour: None}
	}
	r := &Results{
		Grid: root.grid, Money: root.moneyUnit(), Present: None,
		Gross: l.gross(root).public(), Residual: l.residualFlow(root).public(), Grants: l.grants(root).public(),
		AfterGrants: l.afterGrants(root).public(), Savings: l.savings(root).public(), Net: l.net(root).public(),
		Overhead: l.overhead(root).public(), Labour: l.labour(root),
	}
	if root.m.Intervention.Discount != nil {
		r.Present = l.present(root)
	}
	for _, c := range l.categoryNames(root) {
		r.Categories = append(r.Categories, CategoryResult{c.Name, c.Label, l.category(root, c.Name).public()})
	}
	for _, in := range l.combined(root) {
		l.instanceResults(r, in)
	}
	l.tellPayers(root, r)
	return r
}

func (in *instance) labelled(label string) string {
	if in.label == "" {
		return label
	}
	return in.label + " / " + label
}

func (l *lowerer) instanceResults(r *Results, in *instance) {
	for _, kind := range []ast.CostKind{ast.CostLine, ast.GrantLine, ast.SavingLine} {
		for _, ln := range l.allLines(in, kind) {
			r.Lines = append(r.Lines, l.lineResult(in, ln))
			l.addPayers(r, in, ln)
		}
	}
	for _, t := range in.m.Teams {
		lowered := l.team(in, t)
		r.Teams = append(r.Teams, TeamResult{t, in.prefix + t.Name, in.labelled(t.Label), l.activeByYear(in, lowered), lowered.startResults()})
	}
	for _, c := range in.m.Courses {
		v := l.course(in, c)
		r.Courses = append(r.Courses, CourseResult{
			c, in.prefix + c.Name, in.labelled(c.Label), unit.Of(c.Counted),
			v.coursesFlow.public(), v.startedFlow.public(), v.completedFlow.public(), v.inside, v.duration,
		})
	}
	for _, w := range in.m.Wages {
		r.Wages = append(r.Wages, l.wageResult(in, w))
	}
}

func (l *lowerer) lineResult(in *instance, ln *line) LineResult {
	o := origin{in.m.Intervention.Span, in.moneyUnit()}
	out := LineResult{
		Cost: ln.cost, Session: ln.session, Name: in.prefix + ln.name, Label: in.labelled(ln.label), Kind: ln.kind, Category: ln.category.Name,
		Own: l.less(o, ln.gross, ln.overhead).public(), Overhead: ln.overhead.public(),
		Labour: ln.labour, Hours: ln.hours, Residual: ln.residual,
	}
	for _, p := range ln.payers {
		out.Payers = append(out.Payers, PayerResult{p.name, p.flow.public()})
	}
	return out
}

// addPayers adds a line to what each payer pays; savings and grants count against it.
func (l *lowerer) addPayers(r *Results, in *instance, ln *line) {
	for _, p := range ln.payers {
		f := flow{p.flow.unit, p.flow.steps, p.flow.years, p.flow.later, p.flow.total}
		o := origin{in.m.Intervention.Span, in.moneyUnit()}
		at := -1
		for i := range r.Payers {
			if r.Payers[i].Name == p.name {
				at = i
			}
		}
		if at < 0 {
			at = len(r.Payers)
			r.Payers = append(r.Payers, PayerResult{p.name, l.nothing(o, in.grid).public()})
		}
		old := r.Payers[at].Flow
		sofar := flow{old.Unit, old.Steps, old.Years, old.Later, old.Total}
		join := l.plus
		if ln.kind != ast.CostLine {
			join = l.less
		}
		r.Payers[at].Flow = join(o, sofar, f).public()
	}
}

// tellPayers says what each payer pays in all.
func (l *lowerer) tellPayers(in *instance, r *Results) {
	for _, p := range r.Payers {
		if l.telling() {
			l.tellFlow(in.grid, flow{p.Flow.Unit, p.Flow.Steps, p.Flow.Years, p.Flow.Later, p.Flow.Total}, say.T("Paid by %s, less grants and savings", p.Name))
		}
	}
}

// activeByYear is the teams active when each year begins.
func (l *lowerer) activeByYear(in *instance, t *team) []Ref {
	out := make([]Ref, in.grid.Years)
	for y := range out {
		out[y] = t.active[firstStep(in.grid, y+1)]
	}
	return out
}

func (t *team) startResults() []StartResult {
	out := make([]StartResult, len(t.starts))
	for i, m := range t.starts {
		out[i] = StartResult{m.decl, m.count, m.when.from, m.when.to}
	}
	return out
}

func (l *lowerer) wageResult(in *instance, w *check.Wage) WageResult {
	r := WageResult{Name: in.prefix + w.Name, Label: in.labelled(w.Label)}
	r.Used = len(l.linesOfWage(in, w)) > 0
	r.Labour, r.Hours, r.FTE = l.wageLabour(in, w).total, l.wageHours(in, w), l.fte(in, w)
	return r
}
