package plan

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// element is one row or group of an aggregate: whether it counts, and its value.
type element struct {
	when, value Ref
	row         int // its first, from 1
}

// each lowers an aggregate over rows. Rows are unrolled; a `where` becomes a condition of each.
func (s *scope) each(e *check.EachExpr) Ref {
	s.ahead(e)
	members := s.members(e)
	elements := make([]element, 0, len(members))
	restricted := e.Where != nil
	for _, rows := range members {
		s.work(e.Span())
		el, partial := s.element(e, rows)
		restricted = restricted || partial
		s.tellElement(e, el, rows)
		el.row = rows[0] + 1
		elements = append(elements, el)
	}
	count := s.counted(e, elements)
	s.note(e, count, len(elements), restricted)
	switch e.Func {
	case "count":
		return s.real(count)
	case "sum":
		return s.real(s.summed(e, elements))
	}
	s.whenEmpty(e, count, restricted)
	if e.Func == "mean" {
		return s.mean(e, elements, count)
	}
	return s.best(e, elements)
}

// tellElement says which row or group a calculated element is.
func (s *scope) tellElement(e *check.EachExpr, el element, rows []int) {
	if !s.telling() || el.value < 0 || s.p.Steps[el.value].Op == Const || s.p.Info[el.value].Name != "" {
		return
	}
	s.tellAll(el.value, s.elementTold(e, rows[0]+1))
}

// elementTold is which row or group an element is, by its first row, from 1.
func (s *scope) elementTold(e *check.EachExpr, row int) Told {
	if e.By == nil {
		return Told{Label: say.T("row %d of %s", row, e.Data.File), File: e.Data.File, Row: row}
	}
	cell := s.data.Cell(e.Data, e.By, row-1)
	is := cell.Text
	if e.By.Type.Kind != check.KindText {
		is = cell.Value.String()
	}
	return Told{Label: say.T("rows of %s with %s %q", e.Data.File, e.By.Name, is)}
}

// members are the rows, or with `by` the groups of rows in order of first appearance, that an aggregate goes over.
func (s *scope) members(e *check.EachExpr) [][]int {
	rows := s.rowsOf(e)
	if e.By == nil {
		out := make([][]int, len(rows))
		for i, r := range rows {
			out[i] = []int{r}
		}
		return out
	}
	return groups(s.data[e.Data], e.Data, e.By, rows)
}

func (s *scope) rowsOf(e *check.EachExpr) []int {
	if e.From != nil {
		return s.rows[e.From]
	}
	return s.kept(e.Data)
}

// kept are the rows of a data declaration that are not left out.
func (l *lowerer) kept(d *check.Data) []int {
	out := allRows(l.data[d])
	if d != l.without.data {
		return out
	}
	return slices.DeleteFunc(out, func(row int) bool { return l.without.rows[row] })
}

func allRows(t *rows.Table) []int {
	out := make([]int, len(t.Rows))
	for i := range out {
		out[i] = i
	}
	return out
}

// Groups are the rows of a data declaration that have the same value in a column, by their numbers, in order of first appearance.
func (r Rows) Groups(d *check.Data, by *check.Column) [][]int {
	return groups(r[d], d, by, allRows(r[d]))
}

// Cell is the value of a column in a row.
func (r Rows) Cell(d *check.Data, c *check.Column, row int) rows.Cell {
	return r[d].Rows[row][columnIndex(d, c)]
}

func groups(t *rows.Table, d *check.Data, by *check.Column, of []int) [][]int {
	at := columnIndex(d, by)
	index := map[string]int{}
	var out [][]int
	for _, r := range of {
		cell := t.Rows[r][at]
		key := cell.Text
		if by.Type.Kind != check.KindText {
			key = cell.Value.String()
		}
		if cell.Missing {
			key = "\x00"
		}
		g, ok := index[key]
		if !ok {
			g = len(out)
			index[key] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], r)
	}
	return out
}

func columnIndex(d *check.Data, c *check.Column) int {
	for i, have := range d.Columns {
		if have == c {
			return i
		}
	}
	panic("a column of other data: " + c.Name)
}

// element lowers condition and body for one row or group. Partial says that the body may have no value there.
func (s *scope) element(e *check.EachExpr, rows []int) (el element, partial bool) {
	inner := &scope{lowerer: s.lowerer, in: s.in, rows: map[*check.RowVar][]int{}, present: s.present}
	for v, r := range s.rows {
		inner.rows[v] = r
	}
	var present []Ref
	if e.Var != nil {
		inner.rows[e.Var] = rows
		inner.present = nil
		if e.Var.Group {
			inner.present = &present
		}
	}
	el = element{when: One, value: One}
	if e.Where != nil {
		el.when = inner.ref(e.Where)
	}
	if e.Body != nil {
		el.value = inner.ref(e.Body)
	}
	for _, p := range present {
		el.when = s.and(number(e.Src), el.when, p)
	}
	return el, len(present) > 0
}

// counted is how many elements count.
func (s *scope) counted(e *check.EachExpr, elements []element) Ref {
	var always int64
	total := None
	for _, el := range elements {
		if el.when == One {
			always++
			continue
		}
		total = s.add(number(e.Src), total, s.pick(number(e.Src), el.when, One, None))
	}
	out := s.add(number(e.Src), s.int(always), total)
	if s.telling() {
		s.tellAll(out, Told{Label: say.T("%s counted in %s", elementsOf(e), e.Data.File), Leaf: true, File: e.Data.File, Rows: len(elements), Groups: e.By != nil})
	}
	return out
}

