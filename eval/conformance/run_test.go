package conformance

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// TestCases runs the suite.
func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			for _, problem := range c.problems() {
				t.Error(problem)
			}
		})
	}
}

// problems are all that a case finds wrong.
func (c *testCase) problems() []string {
	r := c.run()
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	want := slices.Clone(c.diagnostics)
	slices.Sort(want)
	got := c.places(r.said)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		add("diagnostics (-stated +said):\n%s\n%v", diff, r.said)
	}
	if r.said.Err() != nil {
		if c.stated["outputs"] {
			add("there are no outputs")
		}
		return out
	}
	if diff := cmp.Diff(c.fails, r.failing()); diff != "" {
		add("lines of expectations that do not hold (-stated +found):\n%s", diff)
	}
	return append(out, c.differences(r)...)
}

// outcome is what a run gives.
type outcome struct {
	program *eval.Program
	report  *eval.Report
	said    diag.List // errors, or else warnings
}

// run compiles and runs the script of a case.
func (c *testCase) run() outcome {
	ctx := context.Background()
	p, err := eval.CompileFS(c.files, script, eval.WithLimits(c.limits))
	if err != nil {
		return outcome{said: listOf(err)}
	}
	r, err := p.Report(ctx, c.given(), eval.Under(c.scenario))
	if err != nil {
		return outcome{program: p, said: append(slices.Clone(p.Warnings()), listOf(err)...)}
	}
	out := outcome{p, r, r.Warnings}
	switch c.check {
	case "":
	case "strict":
		out.said, err = p.Strict(ctx)
	default:
		out.said, err = p.Against(ctx, c.check)
	}
	if err != nil {
		out.said = listOf(err)
	}
	return out
}

func (c *testCase) given() eval.Inputs {
	in := eval.Inputs{}
	for _, e := range c.inputs {
		in[e.name] = e.text
	}
	return in
}

// listOf is an error as a list. What is no list is a finding without a code, which no case states.
func listOf(err error) diag.List {
	var list diag.List
	if !errors.As(err, &list) {
		list = diag.List{{}}
		list[0].Message.Format = strings.ReplaceAll(err.Error(), "%", "%%")
	}
	return list
}

// places are diagnostics as a case states them: file:line:column CODE, without a place where there is none.
func (c *testCase) places(list diag.List) []string {
	var out []string
	for _, d := range list {
		pos, place := d.Span.Pos, d.Span.Pos.Filename
		line, column := pos.Line, pos.Column
		if name, ok := strings.CutPrefix(place, "input "); ok {
			at := slices.IndexFunc(c.inputs, func(e entry) bool { return e.name == name })
			place, line, column = "inputs", c.inputs[at].line, c.inputs[at].column+column-1
		}
		if d.Span.Known() {
			place += ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
		}
		out = append(out, place+" "+string(d.Code))
	}
	return out
}

// failing are the lines of expectations that do not hold.
func (r outcome) failing() []int {
	var out []int
	for _, e := range r.report.Expectations {
		if !e.OK {
			out = append(out, e.Line)
		}
	}
	return out
}

// differences are the figures that are not as stated: by the calculation, or by the program.
func (c *testCase) differences(r outcome) []string {
	calculated, err := calculate(c.calculation)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, e := range c.outputs {
		want := strings.Join(strings.Fields(e.text), " ")
		if own := inWords(calculated.values[key(e.name)], unitIn(want)); own != canonical(want) {
			out = append(out, fmt.Sprintf("outputs:%d: %s is stated as %s and calculated as %s", e.line, e.name, want, own))
		}
		if got := c.figure(r, e.name); got != canonical(want) {
			out = append(out, fmt.Sprintf("outputs:%d: %s is stated as %s, and the program says %s", e.line, e.name, want, got))
		}
	}
	for _, f := range r.report.Result.Outputs() {
		if c.check == "" && !slices.ContainsFunc(c.outputs, func(e entry) bool { return e.name == f.Name }) {
			out = append(out, "output "+f.Name+" is not stated")
		}
	}
	return out
}

// figure is an output, or the value of an expression, with its unit.
func (c *testCase) figure(r outcome, name string) string {
	if f, ok := r.report.Result.Output(name); ok {
		return written(f)
	}
	v, err := c.asked(name)
	if err != nil {
		return err.Error()
	}
	switch v.Kind {
	case eval.TextValue:
		return strconv.Quote(v.Text)
	case eval.ConditionValue:
		return yesNo(v.Holds)
	case eval.ListValue:
		return fmt.Sprintf("%d figures", len(v.Figures))
	}
	return written(v.Figures[0])
}

// asked is the value of an expression under the scenario and the inputs of a case.
func (c *testCase) asked(expression string) (*eval.Value, error) {
	s, err := eval.NewSession(eval.WithLimits(c.limits))
	if err != nil {
		return nil, err
	}
	if err := s.Load(c.files, script); err != nil {
		return nil, err
	}
	if err := s.UseScenario(c.scenario); err != nil {
		return nil, err
	}
	for _, e := range c.inputs {
		if _, err := s.Set(e.name, e.text); err != nil {
			return nil, err
		}
	}
	reply, err := s.Eval(context.Background(), expression)
	if err != nil {
		return nil, err
	}
	if reply.Value == nil {
		return nil, fmt.Errorf("%s has no value", expression)
	}
	return reply.Value, nil
}

// written is a figure as a case states it.
func written(f eval.Figure) string {
	v, err := rational(f.Value.String())
	if err != nil {
		return err.Error()
	}
	return inWords(v, f.Unit)
}

func unitIn(stated string) string {
	_, unit, _ := strings.Cut(stated, " ")
	return unit
}

// canonical is a stated value with its number in one form.
func canonical(stated string) string {
	number, unit, _ := strings.Cut(stated, " ")
	v, err := rational(number)
	if err != nil {
		return stated
	}
	return inWords(v, unit)
}

// inWords is a value with its unit: a number to its last digit, or as a fraction where it has none.
func inWords(v any, unit string) string {
	text := "nothing"
	switch v := v.(type) {
	case bool:
		return yesNo(v)
	case string:
		return strconv.Quote(v)
	case *big.Rat:
		text = v.RatString()
		if places, ends := v.FloatPrec(); ends {
			text = v.FloatString(places)
		}
	}
	return strings.TrimSpace(text + " " + unit)
}

func yesNo(holds bool) string {
	if holds {
		return "yes"
	}
	return "no"
}
