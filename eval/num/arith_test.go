package num_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
)

func TestOperationsAgainstRationals(t *testing.T) {
	for _, op := range operations {
		t.Run(op.name, rapid.MakeCheck(func(t *rapid.T) {
			agree(t, op, num.Must(numbers().Draw(t, "x")), num.Must(numbers().Draw(t, "y")))
		}))
	}
}

func TestMulRatioAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := num.Must(numbers().Draw(t, "x"))
		n, d := rapid.Int64().Draw(t, "n"), rapid.Int64().Filter(func(d int64) bool { return d != 0 }).Draw(t, "d")
		got, ok := x.MulRatio(n, d)
		want := quotient(new(big.Rat).Mul(rat(t, x), new(big.Rat).SetFrac64(n, d)))
		if ok == tooLarge(want) || ok && rat(t, got).Cmp(want) != 0 {
			t.Fatalf("%v * %d / %d = %v, %v, want %s", x, n, d, got, ok, want.FloatString(61))
		}
	})
}

func TestDiv(t *testing.T) {
	threes := strings.Repeat("3", 34)
	for _, c := range []struct{ x, y, want string }{
		{"1", "3", "0." + threes},
		{"-2", "3", "-0." + strings.Repeat("6", 33) + "7"},
		{"100", "3", "33." + threes[2:]},
		{"0", "7", "0"},
		{"6000", "3", "2000"},
		{"1", "8", "0.125"},
		{"1", "1024", "0.0009765625"},
		{"0.0000000001", "4", "0.000000000025"},
		{strings.Repeat("7", 50) + "." + strings.Repeat("1", 50), "1", strings.Repeat("7", 50) + "." + strings.Repeat("1", 50)},
		{"1" + strings.Repeat("0", 59), "3", threes + strings.Repeat("0", 25)},
		{"0." + strings.Repeat("0", 59) + "5", "9", "0." + strings.Repeat("0", 59) + "1"},
		{"-0." + strings.Repeat("0", 59) + "4", "9", "0"},
		{"383_000", "5.7", "67192.98245614035087719298245614035"},
		// These end, but not within the places there are.
		{"1." + strings.Repeat("0", 59) + "9", "4", "0.25"},
		{"1." + strings.Repeat("0", 59) + "9", "8", "0.125"},
		// This ends there, with more digits than one that does not.
		{"1", "288230376151711744", "0.0000000000000000034694469519536141888238489627838134765625"},
	} {
		got, ok := num.Must(c.x).Div(num.Must(c.y))
		if !ok || got.String() != c.want {
			t.Errorf("%s / %s = %v, %v, want %s", c.x, c.y, got, ok, c.want)
		}
	}
}

func TestOperationsThatFail(t *testing.T) {
	large := num.Must(strings.Repeat("9", 60))
	larger := large.CeilTo(num.Int(10)) // 10^60: rounding may go a digit too far
	tiny := num.Must("0." + strings.Repeat("0", 59) + "1")
	for name, apply := range map[string]func() (num.D, bool){
		"sum too large":         func() (num.D, bool) { return large.Add(num.Int(1)) },
		"difference too large":  func() (num.D, bool) { return large.Neg().Sub(num.Int(1)) },
		"product too large":     func() (num.D, bool) { return large.Mul(num.Int(2)) },
		"quotient too large":    func() (num.D, bool) { return num.Int(1).Div(tiny) },
		"ratio too large":       func() (num.D, bool) { return large.MulRatio(3, 2) },
		"as large plus zero":    func() (num.D, bool) { return larger.Add(num.D{}) },
		"as large minus zero":   func() (num.D, bool) { return larger.Sub(num.D{}) },
		"as large by one":       func() (num.D, bool) { return larger.MulRatio(7, 7) },
		"whole ratio too large": func() (num.D, bool) { return large.MulRatio(2, 1) },
		"by zero":               func() (num.D, bool) { return large.Div(num.D{}) },
		"by a zero with places": func() (num.D, bool) { return large.Div(num.Must("0.00")) },
		"ratio of zero":         func() (num.D, bool) { return large.MulRatio(0, 0) },
	} {
		if got, ok := apply(); ok || !got.IsZero() {
			t.Errorf("%s: %v, %v, want 0, false", name, got, ok)
		}
	}
}

