package check

import (
	"slices"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Unused is a declaration that nothing the script asks for depends on.
type Unused struct {
	Noun say.Phrase // what it is, such as a param or a unit
	Name string
	At   source.Span
	Only []Unused // what only this one uses, and so is unused too
}

// Unused lists the declarations that no cost, session, output, expectation or analysis reaches, in order of the text. A script that
// has none of these lends its names, so that nothing of it is unused.
func (m *Module) Unused() []Unused {
	if len(m.Outputs)+len(m.Expects)+len(m.Analyses)+len(m.Costs)+len(m.Sessions)+len(m.Combined) == 0 {
		return nil
	}
	u := usage{mod: m, scope: m.scope, needs: map[any][]any{}, reached: map[any]bool{}}
	for _, d := range m.Tree.Decls {
		u.declaration(d)
	}
	u.reach(asked{})
	return u.unused()
}

// asked is what needs all that a script asks for.
type asked struct{}

// usage is what needs what, by name. A name that hides another, such as that of a row, counts as both: better to miss what is
// unused than to blame what is not.
type usage struct {
	mod     *Module
	scope   *scope
	owner   any // what the names belong to that are being read
	needs   map[any][]any
	named   []declaredThing // what may be unused, in order of the text
	reached map[any]bool
}

type declaredThing struct {
	thing any
	Unused
}

// declaration notes what one declaration needs.
func (u *usage) declaration(d ast.Decl) {
	u.owner = asked{}
	switch d := d.(type) {
	case *ast.Scenario:
		return // it sets params, and uses none
	case *ast.Param:
		u.declares(d.Name)
	case *ast.Let:
		u.declares(d.Name)
	case *ast.Wage:
		u.declares(d.Name)
	case *ast.Team:
		u.declares(d.Name)
	case *ast.Course:
		u.declares(d.Name)
	case *ast.Index:
		u.declares(d.Name)
	case *ast.Data:
		u.declares(d.Name)
	case *ast.Category:
		u.declares(d.Name)
	case *ast.UnitDecl:
		u.declares(d.Names[0])
	case *ast.Use:
		u.uses(d)
	case *ast.Combine:
		for _, id := range d.Names {
			u.mention([]ast.Ident{id})
		}
	}
	ast.Walk(d, u.visit)
}

// declares makes a name what the following names belong to.
func (u *usage) declares(id ast.Ident) {
	e := u.scope.entries[id.Name]
	u.owner = thingOf(e.thing)
	u.named = append(u.named, declaredThing{u.owner, Unused{Noun: e.noun.article(), Name: id.Name, At: id.Span}})
}

func (u *usage) uses(d *ast.Use) {
	for _, have := range u.mod.Uses {
		if have.Span == d.Span {
			u.owner = have
			u.named = append(u.named, declaredThing{have, Unused{Noun: noun("used script").article(), Name: have.Name, At: have.NameSpan}})
		}
	}
}

// countedUnit stands for a counted unit, of which two declarations may speak.
type countedUnit string

func thingOf(thing any) any {
	if b, ok := thing.(*unit.Base); ok {
		return countedUnit(b.Dim())
	}
	return thing
}

// visit notes the names of one node.
func (u *usage) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Name, *ast.Field:
		if parts, ok := exprPath(n.(ast.Expr)); ok {
			u.mention(parts)
			return false
		}
	case *ast.Path:
		u.mention(n.Parts)
	case *ast.Set:
		ast.Walk(n.Value, u.visit)
		return false // its name is a param of another script
	case *ast.Quantity:
		if n.Unit != nil {
			u.mentionUnit(n.Unit.Name)
		}
	case *ast.UnitTerm:
		u.mentionUnit(n.Name)
	case *ast.Basis:
		u.basis(n)
	case *ast.Cost:
		u.mention([]ast.Ident{n.Category})
	}
	return true
}

func (u *usage) need(thing any) { u.needs[u.owner] = append(u.needs[u.owner], thingOf(thing)) }

// mention notes what a path names.
func (u *usage) mention(parts []ast.Ident) {
	r := u.scope.lookup(parts)
	if r.via != nil {
		u.need(r.via)
		return
	}
	if r.entry != nil {
		u.need(r.entry.thing)
	}
	if b, ok := r.thing.(*unit.Base); ok {
		u.need(b)
		if r.kind == refResult {
			u.counting(b)
		}
	}
}

func (u *usage) mentionUnit(name string) {
	if b := u.scope.unitNamed(name); b != nil {
		u.need(b)
	}
}

// counting notes the courses that a result or basis of a unit adds up.
func (u *usage) counting(b *unit.Base) {
	for _, c := range u.mod.Courses {
		if c.Counted.Dim() == b.Dim() || b == builtinUnit("course") {
			u.need(c)
		}
	}
}

// basis notes what a basis counts: what it names, else the teams or courses of every kind.
func (u *usage) basis(b *ast.Basis) {
	if b.Noun == nil {
		return
	}
	name := b.Noun.Name
	if e := u.scope.entries[name]; e != nil {
		u.need(e.thing)
	}
	if b.Of != nil {
		return // the path is noted by itself
	}
	switch genericBasis[name] {
	case PerTeam, PerEmployee:
		for _, t := range u.mod.Teams {
			u.need(t)
		}
	case PerCourse, PerParticipant:
		u.counting(builtinUnit("course"))
	default:
		if base := u.scope.unitNamed(name); base != nil {
			u.counting(base)
		}
	}
}

// reach marks a thing and all that it needs, and returns what it was the first to reach.
func (u *usage) reach(from any) []any {
	var found []any
	for queue := []any{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if u.reached[at] {
			continue
		}
		u.reached[at] = true
		found = append(found, at)
		queue = append(queue, u.needs[at]...)
	}
	return found
}

// unused gathers what was not reached under that which nothing uses at all.
func (u *usage) unused() []Unused {
	idle, used := map[any]Unused{}, map[any]bool{}
	for _, d := range u.named {
		if !u.reached[d.thing] {
			idle[d.thing] = d.Unused
		}
	}
	for thing := range idle {
		for _, needed := range u.needs[thing] {
			used[needed] = used[needed] || needed != thing
		}
	}
	var out []Unused
	for _, d := range u.named {
		if _, is := idle[d.thing]; is && !used[d.thing] {
			out = append(out, d.with(u.reach(d.thing), idle))
		}
	}
	return out
}

// with adds to a declaration that nothing uses what it alone kept in use.
func (d declaredThing) with(reached []any, idle map[any]Unused) Unused {
	out := d.Unused
	for _, thing := range reached {
		if other, is := idle[thing]; is && thing != d.thing {
			out.Only = append(out.Only, other)
		}
	}
	slices.SortFunc(out.Only, func(a, b Unused) int { return a.At.Pos.Offset - b.At.Pos.Offset })
	return out
}
