package conformance

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/big"
	"strconv"
	"strings"
)

// calculation is what the lines of a calculation come to: rationals, conditions and texts by their keys. It knows nothing of the language
// that it is to judge, nor of its decimals.
type calculation struct {
	values map[string]any // *big.Rat, bool or string
	used   map[string]bool
}

func calculate(list []entry) (*calculation, error) {
	c := &calculation{map[string]any{}, map[string]bool{}}
	for _, e := range list {
		v, err := c.evaluate(e.text)
		if err != nil {
			return nil, fmt.Errorf("calculation:%d: %w", e.line, err)
		}
		c.values[key(e.name)] = v
	}
	return c, nil
}

func (c *calculation) evaluate(text string) (any, error) {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	return c.value(x)
}

func (c *calculation) value(x ast.Expr) (any, error) {
	switch x := x.(type) {
	case *ast.BasicLit:
		return literal(x)
	case *ast.ParenExpr:
		return c.value(x.X)
	case *ast.UnaryExpr:
		return c.unary(x)
	case *ast.BinaryExpr:
		return c.binary(x)
	case *ast.CallExpr:
		return c.call(x)
	}
	name := key(types.ExprString(x))
	v, ok := c.values[name]
	if !ok {
		return nil, fmt.Errorf("%s is not calculated above", name)
	}
	c.used[name] = true
	return v, nil
}

func literal(x *ast.BasicLit) (any, error) {
	if x.Kind == token.STRING {
		return strconv.Unquote(x.Value)
	}
	return rational(x.Value)
}

// rational reads a written decimal.
func rational(text string) (*big.Rat, error) {
	v, ok := new(big.Rat).SetString(strings.ReplaceAll(text, "_", ""))
	if !ok {
		return nil, fmt.Errorf("%s is no number", text)
	}
	return v, nil
}

func (c *calculation) unary(x *ast.UnaryExpr) (any, error) {
	v, err := c.value(x.X)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case *big.Rat:
		if x.Op == token.SUB {
			return new(big.Rat).Neg(v), nil
		}
	case bool:
		if x.Op == token.NOT {
			return !v, nil
		}
	}
	return nil, fmt.Errorf("%s of %v", x.Op, v)
}

func (c *calculation) binary(x *ast.BinaryExpr) (any, error) {
	a, errA := c.value(x.X)
	b, errB := c.value(x.Y)
	if err := errors.Join(errA, errB); err != nil {
		return nil, err
	}
	switch a := a.(type) {
	case *big.Rat:
		if b, ok := b.(*big.Rat); ok {
			return arithmetic(x.Op, a, b)
		}
	case bool:
		if b, ok := b.(bool); ok {
			return logic(x.Op, a, b)
		}
	case string:
		if b, ok := b.(string); ok && (x.Op == token.EQL || x.Op == token.NEQ) {
			return (a == b) == (x.Op == token.EQL), nil
		}
	}
	return nil, fmt.Errorf("%v %s %v", a, x.Op, b)
}

func arithmetic(op token.Token, a, b *big.Rat) (any, error) {
	switch op {
	case token.ADD:
		return new(big.Rat).Add(a, b), nil
	case token.SUB:
		return new(big.Rat).Sub(a, b), nil
	case token.MUL:
		return new(big.Rat).Mul(a, b), nil
	case token.QUO:
		if b.Sign() == 0 {
			return nil, errors.New("division by zero")
		}
		return new(big.Rat).Quo(a, b), nil
	}
	holds, ok := map[token.Token]bool{
		token.EQL: a.Cmp(b) == 0, token.NEQ: a.Cmp(b) != 0, token.LSS: a.Cmp(b) < 0, token.LEQ: a.Cmp(b) <= 0, token.GTR: a.Cmp(b) > 0, token.GEQ: a.Cmp(b) >= 0,
	}[op]
	if !ok {
		return nil, fmt.Errorf("numbers have no %s", op)
	}
	return holds, nil
}

