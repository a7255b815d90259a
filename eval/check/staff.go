package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// maxTerms bounds what teams made of teams can grow to.
const maxTerms = 1_000

// staff reads a sum of COUNT * WAGE [at SHARE]. A team's name stands for its composition. It is false when it failed.
func (c *checker) staff(e ast.Expr) ([]*StaffTerm, bool) {
	var parts []ast.Expr
	for {
		sum, ok := bare(e).(*ast.Binary)
		if !ok || sum.Op != "+" {
			parts = append(parts, bare(e))
			break
		}
		parts = append(parts, sum.Y)
		e = sum.X
	}
	var terms []*StaffTerm
	ok := true
	for i := len(parts) - 1; i >= 0; i-- {
		more, fine := c.staffTerm(parts[i])
		terms = append(terms, more...)
		ok = ok && fine
	}
	if len(terms) > maxTerms {
		c.report(diag.TooMuchScript, e.Range(), say.T("staff has more than %d terms", maxTerms), help(say.T("write counts instead of sums")))
		return nil, false
	}
	return terms, ok
}

func (c *checker) staffTerm(e ast.Expr) ([]*StaffTerm, bool) {
	switch e := e.(type) {
	case *ast.Paren:
		return c.staff(e.X)
	case *ast.Binary:
		if e.Op == "+" {
			return c.staff(e)
		}
		if e.Op == "*" {
			return c.staffProduct(e)
		}
	case *ast.At:
		terms, ok := c.staffTerm(e.X)
		share := c.field(e.Y, "at", wantShare())
		c.notAboveFull(share)
		return withFactors(terms, nil, []Expr{share}), ok && !bad(share)
	case *ast.Name:
		return c.employee(e)
	case *ast.Hole:
		c.hole(e, say.T("staff"), func(Type) bool { return false })
		return nil, false
	case *ast.BadExpr:
		return nil, false
	}
	c.badStaff(e)
	return nil, false
}

// notAboveFull reports a written share of an employee that is more than all of one.
func (c *checker) notAboveFull(share Expr) {
	if bad(share) {
		return
	}
	if v, ok := constant(share); ok && v.Cmp(oneHundred) > 0 {
		c.report(diag.OutOfRange, share.Span(), say.T("`at` gives an employee's share of full time, and %s is more than all of it", percentOf(v.Round(4))),
			help(say.T("a part of full time is at most 100%, such as 32/37; more employees are a count: `2 * leader`")), declared(share))
	}
}

func (c *checker) badStaff(e ast.Expr) {
	for _, name := range namesIn([]ast.Expr{e}) {
		if c.scope.entries[name] == nil && (c.scope.mayHave(name) || c.unknown[name]) {
			return
		}
	}
	if parts, ok := exprPath(e); ok {
		if r := c.scope.lookup(parts); r.kind == refBroken {
			return
		} else if _, wage := r.thing.(*Wage); wage && r.via != nil {
			c.report(diag.BadStaff, e.Range(), say.T("staff is of the script's own wages, and `%s` belongs to a used one", pathString(parts)),
				help(say.T("declare a wage here: `wage NAME = %s.yearly`", pathString(parts))))
			return
		}
	}
	c.report(diag.BadStaff, e.Range(), say.T("staff is a sum of COUNT * WAGE, and this is neither"), help(say.T("write it as in `leader + 2 * caseworker at 32/37`")))
}

// staffProduct reads COUNT * WAGE, in any order and with any number of factors.
func (c *checker) staffProduct(e *ast.Binary) ([]*StaffTerm, bool) {
	var factors []ast.Expr
	var x ast.Expr = e
	for {
		product, ok := x.(*ast.Binary)
		if !ok || product.Op != "*" {
			break
		}
		factors = append(factors, product.Y)
		x = product.X
	}
	factors = append(factors, x)
	employees := -1
	for i, f := range factors {
		switch {
		case !c.employs(f):
		case employees >= 0:
			c.report(diag.BadStaff, e.Span, say.T("this multiplies employees by employees"), help(say.T("write a sum: `leader + caseworker`")))
			return nil, false
		default:
			employees = i
		}
	}
	if employees < 0 {
		employees = c.unknownFactor(factors)
	}
	terms, ok := c.staffTerm(bare(factors[employees]))
	w := wantNumber()
	w.what, w.called, w.least = say.T("a number of heads"), say.T("the count in staff"), notNegative
	var counts []Expr
	for i := len(factors) - 1; i >= 0; i-- {
		if i != employees {
			heads := c.field(factors[i], "", w)
			counts = append(counts, heads)
			ok = ok && !bad(heads)
		}
	}
	return withFactors(terms, counts, nil), ok
}

// unknownFactor is where the employees of a product would stand that names none: the first name of nothing, else the last factor.
func (c *checker) unknownFactor(factors []ast.Expr) int {
	for i := len(factors) - 1; i >= 0; i-- {
		if n, ok := bare(factors[i]).(*ast.Name); ok && c.scope.entries[n.Name] == nil {
			return i
		}
	}
	return 0
}

// employs reports whether an expression names employees.
func (c *checker) employs(e ast.Expr) bool {
	for _, name := range namesIn([]ast.Expr{e}) {
		if decl := c.scope.entries[name]; decl != nil {
			switch decl.thing.(type) {
			case *Wage, *Team:
				return true
			}
		}
	}
	return false
}

// withFactors multiplies terms by counts and shares.
func withFactors(terms []*StaffTerm, counts, shares []Expr) []*StaffTerm {
	out := make([]*StaffTerm, len(terms))
	for i, t := range terms {
		more := *t
		more.Counts = append(append([]Expr{}, counts...), t.Counts...)
		more.Shares = append(append([]Expr{}, shares...), t.Shares...)
		out[i] = &more
	}
	return out
}

// employee is a wage, or the composition of a team.
func (c *checker) employee(e *ast.Name) ([]*StaffTerm, bool) {
	decl := c.scope.entries[e.Name]
	if decl == nil {
		if builtinUnit(e.Name) != nil || results[e.Name] {
			c.wrongThing(ast.Ident{Span: e.Span, Name: e.Name}, resultOrUnit, "wage or team", source.Span{})
			return nil, false
		}
		c.noSuchName(ast.Ident{Span: e.Span, Name: e.Name}, "wage or team", func() []string { return append(named[*Wage](c.scope), named[*Team](c.scope)...) })
		return nil, false
	}
	switch thing := decl.thing.(type) {
	case *Wage:
		return []*StaffTerm{{Wage: thing, Span: e.Span}}, !bad(thing.Value)
	case *Team:
		return placed(thing, e.Span), len(thing.Staff) > 0
	}
	c.wrongThing(ast.Ident{Span: e.Span, Name: e.Name}, decl.noun, "wage or team", decl.span)
	return nil, false
}

// placed points terms of a team at where the team is named.
func placed(team *Team, at source.Span) []*StaffTerm {
	out := make([]*StaffTerm, min(len(team.Staff), maxTerms))
	for i := range out {
		t := *team.Staff[i]
		t.Team, t.Span = team, at
		out[i] = &t
	}
	return out
}

// paidBy reports wages that an item cannot pay with: hours need an hourly wage or a norm, employment a yearly one.
func (c *checker) paidBy(it *Item) {
	seen := map[*Wage]bool{}
	for _, t := range it.Staff {
		if t.Wage.Norm != nil || c.mod.Norm != nil || t.Wage.unpaid() || t.Wage.Yearly == it.Employment || seen[t.Wage] || bad(t.Wage.Value) {
			continue
		}
		seen[t.Wage] = true
		c.needNorm(t.Wage, t.Span)
	}
}
