package eval

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Explanation is a figure as a tree of where it comes from, under a scenario and inputs.
type Explanation struct {
	Root     *explain.Node
	File     string    // the script
	Scenario string    // of the run, or ""
	Problems diag.List // why the run has no value for the figure, or breaks a rule of the script; else empty
	Warnings diag.List // of the run
}

// Explain says where a figure of the run comes from: an output, a result such as `training.by_year[2]` or `hours.leader`, a param or let,
// the label of a line, or an expression. The error is a diag.List.
func (r *Result) Explain(name string) (n *explain.Node, err error) {
	defer r.owner().recovered(background(), &err)
	p := r.program
	ctx, cancel := context.WithTimeout(background(), p.limits.Time)
	defer cancel()
	e, err := p.explained(ctx, name, r.scenario, settings{r.set, r.texts})
	if err != nil {
		return nil, err
	}
	return e.Root, nil
}

// Explain says where a figure comes from, also when a run has no value for it: the tree then says where that began. Names are those of
// Result.Explain. The error is a diag.List.
func (p *Program) Explain(ctx context.Context, name string, in Inputs, opts ...RunOption) (e *Explanation, err error) {
	defer p.recovered(ctx, &err)
	o := runOptionsOf(append(slices.Clone(opts), With(in)))
	scenario, set, problems := p.chosen(o)
	if problems.Err() != nil {
		return nil, problems
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	if e, err = p.explained(ctx, name, scenario, set); err != nil {
		return nil, err
	}
	e.Warnings = problems.Warnings()
	return e, nil
}

// explained reads the script over a plan of its own, in which every part of the figure can be told apart.
func (p *Program) explained(ctx context.Context, name string, scenario int, set settings) (*Explanation, error) {
	x, text, problems := p.asked(name)
	if problems.Err() != nil {
		return nil, problems
	}
	f, problems := plan.LowerFigure(p.module, p.data, p.limits.explained(ctx.Err), x)
	if problems.Err() != nil {
		return nil, p.lowered(ctx, problems)
	}
	base, err := exact.Run(ctx, f.Plan, nil)
	if err != nil {
		return nil, p.stopped(err)
	}
	out := &Explanation{File: p.module.File.Name}
	given := renumbered(p.plan, f.Plan, set.slots)
	run := explain.Run{Figure: f, Base: base, Given: given, Set: exact.Inputs{}, Texts: set.texts, Asked: x, Text: text}
	if scenario >= 0 {
		out.Scenario = p.plan.Scenarios[scenario].Name
		run.Under, run.Set = out.Scenario, underScenario(base, scenario)
	}
	maps.Copy(run.Set, given)
	if run.Read, err = exact.Run(ctx, f.Plan, run.Set); err != nil {
		return nil, p.stopped(err)
	}
	shown := p.shownFigure(f, name)
	out.Problems = run.Read.Problems(f.Ref).Attach(p.files)
	if out.Root, err = explain.Explain(ctx, run); err != nil {
		return nil, p.stopped(err)
	}
	shown(out.Root)
	return out, nil
}

// renumbered gives texts that the script does not know the numbers after those of another plan.
func renumbered(from, to *plan.Plan, in exact.Inputs) exact.Inputs {
	out := maps.Clone(in)
	more := num.Int(int64(len(to.Texts) - len(from.Texts)))
	for _, param := range from.Params {
		if param.Decl.Type.Kind != check.KindText {
			continue
		}
		if v, ok := in[param.FirstSlot]; ok && v.Cmp(num.Int(int64(len(from.Texts)))) >= 0 {
			out[param.FirstSlot], _ = v.Add(more)
		}
	}
	return out
}

// shownFigure makes an output the figure in the unit that it is shown in. What it returns gives the tree the name that was asked for.
func (p *Program) shownFigure(f *plan.Figure, name string) func(*explain.Node) {
	for _, o := range f.Outputs {
		if o.Name != name {
			continue
		}
		f.Ref = stepShown(f, o)
		return func(n *explain.Node) { p.tellOutput(o, n) }
	}
	return func(n *explain.Node) {
		if w := wageOfHours(p.module, name); w != nil && w.Label != "" {
			n.Name, n.Label = name, say.T("%s: hours", w.Label)
		}
		if n.Name == "" && n.Label.String() != name {
			n.Name = name
		}
	}
}

// stepShown is the step of an output as it is shown.
func stepShown(f *plan.Figure, o *plan.Output) plan.Ref {
	if !o.Decl.As.Percent {
		return o.Shown
	}
	f.Info[o.Value].Percent = true
	return o.Value
}

// tellOutput makes a tree that of an output.
func (p *Program) tellOutput(o *plan.Output, n *explain.Node) {
	n.Name, n.Label, n.Source, n.Until = o.Name, say.Verbatim(o.Label), o.Decl.Source, o.Decl.Until
	if formula := strings.Join(strings.Fields(p.slice(o.Decl.Value.Span())), " "); formula != o.Name {
		n.Formula = formula
	}
	n.Fold()
	n.File, n.Line = o.Decl.Span.Pos.Filename, o.Decl.Span.Pos.Line
	if !o.Decl.As.Percent {
		n.Amount.Unit, n.Amount.One = displayUnit(o.Decl.As, false), displayUnit(o.Decl.As, true)
		n.Base.Unit, n.Base.One = n.Amount.Unit, n.Amount.One
	}
}

// wageOfHours is the wage whose hours a name such as `hours.leader` is. They may be the hours of one line, whose label they would have.
func wageOfHours(m *check.Module, name string) *check.Wage {
	for _, w := range m.Wages {
		if name == "hours."+w.Name {
			return w
		}
	}
	return nil
}

// asked is what a name stands for: the label of something that the script declares, or an expression of it and where that stands.
func (p *Program) asked(name string) (check.Expr, *source.File, diag.List) {
	file := source.NewFile("explain", strings.TrimSpace(name))
	files := source.Set{file.Name: file}
	maps.Copy(files, p.files)
	labelled := p.labelled(file)
	if len(labelled) == 1 && labelled[0].value == nil {
		return p.asked(labelled[0].name)
	}
	if len(labelled) == 1 {
		return labelled[0].value, nil, nil
	}
	if len(labelled) > 1 {
		return nil, nil, diag.List{ambiguous(file, labelled)}.Attach(files)
	}
	e, problems := lang.ParseExpr(file, lang.WithLimits(p.limits.parser()))
	if problems.Err() != nil {
		return nil, nil, problems.Attach(files)
	}
	x, problems := check.CheckExpr(p.module, e)
	if problems.Err() != nil {
		return nil, nil, p.offering(problems).Attach(files)
	}
	if t := x.Type(); t.Kind != check.KindNumber || t.Series != check.Single {
		return nil, nil, diag.List{unexplained(file, t)}.Attach(files)
	}
	return x, file, nil
}

// offering adds to an unknown name what there is, where no name is near.
func (p *Program) offering(problems diag.List) diag.List {
	for i := range problems {
		if d := &problems[i]; d.Code == diag.UnknownName && len(d.Fixes) == 0 {
			if names := p.explainable(); len(names) > 0 {
				d.Help = say.T("there are %s", say.And(fewNames(names)))
			}
		}
	}
	return problems
}

// fewNames are the first of many names.
func fewNames(names []string) []say.Phrase {
	const most = 8
	var out []say.Phrase
	for _, name := range names[:min(len(names), most)] {
		out = append(out, say.T("`%s`", name))
	}
	if len(names) > most {
		out = append(out, say.T("others"))
	}
	return out
}

// explainable are the names of outputs, then of lets, params and the results that every script with costs has.
func (p *Program) explainable() []string {
	var out []string
	for _, o := range p.module.Outputs {
		out = append(out, o.Name)
	}
	for _, d := range p.module.Lets {
		if d.Value.Type().Kind == check.KindNumber && d.Value.Type().Series == check.Single {
			out = append(out, d.Name)
		}
	}
	for _, d := range p.module.Params {
		if d.Type.Kind == check.KindNumber && d.Type.Series == check.Single {
			out = append(out, d.Name)
		}
	}
	return out
}

// Explainable lists what Explain takes by name: outputs, lets, params, then results of costs, courses, sessions and wages, each with what
// reports call it.
func (p *Program) Explainable() (out []Named) {
	defer quietly()
	labels := map[string]string{}
	for _, o := range p.module.Outputs {
		labels[o.Name] = o.Label
	}
	for _, d := range p.module.Lets {
		labels[d.Name] = d.Label
	}
	for _, d := range p.module.Params {
		labels[d.Name] = d.Label
	}
	for _, name := range p.explainable() {
		out = append(out, Named{name, labels[name]})
	}
	for _, result := range p.resultNames() {
		if _, _, problems := p.asked(result.Name); problems.Err() == nil {
			out = append(out, result)
		}
	}
	return out
}

// Named is a name and what reports call it.
type Named struct{ Name, Label string }

func (p *Program) resultNames() []Named {
	var out []Named
	add := func(d check.Def, ends ...string) {
		for _, end := range ends {
			if d.Name != "" {
				out = append(out, Named{strings.ReplaceAll(end, "*", d.Name), d.Label})
			}
		}
	}
	if r := p.plan.Results; r != nil && r.Grid != nil {
		out = append(out, Named{"total", ""}, Named{"costs.gross", ""}, Named{"costs.net", ""}, Named{"costs.labour", ""})
	}
	for _, d := range p.module.Costs {
		add(d.Def, "*.cost", "*.hours")
	}
	for _, d := range p.module.Courses {
		add(d.Def, "*.courses", "*.started", "*.completed", "*.cost")
	}
	for _, d := range p.module.Sessions {
		add(d.Def, "*.cost", "*.meetings")
	}
	for _, d := range p.module.Wages {
		add(d.Def, "*.hourly", "*.cost", "hours.*", "fte.*")
	}
	return out
}

// labelledThing is something that reports call by a label.
type labelledThing struct {
	value check.Expr // or nil where it has a name that says what is meant
	name  string
	at    source.Span
}

// labelled are the outputs, definitions, params, wages, courses and lines that have a text as their label and no name that it could be: a wage stands for its hourly rate, a course for
// its cost.
func (p *Program) labelled(file *source.File) []labelledThing {
	var out []labelledThing
	m, text := p.module, file.Text
	typed := check.Typed{Src: p.here()}
	add := func(d check.Def, e check.Expr) {
		if d.Label == text && d.Name != text {
			out = append(out, labelledThing{value: e, at: d.NameSpan})
		}
	}
	for _, d := range m.Params {
		if d.Label == text && d.Name != text {
			out = append(out, labelledThing{name: d.Name, at: d.NameSpan})
		}
	}
	for _, d := range m.Wages {
		if d.Label == text && d.Name != text {
			out = append(out, labelledThing{name: d.Name + ".hourly", at: d.NameSpan})
		}
	}
	for _, d := range m.Courses {
		if d.Label == text && d.Name != text {
			out = append(out, labelledThing{name: d.Name + ".cost", at: d.NameSpan})
		}
	}
	for _, d := range m.Outputs {
		add(d.Def, d.Value)
	}
	for _, d := range m.Lets {
		add(d.Def, d.Value)
	}
	if m.Intervention == nil || m.Intervention.Currency == nil || m.Intervention.Grid == nil {
		return out
	}
	typed.Typ = check.Type{Kind: check.KindNumber, Unit: p.plan.Results.Money}
	for _, d := range m.Costs {
		add(d.Def, &check.ResultExpr{Typed: typed, Kind: check.CostOf, Cost: d})
	}
	for _, d := range m.Sessions {
		add(d.Def, &check.ResultExpr{Typed: typed, Kind: check.CostOf, Session: d})
	}
	return out
}

// whole is the span of all of a text.
func whole(file *source.File) source.Span {
	end := len(file.Text)
	return source.Span{
		Pos:    source.Pos{Filename: file.Name, Line: 1, Column: 1},
		EndPos: source.Pos{Filename: file.Name, Offset: end, Line: 1, Column: 1 + end},
	}
}

func ambiguous(file *source.File, things []labelledThing) diag.Diagnostic {
	d := diag.New(diag.NotAFigure, whole(file), say.T("%d figures are called \"%s\"", len(things), file.Text))
	for _, thing := range things {
		d.Related = append(d.Related, diag.Related{Span: thing.at, Label: say.T("this is one of them")})
	}
	d.Help = say.T("give the name of the one that is meant")
	return d
}

// unexplained says what is no single number.
func unexplained(file *source.File, t check.Type) diag.Diagnostic {
	is, help := say.T("a condition"), say.Phrase{}
	switch {
	case t.Series != check.Single:
		is, help = say.T("a series"), say.T("pick an entry: `%s[1]`", file.Text)
	case t.Kind == check.KindText:
		is = say.T("a text")
	case t.Kind == check.KindDate:
		is = say.T("a date")
	}
	d := diag.New(diag.NotAFigure, whole(file), say.T("what is explained is one number, and `%s` is %s", file.Text, is))
	d.Help = help
	return d
}
