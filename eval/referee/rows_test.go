package referee_test

import (
	"slices"

	"github.com/costlang/cost/eval/check"
)

// row is the cells of one row, by column name.
type row map[string]value

// scope is what each variable stands for: one row, or the rows of a group.
type scope map[*check.RowVar][]row

// noRows says that a mean, min or max had nothing to go over.
type noRows struct{ function string }

func (n noRows) Error() string { return n.function + " over no rows" }

func (in *instance) evalRows(e check.Expr, rows scope) value {
	switch e := e.(type) {
	case *check.CellExpr:
		cell := rows[e.Var][0][e.Column.Name]
		if cell.missing {
			refuse("column %s is empty in this row", e.Column.Name)
		}
		return cell
	case *check.KnownExpr:
		return in.known(e, rows)
	case *check.EachExpr:
		return in.aggregate(e, rows)
	}
	panic("an expression that the referee does not know")
}

func (in *instance) known(e *check.KnownExpr, rows scope) value {
	cell := rows[e.Cell.Var][0][e.Cell.Column.Name]
	switch {
	case e.Default == nil:
		return truth(!cell.missing)
	case !cell.missing:
		return cell
	}
	v := in.eval(e.Default, rows)
	if v.kind != check.KindNumber {
		return v
	}
	return v.times(factor(e.Factor))
}

// aggregate goes over the rows of a file or of a group; with `by`, over its groups.
func (in *instance) aggregate(e *check.EachExpr, rows scope) value {
	all := in.over(e, rows)
	if e.Var == nil {
		return single(whole(len(all)))
	}
	var xs []number
	for _, part := range partsOf(e, all) {
		inner := scope{e.Var: part}
		for v, r := range rows {
			inner[v] = r
		}
		if e.Where != nil && !in.eval(e.Where, inner).truth {
			continue
		}
		if x, ok := in.body(e, inner); ok {
			xs = append(xs, x)
		}
	}
	return single(fold(e.Func, xs))
}

func (in *instance) over(e *check.EachExpr, rows scope) []row {
	if e.From != nil {
		return rows[e.From]
	}
	owner := in.via(e.Via)
	return owner.data(owner.module, e.Data)
}

// partsOf cuts rows into single rows or, with `by`, into groups in order of first appearance.
func partsOf(e *check.EachExpr, all []row) [][]row {
	var parts [][]row
	var keys []value
	for _, r := range all {
		if e.By == nil {
			parts = append(parts, []row{r})
			continue
		}
		key := r[e.By.Name]
		i := slices.IndexFunc(keys, func(k value) bool { return sameKey(k, key) })
		if i < 0 {
			i, keys, parts = len(keys), append(keys, key), append(parts, nil)
		}
		parts[i] = append(parts[i], r)
	}
	return parts
}

func sameKey(x, y value) bool {
	if x.missing || y.missing {
		return x.missing == y.missing
	}
	if x.kind == check.KindText {
		return x.text == y.text
	}
	return x.number.Cmp(y.number) == 0
}

// body evaluates what is aggregated; a group whose own aggregate has no rows is left out.
func (in *instance) body(e *check.EachExpr, rows scope) (x number, ok bool) {
	if e.Body == nil {
		return one, true
	}
	if e.By != nil {
		defer func() {
			switch p := recover().(type) {
			case nil:
			case noRows:
				x, ok = nil, false
			default:
				panic(p)
			}
		}()
	}
	v := in.eval(e.Body, rows)
	if e.Func == "count" {
		return one, true
	}
	return v.number, true
}
