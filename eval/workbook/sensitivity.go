package workbook

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// The columns of a table of one assumption at a time.
const (
	swingLabel = iota
	swingUnit
	swingLow
	swingBase
	swingHigh
	swingAtLow
	swingAtBase
	swingAtHigh
	swingSwing
	swingRemark
)

// laySensitivity writes every figure that the script varies at every value that its params may take, one at a time, and the outputs under
// every scenario.
func (b *builder) laySensitivity() {
	row := 0
	for i, a := range b.Analyses {
		row = b.headSensitivity(row)
		if len(a.Grid) == 2 {
			row = b.layGrid(i, a, row)
			continue
		}
		row = b.layOneWay(fmt.Sprint(i+1), a, row)
	}
	if b.Scenario == "" && len(b.Plan.Scenarios) > 0 && len(b.Outputs) > 0 {
		b.layScenarios(b.headSensitivity(row))
	}
}

// headSensitivity begins the sheet unless it is begun, and gives the next free row.
func (b *builder) headSensitivity(row int) int {
	if row > 0 {
		return row
	}
	b.sensitivity.Widths = []float64{46, 16, 16, 16, 16, 16, 16, 16, 16, 40}
	b.sensitivity.FrozenCols = 1
	return b.head(b.sensitivity, say.T("Sensitivity"), say.T("Every figure below is computed live: change an assumption, and all of it follows."))
}

// layUnasked writes every output along the params with a range that move it, where the script asks for no table of one at a time: as
// `cost vary` does of a bare script. It comes after all else that the what-if model is needed for.
func (b *builder) layUnasked() {
	for _, a := range b.Analyses {
		if len(a.Grid) == 0 {
			return
		}
	}
	row := len(b.sensitivity.Rows)
	if row > 0 {
		row++
	}
	for _, o := range b.Outputs {
		a := Analysis{Title: o.Title, Unit: o.Unit, Of: o.Shown}
		for _, p := range b.Params {
			if len(p.Choices) > 0 && b.movedBy(o.Shown, p) {
				a.Params = append(a.Params, p)
			}
		}
		if len(a.Params) > 0 {
			row = b.layOneWay(o.Name, a, b.headSensitivity(row))
		}
	}
}

// movedBy reports whether a figure depends on a param.
func (b *builder) movedBy(x plan.Ref, p *plan.Param) bool {
	slots, seen := map[plan.Ref]bool{}, map[plan.Ref]bool{}
	for _, slot := range p.Values {
		slots[b.g.of(slot)] = true
	}
	var visit func(x plan.Ref) bool
	visit = func(x plan.Ref) bool {
		if x < 0 || seen[x] {
			return false
		}
		seen[x] = true
		return slots[x] || slices.ContainsFunc(b.g.operands(x), visit)
	}
	return visit(b.g.of(x))
}

// layOneWay writes an analysis of one param at a time, and gives the next free row. Its key is what the sheet of values calls it.
func (b *builder) layOneWay(key string, a Analysis, row int) int {
	s := b.sensitivity
	b.say(s, row, 0, say.T("What if: %s, one assumption at a time", say.Verbatim(b.titled(a))), Style{Role: Heading})
	row++
	b.header(s, row, say.T("Assumption"), say.T("Unit"), say.T("Low"), say.T("Base"), say.T("High"), say.T("Figure at low"), say.T("Figure as it is"), say.T("Figure at high"), say.T("Swing"))
	right(s, row, swingLow, swingRemark)
	row++
	first := row
	var more []other
	for _, p := range a.Params {
		more = append(more, b.laySwing(key, a, p, row)...)
		row++
	}
	b.record("sensitivity", key+".base", a.Title, a.Unit, a.Of, Address{s, first, swingAtBase})
	return b.layOthers(key, a, more, row+1)
}

// titled is a figure with its unit.
func (b *builder) titled(a Analysis) string {
	if unit := b.unitWords(a.Unit); unit != "" {
		return a.Title + ", " + unit
	}
	return a.Title
}

// other is a value of a param between its lowest and its highest, and the swing that it may add to.
type other struct {
	p      *plan.Param
	choice int
	swing  *swing
}

