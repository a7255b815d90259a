package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// mostVaried is how many cells the what-if model may have. A spreadsheet cannot compute a model for another input without having it
// once more.
const mostVaried = 60_000

// variant is the part of the model between some inputs and some figures once more, with other values of the inputs, in a column of its own.
type variant struct {
	title   string
	instead map[plan.Ref]plan.Ref // the step whose value an input has
	again   map[plan.Ref]bool     // the cells of the model that are computed again
	read    *exact.Reading        // of the exact run of it
	at      map[plan.Ref]Address
}

// setting is what a variant gives a param: a step for each of its slots, and what that is called whatever its value is.
type setting struct {
	param *plan.Param
	to    []plan.Ref
	name  say.Phrase
}

// vary is a variant, or nil where there is none: the param is a text, there would be too many cells, or nobody waits any more.
func (b *builder) vary(title string, fresh bool, settings []setting, wanted ...plan.Ref) *variant {
	v := &variant{title: cmp.Or(title, b.heading(settings)), instead: map[plan.Ref]plan.Ref{}, again: map[plan.Ref]bool{}, at: map[plan.Ref]Address{}}
	slots := exact.Inputs{}
	for _, s := range settings {
		if s.param.Decl.Type.Kind == check.KindText {
			return nil
		}
		for i, x := range s.param.Values {
			v.instead[b.g.of(x)] = b.g.of(s.to[i])
			if value, known := b.valueFor(s.to[i], fresh); known {
				slots[s.param.FirstSlot+i] = value
			}
		}
	}
	b.spread(v, wanted)
	if have := b.shared[v.key(fresh && len(b.Inputs) > 0)]; have != nil {
		return b.share(have, v)
	}
	if b.used += len(v.again) + len(v.instead); b.used > mostVaried {
		return nil
	}
	if v.read = b.Read(slots, fresh); v.read == nil {
		return nil
	}
	b.live = append(b.live, v)
	b.shared[v.key(fresh && len(b.Inputs) > 0)] = v
	return v
}

// key is the same for variants that set the same.
func (v *variant) key(fresh bool) string {
	return fmt.Sprint(fresh, v.instead) // which is written in order
}

// share lets one column have what another one would that sets the same, or gives nil if there would be too many cells.
func (b *builder) share(have, more *variant) *variant {
	for x := range more.again {
		if !have.again[x] {
			b.used++
		}
	}
	if b.used > mostVaried {
		return nil
	}
	for x := range more.again {
		have.again[x] = true
	}
	return have
}

// heading is what a variant sets: finishing: low. The values may be changed, and stand below it.
func (b *builder) heading(settings []setting) string {
	var out []string
	for _, s := range settings {
		out = append(out, s.param.Name+": "+b.in(s.name))
	}
	return strings.Join(out, ", ")
}

// valueFor is the value of what a param is set to, in the script as it is written or in the run.
func (b *builder) valueFor(x plan.Ref, fresh bool) (num.D, bool) {
	if fresh {
		return b.Base.Value(x)
	}
	return b.Run.Value(x)
}

// spread finds the cells that lie between the inputs of a variant and what is wanted of it.
func (b *builder) spread(v *variant, wanted []plan.Ref) {
	needed := map[plan.Ref]bool{}
	for _, x := range wanted {
		if x = b.g.of(x); x >= 0 {
			needed[x] = true
		}
	}
	for x := plan.Ref(len(b.Steps) - 1); x >= 0; x-- {
		if !needed[x] {
			continue
		}
		if _, replaced := v.instead[x]; replaced {
			continue
		}
		for _, o := range b.g.operands(x) {
			if o >= 0 {
				needed[o] = true
			}
		}
	}
	moved := map[plan.Ref]bool{}
	for i := range b.Steps {
		x := plan.Ref(i)
		if _, replaced := v.instead[x]; replaced {
			moved[x] = true
			continue
		}
		if !needed[x] {
			continue
		}
		for _, o := range b.g.operands(x) {
			moved[x] = moved[x] || moved[o]
		}
		if _, placed := b.home[x]; placed && moved[x] {
			v.again[x] = true
		}
	}
}

