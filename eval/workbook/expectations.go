package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	shown := unit
	if e.Unit == "%" { // the claim is written in percent, and the figure is a share
		shown = e.Unit
	}
	for col, ref := range []plan.Ref{x.Left, x.Right, x.High} {
		if ref == plan.None {
			continue
		}
		at, style := Address{s, row, 1 + col}, Style{Format: b.format(shown, x.Left, x.Right)}
		b.referIn(v, at, ref, style)
		if col == 0 && e.Known {
			b.recordIn(v, "expectations", fmt.Sprintf("%d.left", i+1), e.Text, unit, ref, at)
		}
	}
	at := Address{s, row, 4}
	b.referIn(v, at, x.OK, Style{Role: Check})
	b.claims = append(b.claims, claim{at, v, x.OK, e.Differs != ""})
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

// claim is the cell that says whether an expectation holds, computed under a variant or as it is.
type claim struct {
	at      Address
	under   *variant
	ok      plan.Ref
	differs bool // it is known not to hold
}

// checks are the conditions of every run that may fail: all but those that hold whatever is changed.
func (b *builder) checks() []plan.Guard {
	var out []plan.Guard
	for _, g := range b.Guards {
		if b.moves(g.Cond) || !b.Run.Holds(g.Cond) {
			out = append(out, g)
		}
	}
	return out
}

// moves reports whether a step depends on a number that may be changed.
func (b *builder) moves(x plan.Ref) bool {
	seen := map[plan.Ref]bool{}
	var visit func(x plan.Ref) bool
	visit = func(x plan.Ref) bool {
		x = b.g.of(x)
		if x < 0 || seen[x] || b.g.text[x] {
			return false
		}
		seen[x] = true
		if b.g.written(x) || b.Steps[x].Op == plan.Input {
			_, placed := b.home[x]
			return placed
		}
		return slices.ContainsFunc(b.g.operands(x), visit)
	}
	return visit(x)
}

func (b *builder) layChecks(row int) {
	s := b.expectations
	for i, g := range b.checks() {
		if i == 0 {
			b.say(s, row, 0, say.T("Checks of the model: what must be TRUE for the figures to mean anything. Where a check is FALSE, n is the value that is wrong"), Style{Role: Heading})
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

// checkText is what is wrong where a check is FALSE. What only a run knows is n.
func (b *builder) checkText(g plan.Guard) string {
	return b.in(say.T("FALSE means: %s", g.Failure.Message.Map(func(arg any) any {
		switch arg.(type) {
		case plan.Hole, plan.Count:
			return "n"
		}
		return arg
	})))
}

// layVerdicts says on the results whether all checks, and all expectations, hold.
func (b *builder) layVerdicts(row int) int {
	first := row
	if n := len(b.checks()); n > 0 {
		b.layVerdict(row, say.T("All checks of the model hold (see the sheet of expectations)"), func() (string, string) { return b.allChecks(n) })
		row++
	}
	if len(b.Expectations) > 0 {
		b.layVerdict(row, say.T("All expectations of the script hold (see the sheet of expectations)"), b.allClaims)
		row++
	}
	if row > first {
		row++
	}
	return row
}

// layVerdict writes a formula, with its value, once what it reads has its cells.
func (b *builder) layVerdict(row int, what say.Phrase, formula func() (text, stored string)) {
	s := b.results
	b.say(s, row, 0, what, Style{Role: Quiet})
	b.later = append(b.later, func() {
		if text, stored := formula(); text != "" {
			s.Put(row, 1, Cell{Kind: Formula, Text: text, Style: Style{Role: Check}, Value: stored})
			return
		}
		b.say(s, row, 1, say.T("left out"), Style{Role: Quiet})
	})
}

func (b *builder) allChecks(n int) (formula, stored string) {
	from := len(b.expectations.Rows) - n
	all := Address{b.expectations, from, 4}.From(b.results) + ":" + Address{b.expectations, from + n - 1, 4}.Ref()
	verdict := newVerdict()
	for _, g := range b.checks() {
		verdict.and(b.stored(nil, g.Cond, true), false)
	}
	return "AND(" + all + ")", verdict.stored
}

// allClaims is TRUE where every claim holds, and those that are known to differ do not.
func (b *builder) allClaims() (formula, stored string) {
	var args []string
	verdict := newVerdict()
	for i := 0; i < len(b.claims); {
		c, last := b.claims[i], i
		for !c.differs && last+1 < len(b.claims) && !b.claims[last+1].differs && b.claims[last+1].at.Row == b.claims[last].at.Row+1 {
			last++
		}
		cells := c.at.From(b.results)
		switch {
		case c.differs:
			cells = "NOT(" + cells + ")"
		case last > i:
			cells += ":" + b.claims[last].at.Ref()
		}
		args = append(args, cells)
		for ; i <= last; i++ {
			verdict.and(b.stored(b.claims[i].under, b.claims[i].ok, true), b.claims[i].differs)
		}
	}
	if len(args) == 0 {
		return "", ""
	}
	return "AND(" + strings.Join(args, ",") + ")", verdict.stored
}

// verdict is the value of AND.
type verdict struct{ stored string }

func newVerdict() *verdict { return &verdict{"TRUE"} }

// and adds a condition, which must be FALSE where it is turned. One without a value leaves none.
func (v *verdict) and(stored string, turned bool) {
	switch {
	case stored == noValue || v.stored == noValue:
		v.stored = noValue
	case (stored == "TRUE") == turned:
		v.stored = "FALSE"
	}
}
