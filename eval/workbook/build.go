package workbook

import (
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// builder lays a script out on sheets. First every step that is worth a cell gets one, then formulas are written over them.
type builder struct {
	*Script
	g      *graph
	inputs *inventory
	book   *Book
	titles names
	names  names
	home   map[plan.Ref]Address
	called map[plan.Ref]string     // the defined names of steps
	joined map[plan.Ref]bool       // aggregates over a column beside rows of data, and what has come together so far of them
	inRow  map[plan.Ref]bool       // parts of what is computed in a row of data
	years  int                     // columns of the model
	within map[plan.Ref]bool       // what has come together so far of a total that is written otherwise
	summed map[plan.Ref][]plan.Ref // totals that are written as the sum of these
	// onlyYear are totals that are all in one year, and inYear where they stand then.
	onlyYear map[plan.Ref]bool
	inYear   map[plan.Ref]Address
	cell     map[plan.Ref]bool     // steps that get a cell of their own
	user     map[plan.Ref]plan.Ref // the first step with a cell that reads a step
	twins    map[string]plan.Ref   // the first step with a label from where others come too
	later    []func()              // what is written when every step has its cell
	values   []value               // of the sheet for machines
	claims   []claim               // with cells that say whether they hold
	live     []*variant
	shared   map[string]*variant // by what they set
	used     int                 // cells of variants
	// comparing are the steps between claims and what they compare, which stand in the cells that say whether claims hold.
	comparing             map[plan.Ref]bool
	percents              map[plan.Ref]bool   // figures that are shares
	figures               []figure            // that the results begin with
	firstTable            int                 // the row of the results that tables begin in, or 0
	firstCheck, lastCheck int                 // rows of the expectations
	named                 map[string]plan.Ref // the steps of names
	valued                map[plan.Ref]bool   // numbers that the value of a param says
	labels                map[string]bool     // of assumptions

	assumptions, model, results, sensitivity, expectations, variants, machine, about *Sheet
}

// Build is the workbook of a script.
func Build(s *Script, made string) *Book {
	b := &builder{
		Script: s, g: newGraph(s.Figure, s.Run), book: &Book{Title: s.Title, Made: made, Language: s.Language.Code()},
		home: map[plan.Ref]Address{}, called: map[plan.Ref]string{}, cell: map[plan.Ref]bool{}, joined: map[plan.Ref]bool{}, comparing: map[plan.Ref]bool{}, percents: map[plan.Ref]bool{}, summed: map[plan.Ref][]plan.Ref{}, within: map[plan.Ref]bool{}, onlyYear: map[plan.Ref]bool{}, inYear: map[plan.Ref]Address{}, inRow: map[plan.Ref]bool{}, shared: map[string]*variant{}, user: map[plan.Ref]plan.Ref{}, twins: map[string]plan.Ref{},
		named: map[string]plan.Ref{}, valued: map[plan.Ref]bool{}, labels: map[string]bool{},
	}
	b.inputs = newInventory(b.Module)
	b.showShares()
	b.nameShown()
	b.sheets()
	b.require()
	b.keepNames()
	b.layData()
	b.layAssumptions()
	b.layNumbers()
	b.findTotals()
	b.findClaims()
	b.chooseCells()
	b.layModel()
	b.layResults()
	b.laySensitivity()
	b.layExpectations()
	b.layUnasked()
	b.layVariants()
	b.layValues()
	b.layAbout()
	for _, write := range b.later {
		write()
	}
	b.keepSheets()
	return b.book
}

// sheets makes the sheets in their order. Those of data come before the last two.
func (b *builder) sheets() {
	add := func(title say.Phrase) *Sheet {
		s := &Sheet{Title: b.titles.title(b.in(title))}
		b.book.Sheets = append(b.book.Sheets, s)
		return s
	}
	b.assumptions, b.model, b.results = add(say.T("Assumptions")), add(say.T("Model")), add(say.T("Results"))
	b.sensitivity, b.expectations, b.variants = add(say.T("Sensitivity")), add(say.T("Expectations")), add(say.T("What-if model"))
	b.machine, b.about = add(say.T("Values")), add(say.T("About"))
}

// keepSheets leaves out sheets that nothing stands on.
func (b *builder) keepSheets() {
	kept := b.book.Sheets[:0]
	for _, s := range b.book.Sheets {
		if len(s.Rows) > 0 {
			kept = append(kept, s)
		}
	}
	b.book.Sheets = kept
}

// require marks what the workbook shows as needed.
func (b *builder) require() {
	for _, o := range b.Outputs {
		b.g.require(o.Shown)
	}
	for _, a := range b.Analyses {
		b.g.require(a.Of)
	}
	for _, p := range b.Params {
		b.g.require(p.Values...)
		for _, choice := range p.Choices {
			b.g.require(choice...)
		}
	}
	for _, x := range b.Expects {
		b.g.require(x.OK, x.Left, x.Right, x.High)
	}
	for _, guard := range b.Guards {
		if b.isOfClaim(guard) {
			continue // steps of claims stand beside them
		}
		b.g.require(guard.Cond)
		b.g.require(guard.Values...)
	}
	for _, a := range b.Assumed {
		b.g.require(a.Value)
	}
	b.requireScenarios()
	b.requireResults()
	b.requireNamed()
	b.requireSeries()
}

// requireSeries marks what a series has besides what is needed of it already: its row shows all.
func (b *builder) requireSeries() {
	for again := true; again; {
		again = false
		for _, f := range b.Flows {
			parts := append(append([]plan.Ref{f.Later, f.Total}, f.Years...), f.Steps...)
			needed := func(x plan.Ref) bool { return x >= 0 && b.g.need[b.g.of(x)] }
			if !slices.ContainsFunc(parts, needed) {
				continue
			}
			for _, x := range parts {
				if x >= 0 && !needed(x) {
					b.g.require(x)
					again = true
				}
			}
		}
	}
}

// requireNamed marks whatever the script names and has a value.
func (b *builder) requireNamed() {
	for i, info := range b.Info {
		ref := plan.Ref(i)
		if _, known := b.Run.Value(ref); info.Name != "" && known && !b.g.data[b.g.of(ref)] {
			b.g.require(ref)
		}
	}
}

// writer writes formulas on a sheet over the cells of the model.
func (b *builder) writer(s *Sheet) writer { return writer{b.g, s, b.placeOn(s)} }

// writerAt writes the formula of a cell. One of a year reads the years of others, though their totals may have a name.
func (b *builder) writerAt(at Address) writer {
	w := b.writer(at.Sheet)
	if at.Sheet != b.model || at.Col < firstYearColumn {
		return w
	}
	usual := w.place
	w.place = func(x plan.Ref) (string, *Address) {
		if year, ok := b.inYear[x]; ok {
			return year.From(at.Sheet), &year
		}
		return usual(x)
	}
	return w
}

// placeOn is how formulas of a sheet call the cells of steps: by name where they have one.
func (b *builder) placeOn(s *Sheet) place {
	return func(x plan.Ref) (string, *Address) {
		at, ok := b.home[x]
		if !ok {
			return "", nil
		}
		if name := b.called[x]; name != "" {
			return name, nil // a range would hide the name
		}
		return at.From(s), &at
	}
}

// settleIn gives a step its cell.
func (b *builder) settleIn(x plan.Ref, at Address) { b.home[x] = at }

// callIt gives the cell of a step a name, made from one of the script.
func (b *builder) callIt(x plan.Ref, script string) string { return b.callAt(x, script, b.home[x]) }

// callAt gives a cell that is equal to a step the name.
func (b *builder) callAt(x plan.Ref, script string, at Address) string {
	return b.callAs(x, script, at, b.names.of)
}

// callMade gives the cell of a step that has no name in the script one of ours.
func (b *builder) callMade(x plan.Ref, wanted string) string {
	return b.callAs(x, wanted, b.home[x], b.names.made)
}

func (b *builder) callAs(x plan.Ref, wanted string, at Address, name func(string) string) string {
	if b.called[x] == "" {
		b.called[x] = name(wanted)
		b.book.Names = append(b.book.Names, Name{b.called[x], at})
	}
	return b.called[x]
}

// define stands the formula of a step in its cell.
func (b *builder) define(at Address, x plan.Ref, style Style) {
	b.later = append(b.later, func() {
		t := b.writerAt(at).computed(x)
		if b.g.counted[x] && t.truth {
			t = call("IF", t.text, "1", "0")
		}
		b.formula(at, nil, x, t, style)
	})
}

// refer stands a formula for a step that has its cell elsewhere, or is short.
func (b *builder) refer(at Address, x plan.Ref, style Style) {
	if v, ok := b.number(x); ok {
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.String(), Style: style})
		return
	}
	b.later = append(b.later, func() {
		b.formula(at, nil, x, b.writerAt(at).operand(b.g.of(x)), style)
	})
}

