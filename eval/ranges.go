package eval

import (
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// inWords is a piece of a script: in English as it is written, in other languages what it says, with their numbers and units.
type inWords struct {
	written string
	said    say.Phrase
}

// In is the piece in a language.
func (w inWords) In(l say.Language) string {
	if l == say.English || w.said.Empty() {
		return w.written
	}
	return w.said.In(l)
}

// InWords is the piece in words, also in English: for those who do not know the script.
func (w inWords) InWords() say.Phrase {
	if w.said.Empty() {
		return say.Verbatim(w.written)
	}
	return w.said
}

// rangeOf is what a param may be, empty without a range.
func (r *Result) rangeOf(p *plan.Param) say.Phrase {
	if p.Decl.Range == nil {
		return say.Phrase{}
	}
	return say.T("%s", inWords{r.program.slice(p.Decl.Range.Span), r.rangeWords(p)})
}

// rangeWords tells a range by its values, or is empty where one has none.
func (r *Result) rangeWords(p *plan.Param) say.Phrase {
	limits := p.Decl.Range
	switch limits.Kind {
	case ast.Alternatives:
		return r.alternatives(p)
	case ast.PlusMinus:
		if lit, ok := limits.Deviation.(*check.Lit); ok {
			return say.T("±%s", deviationAmount(lit))
		}
		return r.alternatives(p)
	}
	low, okLow := r.bound(p, p.Low, limits.Low)
	high, okHigh := r.bound(p, p.High, limits.High)
	step, stepped := r.bound(p, p.Step, limits.Step)
	switch {
	case !okLow || !okHigh:
		return say.Phrase{}
	case stepped:
		return say.T("%s–%s, step %s", low, high, step)
	}
	return say.T("%s–%s", low, high)
}

// bound is one of the written values of a range.
func (r *Result) bound(p *plan.Param, ref plan.Ref, written check.Expr) (table.Amount, bool) {
	if written == nil {
		return table.Amount{}, false
	}
	v, ok := r.value(ref)
	return r.program.asWritten(p, v, written), ok
}

// alternatives lists what a param may be.
func (r *Result) alternatives(p *plan.Param) say.Phrase {
	var out []say.Phrase
	for i, choice := range p.Choices {
		at := make([]num.D, len(choice))
		for j, ref := range choice {
			v, ok := r.value(ref)
			if !ok {
				return say.Phrase{}
			}
			at[j] = v
		}
		if written := p.Decl.Range.Values; len(at) == 1 && i < len(written) && p.Decl.Type.Kind == check.KindNumber {
			out = append(out, say.T("%s", r.program.asWritten(p, at[0], written[i])))
			continue
		}
		out = append(out, r.paramText(p, at))
	}
	return say.Join(out, "; ")
}

// asWritten is a value of a param, without its unit where the script writes none: that stands beside the param's own value.
func (p *Program) asWritten(param *plan.Param, v num.D, written check.Expr) table.Amount {
	amount := paramAmount(param, v)
	if amount.Unit != "%" && !strings.ContainsFunc(p.slice(written.Span()), unicode.IsLetter) {
		amount.Unit = ""
	}
	return amount
}

// deviationAmount is the share of a value that it may be off by.
func deviationAmount(lit *check.Lit) table.Amount {
	if !lit.Percent {
		return table.Amount{Value: lit.Value, Places: placesOf(lit.Value)}
	}
	percent, _ := lit.Value.Mul(num.Int(100))
	return table.Amount{Value: percent, Places: placesOf(percent), Unit: "%"}
}
