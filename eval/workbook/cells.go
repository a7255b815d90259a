package workbook

import "github.com/costlang/cost/eval/plan"

const (
	longest = 90 // characters of a formula within a formula
	small   = 12 // characters that may be said more than once
	limit   = 24 // characters of the lesser or greater of two
	clear   = 60 // characters of a condition that may
	beside  = 2  // characters of a cell that stands beside others, which are added as ranges
)

// chooseCells decides which steps have a cell of their own: those with a name, those of a flow, those that are read more than once, and
// those whose formula would be long.
func (b *builder) chooseCells() {
	must := map[plan.Ref]bool{}
	for i := range b.Steps {
		if x := plan.Ref(i); b.g.need[x] && !b.g.text[x] && !b.comparing[x] {
			for _, d := range b.g.doubled(x) {
				must[d] = true
			}
			if b.g.keeps[x] {
				must[x] = true // a range passes over an empty text, an argument does not
			}
		}
	}
	size, last := map[plan.Ref]int{}, map[plan.Ref]pair{}
	for i := range b.Steps {
		x := plan.Ref(i)
		if !b.g.need[x] {
			continue
		}
		own, plain := b.size(x, size)
		if b.continues(x, last) {
			own = size[b.g.of(b.Steps[x].A)]
		}
		if plain {
			size[x] = own
			continue
		}
		if b.joined[x] {
			own = small
		}
		if b.comparing[x] {
			size[x] = own
			continue
		}
		told := b.g.told[x]
		if b.g.name[x] != "" || told.Place.Flow > 0 || must[x] || own > longest && !b.within[x] || own > b.mostAgain(x) && b.g.uses[x] > 1 && !b.partOfSums(x) && !b.inRow[x] {
			b.cell[x], own = true, small
		}
		if told.Place.Flow > 0 && told.Place.Part != plan.InAll {
			own = beside
		}
		size[x] = own
	}
	b.findUsers()
	b.findTwins()
}

// mostAgain is how long a formula may be that is said more than once: a condition is clearer where it is asked for.
func (b *builder) mostAgain(x plan.Ref) int {
	switch op := b.Steps[x].Op; {
	case b.g.truth(x):
		return clear
	case op == plan.Min || op == plan.Max:
		return limit
	}
	return small
}

// partOfSums reports whether a step is a sum that only longer sums read: each of them says all that it adds.
func (b *builder) partOfSums(x plan.Ref) bool {
	_, aliased := b.g.alias[x]
	return !aliased && b.Steps[x].Op == plan.Add && !b.g.beyond[x]
}

// findUsers finds for every step the first one with a cell that reads it.
func (b *builder) findUsers() {
	for i := len(b.Steps) - 1; i >= 0; i-- {
		x := plan.Ref(i)
		if !b.g.need[x] {
			continue
		}
		user, ok := x, true
		if !b.cell[x] {
			user, ok = b.user[x]
		}
		if !ok {
			continue
		}
		for _, o := range b.g.operands(x) {
			if have, known := b.user[o]; !known || user < have {
				b.user[o] = user
			}
		}
	}
}

// size is about how long the formula of a step is; plain says that it needs no cell, or has one.
func (b *builder) size(x plan.Ref, size map[plan.Ref]int) (own int, plain bool) {
	if _, ok := b.home[x]; ok {
		if b.g.data[x] || b.g.column[x] {
			return 1, true // cells of data are added as ranges
		}
		return small, true
	}
	if v, ok := b.g.number(x); ok {
		return len(literal(v).text), true
	}
	own = 2
	for _, o := range b.g.operands(x) {
		if o >= 0 {
			own += size[o]
		}
	}
	switch b.Steps[x].Op {
	case plan.Eq, plan.Lt, plan.Le:
		own += small + size[b.g.of(b.Steps[x].B)]
	case plan.Round, plan.Floor, plan.Ceil:
		own += small
	}
	return own, false
}
