package conformance

import (
	"fmt"
	"slices"
	"testing"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/stdlib"
)

// unitRules are what a script can do with units: use each by each of its names, convert between those of a dimension, bring operands of
// each relation under each operator, give functions values of each sort, and go wrong in each way that the check knows.
func unitRules(t *testing.T) []string {
	out := slices.Concat(spellings(), conversions(), errorSites(t), functionRules())
	for _, op := range []string{"+", "-", "=", "!=", "<", "<=", ">", ">=", "if"} {
		for _, r := range []string{"plain", "alike", "converted"} {
			out = append(out, relation(op, r))
		}
	}
	for _, op := range []string{"+", "="} {
		for _, sort := range []string{"money", "working time", "calendar time", "counted", "compound"} {
			out = append(out, relation(op, sort))
		}
	}
	for _, op := range []string{"=", "!=", "<", "<=", ">", ">="} {
		out = append(out, relation(op, "dates"))
	}
	out = append(out, relation("=", "texts"), relation("!=", "texts"))
	for _, op := range []string{"*", "/"} {
		for _, r := range []string{"plain by plain", "unit by plain", "plain by unit", "apart", "together", "converted together", "cancelled", "converted and cancelled"} {
			out = append(out, relation(op, r))
		}
	}
	for _, as := range []string{"as written", "as another unit", "as %", "as thousand", "as million", "as billion"} {
		out = append(out, "unit output "+as)
	}
	return out
}

func relation(op, operands string) string { return fmt.Sprintf("unit %s of %s", op, operands) }

func spelled(name string) string { return "unit named " + name }

func conversion(from, to string) string { return "unit " + from + " converted to " + to }

func spellings() []string {
	var out []string
	for _, name := range unit.NewRegistry().Names() {
		out = append(out, spelled(name))
	}
	return out
}

// conversions are those between any two units of a dimension.
func conversions() []string {
	reg := unit.NewRegistry()
	var out []string
	for _, from := range reg.Names() {
		for _, to := range reg.Names() {
			a, _ := reg.Lookup(from)
			b, _ := reg.Lookup(to)
			if a != b && !a.IsCounted() && a.Dim() == b.Dim() {
				out = append(out, conversion(a.Name(), b.Name()))
			}
		}
	}
	return out
}

// functionRules are what the table of functions promises of each.
func functionRules() []string {
	var out []string
	for _, f := range stdlib.Functions() {
		out = append(out, "unit function "+f.Name)
		if f.Rows {
			out = append(out, "unit function "+f.Name+" over rows")
		}
		if f.Reduces && f.Name != "count" {
			out = append(out, "unit function "+f.Name+" of a series")
		}
		if f.Form != stdlib.OfValues || f.Params[0].Type != "a" {
			continue
		}
		out = append(out, "unit function "+f.Name+" of plain", "unit function "+f.Name+" of units")
		if f.Params[0].More || len(f.Params) > 1 {
			out = append(out, "unit function "+f.Name+" converted")
		}
	}
	return out
}

// showsUnits observes what the figures of a script do with units.
func showsUnits(m *check.Module, words []piece, add func(string)) {
	for _, w := range words {
		if _, ok := m.Units.Lookup(w.text); ok && w.kind == "Ident" {
			add(spelled(w.text))
		}
	}
	for _, x := range slices.Concat(m.Formulas(), m.Assumptions()) {
		check.Inspect(x, func(x check.Expr) bool {
			showsExpr(x, add)
			return true
		})
	}
	for _, o := range m.Outputs {
		showsDisplay(o, add)
	}
}

func showsExpr(x check.Expr, add func(string)) {
	switch x := x.(type) {
	case *check.BinaryExpr:
		showsBinary(x, add)
	case *check.IfExpr:
		showsAlike("if", x.Then.Type(), x.Else.Type(), add)
	case *check.CallExpr:
		showsCall(x, add)
	case *check.EachExpr:
		add("unit function " + x.Func)
		add("unit function " + x.Func + " over rows")
	case *check.KnownExpr:
		add("unit function known")
	case *check.ExtremeExpr:
		add("unit function " + map[bool]string{true: "high", false: "low"}[x.High])
	}
}

