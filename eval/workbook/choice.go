package workbook

import "github.com/costlang/cost/eval/plan"

// choice is a least or greatest one of some steps. Those that keep a value only under a condition are an empty text without it, which ranges
// pass over; with none of them there is no value.
type choice struct {
	of       []plan.Ref
	greatest bool
	may      bool // there may be none
	failure  plan.Ref
}

// findChoice finds what an aggregate is chosen from: the plan chooses step by step, where a spreadsheet has one formula over all.
func (g *graph) findChoice(i plan.Ref) {
	told, at := g.Told[i], g.of(i)
	if len(told.Of) == 0 || at < 0 || g.text[at] || g.data[at] {
		return
	}
	if _, aliased := g.alias[at]; aliased {
		return
	}
	out := choice{greatest: told.Greatest, may: true}
	for _, el := range told.Of {
		kept := g.of(el.Kept)
		switch {
		case kept >= at:
			return
		case kept < 0 || g.fails(kept):
			continue
		case !g.keepsOnly(kept):
			out.may = false
		}
		out.of = append(out.of, kept)
	}
	if len(out.of) < 2 && !out.may {
		return
	}
	for _, kept := range out.of {
		if g.keepsOnly(kept) {
			g.keeps[kept], out.failure = true, g.Steps[g.of(g.Steps[kept].C)].A
		}
	}
	if len(out.of) > 0 {
		g.chosen[at] = out
	}
}

func (g *graph) fails(x plan.Ref) bool { return x >= 0 && g.Steps[x].Op == plan.Fail }

// keepsOnly reports whether a step has a value only under a condition.
func (g *graph) keepsOnly(x plan.Ref) bool {
	_, aliased := g.alias[x]
	return !aliased && !g.text[x] && g.Steps[x].Op == plan.Select && g.fails(g.of(g.Steps[x].C))
}

// choose writes a least or greatest one.
func (w writer) choose(x plan.Ref, c choice) term {
	w = w.borrowing(x)
	var terms []term
	for _, kept := range c.of {
		terms = append(terms, w.operand(kept))
	}
	name, cells := "MIN", w.ranges(terms)
	if c.greatest {
		name = "MAX"
	}
	found := call(name, cells...)
	if !c.may {
		return found
	}
	return call("IF", call("COUNT", cells...).text+">0", found.text, "NA()")
}

// keep writes a value that counts under a condition.
func (w writer) keep(x plan.Ref) term {
	return call("IF", w.condition(w.a(x)), w.numeric(w.b(x), 0), `""`)
}

// borrowing reads the cells that are lent to an aggregate.
func (w writer) borrowing(x plan.Ref) writer {
	lent := w.lent[x]
	if lent == nil {
		return w
	}
	usual, sheet := w.place, w.sheet
	w.place = func(x plan.Ref) (string, *Address) {
		if at, ok := lent[x]; ok {
			return at.From(sheet), &at
		}
		return usual(x)
	}
	return w
}
