package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// The columns of the model: what a row is, its name in the script, unit and line, its value or total, then years, what comes after them,
// and steps where they are no years.
const (
	labelColumn = iota
	nameColumn
	unitColumn
	lineColumn
	valueColumn
	firstYearColumn
)

// modelRow is a row of the model: a step by itself, or the parts of a flow.
type modelRow struct {
	first plan.Ref
	cells map[int]plan.Ref // by column
	label string
	name  string
	flow  int // its number, or 0
}

// section is the rows of one declaration.
type section struct {
	title string
	rows  []*modelRow
}

// calendar is the columns of years and steps.
type calendar struct {
	years, steps int
	same         bool // every year is a step
}

func (b *builder) calendar() calendar {
	c := calendar{same: true}
	for i := range b.Steps {
		x := plan.Ref(i)
		if !b.cell[x] {
			continue
		}
		switch p := b.g.told[x].Place; {
		case p.Flow > 0 && p.Part == plan.InYear:
			c.years = max(c.years, p.At+1)
		case p.Flow > 0 && p.Part == plan.InStep:
			c.steps = max(c.steps, p.At+1)
		}
	}
	if g := b.Results.Grid; g != nil {
		c.years, c.same = max(c.years, g.Years), len(g.Steps) == g.Years
	}
	if c.same {
		c.years = max(c.years, c.steps)
	}
	return c
}

// column is where a part of a flow stands.
func (c calendar) column(p plan.Place) int {
	switch {
	case p.Part == plan.InYear, p.Part == plan.InStep && c.same:
		return firstYearColumn + p.At
	case p.Part == plan.Later:
		return firstYearColumn + c.years
	case p.Part == plan.InStep:
		return firstYearColumn + c.years + 1 + p.At
	}
	return valueColumn
}

// layModel gives every step that is worth a cell its place, under the declaration that it comes from.
func (b *builder) layModel() {
	c := b.calendar()
	b.years = c.years
	row := b.head(b.model, say.T("Model"), b.modelAbout())
	b.modelHeader(row, c)
	b.model.FrozenRows, b.model.FrozenCols = row+1, 1
	b.model.Widths = []float64{46, 20, 16, 7, 15}
	for range c.years + 1 + c.stepColumns() {
		b.model.Widths = append(b.model.Widths, 12)
	}
	row++
	for _, sec := range b.sections(c) {
		b.model.Put(row, 0, text(short(sec.title, 100), Style{Role: Heading}))
		row++
		for _, r := range sec.rows {
			b.layRow(r, row)
			b.laySharedParts(r, row, c)
			row++
		}
		row++
	}
}

// modelAbout says how the sheet is read, with what spreads over several steps where anything does.
func (b *builder) modelAbout() say.Phrase {
	about := say.T("Every row is computed from the assumptions, in the order of the script. Names and lines are those of the script.")
	for _, told := range b.g.told {
		if told.Spreads {
			return say.T("%s Where something spreads, one row says by when it begins what falls in the last step; in each earlier step falls what is as long after its beginning.", about)
		}
	}
	return about
}

func (c calendar) stepColumns() int {
	if c.same {
		return 0
	}
	return c.steps
}

func (b *builder) modelHeader(row int, c calendar) {
	b.header(b.model, row, say.T("What"), say.T("Name in the script"), say.T("Unit"), say.T("Line"), say.T("Value"))
	for y := range c.years {
		b.say(b.model, row, firstYearColumn+y, b.yearName(y), Style{Role: Header})
	}
	if c.years > 0 {
		b.say(b.model, row, firstYearColumn+c.years, say.T("later"), Style{Role: Header})
	}
	for t := range c.stepColumns() {
		b.say(b.model, row, firstYearColumn+c.years+1+t, say.T("Step %d", t+1), Style{Role: Header})
	}
	right(b.model, row, lineColumn, len(b.model.Rows[row]))
}

func (b *builder) yearName(y int) say.Phrase {
	if g := b.Results.Grid; g != nil && g.FirstYear > 0 {
		return say.Verbatim(strconv.Itoa(g.FirstYear + y)) // a year has no groups of digits
	}
	return say.T("Year %d", y+1)
}

