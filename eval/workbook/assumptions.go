package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// The columns of the assumptions.
const (
	inputLabel = iota
	inputName
	inputValue
	inputUnit
	inputLow
	inputHigh
	inputSource
)

// layAssumptions gives every param, and every number that the script takes for given, a cell that may be changed.
func (b *builder) layAssumptions() {
	s := b.assumptions
	row := b.head(s, say.T("Assumptions"), say.T("Numbers in blue may be changed: every figure of the workbook follows."))
	b.header(s, row, say.T("Assumption"), say.T("Name of the cell"), say.T("Value"), say.T("Unit"), say.T("Low"), say.T("High"), say.T("Source"))
	right(s, row, inputValue, inputValue+1)
	right(s, row, inputLow, inputSource)
	s.FrozenRows, s.FrozenCols = row+1, 1
	s.Widths = []float64{52, 30, 16, 20, 13, 13, 70}
	row++
	for _, p := range b.Params {
		row = b.layParam(p, row)
	}
	row++
	for i := range b.Assumed {
		row = b.layAssumed(&b.Assumed[i], row)
	}
}

// layParam writes the slots of a param, then the other numbers that it is written with, and gives the next free row.
func (b *builder) layParam(p *plan.Param, row int) int {
	if p.Decl.Range == nil || p.Decl.Range.Kind != ast.PlusMinus {
		for _, x := range p.Base { // its value says that already
			b.valued[b.g.of(x)] = inside(b.Info[b.g.of(x)].Span, p.Decl.Span)
		}
	}
	for i, x := range p.Values {
		label := cmp.Or(p.Decl.Label, p.Name)
		if i > 0 {
			label = b.in(say.T("%s, from year %d", say.Verbatim(label), i+1))
		}
		b.layInput(p, i, b.g.of(x), row, label)
		row++
	}
	return b.layWritten(p.Decl.Span, row)
}

// slotName is the name of a param, and of the later entries of a list.
func slotName(p *plan.Param, slot int) string {
	if slot == 0 {
		return p.Name
	}
	return fmt.Sprintf("%s_%d", p.Name, slot+1)
}

func (b *builder) layInput(p *plan.Param, slot int, x plan.Ref, row int, label string) {
	s, src := b.assumptions, p.Decl.Source
	if changed := b.Changed(p); !changed.Empty() {
		src = b.in(changed)
	}
	if p.Decl.Type.Kind == check.KindText {
		b.describe(row, label, p.Name, b.from(src, p.Decl.Span), b.unitOf(x), 0)
		v, _ := b.Run.Value(x)
		s.Put(row, inputValue, Cell{Kind: Text, Text: b.Text(v), Note: b.in(say.T("A text decides how the model is built, so it is fixed in a workbook."))})
		return
	}
	b.settleIn(x, Address{s, row, inputValue})
	b.describe(row, label, b.callIt(x, slotName(p, slot)), b.from(src, p.Decl.Span), b.unitOf(x), min(slot, 1))
	style := Style{Role: Input, Format: b.format(b.unitOf(x), x)}
	if given, ok := b.given(p, slot); ok {
		s.Put(row, inputValue, Cell{Kind: Number, Text: given.String(), Style: style, Note: src})
	} else {
		style.Role = Derived
		b.later = append(b.later, func() {
			t := b.writer(s).operand(b.g.of(b.Steps[p.Values[slot]].B))
			s.Put(row, inputValue, Cell{Kind: Formula, Text: t.text, Style: style, Note: src, Value: b.stored(nil, p.Values[slot], false)})
		})
	}
	b.layRange(p, slot, row)
}

// given is the number that the run sets a param to, or that the script writes for it; false where it is computed.
func (b *builder) given(p *plan.Param, slot int) (num.D, bool) {
	if v, set := b.Inputs[p.FirstSlot+slot]; set {
		return v, true
	}
	written := b.g.of(b.Steps[p.Values[slot]].B)
	if written >= 0 && !inside(b.Info[written].Span, p.Decl.Span) {
		return num.D{}, false
	}
	return b.g.number(written)
}

// describe writes what stands beside the value of an assumption. Two that are called the same are told apart by the names of their cells.
func (b *builder) describe(row int, label, name, src, unit string, indent int) {
	s, quiet := b.assumptions, Style{Role: Quiet, Indent: 1, Wrap: true}
	if b.labels[label] && name != "" {
		label += " (" + name + ")"
	}
	b.labels[label] = true
	s.Put(row, inputLabel, text(label, Style{Indent: indent, Wrap: true}))
	s.Put(row, inputName, text(name, quiet))
	s.Put(row, inputUnit, b.unitText(unit))
	s.Put(row, inputSource, text(src, Style{Role: Quiet, Wrap: true, Indent: 1}))
}

// layRange writes the lowest and highest value that a param may have, which are numbers that may be changed too.
func (b *builder) layRange(p *plan.Param, slot, row int) {
	low, high := plan.None, plan.None
	var least, most num.D
	for _, choice := range p.Choices {
		x := choice[min(slot, len(choice)-1)]
		v, known := b.Run.Value(x)
		if !known {
			continue
		}
		if low == plan.None || v.Cmp(least) < 0 {
			low, least = b.g.of(x), v
		}
		if high == plan.None || v.Cmp(most) > 0 {
			high, most = b.g.of(x), v
		}
	}
	if low == plan.None {
		return
	}
	b.layEnd(Address{b.assumptions, row, inputLow}, low, p, slotName(p, slot)+"_low")
	b.layEnd(Address{b.assumptions, row, inputHigh}, high, p, slotName(p, slot)+"_high")
	if p.Low != plan.None && !p.Decl.Dist.Open() {
		ends := Limit{Row: row, Col: inputValue, Low: "$" + column(inputLow) + fmt.Sprint("$", row+1), High: "$" + column(inputHigh) + fmt.Sprint("$", row+1)}
		b.assumptions.Limits = append(b.assumptions.Limits, ends)
	}
}

