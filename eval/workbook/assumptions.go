package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
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
	b.header(s, row, say.T("Assumption"), say.T("Name in the script"), say.T("Value"), say.T("Unit"), say.T("Low"), say.T("High"), say.T("Source"))
	right(s, row, inputValue, inputValue+1)
	right(s, row, inputLow, inputSource)
	s.FrozenRows, s.FrozenCols = row+1, 1
	s.Widths = []float64{52, 22, 16, 20, 13, 13, 70}
	row++
	for _, p := range b.Params {
		row = b.layParam(p, row)
	}
	row++
	for i := range b.Assumed {
		row = b.layAssumed(&b.Assumed[i], row)
	}
}

// layParam writes the slots of a param, and gives the next free row.
func (b *builder) layParam(p *plan.Param, row int) int {
	for i, x := range p.Values {
		label, name := cmp.Or(p.Decl.Label, p.Name), p.Name
		if i > 0 {
			label, name = b.in(say.T("… from year %d", i+1)), fmt.Sprintf("%s_%d", p.Name, i+1)
		}
		b.layInput(p, i, b.g.of(x), row, label, name)
		row++
	}
	return row
}

func (b *builder) layInput(p *plan.Param, slot int, x plan.Ref, row int, label, name string) {
	s, at := b.assumptions, Address{b.assumptions, row, inputValue}
	indent := 0
	if slot > 0 {
		indent = 1
	}
	src := p.Decl.Source
	if changed := b.Changed(p); !changed.Empty() {
		src = b.in(changed)
	}
	b.describe(row, label, name, src, b.unitOf(x), indent)
	if p.Decl.Type.Kind == check.KindText {
		v, _ := b.Run.Value(x)
		s.Put(row, inputValue, Cell{Kind: Text, Text: b.Text(v), Note: b.in(say.T("A text decides how the model is built, so it is fixed in a workbook."))})
		return
	}
	b.settleIn(x, at)
	b.callIt(x, name)
	style := Style{Role: Input, Format: b.format(b.unitOf(x), x)}
	given, set := b.Inputs[p.FirstSlot+slot]
	written := b.g.of(b.Steps[p.Values[slot]].B)
	if !set {
		given, set = b.g.number(written)
	}
	if set {
		s.Put(row, inputValue, Cell{Kind: Number, Text: given.String(), Style: style, Note: src})
	} else {
		b.later = append(b.later, func() {
			s.Put(row, inputValue, Cell{Kind: Formula, Text: b.writer(s).operand(written).text, Style: style, Note: src, Value: b.stored(nil, p.Values[slot], false)})
		})
	}
	b.layRange(p, slot, row)
}

// describe writes what stands beside the value of an assumption.
func (b *builder) describe(row int, label, name, src, unit string, indent int) {
	s, quiet := b.assumptions, Style{Role: Quiet, Indent: 1, Wrap: true}
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
	b.layEnd(Address{b.assumptions, row, inputLow}, low, b.unitOf(p.Values[slot]))
	b.layEnd(Address{b.assumptions, row, inputHigh}, high, b.unitOf(p.Values[slot]))
	if p.Low != plan.None && !p.Decl.Dist.Open() {
		ends := Limit{Row: row, Col: inputValue, Low: "$" + column(inputLow) + fmt.Sprint("$", row+1), High: "$" + column(inputHigh) + fmt.Sprint("$", row+1)}
		b.assumptions.Limits = append(b.assumptions.Limits, ends)
	}
}

func (b *builder) layEnd(at Address, x plan.Ref, unit string) {
	style := Style{Role: Input, Format: b.format(unit, x)}
	if v, ok := b.number(x); ok {
		if x >= 0 && b.Info[x].Span.Known() {
			b.settleIn(x, at)
		}
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.String(), Style: style})
		return
	}
	style.Role = Derived
	b.refer(at, x, style)
}

