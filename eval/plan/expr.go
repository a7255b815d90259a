package plan

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// expr lowers a checked expression of a script.
func (l *lowerer) expr(in *instance, e check.Expr) value {
	return (&scope{lowerer: l, in: in}).expr(e)
}

// scope is where an expression stands: a script, and inside aggregates the rows their variables stand for.
type scope struct {
	*lowerer
	in   *instance
	rows map[*check.RowVar][]int // one row, or those of a group
	// present collects the conditions under which aggregates over rows have any; nil outside an aggregate over groups.
	present *[]Ref
}

func from(e check.Expr) origin { return origin{e.Span(), e.Type().Unit} }

func (s *scope) expr(e check.Expr) value {
	switch e := e.(type) {
	case *check.Lit:
		return single(s.lit(e))
	case *check.ListExpr:
		return s.listExpr(e)
	case *check.ParamExpr:
		return s.definition(s.used(s.in, e.Via), e.Param)
	case *check.LetExpr:
		return s.definition(s.used(s.in, e.Via), e.Let)
	case *check.OutputExpr:
		return s.definition(s.used(s.in, e.Via), e.Output)
	case *check.RateExpr:
		in := s.used(s.in, e.Via)
		r := s.rates(in, e.Wage)
		if e.Yearly {
			return single(s.to(e.Src, r.yearly, perTime(in.currencyOf(e.Wage), s.units.year), e.Typ.Unit))
		}
		return single(s.to(e.Src, r.hourly, perTime(in.currencyOf(e.Wage), s.units.hour), e.Typ.Unit))
	case *check.CellExpr:
		return single(s.cell(e))
	case *check.KnownExpr:
		return single(s.known(e))
	case *check.UnaryExpr:
		return s.unary(e)
	case *check.BinaryExpr:
		return s.binary(e)
	case *check.IfExpr:
		return s.choice(e)
	case *check.CallExpr:
		return s.call(e)
	case *check.EachExpr:
		return single(s.each(e))
	case *check.IndexExpr:
		return single(s.expr(e.X).list.at(e.At))
	case *check.PriceExpr:
		return s.atPrices(e)
	case *check.ExtremeExpr:
		return single(s.extreme(e))
	case *check.ResultExpr:
		return s.result(s.used(s.in, e.Via), e)
	}
	panic(fmt.Sprintf("no lowering for %T", e))
}

// ref lowers an expression that is no series.
func (s *scope) ref(e check.Expr) Ref { return s.one(s.expr(e)) }

func (s *scope) lit(e *check.Lit) Ref {
	if e.Typ.Kind == check.KindText {
		return s.text(e.Src, e.Text)
	}
	ref, ok := s.written[e]
	if !ok {
		ref = s.literal(from(e), e.Value)
		s.p.Info[ref].Kind, s.p.Info[ref].Percent = e.Typ.Kind, e.Percent
		s.written[e] = ref
	}
	return ref
}

func (s *scope) listExpr(e *check.ListExpr) value {
	refs := make([]Ref, len(e.Items))
	for i, item := range e.Items {
		refs[i] = s.to(item.Span(), s.ref(item), item.Type().Unit, e.Typ.Unit)
	}
	return entries(refs)
}

func (s *scope) unary(e *check.UnaryExpr) value {
	if e.Op == "not" {
		return each(func(x Ref) Ref { return s.emit(from(e), Not, s.real(x), None, None) }, s.expr(e.X))
	}
	return each(func(x Ref) Ref { return s.emit(from(e), Neg, s.real(x), None, None) }, s.expr(e.X))
}

// binary keeps every written operation, also one with a constant or on a result that is zero.
func (s *scope) binary(e *check.BinaryExpr) value {
	x, y := s.part(e, e.X), s.part(e, e.Y)
	return zip(func(a, b Ref) Ref { return s.operate(e, s.real(a), s.real(b)) }, x, y)
}

// part lowers an operand of an expression that works entry by entry. In a series by step a list per year counts years.
func (s *scope) part(e, x check.Expr) value {
	v := s.expr(x)
	if g := s.steps(e); g != nil {
		return alignYears(g, x, v)
	}
	return v
}

// steps is the grid of a series by step that an expression is, or nil.
func (s *scope) steps(e check.Expr) *check.Grid {
	if e.Type().Series == check.BySteps {
		return e.Type().Grid
	}
	return nil
}

