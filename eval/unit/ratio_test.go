package unit_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/unit"
)

func TestRatio(t *testing.T) {
	for want, r := range map[string]unit.Ratio{
		"1": unit.One, "1/12": unit.NewRatio(13, 156), "52": unit.NewRatio(156, 3), "37/5": unit.NewRatio(444, 60),
	} {
		if r.String() != want || r.Inv().Inv() != r || r.IsOne() != (want == "1") {
			t.Errorf("%v, want %s", r, want)
		}
	}
}

func TestRatioMulAgainstRationals(t *testing.T) {
	positive := rapid.OneOf(rapid.Int64Range(1, 1_000), rapid.Int64Range(1, math.MaxInt64))
	rapid.Check(t, func(t *rapid.T) {
		r := unit.NewRatio(positive.Draw(t, "a"), positive.Draw(t, "b"))
		s := unit.NewRatio(positive.Draw(t, "c"), positive.Draw(t, "d"))
		want := new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(s.Num, s.Den))
		got, ok := r.Mul(s)
		if fits := want.Num().IsInt64() && want.Denom().IsInt64(); ok != fits {
			t.Fatalf("%v * %v: ok %v, but the product is %v", r, s, ok, want)
		}
		if ok && (got.Num != want.Num().Int64() || got.Den != want.Denom().Int64()) {
			t.Fatalf("%v * %v = %v, want %v", r, s, got, want)
		}
	})
}

// The largest part of a ratio is the largest machine integer.
func TestRatioMulAtTheLimit(t *testing.T) {
	most := unit.NewRatio(math.MaxInt64, 1)
	for _, r := range []unit.Ratio{most, most.Inv()} {
		if got, ok := r.Mul(unit.One); !ok || got != r {
			t.Errorf("%v * 1 = %v, %v", r, got, ok)
		}
		if got, ok := r.Mul(r); ok {
			t.Errorf("%v squared = %v", r, got)
		}
	}
}

func TestNewRatioPanics(t *testing.T) {
	for _, c := range [][2]int64{{0, 1}, {1, 0}, {-1, 2}, {1, -2}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("NewRatio(%d, %d) did not panic", c[0], c[1])
				}
			}()
			unit.NewRatio(c[0], c[1])
		}()
	}
}