// sections sorts the rows under the declarations of the script.
func (b *builder) sections(c calendar) []*section {
	finder := b.declarations()
	flows := map[int]*modelRow{}
	found := map[int]*section{}
	var order []int
	for i := range b.Steps {
		x := plan.Ref(i)
		if !b.cell[x] {
			continue
		}
		place := b.g.told[x].Place
		if r := flows[place.Flow]; place.Flow > 0 && r != nil && r.cells[b.columnIn(x, c)] == 0 {
			r.cells[b.columnIn(x, c)] = x
			r.name = cmp.Or(r.name, b.rowName(x))
			continue
		}
		r := b.modelRow(x, c)
		if place.Flow > 0 && flows[place.Flow] == nil {
			flows[place.Flow] = r
		}
		at := finder.at(b.Info[x].Span)
		if found[at] == nil {
			found[at] = &section{title: b.in(finder.title(at))}
			order = append(order, at)
		}
		found[at].rows = append(found[at].rows, r)
	}
	slices.Sort(order)
	var out []*section
	for _, at := range order {
		b.tellApart(found[at].rows)
		out = append(out, found[at])
	}
	return out
}

// tellApart gives rows of one line that are called the same another label each: with their units, or else numbers, but for the one with a name.
func (b *builder) tellApart(rows []*modelRow) {
	label := func(r *modelRow) string { return r.label }
	inUnits := func(r *modelRow) string {
		return strings.TrimSuffix(r.label+", "+b.unitWords(b.unitOf(r.first)), ", ")
	}
	for _, same := range b.alike(rows, label) {
		if len(b.alike(same, inUnits)) > 0 {
			i := 0
			for _, r := range same {
				if r.name == "" {
					i++
					r.label += " (" + strconv.Itoa(i) + ")"
				}
			}
			continue
		}
		for _, r := range same {
			r.label = inUnits(r)
		}
	}
}

// alike are the rows of one line of the script that have something in common, as far as there are two or more.
func (b *builder) alike(rows []*modelRow, in func(*modelRow) string) [][]*modelRow {
	found := map[string][]*modelRow{}
	var order []string
	for _, r := range rows {
		key := strconv.Itoa(b.Info[r.first].Span.Pos.Line) + " " + in(r)
		if found[key] == nil {
			order = append(order, key)
		}
		found[key] = append(found[key], r)
	}
	var out [][]*modelRow
	for _, key := range order {
		if len(found[key]) > 1 {
			out = append(out, found[key])
		}
	}
	return out
}

func (b *builder) modelRow(x plan.Ref, c calendar) *modelRow {
	told := b.g.told[x]
	r := &modelRow{first: x, cells: map[int]plan.Ref{}, label: b.label(x), name: b.rowName(x)}
	if told.Place.Flow > 0 {
		r.label = b.in(told.Place.Label)
	}
	r.cells[b.columnIn(x, c)], r.flow = x, told.Place.Flow
	return r
}

// rowName is the name of a step where it is one of the script.
func (b *builder) rowName(x plan.Ref) string {
	if name := b.g.name[x]; !strings.ContainsAny(name, `["`) {
		return name
	}
	return ""
}

// layRow places the steps of a row, and writes what it is.
func (b *builder) layRow(r *modelRow, row int) {
	s, info := b.model, b.Info[r.first]
	style := Style{Indent: 1}
	if r.name != "" {
		style.Bold = true
	}
	s.Put(row, labelColumn, text(r.label, style))
	quiet := Style{Role: Quiet}
	s.Put(row, nameColumn, text(r.name, Style{Role: Quiet, Indent: 1, Wrap: true}))
	s.Put(row, unitColumn, b.unitText(b.unitOf(r.first)))
	if info.Span.Known() && info.Span.Pos.Line > 0 {
		s.Put(row, lineColumn, Cell{Kind: Number, Text: strconv.Itoa(info.Span.Pos.Line), Style: quiet})
	}
	cols := make([]int, 0, len(r.cells))
	var refs []plan.Ref
	for col, x := range r.cells {
		cols, refs = append(cols, col), append(refs, x)
	}
	slices.Sort(cols)
	format := b.format(b.unitOf(r.first), refs...)
	for _, col := range cols {
		b.layCell(r, r.cells[col], Address{s, row, col}, Style{Format: format})
	}
	b.noteFailures(row, r)
}

