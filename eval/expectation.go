package eval

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Hold counts how many expectations hold and how many are known to deviate, and says of which figures they are.
func (r *Report) Hold() say.Phrase {
	hold, known := 0, 0
	for _, e := range r.Expectations {
		switch {
		case e.Deviates():
			known++
		case e.OK:
			hold++
		}
	}
	said := say.T("Expectations: %d of %d hold", hold, len(r.Expectations))
	if !r.AsWritten {
		said = say.T("Expectations of the script as written: %d of %d hold", hold, len(r.Expectations))
	}
	if known == 0 {
		return said
	}
	return say.T("%s, %s", said, say.Count(known, say.T("1 known deviation"), say.T("%d known deviations", known)))
}

// Deviates reports whether the figure differs from the claim as the script says that it does. Such a claim does not hold, and is no failure: OK is true.
func (e Expectation) Deviates() bool { return e.OK && e.Differs != "" }

// Verdict is a sign for what became of the claim, ✓ ≠ or ✗, and the same in words.
func (e Expectation) Verdict() (mark string, words say.Phrase) {
	switch {
	case e.Deviates():
		return "≠", say.T("known deviation")
	case e.OK:
		return "✓", say.T("holds")
	}
	return "✗", say.T("does not hold")
}

// Shown is the figure that an expectation is about, with its unit.
func (e Expectation) Shown() say.Phrase {
	if !e.Known {
		return noValue
	}
	return say.T("%s", e.Amount(e.Actual))
}

// Remarks say why an expectation fails, or by how much a figure differs that is known to.
func (e Expectation) Remarks() []say.Phrase {
	var out []say.Phrase
	switch {
	case e.OK && e.Differs != "":
		return []say.Phrase{say.T("known to differ by %s: %s", e.Amount(e.Gap), e.Differs)}
	case e.OK:
		return nil
	case !e.Problem.Empty():
		out = append(out, e.Problem)
	default:
		out = append(out, say.T("off by %s", e.Amount(e.Gap)))
	}
	if e.Source != "" {
		out = append(out, say.T("source: %s", e.Source))
	}
	return out
}

// compared are the signs of comparisons as people write them.
var compared = map[string]string{"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}

// words is the claim as a person reads it, empty for one that is not of a labelled figure and a written value.
func (e Expectation) words(label string, d *check.Expect) say.Phrase {
	sign := compared[d.Op]
	if label == "" || sign == "" || !e.Known {
		return say.Phrase{}
	}
	if _, ok := d.Right.(*check.Lit); !ok {
		return say.Phrase{}
	}
	target, _ := e.Actual.Sub(e.Gap)
	said := say.T("%s %s %s", label, sign, e.written(target))
	if d.Nearest != nil {
		lit, ok := d.Nearest.(*check.Lit)
		if !ok {
			return say.Phrase{}
		}
		nearest := numberAmount(lit.Percent, lit.Typ.Unit, lit.Value)
		if lit.Typ.Unit.IsNumber() && !lit.Percent {
			nearest = e.written(lit.Value)
		}
		said = say.T("%s, to the nearest %s", said, nearest)
	}
	if e.Under != "" {
		said = say.T("%s, under %s", said, quoted(e.Under))
	}
	return said
}

// written is an amount with the decimals that it has.
func (e Expectation) written(v num.D) table.Amount {
	out := e.Amount(v)
	out.Places = placesOf(v)
	return out
}

// labelOf is what a person calls a figure that the script names, or "".
func (p *Program) labelOf(e check.Expr) string {
	switch e := e.(type) {
	case *check.OutputExpr:
		return e.Output.Label
	case *check.LetExpr:
		return e.Let.Label
	}
	name := p.slice(e.Span()) // a result such as total may be an output too
	for _, o := range p.plan.Outputs {
		if o.Name == name {
			return o.Label
		}
	}
	return ""
}
