package explain

import (
	"cmp"
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// The lengths of lists of terms: beyond mostGroups, the largestTerms are shown and the others counted. Of rows it is fewer, since the file
// lists them all.
const (
	mostGroups   = 8
	largestTerms = 5
	mostRows     = 5
	largestRows  = 3
)

// Group is a term that is shown, with the others of its node that came about in the same way, such as those of later years.
type Group struct {
	Term
	Alike    int          // how many others
	Together table.Amount // of all of them
	Summed   bool         // whether they are added up, so that Together says something
}

// Rest is the terms of a node that are not shown.
type Rest struct {
	Count    int
	Together table.Amount
	Summed   bool // whether Together is known
}

// likeTerm is equal for terms that are alike.
type likeTerm struct {
	sign Sign
	like int
}

// Groups gathers the terms of a node for a reader: terms that are alike once, zeros and the smaller ones of a long list not at all.
func (n *Node) Groups() ([]Group, Rest) {
	var groups []Group
	at := map[likeTerm]int{}
	for _, t := range n.Terms {
		if n.stands(t) {
			continue
		}
		key := likeTerm{t.Sign, t.Node.like}
		if i, ok := at[key]; ok && key.like != 0 && (n.Op == Sum || n.Op == Least || n.Op == Greatest) {
			groups[i].Alike++
			continue
		}
		at[key] = len(groups)
		groups = append(groups, Group{Term: t, Summed: n.Op == Sum && t.Node.Known})
	}
	for i := range groups {
		g := &groups[i]
		g.Together = g.Node.Amount
		g.Together.Value, _ = g.Node.Amount.Value.Mul(num.Int(int64(g.Alike + 1)))
	}
	return n.shown(groups)
}

// shown cuts a list of terms: zeros among others go, and of a long list all but the largest, or of a choice all but those chosen.
func (n *Node) shown(groups []Group) ([]Group, Rest) {
	if n.Op != Sum && n.Op != Least && n.Op != Greatest {
		return groups, Rest{}
	}
	keep := make([]int, 0, len(groups))
	for i, g := range groups {
		if n.Op != Sum || !g.Node.Known || !g.Node.Amount.Value.IsZero() {
			keep = append(keep, i)
		}
	}
	if len(keep) == 0 {
		keep = append(keep, 0)
	}
	most, largest := mostGroups, largestTerms
	if n.Data.All > 0 {
		most, largest = mostRows, largestRows
	}
	if len(keep) > most {
		slices.SortStableFunc(keep, func(i, j int) int { return n.order(groups[i], groups[j]) })
		keep = keep[:largest]
		slices.Sort(keep)
	}
	var out []Group
	rest := Rest{Together: n.Amount, Summed: n.Op == Sum}
	rest.Together.Value = num.D{}
	for i, g := range groups {
		if slices.Contains(keep, i) {
			out = append(out, g)
			continue
		}
		rest.add(g)
	}
	return out, rest
}

// order puts unknown terms first, then those that matter most.
func (n *Node) order(a, b Group) int {
	if a.Node.Known != b.Node.Known {
		return cmp.Compare(boolInt(a.Node.Known), boolInt(b.Node.Known))
	}
	x, y := a.Together.Value, b.Together.Value
	switch n.Op {
	case Least:
		return x.Cmp(y)
	case Greatest:
		return y.Cmp(x)
	}
	return y.Abs().Cmp(x.Abs())
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *Rest) add(g Group) {
	r.Count += g.Alike + 1
	v := g.Together.Value
	if g.Sign == Minus {
		v = v.Neg()
	}
	var ok bool
	r.Together.Value, ok = r.Together.Value.Add(v)
	r.Summed = r.Summed && ok && g.Node.Known
}
