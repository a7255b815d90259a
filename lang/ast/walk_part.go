package ast

// part walks what is neither a file, a declaration nor an expression.
func (w walker) part(n Node) {
	switch n := n.(type) {
	case *Text:
		if n.Until != nil {
			w.exprs(n.Until)
		}
	case *Path:
		w.names(n.Parts)
	case *Set:
		w.paths(&n.Name)
		w.exprs(n.Value)
		w.texts(n.Source)
	case *IndexEntry:
		w.numbers(&n.Year)
		w.exprs(n.Value)
	case *Column:
		w.idents(&n.Name)
		w.unit(&n.Unit)
	case *UnitExpr:
		for i := range n.Terms {
			Walk(&n.Terms[i], w.visit)
		}
	case *Range:
		w.exprs(n.Values...)
		w.exprs(n.Step)
	case *OnTop:
		w.idents(&n.Field)
		w.exprs(n.Value)
	case *Basis:
		w.idents(n.Noun)
		w.paths(n.Of)
		w.idents(n.Per)
	case *Timing:
		w.when(n.When)
		w.exprs(n.Value)
	case *Each:
		w.idents(&n.Var)
		w.exprs(n.In, n.By, n.Where)
	default:
		w.item(n)
	}
}

func (w walker) when(t *When) {
	if t != nil {
		Walk(t, w.visit)
	}
}

// item walks the lines of interventions, teams and courses.
func (w walker) item(n Node) {
	switch n := n.(type) {
	case *CurrencyItem:
		w.idents(&n.Name)
		w.texts(n.Source)
	case *PricesItem:
		w.numbers(&n.Year)
		w.paths(n.Index)
		w.texts(n.Source)
	case *HorizonItem:
		w.exprs(n.Length)
		w.idents(n.Step)
		w.exprs(n.Starting)
		w.texts(n.Source)
	case *PeriodItem:
		w.exprs(&n.From, &n.To)
		w.texts(n.Source)
	case *ValueItem:
		w.idents(&n.Field)
		w.exprs(n.Value)
		w.texts(n.Source)
	case *BeyondItem:
		w.texts(n.Source)
	case *AboutItem:
		w.texts(&n.Text, n.Source)
	case *MoveItem:
		w.idents(&n.Field)
		each(w, n.Moves)
		w.texts(n.Source)
	case *Move:
		w.exprs(n.Count)
		w.when(n.When)
	case *When:
		w.exprs(n.From, n.To)
	default:
		w.courseItem(n)
	}
}

func (w walker) courseItem(n Node) {
	switch n := n.(type) {
	case *CourseTeam:
		w.paths(&n.Team)
		w.texts(n.Source)
	case *StartsItem:
		w.exprs(n.Count)
		w.texts(n.Source)
	case *CourseValue:
		w.idents(&n.Field)
		w.exprs(n.Value)
		w.texts(n.Source)
	case *MeetItem:
		w.exprs(n.Count)
		w.idents(n.Per)
		w.exprs(n.For, n.Length)
		w.texts(n.Source)
	case *PrepareItem:
		w.exprs(n.Length, n.By)
		w.texts(n.Source)
	default:
		w.moneyItem(n)
	}
}

// moneyItem walks the lines of sessions, costs, grants and savings.
func (w walker) moneyItem(n Node) {
	switch n := n.(type) {
	case *StaffItem:
		w.exprs(n.Staff, n.For)
		w.texts(n.Source)
	case *AmountItem:
		w.texts(n.Label)
		w.exprs(n.Value)
		w.texts(n.Source)
	case *WagesItem:
		w.texts(n.Label)
		w.exprs(n.Value, n.For)
		w.texts(n.Source)
	case *LifeItem:
		w.exprs(n.Value)
		w.texts(n.Source)
	case *PayerItem:
		each(w, n.Shares)
		w.texts(n.Source)
	case *PayerShare:
		w.idents(&n.Payer)
		w.exprs(n.Share)
	}
}

func (w walker) expr(x Expr) {
	switch x := x.(type) {
	case *Quantity:
		w.numbers(&x.Number)
		w.idents(x.Unit)
	case *List:
		w.exprs(x.Items...)
	case *Field:
		w.exprs(x.X)
		w.idents(&x.Name)
	case *IndexExpr:
		w.exprs(x.X, x.I)
	case *Call:
		w.idents(&x.Func)
		w.exprs(x.Args...)
		w.exprs(x.By...)
		if x.Each != nil {
			Walk(x.Each, w.visit)
		}
	case *Unary:
		w.exprs(x.X)
	case *Binary:
		w.exprs(x.X, x.Y)
	case *At:
		w.exprs(x.X, x.Y)
	case *AtPrices:
		w.exprs(x.X)
		w.numbers(&x.Year)
	case *If:
		w.exprs(x.Cond, x.Then, x.Else)
	case *Paren:
		w.exprs(x.X)
	}
}