// layCell places a step of a row. Its total is the sum of the row where it can be, and has the name.
func (b *builder) layCell(r *modelRow, x plan.Ref, at Address, style Style) {
	b.settleIn(x, at)
	total := Address{at.Sheet, at.Row, valueColumn}
	bold := style
	bold.Bold = r.name != ""
	switch years := b.summed[x]; {
	case b.onlyYear[x]:
		b.inYear[x] = at
		b.layTotal(x, total, bold)
		b.define(at, x, style)
	case len(years) > 0:
		b.layTotal(x, at, bold)
	case at.Col == valueColumn:
		b.define(at, x, bold)
	default:
		b.define(at, x, style)
	}
	if r.name != "" && (at.Col == valueColumn || b.onlyYear[x]) {
		b.callAt(x, r.name, total)
	}
}

// laySharedParts fills the parts of a flow that have their cells in another row.
func (b *builder) laySharedParts(r *modelRow, row int, c calendar) {
	if r.flow == 0 {
		return
	}
	flow := b.Flows[r.flow-1]
	put := func(x plan.Ref, part plan.Part, at int) {
		col := c.column(plan.Place{Part: part, At: at})
		if _, own := r.cells[col]; x >= 0 && !own && b.model.At(row, col).Kind == Empty {
			r.cells[col] = b.g.of(x)
			b.refer(Address{b.model, row, col}, x, Style{Role: Quiet, Format: b.format(b.unitOf(r.first), x)})
		}
	}
	put(flow.Total, plan.InAll, 0)
	put(flow.Later, plan.Later, 0)
	for y, x := range flow.Years {
		put(x, plan.InYear, y)
	}
	for t, x := range flow.Steps {
		put(x, plan.InStep, t)
	}
}

// noteFailures says beside a row why a value of it may be missing.
func (b *builder) noteFailures(row int, r *modelRow) {
	var why []string
	for _, x := range r.cells {
		b.failures(x, func(f plan.Failure) { why = append(why, b.in(f.Message)) })
	}
	if len(why) == 0 {
		return
	}
	slices.Sort(why)
	c := b.model.At(row, labelColumn)
	c.Note = b.in(say.T("#N/A here means: %s", strings.Join(slices.Compact(why), "; ")))
	b.model.Put(row, labelColumn, c)
}

// failures calls f with what may fail within the formula of a step.
func (b *builder) failures(x plan.Ref, f func(plan.Failure)) {
	s := b.Steps[x]
	choice, chosen := b.g.chosen[x]
	switch {
	case chosen && choice.may:
		f(b.Failures[choice.failure])
	case s.Op == plan.Fail:
		f(b.Failures[s.A])
	case s.Op == plan.Div && s.C >= 0:
		f(b.Failures[s.C])
	}
	for _, o := range b.g.operands(x) {
		if _, placed := b.home[o]; o >= 0 && !placed && !b.cell[o] {
			b.failures(o, f)
		}
	}
}

// declarations finds the declaration that a span lies in. Sums that the whole script makes come last.
type declarations struct {
	titles []say.Phrase
	spans  []source.Span
	last   map[int]bool
}

func (b *builder) declarations() *declarations {
	d := &declarations{last: map[int]bool{}}
	modules(b.Module, func(m *check.Module) {
		for _, decl := range m.Tree.Decls {
			_, whole := decl.(*ast.Intervention)
			span := decl.Range()
			title := b.slice(span)
			if cut := outsideTexts(title, "{="); cut > 0 && !strings.HasPrefix(title, "vary") && !strings.HasPrefix(title, "expect") {
				title = strings.TrimSpace(title[:cut])
			}
			words := say.Verbatim(title)
			if whole {
				words, d.last[len(d.spans)] = say.T("Sums of the whole script"), true
			}
			if m != b.Module {
				words = say.T("%s: %s", m.File.Name, words)
			}
			d.titles, d.spans = append(d.titles, words), append(d.spans, span)
		}
	})
	return d
}

// at is a number by which declarations are sorted.
func (d *declarations) at(span source.Span) int {
	for i, s := range d.spans {
		if s.Pos.Filename == span.Pos.Filename && span.Known() && s.Pos.Offset <= span.Pos.Offset && span.Pos.Offset < s.EndPos.Offset {
			if d.last[i] {
				return len(d.spans) + i
			}
			return i
		}
	}
	return 2 * len(d.spans)
}

func (d *declarations) title(at int) say.Phrase {
	switch n := len(d.spans); {
	case at < n:
		return d.titles[at]
	case at < 2*n:
		return d.titles[at-n]
	}
	return say.T("Other figures")
}
