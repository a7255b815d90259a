package eval

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Sweep is figures at every combination of the values of some params, checked and ready to be run. Its points are numbered from 0 on,
// and the last param changes fastest.
type Sweep struct {
	Params  []SweptParam // in the order asked for
	Figures []Figure     // likewise, with their values as it is, without the sweep

	result  *Result
	figures []analysis
	params  []*plan.Param
	reading *sensitivity.Sweep
	at      source.Span
}

// SweptParam is a param that a sweep goes over.
type SweptParam struct {
	Name, Label string
	// Unit is that of Setting.Text and may be empty: "%" where the script writes the value in percent, although Setting.Values are
	// shares.
	Unit   string
	Number bool  // a single number; else a list or a text
	Levels int64 // how many values it takes, numbered from 0 on
}

// SweepPoints is some points of a sweep, one after the other.
type SweepPoints struct {
	First int64 // the number of the first one
	// Figures is a column for each figure of the sweep, in its unit: the value at each point, NaN where it has none. Floats carry
	// about 12 digits; Sweep.Point reads a point exactly.
	Figures [][]float64
}

// AppendFigure appends the value of a figure at one of the points, in the fewest digits that read back as the same float. Known is false,
// and nothing is appended, where it has none.
func (p SweepPoints) AppendFigure(to []byte, figure, at int) (out []byte, known bool) {
	v := p.Figures[figure][at]
	if math.IsNaN(v) {
		return to, false
	}
	return strconv.AppendFloat(to, v, 'f', -1, 64), true
}

// Sweep prepares a sweep of outputs or results over params: each `NAME in RANGE`, by the rules of what a param may be, or NAME alone for
// its own range. A range is all its steps; without `step` it is both ends, and the value as it is between them. No value may lie
// outside the hard bounds of its param. More points than Limits.SweepPoints are refused here, before anything is read. The error is a
// diag.List.
func (p *Program) Sweep(ctx context.Context, of, over []string, opts ...RunOption) (out *Sweep, err error) {
	defer p.recovered(ctx, &err)
	if len(of) == 0 || len(over) == 0 {
		return nil, diag.List{diag.New(diag.NotVariable, p.here(), say.T("a sweep has at least one figure, and one param to go over"))}
	}
	q := check.Question{Kind: check.Sweep, Figures: of, At: p.here()}
	own := *p
	own.files = maps.Clone(p.files)
	for i, text := range over {
		o, problems := own.axis(i, text)
		if problems.Err() != nil {
			return nil, problems
		}
		q.Over = append(q.Over, o)
	}
	err = own.ask(ctx, q, opts, func(ctx context.Context, r *Result, a analysis) error {
		out, err = r.sweep(ctx, a, len(of))
		return err
	})
	if err != nil {
		return nil, err
	}
	out.at = q.At
	return out, nil
}

// axis reads an axis, and keeps its text for diagnostics.
func (p *Program) axis(index int, text string) (check.Over, diag.List) {
	file := source.NewFile(fmt.Sprintf("--over %d", index+1), text)
	p.files[file.Name] = file
	param, in, problems := lang.ParseAxis(file, lang.WithLimits(p.limits.parser()))
	return check.Over{Param: param, In: in}, problems
}

// sweep prepares the first analyses of the result's script, one for each figure.
func (r *Result) sweep(ctx context.Context, first analysis, figures int) (*Sweep, error) {
	out := &Sweep{result: r}
	var of []plan.Ref
	for i := range figures {
		a := r.program.analysis(i)
		out.figures = append(out.figures, a)
		out.Figures = append(out.Figures, a.figureAt(r.origin().Value(a.of)))
		of = append(of, a.of)
	}
	var err error
	from := r.origin()
	from.Spent = nil // each call of the sweep has the limits for itself
	if out.reading, err = from.Sweep(ctx, of, first.axes); err != nil {
		return nil, err
	}
	for i, axis := range first.axes {
		out.params = append(out.params, axis.Param)
		out.Params = append(out.Params, sweptParam(axis.Param, out.reading.Levels(i)))
	}
	return out, nil
}

func sweptParam(p *plan.Param, levels int64) SweptParam {
	out := SweptParam{Name: p.Name, Label: p.Decl.Label, Levels: levels}
	if t := p.Decl.Type; t.Kind == check.KindNumber {
		out.Number, out.Unit = t.Series == check.Single, t.Unit.String()
	}
	if p.Decl.Percent {
		out.Unit = "%"
	}
	return out
}

// Points is how many points the sweep has.
func (s *Sweep) Points() int64 { return s.reading.Points() }

// Warnings returns what the compilation and the values of params gave rise to.
func (s *Sweep) Warnings() diag.List {
	return slices.Concat(s.result.program.warnings, s.result.warnings)
}