// The intermediate product is larger than any number may be; the result is not.
func TestMulRatioMultipliesFirst(t *testing.T) {
	large := num.Must(strings.Repeat("3", 60))
	if got, ok := large.MulRatio(6, 3); !ok || got.String() != strings.Repeat("6", 60) {
		t.Errorf("%v * 6 / 3 = %v, %v", large, got, ok)
	}
	if got, ok := num.Int(52).MulRatio(156, 13); !ok || got.String() != "624" {
		t.Errorf("52 * 156 / 13 = %v, %v", got, ok)
	}
	if got, ok := num.Int(9).MulRatio(3, 2); !ok || got.String() != "13.5" {
		t.Errorf("9 * 3 / 2 = %v, %v", got, ok)
	}
	if got, ok := num.Int(9).MulRatio(1, 12); !ok || got.String() != "0.75" {
		t.Errorf("9 / 12 = %v, %v", got, ok)
	}
}

func TestMulRoundsHalfEvenAtTheLastPlace(t *testing.T) {
	last := "0." + strings.Repeat("0", 59)
	for x, want := range map[string]string{"5": "0", "15": last + "2", "25": last + "2", "-15": "-" + last + "2"} {
		got, ok := num.Must(x).Mul(num.Must("0.1"))
		if !ok {
			t.Fatalf("%s * 0.1 failed", x)
		}
		got, ok = got.Mul(num.Must(last + "1"))
		if !ok || got.String() != want {
			t.Errorf("%s tenths of the last place = %v, want %s", x, got, want)
		}
	}
}

// Unguarded, the thirtieth square has a thousand million digits.
func TestSquaringThirtyTimes(t *testing.T) {
	x, squares := num.Must("1.1"), 0
	for range 30 {
		y, ok := x.Mul(x)
		if !ok {
			break
		}
		x, squares = y, squares+1
	}
	if squares != 10 { // 1.1^1024 has 43 integer digits, 1.1^2048 has 85
		t.Errorf("%d squares fitted, want 10", squares)
	}
	if n := len(x.String()); n > num.MaxDigits+num.MaxPlaces+1 {
		t.Errorf("the last square has %d characters", n)
	}
}

func TestShrinkingStaysBounded(t *testing.T) {
	x := num.Must("0.9")
	for range 60 {
		y, ok := x.Mul(x)
		if !ok || len(y.String()) > 2+num.MaxPlaces {
			t.Fatalf("%v squared = %v, %v", x, y, ok)
		}
		x = y
	}
	if !x.IsZero() {
		t.Errorf("0.9^(2^60) = %v, want 0 at %d places", x, num.MaxPlaces)
	}
}

func TestOperandsStay(t *testing.T) {
	x, y := num.Must("1234.5"), num.Must("-0.003")
	for _, op := range operations {
		op.apply(x, y)
	}
	x.Neg()
	x.RoundTo(num.Int(100))
	if x.String() != "1234.5" || y.String() != "-0.003" {
		t.Errorf("the operands became %v and %v", x, y)
	}
}

func TestRatio(t *testing.T) {
	for want, got := range map[string]num.D{
		"0.25": num.Ratio(1, 4), "-7.4": num.Ratio(37, -5), "0": num.Ratio(0, 9),
		"9223372036854775808": num.Ratio(math.MinInt64, -1),
	} {
		if got.String() != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("Ratio(1, 0) did not panic")
		}
	}()
	num.Ratio(1, 0)
}

// FuzzArithmetic runs every operation on two accepted numbers against the rationals.
func FuzzArithmetic(f *testing.F) {
	for _, seed := range [][2]string{
		{"1", "3"}, {"-0.1", "1_000"}, {"520_000", "1_418"}, {strings.Repeat("9", 60), "0." + strings.Repeat("0", 59) + "1"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, errX := num.Parse(a)
		y, errY := num.Parse(b)
		if errX != nil || errY != nil {
			return
		}
		for _, op := range operations {
			agree(t, op, x, y)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	x, y := num.Must("520_000"), num.Must("1_234.56")
	for b.Loop() {
		x.Add(y)
	}
}

func BenchmarkMul(b *testing.B) {
	x, y := num.Must("520_000"), num.Must("0.92")
	for b.Loop() {
		x.Mul(y)
	}
}

func BenchmarkDiv(b *testing.B) {
	x, y := num.Must("3_500_000"), num.Int(46)
	for b.Loop() {
		x.Div(y)
	}
}

func BenchmarkDivThatEnds(b *testing.B) {
	x, y := num.Must("520_000"), num.Must("1_600")
	for b.Loop() {
		x.Div(y)
	}
}

func BenchmarkMulRatio(b *testing.B) {
	x := num.Must("520_000")
	for b.Loop() {
		x.MulRatio(9, 12)
	}
}
