package eval

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Setting is a value of a param at a point of an analysis.
type Setting struct {
	Param string
	// Values is the number in the unit that the script gives the param, 1.2 for 120%; of a list one per entry, of a text none.
	Values []num.D
	// Text is the value as Inputs take it: 120%, 8, [4, 8] or a text in quotes. No digit is rounded.
	Text string
}

// Point is one scenario of an analysis: some params at other values, and the figure there, read exactly.
type Point struct {
	At []Setting
	Figure
	Known   bool       // whether the figure has a value
	Problem say.Phrase // or why not
}

// Inputs is what makes a run the scenario of the point, under the same scenario of the script.
func (p Point) Inputs() Inputs {
	out := Inputs{}
	for _, s := range p.At {
		out[s.Param] = s.Text
	}
	return out
}

// OneWay is how a figure moves with each param by itself.
type OneWay struct {
	Base   Figure
	Swings []Swing // the widest first
}

// Swing is how far one param moves a figure.
type Swing struct {
	Param, Label string
	Connected    bool    // false where the param cannot move the figure; then there are no points
	Points       []Point // each alternative, or both ends of the range
	// Low and High are the least and the greatest value, that of the run among them, and Swing is the way between them, all in the
	// unit of the figure and over the points that have a value: with one that has none, how far the param moves the figure is not known.
	Low, High, Swing num.D
	Share            num.D // of the sum of all swings, from 0 to 1
}

// OneWay varies params one at a time, by `vary OF by BY`; without any named, all that have a range. The error is a diag.List.
func (p *Program) OneWay(ctx context.Context, of string, by []string, opts ...RunOption) (out *OneWay, err error) {
	defer p.recovered(ctx, &err)
	q := check.Question{Kind: check.OneWay, Of: of, By: p.orRanged(by)}
	err = p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		found, err := r.origin().OneWay(ctx, a.of, a.params)
		if err != nil {
			return err
		}
		out = &OneWay{Base: a.figureAt(found.Base)}
		for _, s := range found.Swings {
			swing := Swing{s.Param.Name, s.Param.Decl.Label, s.Connected, nil, s.Low, s.High, s.Swing, s.Share}
			for _, pt := range s.Points {
				swing.Points = append(swing.Points, r.point(a, []*plan.Param{s.Param}, pt))
			}
			out.Swings = append(out.Swings, swing)
		}
		return nil
	})
	return out, err
}

// Together is how far a figure moves with some params at once.
type Together struct {
	Base           Figure
	NotConnected   []string // params that cannot move the figure, and were left as they are
	Points, Failed int64    // points gone through, and those among them where the figure has no value
	// Lowest and Highest are the first points with the least and the greatest value; nil when no point has a value.
	Lowest, Highest *Point
}

// Together finds the lowest and highest value over all corners, alternatives and steps, by `vary OF by BY together`; without any
// params named, all that have a range. More points than Limits.SweepPoints are refused. The error is a diag.List.
func (p *Program) Together(ctx context.Context, of string, by []string, opts ...RunOption) (out *Together, err error) {
	defer p.recovered(ctx, &err)
	q := check.Question{Kind: check.Together, Of: of, By: p.orRanged(by)}
	err = p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		found, err := r.origin().Together(ctx, a.of, a.params)
		if err != nil {
			return err
		}
		out = &Together{Base: a.figureAt(found.Base), Points: found.Points, Failed: found.Failed}
		for i, connected := range found.Connected {
			if !connected {
				out.NotConnected = append(out.NotConnected, a.params[i].Name)
			}
		}
		for to, pt := range map[**Point]*sensitivity.Point{&out.Lowest: found.Lowest, &out.Highest: found.Highest} {
			if pt != nil {
				is := r.point(a, a.params, *pt)
				*to = &is
			}
		}
		return nil
	})
	return out, err
}

// Grid is a figure over the values of two params: a row for each of the first, in it a point for each of the second.
type Grid struct {
	Base          Figure
	Rows, Columns string // the params
	Cells         [][]Point
}

// Grid reads a figure over alternatives, steps and both ends of two params, by `vary OF over DOWN x ACROSS`. More points than
// Limits.SweepPoints are refused. The error is a diag.List.
func (p *Program) Grid(ctx context.Context, of, down, across string, opts ...RunOption) (out *Grid, err error) {
	defer p.recovered(ctx, &err)
	q := check.Question{Kind: check.TwoWay, Of: of, By: []string{down, across}}
	err = p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		found, err := r.origin().Grid(ctx, a.of, a.params[0], a.params[1])
		if err != nil {
			return err
		}
		out = &Grid{Base: a.figureAt(found.Base), Rows: found.Rows.Name, Columns: found.Columns.Name, Cells: make([][]Point, len(found.Cells))}
		for i, row := range found.Cells {
			for _, pt := range row {
				out.Cells[i] = append(out.Cells[i], r.point(a, a.params, pt))
			}
		}
		return nil
	})
	return out, err
}

