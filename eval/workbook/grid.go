package workbook

import (
	"cmp"
	"fmt"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// mostPoints is how many points a grid may have: each is a column of the what-if model.
const mostPoints = 100

// layGrid writes a figure at every pair of values that two params may take, and gives the next free row. Axes that go in steps have too many.
func (b *builder) layGrid(i int, a Analysis, row int) int {
	s, down, across := b.sensitivity, a.Grid[0], a.Grid[1]
	b.say(s, row, 0, say.T("What if: %s by %s (down) and %s (across)", a.Title, axisLabel(down), axisLabel(across)), Style{Role: Heading})
	row++
	if down.Step != plan.None || across.Step != plan.None || len(down.Choices)*len(across.Choices) > mostPoints {
		b.say(s, row, 0, say.T("left out: too many points"), Style{Role: Quiet})
		return row + 2
	}
	s.Put(row, 2, text(b.axisTitle(across), Style{Role: Quiet}))
	row++
	s.Put(row, 0, text(b.titled(a), Style{Role: Header}))
	s.Put(row, 1, text(b.axisTitle(down), Style{Role: Header, Right: true}))
	for k, choice := range across.Choices {
		b.layLevel(Address{s, row, 2 + k}, across, choice, Header)
	}
	for j, choice := range down.Choices {
		b.layLevel(Address{s, row + 1 + j, 1}, down, choice, Plain)
		for k := range across.Choices {
			b.layPoint(Address{s, row + 1 + j, 2 + k}, i, a, j, k)
		}
	}
	return row + len(down.Choices) + 2
}

func axisLabel(x plan.Axis) string { return cmp.Or(x.Param.Decl.Label, x.Param.Name) }

// axisTitle is the label of an axis with its unit.
func (b *builder) axisTitle(x plan.Axis) string {
	if unit := b.unitWords(b.unitOf(b.g.of(x.Param.Values[0]))); unit != "" {
		return axisLabel(x) + ", " + unit
	}
	return axisLabel(x)
}

// layLevel writes a value of an axis.
func (b *builder) layLevel(at Address, x plan.Axis, choice []plan.Ref, role Role) {
	unit := b.unitOf(b.g.of(x.Param.Values[0]))
	b.refer(at, choice[0], Style{Role: role, Bold: true, Right: true, Format: b.format(unit, choice[0]), Given: true})
}

// layPoint writes the figure at a pair of values.
func (b *builder) layPoint(at Address, i int, a Analysis, j, k int) {
	down, across := a.Grid[0], a.Grid[1]
	settings := []setting{
		{down.Param, slotsOf(down.Param, down.Choices[j]), b.choiceName(down.Choices, j)},
		{across.Param, slotsOf(across.Param, across.Choices[k]), b.choiceName(across.Choices, k)},
	}
	v := b.vary("", false, settings, a.Of)
	if v == nil {
		at.Sheet.Put(at.Row, at.Col, text(b.in(say.T("left out")), Style{Role: Quiet, Right: true}))
		return
	}
	b.referUnder(v, at, a.Of, Style{Format: b.format(a.Unit, a.Of)})
	b.recordUnder(v, "sensitivity", fmt.Sprintf("%d.%d.%d", i+1, j+1, k+1), a.Title, a.Unit, a.Of, at)
}
