package eval

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// QuestionKind is what a question asks.
type QuestionKind int

// The kinds of questions, in the words of a script.
const (
	AskOneWay     QuestionKind = iota // vary OF by BY; without By all params with a range
	AskTornado                        // the same as bars, with a target the break-even value of each
	AskTogether                       // vary OF by BY together; without By all params with a range
	AskGrid                           // vary OF over BY[0] x BY[1]
	AskLeaveOut                       // vary OF without DATA by COLUMN
	AskSolving                        // solve BY[0] so OF = TARGET
	AskSimulation                     // simulate OF, with a target the chance of more than it
)

// Question is an analysis that a script need not contain.
type Question struct {
	Kind         QuestionKind
	Of           string
	By           []string
	Data, Column string
	Target       any // as in Solve; nil for none
}

// OwnQuestion is a question that the script itself asks, with the draws and the seed of its simulation.
type OwnQuestion struct {
	Question
	Options []RunOption
}

// OwnQuestions lists the questions of the script in its order. The target of one is not told.
func (p *Program) OwnQuestions() (out []OwnQuestion) {
	defer quietly()
	for _, a := range p.plan.Analyses {
		kind, is := asking[a.Decl.Kind]
		if !is {
			continue
		}
		q := OwnQuestion{Question: Question{Kind: kind, Of: a.Decl.Name}}
		for _, at := range a.Params {
			q.By = append(q.By, p.plan.Params[at].Name)
		}
		if a.Decl.Data != nil && a.Decl.Column != nil {
			q.Data, q.Column = a.Decl.Data.Name, a.Decl.Column.Name
		}
		if a.Decl.Draws > 0 {
			q.Options = append(q.Options, Draws(int(a.Decl.Draws)))
		}
		q.Options = append(q.Options, Seed(uint64(a.Decl.Seed)))
		out = append(out, q)
	}
	return out
}

// asking is each statement of a script as a question.
var asking = map[check.AnalysisKind]QuestionKind{
	check.OneWay: AskOneWay, check.Together: AskTogether, check.TwoWay: AskGrid, check.LeaveOut: AskLeaveOut,
	check.Solution: AskSolving, check.Simulation: AskSimulation,
}

// checked is each kind as a statement of a script.
var checked = map[QuestionKind]check.AnalysisKind{
	AskOneWay: check.OneWay, AskTornado: check.OneWay, AskTogether: check.Together, AskGrid: check.TwoWay,
	AskLeaveOut: check.LeaveOut, AskSolving: check.Solution, AskSimulation: check.Simulation,
}

// Answer is a report that holds the tables of one analysis, and of the outputs only the one asked about. It is a run's report in all
// else, so that whatever prints those prints answers. The error is a diag.List.
func (p *Program) Answer(ctx context.Context, q Question, opts ...RunOption) (out *Report, err error) {
	defer p.recovered(ctx, &err)
	given := runOptionsOf(opts)
	if problems := append(q.problems(p), given.problems(p)...); problems != nil {
		return nil, problems
	}
	asked := check.Question{Kind: checked[q.Kind], Of: q.Of, By: q.By, Data: q.Data, Column: q.Column}
	if q.Kind == AskOneWay || q.Kind == AskTornado || q.Kind == AskTogether {
		asked.By = p.orRanged(q.By)
	}
	if q.Target != nil {
		if p, asked.Target, asked.At, err = p.withTarget(q.Of, q.Target); err != nil {
			return nil, err
		}
	}
	err = p.ask(ctx, asked, opts, func(ctx context.Context, r *Result, a analysis) error {
		out = r.only(q.Of).report()
		if err := out.answer(ctx, q.Kind, a, given.simulate); err != nil {
			return err
		}
		out.notes()
		return out.fits(ctx)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// problems says what a question lacks.
func (q Question) problems(p *Program) diag.List {
	switch {
	case q.Kind == AskGrid && len(q.By) != 2:
		return diag.List{diag.New(diag.NotVariable, p.here(), say.T("a grid is over two params, not %d", len(q.By)))}
	case q.Kind == AskSolving && len(q.By) != 1:
		return diag.List{diag.New(diag.NotVariable, p.here(), say.T("a break-even is found by one param, not %d", len(q.By)))}
	}
	return nil
}

// only is the result with no other output than one.
func (r *Result) only(name string) *Result {
	own, program, shortened := *r, *r.program, *r.program.plan
	shortened.Outputs = slices.DeleteFunc(slices.Clone(shortened.Outputs), func(o *plan.Output) bool { return o.Name != name })
	program.plan = &shortened
	own.program = &program
	return &own
}

// answer adds the tables of an analysis.
func (r *Report) answer(ctx context.Context, kind QuestionKind, a analysis, o simulateOptions) error {
	switch kind {
	case AskTornado:
		return r.tornadoTables(ctx, a)
	case AskSimulation:
		ready, err := r.prepared(ctx, a, o)
		if err != nil {
			return err
		}
		if len(ready.Params()) == 0 {
			r.Notes = append(r.Notes, nothingDrawn(a))
			return nil
		}
		if err := r.lowHighTable(ctx, a, ready); err != nil {
			return err
		}
		return r.simulationTables(ctx, a, ready)
	}
	t, err := analyses[checked[kind]](r, ctx, a)
	if err == nil {
		r.Tables = append(r.Tables, t)
	}
	return err
}

// tornadoTables adds the bars of a tornado, and below them where they come from.
func (r *Report) tornadoTables(ctx context.Context, a analysis) error {
	found, err := r.origin().OneWay(ctx, a.of, a.params)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(found.Swings, func(s sensitivity.Swing) bool { return s.Connected }) {
		r.Notes = append(r.Notes, say.T("%s does not move with %s", a.title(), say.Or(namesOf(a.params))))
		return nil
	}
	bars, err := r.tornadoTable(ctx, a, found)
	if err != nil {
		return err
	}
	r.Tables = append(r.Tables, bars, r.swingTable(ctx, a, found))
	return nil
}

func namesOf(params []*plan.Param) []string {
	var out []string
	for _, p := range params {
		out = append(out, p.Name)
	}
	return out
}
