package workbook

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// The columns of the expectations. Values of checks stand where the sides of claims do.
const (
	claimText = iota
	claimLeft
	claimRight
	claimHigh
	claimNearest
	claimHolds
	claimLine
	claimUnder
	claimRemark
)

// layExpectations writes every claim with its sides and whether it holds, then the checks that every run must pass.
func (b *builder) layExpectations() {
	s := b.expectations
	if len(b.Expectations) == 0 && !b.hasChecks() {
		return
	}
	row := b.head(s, say.T("Expectations"), say.T("Claims of the script as it is written, compared with the live figures beside them: once an assumption is changed they may fail. Figures known not to follow say why."))
	s.Widths = []float64{70, 16, 16, 16, 12, 10, 8, 24, 50}
	if len(b.Expectations) > 0 {
		b.header(s, row, say.T("Expectation"), say.T("Left"), say.T("Right"), say.T("Up to"), say.T("To nearest"), say.T("Holds"), say.T("Line"), say.T("Under"), say.T("Remark"))
		right(s, row, claimLeft, claimUnder)
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
	s.Put(row, claimText, text(e.Text, Style{Wrap: true}))
	s.Put(row, claimLine, Cell{Kind: Number, Text: strconv.Itoa(e.Line), Style: Style{Role: Quiet}})
	quiet.Indent = 1
	s.Put(row, claimUnder, text(e.Under, quiet))
	remark := e.Source
	if e.Differs != "" {
		remark = b.in(say.T("known to differ: %s", e.Differs))
	}
	s.Put(row, claimRemark, text(remark, quiet))
	v, plain := b.claimed(e, x)
	if v == nil && !plain {
		b.say(s, row, claimHolds, say.T("left out"), quiet)
		return
	}
	b.laySides(v, i, e, row)
	at := Address{s, row, claimHolds}
	b.layHolds(v, x, at)
	b.claims = append(b.claims, claim{at, v, x.OK, e.Differs != ""})
	b.recordIn(v, "expectations", fmt.Sprintf("%d.holds", i+1), e.Text, "", x.OK, at)
}

// laySides writes what a claim compares. A number that it claims may be changed there.
func (b *builder) laySides(v *variant, i int, e Expectation, row int) {
	s, sides := b.expectations, b.shownSides(b.Expects[i])
	left, right := sides[0], sides[claimRight-claimLeft]
	shown := b.unitOf(left)
	if e.Unit == "%" { // the claim is written in percent, and the figure is a share
		shown = e.Unit
	}
	for col, ref := range sides {
		if ref == plan.None {
			continue
		}
		at, style := Address{s, row, claimLeft + col}, Style{Format: b.format(shown, left, right)}
		if claimLeft+col == claimNearest {
			style.Format = b.format(shown, ref)
		}
		if _, number := b.number(ref); number {
			style.Role = Input
		}
		b.referIn(v, at, ref, style)
		if col == 0 && e.Known {
			b.recordIn(v, "expectations", fmt.Sprintf("%d.left", i+1), e.Text, b.writtenUnit(left), ref, at)
		}
	}
}

// sides are what stands in the columns of a claim from its left side on, None where it has nothing there.
func (b *builder) sides(x *plan.Expect) []plan.Ref {
	out := []plan.Ref{x.Left, x.Right, x.High, plan.None}
	if x.Decl.Nearest != nil {
		out[claimNearest-claimLeft] = b.Steps[b.Steps[x.OK].A].B
	}
	return out
}

// shownSides are the sides of a claim in the unit that its figure is shown in, where every side is written so.
func (b *builder) shownSides(x *plan.Expect) []plan.Ref {
	own := b.sides(x)
	for _, o := range b.Plan.Outputs {
		if s := b.Steps[o.Shown]; o.Value == x.Left && s.Op == plan.Scale && s.A == x.Left {
			if out, ok := b.unscaled(own, b.Ratios[s.B].Den, b.Ratios[s.B].Num); ok {
				out[0] = o.Shown
				return out
			}
		}
	}
	return own
}

// unscaled takes back a ratio that all sides but the first were multiplied with.
func (b *builder) unscaled(sides []plan.Ref, num, den int64) ([]plan.Ref, bool) {
	out := slices.Clone(sides)
	for i, x := range sides[1:] {
		if x == plan.None {
			continue
		}
		s := b.Steps[x]
		if s.Op != plan.Scale || b.Ratios[s.B].Num != num || b.Ratios[s.B].Den != den {
			return nil, false
		}
		out[1+i] = s.A
	}
	return out, true
}

// layHolds writes whether a claim holds, as a formula over the cells of its sides.
func (b *builder) layHolds(v *variant, x *plan.Expect, at Address) {
	cells := map[plan.Ref]Address{}
	for col, ref := range b.sides(x) {
		if _, twice := cells[b.g.of(ref)]; ref != plan.None && !twice {
			cells[b.g.of(ref)] = Address{at.Sheet, at.Row, claimLeft + col}
		}
	}
	b.later = append(b.later, func() {
		usual := b.placeOn(at.Sheet)
		if v != nil {
			usual = b.placeUnder(v, at.Sheet)
		}
		w := writer{b.g, at.Sheet, func(x plan.Ref) (string, *Address) {
			if side, ok := cells[x]; ok {
				return side.From(at.Sheet), &side
			}
			return usual(x)
		}}
		b.formula(at, v, x.OK, w.computed(b.g.of(x.OK)), Style{Role: Check})
	})
}

// isOfClaim reports whether a guard is about how near a claim is to hold.
func (b *builder) isOfClaim(g plan.Guard) bool {
	return slices.ContainsFunc(b.Expects, func(x *plan.Expect) bool {
		return x.Decl.Nearest != nil && x.Decl.Nearest.Span() == g.Failure.Span
	})
}

// findClaims finds the steps between claims and their sides: their formulas are over the cells of the sides.
func (b *builder) findClaims() {
	for _, x := range b.Expects {
		stop := map[plan.Ref]bool{}
		for _, ref := range b.sides(x) {
			stop[b.g.of(ref)] = true
		}
		b.findBetween(b.g.of(x.OK), stop)
	}
}

func (b *builder) findBetween(x plan.Ref, stop map[plan.Ref]bool) {
	if x < 0 || stop[x] || b.comparing[x] {
		return
	}
	b.comparing[x] = true
	for _, o := range b.g.operands(x) {
		b.findBetween(o, stop)
	}
}

// claimed is the variant that a claim is about: the script as it is written, under the scenario of the claim. plain says that this is the
// model itself.
func (b *builder) claimed(e Expectation, x *plan.Expect) (v *variant, plain bool) {
	var settings []setting
	for _, p := range b.Params {
		for i := range p.Values {
			if _, set := b.Inputs[p.FirstSlot+i]; set {
				settings = append(settings, setting{p, p.Base, say.Phrase{}})
				break
			}
		}
	}
	title := b.in(say.T("As written"))
	if x.Under >= 0 {
		title = e.Under
		for _, set := range b.Plan.Scenarios[x.Under].Sets {
			settings = append(settings, setting{b.Params[set.Param], set.Values, say.Phrase{}})
		}
	}
	if len(settings) == 0 {
		return nil, true
	}
	return b.vary(title, true, settings, append(b.shownSides(x), x.OK, x.Left, x.Right, x.High)...), false
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
