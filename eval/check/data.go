package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareData declares rows of a file.
func (c *checker) declareData(d *ast.Data) {
	rows := &Data{Def: def(d.Name, nil, d.Source, d.Span), File: d.File.Value, Danish: d.Danish, Sheet: textOf(d.Sheet)}
	c.mod.Datas = append(c.mod.Datas, rows)
	c.bind(d.Name, "data", rows)
	// Columns are read when all units and names are known.
	c.afterDeclaring(func() { c.columns(rows, d) })
}

func (c *checker) columns(rows *Data, d *ast.Data) {
	seen := map[string]source.Span{}
	for _, col := range d.Columns {
		if !c.oneLine(seen, col.Name.Name, col.Name.Span) {
			continue
		}
		out := &Column{Name: col.Name.Name, Missing: col.Missing, Span: col.Span, Scale: 1}
		if col.Hole {
			c.columnHole(rows, col)
			continue
		}
		if !c.columnType(out, &col.Unit) {
			c.forgiveColumn(rows, col.Name.Name)
			continue
		}
		rows.Columns = append(rows.Columns, out)
	}
	if len(d.Columns) == 0 {
		c.report(diag.MissingLine, d.Name.Span, say.T("the data `%s` has no columns", d.Name.Name), help(say.T("list them with their units, as in `{ id: text, stay: months }`")))
	}
}

// columnHole reports a column whose kind is still to be found.
func (c *checker) columnHole(rows *Data, col *ast.Column) {
	c.forgiveColumn(rows, col.Name.Name)
	wanted := say.T("the kind of the column `%s`", col.Name.Name)
	c.report(diag.OpenHole, col.Unit.Span, say.T("%s is still to be found", wanted), label(wanted),
		help(say.T("write `text`, `date`, `number` or the unit of its numbers, such as %s", say.Or([]string{"DKK", "hours", "months", "%"}))))
}

// forgiveColumn silences uses of a column that failed.
func (c *checker) forgiveColumn(rows *Data, name string) { c.unknown[rows.Name+"."+name] = true }

func (c *checker) columnType(out *Column, u *ast.UnitExpr) bool {
	if len(u.Terms) == 1 && u.Scale == "" && !u.Percent {
		switch u.Terms[0].Name {
		case "text":
			out.Type.Kind = KindText
			return true
		case "date":
			out.Type.Kind = KindDate
			return true
		case "number":
			return true
		}
	}
	d, ok := c.unitOf(u)
	out.Type.Unit, out.Percent, out.Scale = d.Unit, d.Percent, max(d.Scale, 1)
	return ok
}
