package num_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
)

func TestRoundToStep(t *testing.T) {
	for _, c := range []struct{ x, step, round, floor, ceil string }{
		{"75_500", "1_000", "76000", "75000", "76000"},
		{"75_499.99", "1_000", "75000", "75000", "76000"},
		{"-75_500", "1_000", "-76000", "-76000", "-75000"},
		{"3_450_000", "100_000", "3500000", "3400000", "3500000"},
		{"7", "0.25", "7", "7", "7"},
		{"-7", "0.25", "-7", "-7", "-7"},
		{"7.4", "2.5", "7.5", "5", "7.5"},
		{"-0.1", "1", "0", "-1", "0"},
		{"0", "10", "0", "0", "0"},
		{"12.5", "0", "12.5", "12.5", "12.5"},
		{"12.5", "-1", "12.5", "12.5", "12.5"},
	} {
		x, step := num.Must(c.x), num.Must(c.step)
		got := [3]string{x.RoundTo(step).String(), x.FloorTo(step).String(), x.CeilTo(step).String()}
		if want := [3]string{c.round, c.floor, c.ceil}; got != want {
			t.Errorf("%s to %s: round, floor, ceil = %v, want %v", c.x, c.step, got, want)
		}
	}
}

// What a quotient has lost beyond 20 digits decides nothing.
func TestNearMultiples(t *testing.T) {
	for _, c := range []struct{ x, step, round, floor, ceil string }{
		{"1.9999999999999999999999", "1", "2", "2", "2"},
		{"2.0000000000000000000001", "1", "2", "2", "2"},
		{"-2.0000000000000000000001", "1", "-2", "-2", "-2"},
		{"1.99999999999999999998", "1", "2", "2", "2"},
		{"1.9999999999999999999799", "1", "2", "1", "2"},
		{"2.0000000000000000000201", "1", "2", "2", "3"},
		{"2.4999999999999999999999", "1", "3", "2", "3"},
		{"-2.4999999999999999999999", "1", "-3", "-3", "-2"},
		{"2.4999999999999999999", "1", "2", "2", "3"},
		{"0.0000000000000000000001", "1", "0", "0", "1"},
		{"-0.0000000000000000000001", "1", "0", "-1", "0"},
		{"749.9999999999999999999999", "500", "1000", "500", "1000"},
		{"999.9999999999999999999999", "500", "1000", "1000", "1000"},
		{"0", "10", "0", "0", "0"},
		{"12.5", "0", "12.5", "12.5", "12.5"},
	} {
		x, step := num.Must(c.x), num.Must(c.step)
		got := [3]string{x.RoundNear(step).String(), x.FloorNear(step).String(), x.CeilNear(step).String()}
		if want := [3]string{c.round, c.floor, c.ceil}; got != want {
			t.Errorf("%s to %s: round, floor, ceil = %v, want %v", c.x, c.step, got, want)
		}
	}
}

func TestMultiplesOfAStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := num.Must(numbers().Draw(t, "x"))
		step := num.Must("0" + numbers().Filter(func(s string) bool { return s[0] != '-' }).Draw(t, "step"))
		if step.IsZero() {
			return
		}
		low, high, nearest := rat(t, x.FloorTo(step)), rat(t, x.CeilTo(step)), rat(t, x.RoundTo(step))
		quotient := func(r *big.Rat) *big.Rat { return new(big.Rat).Quo(r, rat(t, step)) }
		if !quotient(low).IsInt() || !quotient(high).IsInt() || low.Cmp(rat(t, x)) > 0 || high.Cmp(rat(t, x)) < 0 {
			t.Fatalf("%v lies not between %v and %v", x, low, high)
		}
		if quotient(new(big.Rat).Sub(high, low)).Cmp(big.NewRat(1, 1)) > 0 {
			t.Fatalf("%v and %v are more than a step of %v apart", low, high, step)
		}
		if want := roundAway(quotient(rat(t, x)), 0); quotient(nearest).Cmp(want) != 0 {
			t.Fatalf("%v is %v steps of %v, want %v", x, quotient(nearest), step, want)
		}
	})
}

func TestRoundAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, places := num.Must(numbers().Draw(t, "x")), rapid.IntRange(-62, 62).Draw(t, "places")
		want := roundAway(rat(t, x), places)
		if got := x.Round(places); rat(t, got).Cmp(want) != 0 {
			t.Fatalf("Round(%v, %d) = %v, want %s", x, places, got, want.RatString())
		}
		fixed := x.Fixed(min(max(places, 0), 60))
		want = roundAway(rat(t, x), min(max(places, 0), 60))
		if r, ok := new(big.Rat).SetString(fixed); !ok || r.Cmp(want) != 0 || strings.HasPrefix(fixed, "-") != (want.Sign() < 0) {
			t.Fatalf("Fixed(%v, %d) = %s", x, places, fixed)
		}
	})
}

func TestFixed(t *testing.T) {
	for _, c := range []struct {
		x      string
		places int
		want   string
	}{
		{"1234.5", 2, "1234.50"}, {"1234.5", 0, "1235"}, {"-1234.5", 0, "-1235"}, {"0.005", 2, "0.01"},
		{"-0.004", 2, "0.00"}, {"-0.4", 0, "0"}, {"2.345", 2, "2.35"}, {"-2.345", 2, "-2.35"}, {"1250", -2, "1300"},
		{"999.995", 2, "1000.00"}, {"7", 3, "7.000"},
	} {
		if got := num.Must(c.x).Fixed(c.places); got != c.want {
			t.Errorf("Fixed(%s, %d) = %s, want %s", c.x, c.places, got, c.want)
		}
	}
	if got := num.Must("1.5").Fixed(1 << 40); got != "1.5"+strings.Repeat("0", 59) {
		t.Errorf("Fixed with absurdly many places = %s", got)
	}
}

func TestString(t *testing.T) {
	for want, x := range map[string]num.D{
		"1200000":    num.Must("1_234_567").Round(-5),
		"0":          num.Must("0.4").Round(0),
		"-0.001":     num.Must("-0.001000"),
		"100":        num.Must("100.00"),
		"1.5":        num.Ratio(3, 2),
		"-9":         num.Int(-9),
		"1000000000": num.Int(1_000_000_000),
	} {
		if x.String() != want {
			t.Errorf("String() = %s, want %s", x, want)
		}
	}
}

func TestSignificant(t *testing.T) {
	for _, c := range []struct {
		x      string
		digits int
		want   string
	}{
		{"1234.5", 5, "1234.5"}, {"1234.5", 4, "1235"}, {"1234.5", 2, "1200"}, {"-0.0012345", 3, "-0.00123"},
		{"9.996", 3, "10"}, {"1_000_000", 1, "1000000"}, {"0", 5, "0"}, {"87", 0, "90"},
		{"0.66666666666666666666666666666666666666", 28, "0.6666666666666666666666666667"},
	} {
		if got := num.Must(c.x).Significant(c.digits); got != c.want {
			t.Errorf("Significant(%s, %d) = %s, want %s", c.x, c.digits, got, c.want)
		}
	}
}

func TestRoundBeyondEveryDigit(t *testing.T) {
	large := num.Must(strings.Repeat("6", 60))
	for places, want := range map[int]string{-58: "67" + strings.Repeat("0", 58), -61: "0", -1 << 40: "0"} {
		if got := large.Round(places); got.String() != want {
			t.Errorf("Round(%d) = %v, want %s", places, got, want)
		}
	}
	if product, ok := large.Round(-61).Mul(large); !ok || !product.IsZero() {
		t.Errorf("0 times a large number = %v, %v", product, ok)
	}
	// Rounding up reaches 10^60; what is computed with it next says so.
	up := large.Round(-60)
	if sum, ok := up.Add(num.Int(1)); ok || up.String() != "1"+strings.Repeat("0", 60) {
		t.Errorf("%v + 1 = %v", up, sum)
	}
}
