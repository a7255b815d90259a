package ast

// Walk visits a node and everything below it in the order of the text: it calls visit for the node and, when visit
// answers true, walks each child. Parts that are not there are passed over. Every node is visited as a pointer.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	w := walker{visit}
	switch n := n.(type) {
	case *File:
		each(w, n.Decls)
		for i := range n.Comments {
			Walk(&n.Comments[i], visit)
		}
	case Decl:
		w.decl(n)
	case Expr:
		w.expr(n)
	default:
		w.part(n)
	}
}

// walker walks the children of a node.
type walker struct{ visit func(Node) bool }

// exprs walks the expressions that are there.
func (w walker) exprs(list ...Expr) {
	for _, x := range list {
		if x != nil {
			Walk(x, w.visit)
		}
	}
}

func (w walker) texts(list ...*Text) {
	for _, t := range list {
		if t != nil {
			Walk(t, w.visit)
		}
	}
}

func (w walker) idents(list ...*Ident) {
	for _, id := range list {
		if id != nil {
			Walk(id, w.visit)
		}
	}
}

func (w walker) paths(list ...*Path) {
	for _, p := range list {
		if p != nil {
			Walk(p, w.visit)
		}
	}
}

func (w walker) numbers(list ...*Number) {
	for _, n := range list {
		if n != nil {
			Walk(n, w.visit)
		}
	}
}

func (w walker) names(list []Ident) {
	for i := range list {
		Walk(&list[i], w.visit)
	}
}

func (w walker) unit(u *UnitExpr) {
	if u != nil {
		Walk(u, w.visit)
	}
}

func (w walker) tail(t *Tail) { w.texts(t.Label, t.Source) }

func each[N Node](w walker, list []N) {
	for _, n := range list {
		Walk(n, w.visit)
	}
}

func (w walker) decl(d Decl) {
	switch d := d.(type) {
	case *Intervention:
		w.texts(d.Name)
		each(w, d.Items)
	case *Use:
		w.texts(d.File)
		w.paths(d.Path)
		w.idents(d.As)
		each(w, d.With)
	case *Combine:
		w.names(d.Names)
	case *UnitDecl:
		w.names(d.Names)
	case *Norm:
		w.exprs(d.Value)
		w.texts(d.Source)
	case *Index:
		w.idents(&d.Name)
		each(w, d.Entries)
		w.texts(d.Source)
	case *Data:
		w.idents(&d.Name)
		w.texts(&d.File, d.Sheet)
		each(w, d.Columns)
		w.texts(d.Source)
	case *Category:
		w.idents(&d.Name)
		w.texts(d.Label)
	default:
		w.value(d)
	}
}

// value walks the declarations that give a name a value.
func (w walker) value(d Decl) {
	switch d := d.(type) {
	case *Param:
		w.idents(&d.Name)
		w.exprs(d.Value)
		if d.In != nil {
			Walk(d.In, w.visit)
		}
		w.exprs(d.Dist)
		w.tail(&d.Tail)
	case *Let:
		w.idents(&d.Name)
		w.exprs(d.Value)
		w.tail(&d.Tail)
	case *Wage:
		w.idents(&d.Name)
		w.exprs(d.Value)
		each(w, d.With)
		w.tail(&d.Tail)
	case *Scenario:
		w.texts(&d.Name, d.From)
		each(w, d.Sets)
	case *Output:
		w.paths(&d.Name)
		w.texts(d.Label)
		w.exprs(d.Value)
		w.unit(d.As)
		w.texts(d.Source)
	default:
		w.work(d)
	}
}

// work walks the declarations of who does what.
func (w walker) work(d Decl) {
	switch d := d.(type) {
	case *Team:
		w.idents(&d.Name)
		w.texts(d.Label)
		each(w, d.Items)
	case *Course:
		w.idents(&d.Name)
		w.texts(d.Label)
		each(w, d.Items)
	case *Session:
		w.idents(&d.Name)
		w.texts(d.Label)
		w.paths(&d.Course)
		each(w, d.Items)
	case *Cost:
		w.idents(d.Name)
		w.texts(&d.Label)
		w.idents(&d.Category)
		Walk(&d.Basis, w.visit)
		if d.Timing != nil {
			Walk(d.Timing, w.visit)
		}
		each(w, d.Items)
		w.texts(d.Source)
	default:
		w.analysis(d)
	}
}

func (w walker) analysis(d Decl) {
	switch d := d.(type) {
	case *Vary:
		w.paths(&d.Of)
		w.paths(d.By...)
		w.paths(d.Over...)
		w.paths(d.Without, d.Column)
	case *Simulate:
		w.paths(&d.Of)
		w.numbers(d.Draws, d.Seed)
	case *Solve:
		w.paths(&d.Param, &d.Of)
		w.exprs(d.Target)
	case *Correlate:
		w.paths(&d.A, &d.B)
		w.exprs(d.Value)
	case *Expect:
		w.exprs(d.Left, d.Right, d.High, d.Nearest)
		w.texts(d.Under, d.Differs, d.Source)
	}
}
