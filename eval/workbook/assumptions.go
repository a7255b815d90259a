package workbook

import (
	"cmp"
	"fmt"

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
			s.Put(row, inputValue, Cell{Kind: Formula, Text: b.writer(s).operand(written).text, Style: style, Note: src})
		})
	}
	b.layRange(p, slot, row)
}

// describe writes what stands beside the value of an assumption.
func (b *builder) describe(row int, label, name, src, unit string, indent int) {
	s, quiet := b.assumptions, Style{Role: Quiet}
	s.Put(row, inputLabel, text(label, Style{Indent: indent, Wrap: true}))
	s.Put(row, inputName, text(name, quiet))
	s.Put(row, inputUnit, unitText(unit))
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
	s, src := b.assumptions, a.Def.Source
	label := b.in(a.Label)
	if !a.Text.Empty() {
		b.describe(row, label, a.Def.Name, src, "", 0)
		s.Put(row, inputValue, text(short(b.in(a.Text), 40), Style{Role: Quiet}))
		return b.layWritten(a.Span, plan.None, true, row+1)
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
	return b.layWritten(a.Span, x, false, row+1)
}

func (b *builder) callAssumed(x plan.Ref, a *plan.Assumed) {
	if a.Def.Name != "" {
		b.callIt(x, a.Def.Name)
	}
}

// layWritten writes the numbers that stand within a span, each as it is written, those of a list with their places in it.
func (b *builder) layWritten(within source.Span, whole plan.Ref, list bool, row int) int {
	n := 0
	for i := range b.Steps {
		x := plan.Ref(i)
		if !b.writtenWithin(x, within) || x == whole {
			continue
		}
		n++
		label := say.Verbatim(b.slice(b.Info[x].Span))
		if list {
			label = say.T("entry %d: %s", n, label)
		}
		b.describe(row, b.in(label), "", "", b.unitOf(x), 1)
		v, _ := b.g.number(x)
		b.settleIn(x, Address{b.assumptions, row, inputValue})
		b.assumptions.Put(row, inputValue, Cell{Kind: Number, Text: v.String(), Style: Style{Role: Input, Format: b.format(b.unitOf(x), x)}})
		row++
	}
	return row
}

// writtenWithin reports whether a step is a number that is written within a span and has no cell yet.
func (b *builder) writtenWithin(x plan.Ref, within source.Span) bool {
	at := b.Info[x].Span
	if _, placed := b.home[x]; placed || !b.g.need[x] || b.g.of(x) != x || b.Steps[x].Op != plan.Const || b.g.text[x] || b.g.data[x] {
		return false
	}
	return at.Known() && at.Pos.Filename == within.Pos.Filename && within.Pos.Offset <= at.Pos.Offset && at.EndPos.Offset <= within.EndPos.Offset
}