// alignYears makes a list per year meet a series by step: every step takes the entry of its year.
func alignYears(g *check.Grid, e check.Expr, v value) value {
	if e.Type().Series != check.ByList {
		return v
	}
	return listOf(func(i int) Ref { return v.list.at(g.Steps[i].Year - 1) })
}

func (s *scope) operate(e *check.BinaryExpr, x, y Ref) Ref {
	o := from(e)
	switch e.Op {
	case "*":
		return s.scale(o, s.emit(o, Mul, x, y, None), e.Factor)
	case "/":
		return s.scale(o, s.emit(o, Div, x, y, None), e.Factor)
	case "and":
		return s.condition(o, x, y, s.int(0))
	case "or":
		return s.condition(o, x, s.int(1), y)
	}
	if e.X.Type().Kind == check.KindNumber {
		y = s.scale(origin{e.Y.Span(), e.X.Type().Unit}, y, e.Factor)
	}
	switch e.Op {
	case "+":
		return s.emit(o, Add, x, y, None)
	case "-":
		return s.emit(o, Sub, x, y, None)
	}
	return s.compare(o, e.Op, x, y)
}

// condition is `and` or `or`: its right side counts only where the left one does not settle it, so that a cell may be asked for once it is
// known to be there.
func (s *scope) condition(o origin, x, then, els Ref) Ref {
	ref := s.emit(o, Select, x, then, els)
	s.p.Info[ref].Kind = check.KindBool
	return ref
}

// compare is a comparison as a condition.
func (b *builder) compare(o origin, op string, x, y Ref) Ref {
	x, y = b.real(x), b.real(y)
	switch op {
	case "=":
		return b.emit(o, Eq, x, y, None)
	case "!=":
		return b.emit(o, Not, b.emit(o, Eq, x, y, None), None, None)
	case "<":
		return b.emit(o, Lt, x, y, None)
	case "<=":
		return b.emit(o, Le, x, y, None)
	case ">":
		return b.emit(o, Lt, y, x, None)
	case ">=":
		return b.emit(o, Le, y, x, None)
	}
	panic("no lowering for " + op)
}

func (s *scope) choice(e *check.IfExpr) value {
	cond := s.real(s.ref(e.Cond))
	then, els := s.part(e, e.Then), s.part(e, e.Else)
	return zip(func(a, b Ref) Ref {
		b = s.scale(origin{e.Else.Span(), e.Typ.Unit}, b, e.Factor)
		ref := s.emit(from(e), Select, cond, s.real(a), s.real(b))
		s.p.Info[ref].Kind = e.Typ.Kind
		return ref
	}, then, els)
}

func (s *scope) atPrices(e *check.PriceExpr) value {
	plain := unit.Unit{}
	to := s.lowerer.in(s.in, e.To.Value, plain)
	have := s.lowerer.in(s.in, e.From.Value, plain)
	factor := s.emit(number(e.Src), Div, s.real(to), s.real(have), None)
	return each(func(x Ref) Ref { return s.emit(from(e), Mul, s.real(x), factor, None) }, s.expr(e.X))
}

func (s *scope) call(e *check.CallExpr) value {
	if e.Host != nil {
		return s.invoke(e)
	}
	switch e.Func {
	case "npv":
		return single(s.npv(e))
	case "growth":
		return s.growth(e)
	case "min", "max", "sum", "mean", "count":
		return s.combine(e)
	case "abs":
		return each(func(x Ref) Ref { return s.emit(from(e), Abs, s.real(x), None, None) }, s.expr(e.Args[0]))
	case "round", "floor", "ceil":
		return s.rounding(e)
	}
	panic("no lowering for the function " + e.Func)
}

// argument lowers argument i into the unit the function works in.
func (s *scope) argument(e *check.CallExpr, i int) value {
	v := s.part(e, e.Args[i])
	return each(func(x Ref) Ref {
		return s.scale(origin{e.Args[i].Span(), e.Typ.Unit}, x, e.Factors[i])
	}, v)
}

func (s *scope) rounding(e *check.CallExpr) value {
	op := map[string]Op{"round": Round, "floor": Floor, "ceil": Ceil}[e.Func]
	step := single(s.int(1))
	if len(e.Args) > 1 {
		step = s.argument(e, 1)
		to := s.one(step)
		s.guard(s.emit(number(e.Args[1].Span()), Lt, s.int(0), s.real(to), None), diag.OutOfRange, e.Args[1].Span(),
			say.T("%s needs a step above zero, and this is %s", e.Func, Hole(0)), say.Phrase{}, to)
	}
	return zip(func(x, to Ref) Ref { return s.emit(from(e), op, s.real(x), s.real(to), None) }, s.argument(e, 0), step)
}

