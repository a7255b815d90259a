package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Dist is a distribution as written. The nil Dist is what a range means without one.
type Dist struct {
	Name string // uniform triangular pert normal lognormal beta
	Args []Expr
	Span source.Span
}

// Open reports whether draws may lie beyond the bounds, which are then the central 90 % of them.
func (d *Dist) Open() bool { return d != nil && (d.Name == "normal" || d.Name == "lognormal") }

// Contradiction says why a param has no such distribution with a lower bound, and two shapes where it is a beta, and what to do;
// both are empty when it has.
func (d *Dist) Contradiction(param string, low, a, b num.D) (message, help say.Phrase) {
	switch {
	case d == nil:
	case d.Name == "lognormal" && low.Sign() <= 0:
		return say.T("a lognormal distribution lies above zero, and the lower bound of `%s` does not", param),
			say.T("give it a lower bound above zero, or another distribution, such as `pert`")
	case d.Name == "beta" && !(goodShape(a) && goodShape(b)):
		return say.T("the shapes of `%s` do not lie from 0.25 to 10_000", param),
			say.T("`beta(2, 5)` leans to its lower bound, `beta(5, 2)` to its upper one; `pert` needs no shapes")
	}
	return say.Phrase{}, say.Phrase{}
}

// The shapes of beta whose quantiles a simulation finds accurately.
var leastShape, mostShape = num.Ratio(1, 4), num.Int(10_000)

func goodShape(x num.D) bool { return x.Cmp(leastShape) >= 0 && x.Cmp(mostShape) <= 0 }