// layAssumed writes something else that the script takes for given, with the numbers that it is written with.
func (b *builder) layAssumed(a *plan.Assumed, row int) int {
	s, src, label := b.assumptions, a.Def.Source, b.assumedLabel(a)
	if !a.Text.Empty() {
		b.describe(row, label, a.Def.Name, src, "", 0)
		next := b.layWritten(a, plan.None, row+1)
		is := b.in(a.Text)
		if next > row+1 { // the numbers stand below, and may be changed
			is = ""
		}
		s.Put(row, inputValue, text(short(is, 40), Style{Role: Quiet}))
		return next
	}
	x := b.g.of(a.Value)
	unit := b.unitOf(x)
	if a.Percent {
		unit = "%"
	}
	b.describe(row, label, a.Def.Name, src, unit, 0)
	at := Address{s, row, inputValue}
	style := Style{Role: Input, Format: b.format(unit, x)}
	if v, ok := b.number(x); ok {
		b.settleIn(x, at)
		s.Put(row, inputValue, Cell{Kind: Number, Text: v.String(), Style: style, Note: src})
		b.callAssumed(x, a)
		return row + 1
	}
	style.Role = Derived
	if _, placed := b.home[x]; placed {
		b.refer(at, x, style)
		return row + 1
	}
	b.settleIn(x, at)
	b.callAssumed(x, a)
	b.define(at, x, style)
	return b.layWritten(a, x, row+1)
}

func (b *builder) callAssumed(x plan.Ref, a *plan.Assumed) {
	if a.Def.Name != "" {
		b.callIt(x, a.Def.Name)
	}
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

// layWritten writes the numbers that an assumption is made of, and gives the next free row. What they are called says nothing of their
// values, which may be changed.
func (b *builder) layWritten(a *plan.Assumed, whole plan.Ref, row int) int {
	var found []plan.Ref
	for i := range b.Steps {
		if x := plan.Ref(i); x != whole && b.writtenWithin(x, a.Span) {
			found = append(found, x)
		}
	}
	for n, x := range found {
		b.describe(row, b.in(b.writtenLabel(a, x, n, len(found))), "", "", b.unitOf(x), 1)
		v, _ := b.g.number(x)
		b.settleIn(x, Address{b.assumptions, row, inputValue})
		b.assumptions.Put(row, inputValue, Cell{Kind: Number, Text: v.String(), Style: Style{Role: Input, Format: b.format(b.unitOf(x), x)}})
		row++
	}
	return row
}

// writtenLabel is what a number within an assumption is called: by its place, or by what it is multiplied with, as in 500_000 DKK/year * level.
func (b *builder) writtenLabel(a *plan.Assumed, x plan.Ref, n, of int) say.Phrase {
	const most = 40
	rest, alone := strings.CutPrefix(b.slice(a.Span), b.slice(b.Info[x].Span)+" * ")
	switch {
	case !a.Text.Empty() || of > 1:
		return say.T("entry %d", n+1)
	case !alone || len(rest) > most || strings.ContainsAny(rest, "0123456789"):
		return say.T("as written")
	case b.isPay(a.Span):
		return say.T("pay before %s", rest)
	}
	return say.T("before %s", rest)
}

// isPay reports whether a wage is written at a place.
func (b *builder) isPay(at source.Span) bool {
	pay := false
	modules(b.Module, func(m *check.Module) {
		for _, w := range m.Wages {
			pay = pay || w.Value != nil && w.Value.Span() == at
		}
	})
	return pay
}

// writtenWithin reports whether a step is a number that is written within a span and has no cell yet.
func (b *builder) writtenWithin(x plan.Ref, within source.Span) bool {
	at := b.Info[x].Span
	if _, placed := b.home[x]; placed || !b.g.need[x] || b.g.of(x) != x || b.Steps[x].Op != plan.Const || b.g.text[x] || b.g.data[x] {
		return false
	}
	return at.Known() && at.Pos.Filename == within.Pos.Filename && within.Pos.Offset <= at.Pos.Offset && at.EndPos.Offset <= within.EndPos.Offset
}
