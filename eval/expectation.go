package eval

import "github.com/costlang/cost/lang/say"

// Hold counts how many expectations hold, and says of which figures they are.
func (r *Report) Hold() say.Phrase {
	hold := 0
	for _, e := range r.Expectations {
		if e.OK {
			hold++
		}
	}
	if !r.AsWritten {
		return say.T("Expectations of the script as written: %d of %d hold", hold, len(r.Expectations))
	}
	return say.T("Expectations: %d of %d hold", hold, len(r.Expectations))
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
