// Package explain says why a figure is what it is: the steps of an exact reading as a tree that a reader of the script understands.
//
// It computes nothing. Every node stands for a step of the unfolded plan and has the value that the reading gave it; what lowering made of
// one line of the script is one node, sums and products of many steps are one sum and one product.
//
// eval.Result.Explain gives the root, a [Node]: Title and Value say it, Formula is as the script writes it, Filled with values, and Terms are the
// nodes it is made of, each with its sign.
package explain

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
)

// Op is how a node comes of its terms.
type Op string

// The operations. The value of a node is that of its terms under its operation: this is all there is to recompute.
const (
	Given    Op = "given"    // no terms: a written value, a param, a cell, a count of rows
	Sum      Op = "sum"      // of the terms, those under minus subtracted
	Product  Op = "product"  // of the terms from the left, those under over divided by, and ratios multiplied by
	Least    Op = "least"    // of the terms
	Greatest Op = "greatest" // of the terms
	Round    Op = "round"    // the first term to a multiple of the second, half away from zero
	Floor    Op = "floor"    // the first term down to a multiple of the second
	Ceil     Op = "ceil"     // the first term up to a multiple of the second
	Abs      Op = "abs"      // the magnitude of the term
	Choice   Op = "choice"   // the second term, because of the condition that is the first
	Equal    Op = "="        // whether the first term equals the second, to 20 significant digits
	Less     Op = "<"        // whether the first term is less than the second
	AtMost   Op = "<="       // whether the first term is no more than the second
	And      Op = "and"      // whether both terms hold
	Or       Op = "or"       // whether one of the terms holds
	Not      Op = "not"      // whether the term does not hold
	Failed   Op = "failed"   // no value, and no terms
	Called   Op = "called"   // what the host function Function makes of the terms
)

// Sign is how a term enters a sum or product.
type Sign string

// The signs of terms. A term of any other operation has plus.
const (
	Plus  Sign = "+"
	Minus Sign = "-"
	Times Sign = "*"
	Over  Sign = "/"
)

// Term is a part of a node: another node, or in a product an exact ratio between two units.
type Term struct {
	Sign  Sign
	Node  *Node      // nil for a ratio
	Ratio unit.Ratio // multiplied by
	// Share is the term over its sum, where both are of one unit, the sum is not zero and no term is subtracted from others.
	Share    num.D
	HasShare bool
}

// Node is one value and how it came about. A part that several nodes rest on is one node, met several times.
type Node struct {
	Name  string     // what the script or its results call it, with the prefix of a used script, or ""
	Label say.Phrase // what reports call it, or empty
	Op    Op
	Terms []Term

	Function string // of a call: the host function, whose Source is that of the node

	Number num.D        // the value in Unit, what the terms come to; of a condition 1 or 0
	Amount table.Amount // the value as it is shown, percentages times 100
	Known  bool         // whether there is a value; Problem says why there is none, at the node where that began
	Word   say.Phrase   // of a condition, text or date instead of the number
	// Base is the value in the script as it is written, which Differs from the one of the run.
	Base     table.Amount
	BaseWord say.Phrase
	Differs  bool
	// Override says what set a param: a scenario, or a value from outside.
	Override say.Phrase

	Formula  string // as written, or ""
	File     string // of the script
	Line     int    // in it, or 0
	Source   string
	Until    string // the last day on which the source holds, as 2025-12-31, or ""
	NoSource bool   // something assumed without a source
	Data     Data
	Problem  say.Phrase
	Note     say.Phrase // what else there is to know, such as why nothing stands below a sum

	Ref  plan.Ref
	Unit unit.Unit
	own  bool // a constant of lowering itself, which needs no line of its own
	like int  // equal for nodes that came about in the same way from the same things, 0 for one that is like no other
	bare bool // a written number without name, label or source, which needs none below the formula it stands in
}

// Data is the rows that a node is read from.
type Data struct {
	File   string
	Row    int  // from 1, of a cell
	Used   int  // of an aggregate: the rows or groups that count
	All    int  // and all there are
	Groups bool // whether they are groups of rows
}

// Plain reports whether a node says no more than the formula above it: a number that the language itself brings.
func (n *Node) Plain() bool { return n.own }

// Title is what a reader calls the node: its label or name, or else the formula as written.
func (n *Node) Title() say.Phrase {
	switch {
	case !n.Label.Empty():
		return n.Label
	case n.Name != "":
		return say.Verbatim(n.Name)
	case n.Formula != "":
		return say.Verbatim(n.Formula)
	case n.converts():
		return say.T("%s, in another unit", n.Terms[0].Node.Title())
	}
	return titles[n.Op]
}

// converts reports whether a node is another one in another unit.
func (n *Node) converts() bool {
	if n.Op != Product || len(n.Terms) < 2 {
		return false
	}
	for _, t := range n.Terms[1:] {
		if t.Node != nil {
			return false
		}
	}
	return true
}

// Fold makes a node that is a term of the same name in another unit one with it.
func (n *Node) Fold() {
	if !n.converts() || n.Terms[0].Node.Name != n.Name {
		return
	}
	c := n.Terms[0].Node
	if c.Op == Product {
		n.Terms = append(append([]Term(nil), c.Terms...), n.Terms[1:]...)
		return
	}
	bare := *c // others may rest on it, under its name
	bare.Name, bare.Label, bare.Formula = "", say.Phrase{}, ""
	n.Terms = append([]Term{{Sign: n.Terms[0].Sign, Node: &bare}}, n.Terms[1:]...)
}

var titles = map[Op]say.Phrase{
	Given: say.T("a number"), Sum: say.T("sum"), Product: say.T("product"), Least: say.T("the least of them"), Greatest: say.T("the greatest of them"),
	Round: say.T("rounded"), Floor: say.T("rounded down"), Ceil: say.T("rounded up"), Abs: say.T("magnitude"), Choice: say.T("a choice"),
	Equal: say.T("whether they are equal"), Less: say.T("whether it is less"), AtMost: say.T("whether it is at most that"),
	And: say.T("whether both hold"), Or: say.T("whether one holds"), Not: say.T("whether it does not hold"), Failed: say.T("no value"),
	Called: say.T("a host function"),
}

// Walk calls visit with a node and each below it, every node once, parents first.
func (n *Node) Walk(visit func(*Node)) {
	seen := map[*Node]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n == nil || seen[n] {
			return
		}
		seen[n] = true
		visit(n)
		for _, t := range n.Terms {
			walk(t.Node)
		}
	}
	walk(n)
}

// stands reports whether a term is told by the formula of its node.
func (n *Node) stands(t Term) bool {
	cell := t.Node != nil && t.Node.Op == Given && t.Node.Data.Row > 0 && t.Node.Data.Row == n.Data.Row
	return t.Node == nil || t.Node.Plain() || cell || t.Node.bare && (n.Formula != "" || n.Data.Row > 0) && n.Op != Choice
}

// LeavesOut reports whether a term has no line below the node, so that its line must say the value: what the others come to is not the node's.
func (n *Node) LeavesOut() bool {
	for _, t := range n.Terms {
		if n.stands(t) {
			return true
		}
	}
	return false
}

// Below counts the nodes below a node that have a line of their own, each once.
func (n *Node) Below() int {
	seen := map[*Node]bool{n: true}
	var count func(n *Node) int
	count = func(n *Node) (total int) {
		for _, t := range n.Terms {
			if n.stands(t) || seen[t.Node] {
				continue
			}
			seen[t.Node] = true
			total += 1 + count(t.Node)
		}
		return total
	}
	return count(n)
}
