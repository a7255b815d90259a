package workbook

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// mostRanges is how many ranges a sum over rows may be written with.
const mostRanges = 150

// mostScattered is how many ranges of rows aggregates may have that share a column.
const mostScattered = 20

// overRows is an aggregate over the rows of a data declaration: the steps that it joins, and the rows that they are of.
type overRows struct {
	total plan.Ref
	inner []plan.Ref
	parts map[int]plan.Ref // by row, from 1
	rows  []int            // of the parts, in order
}

// layColumns writes what aggregates compute in each row into columns of their own beside the rows, one for each place in the script, so that
// the aggregate is one formula over a column.
func (b *builder) layColumns(d *check.Data, t *rows.Table, s *Sheet, first int) {
	columns := map[columnOf]int{}
	var all []overRows
	for i := range b.Steps {
		over, ok := b.overRows(plan.Ref(i), d)
		if !ok {
			continue
		}
		all = append(all, over)
		key := b.columnOf(over)
		for _, row := range over.rows {
			x := over.parts[row]
			_, placed := b.home[x]
			if placed && key.alone == 0 {
				continue
			}
			if columns[key] == 0 {
				columns[key] = len(d.Columns) + len(columns)
				b.headColumn(s, first, columns[key], over)
			}
			at := Address{s, first + row - 1, columns[key]}
			if placed {
				b.lend(over.total, x, at)
				continue
			}
			b.keepInRow(x, d)
			b.layElement(at, x)
		}
	}
	for _, col := range columns {
		s.leaveBlank(first, len(t.Rows), col)
	}
	for _, over := range all {
		b.joinColumn(over)
	}
}

// columnOf says which aggregates share a column: those of one place in the script, counts apart, unless one goes over so scattered rows that
// it needs a column of its own to be one range.
type columnOf struct {
	span   source.Span
	counts bool
	alone  plan.Ref
}

func (b *builder) columnOf(over overRows) columnOf {
	key := columnOf{span: b.Info[over.total].Span, counts: b.g.told[over.total].Leaf}
	last, ranges := 0, 0
	for _, row := range over.rows {
		if row != last+1 {
			ranges++
		}
		last = row
	}
	if ranges > mostScattered {
		key.alone = over.total
	}
	return key
}

// headColumn heads a column with what is computed in it.
func (b *builder) headColumn(s *Sheet, first, col int, over overRows) {
	head := strings.TrimSuffix(b.slice(b.Info[over.total].Span), ")")
	if _, body, ok := strings.Cut(head, "("); ok {
		head = body
	}
	if b.g.told[over.total].Leaf {
		head = b.in(say.T("1 where it counts: %s", head))
	}
	for len(s.Widths) <= col {
		s.Widths = append(s.Widths, 16)
	}
	s.Widths[col] = 24
	s.Put(first-2, col, text(short(head, 120), Style{Role: Header, Right: true}))
	s.Put(first-1, col, text(b.unitWords(b.unitOf(over.total)), Style{Role: Quiet, Right: true}))
}

// keepInRow notes the parts of what is computed in a row that only it is about, so that its formula says them all.
func (b *builder) keepInRow(x plan.Ref, d *check.Data) {
	for _, o := range b.g.operands(x) {
		if o >= 0 && !b.g.data[o] && b.g.name[o] == "" && b.rowOf(o, d) > 0 {
			b.inRow[o] = true
			b.keepInRow(o, d)
		}
	}
}

// layElement stands what is computed in a row in its cell.
func (b *builder) layElement(at Address, x plan.Ref) {
	b.g.counted[x] = b.g.truth(x)
	b.g.column[x] = true
	b.settleIn(x, at)
	at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula})
	b.define(at, x, Style{Format: b.format(b.unitOf(x), x)})
}

// lend stands a cell of data once more, for an aggregate that goes over some rows only.
func (b *builder) lend(to, x plan.Ref, at Address) {
	if b.g.lent[to] == nil {
		b.g.lent[to] = map[plan.Ref]Address{}
	}
	b.g.lent[to][x] = at
	at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula})
	b.refer(at, x, Style{Format: b.format(b.unitOf(x), x)})
}

// leaveBlank notes which rows of a column nothing stands in: a range may go over them.
func (s *Sheet) leaveBlank(first, rows, col int) {
	for row := first; row < first+rows; row++ {
		if s.At(row, col).Kind == Empty {
			if s.blank == nil {
				s.blank = map[[2]int]bool{}
			}
			s.blank[[2]int{row, col}] = true
		}
	}
}

// joinColumn lets an aggregate be one formula, if few enough ranges say which rows it is over.
func (b *builder) joinColumn(over overRows) {
	var terms []term
	for _, row := range over.rows {
		at, lent := b.g.lent[over.total][over.parts[row]]
		if !lent {
			at = b.home[over.parts[row]]
		}
		terms = append(terms, term{at: &at, text: at.Ref()})
	}
	if len(b.writer(b.model).ranges(terms)) > mostRanges {
		return
	}
	for _, x := range over.inner {
		b.joined[x] = true
	}
}

// overRows takes a step apart as an aggregate over rows of a data declaration.
func (b *builder) overRows(x plan.Ref, d *check.Data) (overRows, bool) {
	out := overRows{total: x, parts: map[int]plan.Ref{}}
	told := b.g.told[x]
	if !b.g.need[x] || b.g.of(x) != x || b.g.text[x] || told.Rows == 0 || told.Groups || told.File != d.File {
		return out, false
	}
	if c, ok := b.g.chosen[x]; ok {
		out.inner = append(out.inner, x)
		return b.byRow(out, c.of, d)
	}
	op := b.Steps[x].Op
	if op != plan.Add && op != plan.Min && op != plan.Max {
		return out, false
	}
	var parts []plan.Ref
	for stack := []plan.Ref{x}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if at < 0 || b.g.text[at] {
			continue
		}
		if b.innerOf(at, x) {
			out.inner = append(out.inner, at)
			stack = append(stack, b.g.of(b.Steps[at].B), b.g.of(b.Steps[at].A))
			continue
		}
		parts = append(parts, at)
	}
	return b.byRow(out, parts, d)
}

// byRow sorts the parts of an aggregate by the rows that they are of: each of another one.
func (b *builder) byRow(out overRows, parts []plan.Ref, d *check.Data) (overRows, bool) {
	for _, at := range parts {
		row := b.rowOf(at, d)
		if _, again := out.parts[row]; again || row == 0 || b.g.Steps[at].Op != plan.Const && b.g.name[at] != "" {
			return out, false
		}
		out.parts[row] = at
		out.rows = append(out.rows, row)
	}
	slices.Sort(out.rows)
	return out, len(out.parts) > 1
}

// innerOf reports whether a step is an aggregate itself, or what has come together so far of it.
func (b *builder) innerOf(at, whole plan.Ref) bool {
	_, aliased := b.g.alias[at]
	return !aliased && b.Steps[at].Op == b.Steps[whole].Op && b.Info[at].Span == b.Info[whole].Span && (at == whole || b.g.name[at] == "")
}

// rowOf is the row that all cells of data in the formula of a step stand in, or 0.
func (b *builder) rowOf(x plan.Ref, d *check.Data) int {
	row, seen := 0, map[plan.Ref]bool{}
	for stack := []plan.Ref{x}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if at < 0 || seen[at] {
			continue
		}
		seen[at] = true
		told := b.g.told[at]
		switch {
		case told.Row == 0 || told.File != d.File:
			stack = append(stack, b.g.operands(at)...)
		case row != 0 && row != told.Row:
			return 0
		default:
			row = told.Row
		}
	}
	return row
}
