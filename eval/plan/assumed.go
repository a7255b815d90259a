package plan

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// assumed lists what a script takes for given, params apart: its norm, wages, written numbers, constants
// of the program that runs it and data, then those of the scripts it uses.
func (l *lowerer) assumed(in *instance) {
	a := &assumptions{lowerer: l, in: in, sources: sourcesOf(in.m.Tree), staffed: map[int]bool{}}
	a.conventions()
	a.wages()
	for _, d := range in.m.Lets {
		a.add(d.Def, say.Verbatim(d.Label), d.Value)
	}
	for _, d := range in.m.Consts {
		if _, asked := in.values[d]; asked {
			a.add(d.Def, say.Verbatim(d.Label), d.Value)
		}
	}
	a.files()
	for _, t := range in.m.Teams {
		a.team(t)
	}
	for _, c := range in.m.Courses {
		a.course(c)
	}
	for _, s := range in.m.Sessions {
		a.session(s)
	}
	for _, c := range in.m.Costs {
		a.items(c.Def, c.Items)
		a.part(c.Def, say.T("life"), c.Life)
	}
	for _, use := range in.m.Uses {
		if !use.Standard {
			l.assumed(l.used(in, use))
		}
	}
}

// assumptions gathers those of one script.
type assumptions struct {
	*lowerer
	in      *instance
	sources map[int]string // by where a value begins: fields of blocks have sources of their own
	staffed map[int]bool   // where a number of employees begins that is listed
}

// labelled leads a label in by that of the script it is of.
func (a *assumptions) labelled(label say.Phrase) say.Phrase {
	if a.in.label == "" {
		return label
	}
	return say.T("%s / %s", a.in.label, label)
}

// add lists a definition if it is a written number or list.
func (a *assumptions) add(d check.Def, label say.Phrase, e check.Expr) {
	if e == nil || e.Type().Kind != check.KindNumber || !written(e) {
		return
	}
	if src, ok := a.sources[e.Span().Pos.Offset]; ok {
		d.Source = src
	}
	x := Assumed{Def: d, Span: e.Span(), Value: None}
	if d.Name != "" {
		x.Def.Name = a.in.prefix + d.Name
	}
	x.Label = a.labelled(label)
	if lit, ok := e.(*check.Lit); ok {
		x.Percent = lit.Percent
	}
	if v := a.expr(a.in, e); v.list == nil {
		x.Value = a.real(v.ref)
	} else {
		x.Text = say.T("%s", writtenList(a.in.m.File.Slice(e.Span())))
	}
	a.p.Assumed = append(a.p.Assumed, x)
}

// part lists a value inside a declaration, which has no name of its own: "Course of one family: duration".
func (a *assumptions) part(d check.Def, label say.Phrase, e check.Expr) {
	d.Name = ""
	a.add(d, say.T("%s: %s", d.Label, label), e)
}

// formula lists an amount that is written as a number times something else, with its formula and what it comes to.
func (a *assumptions) formula(d check.Def, label say.Phrase, e check.Expr) {
	v := a.expr(a.in, e)
	if v.list != nil {
		return
	}
	d.Name = ""
	full := a.labelled(say.T("%s: %s, %s", d.Label, label, strings.Join(strings.Fields(a.in.m.File.Slice(e.Span())), " ")))
	value := a.to(e.Span(), a.real(v.ref), e.Type().Unit, a.in.moneyUnit())
	a.p.Assumed = append(a.p.Assumed, Assumed{Def: d, Label: full, Span: e.Span(), Value: a.real(value)})
}

// hasLiteral reports whether a written number is a factor or term of an expression.
func hasLiteral(e check.Expr) bool {
	switch e := e.(type) {
	case *check.Lit:
		return e.Typ.Kind == check.KindNumber
	case *check.UnaryExpr:
		return hasLiteral(e.X)
	case *check.BinaryExpr:
		return hasLiteral(e.X) || hasLiteral(e.Y)
	case *check.PriceExpr:
		return hasLiteral(e.X)
	}
	return false
}

// written reports whether an expression is made of written values alone.
func written(e check.Expr) bool {
	switch e := e.(type) {
	case *check.Lit:
		return true
	case *check.UnaryExpr:
		return written(e.X)
	case *check.BinaryExpr:
		return written(e.X) && written(e.Y)
	case *check.ListExpr:
		for _, item := range e.Items {
			if !written(item) {
				return false
			}
		}
		return true
	}
	return false
}

func (a *assumptions) conventions() {
	a.clock()
	if n := a.in.m.Norm; n != nil {
		a.add(n.Def, say.T("Hours of a full-time year"), n.Value)
	}
	iv := a.in.m.Intervention
	if iv == nil {
		return
	}
	for _, f := range []struct {
		name  string
		label say.Phrase
		value check.Expr
	}{
		{"overhead", say.T("Overhead on labour"), iv.Overhead}, {"discount", say.T("Discount rate"), iv.Discount},
		{"active_weeks", say.T("Weeks of a year in which there are meetings"), iv.ActiveWeeks},
	} {
		a.add(check.Def{Name: f.name}, f.label, f.value)
	}
}

// wages are listed also when a param moves them: their value is that of the run.
func (a *assumptions) wages() {
	for _, w := range a.in.m.Wages {
		d := w.Def
		d.Name = a.in.prefix + d.Name
		a.p.Assumed = append(a.p.Assumed, Assumed{Def: d, Span: w.Value.Span(), Label: a.labelled(say.Verbatim(d.Label)), Value: a.real(a.one(a.definition(a.in, w)))})
		a.part(w.Def, say.T("pension"), w.Pension)
		a.part(w.Def, say.T("overhead"), w.Overhead)
		if n := a.in.m.Norm; n == nil || w.Norm != n.Value {
			a.part(w.Def, say.T("norm"), w.Norm)
		}
	}
}