// combine is min, max, sum, mean and count over arguments, or over the entries of one series.
func (s *scope) combine(e *check.CallExpr) value {
	if len(e.Args) == 1 && e.Args[0].Type().Series != check.Single {
		return single(s.fold(e, s.seriesEntries(e.Args[0])))
	}
	out := s.argument(e, 0)
	for i := 1; i < len(e.Args); i++ {
		out = zip(func(x, y Ref) Ref { return s.emit(from(e), foldOp(e.Func), s.real(x), s.real(y), None) }, out, s.argument(e, i))
	}
	if e.Func == "mean" {
		n := s.int(int64(len(e.Args)))
		out = each(func(x Ref) Ref { return s.emit(from(e), Div, s.real(x), n, None) }, out)
	}
	return out
}

func foldOp(f string) Op {
	switch f {
	case "min":
		return Min
	case "max":
		return Max
	}
	return Add
}

func (s *scope) fold(e *check.CallExpr, xs []Ref) Ref {
	if e.Func == "count" {
		return s.int(int64(len(xs)))
	}
	out := s.real(xs[0])
	for _, x := range xs[1:] {
		out = s.emit(from(e), foldOp(e.Func), out, s.real(x), None)
	}
	if e.Func == "mean" {
		out = s.emit(from(e), Div, out, s.int(int64(len(xs))), None)
	}
	return out
}

// seriesEntries are the entries of a series over its own clock; a list has those that its type says, since only lists that end are added up.
func (s *scope) seriesEntries(e check.Expr) []Ref {
	v := s.expr(e)
	n := e.Type().Len
	switch e.Type().Series {
	case check.ByYears:
		n = e.Type().Grid.Years
	case check.BySteps:
		n = len(e.Type().Grid.Steps)
	}
	out := make([]Ref, n)
	for i := range out {
		out[i] = v.list.at(i)
	}
	return out
}

// npv discounts a series: the first year has factor 1.
func (s *scope) npv(e *check.CallExpr) Ref {
	xs := s.seriesEntries(e.Args[0])
	rate := s.real(s.ref(e.Args[1]))
	year := func(i int) int { return i }
	if g := s.steps(e.Args[0]); g != nil {
		year = func(i int) int { return g.Steps[i].Year - 1 }
	}
	return s.discounted(from(e), xs, rate, year, untold, untold)
}

func untold(_ int, x Ref) Ref { return x }

// discounted is Σ x / (1 + rate)^year. What each x comes to is told by its number, and each factor by its year.
func (b *builder) discounted(o origin, xs []Ref, rate Ref, year func(i int) int, told, factors func(i int, x Ref) Ref) Ref {
	plain := number(o.span)
	base := b.add(plain, b.int(1), rate)
	factor, at := One, 0
	total := None
	for i, x := range xs {
		for ; at < year(i); at++ {
			factor = factors(at+2, b.tellFactor(b.mul(plain, factor, base), at+2))
		}
		total = b.add(o, total, told(i, b.div(o, x, factor)))
	}
	return b.real(total)
}

// tellFactor says what a factor divides.
func (b *builder) tellFactor(x Ref, year int) Ref {
	if b.telling() {
		b.tell(x, say.T("discount factor of year %d", year))
	}
	return x
}

// growth is 1, 1 + g, (1 + g)², …
func (s *scope) growth(e *check.CallExpr) value {
	base := Ref(None)
	var list *series
	v := listOf(func(i int) Ref {
		if i == 0 {
			return s.int(1)
		}
		if base == None {
			base = s.emit(number(e.Src), Add, s.int(1), s.real(s.ref(e.Args[0])), None)
		}
		return s.emit(number(e.Src), Mul, list.at(i-1), base, None)
	})
	list = v.list
	return v
}

// definition of a wage is its money as written, in money per year or per hour of the script's currency.
func (l *lowerer) wageValue(in *instance, w *check.Wage) Ref {
	v := l.one(l.expr(in, w.Value))
	if static, ok := l.static(v); ok && w.Value.Type().Unit.IsNumber() && static.Equal(num.Int(0)) {
		l.tellFixed(v)
		return v
	}
	time := l.units.hour
	if w.Yearly {
		time = l.units.year
	}
	return l.to(w.Value.Span(), v, w.Value.Type().Unit, perTime(in.currencyOf(w), time))
}
