package eval

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/review"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// assumptions lists params and then everything else that the script takes for given: value, range and source. A value that the script does
// not have says so instead of its source.
func (r *Result) assumptions(script asWritten) *table.Table {
	t := &table.Table{Name: "assumptions", Title: say.T("Assumptions")}
	t.Columns = []table.Column{
		table.TextColumn(say.T("Name")), table.TextColumn(say.T("Assumption")), table.NumberColumn(say.T("Value"), ""), table.UnitColumn(),
		table.TextColumn(say.T("Range")), table.TextColumn(say.T("Source")),
	}
	for _, p := range r.program.declared() {
		r.paramRows(t, p, script.param(p))
	}
	for _, a := range r.program.plan.Assumed {
		if !a.Text.Empty() {
			r.row(t, a.Def, a.Label, table.LabelCell(a.Text), "", say.Phrase{}, say.Phrase{})
			continue
		}
		r.assume(t, a.Def, a.Label, a.Value, r.program.plan.Info[a.Value].Unit, a.Percent, say.Phrase{}, script.assumed(a))
	}
	return t
}

// paramRows is one row per param, or one per entry of a list. Changed is empty where the source is that of the value.
func (r *Result) paramRows(t *table.Table, p *plan.Param, changed say.Phrase) {
	d := p.Decl.Def
	d.Name = p.Name
	limits := r.rangeOf(p)
	if p.Decl.Type.Kind == check.KindText {
		v, _ := r.value(p.Values[0])
		r.row(t, d, say.Verbatim(d.Label), table.TextCell(r.text(v)), "", limits, changed)
		return
	}
	label, first := say.Verbatim(d.Label), len(t.Rows)
	for i, ref := range p.Values {
		if i > 0 {
			if i == len(p.Values) {
				break
			}
			d.Name, label = "", say.T("… from year %d", i+1)
			before, _ := r.value(p.Values[i-1])
			if now, _ := r.value(ref); now.Equal(before) {
				continue
			}
		}
		r.assume(t, d, label, ref, p.Decl.Type.Unit, p.Decl.Percent, limits, changed)
		if last := &t.Rows[len(t.Rows)-1]; i > 0 {
			last.Parent, last.Level = first, 1
		}
	}
}

// text is the text that a number stands for.
func (r *Result) text(v num.D) string {
	known := r.program.plan.Texts
	i, _ := v.Int64()
	if own := int(i) - len(known); own >= 0 {
		return r.texts[own]
	}
	return known[i]
}

// assume adds a row for a number.
func (r *Result) assume(t *table.Table, d check.Def, label say.Phrase, ref plan.Ref, u unit.Unit, percent bool, limits, changed say.Phrase) {
	c := r.cell(ref)
	name := unitOf(u, c.Value)
	if percent {
		c.Value, _ = c.Value.Mul(num.Int(100))
		name = "%"
	}
	c.Unit, c.Places = name, placesOf(c.Value)
	r.row(t, d, label, c, name, limits, changed)
}

// unitOf is a unit as it stands behind a number: one family, two families.
func unitOf(u unit.Unit, v num.D) string { return u.Beside(v.Equal(num.Int(1))) }

// placesOf is the decimal places of a value as the script writes it, or None for one of too many: those are the usual ones.
func placesOf(v num.D) int {
	if places := decimals(v); places < manyDecimals {
		return places
	}
	return table.None
}

// manyDecimals are those of a value that has more than are printed.
const manyDecimals = 5

// decimals is how many decimal places a value is written with, at most manyDecimals.
func decimals(v num.D) int {
	for places := range manyDecimals {
		if v.Round(places).Equal(v) {
			return places
		}
	}
	return manyDecimals
}

func (r *Result) row(t *table.Table, d check.Def, label say.Phrase, value table.Cell, unit string, limits, changed say.Phrase) {
	src := say.Verbatim(d.Source)
	switch {
	case !changed.Empty():
		src = changed
	case d.Source == "":
		src = noSource
	case review.Placeholder(d.Source):
		src = say.T("– no source: %s is a placeholder", placeholder{quoted(d.Source)})
	}
	t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: []table.Cell{
		table.TextCell(d.Name), table.LabelCell(label), value, table.TextCell(unit), table.LabelCell(limits), table.LabelCell(src),
	}})
}

// noSource marks an assumption that the script gives no source for.
var noSource = say.T("– no source")

// placeholder is the text of a source that says nothing. Its type is what such a source is known by.
type placeholder struct{ string }

// String is the text in quotes.
func (p placeholder) String() string { return p.string }

// slice is the text of a span in its file.
func (p *Program) slice(s source.Span) string {
	if f := p.files[s.Pos.Filename]; f != nil {
		return f.Slice(s)
	}
	return ""
}