// LeaveOut is a figure without one group of rows at a time.
type LeaveOut struct {
	Base      Figure
	Groups    []Group // in order of their first rows
	Low, High int     // the first groups without which the figure is least and greatest, or -1 when it never has a value
}

// Group is the rows that have one value in a column, and the figure without them.
type Group struct {
	Is   say.Phrase // the value
	Rows int
	Figure
	Known   bool       // whether the figure has a value
	Problem say.Phrase // or why not
}

// LeaveOut reads a figure without the rows of each group, by `vary OF without DATA by COLUMN`. The error is a diag.List.
func (p *Program) LeaveOut(ctx context.Context, of, data, column string, opts ...RunOption) (out *LeaveOut, err error) {
	defer p.recovered(ctx, &err)
	q := check.Question{Kind: check.LeaveOut, Of: of, Data: data, Column: column}
	err = p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		found, err := r.leaveOut(ctx, a)
		if err != nil {
			return err
		}
		out = &LeaveOut{Base: a.figureAt(found.Base), Low: found.Low, High: found.High}
		for _, g := range found.Groups {
			is := groupText(groupCell(a.column, g.Is))
			out.Groups = append(out.Groups, Group{is, g.Rows, a.figureAt(g.Value), g.Known, firstProblem(g.Problems)})
		}
		return nil
	})
	return out, err
}

// Solving is where a figure comes to a target.
type Solving struct {
	Base, Target Figure
	Param        string
	Connected    bool // false where the param can move neither figure nor target
	Solutions    []Solution
	// Nearest is where the figure comes nearest to the target, when it comes to it nowhere; nil when it never has a value.
	Nearest *Solution
}

// Solution is a value of a param and the figure there, read exactly.
type Solution struct {
	At Setting
	To Setting // the end of a stretch from At on, over which the figure is on its target; else At
	Figure
	Exact bool // the figure is the target to 20 digits; else At is rounded
}

// Solve finds the values of a param, inside its range, at which a figure comes to a target, by `solve BY so OF = TARGET`. The target is
// an expression of the language, such as "600 DKK", or a number (see Inputs), which is in the unit that the figure is shown in. Solutions
// are exact where the relation is linear or a ratio of linear functions, else rounded to the decimals that the param is written with,
// and at least three digits. The error is a diag.List.
func (p *Program) Solve(ctx context.Context, of string, target any, by string, opts ...RunOption) (out *Solving, err error) {
	defer p.recovered(ctx, &err)
	q := check.Question{Kind: check.Solution, Of: of, By: []string{by}}
	if p, q.Target, q.At, err = p.withTarget(of, target); err != nil {
		return nil, err
	}
	err = p.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		found, err := r.solve(ctx, a)
		if err != nil {
			return err
		}
		out = &Solving{Base: a.figureAt(found.Base), Target: a.figureAt(found.Target), Param: by, Connected: found.Connected}
		for _, s := range found.Solutions {
			out.Solutions = append(out.Solutions, r.solution(a, s))
		}
		if found.Nearest != nil {
			is := r.solution(a, *found.Nearest)
			out.Nearest = &is
		}
		return nil
	})
	return out, err
}

// ask checks a question as a line of the script would be, runs the script as far as the figure goes, and answers: other outputs need no value.
func (p *Program) ask(ctx context.Context, q check.Question, opts []RunOption, answer func(context.Context, *Result, analysis) error) (err error) {
	defer p.recovered(ctx, &err)
	if q.At == (source.Span{}) {
		q.At = p.here()
	}
	m, problems := check.CheckAnalysis(p.module, q)
	if problems.Err() != nil {
		return problems.Attach(p.files)
	}
	lowered, problems := plan.Lower(m, p.data, p.limits.plan(ctx.Err))
	if problems.Err() != nil {
		return p.lowered(ctx, problems)
	}
	asked := &Program{m, lowered, p.data, p.files, p.warnings, p.limits}
	r, err := asked.runFor(ctx, (*Program).followed, nil, opts)
	if err != nil {
		return err
	}
	r.drawn, r.spent = runOptionsOf(opts).drawn, new(sensitivity.Spent)
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	if err := answer(ctx, r, asked.analysis(0)); err != nil {
		return asked.refused(q.At, err)
	}
	return nil
}

