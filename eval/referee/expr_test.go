package referee_test

import (
	"github.com/costlang/cost/eval/check"
)

// eval evaluates an expression in its own unit. Rows hold what the variables of aggregates stand for.
func (in *instance) eval(e check.Expr, rows scope) value {
	switch e := e.(type) {
	case *check.Lit:
		return literal(e)
	case *check.ListExpr:
		return in.list(e)
	case *check.ParamExpr:
		return in.via(e.Via).param(e.Param)
	case *check.LetExpr:
		return in.via(e.Via).let(e.Let)
	case *check.OutputExpr:
		return in.via(e.Via).output(e.Output)
	case *check.RateExpr:
		return in.rate(e)
	case *check.UnaryExpr:
		return in.unary(e, rows)
	case *check.BinaryExpr:
		return in.binary(e, rows)
	case *check.IfExpr:
		return in.choice(e, rows)
	case *check.CallExpr:
		return in.call(e, rows)
	case *check.IndexExpr:
		return single(in.eval(e.X, rows).series.at(e.At))
	case *check.PriceExpr:
		return in.atPrices(e, rows)
	case *check.ExtremeExpr:
		return in.extreme(e)
	case *check.ResultExpr:
		return in.result(e)
	}
	return in.evalRows(e, rows)
}

func literal(e *check.Lit) value {
	if e.Typ.Kind == check.KindText {
		return value{kind: check.KindText, text: e.Text}
	}
	return value{kind: e.Typ.Kind, number: fromDecimal(e.Value)}
}

func (in *instance) list(e *check.ListExpr) value {
	n := len(e.Items)
	end := n
	if e.Open {
		end = -1
	}
	return seriesOf(check.ByList, end, nil, func(i int) number {
		return in.in(e.Items[min(i, n-1)], e.Typ.Unit).number
	})
}

func (in *instance) rate(e *check.RateExpr) value {
	owner := in.via(e.Via)
	if e.Yearly {
		return single(div(owner.yearly(e.Wage), ratio(e.Typ.Unit, per(owner.currency(), owner.base("year")))))
	}
	return single(div(owner.hourly(e.Wage), ratio(e.Typ.Unit, per(owner.currency(), owner.base("hour")))))
}

func (in *instance) unary(e *check.UnaryExpr, rows scope) value {
	x := in.eval(e.X, rows)
	if e.Op == "not" {
		return truth(!x.truth)
	}
	return x.times(whole(-1))
}

func (in *instance) binary(e *check.BinaryExpr, rows scope) value {
	x := in.eval(e.X, rows)
	switch {
	case e.Op == "and" && !x.truth, e.Op == "or" && x.truth:
		return x
	}
	y := in.eval(e.Y, rows)
	switch e.Op {
	case "and", "or":
		return y
	case "=", "!=", "<", "<=", ">", ">=":
		return truth(compare(e.Op, x, y, factor(e.Factor)))
	}
	return arithmetic(e.Op, x, y, factor(e.Factor))
}

func arithmetic(op string, x, y value, f number) value {
	switch op {
	case "+":
		return both(x, y.times(f), add)
	case "-":
		return both(x, y.times(f), sub)
	case "*":
		return both(x, y, mul).times(f)
	case "/":
		return both(x, y, div).times(f)
	}
	panic("no operator " + op)
}

func compare(op string, x, y value, f number) bool {
	if x.kind == check.KindText || x.kind == check.KindBool {
		same := x.text == y.text && x.truth == y.truth
		return same == (op == "=")
	}
	return holds(op, x.number, mul(y.number, f))
}

// holds compares two numbers; numbers that agree to 20 significant digits are equal.
func holds(op string, x, y number) bool {
	equal := near(x, y)
	switch op {
	case "=":
		return equal
	case "!=":
		return !equal
	case "<":
		return less(x, y) && !equal
	case "<=":
		return less(x, y) || equal
	case ">":
		return less(y, x) && !equal
	case ">=":
		return less(y, x) || equal
	}
	panic("no comparison " + op)
}

func (in *instance) choice(e *check.IfExpr, rows scope) value {
	if in.eval(e.Cond, rows).truth {
		return in.eval(e.Then, rows)
	}
	v := in.eval(e.Else, rows)
	if v.kind != check.KindNumber {
		return v
	}
	return v.times(factor(e.Factor))
}

// atPrices converts money of another year's prices.
func (in *instance) atPrices(e *check.PriceExpr, rows scope) value {
	to, from := in.plain(e.To.Value), in.plain(e.From.Value)
	return in.eval(e.X, rows).each(func(x number) number { return mul(x, div(to, from)) })
}

// extreme is the lowest or highest figure over the values as they are and what each param may be, one at a time.
func (in *instance) extreme(e *check.ExtremeExpr) value {
	best := in.eval(e.X, nil).number
	for _, p := range e.By {
		for _, v := range in.options(p) {
			x := in.but(p, v).eval(e.X, nil).number
			if e.High {
				best = larger(best, x)
			} else {
				best = smaller(best, x)
			}
		}
	}
	return single(best)
}

// options are the values that the range of a param names.
func (in *instance) options(p *check.Param) []value {
	u := p.Type.Unit
	var out []value
	for _, e := range append([]check.Expr{p.Range.Low, p.Range.High}, p.Range.Values...) {
		if e != nil {
			out = append(out, in.in(e, u))
		}
	}
	if p.Range.Deviation != nil {
		base, dev := in.in(p.Value, u), in.plain(p.Range.Deviation)
		out = append(out, base.times(sub(one, dev)), base.times(add(one, dev)))
	}
	return out
}
