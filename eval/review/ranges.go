package review

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// span is a param with the value and the bounds that it has in the script as it is written, as they are shown.
type span struct {
	*check.Param
	value, low, high num.D
}

// spans are the script's own params with one number and with bounds or ±.
func (r *reading) spans() []span {
	var out []span
	for _, p := range r.Plan.Params {
		d := p.Decl
		if d.Range == nil || d.Range.Kind == ast.Alternatives || d.Type.Series != check.Single || !slices.Contains(r.Module.Params, d) {
			continue
		}
		value, ok := r.shown(p, p.Base[0])
		low, okLow := r.shown(p, p.Choices[0][0])
		high, okHigh := r.shown(p, p.Choices[1][0])
		if ok && okLow && okHigh {
			out = append(out, span{d, value, low, high})
		}
	}
	return out
}

// shown is a value of a param, in percent where it is written so.
func (r *reading) shown(p *plan.Param, ref plan.Ref) (num.D, bool) {
	v, ok := r.value(ref)
	if ok && p.Decl.Percent {
		return v.Mul(num.Int(100))
	}
	return v, ok
}

// fineBounds tells of bounds with at least two decimals more than the value, unless they are whole quarters.
func fineBounds(r *reading) {
	for _, p := range r.spans() {
		if p.Range.Kind != ast.Bounds {
			continue
		}
		for _, bound := range []num.D{p.low, p.high} {
			if decimals(bound) >= decimals(p.value)+2 && !quarters(bound) {
				r.warn(p.Range.Span, say.T("round the bounds, or write the value as precisely as it is known"),
					say.T("the range of `%s` is given to %d decimals, and its value to %d", p.Name, decimals(bound), decimals(p.value)))
				break
			}
		}
	}
}

func decimals(v num.D) int {
	_, after, _ := strings.Cut(v.String(), ".")
	return len(after)
}

func quarters(v num.D) bool {
	four, ok := v.Mul(num.Int(4))
	return ok && four.IsInt()
}

// narrowRanges tells of ranges of less than 2 % to each side of the value. A percentage may lie too near to its end for more.
func narrowRanges(r *reading) {
	for _, p := range r.spans() {
		if p.Percent || p.value.IsZero() {
			continue
		}
		width, ok := p.high.Sub(p.low)
		least, fits := p.value.Abs().MulRatio(4, 100)
		if ok && fits && width.Abs().Cmp(least) < 0 {
			r.warn(p.Range.Span, say.T("widen the range, or leave it out"),
				say.T("the range of `%s` reaches less than 2 %% to each side of its value", p.Name))
		}
	}
}
