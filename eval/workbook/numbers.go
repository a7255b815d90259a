package workbook

import (
	"cmp"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// requireScenarios marks what scenarios set as needed.
func (b *builder) requireScenarios() {
	for i, sc := range b.Plan.Scenarios {
		for _, set := range sc.Sets {
			if b.shows(i, b.Params[set.Param]) {
				b.g.require(set.Values...)
			}
		}
	}
}

// shows reports whether the workbook has figures for which a scenario sets a param.
func (b *builder) shows(scenario int, p *plan.Param) bool {
	_, set := b.Set[p.FirstSlot]
	claimed := slices.ContainsFunc(b.Expects, func(x *plan.Expect) bool { return x.Under == scenario })
	return p.Decl.Type.Kind != check.KindText && (claimed || !set && b.Scenario == "" && len(b.Outputs) > 0)
}

// keepNames leaves the names of the script to what it calls so, and finds its numbers.
func (b *builder) keepNames() {
	for i := range b.Steps {
		x := plan.Ref(i)
		if name := b.g.name[x]; name != "" {
			b.names.keep(name)
			b.named[name] = x
		}
		if b.g.written(x) && b.inputs.found[b.Info[x].Span] != nil {
			b.inputs.steps = append(b.inputs.steps, x)
		}
	}
	for _, p := range b.Params {
		for slot := range p.Values {
			b.names.keep(slotName(p, slot))
		}
	}
}

// layNumbers gives every other number that the script writes, and that a figure rests on, a cell that may be changed: teams that start, shares,
// rates, what scenarios set. Those of claims stand where the claims do.
func (b *builder) layNumbers() {
	var found []plan.Ref
	for _, x := range b.inputs.steps {
		if b.mayBeChanged(x) {
			found = append(found, x)
		}
	}
	if len(found) == 0 {
		return
	}
	row := len(b.assumptions.Rows) + 1
	b.say(b.assumptions, row, 0, say.T("Other numbers of the script"), Style{Role: Heading})
	b.layFound(found, row+1, 0)
}

// layWritten writes the numbers within a text of the script that have no cell yet, and gives the next free row.
func (b *builder) layWritten(at source.Span, row int) int {
	var found []plan.Ref
	for _, x := range b.inputs.steps {
		if b.mayBeChanged(x) && inside(b.Info[x].Span, at) {
			found = append(found, x)
		}
	}
	return b.layFound(found, row, 1)
}

// layFound writes numbers in the order of the script.
func (b *builder) layFound(found []plan.Ref, row, indent int) int {
	slices.SortStableFunc(found, func(x, y plan.Ref) int {
		p, q := b.Info[x].Span.Pos, b.Info[y].Span.Pos
		return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Offset, q.Offset))
	})
	for _, x := range found {
		b.layNumber(x, row, indent)
		row++
	}
	return row
}

// mayBeChanged reports whether a step is a number as the script writes it that has no cell yet. Of those of standard modules only what the
// script reads counts.
func (b *builder) mayBeChanged(x plan.Ref) bool {
	if _, placed := b.home[x]; placed || !b.g.need[x] || b.g.of(x) != x || b.g.text[x] || b.g.data[x] || b.valued[x] {
		return false
	}
	w := b.inputs.found[b.Info[x].Span]
	return b.g.written(x) && w != nil && (!w.lent || b.g.uses[x] > 0)
}

// layNumber writes a number with what it is called.
func (b *builder) layNumber(x plan.Ref, row, indent int) {
	at := b.Info[x].Span
	w := b.inputs.found[at]
	v, _ := b.g.number(x)
	b.settleIn(x, Address{b.assumptions, row, inputValue})
	b.describe(row, b.in(w.label), b.callNumber(x, w), b.from(w.source, at), b.unitOf(x), indent)
	b.layGiven(x, row, v, w.source)
}

// callNumber names the cell of a number. One of a standard module has the name that the script reads it by.
func (b *builder) callNumber(x plan.Ref, w *writtenNumber) string {
	if own := b.g.name[x]; w.lent && own != "" {
		return b.callIt(x, own)
	}
	return b.callMade(x, w.name)
}

// from is where a number is from: its source, or else its line.
func (b *builder) from(written string, at source.Span) string {
	if written == "" && at.Pos.Line > 0 {
		return b.in(say.T("line %d", at.Pos.Line))
	}
	return written
}

// layGiven writes a number that may be changed; one that decides how the model is built may not.
func (b *builder) layGiven(x plan.Ref, row int, v num.D, src string) {
	c := Cell{Kind: Number, Text: v.String(), Style: Style{Role: Input, Format: b.format(b.unitOf(x), x)}, Note: src}
	if b.Fixed[x] {
		c.Style.Role, c.Note = Quiet, b.in(say.T("This number decides how the model is built, so it is fixed in a workbook: change it in the script."))
	}
	b.assumptions.Put(row, inputValue, c)
}

func inside(at, all source.Span) bool {
	return all.Pos.Filename == at.Pos.Filename && all.Pos.Offset <= at.Pos.Offset && at.EndPos.Offset <= all.EndPos.Offset
}
