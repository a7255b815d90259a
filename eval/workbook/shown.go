package workbook

import (
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// hundred is how many hundredths a share has: the plan shows figures in % as a number of them, and cells hold the share itself.
var hundred = num.Int(100)

// shareOf is the step that a figure in % has a hundred times the value of, which is shown in % from here on; any other figure itself.
func (b *builder) shareOf(x plan.Ref, in string) plan.Ref {
	if x < 0 || in != "%" {
		return x
	}
	if s := b.Steps[x]; s.Op == plan.Scale && b.Ratios[s.B].Num == 100 && b.Ratios[s.B].Den == 1 {
		b.percents[b.g.of(s.A)] = true
		return s.A
	}
	return x
}

// showShares lets every figure in % stand as the share that it is.
func (b *builder) showShares() {
	b.Outputs, b.Analyses = slices.Clone(b.Outputs), slices.Clone(b.Analyses)
	for i, o := range b.Outputs {
		b.Outputs[i].Shown = b.shareOf(o.Shown, o.Unit)
	}
	for i, a := range b.Analyses {
		b.Analyses[i].Of = b.shareOf(a.Of, a.Unit)
	}
}

// nameShown gives the name of an output to the step in the unit that the output is shown in: a cell of that name holds what the results say.
func (b *builder) nameShown() {
	for i, o := range b.Plan.Outputs {
		is, shown := b.g.of(o.Value), b.g.of(b.Outputs[i].Shown)
		if is == shown || b.g.name[shown] != "" {
			continue
		}
		b.g.name[shown] = o.Name
		if b.g.name[is] == o.Name {
			delete(b.g.name, is)
		}
	}
}
