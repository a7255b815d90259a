package workbook

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// yearsOf are what a flow has in years and after them, as far as it has anything.
func (b *builder) yearsOf(f *plan.Flow) []plan.Ref {
	var out []plan.Ref
	for _, x := range append(f.Years[:len(f.Years):len(f.Years)], f.Later) {
		if x >= 0 {
			out = append(out, b.g.of(x))
		}
	}
	return out
}

// findTotals finds the totals that are written as the sum of their years, as a reader adds them up: the plan often has them shorter, as what
// one costs times how many there are.
func (b *builder) findTotals() {
	for i := range b.Flows {
		f := &b.Flows[i]
		total, years := b.g.of(f.Total), b.yearsOf(f)
		if total < 0 || !b.g.need[total] || b.g.told[total].Place.Flow != i+1 || len(years) == 0 || !b.addUp(total, years) {
			continue
		}
		switch {
		case len(years) == 1 && years[0] == total:
			b.onlyYear[total] = true
		case !b.restsOn(years, total):
			b.summed[total] = years
			b.keepWithin(total)
		}
	}
}

// keepWithin notes the sums that only a total is made of: they need no cells, where few steps are added.
func (b *builder) keepWithin(total plan.Ref) {
	const most = 100
	var sums []plan.Ref
	for x := total; b.g.sums(x); {
		x = b.g.of(b.Steps[x].A)
		if x < 0 || b.g.uses[x] > 1 || b.g.name[x] != "" || b.g.told[x].Place.Flow > 0 {
			break
		}
		sums = append(sums, x)
	}
	if len(sums) > most {
		return
	}
	for _, x := range sums {
		b.within[x] = true
	}
}

// addUp reports whether the years of a total add up to it in the run.
func (b *builder) addUp(total plan.Ref, years []plan.Ref) bool {
	want, known := b.Run.Value(total)
	sum := num.Int(0)
	for _, x := range years {
		v, has := b.Run.Value(x)
		known = known && has
		sum, _ = sum.Add(v)
	}
	near, _ := want.Abs().Mul(num.Must("0.000000000001"))
	apart, _ := sum.Sub(want)
	return known && apart.Abs().Cmp(near) <= 0
}

// restsOn reports whether steps rest on another one, by the formulas that they have.
func (b *builder) restsOn(steps []plan.Ref, on plan.Ref) bool {
	seen := map[plan.Ref]bool{}
	for stack := append([]plan.Ref(nil), steps...); len(stack) > 0; {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case x == on:
			return true
		case x < 0 || seen[x]:
			continue
		}
		seen[x] = true
		if years, ok := b.summed[x]; ok {
			stack = append(stack, years...)
			continue
		}
		stack = append(stack, b.g.operands(x)...)
	}
	return false
}

// columnIn is the column of a step in a row of the model: a total that is all in one year stands there.
func (b *builder) columnIn(x plan.Ref, c calendar) int {
	place := b.g.told[x].Place
	if !b.onlyYear[x] {
		return c.column(place)
	}
	f := &b.Flows[place.Flow-1]
	for y, part := range f.Years {
		if part >= 0 {
			return c.column(plan.Place{Part: plan.InYear, At: y})
		}
	}
	return c.column(plan.Place{Part: plan.Later})
}

// layTotal writes the total of a row of the model as the sum of its years.
func (b *builder) layTotal(x plan.Ref, at Address, style Style) {
	stored := noValue
	if v, known := b.Run.Value(x); known {
		stored = v.String()
	}
	sum := "SUM(" + cellAt(at.Row, firstYearColumn) + ":" + cellAt(at.Row, firstYearColumn+b.years) + ")"
	at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: sum, Style: style, Value: stored})
}