func logic(op token.Token, a, b bool) (any, error) {
	switch op {
	case token.LAND:
		return a && b, nil
	case token.LOR:
		return a || b, nil
	}
	return nil, fmt.Errorf("conditions have no %s", op)
}

// functions take rationals.
var functions = map[string]func(xs []*big.Rat) *big.Rat{
	"min":      func(xs []*big.Rat) *big.Rat { return extreme(xs, -1) },
	"max":      func(xs []*big.Rat) *big.Rat { return extreme(xs, 1) },
	"sum":      sum,
	"abs":      func(xs []*big.Rat) *big.Rat { return new(big.Rat).Abs(xs[0]) },
	"floor":    func(xs []*big.Rat) *big.Rat { return multiple(xs, floor) },
	"ceil":     func(xs []*big.Rat) *big.Rat { return multiple(xs, ceil) },
	"round":    func(xs []*big.Rat) *big.Rat { return multiple(xs, halfAway) },
	"digits34": func(xs []*big.Rat) *big.Rat { return digits34(xs[0]) },
}

func (c *calculation) call(x *ast.CallExpr) (any, error) {
	name := types.ExprString(x.Fun)
	f, ok := functions[name]
	if !ok || len(x.Args) == 0 {
		return nil, fmt.Errorf("there is no function %s of %d values", name, len(x.Args))
	}
	var args []*big.Rat
	for _, arg := range x.Args {
		v, err := c.value(arg)
		if err != nil {
			return nil, err
		}
		number, ok := v.(*big.Rat)
		if !ok {
			return nil, fmt.Errorf("%s takes numbers, not %v", name, v)
		}
		args = append(args, number)
	}
	return f(args), nil
}

func extreme(xs []*big.Rat, sign int) *big.Rat {
	best := xs[0]
	for _, x := range xs[1:] {
		if x.Cmp(best) == sign {
			best = x
		}
	}
	return best
}

func sum(xs []*big.Rat) *big.Rat {
	total := new(big.Rat)
	for _, x := range xs {
		total.Add(total, x)
	}
	return total
}

// multiple rounds the first number to a multiple of the second, which is 1 where it is left out.
func multiple(xs []*big.Rat, round func(*big.Rat) *big.Int) *big.Rat {
	step := big.NewRat(1, 1)
	if len(xs) > 1 {
		step = xs[1]
	}
	times := new(big.Rat).SetInt(round(new(big.Rat).Quo(xs[0], step)))
	return times.Mul(times, step)
}

// floor relies on the denominator being positive: then Div of whole numbers rounds down.
func floor(x *big.Rat) *big.Int { return new(big.Int).Div(x.Num(), x.Denom()) }

func ceil(x *big.Rat) *big.Int {
	down := floor(new(big.Rat).Neg(x))
	return down.Neg(down)
}

func halfAway(x *big.Rat) *big.Int {
	half := big.NewRat(1, 2)
	if x.Sign() < 0 {
		return ceil(new(big.Rat).Sub(x, half))
	}
	return floor(new(big.Rat).Add(x, half))
}

// digits34 is a quotient as the reference carries it: whole where it ends within 60 decimal places, else to 34 significant digits, half
// away from zero, and to 60 places where these are fewer.
func digits34(x *big.Rat) *big.Rat {
	if last := multiple([]*big.Rat{x, power(-60)}, halfAway); last.Cmp(x) == 0 {
		return x
	}
	lead := -60 // x has its first digit before the power of ten above this one
	for power(lead).Cmp(new(big.Rat).Abs(x)) <= 0 {
		lead++
	}
	return multiple([]*big.Rat{x, power(max(lead-34, -60))}, halfAway)
}

// power is ten to a power.
func power(n int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil)
	if n < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), ten)
	}
	return new(big.Rat).SetInt(ten)
}

// unused are the lines of a calculation that no output stands on, by their keys.
func (c *calculation) unused(outputs []entry) []string {
	var out []string
	for name := range c.values {
		stated := false
		for _, o := range outputs {
			stated = stated || key(o.name) == name
		}
		if !stated && !c.used[name] {
			out = append(out, name)
		}
	}
	return out
}
