package check

import (
	"strings"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// env is the row variables in sight, the innermost first, and the cells that are known to be there.
type env struct {
	up    *env
	row   *RowVar
	known *Column // with row: this cell of it is there
}

// find returns the row variable of that name, or nil.
func (v *env) find(name string) *RowVar {
	for ; v != nil; v = v.up {
		if v.row.Name == name {
			return v.row
		}
	}
	return nil
}

// knows reports whether a cell is known to be there.
func (v *env) knows(row *RowVar, col *Column) bool {
	for ; v != nil; v = v.up {
		if v.row == row && v.known == col {
			return true
		}
	}
	return false
}

func (v *env) with(facts []fact) *env {
	for _, f := range facts {
		v = &env{up: v, row: f.row, known: f.col}
	}
	return v
}

// fact says that a cell is there.
type fact struct {
	row *RowVar
	col *Column
}

// facts returns which cells are there when a condition holds: those of `known(r.x)`, alone or joined by `and`.
func (c *checker) facts(e ast.Expr, v *env) []fact {
	switch e := bare(e).(type) {
	case *ast.Binary:
		if e.Op == "and" {
			return append(c.facts(e.X, v), c.facts(e.Y, v)...)
		}
	case *ast.Call:
		if e.Func.Name != "known" || len(e.Args) != 1 {
			break
		}
		if row, col := cellNamed(e.Args[0], v); col != nil {
			return []fact{{row, col}}
		}
	}
	return nil
}

// cellNamed returns the row and column that `r.x` names, or nil.
func cellNamed(e ast.Expr, v *env) (*RowVar, *Column) {
	parts, ok := exprPath(bare(e))
	if !ok || len(parts) != 2 {
		return nil, nil
	}
	row := v.find(parts[0].Name)
	if row == nil || row.Group {
		return nil, nil
	}
	return row, row.Data.column(parts[1].Name)
}

func (d *Data) column(name string) *Column {
	for _, col := range d.Columns {
		if col.Name == name {
			return col
		}
	}
	return nil
}

func (d *Data) columnNames() []string {
	var names []string
	for _, col := range d.Columns {
		names = append(names, col.Name)
	}
	return names
}

// cell checks `r.x`.
func (c *checker) cell(row *RowVar, parts []ast.Ident, at source.Span, v *env) Expr {
	x := c.cellAt(row, parts, at)
	if cell, ok := x.(*CellExpr); ok && cell.Column.Missing && !v.knows(row, cell.Column) {
		name := pathString(parts)
		c.report(diag.MissingCell, at, say.T("`%s` may be missing, so it is no number by itself", name), func(f *finding) {
			f.also(cell.Column.Span, say.T("the column is declared `or missing`")).help(say.T("write `known(%s, VALUE)`, or keep to `where known(%s)`", name, name))
		})
		return failed(at)
	}
	return x
}

func (c *checker) cellAt(row *RowVar, parts []ast.Ident, at source.Span) Expr {
	name := parts[0].Name
	switch {
	case len(parts) == 1 || row.Group:
		is, example := say.T("a row"), name+"."+strings.Join(row.Data.columnNames()[:min(1, len(row.Data.Columns))], "")
		if row.Group {
			is, example = say.T("a group of rows"), "sum(r.COLUMN for r in "+name+")"
		}
		c.report(diag.NotRowVariable, at, say.T("`%s` is %s, not a value", name, is), help(say.T("write `%s`", example)))
		return failed(at)
	case len(parts) > 2:
		c.report(diag.NoSuchResult, parts[2].Span, say.T("a cell has nothing after a dot"))
		return failed(at)
	}
	col := row.Data.column(parts[1].Name)
	if col == nil {
		c.noColumn(row.Data, parts[1])
		return failed(at)
	}
	return &CellExpr{Typed{col.Type, at}, row, col}
}

func (c *checker) noColumn(d *Data, id ast.Ident) {
	if c.excused(d.Name + "." + id.Name) {
		return
	}
	c.report(diag.UnknownName, id.Span, say.T("`%s` has no column `%s`", d.Name, id.Name), func(f *finding) {
		f.also(d.NameSpan, say.T("the rows are declared here")).help(suggestOr(id.Name, d.columnNames(), say.T("its columns are %s", say.And(few(d.columnNames())))))
	})
}

// known checks `known(r.x)` and `known(r.x, V)`.
func (c *checker) known(e *ast.Call, v *env) Expr {
	if len(e.Args) == 0 || len(e.Args) > 2 || e.Each != nil || len(e.By) > 0 {
		return c.wrongForm(e)
	}
	row, col := cellNamed(e.Args[0], v)
	if col == nil {
		if x := c.expr(e.Args[0], v); !bad(x) {
			c.report(diag.WrongArgument, x.Span(), say.T("`known` asks for a cell of a row, and this is %s", describe(x.Type())), help(say.T("write `known(r.COLUMN)`")))
		}
		return failed(e.Span)
	}
	if !col.Missing {
		c.report(diag.WrongArgument, e.Args[0].Range(), say.T("every row has `%s`, so there is nothing to ask", col.Name), func(f *finding) {
			f.also(col.Span, say.T("the column is not declared `or missing`")).help(say.T("use the cell as it is, or declare the column `or missing`"))
		})
		return failed(e.Span)
	}
	cell := &CellExpr{Typed{col.Type, e.Args[0].Range()}, row, col}
	if len(e.Args) == 1 {
		return &KnownExpr{Typed{Type{Kind: KindBool}, e.Span}, cell, nil, unit.One}
	}
	return c.knownOr(e, cell, v)
}

func (c *checker) knownOr(e *ast.Call, cell *CellExpr, v *env) Expr {
	_, otherwise := c.pair(e.Args[0], e.Args[1], (&env{up: v, row: cell.Var, known: cell.Column}), v)
	if bad(otherwise) {
		return failed(e.Span)
	}
	a, b := cell.Typ, otherwise.Type()
	factor, ok := b.Unit.To(a.Unit)
	if a.Kind != b.Kind || !ok || b.Series != Single {
		c.report(diag.WrongArgument, otherwise.Span(), say.T("`%s` is %s, and what stands for a missing one is %s", cell.Column.Name, describe(a), describe(b)),
			label(account(b)), operand(cell))
		return failed(e.Span)
	}
	return &KnownExpr{Typed{a, e.Span}, cell, otherwise, factor}
}

// each checks an aggregate over rows or over a group of rows.
func (c *checker) each(e *ast.Call, v *env) Expr {
	out := &EachExpr{Typed: Typed{Src: e.Span}, Func: e.Func.Name}
	if len(e.Args) != 1 || !c.rowsOf(out, e.Each.In, v) || !c.groupsOf(out, e.Each.By) {
		return failed(e.Span)
	}
	c.noShadow(e.Each.Var, v)
	out.Var = &RowVar{Name: e.Each.Var.Name, Data: out.Data, Group: out.By != nil, Span: e.Each.Var.Span}
	inner := &env{up: v, row: out.Var}
	ok := true
	if e.Each.Where != nil {
		out.Where = c.expr(e.Each.Where, inner)
		ok = c.condition(out.Where, "`where`")
		inner = inner.with(c.facts(e.Each.Where, inner))
	}
	if !c.body(out, e.Args[0], inner) || !ok {
		return failed(e.Span)
	}
	return out
}

// noShadow reports a row variable that hides another name.
func (c *checker) noShadow(id ast.Ident, v *env) {
	if outer := v.find(id.Name); outer != nil {
		c.report(diag.DuplicateName, id.Span, say.T("`%s` stands for the rows of an outer aggregate already", id.Name), func(f *finding) {
			f.also(outer.Span, say.T("here")).help(say.T("choose another letter"))
		})
	}
}

// body checks what is aggregated. count takes the row itself, or any value of it: rows are what it counts.
func (c *checker) body(out *EachExpr, e ast.Expr, inner *env) bool {
	if n, ok := bare(e).(*ast.Name); ok && n.Name == out.Var.Name && out.Func == "count" {
		out.Typ = numberType(unit.Unit{})
		return true
	}
	body := c.expr(e, inner)
	switch {
	case bad(body):
		return false
	case out.Func == "count":
		out.Typ = numberType(unit.Unit{})
		return true
	case !isNumber(body):
		c.report(diag.WrongKind, body.Span(), say.T("`%s` needs a number of each row, and this is %s", out.Func, describe(body.Type())))
		return false
	case body.Type().Series != Single:
		c.notSingle(body, say.T("`%s` over rows", out.Func))
		return false
	}
	out.Body, out.Typ = body, numberType(body.Type().Unit)
	return true
}

// rowsOf finds the rows that an aggregate goes over.
func (c *checker) rowsOf(out *EachExpr, e ast.Expr, v *env) bool {
	parts, ok := exprPath(bare(e))
	if !ok {
		c.report(diag.WrongThing, e.Range(), say.T("an aggregate goes over rows of data or a group of them"), help(say.T("name the data, as in `for r in rows`")))
		return false
	}
	if row := v.find(parts[0].Name); row != nil {
		if !row.Group || len(parts) > 1 {
			c.report(diag.NotRowVariable, e.Range(), say.T("`%s` is one row, and an aggregate needs many", row.Name))
			return false
		}
		out.From, out.Data = row, row.Data
		return true
	}
	r := c.scope.lookup(parts)
	d, ok := r.thing.(*Data)
	if r.kind == refThing && r.used == len(parts) && ok {
		out.Data, out.Via = d, r.via
		return true
	}
	c.noRows(r, parts, e.Range())
	return false
}

func (c *checker) noRows(r ref, parts []ast.Ident, at source.Span) {
	switch {
	case r.kind == refBroken:
	case r.kind == refNothing && r.via == nil:
		c.noSuchName(parts[0], "data", func() []string { return named[*Data](c.scope) })
	case r.kind == refNothing:
		c.nothingNamed(r, parts)
	default:
		c.report(diag.WrongThing, at, say.T("an aggregate goes over rows, and `%s` are none", pathString(parts)), func(f *finding) {
			if r.entry != nil {
				f.also(r.entry.span, say.T("declared here"))
			}
		})
	}
}

// groupsOf finds the column that rows are grouped by.
func (c *checker) groupsOf(out *EachExpr, by ast.Expr) bool {
	if by == nil {
		return true
	}
	parts, ok := exprPath(bare(by))
	if !ok || len(parts) != 1 {
		c.report(diag.WrongThing, by.Range(), say.T("groups are by a column"), help(say.T("write its bare name, as in `by town`")))
		return false
	}
	out.By = out.Data.column(parts[0].Name)
	if out.By == nil {
		c.noColumn(out.Data, parts[0])
		return false
	}
	if out.By.Missing {
		c.report(diag.MissingCell, by.Range(), say.T("`%s` may be missing, so rows cannot be grouped by it", out.By.Name), func(f *finding) {
			f.also(out.By.Span, say.T("the column is declared `or missing`"))
		})
		return false
	}
	return true
}
