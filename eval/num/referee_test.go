package num_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
)

// rat reads a number back through its text, so that the referee shares no arithmetic with the package.
func rat(t failer, x num.D) *big.Rat {
	r, ok := new(big.Rat).SetString(x.String())
	if !ok {
		t.Fatalf("String() = %q, which is no number", x.String())
	}
	return r
}

type failer interface {
	Fatalf(format string, args ...any)
}

// pow10 returns 10^n.
func pow10(n int) *big.Rat {
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil))
	if n < 0 {
		return p.Inv(p)
	}
	return p
}

// roundEven rounds r to places decimals, a tie to the even neighbour.
func roundEven(r *big.Rat, places int) *big.Rat {
	return divideBy(roundTie(r, places, func(q *big.Int) bool { return q.Bit(0) == 1 }), pow10(places))
}

// roundAway rounds r to places decimals, a tie away from zero.
func roundAway(r *big.Rat, places int) *big.Rat {
	return divideBy(roundTie(r, places, func(*big.Int) bool { return true }), pow10(places))
}

func divideBy(q *big.Int, by *big.Rat) *big.Rat {
	return new(big.Rat).Quo(new(big.Rat).SetInt(q), by)
}

func roundTie(r *big.Rat, places int, outward func(*big.Int) bool) *big.Int {
	scaled := new(big.Rat).Mul(r, pow10(places))
	q, rest := new(big.Int).QuoRem(scaled.Num(), scaled.Denom(), new(big.Int))
	half := rest.Abs(rest).Lsh(rest, 1).Cmp(scaled.Denom())
	if half > 0 || half == 0 && outward(q) {
		q.Add(q, big.NewInt(int64(r.Sign())))
	}
	return q
}

// tooLarge reports whether r has over 60 integer digits.
func tooLarge(r *big.Rat) bool {
	return new(big.Rat).Abs(r).Cmp(pow10(num.MaxDigits)) >= 0
}

// numbers draws texts of numbers: short ones like those of scripts, and ones up to both limits.
func numbers() *rapid.Generator[string] {
	sign := rapid.SampledFrom([]string{"", "-"})
	return rapid.Custom(func(t *rapid.T) string {
		longest := rapid.SampledFrom([]int{3, 12, 60}).Draw(t, "longest")
		whole := "0" + digits(0, longest).Draw(t, "whole")
		return sign.Draw(t, "sign") + whole + ".0" + digits(0, longest-1).Draw(t, "places")
	})
}

func digits(least, most int) *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), least, most, -1)
}

type operation struct {
	name  string
	apply func(x, y num.D) (num.D, bool)
	exact func(x, y *big.Rat) *big.Rat
	carry func(r *big.Rat) *big.Rat
}

var operations = []operation{
	{"+", num.D.Add, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }, whole},
	{"-", num.D.Sub, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }, whole},
	{"*", num.D.Mul, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }, whole},
	{"/", num.D.Div, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Quo(x, y) }, quotient},
}

// agree fails unless the operation does to x and y what the definition says, worked out in rationals.
func agree(t failer, op operation, x, y num.D) {
	if op.name == "/" && y.IsZero() {
		return
	}
	want := op.carry(op.exact(rat(t, x), rat(t, y)))
	got, ok := op.apply(x, y)
	if ok == tooLarge(want) {
		t.Fatalf("%v %s %v: ok = %v, but the result is %s", x, op.name, y, ok, want.FloatString(3))
	}
	if ok && rat(t, got).Cmp(want) != 0 {
		t.Fatalf("%v %s %v = %v, want %s", x, op.name, y, got, want.FloatString(65))
	}
}

// whole is what is carried of a sum or a product: all of it, half even at the last place there is.
func whole(r *big.Rat) *big.Rat { return roundEven(r, num.MaxPlaces) }

// quotient is what is carried of a quotient: all of it when it ends, else its significant digits.
func quotient(r *big.Rat) *big.Rat {
	if r.Sign() == 0 || new(big.Rat).Mul(r, pow10(num.MaxPlaces+1)).IsInt() {
		return whole(r)
	}
	return roundEven(r, min(num.QuotientDigits-leading(r), num.MaxPlaces))
}

// leading is the number of integer digits of r, and not above 0 when it begins behind the point.
func leading(r *big.Rat) int {
	abs, n := new(big.Rat).Abs(r), 0
	for ; abs.Cmp(pow10(n)) >= 0; n++ {
	}
	for ; abs.Cmp(pow10(n-1)) < 0; n-- {
	}
	return n
}

func TestRoundEvenReferee(t *testing.T) {
	for text, want := range map[string]string{"0.5": "0", "1.5": "2", "-2.5": "-2", "-2.51": "-3"} {
		r, _ := new(big.Rat).SetString(text)
		if got := roundEven(r, 0).RatString(); got != want {
			t.Errorf("roundEven(%s) = %s, want %s", text, got, want)
		}
	}
}