// of is a style for what a formula gives: TRUE and FALSE are no numbers.
func (s Style) of(t term) Style {
	if t.truth {
		s.Format, s.Right = "", true
	}
	return s
}

// number is a step that needs no formula: no step at all, or a number without a cell.
func (b *builder) number(x plan.Ref) (num.D, bool) {
	x = b.g.of(x)
	if _, ok := b.home[x]; ok {
		return num.D{}, false
	}
	return b.g.number(x)
}

// text is a cell of text.
func text(s string, style Style) Cell { return Cell{Kind: Text, Text: s, Style: style} }

func (b *builder) say(s *Sheet, row, col int, p say.Phrase, style Style) {
	s.Put(row, col, text(b.in(p), style))
}

// head writes the title of a sheet and what it is for, and gives the next free row.
func (b *builder) head(s *Sheet, title, about say.Phrase) int {
	b.say(s, 0, 0, title, Style{Role: Title})
	b.say(s, 1, 0, about, Style{Role: Quiet})
	return 3
}

// header writes the names of columns.
func (b *builder) header(s *Sheet, row int, names ...say.Phrase) {
	for col, name := range names {
		b.say(s, row, col, name, Style{Role: Header, Indent: min(col, 1)})
	}
}

// right sets the names of columns of numbers above their ends.
func right(s *Sheet, row, from, to int) {
	for col := from; col < to; col++ {
		c := s.At(row, col)
		c.Style.Right, c.Style.Indent = true, 0
		s.Put(row, col, c)
	}
}