// laySwing writes a param at its lowest and highest value, with the swing between them and the figure as it is, and gives its other values.
func (b *builder) laySwing(key string, a Analysis, p *plan.Param, row int) []other {
	s, unit := b.sensitivity, b.unitOf(b.g.of(p.Values[0]))
	s.Put(row, swingLabel, text(cmp.Or(p.Decl.Label, p.Name), Style{Wrap: true}))
	s.Put(row, swingUnit, b.unitText(unit))
	figure := Style{Format: b.format(a.Unit, a.Of)}
	b.refer(Address{s, row, swingAtBase}, a.Of, figure)
	if p.Decl.Type.Kind == check.KindText {
		b.say(s, row, swingRemark, say.T("left out: a text decides how the model is built"), Style{Role: Quiet, Wrap: true})
		return nil
	}
	b.refer(Address{s, row, swingBase}, p.Values[0], Style{Format: b.format(unit, p.Values[0]), Given: true})
	low, high := b.ends(p.Choices)
	gone := newSwing(b.Run.Value(a.Of))
	gone.row = row
	ok := b.layAt(key, a, p, low, gone, Address{s, row, swingLow}, Address{s, row, swingAtLow})
	ok = b.layAt(key, a, p, high, gone, Address{s, row, swingHigh}, Address{s, row, swingAtHigh}) && ok
	if !ok {
		b.say(s, row, swingRemark, say.T("left out: the workbook would be too large"), Style{Role: Quiet, Wrap: true})
		return nil
	}
	gone.cells = cellAt(row, swingAtLow) + ":" + cellAt(row, swingAtHigh)
	b.layMoved(gone, figure)
	var out []other
	for k := range p.Choices {
		if k != low && k != high {
			out = append(out, other{p, k, gone})
		}
	}
	return out
}

// ends are the choices with the lowest and the highest value in the run.
func (b *builder) ends(choices [][]plan.Ref) (low, high int) {
	for k := range choices {
		v, _ := b.Run.Value(choices[k][0])
		least, _ := b.Run.Value(choices[low][0])
		most, _ := b.Run.Value(choices[high][0])
		if v.Cmp(least) < 0 {
			low = k
		}
		if v.Cmp(most) > 0 {
			high = k
		}
	}
	return low, high
}

// layAt writes a value of a param, and the figure at it. It reports whether there is room for that.
func (b *builder) layAt(key string, a Analysis, p *plan.Param, k int, gone *swing, value, at Address) bool {
	unit, to := b.unitOf(b.g.of(p.Values[0])), slotsOf(p, p.Choices[k])
	b.refer(value, to[0], Style{Format: b.format(unit, to[0]), Given: true})
	v := b.vary("", false, []setting{{p, to, b.choiceName(p.Choices, k)}}, a.Of)
	if v == nil {
		return false
	}
	b.referUnder(v, at, a.Of, Style{Format: b.format(a.Unit, a.Of)})
	gone.to(v.read.Value(a.Of))
	b.recordUnder(v, "sensitivity", fmt.Sprintf("%s.%s.%d", key, p.Name, k+1), a.Title, a.Unit, a.Of, at)
	return true
}

// choiceName is what one of the values that a param may take is called, whatever it is.
func (b *builder) choiceName(choices [][]plan.Ref, k int) say.Phrase {
	switch low, high := b.ends(choices); k {
	case low:
		return say.T("low")
	case high:
		return say.T("high")
	}
	return say.T("value %d", k+1)
}

// layMoved writes the swing of a param.
func (b *builder) layMoved(gone *swing, style Style) {
	style.Bold = true
	b.sensitivity.Put(gone.row, swingSwing, Cell{Kind: Formula, Text: "MAX(" + gone.cells + ")-MIN(" + gone.cells + ")", Style: style, Value: gone.stored()})
}

// layOthers writes the figure at the values of params between their ends, each of which may add to a swing.
func (b *builder) layOthers(key string, a Analysis, more []other, row int) int {
	s, style := b.sensitivity, Style{Format: b.format(a.Unit, a.Of)}
	for i, o := range more {
		if i == 0 {
			b.header(s, row-1, say.T("Other alternatives"), say.T("Unit"), say.T("Value"), say.Phrase{}, say.Phrase{}, say.T("Figure at it"))
			right(s, row-1, swingLow, swingAtBase)
		}
		s.Put(row, swingLabel, text(cmp.Or(o.p.Decl.Label, o.p.Name), Style{Wrap: true}))
		s.Put(row, swingUnit, b.unitText(b.unitOf(b.g.of(o.p.Values[0]))))
		at := Address{s, row, swingAtLow}
		if !b.layAt(key, a, o.p, o.choice, o.swing, Address{s, row, swingLow}, at) {
			b.say(s, row, swingRemark, say.T("left out: the workbook would be too large"), Style{Role: Quiet, Wrap: true})
		} else {
			o.swing.cells += "," + at.Ref()
			b.layMoved(o.swing, style)
		}
		row++
	}
	if len(more) > 0 {
		row++
	}
	return row
}

// swing is how far a figure moves: between what, whether all of it has a value, the cells that it is between, and the row that says so.
type swing struct {
	least, most num.D
	known       bool
	cells       string
	row         int
}

func newSwing(v num.D, known bool) *swing { return &swing{least: v, most: v, known: known} }

// to takes another value of the figure.
func (s *swing) to(v num.D, known bool) {
	s.known = s.known && known
	if v.Cmp(s.least) < 0 {
		s.least = v
	}
	if v.Cmp(s.most) > 0 {
		s.most = v
	}
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
			b.referUnder(v, at, o.Shown, Style{Format: b.format(o.Unit, o.Shown)})
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
			out = append(out, setting{p, set.Values, say.Phrase{}})
		}
	}
	return out
}
