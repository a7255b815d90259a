package num_test

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
)

func TestZeroValueIsZero(t *testing.T) {
	var zero num.D
	sum, ok := zero.Add(num.Int(7))
	if diff := cmp.Diff(num.Int(7), sum); diff != "" || !ok {
		t.Errorf("0 + 7: ok %v, -want +got\n%s", ok, diff)
	}
	if !zero.IsZero() || !zero.IsInt() || zero.Sign() != 0 || zero.String() != "0" || zero.Fixed(2) != "0.00" {
		t.Errorf("the zero value prints %v and %s", zero, zero.Fixed(2))
	}
	if !zero.Equal(num.Must("0.000")) || zero.Neg().String() != "0" || !zero.RoundTo(num.Int(5)).IsZero() {
		t.Error("the zero value differs from 0.000, or has a sign")
	}
}

func TestPower(t *testing.T) {
	for exp, want := range map[int]string{-20: "0.00000000000000000001", -3: "0.001", 0: "1", 5: "100000"} {
		if got := num.Power(exp); !got.Equal(num.Must(want)) {
			t.Errorf("Power(%d) = %v, want %s", exp, got, want)
		}
	}
}

func TestCompareAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := num.Must(numbers().Draw(t, "x")), num.Must(numbers().Draw(t, "y"))
		want := rat(t, x).Cmp(rat(t, y))
		if got := x.Cmp(y); got != want || x.Equal(y) != (want == 0) {
			t.Fatalf("Cmp(%v, %v) = %d, want %d", x, y, got, want)
		}
		if got, want := x.Abs(), new(big.Rat).Abs(rat(t, x)); rat(t, got).Cmp(want) != 0 || x.Sign() != rat(t, x).Sign() {
			t.Fatalf("|%v| = %v, sign %d", x, got, x.Sign())
		}
	})
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"1", "1.00", true},
		{"0", "0", true},
		{"0", "0.0000000000000000000000000000000001", false},
		{"1", "1.00000000000000000001", true},
		{"1", "1.0000000000000000001", false},
		{"1", "0.99999999999999999999", true}, // 10^-20 of 1, and more than that of the other
		{"-1", "1", false},
		{"-76000", "-76000.0000000000000000001", true},
		{"123456789012345678901234", "123456789012345678901235", true},
		{"123456789012345678901234", "123456789012345678911234", false},
	} {
		x, y := num.Must(c.x), num.Must(c.y)
		if x.Near(y) != c.want || y.Near(x) != c.want {
			t.Errorf("Near(%s, %s) = %v, and %v the other way, want %v", x, y, x.Near(y), y.Near(x), c.want)
		}
	}
}

func TestQuotientsThatDoNotEndComeBackNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := num.Int(rapid.Int64().Draw(t, "x"))
		y := num.Int(rapid.Int64Range(1, math.MaxInt64).Draw(t, "y"))
		q, ok := x.Div(y)
		if !ok {
			t.Fatalf("%v / %v failed", x, y)
		}
		if back, ok := q.Mul(y); !ok || !back.Near(x) {
			t.Fatalf("%v / %v * %v = %v", x, y, y, back)
		}
	})
}

func TestInt64(t *testing.T) {
	for text, want := range map[string]int64{"5.000": 5, "-12": -12, "9223372036854775807": math.MaxInt64, "-9223372036854775808": math.MinInt64} {
		if got, ok := num.Must(text).Int64(); !ok || got != want {
			t.Errorf("Int64(%s) = %d, %v", text, got, ok)
		}
	}
	for _, text := range []string{"0.5", "9223372036854775808", "-9223372036854775809"} {
		if got, ok := num.Must(text).Int64(); ok {
			t.Errorf("Int64(%s) = %d, want it refused", text, got)
		}
	}
	if got, _ := num.Must("41.5").Int64(); got != 0 {
		t.Errorf("Int64(41.5) = %d, want 0", got)
	}
	if thousands, ok := num.Must("41_999").Round(-3).Int64(); !ok || thousands != 42_000 {
		t.Errorf("41999 in thousands = %d, %v", thousands, ok)
	}
}

func TestIsInt(t *testing.T) {
	for text, want := range map[string]bool{"3": true, "3.0": true, "-3.5": false, "0.000000000000000000000001": false} {
		if got := num.Must(text).IsInt(); got != want {
			t.Errorf("IsInt(%s) = %v", text, got)
		}
	}
}

func TestFloat64IsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := num.Must(numbers().Draw(t, "x"))
		want, err := strconv.ParseFloat(x.String(), 64)
		if got := x.Float64(); err != nil || got != want {
			t.Fatalf("Float64(%v) = %v, want %v", x, got, want)
		}
	})
}

func TestFromFloat(t *testing.T) {
	for f, want := range map[float64]string{0.1: "0.1", -7.4: "-7.4", 1e21: "1000000000000000000000", 1e-70: "0", 0: "0"} {
		if got, ok := num.FromFloat(f); !ok || got.String() != want {
			t.Errorf("FromFloat(%v) = %v, %v, want %s", f, got, ok, want)
		}
	}
	if got, ok := num.FromFloat(math.Copysign(0, -1)); !ok || got.String() != "0" {
		t.Errorf("FromFloat(-0) = %v, %v", got, ok)
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e60, -math.MaxFloat64} {
		if got, ok := num.FromFloat(f); ok {
			t.Errorf("FromFloat(%v) = %v, want it refused", f, got)
		}
	}
}

func TestExponent(t *testing.T) {
	for f, want := range map[float64]int{123: 2, 1: 0, 9.999: 0, -10: 1, 1000: 3, 0.001: -3, 0.00099: -4, 1e-300: -300, 5e-324: -324, math.Inf(1): 0, 0: 0} {
		if got := num.Exponent(f); got != want {
			t.Errorf("%v: %d, want %d", f, got, want)
		}
	}
	if got := num.Exponent(math.NaN()); got != 0 {
		t.Errorf("%d of what is no number", got)
	}
}

func TestFromFloatRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(-1e59, 1e59).Draw(t, "f")
		if math.Abs(f) < 1e-40 {
			return
		}
		if x, ok := num.FromFloat(f); !ok || x.Float64() != f {
			t.Fatalf("%v comes back as %v", f, x.Float64())
		}
	})
}

func TestWholeDigits(t *testing.T) {
	for text, want := range map[string]int{"0": 0, "0.000": 0, "0.5": 0, "0.001": 0, "-0.07": 0, "1": 1, "9.99": 1, "-10": 2, "123456.5": 6} {
		if got := num.Must(text).WholeDigits(); got != want {
			t.Errorf("%s has %d digits before its point, not %d", text, got, want)
		}
	}
}
