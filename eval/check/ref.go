package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// ref is what a path names.
type ref struct {
	entry  *entry // the declaration at its beginning, or nil
	thing  any    // *Let, *Param, …, *unit.Base, or nil for a result of the whole script
	result ResultKind
	kind   refKind
	yearly bool // of a rate
	via    *Use
	home   *scope // of the script whose thing it is
	used   int    // parts of the path that it took
}

type refKind int

const (
	refNothing refKind = iota // no such name
	refThing                  // a declaration by itself
	refResult
	refRate
	refNoResult // the name is there, and has no such result
	refBroken   // in a script that could not be read
)

var ladder = map[string]ResultKind{
	"gross": Gross, "residual": Residual, "grants": Grants, "after_grants": AfterGrants, "savings": Savings, "net": Net,
	"labour": Labour, "overhead": Overhead, "by_year": NetByYear, "by_step": NetByStep, "later": NetLater, "present": Present,
}

// ofThings are the results that cost lines, categories, courses and wages have.
var ofThings = map[string]ResultKind{"cost": CostOf, "hours": HoursOf, "by_year": YearsOf, "later": LaterOf}

var ofCourses = map[string]ResultKind{
	"cost": CostOf, "hours": HoursOf, "by_year": YearsOf, "later": LaterOf,
	"courses": Courses, "started": Started, "completed": Completed, "completed_inside": CompletedInside,
}

var ofCounted = map[string]ResultKind{"started": Started, "completed": Completed, "completed_inside": CompletedInside}

var ofSessions = map[string]ResultKind{
	"cost": CostOf, "hours": HoursOf, "by_year": YearsOf, "later": LaterOf, "meetings": Meetings, "length": MeetingLength,
}

// lookup finds what a path names. Before a dot a name is an object, alone it is a value: `hours` is both.
func (s *scope) lookup(parts []ast.Ident) ref {
	first := parts[0].Name
	if r, ok := s.lookupModule(parts); ok {
		return r
	}
	if len(parts) == 1 {
		return s.lookupAlone(first)
	}
	second := parts[1].Name
	switch first {
	case "costs":
		return s.lookupCosts(second)
	case "hours", "fte":
		return s.lookupLabour(first, second)
	}
	e := s.entries[first]
	switch {
	case e != nil:
		return s.lookupResult(e, second)
	case s.unitNamed(first) != nil:
		return s.ofUnit(s.unitNamed(first), second)
	case results[first]:
		return ref{kind: refNoResult, home: s, used: 1}
	}
	return ref{kind: refNothing, home: s}
}

func (s *scope) lookupAlone(name string) ref {
	r := ref{kind: refResult, home: s, used: 1}
	switch name {
	case "total":
		r.result = Net
		return r
	case "horizon", "period":
		r.result = Horizon
		return r
	}
	r.kind = refThing
	if e := s.entries[name]; e != nil {
		r.entry, r.thing = e, e.thing
		return r
	}
	if b := s.unitNamed(name); b != nil {
		r.thing = b
		return r
	}
	if results[name] {
		r.kind = refNoResult
		return r
	}
	return ref{kind: refNothing, home: s}
}

// lookupModule finds what a path through a used script or standard module names.
func (s *scope) lookupModule(parts []ast.Ident) (ref, bool) {
	e := s.entries[parts[0].Name]
	if e == nil {
		return ref{}, false
	}
	switch thing := e.thing.(type) {
	case *Use:
		return s.lookupUsed(e, thing, parts, 1), true
	case library:
		for n := len(parts); n > 1; n-- {
			if u := s.modules[pathString(parts[:n])]; u != nil {
				return s.lookupUsed(e, u, parts, n), true
			}
		}
		return ref{kind: refNoResult, entry: e, thing: e.thing, home: s, used: 1}, true
	}
	return ref{}, false
}

func (s *scope) lookupUsed(e *entry, u *Use, parts []ast.Ident, n int) ref {
	switch {
	case u.Module == nil:
		return ref{kind: refBroken, via: u, home: s, used: len(parts)}
	case n == len(parts):
		return ref{kind: refThing, entry: e, thing: u, home: s, used: n}
	}
	r := u.Module.scope.lookup(parts[n:])
	if r.kind == refNothing && u.Module.scope.mayHave(parts[n].Name) {
		r.kind = refBroken
	}
	if r.via != nil || r.entry != nil && r.entry.noun == hostNoun { // what a used script has from others is not lent
		r = ref{kind: refNothing, home: u.Module.scope}
	}
	r.via = u
	r.used += n
	return r
}

func (s *scope) lookupCosts(name string) ref {
	if k, ok := ladder[name]; ok {
		return ref{kind: refResult, result: k, home: s, used: 2}
	}
	if e := s.entries[name]; e != nil {
		if cat, ok := e.thing.(*Category); ok {
			return ref{kind: refResult, result: CostOf, entry: e, thing: cat, home: s, used: 2}
		}
	}
	return ref{kind: refNoResult, home: s, used: 1}
}

