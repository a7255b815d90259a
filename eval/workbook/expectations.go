package workbook

import (
	"fmt"
	"strconv"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// layExpectations writes every claim with its sides and whether it holds, then the checks that every run must pass.
func (b *builder) layExpectations() {
	s := b.expectations
	if len(b.Expectations) == 0 && len(b.checks()) == 0 {
		return
	}
	row := b.head(s, say.T("Expectations"), say.T("Each claim of the script, computed live. Figures known not to follow say why."))
	s.Widths = []float64{70, 16, 16, 16, 10, 8, 24, 50}
	if len(b.Expectations) > 0 {
		b.header(s, row, say.T("Expectation"), say.T("Left"), say.T("Right"), say.T("Up to"), say.T("Holds"), say.T("Line"), say.T("Under"), say.T("Remark"))
		right(s, row, 1, 6)
		s.FrozenRows = row + 1
		row++
		for i, e := range b.Expectations {
			b.layExpectation(i, e, row)
			row++
		}
		row++
	}
	b.layChecks(row)
}

func (b *builder) layExpectation(i int, e Expectation, row int) {
	s, x, quiet := b.expectations, b.Expects[i], Style{Role: Quiet, Wrap: true}
	s.Put(row, 0, text(e.Text, Style{Wrap: true}))
	s.Put(row, 5, Cell{Kind: Number, Text: strconv.Itoa(e.Line), Style: Style{Role: Quiet}})
	quiet.Indent = 1
	s.Put(row, 6, text(e.Under, quiet))
	remark := e.Source
	if e.Differs != "" {
		remark = b.in(say.T("known to differ: %s", e.Differs))
	}
	s.Put(row, 7, text(remark, quiet))
	v, plain := b.claimed(e, x)
	if v == nil && !plain {
		b.say(s, row, 4, say.T("left out"), quiet)
		return
	}
	unit := b.unitOf(x.Left)
	for col, ref := range []plan.Ref{x.Left, x.Right, x.High} {
		if ref == plan.None {
			continue
		}
		at, style := Address{s, row, 1 + col}, Style{Format: b.format(unit, x.Left, x.Right)}
		b.referIn(v, at, ref, style)
		if col == 0 && e.Known {
			b.recordIn(v, "expectations", fmt.Sprintf("%d.left", i+1), e.Text, unit, ref, at)
		}
	}
	at := Address{s, row, 4}
	b.referIn(v, at, x.OK, Style{Role: Check})
	b.recordIn(v, "expectations", fmt.Sprintf("%d.holds", i+1), e.Text, "", x.OK, at)
}

// claimed is the variant that a claim is about: the script as it is written, under the scenario of the claim. plain says that this is the
// model itself.
func (b *builder) claimed(e Expectation, x *plan.Expect) (v *variant, plain bool) {
	var settings []setting
	for _, p := range b.Params {
		for i := range p.Values {
			if _, set := b.Inputs[p.FirstSlot+i]; set {
				settings = append(settings, setting{p, p.Base})
				break
			}
		}
	}
	title := b.in(say.T("As written"))
	if x.Under >= 0 {
		title = e.Under
		for _, set := range b.Plan.Scenarios[x.Under].Sets {
			settings = append(settings, setting{b.Params[set.Param], set.Values})
		}
	}
	if len(settings) == 0 {
		return nil, true
	}
	return b.vary(title, true, settings, x.OK, x.Left, x.Right, x.High), false
}

func (b *builder) referIn(v *variant, at Address, x plan.Ref, style Style) {
	if v == nil {
		b.refer(at, x, style)
		return
	}
	b.referUnder(v, at, x, style)
}

// checks are the conditions of every run that may fail.
func (b *builder) checks() []plan.Guard {
	var out []plan.Guard
	for _, g := range b.Guards {
		if _, settled := b.number(g.Cond); !settled {
			out = append(out, g)
		}
	}
	return out
}

func (b *builder) layChecks(row int) {
	s := b.expectations
	for i, g := range b.checks() {
		if i == 0 {
			b.say(s, row, 0, say.T("Checks of the model: what must be TRUE for the figures to mean anything"), Style{Role: Heading})
			row++
		}
		s.Put(row, 0, text(b.checkText(g), Style{Wrap: true}))
		b.refer(Address{s, row, 4}, g.Cond, Style{Role: Check})
		if line := g.Failure.Span.Pos.Line; line > 0 {
			s.Put(row, 5, Cell{Kind: Number, Text: strconv.Itoa(line), Style: Style{Role: Quiet}})
		}
		row++
	}
}

// checkText is what is wrong where a check is FALSE. What only a run knows is left open.
func (b *builder) checkText(g plan.Guard) string {
	return b.in(say.T("FALSE means: %s", g.Failure.Message.Map(func(arg any) any {
		switch arg.(type) {
		case plan.Hole, plan.Count:
			return say.T("(value)")
		}
		return arg
	})))
}

// layChecksLine says on the results whether all checks hold.
func (b *builder) layChecksLine(row int) int {
	n := len(b.checks())
	if n == 0 {
		return row
	}
	s := b.results
	b.say(s, row, 0, say.T("All checks of the model hold (see the sheet of expectations)"), Style{Role: Quiet})
	b.later = append(b.later, func() {
		from := len(b.expectations.Rows) - n
		all := Address{b.expectations, from, 4}.From(s) + ":" + Address{b.expectations, from + n - 1, 4}.Ref()
		s.Put(row, 1, Cell{Kind: Formula, Text: "AND(" + all + ")", Style: Style{Role: Check}})
	})
	return row + 2
}
