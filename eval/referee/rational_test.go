package referee_test

import (
	"fmt"
	"math/big"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
)

// number is an exact rational that is never changed after it was made.
type number = *big.Rat

var (
	zero = whole(0)
	one  = whole(1)
)

func whole(n int) number { return big.NewRat(int64(n), 1) }

// add leaves out zeros, of which most flows are full.
func add(x, y number) number {
	switch {
	case x.Sign() == 0:
		return y
	case y.Sign() == 0:
		return x
	}
	return new(big.Rat).Add(x, y)
}

func sub(x, y number) number {
	if y.Sign() == 0 {
		return x
	}
	return new(big.Rat).Sub(x, y)
}

func mul(x, y number) number {
	if x.Sign() == 0 || y.Sign() == 0 {
		return zero
	}
	return new(big.Rat).Mul(x, y)
}

func div(x, y number) number {
	if y.Sign() == 0 {
		refuse("division by zero")
	}
	return new(big.Rat).Quo(x, y)
}

func less(x, y number) bool { return x.Cmp(y) < 0 }

func smaller(x, y number) number {
	if less(y, x) {
		return y
	}
	return x
}

func larger(x, y number) number {
	if less(x, y) {
		return y
	}
	return x
}

// power gives x to the n-th.
func power(x number, n int) number {
	p := one
	for range n {
		p = mul(p, x)
	}
	return p
}

// fromDecimal reads a decimal of the checker.
func fromDecimal(d num.D) number {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic("not a decimal: " + d.String())
	}
	return r
}

// factor reads a ratio; the zero ratio, of nodes that need none, is one.
func factor(r unit.Ratio) number {
	if r.Den == 0 {
		return one
	}
	return big.NewRat(r.Num, r.Den)
}

// months reads a ratio that is a time, where zero is zero.
func months(r unit.Ratio) number {
	if r.Den == 0 {
		return zero
	}
	return big.NewRat(r.Num, r.Den)
}

// floor gives the largest whole number that is not above x.
func floor(x number) number {
	q, r := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	if r.Sign() < 0 {
		q.Sub(q, big.NewInt(1))
	}
	return new(big.Rat).SetInt(q)
}

// wholeOf turns a number that must be whole into an int.
func wholeOf(x number, what string) int {
	if !x.IsInt() {
		refuse("%s is not whole: %s", what, x.RatString())
	}
	return int(x.Num().Int64())
}

// roundTo rounds to a multiple of step, half away from zero. What equals a half way to 20 digits is one.
func roundTo(x, step number) number {
	if x.Sign() < 0 {
		return new(big.Rat).Neg(roundTo(new(big.Rat).Neg(x), step))
	}
	half := mul(step, big.NewRat(1, 2))
	if middle := add(mul(floor(div(x, step)), step), half); near(x, middle) {
		return add(middle, half)
	}
	return mul(floor(div(add(x, half), step)), step)
}

// near reports whether two numbers are equal to 20 significant digits of the larger.
func near(x, y number) bool { return within(x, y, larger(absolute(x), absolute(y)), 20) }

// within reports whether two numbers are no further apart than 10^-digits of scale.
func within(x, y, scale number, digits int) bool {
	gap := absolute(sub(x, y))
	return !less(mul(scale, power(big.NewRat(1, 10), digits)), gap)
}

func absolute(x number) number { return new(big.Rat).Abs(x) }

// refusal is an error in the meaning of a script, found while it runs.
type refusal struct{ message string }

func (r refusal) Error() string { return r.message }

func refuse(format string, args ...any) { panic(refusal{fmt.Sprintf(format, args...)}) }

// attempt runs f and gives what it refused.
func attempt(f func()) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case refusal:
			err = p
		case noRows:
			err = p
		default:
			panic(p)
		}
	}()
	f()
	return nil
}
