package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// ValueKind is what sort of value an expression has.
type ValueKind int

// The sorts of values.
const (
	NumberValue    ValueKind = iota // Figures has one
	ListValue                       // Figures has one for each entry
	TextValue                       // Text
	ConditionValue                  // Holds
)

// Value is the value of an expression.
type Value struct {
	Kind    ValueKind
	Figures []Figure // in the unit that they are shown in
	Text    string
	Holds   bool

	written ast.Expr // the value as a script would write it, to the last digit
}

// String says the value in English.
func (v *Value) String() string { return v.Said().String() }

// Said is the value as a text says it: 80,000 kr./family, [1, 2], yes.
func (v *Value) Said() say.Phrase {
	switch {
	case v.Kind == TextValue:
		return say.Verbatim(v.Text)
	case v.Kind == ConditionValue && v.Holds:
		return say.T("yes")
	case v.Kind == ConditionValue:
		return say.T("no")
	case v.Kind == NumberValue:
		return say.T("%s", v.Figures[0].Amount())
	}
	texts := make([]say.Phrase, len(v.Figures))
	for i, f := range v.Figures {
		texts[i] = say.T("%s", f.Amount())
	}
	// Where numbers have decimal commas, what stands between them is no comma.
	return say.T("%s", inWords{say.T("[%s]", say.Join(texts, ", ")).String(), say.T("[%s]", say.Join(texts, "; "))})
}

// value evaluates a text as an expression on a line of the input.
func (st *state) value(ctx context.Context, m *check.Module, text string, line int, last ast.Expr) (*Value, error) {
	file := atLine(st.options.input, text, line)
	files := source.Set{file.Name: file}
	e, as, problems := lang.ParseQuery(file, lang.WithLimits(st.options.limits.parser()))
	if problems.Err() != nil {
		return nil, problems.Attach(files)
	}
	x, shown, problems := check.CheckQuery(m, e, as, last)
	if problems.Err() != nil {
		return nil, attachedTo(st.said(problems.Attach(st.program.files)), files)
	}
	v, err := st.shown(ctx, m, x, shown)
	return v, attachedTo(err, files)
}

// attachedTo gives an error about a query its text.
func attachedTo(err error, files source.Set) error {
	list, ok := err.(diag.List)
	if !ok {
		return err
	}
	for i := range list {
		if list[i].File == nil {
			list[i].File = files[list[i].Span.Pos.Filename]
		}
	}
	return list
}

// shown evaluates a checked expression of a module that has the params of the program.
func (st *state) shown(ctx context.Context, m *check.Module, x check.Expr, as check.Display) (*Value, error) {
	ctx, cancel := context.WithTimeout(ctx, st.options.limits.Time)
	defer cancel()
	data, problems := st.rows(m)
	if problems.Err() != nil {
		return nil, problems
	}
	own, refs, problems := plan.Query(m, x, data, st.options.limits.plan(ctx.Err))
	if problems.Err() != nil {
		return nil, problems.Attach(st.program.files)
	}
	in, texts, err := st.inputsOf(ctx, own)
	if err != nil {
		return nil, st.told(err)
	}
	reading, err := exact.Run(ctx, own, in)
	if err != nil {
		return nil, st.program.stopped(err)
	}
	if problems := reading.Problems(refs...); problems.Err() != nil {
		return nil, st.said(problems.Attach(st.program.files))
	}
	return valueRead(x, as, refs, reading, append(slices.Clone(own.Texts), texts...)), nil
}

// rows are those of a module, which is that of the state or another version of it.
func (st *state) rows(m *check.Module) (plan.Rows, diag.List) {
	if m == st.module {
		return st.program.data, nil
	}
	files := source.Set{}
	data, problems := readData(st.options, m, files)
	return data, problems.Attach(files)
}

// inputsOf is what scenario and inputs put into the slots of a plan of its own, and the texts that it does not know.
func (st *state) inputsOf(ctx context.Context, own *plan.Plan) (exact.Inputs, []string, error) {
	out := settings{slots: exact.Inputs{}}
	if len(own.Params) == 0 || st.scenario == "" && len(st.inputs) == 0 {
		return out.slots, nil, nil
	}
	base, err := st.slots(ctx)
	if err != nil {
		return nil, nil, err
	}
	whole := st.program.plan
	for _, to := range own.Params {
		at := slices.IndexFunc(whole.Params, func(p *plan.Param) bool { return p.Name == to.Name })
		if at < 0 {
			continue
		}
		for i := range to.Values {
			v, ok := base.slots[whole.Params[at].FirstSlot+i]
			if !ok {
				continue
			}
			if to.Decl.Type.Kind == check.KindText {
				n, _ := v.Int64()
				v = out.intern(own.Texts, append(slices.Clone(whole.Texts), base.texts...)[n])
			}
			out.slots[to.FirstSlot+i] = v
		}
	}
	return out.slots, out.texts, nil
}

func valueRead(x check.Expr, as check.Display, refs []plan.Ref, r *exact.Reading, texts []string) *Value {
	at := make([]num.D, len(refs))
	for i, ref := range refs {
		at[i], _ = r.Value(ref)
	}
	out := &Value{}
	n, _ := at[0].Int64()
	switch x.Type().Kind {
	case check.KindText:
		out.Kind, out.Text = TextValue, texts[n]
		out.written = &ast.TextLit{Value: out.Text}
		return out
	case check.KindDate:
		out.Kind, out.Text = TextValue, time.Unix(n*86_400, 0).UTC().Format(time.DateOnly)
		out.written = writtenAs(out.Text)
		return out
	case check.KindBool:
		out.Kind, out.Holds = ConditionValue, n != 0
		out.written = writtenAs(fmt.Sprintf("1 = %d", 2-n))
		return out
	}
	if x.Type().Series != check.Single {
		out.Kind = ListValue
	}
	entries := make([]string, len(at))
	for i, v := range at {
		entries[i] = writtenNumber(v, x, as)
		out.Figures = append(out.Figures, figureOf(v, x, as))
	}
	text := strings.Join(entries, ", ")
	if out.Kind == ListValue {
		text = "[" + text + "]"
	}
	out.written = writtenAs(text)
	return out
}

// writtenAs is a text of ours as an expression.
func writtenAs(text string) ast.Expr {
	e, problems := lang.ParseExpr(source.NewFile(inputName, text))
	if problems.Err() != nil {
		return nil
	}
	return &ast.Paren{X: e}
}

// figureOf is a value in the unit that it is shown in.
func figureOf(v num.D, x check.Expr, as check.Display) Figure {
	if ratio, ok := x.Type().Unit.To(as.Unit); ok {
		v, _ = v.MulRatio(ratio.Num, ratio.Den)
	}
	switch {
	case as.Percent:
		v, _ = v.MulRatio(100, 1)
	case as.Scale > 1:
		v, _ = v.MulRatio(1, as.Scale)
	}
	return Figure{Value: v, Unit: displayUnit(as, false), One: displayUnit(as, true)}
}

// writtenNumber is a number as a script writes it, to the last digit.
func writtenNumber(v num.D, x check.Expr, as check.Display) string {
	unit := x.Type().Unit
	switch {
	case as.Percent && unit.IsNumber():
		percent, _ := v.MulRatio(100, 1)
		return percent.String() + "%"
	case unit.IsNumber():
		return v.String()
	}
	return v.String() + " * " + unit.String()
}