func (s *scope) lookupLabour(first, name string) ref {
	if e := s.entries[name]; e != nil {
		if w, ok := e.thing.(*Wage); ok {
			k := map[string]ResultKind{"hours": HoursOf, "fte": FTEOf}[first]
			return ref{kind: refResult, result: k, entry: e, thing: w, home: s, used: 2}
		}
	}
	return ref{kind: refNoResult, home: s, used: 1}
}

// lookupResult finds the result of one declared thing.
func (s *scope) lookupResult(e *entry, name string) ref {
	if b, ok := e.thing.(*unit.Base); ok {
		r := s.ofUnit(b, name)
		r.entry = e
		return r
	}
	r := ref{kind: refResult, entry: e, thing: e.thing, home: s, used: 2}
	if _, ok := e.thing.(*Wage); ok && (name == "hourly" || name == "yearly") {
		r.kind, r.yearly = refRate, name == "yearly"
		return r
	}
	k, ok := resultsOf(e.thing)[name]
	if !ok {
		return ref{kind: refNoResult, entry: e, thing: e.thing, home: s, used: 1}
	}
	r.result = k
	return r
}

func (s *scope) ofUnit(b *unit.Base, name string) ref {
	k, ok := ofCounted[name]
	if !ok || !b.IsCounted() {
		return ref{kind: refNoResult, thing: b, home: s, used: 1}
	}
	return ref{kind: refResult, thing: b, result: k, home: s, used: 2}
}

// resultsOf returns the results that a thing has, by name.
func resultsOf(thing any) map[string]ResultKind {
	switch thing := thing.(type) {
	case *Course:
		return ofCourses
	case *Session:
		return ofSessions
	case *Cost, *Category, *Wage:
		return ofThings
	case *unit.Base:
		if thing.IsCounted() {
			return ofCounted
		}
	}
	return nil
}

// reads calls add for everything that an expression reads. vars are the row variables in sight.
func (c *checker) reads(e ast.Expr, vars []string, add func(key, source.Span)) {
	if parts, ok := exprPath(e); ok {
		c.readsPath(parts, e.Range(), vars, add)
		return
	}
	switch e := e.(type) {
	case *ast.Call:
		c.readsCall(e, vars, add)
	case *ast.AtPrices:
		if c.mod.Intervention != nil {
			add(key{c.mod.Intervention.PricesIndex, partValue}, e.Span)
		}
		c.reads(e.X, vars, add)
	default:
		for _, x := range operands(e) {
			c.reads(x, vars, add)
		}
	}
}

func (c *checker) readsPath(parts []ast.Ident, at source.Span, vars []string, add func(key, source.Span)) {
	for _, v := range vars {
		if v == parts[0].Name {
			return
		}
	}
	if k, ok := c.scope.lookup(parts).needs(); ok {
		add(k, at)
	}
}

func (c *checker) readsCall(e *ast.Call, vars []string, add func(key, source.Span)) {
	inner := vars
	if e.Each != nil {
		c.reads(e.Each.In, vars, add)
		inner = append(append([]string{}, vars...), e.Each.Var.Name)
		if e.Each.Where != nil {
			c.reads(e.Each.Where, inner, add)
		}
	}
	for _, x := range e.Args {
		c.reads(x, inner, add)
	}
	for _, x := range e.By {
		c.reads(x, vars, add)
	}
}

// operands returns the expressions inside one, those of calls and paths apart.
func operands(e ast.Expr) []ast.Expr {
	switch e := e.(type) {
	case *ast.List:
		return e.Items
	case *ast.Field:
		return []ast.Expr{rootOf(e)}
	case *ast.IndexExpr:
		return []ast.Expr{e.X, e.I}
	case *ast.Unary:
		return []ast.Expr{e.X}
	case *ast.Binary:
		return []ast.Expr{e.X, e.Y}
	case *ast.At:
		return []ast.Expr{e.X, e.Y}
	case *ast.If:
		return []ast.Expr{e.Cond, e.Then, e.Else}
	case *ast.Paren:
		return []ast.Expr{e.X}
	}
	return nil
}

// needs returns the node that a ref needs, if it is something computed.
func (r ref) needs() (key, bool) {
	if r.via != nil {
		return key{r.via, partValue}, true
	}
	switch r.kind {
	case refRate:
		return key{r.thing, partValue}, true
	case refThing:
		if _, ok := r.thing.(*Team); ok {
			return key{r.thing, partStaff}, true
		}
		return key{r.thing, partValue}, true
	case refResult:
		return key{r.thing, partOf(r.result)}, true
	}
	return key{}, false
}
