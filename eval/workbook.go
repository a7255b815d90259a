package eval

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// InLanguage says in which language a workbook has its titles and labels, English otherwise.
func InLanguage(l say.Language) RunOption { return func(o *runOptions) { o.language = l } }

// MadeBy says which program, and which version of it, a workbook tells that it was made by.
func MadeBy(program string) RunOption { return func(o *runOptions) { o.made = program } }

// Workbook reads a run as a workbook that recalculates: its cells are formulas down to the assumptions of the script, and name no file
// format; eval/xlsx writes one. Under and With say of which run, InLanguage in which language. The error is a diag.List.
//
// It is no method, so that a program that makes no workbooks does not hold what they take.
func Workbook(ctx context.Context, p *Program, in Inputs, opts ...RunOption) (book *workbook.Book, err error) {
	defer p.recovered(ctx, &err)
	r, err := p.Run(ctx, in, opts...)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	s, err := r.bookScript(ctx)
	if err != nil {
		return nil, err
	}
	o := runOptionsOf(append(slices.Clone(opts), With(in)))
	s.Language = o.language
	s.Facts = r.bookFacts(o)
	book = workbook.Build(s, o.made)
	if err := ctx.Err(); err != nil {
		return nil, p.stopped(err)
	}
	if cells := book.Cells(); cells > p.limits.Operations {
		return nil, diag.List{diag.Passed{
			Field: "Operations", What: say.T("the workbook has too many cells"), Asked: int64(cells), Allowed: int64(p.limits.Operations),
			Instead: say.T("use a coarser step or fewer rows"),
		}.At(diag.LimitReached, p.here())}
	}
	book.Warnings = r.report().Warnings
	return book, nil
}

// bookScript is what a workbook is made of: a run over a plan in which every part of a figure can be told apart.
func (r *Result) bookScript(ctx context.Context) (*workbook.Script, error) {
	p := r.program
	f, problems := plan.LowerTold(p.module, p.data, p.limits.explained(ctx.Err))
	if problems.Err() != nil {
		return nil, p.lowered(ctx, problems)
	}
	base, err := exact.Run(ctx, f.Plan, nil)
	if err != nil {
		return nil, p.stopped(err)
	}
	set := renumbered(p.plan, f.Plan, r.set)
	inputs := exact.Inputs{}
	if r.scenario >= 0 {
		inputs = underScenario(base, r.scenario)
	}
	maps.Copy(inputs, set)
	read := func(slots exact.Inputs, fresh bool) *exact.Reading {
		all := exact.Inputs{}
		if !fresh {
			maps.Copy(all, inputs)
		}
		maps.Copy(all, slots)
		out, err := exact.Run(ctx, f.Plan, all)
		if err != nil {
			return nil
		}
		return out
	}
	run := read(nil, false)
	if run == nil {
		return nil, p.stopped(ctx.Err())
	}
	told := *p
	told.plan = f.Plan
	same := &Result{program: &told, reading: run, inputs: inputs, set: set, texts: r.texts, scenario: r.scenario}
	s := &workbook.Script{Figure: f, Run: run, Base: base, Inputs: inputs, Set: set, Data: p.data, Files: p.files, Text: same.text, Read: read, Changed: asWritten{same, base}.param}
	return s, same.bookAsked(ctx, s)
}

// bookAsked adds what the script reports, varies and expects.
func (r *Result) bookAsked(ctx context.Context, s *workbook.Script) error {
	p, report := r.program, r.report()
	s.Title, s.About, s.Scenario = report.Title, report.About, report.Scenario
	for i, f := range p.Outputs() {
		s.Outputs = append(s.Outputs, workbook.Output{Name: f.Name, Title: f.Title(), Unit: f.Unit, Shown: p.plan.Outputs[i].Shown})
	}
	for i, a := range p.plan.Analyses {
		found := p.analysis(i)
		own := workbook.Analysis{Title: cmp.Or(found.label, found.name), Unit: found.unit, Of: found.of, Params: found.params}
		switch a.Decl.Kind {
		case check.OneWay:
		case check.TwoWay:
			for _, param := range found.params {
				own.Grid = append(own.Grid, param.Axis())
			}
		default:
			continue
		}
		s.Analyses = append(s.Analyses, own)
	}
	claims, err := p.expectations(ctx, r)
	if err != nil {
		return err
	}
	for _, e := range claims {
		s.Expectations = append(s.Expectations, workbook.Expectation{Text: e.Text, Under: e.Under, Differs: e.Differs, Source: e.Source, Unit: e.Unit, Line: e.Line, Known: e.Known})
	}
	return nil
}

// bookFacts are the facts of a run that the page about a workbook begins with.
func (r *Result) bookFacts(o runOptions) []workbook.Fact {
	p, report := r.program, r.report()
	var out []workbook.Fact
	add := func(what say.Phrase, is say.Phrase) {
		if !is.Empty() {
			out = append(out, workbook.Fact{What: what, Is: is})
		}
	}
	add(say.T("About"), say.Verbatim(report.About))
	add(say.T("Currency"), say.Verbatim(report.Currency))
	if report.Prices > 0 {
		add(say.T("Prices"), say.Verbatim(strconv.Itoa(report.Prices)))
	}
	add(say.T("Horizon"), report.Horizon)
	scenario := say.T("none: the script as it is")
	if report.Scenario != "" {
		scenario = say.Verbatim(report.Scenario)
	}
	add(say.T("Scenario"), scenario)
	for _, name := range sortedKeys(o.inputs) {
		add(say.T("Set"), say.Verbatim(fmt.Sprintf("%s = %v", name, o.inputs[name])))
	}
	add(say.T("Script"), say.Verbatim(p.module.File.Name))
	out = append(out, workbook.Fact{What: say.T("SHA-256 of the script"), Is: say.Verbatim(p.module.File.Text), Digest: true})
	add(say.T("Made by"), say.Verbatim(o.made))
	return out
}
