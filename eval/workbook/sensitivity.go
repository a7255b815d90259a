package workbook

import (
	"cmp"
	"fmt"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// laySensitivity writes every figure that the script varies at every value that its params may take, one at a time, and the outputs under
// every scenario.
func (b *builder) laySensitivity() {
	if len(b.Analyses) == 0 && (len(b.Plan.Scenarios) == 0 || b.Scenario != "") {
		return
	}
	s := b.sensitivity
	row := b.head(s, say.T("Sensitivity"), say.T("Every figure below is computed live: change an assumption, and all of it follows."))
	s.Widths = []float64{46, 14, 16, 16, 14, 14, 40}
	for i, a := range b.Analyses {
		if len(a.Grid) == 2 {
			row = b.layGrid(i, a, row)
			continue
		}
		row = b.layOneWay(i, a, row)
	}
	if b.Scenario == "" && len(b.Plan.Scenarios) > 0 && len(b.Outputs) > 0 {
		b.layScenarios(row)
	}
}

// layOneWay writes an analysis of one param at a time, and gives the next free row.
func (b *builder) layOneWay(i int, a Analysis, row int) int {
	s := b.sensitivity
	b.say(s, row, 0, say.T("What if: %s, one assumption at a time", a.Title), Style{Role: Heading})
	row++
	b.header(s, row, say.T("Assumption"), say.T("At"), say.T("Unit"), say.Verbatim(a.Title), say.T("Change"), say.T("Swing"))
	right(s, row, 1, 2)
	right(s, row, 3, 6)
	row++
	base := Address{s, row, 3}
	b.say(s, row, 0, say.T("As it is"), Style{Bold: true})
	b.figure(base, a.Of, a.Unit, Style{Bold: true})
	b.record("sensitivity", fmt.Sprintf("%d.base", i+1), a.Title, a.Unit, a.Of, base)
	row++
	for _, p := range a.Params {
		row = b.laySwing(i, a, p, base, row)
	}
	return row + 1
}

// laySwing writes a row for each value of a param, and the swing between them beside the first.
func (b *builder) laySwing(i int, a Analysis, p *plan.Param, base Address, row int) int {
	s, first, gone := b.sensitivity, row, newSwing(b.Run.Value(a.Of))
	for k, choice := range p.Choices {
		to := slotsOf(p, choice)
		s.Put(row, 0, text(cmp.Or(p.Decl.Label, p.Name), Style{Indent: 1}))
		v := b.vary("", false, []setting{{p, to}}, a.Of)
		if v == nil {
			b.say(s, row, 6, say.T("left out: the workbook would be too large, or a text decides how the model is built"), Style{Role: Quiet})
			row++
			continue
		}
		unit := b.unitOf(b.g.of(p.Values[0]))
		b.refer(Address{s, row, 1}, to[0], Style{Format: b.format(unit, to[0]), Given: true})
		s.Put(row, 2, b.unitText(unit))
		at := Address{s, row, 3}
		style := Style{Format: b.figureFormat(a.Unit, v, a.Of)}
		b.referUnder(v, at, a.Of, style)
		s.Put(row, 4, Cell{Kind: Formula, Text: at.Ref() + "-" + base.Fixed(), Style: style, Value: gone.to(v.read.Value(a.Of))})
		b.recordUnder(v, "sensitivity", fmt.Sprintf("%d.%s.%d", i+1, p.Name, k+1), a.Title, a.Unit, a.Of, at)
		row++
	}
	if row > first {
		all := cellAt(first, 3) + ":" + cellAt(row-1, 3) + "," + base.Fixed()
		style := Style{Bold: true, Format: b.figureFormat(a.Unit, nil, a.Of)}
		s.Put(first, 5, Cell{Kind: Formula, Text: "MAX(" + all + ")-MIN(" + all + ")", Style: style, Value: gone.stored()})
	}
	return row
}

// swing is how far a figure has moved: from what, between what, and whether all of it has a value.
type swing struct {
	from, least, most num.D
	known             bool
}

func newSwing(v num.D, known bool) *swing { return &swing{v, v, v, known} }

// to is the value of the formula for the change to a value.
func (s *swing) to(v num.D, known bool) string {
	s.known = s.known && known
	if !s.known {
		return noValue
	}
	if v.Cmp(s.least) < 0 {
		s.least = v
	}
	if v.Cmp(s.most) > 0 {
		s.most = v
	}
	diff, _ := v.Sub(s.from)
	return diff.String()
}

// stored is the value of the formula for the swing.
func (s *swing) stored() string {
	if !s.known {
		return noValue
	}
	diff, _ := s.most.Sub(s.least)
	return diff.String()
}

// slotsOf is a choice for every slot of a param.
func slotsOf(p *plan.Param, choice []plan.Ref) []plan.Ref {
	to := make([]plan.Ref, len(p.Values))
	for j := range to {
		to[j] = choice[min(j, len(choice)-1)]
	}
	return to
}

// figureFormat is the format of a figure in a unit, under a variant or as it is.
func (b *builder) figureFormat(unit string, _ *variant, x plan.Ref) string {
	if unit == "%" {
		return b.format("", x) + `"%"`
	}
	return b.format(unit, x)
}

// layScenarios writes the outputs under every scenario, side by side.
func (b *builder) layScenarios(row int) {
	s := b.sensitivity
	b.say(s, row, 0, say.T("Scenarios side by side"), Style{Role: Heading})
	row++
	b.say(s, row, 0, say.T("An assumption that a scenario sets has the value of the scenario in its column, and does not follow the blue cell. All others do."), Style{Role: Quiet})
	row++
	b.header(s, row, say.T("Output"), say.T("Unit"), say.T("Base"))
	right(s, row, 2, 3)
	var wanted []plan.Ref
	for i, o := range b.Outputs {
		wanted = append(wanted, o.Shown)
		s.Put(row+1+i, 0, text(o.Title, Style{}))
		s.Put(row+1+i, 1, b.unitText(o.Unit))
		b.figure(Address{s, row + 1 + i, 2}, o.Shown, o.Unit, Style{})
	}
	for i, sc := range b.Plan.Scenarios {
		s.Put(row, 3+i, text(sc.Name, Style{Role: Header, Right: true}))
		v := b.vary(sc.Name, false, b.scenarioSettings(sc), wanted...)
		if v == nil {
			b.say(s, row+1, 3+i, say.T("left out"), Style{Role: Quiet})
			continue
		}
		for j, o := range b.Outputs {
			at := Address{s, row + 1 + j, 3 + i}
			b.referUnder(v, at, o.Shown, Style{Format: b.figureFormat(o.Unit, v, o.Shown)})
			b.recordUnder(v, "scenarios", sc.Name+"."+o.Name, o.Title, o.Unit, o.Shown, at)
		}
	}
}

// scenarioSettings is what a scenario sets beside what the run itself does.
func (b *builder) scenarioSettings(sc *plan.Scenario) []setting {
	var out []setting
	for _, set := range sc.Sets {
		p := b.Params[set.Param]
		if _, given := b.Set[p.FirstSlot]; !given {
			out = append(out, setting{p, set.Values})
		}
	}
	return out
}
