package eval

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// asWritten is the script without the values of a run: a value that differs from it is not that of its source.
type asWritten struct {
	*Result
	base *exact.Reading
}

// asWritten reads the script once more if anything is set.
func (r *Result) asWritten(ctx context.Context) (asWritten, error) {
	base, err := r.program.base(ctx, r)
	if err != nil {
		return asWritten{}, r.program.stopped(err)
	}
	return asWritten{r, base}, nil
}

// differs reports whether any of some values is another than in the script.
func (w asWritten) differs(refs ...plan.Ref) bool {
	if w.base == w.reading {
		return false
	}
	for _, ref := range refs {
		now, known := w.value(ref)
		before, had := w.base.Value(ref)
		if known && had && !now.Equal(before) {
			return true
		}
	}
	return false
}

// param is what stands for the source of a param that has another value than in the script, else empty.
func (w asWritten) param(p *plan.Param) say.Phrase {
	if !w.differs(p.Values...) {
		return say.Phrase{}
	}
	before := make([]num.D, len(p.Values))
	for i, ref := range p.Values {
		before[i], _ = w.base.Value(ref)
	}
	return changedFrom(w.changes(p), w.paramText(p, before), p.Decl.Source)
}

// assumed is the same of what is listed beside params, which only follows from them.
func (w asWritten) assumed(a plan.Assumed) say.Phrase {
	if a.Value == plan.None || !w.differs(a.Value) {
		return say.Phrase{}
	}
	before, _ := w.base.Value(a.Value)
	old := numberAmount(a.Percent, w.program.plan.Info[a.Value].Unit, before)
	return changedFrom(change{follows}, say.T("%s", old), a.Def.Source)
}

// follows says why a value changes that nobody set.
var follows = say.T("follows from what is set")

// changes says who changed a param.
func (w asWritten) changes(p *plan.Param) change {
	scenario := false
	for i := range p.Values {
		if _, ok := w.set[p.FirstSlot+i]; ok {
			return change{say.T("set for this report")}
		}
		_, ok := w.inputs[p.FirstSlot+i]
		scenario = scenario || ok
	}
	if scenario && w.scenario >= 0 {
		return change{say.T("by the scenario %s", quoted(w.program.plan.Scenarios[w.scenario].Name))}
	}
	return change{follows}
}

// change is who changed a value. Its type is what a changed source is known by.
type change struct{ say.Phrase }

func changedFrom(by change, before say.Phrase, source string) say.Phrase {
	if source == "" {
		return say.T("%s; the script has %s (no source)", by, before)
	}
	return say.T("%s; the script has %s (source: %s)", by, before, source)
}

// IsChanged reports whether a cell of sources says that the value is not that of the script: that it was set, or follows from what was.
func IsChanged(c table.Cell) bool {
	if c.Kind != table.Text || len(c.Text.Args) == 0 {
		return false
	}
	_, ok := c.Text.Args[0].(change)
	return ok
}