// placeOn is how formulas of a sheet call the cells of steps under a variant.
func (b *builder) placeUnder(v *variant, s *Sheet) place {
	usual := b.placeOn(s)
	return func(x plan.Ref) (string, *Address) {
		if at, ok := v.at[x]; ok {
			return at.From(s), &at
		}
		return usual(x)
	}
}

// referUnder stands a formula for a step under a variant.
func (b *builder) referUnder(v *variant, at Address, x plan.Ref, style Style) {
	if n, ok := b.number(x); ok {
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: n.String(), Style: style})
		return
	}
	b.later = append(b.later, func() {
		w := writer{b.g, at.Sheet, b.placeUnder(v, at.Sheet)}
		b.formula(at, v, x, w.operand(b.g.of(x)), style)
	})
}

// layVariants writes the what-if model: a column for each variant, a row for each cell that any of them computes again.
func (b *builder) layVariants() {
	if len(b.live) == 0 {
		return
	}
	s := b.variants
	row := b.head(s, say.T("What-if model"), say.T("The part of the model that an input moves, once more for every value it is tried at: one column each. The sheets before this one read it."))
	b.header(s, row, say.T("What"), say.T("Unit"))
	for i, v := range b.live {
		s.Put(row, 2+i, text(v.title, Style{Role: Header}))
	}
	right(s, row, 2, 2+len(b.live))
	s.FrozenRows, s.FrozenCols = row+1, 1
	s.Widths = []float64{52, 16}
	for range b.live {
		s.Widths = append(s.Widths, 16)
	}
	inputs, cells := map[plan.Ref]bool{}, map[plan.Ref]bool{}
	for _, v := range b.live {
		for x := range v.instead {
			inputs[x] = true
		}
		for x := range v.again {
			cells[x] = true
		}
	}
	row = b.layVaried(row+1, inputs, b.layInstead)
	b.layVaried(row+1, cells, b.layAgain)
}

// layVaried writes a row for each of some steps, in the order of the plan.
func (b *builder) layVaried(row int, steps map[plan.Ref]bool, cell func(v *variant, at Address, x plan.Ref)) int {
	order := make([]plan.Ref, 0, len(steps))
	for x := range steps {
		order = append(order, x)
	}
	slices.Sort(order)
	for _, x := range order {
		b.variants.Put(row, 0, text(b.variedLabel(x), Style{}))
		b.variants.Put(row, 1, b.unitText(b.unitOf(x)))
		for i, v := range b.live {
			cell(v, Address{b.variants, row, 2 + i}, x)
		}
		row++
	}
	return row
}

// variedLabel is the label of a step; that of a param where it is one.
func (b *builder) variedLabel(x plan.Ref) string {
	for _, p := range b.Params {
		for i, slot := range p.Values {
			if b.g.of(slot) != x {
				continue
			}
			label := cmp.Or(p.Decl.Label, p.Name)
			if i > 0 {
				label = b.in(say.T("%s, from year %d", say.Verbatim(label), i+1))
			}
			return label
		}
	}
	return b.partLabel(x)
}

// layInstead writes what an input is under a variant; one that it does not set is as in the assumptions.
func (b *builder) layInstead(v *variant, at Address, x plan.Ref) {
	to, ok := v.instead[x]
	style := Style{Format: b.format(b.unitOf(x), x), Role: Input}
	if !ok {
		style.Role = Quiet
		b.refer(at, x, style)
		return
	}
	v.at[x] = at
	if _, number := b.number(to); !number {
		style.Role = Derived
	}
	b.refer(at, to, style)
}

func (b *builder) layAgain(v *variant, at Address, x plan.Ref) {
	if !v.again[x] {
		return
	}
	v.at[x] = at
	style := Style{Format: b.format(b.unitOf(x), x)}
	b.later = append(b.later, func() {
		w := writer{b.g, at.Sheet, b.placeUnder(v, at.Sheet)}
		t := w.computed(x)
		if b.g.counted[x] && t.truth {
			t = call("IF", t.text, "1", "0")
		}
		b.formula(at, v, x, t, style)
	})
}
