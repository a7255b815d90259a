package workbook

import "github.com/costlang/cost/eval/plan"

// pair is what a sum adds where it adds up two series of cells side by side: their products, quotients, or what one has where the other holds;
// or one series.
type pair struct {
	op          plan.Op
	left, right plan.Place
}

// pairOf takes what a sum adds apart: the two steps of a product, of a quotient, or the condition and value of a choice without an
// alternative.
func (g *graph) pairOf(x plan.Ref) (op plan.Op, left, right plan.Ref, ok bool) {
	if _, aliased := g.alias[x]; x < 0 || g.text[x] || aliased || g.name[x] != "" || g.told[x].Place.Flow > 0 {
		return 0, 0, 0, false
	}
	s := g.Steps[x]
	left, right = g.of(s.A), plan.Ref(0)
	switch {
	case s.Op == plan.Mul || s.Op == plan.Div:
		right = g.of(s.B)
	case s.Op == plan.Select && g.truth(left) && g.is(s.C, neutral[plan.Add]):
		right = g.of(s.B)
	default:
		return 0, 0, 0, false
	}
	return s.Op, left, right, left >= 0 && right >= 0
}

// placesOf is where the two sides of what a sum adds stand, or a cell by itself.
func (b *builder) placesOf(x plan.Ref) (pair, bool) {
	if x >= 0 && b.cell[x] {
		p := pair{op: plan.Const, left: b.g.told[x].Place}
		return p, p.left.Flow > 0
	}
	op, left, right, ok := b.g.pairOf(x)
	if !ok || !b.cell[left] || !b.cell[right] {
		return pair{}, false
	}
	p := pair{op, b.g.told[left].Place, b.g.told[right].Place}
	return p, p.left.Flow > 0 && p.right.Flow > 0
}

// continues reports whether a sum adds the next of the pairs that it has added before, so that its formula is no longer for it.
func (b *builder) continues(x plan.Ref, last map[plan.Ref]pair) bool {
	if !b.g.sums(x) {
		return false
	}
	before, added := b.g.of(b.Steps[x].A), b.g.of(b.Steps[x].B)
	here, ok := b.placesOf(added)
	if !ok || added < 0 {
		return false
	}
	last[x] = here
	have, known := last[before]
	if !known || b.cell[before] {
		have, known = b.placesOf(before)
	}
	return known && have.op == here.op && follows(have.left, here.left) && follows(have.right, here.right)
}

// follows reports whether a place is the next of a series.
func follows(p, next plan.Place) bool {
	return p.Flow == next.Flow && p.Part == next.Part && (p.At+1 == next.At || p.Flow == 0)
}

// paired writes what a sum adds as sums over two rows of cells, where it adds three or more side by side.
func (w writer) paired(leaves []plan.Ref) []term {
	const least = 3
	var out []term
	for i := 0; i < len(leaves); {
		op, lefts, rights := w.sides(leaves[i:])
		if len(lefts) < least {
			out = append(out, w.asNumber(leaves[i]))
			i++
			continue
		}
		n := len(lefts)
		a := lefts[0].at.From(w.sheet) + ":" + lefts[n-1].at.Ref()
		b := rights[0].at.From(w.sheet) + ":" + rights[n-1].at.Ref()
		switch op {
		case plan.Select:
			out = append(out, call("SUMIF", a, "TRUE", b))
		case plan.Div:
			out = append(out, call("SUMPRODUCT", a+"/"+b))
		default:
			out = append(out, call("SUMPRODUCT", a, b))
		}
		i += n
	}
	return out
}

// sides are the cells of the first pairs, as long as both go on to the right.
func (w writer) sides(leaves []plan.Ref) (op plan.Op, lefts, rights []term) {
	for _, leaf := range leaves {
		if text, _ := w.place(leaf); text != "" {
			break
		}
		its, left, right, ok := w.pairOf(leaf)
		if !ok || op != its && len(lefts) > 0 {
			break
		}
		op = its
		l, r := w.operand(left), w.operand(right)
		if l.at == nil || r.at == nil || r.truth || l.truth != (op == plan.Select) {
			break
		}
		lefts, rights = append(lefts, l), append(rights, r)
		if n := len(lefts); across(lefts) < n || across(rights) < n {
			return op, lefts[:n-1], rights[:n-1]
		}
	}
	return op, lefts, rights
}

// across is how many terms stand side by side.
func across(terms []term) int {
	plain := make([]term, len(terms))
	for i, t := range terms {
		plain[i] = term{at: t.at}
	}
	return run(plain, 0, 1)
}