func (s *scope) summed(e *check.EachExpr, elements []element) Ref {
	total := None
	for _, el := range elements {
		total = s.add(from(e), total, s.pick(from(e), el.when, el.value, None))
	}
	s.tellAll(total, Told{File: e.Data.File, Rows: len(elements), Groups: e.By != nil})
	return total
}

// elementsOf is what an aggregate goes over.
func elementsOf(e *check.EachExpr) say.Phrase {
	if e.By != nil {
		return say.T("groups")
	}
	return say.T("rows")
}

func (s *scope) mean(e *check.EachExpr, elements []element, count Ref) Ref {
	f := s.failure(s.emptyFailure(e))
	return s.emit(from(e), Div, s.real(s.summed(e, elements)), s.real(count), f)
}

// best is the least or greatest element that counts.
func (s *scope) best(e *check.EachExpr, elements []element) Ref {
	o, found := from(e), None
	out := s.fail(o, s.emptyFailure(e))
	none := out
	var of []Element
	for _, el := range elements {
		of = s.keep(e, of, el, none)
		better := s.emit(o, foldOp(e.Func), out, s.real(el.value), None)
		value := s.pick(o, found, better, el.value)
		out = s.pick(o, el.when, value, out)
		found = s.or(number(e.Src), found, el.when)
	}
	s.tellAll(out, Told{Of: of, Greatest: foldOp(e.Func) == Max, File: e.Data.File, Rows: len(elements), Groups: e.By != nil})
	return s.real(out)
}

// keep tells of an element that a least or greatest one is chosen from.
func (s *scope) keep(e *check.EachExpr, of []Element, el element, none Ref) []Element {
	if !s.telling() {
		return nil
	}
	value := s.real(el.value)
	kept := s.pick(from(e), el.when, value, none)
	if kept != value && kept != none {
		s.tellAll(kept, s.elementTold(e, el.row))
	}
	return append(of, Element{el.when, value, kept})
}

func (b *builder) or(o origin, x, y Ref) Ref {
	switch {
	case x == One || y == One:
		return One
	case x == None:
		return y
	case y == None:
		return x
	}
	return b.emit(o, Or, x, y, None)
}

func (s *scope) emptyFailure(e *check.EachExpr) Failure {
	message := say.T("%s over no rows: none of %s is left", e.Func, e.Data.Name)
	if e.By != nil {
		message = say.T("%s over no groups: none of %s is left", e.Func, e.Data.Name)
	}
	return Failure{
		Code: diag.NoRows, Span: e.Src,
		Message: message,
		Help:    say.T("widen the condition after `where`, or ask for a sum or a count"),
	}
}

// whenEmpty hands the condition that there is a row to the aggregate over groups around this one, which then leaves the group out.
func (s *scope) whenEmpty(e *check.EachExpr, count Ref, restricted bool) {
	if s.present == nil || !restricted {
		return
	}
	*s.present = append(*s.present, s.emit(number(e.Src), Lt, s.int(0), s.real(count), None))
}

// note tells the reader of the results when an aggregate rests on fewer rows than there are because cells were missing.
func (s *scope) note(e *check.EachExpr, count Ref, all int, restricted bool) {
	if e.From != nil || !restricted {
		return
	}
	n := Note{Span: e.Src, Used: s.real(count), All: all, What: say.T("rows of %s", e.Data.Name)}
	if e.By != nil {
		n.What = say.T("groups of %s by %s", e.Data.Name, e.By.Name)
	} else if !mentionsKnown(e.Where) {
		return
	}
	s.p.Notes = append(s.p.Notes, n)
}

// mentionsKnown reports whether a condition asks for known cells.
func mentionsKnown(e check.Expr) bool {
	switch e := e.(type) {
	case *check.KnownExpr:
		return true
	case *check.UnaryExpr:
		return mentionsKnown(e.X)
	case *check.BinaryExpr:
		return mentionsKnown(e.X) || mentionsKnown(e.Y)
	}
	return false
}

// cell is the value of a column in the row that a variable stands for.
func (s *scope) cell(e *check.CellExpr) Ref {
	row := s.rows[e.Var][0]
	cell := s.data[e.Var.Data].Rows[row][columnIndex(e.Var.Data, e.Column)]
	if cell.Missing {
		return s.fail(from(e), Failure{
			Code: diag.MissingCell, Span: e.Src,
			Message: say.T("`%s` is missing in row %s of %s", e.Column.Name, whole(row+1).String(), e.Var.Data.Name),
			Help:    say.T("use known(%s.%s, VALUE), or `where known(%s.%s)`", e.Var.Name, e.Column.Name, e.Var.Name, e.Column.Name),
		})
	}
	if e.Typ.Kind == check.KindText {
		return s.text(e.Src, cell.Text)
	}
	ref := s.literal(from(e), cell.Value)
	s.p.Info[ref].Kind = e.Typ.Kind
	if s.telling() {
		s.tellAll(ref, Told{Label: say.T("row %d of %s", row+1, e.Var.Data.File), File: e.Var.Data.File, Row: row + 1})
	}
	s.label(ref, s.in.prefix+e.Var.Data.Name+"["+whole(row+1).String()+"]."+e.Column.Name, e.Var.Data.Source)
	return ref
}

// known is whether a cell is there, or its value with a default.
func (s *scope) known(e *check.KnownExpr) Ref {
	row := s.rows[e.Cell.Var][0]
	missing := s.data[e.Cell.Var.Data].Rows[row][columnIndex(e.Cell.Var.Data, e.Cell.Column)].Missing
	switch {
	case e.Default == nil && missing:
		return None
	case e.Default == nil:
		return One
	case missing:
		return s.scale(from(e), s.ref(e.Default), e.Factor)
	}
	return s.cell(e.Cell)
}
