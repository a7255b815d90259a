package referee_test

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
)

// ratio is the factor that turns a value in u into one in v.
func ratio(u, v unit.Unit) number {
	r, ok := u.To(v)
	if !ok {
		panic("no way from " + u.String() + " to " + v.String())
	}
	return factor(r)
}

// call evaluates a function over values.
func (in *instance) call(e *check.CallExpr, rows scope) value {
	args := make([]value, len(e.Args))
	for i, a := range e.Args {
		args[i] = in.eval(a, rows)
		if len(e.Factors) > i {
			args[i] = args[i].times(factor(e.Factors[i]))
		}
	}
	if len(args) == 1 && args[0].series != nil {
		if x, ok := in.overSeries(e.Func, args[0]); ok {
			return single(x)
		}
	}
	return in.overValues(e.Func, args)
}

// overSeries is a function over the entries of one series.
func (in *instance) overSeries(name string, v value) (number, bool) {
	switch name {
	case "sum", "mean", "min", "max", "count":
		return fold(name, v.entries(in.years())), true
	}
	return nil, false
}

func (in *instance) years() int {
	if in.clock == nil {
		return 0
	}
	return in.clock.count
}

// fold is an aggregate over numbers.
func fold(name string, xs []number) number {
	if name == "count" {
		return whole(len(xs))
	}
	sum := zero
	for _, x := range xs {
		sum = add(sum, x)
	}
	if name == "sum" {
		return sum
	}
	if len(xs) == 0 {
		panic(noRows{name})
	}
	if name == "mean" {
		return div(sum, whole(len(xs)))
	}
	best := xs[0]
	for _, x := range xs {
		if name == "min" {
			best = smaller(best, x)
		} else {
			best = larger(best, x)
		}
	}
	return best
}

func (in *instance) overValues(name string, args []value) value {
	switch name {
	case "min", "max", "sum", "mean":
		return combineAll(name, args)
	case "abs":
		return args[0].each(absolute)
	case "round", "floor", "ceil":
		return rounded(name, args)
	case "npv":
		return single(in.npv(args[0], args[1].number))
	case "growth":
		g := add(one, args[0].number)
		return seriesOf(check.ByList, -1, nil, func(i int) number { return power(g, i) })
	}
	panic("no function " + name)
}

// combineAll folds its arguments, number by number where they are series.
func combineAll(name string, args []value) value {
	if name == "mean" {
		return combineAll("sum", args).times(div(one, whole(len(args))))
	}
	pick := map[string]func(a, b number) number{"min": smaller, "max": larger, "sum": add}[name]
	out := args[0]
	for _, a := range args[1:] {
		out = both(out, a, pick)
	}
	return out
}

func rounded(name string, args []value) value {
	step := one
	if len(args) == 2 {
		step = args[1].number
	}
	return args[0].each(func(x number) number {
		nearest := roundTo(x, step)
		switch {
		case near(nearest, x):
			return nearest
		case name == "floor":
			return mul(floor(div(x, step)), step)
		case name == "ceil":
			return mul(sub(zero, floor(sub(zero, div(x, step)))), step)
		}
		return nearest
	})
}

// npv discounts a series; year 1 counts in full.
func (in *instance) npv(v value, rate number) number {
	sum := zero
	for i, x := range v.entries(in.years()) {
		years := i
		if v.series.kind == check.BySteps {
			years = v.series.clock.year(i) - 1
		}
		sum = add(sum, div(x, power(add(one, rate), years)))
	}
	return sum
}
