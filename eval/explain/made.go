package explain

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Made is a node for a number that no step of a plan has, such as a sum that a table adds up. Terms of a sum in its unit get their shares.
func Made(label say.Phrase, op Op, is table.Amount, terms ...Term) *Node {
	n := &Node{Label: label, Op: op, Terms: terms, Number: is.Value, Amount: is, Known: true, Ref: plan.None}
	if is.Unit == percent {
		n.Number, _ = is.Value.MulRatio(1, 100)
	}
	if op == Sum && len(terms) > 1 {
		n.madeShares()
	}
	return n
}

// madeShares says how much of a sum each term is.
func (n *Node) madeShares() {
	for i := range n.Terms {
		t := &n.Terms[i]
		if t.Node == nil || !t.Node.Known || !t.Node.Word.Empty() || t.Node.Amount.Unit != n.Amount.Unit {
			continue
		}
		v := t.Node.Amount.Value
		if t.Sign == Minus {
			v = v.Neg()
		}
		t.Share, t.HasShare = v.Div(n.Amount.Value)
	}
	n.sharesOfOneSign()
}

// sharesOfOneSign takes the shares from a sum whose terms go both ways: of a difference, no term is a part.
func (n *Node) sharesOfOneSign() {
	up, down := false, false
	for _, t := range n.Terms {
		up, down = up || t.HasShare && t.Share.Sign() > 0, down || t.HasShare && t.Share.Sign() < 0
	}
	for i := range n.Terms {
		if t := &n.Terms[i]; up && down {
			t.Share, t.HasShare = num.D{}, false
		}
	}
}

// Saying is a copy of a node with a note of its own; an empty one leaves the node's.
func (n *Node) Saying(note say.Phrase) *Node {
	own := *n
	if !note.Empty() {
		own.Note = note
	}
	return &own
}

// Added is a node as a term of a sum to which it adds a value, which may be minus its own.
func Added(n *Node, v num.D) Term {
	if n.Amount.Value.Sign()*v.Sign() < 0 {
		return Term{Sign: Minus, Node: n}
	}
	return Term{Sign: Plus, Node: n}
}