// orRanged is the named params, or without any all of the script that have a range.
func (p *Program) orRanged(by []string) []string {
	if len(by) > 0 {
		return by
	}
	for _, param := range p.module.Params {
		if param.Range != nil {
			by = append(by, param.Name)
		}
	}
	return by
}

// withTarget reads what a figure is to come to, and gives the program that can point at it. A number without a unit is in the one
// that the figure is shown in: 9 and 0.8 of a figure in percent are 9% and 0.8%.
func (p *Program) withTarget(of string, target any) (*Program, ast.Expr, source.Span, error) {
	text, unfit := inputText(target)
	unit := p.shownUnit(of)
	if _, written := target.(string); !written {
		text += unit
	}
	file := source.NewFile(targetName(of), text)
	if !unfit.Empty() {
		return nil, nil, source.Span{}, diag.List{diag.New(diag.OutOfRange, spanOf(file), unfit)}.Attach(source.Set{file.Name: file})
	}
	e, err := p.targetExpr(file)
	if plain, scaled := plainNumber(e); err == nil && plain && unit != "" {
		switch {
		case scaled && unit == "%":
			unit = " / 100"
		case scaled:
			unit = withoutScale(unit)
		}
		file = source.NewFile(file.Name, text+unit)
		e, err = p.targetExpr(file)
	}
	if err != nil {
		return nil, nil, source.Span{}, err
	}
	own := *p
	own.files = maps.Clone(p.files)
	own.files[file.Name] = file
	return &own, e, p.here(), nil
}

func targetName(of string) string { return fmt.Sprintf("target of %s", of) }

// spanOf is all of a file of one line.
func spanOf(f *source.File) source.Span {
	n := len(f.Text)
	return source.Span{Pos: source.Pos{Filename: f.Name, Line: 1, Column: 1}, EndPos: source.Pos{Filename: f.Name, Offset: n, Line: 1, Column: 1 + n}}
}

// targetExpr parses a target.
func (p *Program) targetExpr(file *source.File) (ast.Expr, error) {
	e, problems := lang.ParseExpr(file, lang.WithLimits(p.limits.parser()))
	if problems.Err() != nil {
		return nil, problems.Attach(source.Set{file.Name: file})
	}
	return e, nil
}

// plainNumber reports whether an expression is a number as written, without a unit, such as 80_000 or -5; and whether it has a
// scale of its own, as 3.5 million has.
func plainNumber(e ast.Expr) (plain, scaled bool) {
	switch e := e.(type) {
	case *ast.Number:
		return true, false
	case *ast.Quantity:
		return e.Unit == nil, e.Scale != ""
	case *ast.Unary:
		return plainNumber(e.X)
	}
	return false, false
}

// withoutScale is a unit without the thousand, million or billion before it.
func withoutScale(unit string) string {
	for _, scale := range []string{" thousand", " million", " billion"} {
		if rest, ok := strings.CutPrefix(unit, scale+" "); ok {
			return " " + rest
		}
	}
	return unit
}

// shownUnit is what stands behind a number in the unit of a figure: ` DKK`, ` thousand DKK`, `%`, or nothing.
func (p *Program) shownUnit(of string) string {
	unit := ""
	for _, o := range p.plan.Outputs {
		if o.Name == of {
			unit = displayUnit(o.Decl.As, false)
		}
	}
	if m, problems := check.CheckAnalysis(p.module, check.Question{Kind: check.OneWay, Of: of, At: p.here()}); unit == "" && problems.Err() == nil {
		unit = m.Analyses[0].Of.Type().Unit.String()
	}
	if unit == "" || unit == "%" {
		return unit
	}
	return " " + unit
}

// figureAt is the figure with a value.
func (a analysis) figureAt(v sensitivity.Value) Figure {
	return Figure{a.name, a.label, v.D, a.unit, a.one}
}

func firstProblem(problems diag.List) say.Phrase {
	if len(problems) == 0 {
		return say.Phrase{}
	}
	return problems[0].Message
}

func (r *Result) point(a analysis, params []*plan.Param, pt sensitivity.Point) Point {
	out := Point{Figure: a.figureAt(pt.Value), Known: pt.Known, Problem: firstProblem(pt.Problems)}
	for i, param := range params {
		out.At = append(out.At, r.settingAt(param, pt.At[i]))
	}
	return out
}

func (r *Result) solution(a analysis, s sensitivity.Solution) Solution {
	figure := a.figureAt(sensitivity.Value{D: s.Value, Known: true})
	return Solution{r.settingAt(a.params[0], []num.D{s.At}), r.settingAt(a.params[0], []num.D{s.To}), figure, s.Exact}
}