// layEnd writes an end of the range of a param: a number of its own, or what the script computes, in a cell of its own unless it has one.
func (b *builder) layEnd(at Address, x plan.Ref, p *plan.Param, name string) {
	style, src := Style{Role: Input, Format: b.format(b.unitOf(p.Values[0]), x), Given: true}, p.Decl.Source
	_, placed := b.home[x]
	switch own := x >= 0 && inside(b.Info[x].Span, p.Decl.Span); {
	case own && b.mayBeChanged(x):
		v, _ := b.g.number(x)
		b.settleIn(x, at)
		b.callMade(x, name)
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.String(), Style: style, Note: src})
	case own && !placed && !b.g.written(x):
		style.Role = Derived
		b.settleIn(x, at)
		b.callMade(x, name)
		b.define(at, x, style)
	default:
		style.Role = Derived
		b.later = append(b.later, func() { b.formula(at, nil, x, b.writer(at.Sheet).operand(x), style) })
	}
}

// layAssumed writes something else that the script takes for given, with the numbers that it is written with.
func (b *builder) layAssumed(a *plan.Assumed, row int) int {
	src, label := a.Def.Source, b.assumedLabel(a)
	if w := b.inputs.found[a.Span]; w != nil {
		src = cmp.Or(src, w.source)
	}
	if !a.Text.Empty() {
		if next := b.layWritten(a.Span, row); next > row {
			return next
		}
		b.describe(row, label, a.Def.Name, b.from(src, a.Span), "", 0)
		b.assumptions.Put(row, inputValue, text(short(b.in(a.Text), 40), Style{Role: Quiet}))
		return row + 1
	}
	x, at := b.defined(a), Address{b.assumptions, row, inputValue}
	unit := b.unitOf(x)
	if a.Percent {
		unit = "%"
	}
	style := Style{Role: Derived, Format: b.format(unit, x)}
	if _, placed := b.home[x]; placed {
		b.describe(row, label, cmp.Or(a.Def.Name, b.called[x]), b.from(src, a.Span), unit, 0)
		b.refer(at, x, style)
		return row + 1
	}
	b.settleIn(x, at)
	b.describe(row, label, b.callAssumed(x, a), b.from(src, a.Span), unit, 0)
	if v, ok := b.g.number(x); ok {
		b.layGiven(x, row, v, src)
		return row + 1
	}
	b.define(at, x, style)
	return b.layWritten(a.Span, row+1)
}

// defined is the step of an assumption: that of its name, which formulas read, or its value.
func (b *builder) defined(a *plan.Assumed) plan.Ref {
	value := b.g.of(a.Value)
	if x, ok := b.named[a.Def.Name]; ok && a.Def.Name != "" && b.unitOf(x) == b.unitOf(value) {
		return x
	}
	return value
}

// callAssumed names the cell of an assumption as the script does, or as the number or formula that it is.
func (b *builder) callAssumed(x plan.Ref, a *plan.Assumed) string {
	if a.Def.Name != "" {
		return b.callIt(x, a.Def.Name)
	}
	if w := b.inputs.found[a.Span]; w != nil {
		return b.callMade(x, w.name)
	}
	if name := b.inputs.value[a.Span]; name != "" {
		return b.callMade(x, name)
	}
	return ""
}

// assumedLabel is the label of an assumption, without a formula whose numbers may be changed; the time of staff, which a cost may have more
// than once, with who they are.
func (b *builder) assumedLabel(a *plan.Assumed) string {
	written := b.slice(a.Span)
	label := b.in(a.Label.Map(func(arg any) any {
		if part, ok := arg.(string); ok && part == written && outsideTexts(part, "+-*/") >= 0 {
			return b.in(say.T("computed"))
		}
		return arg
	}))
	if staff := b.staffOf(a.Span); staff != "" {
		return label + ", " + staff
	}
	if w := b.inputs.found[a.Span]; w != nil {
		return b.in(w.label)
	}
	return label
}

// staffOf is the wages of the staff whose time is written at a place, or "" where it is the only one of its cost or session.
func (b *builder) staffOf(at source.Span) string {
	out := ""
	find := func(items []*check.Item) {
		times, who := 0, ""
		for _, item := range items {
			if item.Kind != check.StaffItem || item.For == nil {
				continue
			}
			times++
			if item.For.Span() == at {
				who = wagesOf(item)
			}
		}
		if times > 1 && who != "" {
			out = who
		}
	}
	modules(b.Module, func(m *check.Module) {
		for _, s := range m.Sessions {
			find(s.Items)
		}
		for _, c := range m.Costs {
			find(c.Items)
		}
	})
	return out
}

// wagesOf are the labels of who works.
func wagesOf(item *check.Item) string {
	var out []string
	for _, term := range item.Staff {
		out = append(out, cmp.Or(term.Wage.Label, term.Wage.Name))
	}
	return strings.Join(out, ", ")
}
