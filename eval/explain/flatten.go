package explain

import "github.com/costlang/cost/eval/plan"

// bound reports whether a step is a node by itself below another: it has a name or label, or is the value of a declaration.
func (b *builder) bound(ref, below plan.Ref) bool {
	info := b.plan.Info[ref]
	if info.Name != "" || !b.Figure.Told[ref].Label.Empty() {
		return true
	}
	at := placeOf(info.Span)
	_, defined := b.index.valued[at]
	return defined && at != placeOf(b.plan.Info[below].Span)
}

// apart reports whether a right operand is a formula in parentheses, or a row of an aggregate, that reads better by itself.
func (b *builder) apart(ref, below plan.Ref) bool {
	at := placeOf(b.plan.Info[ref].Span)
	return b.index.written[at] && at != placeOf(b.plan.Info[below].Span)
}

// signed is a step in a sum.
type signed struct {
	ref   plan.Ref
	minus bool
	right bool
}

func (s signed) sign() Sign {
	if s.minus {
		return Minus
	}
	return Plus
}

// sum gathers what is added up. Sums may be as long as data, so this is no recursion.
func (b *builder) sum(n *Node) {
	stack := []signed{{ref: n.Ref}}
	for len(stack) > 0 {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b.isOwnNumber(x.ref, 0) && x.ref != n.Ref {
			continue
		}
		if x.ref != n.Ref && (b.bound(x.ref, n.Ref) || x.right && b.apart(x.ref, n.Ref)) {
			n.Terms = append(n.Terms, Term{Sign: x.sign(), Node: b.node(x.ref)})
			continue
		}
		switch s := b.plan.Steps[x.ref]; {
		case s.Op == plan.Add:
			stack = append(stack, signed{s.B, x.minus, true}, signed{s.A, x.minus, x.right})
		case s.Op == plan.Sub:
			stack = append(stack, signed{s.B, !x.minus, true}, signed{s.A, x.minus, x.right})
		case s.Op == plan.Neg && x.ref == n.Ref:
			n.Terms = append(n.Terms, Term{Sign: Minus, Node: b.node(s.A)})
		case s.Op == plan.Select && b.counts(s) && b.Read.Holds(s.A):
			stack = append(stack, signed{s.B, x.minus, true})
		case s.Op == plan.Select && b.counts(s) && b.known(s.A):
		default:
			n.Terms = append(n.Terms, Term{Sign: x.sign(), Node: b.node(x.ref)})
		}
	}
	n.Data.Used = len(n.Terms)
}

// counts reports whether a choice is a term that counts or does not.
func (b *builder) counts(s plan.Step) bool { return b.isOwnNumber(s.C, 0) }

func (b *builder) known(ref plan.Ref) bool {
	_, ok := b.Read.Value(ref)
	return ok
}

// product gathers factors and divisors from the left, as the plan multiplies them, so that no digit differs.
func (b *builder) product(n *Node) {
	var back []Term
	ref := n.Ref
	for {
		s := b.plan.Steps[ref]
		switch s.Op {
		case plan.Mul:
			back = append(back, b.factor(Times, s.B)...)
		case plan.Div:
			back = append(back, Term{Sign: Over, Node: b.node(s.B)})
		case plan.Scale:
			back = append(back, ratioTerm(b.plan.Ratios[s.B]))
		}
		ref = s.A
		if next := b.plan.Steps[ref].Op; b.bound(ref, n.Ref) || next != plan.Mul && next != plan.Div && next != plan.Scale {
			break
		}
	}
	n.Terms = append(n.Terms, Term{Sign: Times, Node: b.node(ref)})
	for i := range back {
		n.Terms = append(n.Terms, back[len(back)-1-i])
	}
}

// factor leaves out a one that lowering brings.
func (b *builder) factor(sign Sign, ref plan.Ref) []Term {
	if b.isOwnNumber(ref, 1) {
		return nil
	}
	return []Term{{Sign: sign, Node: b.node(ref)}}
}

// extreme gathers what the least or greatest is chosen from.
func (b *builder) extreme(n *Node, op plan.Op) {
	var back []plan.Ref
	ref := n.Ref
	for ref == n.Ref || b.plan.Steps[ref].Op == op && !b.bound(ref, n.Ref) {
		back = append(back, b.plan.Steps[ref].B)
		ref = b.plan.Steps[ref].A
	}
	n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(ref)})
	for i := range back {
		n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(back[len(back)-1-i])})
	}
}