// unitText is a unit beside a number, as the tables of a run have it.
func (b *builder) unitText(unit string) Cell {
	return text(b.unitWords(unit), Style{Role: Quiet, Indent: 1})
}

// unitWords is a unit in words of the workbook's language.
func (b *builder) unitWords(unit string) string { return table.StyleOf(b.Language).Unit(unit) }

// writtenUnit is the unit that the plan has a step in; shares have none.
func (b *builder) writtenUnit(x plan.Ref) string {
	if x < 0 {
		return ""
	}
	return b.Info[x].Unit.String()
}

// unitOf is the unit of a step as cells show it.
func (b *builder) unitOf(x plan.Ref) string {
	if x < 0 {
		return ""
	}
	if b.inPercent(x) {
		return "%"
	}
	return b.Info[x].Unit.String()
}

// inPercent reports whether the script writes a step in percent.
func (b *builder) inPercent(x plan.Ref) bool {
	number, signed := b.g.signed[x]
	return b.Info[x].Percent || signed && b.Info[number].Percent || b.percents[b.g.of(x)]
}

// format is how numbers of a unit are shown that have the values of some steps.
func (b *builder) format(unit string, refs ...plan.Ref) string {
	var values []num.D
	for _, x := range refs {
		if b.g.isDate(x) {
			return b.dateFormat()
		}
		if v, ok := b.Run.Value(x); ok {
			values = append(values, v)
		}
	}
	return formatOf(unit, values)
}

// dateFormat is how days are shown.
func (b *builder) dateFormat() string {
	if b.Language == say.Danish {
		return "dd-mm-yyyy"
	}
	return "yyyy-mm-dd"
}

// formatOf has as many decimals as tables have, those of %, a hundred times as large, two fewer.
func formatOf(unit string, values []num.D) string {
	places := 0
	for _, v := range values {
		if unit == "%" {
			v, _ = v.Mul(num.Int(100))
		}
		places = max(places, table.AutoPlaces(v, unit))
	}
	out := "#,##0"
	if places > 0 {
		const most = 8
		out += "." + "00000000"[:min(places, most)]
	}
	if unit == "%" {
		out += "%"
	}
	return out
}
