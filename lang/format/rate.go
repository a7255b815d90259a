package format

import "github.com/costlang/cost/lang/ast"

// lengths are results that a script divides by as if they were units.
var lengths = map[string]bool{"total": true, "horizon": true, "period": true}

// valuesOf collects the names that the declarations of a script give to something else than a unit.
func valuesOf(tree *ast.File) map[string]bool {
	values := map[string]bool{}
	for _, d := range tree.Decls {
		if name := nameOf(d); name != nil {
			values[name.Name] = true
		}
	}
	return values
}

// nameOf is the name that a declaration gives to a value or a thing, or nil.
func nameOf(d ast.Decl) *ast.Ident {
	switch d := d.(type) {
	case *ast.Param:
		return &d.Name
	case *ast.Let:
		return &d.Name
	case *ast.Wage:
		return &d.Name
	case *ast.Output:
		return &d.Name.Parts[0]
	case *ast.Data:
		return &d.Name
	case *ast.Index:
		return &d.Name
	case *ast.Team:
		return &d.Name
	case *ast.Course:
		return &d.Name
	case *ast.Session:
		return &d.Name
	case *ast.Cost:
		return d.Name
	}
	return nil
}

// fraction reports a quotient of written numbers, such as 5/6 or 3/4/5.
func (m *marker) fraction(x *ast.Binary) bool {
	is, known := m.parts[x]
	if !known {
		left, chain := x.X.(*ast.Binary)
		is = isNumber(x.Y) && (isNumber(x.X) || chain && left.Op == "/" && m.fraction(left))
		m.parts[x] = is
	}
	return is
}

// rate reports a number with its unit divided by another unit, such as 520_000 DKK/year or 1/week. What the script gives a
// name to is no unit: 10 DKK / cases.
func (m *marker) rate(x *ast.Binary) bool {
	is, known := m.rates[x]
	if !known {
		is = m.findRate(x)
		m.rates[x] = is // a chain of quotients asks for each of them many times
	}
	return is
}

func (m *marker) findRate(x *ast.Binary) bool {
	unit, ok := x.Y.(*ast.Name)
	if !ok || m.values[unit.Name] || lengths[unit.Name] {
		return false
	}
	left, divides := x.X, false
	if b, ok := left.(*ast.Binary); ok {
		if b.Op == "/" && m.rate(b) {
			return true
		}
		left, divides = b.Y, b.Op == "/"
	}
	_, quantity := positive(left).(*ast.Quantity)
	return !divides && (quantity || isNumber(left))
}

func isNumber(x ast.Expr) bool {
	_, ok := positive(x).(*ast.Number)
	return ok
}

// positive is a value without the minus before it.
func positive(x ast.Expr) ast.Expr {
	if u, ok := x.(*ast.Unary); ok && u.Op == "-" {
		return u.X
	}
	return x
}
