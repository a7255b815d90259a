package check

import (
	"strings"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

func numberOfYears() unit.Unit { return unit.Of(builtinUnit("year")) }

// generic basis words; the plurals are forgiven.
var genericBasis = map[string]BasisKind{
	"team": PerTeam, "employee": PerEmployee, "course": PerCourse, "participant": PerParticipant, "year": PerYear, "month": PerMonth,
	"teams": PerTeam, "employees": PerEmployee, "courses": PerCourse, "participants": PerParticipant, "years": PerYear, "months": PerMonth,
}

var basisWords = []string{"team", "employee", "course", "participant", "year", "month"}

// basisNeeds is what a basis counts, as far as its words tell.
func (c *checker) basisNeeds(b ast.Basis) []key {
	if b.Noun == nil {
		return nil
	}
	if c.countsCourses(b) {
		return need(nil, partVolumes)
	}
	needs := need(nil, partTeams)
	if genericBasis[b.Noun.Name] == PerEmployee && b.Noun.Name[0] == 'e' {
		for _, t := range c.mod.Teams {
			needs = append(needs, key{t, partStaff})
		}
	}
	return needs
}

// countsCourses reports whether a basis counts courses or who takes part in them.
func (c *checker) countsCourses(b ast.Basis) bool {
	if b.Noun == nil {
		return false
	}
	switch kind, generic := genericBasis[b.Noun.Name]; {
	case b.Completed, generic && (kind == PerCourse || kind == PerParticipant):
		return true
	case generic:
		return false
	}
	if e := c.scope.entries[b.Noun.Name]; e != nil {
		_, isTeam := e.thing.(*Team)
		return !isTeam
	}
	return true
}

// courseOfBasis is the one course that a basis names, or nil when it names none.
func (c *checker) courseOfBasis(b ast.Basis) *Course {
	name := ""
	switch {
	case b.Of != nil:
		name = b.Of.Parts[0].Name
	case b.Noun != nil:
		name = b.Noun.Name
	}
	course, _ := entryThing(c.scope.entries[name]).(*Course)
	return course
}

// basis resolves how often a cost falls. It is false when that failed.
func (c *checker) basis(d ast.Basis) (Basis, bool) {
	b := Basis{Span: d.Span}
	switch {
	case d.Once:
		return b, true
	case d.OverPeriod:
		b.Kind = OverPeriod
		return b, true
	case d.Noun == nil:
		return b, false
	case d.Completed:
		return c.completedBasis(d, b)
	}
	kind, generic := genericBasis[d.Noun.Name]
	if !generic {
		return c.namedBasis(d, b)
	}
	b.Kind = kind
	switch kind {
	case PerTeam, PerEmployee:
		return c.teamBasis(d, b)
	case PerCourse, PerParticipant:
		return c.courseBasis(d, b, distinct(c.mod.Courses))
	}
	return b, c.bareTime(d)
}

// bareTime reports what follows `per year`.
func (c *checker) bareTime(d ast.Basis) bool {
	switch {
	case d.Of != nil:
		c.report(diag.UnknownBasis, d.Of.Span, say.T("time is of nothing: write `per %s`", d.Noun.Name))
	case d.Per != nil:
		c.report(diag.UnknownBasis, d.Per.Span, say.T("`per %s per %s` is no basis", d.Noun.Name, d.Per.Name), help(say.T("write `per TEAM per year`, or `per year`")))
	default:
		return true
	}
	return false
}

// teamBasis is per team or employee, of one kind of team, and per year as well.
func (c *checker) teamBasis(d ast.Basis, b Basis) (Basis, bool) {
	teams := distinct(c.mod.Teams)
	switch {
	case d.Of != nil:
		t := find[Team](c, *d.Of, "team")
		if t == nil {
			return b, false
		}
		b.Teams = []*Team{t}
	case len(teams) > 1:
		example := "per " + teams[0].Name
		if b.Kind == PerEmployee {
			example = "per employee of " + teams[0].Name
		}
		c.several(d, say.T("`per %s` could be of several kinds of team: %s", d.Noun.Name, say.And(few(namesOf(teams)))), example)
		return b, false
	case len(teams) == 0:
		c.none(d, "team")
		return b, false
	default:
		b.Teams = teams
	}
	return c.perYear(d, b)
}

func (d *Def) nameOfDef() string { return d.Name }

func namesOf[T interface{ nameOfDef() string }](things []T) []string {
	names := make([]string, len(things))
	for i, t := range things {
		names[i] = t.nameOfDef()
	}
	return names
}

// distinct leaves out what was declared again under a name, which is reported where it stands.
func distinct[T interface{ nameOfDef() string }](things []T) []T {
	var out []T
	seen := map[string]bool{}
	for _, t := range things {
		if !seen[t.nameOfDef()] {
			seen[t.nameOfDef()] = true
			out = append(out, t)
		}
	}
	return out
}

func (c *checker) several(d ast.Basis, could say.Phrase, example string) {
	c.report(diag.SeveralKinds, d.Span, could, help(say.T("name one, as in `%s`", example)))
}

func (c *checker) none(d ast.Basis, what string) {
	for _, decl := range c.mod.Tree.Decls {
		if b, bad := decl.(*ast.BadDecl); bad && b.Keyword == what {
			return
		}
	}
	why := say.T("`per %s` counts nothing, since the script has no team", d.Noun.Name)
	if what == "course" {
		why = say.T("`per %s` counts nothing, since the script has no course", d.Noun.Name)
	}
	c.report(diag.UnknownBasis, d.Span, why)
}

// perYear reads the second `per year`.
func (c *checker) perYear(d ast.Basis, b Basis) (Basis, bool) {
	if d.Per == nil {
		return b, true
	}
	if d.Per.Name != "year" || b.Kind != PerTeam && b.Kind != PerEmployee {
		c.report(diag.UnknownBasis, d.Per.Span, say.T("`per %s per %s` is no basis", d.Noun.Name, d.Per.Name), help(say.T("teams and employees are counted `per year` as well; nothing else is")))
		return b, false
	}
	b.Kind = map[BasisKind]BasisKind{PerTeam: PerTeamYear, PerEmployee: PerEmployeeYear}[b.Kind]
	return b, true
}

// courseBasis is per course or participant, of the course that is named or the only one there is.
func (c *checker) courseBasis(d ast.Basis, b Basis, courses []*Course) (Basis, bool) {
	switch {
	case d.Of != nil:
		course := find[Course](c, *d.Of, "course")
		if course == nil {
			return b, false
		}
		courses = []*Course{course}
	case len(courses) > 1:
		could := say.T("`per %s` could be of several courses: %s", d.Noun.Name, say.And(few(namesOf(courses))))
		c.several(d, could, "per "+d.Noun.Name+" of "+courses[0].Name)
		return b, false
	case len(courses) == 0:
		c.none(d, "course")
		return b, false
	}
	b.Courses = courses
	return c.perYear(d, b)
}

// completedBasis is per completed participant, or per completed unit.
func (c *checker) completedBasis(d ast.Basis, b Basis) (Basis, bool) {
	b.Kind = PerCompleted
	if genericBasis[d.Noun.Name] == PerParticipant && d.Noun.Name[0] == 'p' {
		return c.courseBasis(d, b, distinct(c.mod.Courses))
	}
	u := c.scope.unitNamed(d.Noun.Name)
	if u == nil || !u.IsCounted() || u == builtinUnit("course") || u == builtinUnit("team") {
		c.report(diag.UnknownBasis, d.Noun.Span, say.T("what completes is counted, and `%s` is no unit of participants", d.Noun.Name), help(say.T("write `per completed participant`, or name the unit that the course counts, and `of COURSE`")))
		return b, false
	}
	return c.countedBasis(d, b, u)
}

// countedBasis is per a counted unit: of all courses that count it, or the one that is named.
func (c *checker) countedBasis(d ast.Basis, b Basis, u *unit.Base) (Basis, bool) {
	if d.Of != nil {
		course := find[Course](c, *d.Of, "course")
		if course == nil || course.Counted == nil {
			return b, false
		}
		if course.Counted.Dim() != u.Dim() {
			c.report(diag.UnknownBasis, d.Span, say.T("the course `%s` counts %s, not %s", course.Name, course.Counted.Plural(), u.Plural()), func(f *finding) {
				f.also(course.NameSpan, say.T("declared here")).help(say.T("write `per %s of %s`", course.Counted.Name(), course.Name))
			})
			return b, false
		}
		b.Courses = []*Course{course}
		return c.perYear(d, b)
	}
	failed := false
	for _, course := range c.mod.Courses {
		failed = failed || course.Counted == nil
		if course.Counted != nil && course.Counted.Dim() == u.Dim() {
			b.Courses = append(b.Courses, course)
		}
	}
	if len(b.Courses) == 0 && !failed {
		c.report(diag.NothingCounted, d.Span, say.T("no course counts %s", u.Plural()), help(say.T("it is the unit of `participants` in a course that counts, as in `participants 8 %s`", u.Plural())))
		return b, false
	}
	b2, ok := c.perYear(d, b)
	return b2, ok && !failed
}

// namedBasis is per a team, a course or a counted unit of the script.
func (c *checker) namedBasis(d ast.Basis, b Basis) (Basis, bool) {
	e := c.scope.entries[d.Noun.Name]
	switch thing := entryThing(e).(type) {
	case *Team:
		b.Kind, b.Teams = PerTeam, []*Team{thing}
	case *Course:
		b.Kind, b.Courses = PerCourse, []*Course{thing}
	case *unit.Base:
		b.Kind = PerParticipant
		return c.countedBasis(d, b, thing)
	default:
		if u := c.scope.unitNamed(d.Noun.Name); u != nil && u.IsCounted() {
			b.Kind = PerParticipant
			return c.countedBasis(d, b, u)
		}
		c.unknownBasis(d, e)
		return b, false
	}
	if d.Of != nil {
		c.report(diag.UnknownBasis, d.Of.Span, say.T("`%s` names one kind already", d.Noun.Name), help(say.T("write `per %s`", d.Noun.Name)))
		return b, false
	}
	return c.perYear(d, b)
}

func (c *checker) unknownBasis(d ast.Basis, e *entry) {
	name := d.Noun.Name
	if e != nil {
		c.report(diag.UnknownBasis, d.Noun.Span, say.T("nothing falls per `%s`, which is %s", name, e.noun.article()), func(f *finding) {
			f.also(e.span, say.T("declared here")).help(say.T("a basis is a team, a course, a counted unit, or one of %s", say.And(say.Codes(basisWords))))
		})
		return
	}
	if c.scope.mayHave(name) {
		return
	}
	c.report(diag.UnknownBasis, d.Noun.Span, say.T("unknown basis `per %s`", name), func(f *finding) {
		candidates := append(append([]string{}, basisWords...), named[*Team](c.scope)...)
		candidates = sorted(append(append(candidates, named[*Course](c.scope)...), named[*unit.Base](c.scope)...))
		if meant := synonyms()[name]; len(meant) == 1 && genericBasis[meant[0]] != Once {
			f.help(say.T("write `per %s`", strings.TrimSuffix(meant[0], "s")))
			return
		}
		f.help(suggestOr(name, candidates, say.T("a basis is per %s", say.Or(few(candidates)))))
	})
}
