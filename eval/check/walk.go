package check

// Inspect visits an expression and, when visit answers true, each expression inside it.
func Inspect(e Expr, visit func(Expr) bool) {
	if !visit(e) {
		return
	}
	for _, x := range Operands(e) {
		Inspect(x, visit)
	}
}

// Operands returns the expressions directly inside one. None is nil.
func Operands(e Expr) []Expr {
	switch e := e.(type) {
	case *ListExpr:
		return e.Items
	case *KnownExpr:
		return there(e.Cell, e.Default)
	case *UnaryExpr:
		return []Expr{e.X}
	case *BinaryExpr:
		return []Expr{e.X, e.Y}
	case *IfExpr:
		return []Expr{e.Cond, e.Then, e.Else}
	case *CallExpr:
		return e.Args
	case *EachExpr:
		return there(e.Where, e.Body)
	case *IndexExpr:
		return []Expr{e.X}
	case *PriceExpr:
		return []Expr{e.X}
	case *ExtremeExpr:
		return []Expr{e.X}
	}
	return nil
}

// there leaves out what is nil.
func there(list ...Expr) []Expr {
	var out []Expr
	for _, x := range list {
		if x != nil {
			out = append(out, x)
		}
	}
	return out
}

// Formulas returns what a script computes: the values of its lets and outputs, of its conventions, of what used scripts are
// given, and of its courses, sessions and lines. Params, wages, norms and indexes are not among them: they are what it assumes.
func (m *Module) Formulas() []Expr {
	var out []Expr
	add := func(list ...Expr) { out = append(out, there(list...)...) }
	for _, d := range m.Lets {
		add(d.Value)
	}
	if in := m.Intervention; in != nil {
		add(in.Discount, in.Overhead, in.ActiveWeeks)
	}
	for _, u := range m.Uses {
		for _, set := range u.With {
			add(set.Value)
		}
	}
	add(m.work()...)
	for _, o := range m.Outputs {
		add(o.Value)
	}
	return out
}

// work are the values of courses, sessions, costs, grants and savings.
func (m *Module) work() []Expr {
	var out []Expr
	for _, c := range m.Courses {
		out = append(out, c.Starts, c.Participants, c.Duration, c.Completion)
	}
	for _, s := range m.Sessions {
		for _, ph := range s.Phases {
			out = append(out, ph.Count, ph.For, ph.Length)
		}
		out = append(out, valuesOf(s.Items)...)
	}
	for _, c := range m.Costs {
		out = append(append(out, valuesOf(c.Items)...), c.Life)
	}
	return there(out...)
}

func valuesOf(items []*Item) []Expr {
	var out []Expr
	for _, it := range items {
		out = append(out, it.Value, it.For)
	}
	return out
}

// Assumptions returns what a script assumes by name: the values of its params, wages and norm.
func (m *Module) Assumptions() []Expr {
	var out []Expr
	if m.Norm != nil {
		out = append(out, m.Norm.Value)
	}
	for _, p := range m.Params {
		out = append(out, p.Value)
	}
	for _, w := range m.Wages {
		out = append(out, w.Value, w.Pension, w.Overhead)
	}
	return there(out...)
}
