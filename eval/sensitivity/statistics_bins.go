package sensitivity

import (
	"math"

	"github.com/costlang/cost/eval/num"
)

// Bins are the draws that have a value, counted between bounds that a person can read: From is the first and the others follow by
// Step. A bin holds its lower bound and not its upper one. What lies far out, beyond thrice the way from the median to the 5th or
// the 95th percentile, is Below or Above. Without percentiles there are no bins.
type Bins struct {
	From, Step   num.D
	Counts       []int64
	Below, Above int64
}

// aimedBins is about how many bins there are: from half as many on where a round step asks for it.
const aimedBins = 40

// alike is how far values may differ, as a share of them, for one step of bins to hold them all.
const alike = 1e-9

// frame is bins on floats. The zero frame counts nothing.
type frame struct {
	from, step num.D
	low, scale float64
	size       int
}

// frameOf chooses bins by three percentiles: the 5th, the median and the 95th.
func frameOf(s *summary, p5, p50, p95 float64) frame {
	low := max(s.min, p5-float64(2*(p50-p5)))
	high := min(s.max, p95+float64(2*(p95-p50)))
	wide := max(high-low, float64(alike*max(math.Abs(low), math.Abs(high))))
	if wide == 0 {
		wide = 1
	}
	step := roundStep(wide / aimedBins)
	size := step.Float64()
	first, last := math.Floor(low/size+alike), math.Floor(high/size+alike)
	from, ok := step.Mul(num.Int(int64(first)))
	if !ok || size == 0 || !hasValue(last) || last-first > 4*aimedBins {
		return frame{}
	}
	return frame{from, step, from.Float64() - float64(alike*size), 1 / size, int(last-first) + 1}
}

// roundStep is the least of 1, 2 and 5 times a power of ten that is no less than a width.
func roundStep(width float64) num.D {
	unit := num.Power(num.Exponent(width))
	for _, times := range []int64{1, 2, 5} {
		if step, ok := unit.Mul(num.Int(times)); ok && step.Float64() >= width {
			return step
		}
	}
	step, _ := unit.Mul(num.Int(10))
	return step
}

// counts is room for the draws below, in each bin and above.
func (f frame) counts() []int64 { return make([]int64, f.size+2) }

// add counts values.
func (f frame) add(values []float64, counts []int64) {
	if f.size == 0 {
		return
	}
	last := float64(f.size)
	for _, v := range values {
		if !hasValue(v) {
			continue
		}
		at := float64((v-f.low)*f.scale) + 1
		at = min(max(at, 0), last+1)
		counts[int(at)]++
	}
}

// bins is what was counted.
func (f frame) bins(counts []int64) Bins {
	if f.size == 0 {
		return Bins{}
	}
	return Bins{From: f.from, Step: f.step, Counts: counts[1 : f.size+1], Below: counts[0], Above: counts[f.size+1]}
}