func showsBinary(x *check.BinaryExpr, add func(string)) {
	switch x.Op {
	case "and", "or":
	case "*", "/":
		showsProduct(x, add)
	default:
		showsAlike(x.Op, x.X.Type(), x.Y.Type(), add)
	}
}

// showsAlike observes operands that are brought to the unit of the first.
func showsAlike(op string, a, b check.Type, add func(string)) {
	switch a.Kind {
	case check.KindText:
		add(relation(op, "texts"))
	case check.KindDate:
		add(relation(op, "dates"))
	case check.KindNumber:
		add(relation(op, sortOf(a.Unit)))
		switch {
		case a.Unit.IsNumber():
		case a.Unit.Equal(b.Unit):
			add(relation(op, "alike"))
		default:
			add(relation(op, "converted"))
		}
		showsConversions(b.Unit, a.Unit, add)
	}
}

func sortOf(u unit.Unit) string {
	switch {
	case u.IsNumber():
		return "plain"
	case u.IsMoney():
		return "money"
	case u.IsWorkingTime():
		return "working time"
	case u.IsCalendarTime():
		return "calendar time"
	case u.IsCounted():
		return "counted"
	}
	return "compound"
}

// showsConversions observes which units of one become which of another.
func showsConversions(from, to unit.Unit, add func(string)) bool {
	any := false
	for _, p := range from.Parts() {
		for _, q := range to.Parts() {
			if p.Base.Dim() == q.Base.Dim() && p.Base != q.Base {
				add(conversion(p.Base.Name(), q.Base.Name()))
				any = true
			}
		}
	}
	return any
}

// showsProduct observes what becomes of the dimensions that both operands have: their powers add up, or they cancel.
func showsProduct(x *check.BinaryExpr, add func(string)) {
	a, b := x.X.Type().Unit, x.Y.Type().Unit
	shared := slices.ContainsFunc(b.Parts(), func(p unit.Part) bool { return a.Exp(p.Base.Dim()) != 0 })
	converted := showsConversions(b, a, add)
	switch {
	case a.IsNumber() && b.IsNumber():
		add(relation(x.Op, "plain by plain"))
	case b.IsNumber():
		add(relation(x.Op, "unit by plain"))
	case a.IsNumber():
		add(relation(x.Op, "plain by unit"))
	case !shared:
		add(relation(x.Op, "apart"))
	}
	for _, p := range b.Parts() {
		left, now := a.Exp(p.Base.Dim()), x.Typ.Unit.Exp(p.Base.Dim())
		said := "together"
		if now == 0 {
			said = "cancelled"
		}
		switch {
		case left == 0:
		case converted && now == 0:
			add(relation(x.Op, "converted and cancelled"))
		case converted:
			add(relation(x.Op, "converted together"))
		default:
			add(relation(x.Op, said))
		}
	}
}

func showsCall(x *check.CallExpr, add func(string)) {
	add("unit function " + x.Func)
	first := x.Args[0].Type()
	switch {
	case len(x.Args) == 1 && first.Series != check.Single:
		add("unit function " + x.Func + " of a series")
	}
	if first.Unit.IsNumber() {
		add("unit function " + x.Func + " of plain")
	} else {
		add("unit function " + x.Func + " of units")
	}
	for _, f := range x.Factors {
		if !f.IsOne() {
			add("unit function " + x.Func + " converted")
		}
	}
	for _, arg := range x.Args[1:] {
		showsConversions(arg.Type().Unit, first.Unit, add)
	}
}

func showsDisplay(o *check.Output, add func(string)) {
	own := o.Value.Type().Unit
	showsConversions(own, o.As.Unit, add)
	switch {
	case o.As.Percent:
		add("unit output as %")
	case o.As.Scale > 1:
		add("unit output as " + map[int64]string{1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}[o.As.Scale])
	case own.Equal(o.As.Unit):
		add("unit output as written")
	default:
		add("unit output as another unit")
	}
}
