package plan

import "github.com/costlang/cost/eval/check"

// ahead refuses an aggregate that goes over more rows than there may be operations, before it goes over the first: aggregates inside one
// another go over as many as their rows multiplied.
func (s *scope) ahead(e *check.EachExpr) {
	if len(s.rows) > 0 {
		return // it is counted with the one around it
	}
	// Less by what is counted between two looks, so that nothing is refused here that would pass row by row.
	if (int64(s.worked)+s.looks(e)-every)/looksPerStep > int64(s.limits.Operations) {
		panic(tooLarge{e.Span()})
	}
}

// mostLooks is more than any limit allows, and its square is no overflow.
const mostLooks = 1 << 31 * looksPerStep

// looks is how many rows an aggregate looks at at least, itself and through those inside it. Groups count as one: how many there are is
// known no sooner than they are formed.
func (s *scope) looks(e *check.EachExpr) int64 {
	n := int64(1)
	if e.From == nil {
		n = int64(len(s.data[e.Data].Rows))
		if e.Data == s.without.data {
			n -= int64(len(s.without.rows))
		}
		if e.By != nil {
			n = min(n, 1)
		}
	}
	return min(n*min(1+s.looksInside(e), mostLooks), mostLooks)
}

// looksInside is how many rows the aggregates inside an expression look at, those left out that not every row, or not every entry of a
// series, asks for.
func (s *scope) looksInside(e check.Expr) (n int64) {
	for _, x := range check.Operands(e) {
		switch x := x.(type) {
		case *check.EachExpr:
			n += s.looks(x)
		case *check.KnownExpr:
		default:
			if x.Type().Series == check.Single {
				n += s.looksInside(x)
			}
		}
	}
	return min(n, mostLooks)
}