// Estimate says what a run will take: points, operations on floats, and bytes of memory, which do not grow with the points.
func (s *Sweep) Estimate() Estimate { return Estimate(s.reading.Estimate()) }

// Level is the number of the value that a param has at a point. The param is given by its index in Params.
func (s *Sweep) Level(param int, point int64) int64 { return s.reading.Level(param, point) }

// Value is a value of a param by its number, exactly.
func (s *Sweep) Value(param int, level int64) Setting {
	return s.result.settingAt(s.params[param], s.reading.Value(param, level))
}

// Run reads the figures, in floats, and gives them to each in order of the points, some thousand points at a time. What it gives has the
// same bits for any number of processors. An error of each ends the run and is returned as it is; any other is a diag.List.
// Limits.Time bounds the run, without the time that each takes. A warning for each figure that has no value at some points says at how
// many, which is the first and why: where an exact reading has a value, which host function gives no float.
func (s *Sweep) Run(ctx context.Context, each func(SweepPoints) error) (warnings diag.List, err error) {
	defer s.owner().recovered(ctx, &err)
	p := s.result.program
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	clock := newClock(p.limits.Time, func() { stop(context.DeadlineExceeded) })
	defer clock.pause()
	found := make(absences, len(s.figures))
	var failed error
	err = s.reading.Run(ctx, func(first int64, figures [][]float64) error {
		clock.pause()
		defer clock.goOn()
		found.add(first, figures)
		failed = each(SweepPoints{first, figures})
		return failed
	})
	switch {
	case failed != nil:
		return nil, failed
	case err != nil:
		return nil, p.refused(s.at, err)
	}
	return s.warnings(ctx, found)
}

// Point reads a point exactly: one value for each of Figures. The error is a diag.List.
func (s *Sweep) Point(ctx context.Context, index int64) (points []Point, err error) {
	defer s.owner().recovered(ctx, &err)
	outcome, err := s.reading.Read(ctx, index)
	if err != nil {
		return nil, s.result.program.refused(s.at, err)
	}
	at := s.reading.At(index)
	out := make([]Point, len(s.figures))
	for i, a := range s.figures {
		var problems diag.List
		if !outcome.Values[i].Known {
			problems = outcome.Problems
		}
		out[i] = s.result.point(a, s.params, sensitivity.Point{At: at, Value: outcome.Values[i], Problems: problems})
	}
	return out, nil
}

// warnings say which figures have no value at some points, by an exact reading of the first of them.
func (s *Sweep) warnings(ctx context.Context, found absences) (diag.List, error) {
	var out diag.List
	for i, a := range found {
		if a.points == 0 {
			continue
		}
		outcome, err := s.reading.Read(ctx, a.first)
		if err != nil {
			return nil, s.result.program.refused(s.at, err)
		}
		problems := outcome.Problems
		if outcome.Values[i].Known {
			problems = s.reading.Mute(a.first)
		}
		out = append(out, s.warning(s.Figures[i].Name, a, problems))
	}
	return out.Attach(s.result.program.files), nil
}

// warning is about one figure. It stands where the problem is that takes its value away.
func (s *Sweep) warning(figure string, a absence, problems diag.List) diag.Diagnostic {
	var at []say.Phrase
	for i, value := range s.reading.At(a.first) {
		at = append(at, say.T("%s = %s", s.Params[i].Name, s.result.settingAt(s.params[i], value).Text))
	}
	d := diag.New(diag.OutOfRange, s.at, say.Phrase{})
	text := say.T("%s has no value at %s of %s points, the first with %s", figure, say.Int(int(a.points)), say.Int(int(s.Points())), say.And(at))
	if len(problems) > 0 {
		d, text = problems[0], say.T("%s: %s", text, problems[0].Message)
	}
	d.Severity, d.Message = diag.Warning, text
	return d
}

// absence counts the points where a figure has no value.
type absence struct{ points, first int64 }

// absences are those of all figures.
type absences []absence

func (g absences) add(first int64, figures [][]float64) {
	for i, column := range figures {
		for at, v := range column {
			if !math.IsNaN(v) {
				continue
			}
			if g[i].points == 0 {
				g[i].first = first + int64(at)
			}
			g[i].points++
		}
	}
}

// clock does something when it has run for a while, without its pauses. Whoever receives what a run gives may take all time there is.
type clock struct {
	left  time.Duration
	since time.Time
	timer *time.Timer
}

func newClock(limit time.Duration, over func()) *clock {
	return &clock{limit, time.Now(), time.AfterFunc(limit, over)}
}

func (c *clock) pause() {
	c.timer.Stop()
	c.left -= time.Since(c.since)
}

func (c *clock) goOn() {
	c.since = time.Now()
	c.timer.Reset(c.left)
}
