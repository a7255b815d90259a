package check

import (
	"slices"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// scope is the names of one script.
type scope struct {
	mod     *Module
	entries map[string]*entry
	modules map[string]*Use // standard modules without a name of their own, by path
	// forgiven are names that stand in declarations that could not be read: any may have been declared there.
	forgiven map[string]bool
	broken   bool // the script has syntax errors, so that what is missing may stand there
	host     *Host
}

// entry is one declared name.
type entry struct {
	name  string
	noun  noun
	thing any // *Param, *Team, …, *unit.Base; library for the first part of a module's path
	span  source.Span
}

// library is the thing behind the `dk` of `dk.norms`.
type library struct{}

func newScope(m *Module) *scope {
	return &scope{mod: m, entries: map[string]*entry{}, modules: map[string]*Use{}, forgiven: map[string]bool{}}
}

func (s *scope) forgive(names []string) {
	for _, n := range names {
		s.forgiven[n] = true
	}
}

// results are the names that every script has, besides its categories.
var results = map[string]bool{"total": true, "costs": true, "hours": true, "fte": true, "horizon": true, "period": true}

// Reserved reports whether every script has something of that name that is no function: a result, category or unit.
func Reserved(name string) bool {
	return results[name] || slices.Contains(fieldCategories, name) || builtinUnit(name) != nil
}

// builtins is only read.
var builtins = unit.NewRegistry()

// builtinUnit returns a unit that every script has, or nil.
func builtinUnit(name string) *unit.Base {
	if b, ok := builtins.Lookup(name); ok {
		return b
	}
	return nil
}

// bind enters a name, unless it is taken.
func (c *checker) bind(id ast.Ident, noun noun, thing any) {
	switch old := c.scope.entries[id.Name]; {
	case results[id.Name]:
		c.taken(id, say.T("`%s` is a result that every script has and cannot be declared", id.Name))
	case builtinUnit(id.Name) != nil:
		c.taken(id, say.T("`%s` is a built-in unit and cannot be declared", id.Name))
	case old == nil:
		c.scope.entries[id.Name] = &entry{name: id.Name, noun: noun, thing: thing, span: id.Span}
	case old.noun == hostNoun:
		c.taken(id, say.T("`%s` is a constant of the program that runs the script and cannot be declared", id.Name))
	case !old.span.Known():
		c.taken(id, say.T("`%s` is a category that every script has and cannot be declared", id.Name))
	default:
		c.declaredTwice(id, noun, old)
	}
}

// declaredTwice reports a name of two declarations, which may well be of different kinds.
func (c *checker) declaredTwice(id ast.Ident, noun noun, old *entry) {
	message, help := say.T("`%s` is declared twice", id.Name), say.T("rename one of the two")
	if noun != old.noun {
		message = say.T("`%s` is declared twice, as %s and as %s", id.Name, old.noun.article(), noun.article())
		help = say.T("units, results and declarations share one namespace: rename one of the two")
	}
	c.report(diag.DuplicateName, id.Span, message, func(f *finding) {
		f.label(say.T("declared again")).also(old.span, say.T("first declared here")).help(help)
	})
}

func (c *checker) taken(id ast.Ident, why say.Phrase) {
	c.report(diag.ReservedName, id.Span, why, func(f *finding) {
		f.help(say.T("choose another name, such as `my_%s`", id.Name))
	})
}

// unitNamed returns the unit of that name as this script knows it: its own, a built-in one, or one of a script read
// together with it. Another declaration of the name hides what other scripts call so.
func (s *scope) unitNamed(name string) *unit.Base {
	if e := s.entries[name]; e != nil {
		b, _ := e.thing.(*unit.Base)
		return b
	}
	if b, ok := s.mod.Units.Lookup(name); ok {
		return b
	}
	return nil
}

// unitNames are the names a unit may be meant as.
func (s *scope) unitNames() []string { return s.mod.Units.Names() }

// names are all names that may stand alone or before a dot, for hints.
func (s *scope) names() []string {
	all := make([]string, 0, len(s.entries)+len(results))
	for n := range s.entries {
		all = append(all, n)
	}
	for n := range results {
		all = append(all, n)
	}
	return all
}

// named returns the names of the entries whose thing is of a type, for hints.
func named[T any](s *scope) []string {
	var all []string
	for n, e := range s.entries {
		if _, ok := e.thing.(T); ok {
			all = append(all, n)
		}
	}
	return all
}

// mayHave reports whether a name that is not there may be declared in what could not be read.
func (s *scope) mayHave(name string) bool { return s.broken || s.forgiven[name] }

// excused reports whether an unknown name needs no report, or no second one.
func (c *checker) excused(name string) bool {
	if c.scope.mayHave(name) || c.unknown[name] {
		return true
	}
	c.unknown[name] = true
	return false
}

// noSuchName reports a name that nothing in the script has. Names of used scripts are qualified.
func (c *checker) noSuchName(id ast.Ident, noun noun, candidates func() []string) {
	if noun == "name" && isDay(id.Name) && !c.scope.mayHave(id.Name) {
		c.dayUnit(id)
		return
	}
	if c.excused(id.Name) {
		return
	}
	c.report(diag.UnknownName, id.Span, say.T("%s `%s`", noun.unknown(), id.Name), func(f *finding) {
		all := candidates()
		near := nearest(id.Name, all)
		switch {
		case id.Name == LastName:
			f.help(say.T("`_` is the value before, in expressions of a session only"))
			return
		case len(near) > 0:
		case noun == "name" && len(synonyms()[id.Name]) > 0:
			f.help(say.T("for the unit write %s; else declare the name", say.Or(quoted(singular(synonyms()[id.Name])))))
			return
		case noun == "name" || len(all) == 0:
			f.help(c.orLent(say.T("declare it, or mind the spelling"), id.Name))
			return
		default:
			f.help(c.orLent(say.T("the script has %s; declare it, or mind the spelling", say.And(few(quoted(sorted(all))))), id.Name))
			return
		}
		f.help(say.T("did you mean %s?", say.Or(quoted(near))))
		if len(near) == 1 {
			f.fix(id.Span, near[0])
		}
	})
}

// orLent adds to a hint the used script that has the name.
func (c *checker) orLent(hint say.Phrase, name string) say.Phrase {
	for _, u := range c.mod.Uses {
		if u.Module != nil && u.Module.scope.entries[name] != nil && u.Module.scope.entries[name].span.Known() {
			return say.T("%s; the script used as %s has `%s.%s`", hint, u.Name, u.Name, name)
		}
	}
	return hint
}

// find looks up what a path names among one kind of declaration of this script, such as the team of a course. It
// reports what is wrong and returns nil then.
func find[T any](c *checker, p ast.Path, noun noun) *T {
	first := p.Parts[0]
	e := c.scope.entries[first.Name]
	if len(p.Parts) > 1 {
		c.report(diag.WrongThing, p.Span, say.T("`%s` is not %s of this script", p.String(), noun.article()), func(f *finding) {
			f.help(say.T("this place takes one of the script's own: %s", say.Or(few(sorted(named[*T](c.scope))))))
		})
		return nil
	}
	if e == nil {
		if results[first.Name] || builtinUnit(first.Name) != nil {
			c.wrongThing(first, resultOrUnit, noun, source.Span{})
			return nil
		}
		c.noSuchName(first, noun, func() []string { return named[*T](c.scope) })
		return nil
	}
	thing, ok := e.thing.(*T)
	if !ok {
		c.report(diag.WrongThing, first.Span, say.T("this place takes %s, and `%s` is %s", noun.article(), first.Name, e.noun.article()), func(f *finding) {
			f.also(e.span, say.T("declared here"))
			if fit := named[*T](c.scope); len(fit) > 0 {
				f.help(say.T("it could be %s", say.Or(few(quoted(sorted(fit))))))
			}
		})
		return nil
	}
	return thing
}

func (c *checker) wrongThing(id ast.Ident, is, wanted noun, declared source.Span) {
	c.report(diag.WrongThing, id.Span, say.T("this place takes %s, and `%s` is %s", wanted.article(), id.Name, is.article()), func(f *finding) {
		f.also(declared, say.T("declared here"))
	})
}

func sorted(names []string) []string {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return sortedKeys(set)
}

// oneLine reports a second line of a kind in a block. The map holds where each stood first.
func (c *checker) oneLine(seen map[string]source.Span, word string, at source.Span) bool {
	if first, again := seen[word]; again {
		c.report(diag.DuplicateLine, at, say.T("`%s` stands twice", word), func(f *finding) { f.also(first, say.T("the first stands here")) })
		return false
	}
	seen[word] = at
	return true
}

// missingLine reports a line that a block cannot do without.
func (c *checker) missingLine(at source.Span, owner say.Phrase, word string, examples ...string) {
	c.report(diag.MissingLine, at, say.T("%[1]s has no `%[2]s`", owner, word), func(f *finding) {
		f.help(say.T("add a line, such as %s", say.Or(quoted(examples))))
	})
}