func rowsLong(n int) say.Phrase { return say.Count(n, say.T("1 row"), say.T("%d rows", n)) }

// files are data and price indexes: how much of each there is.
func (a *assumptions) files() {
	for _, d := range a.in.m.Datas {
		x := Assumed{Def: d.Def, Span: d.NameSpan, Value: None, Text: rowsLong(len(a.kept(d)))}
		from := say.Verbatim(d.File)
		if d.Sheet != "" {
			from = say.T("%s, sheet %s", d.File, d.Sheet)
		}
		x.Def.Name, x.Label = a.in.prefix+d.Name, a.labelled(from)
		a.p.Assumed = append(a.p.Assumed, x)
	}
	for _, ix := range a.in.m.Indexes {
		if len(ix.Entries) == 0 {
			continue
		}
		first, last := ix.Entries[0].Year, ix.Entries[len(ix.Entries)-1].Year
		x := Assumed{Def: ix.Def, Span: ix.NameSpan, Value: None, Text: say.T("%d..%d", first, last)}
		x.Def.Name, x.Label = a.in.prefix+ix.Name, a.labelled(say.T("Price index"))
		a.p.Assumed = append(a.p.Assumed, x)
	}
}

func (a *assumptions) course(c *check.Course) {
	a.part(c.Def, say.T("courses started per year"), c.Starts)
	a.part(c.Def, say.T("participants of a course"), c.Participants)
	a.part(c.Def, say.T("duration"), c.Duration)
	a.part(c.Def, say.T("completion"), c.Completion)
}

func (a *assumptions) session(s *check.Session) {
	for _, ph := range s.Phases {
		a.part(s.Def, say.T("meetings"), ph.Count)
		a.part(s.Def, say.T("for"), ph.For)
		a.part(s.Def, say.T("length of a meeting"), ph.Length)
	}
	for _, item := range s.Items {
		if item.Kind == check.StaffItem && item.For == nil {
			a.staff(s.Def, item.Staff, true)
		}
	}
	a.items(s.Def, s.Items)
}

// items are the written amounts of a block and the written times of its staff.
func (a *assumptions) items(d check.Def, items []*check.Item) {
	for _, item := range items {
		at := d
		if item.Source != "" {
			at.Source = item.Source
		}
		label := item.Title()
		if item.Kind == check.StaffItem {
			a.part(at, label, item.For)
			if item.For != nil {
				a.staff(at, item.Staff, false)
			}
			continue
		}
		if value := item.Value; written(value) {
			a.part(at, label, a.inMoney(value))
		} else if item.Source != "" && hasLiteral(value) {
			a.formula(at, label, value)
		}
	}
}

// inMoney gives a bare amount its currency.
func (a *assumptions) inMoney(e check.Expr) check.Expr { return inUnit(e, a.in.moneyUnit()) }

// inUnit gives a bare number a unit.
func inUnit(e check.Expr, u unit.Unit) check.Expr {
	lit, ok := e.(*check.Lit)
	if !ok || !lit.Typ.Unit.IsNumber() {
		return e
	}
	of := *lit
	of.Typ.Unit = u
	return &of
}

// within is every part of an expression, itself among them.
func within(e ast.Expr) []ast.Expr {
	var out []ast.Expr
	ast.Walk(e, func(n ast.Node) bool {
		if x, ok := n.(ast.Expr); ok {
			out = append(out, x)
		}
		return true
	})
	return out
}

// sourcesOf finds the sources of fields, which the checked script does not carry, by where their values begin.
func sourcesOf(tree *ast.File) map[int]string {
	out := map[int]string{}
	add := func(src *ast.Text, values ...ast.Expr) {
		for _, v := range values {
			if src != nil && v != nil {
				out[v.Range().Pos.Offset] = src.Value
			}
		}
	}
	ast.Walk(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueItem:
			add(n.Source, n.Value)
		case *ast.StartsItem:
			add(n.Source, n.Count)
		case *ast.CourseValue:
			add(n.Source, n.Value)
		case *ast.MeetItem:
			add(n.Source, n.Count, n.For, n.Length)
		case *ast.LifeItem:
			add(n.Source, n.Value)
		case *ast.MoveItem:
			for _, m := range n.Moves {
				add(n.Source, m.Count)
			}
		case *ast.StaffItem:
			add(n.Source, within(n.Staff)...)
		case *ast.PrepareItem:
			add(n.Source, within(n.By)...)
		}
		return true
	})
	return out
}

// writtenList is a list as the script writes it.
type writtenList string

// InWords is the list without the signs of the script: 1; 0 from then on.
func (w writtenList) InWords() say.Phrase {
	inside, bare := strings.CutPrefix(string(w), "[")
	inside, closed := strings.CutSuffix(inside, "]")
	if !bare || !closed || strings.ContainsAny(inside, "[]()") {
		return say.Verbatim(string(w))
	}
	parts := strings.FieldsFunc(inside, func(c rune) bool { return c == ',' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	text := strings.Join(parts, "; ")
	if first, repeats := strings.CutSuffix(text, "..."); repeats {
		return say.T("%s from then on", strings.TrimSpace(first))
	}
	return say.Verbatim(text)
}
