package check

import (
	"fmt"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// need builds lists of keys.
func need(thing any, parts ...part) []key {
	keys := make([]key, len(parts))
	for i, p := range parts {
		keys[i] = key{thing, p}
	}
	return keys
}

// sum enters a node that only adds up others.
func (c *checker) sumNode(thing any, p part, name string, needs []key) {
	c.graph.add(&node{key: key{thing, p}, name: name, needs: needs})
}

// wordsNode is sumNode of what has no name.
func (c *checker) wordsNode(thing any, p part, words say.Phrase, needs []key) {
	c.graph.add(&node{key: key{thing, p}, name: words.String(), words: words, needs: needs})
}

// linkResults enters a node for every result, with what feeds it.
func (c *checker) linkResults() {
	c.linkVolumes()
	c.linkCourses()
	c.linkCategories()
	c.linkLabour()
	c.linkLadder()
}

func (c *checker) linkVolumes() {
	var moves, volumes []key
	for _, t := range c.mod.Teams {
		moves = append(moves, key{t, partMoves})
	}
	for _, course := range c.mod.Courses {
		volumes = append(volumes, need(course, partOf(Completed), partOf(Started), partDuration)...)
	}
	for _, u := range c.mod.Combined {
		volumes = append(volumes, key{u, partValue})
	}
	c.sumNode(nil, partTeams, "teams", moves)
	c.sumNode(nil, partVolumes, "courses", volumes)
	units := map[*unit.Base]bool{}
	for _, e := range c.scope.entries {
		if b, ok := e.thing.(*unit.Base); ok {
			units[b] = true
		}
	}
	for _, name := range []string{"participant", "course", "team"} {
		units[builtinUnit(name)] = true
	}
	for _, b := range inOrder(units) {
		for word, k := range ofCounted {
			c.sumNode(b, partOf(k), b.Plural()+"."+word, need(nil, partVolumes))
		}
	}
}

// inOrder keeps walks the same from run to run.
func inOrder(units map[*unit.Base]bool) []*unit.Base {
	byName := map[string]*unit.Base{}
	for b := range units {
		byName[b.Name()] = b
	}
	var out []*unit.Base
	for _, n := range sortedKeys(byName) {
		out = append(out, byName[n])
	}
	return out
}

func (c *checker) linkCourses() {
	for _, course := range c.mod.Courses {
		result := func(k ResultKind, word string, needs ...key) {
			c.sumNode(course, partOf(k), course.Name+"."+word, needs)
		}
		courses := append(c.movesOf(course), key{course, partStarts})
		started := append(append([]key{}, courses...), key{course, partParticipants})
		completed := append(append([]key{}, started...), key{course, partCompletion})
		inside := append(append([]key{}, completed...), key{course, partDuration})
		if c.mod.Intervention != nil && c.mod.Intervention.Dropped {
			completed = inside
		}
		result(Courses, "courses", courses...)
		result(Started, "started", started...)
		result(Completed, "completed", completed...)
		result(CompletedInside, "completed_inside", inside...)
	}
	for course, lines := range c.linesByCourse() {
		for word, k := range ofThings {
			c.sumNode(course, partOf(k), course.Name+"."+word, lines)
		}
	}
}

// movesOf is what the number of active teams of a course depends on. The team is looked up here since nothing is
// resolved yet.
func (c *checker) movesOf(course *Course) []key {
	for _, item := range c.trees[course].(*ast.Course).Items {
		if t, ok := item.(*ast.CourseTeam); ok && c.scope.entries[t.Team.Parts[0].Name] != nil {
			return need(c.scope.entries[t.Team.Parts[0].Name].thing, partMoves)
		}
	}
	return nil
}

// linesByCourse lists the sessions of each course, and the cost lines that may be its own. Lines that may be of any course are a node of
// their own, so that their number is not multiplied by that of the courses.
func (c *checker) linesByCourse() map[*Course][]key {
	lines := map[*Course][]key{}
	for _, course := range c.mod.Courses {
		lines[course] = need(nil, partShared)
	}
	var shared []key
	for _, s := range c.mod.Sessions {
		if e := c.scope.entries[c.trees[s].(*ast.Session).Course.Parts[0].Name]; e != nil {
			if course, ok := e.thing.(*Course); ok {
				lines[course] = append(lines[course], lineOf(s)...)
			}
		}
	}
	for _, cost := range c.mod.Costs {
		basis := c.trees[cost].(*ast.Cost).Basis
		only := c.courseOfBasis(basis)
		if cost.Kind != ast.CostLine || !c.countsCourses(basis) {
			continue
		}
		if only == nil {
			shared = append(shared, lineOf(cost)...)
		} else {
			lines[only] = append(lines[only], lineOf(cost)...)
		}
	}
	c.wordsNode(nil, partShared, say.T("cost lines of courses"), shared)
	return lines
}

// lineOf is everything that a cost line or session is made of.
func lineOf(thing any) []key {
	switch thing.(type) {
	case *Session:
		return need(thing, partMeet, partWork, partMoney)
	}
	return need(thing, partDrive, partWork, partMoney)
}

func (c *checker) linkCategories() {
	lines := map[string][]key{}
	for _, s := range c.mod.Sessions {
		lines["operation"] = append(lines["operation"], lineOf(s)...)
	}
	for _, cost := range c.mod.Costs {
		if cost.Kind == ast.CostLine {
			category := c.trees[cost].(*ast.Cost).Category.Name
			lines[category] = append(lines[category], lineOf(cost)...)
		}
		for word, k := range ofThings {
			c.sumNode(cost, partOf(k), cost.Name+"."+word, lineOf(cost))
		}
	}
	for _, cat := range c.mod.Categories {
		for word, k := range ofThings {
			c.sumNode(cat, partOf(k), cat.Name+"."+word, lines[cat.Name])
		}
	}
	for _, s := range c.mod.Sessions {
		for word, k := range ofThings {
			c.sumNode(s, partOf(k), s.Name+"."+word, append(need(nil, partVolumes), lineOf(s)...))
		}
		c.sumNode(s, partOf(Meetings), s.Name+".meetings", need(s, partMeet))
		c.sumNode(s, partOf(MeetingLength), s.Name+".length", need(s, partMeet))
	}
}

// linkLabour finds the items that employ each wage: by its name, or by that of a team that it is in.
func (c *checker) linkLabour() {
	byName := c.employers()
	for _, t := range c.mod.Teams {
		c.wordsNode(t, partEmployed, say.T("work of %s", t.Name), byName[t.Name])
	}
	for _, w := range c.mod.Wages {
		needs := append(need(w, partValue), byName[w.Name]...)
		for word, k := range ofThings {
			c.sumNode(w, partOf(k), w.Name+"."+word, needs)
		}
		c.sumNode(w, partOf(FTEOf), "fte."+w.Name, needs)
	}
}

// employers lists what employs each name.
func (c *checker) employers() map[string][]key {
	byName := map[string][]key{}
	note := func(thing any, keys []key) {
		for _, name := range namesIn(staffOf(c.trees[thing])) {
			byName[name] = append(byName[name], keys...)
		}
	}
	for _, cost := range c.mod.Costs {
		if cost.Kind == ast.CostLine {
			note(cost, need(cost, partDrive, partWork))
		}
	}
	for _, s := range c.mod.Sessions {
		note(s, need(s, partMeet, partWork))
	}
	for _, t := range c.mod.Teams {
		note(t, need(t, partEmployed))
	}
	return byName
}

// staffOf lists the staff that a declaration employs.
func staffOf(d ast.Decl) []ast.Expr {
	var staff []ast.Expr
	add := func(item any) {
		switch item := item.(type) {
		case *ast.StaffItem:
			staff = append(staff, item.Staff)
		case *ast.PrepareItem:
			staff = append(staff, item.By)
		}
	}
	switch d := d.(type) {
	case *ast.Team:
		forEach(d.Items, add)
	case *ast.Session:
		forEach(d.Items, add)
	case *ast.Cost:
		forEach(d.Items, add)
	}
	return staff
}

func forEach[T any](items []T, f func(any)) {
	for _, item := range items {
		f(item)
	}
}

// namesIn lists the names that staff is made of.
func namesIn(staff []ast.Expr) []string {
	var names []string
	for _, e := range staff {
		if n, ok := e.(*ast.Name); ok {
			names = append(names, n.Name)
		}
		names = append(names, namesIn(operands(e))...)
	}
	return names
}

func (c *checker) linkLadder() {
	var gross, work, grants, savings []key
	for _, s := range c.mod.Sessions {
		gross = append(gross, lineOf(s)...)
		work = append(work, need(s, partMeet, partWork)...)
	}
	for _, cost := range c.mod.Costs {
		switch cost.Kind {
		case ast.CostLine:
			gross = append(gross, lineOf(cost)...)
			work = append(work, need(cost, partDrive, partWork)...)
		case ast.GrantLine:
			grants = append(grants, lineOf(cost)...)
		default:
			savings = append(savings, lineOf(cost)...)
		}
	}
	for _, u := range c.mod.Combined {
		used := key{u, partValue}
		gross, work, grants, savings = append(gross, used), append(work, used), append(grants, used), append(savings, used)
	}
	c.linkRungs(gross, work, grants, savings)
}

func (c *checker) linkRungs(gross, work, grants, savings []key) {
	rung := func(k ResultKind, needs []key) { c.sumNode(nil, partOf(k), rungName(k), needs) }
	rung(Gross, gross)
	rung(Residual, gross)
	rung(Labour, work)
	rung(Overhead, append(need(nil, partOverhead), work...))
	rung(Grants, grants)
	rung(Savings, savings)
	rung(AfterGrants, need(nil, partOf(Gross), partOf(Grants)))
	net := need(nil, partOf(AfterGrants), partOf(Savings))
	for _, k := range []ResultKind{Net, NetByYear, NetByStep, NetLater} {
		rung(k, net)
	}
	rung(Present, append(need(nil, partDiscount), net...))
}

func rungName(k ResultKind) string {
	if k == Net {
		return "total"
	}
	for word, other := range ladder {
		if other == k {
			return "costs." + word
		}
	}
	return fmt.Sprint("result ", int(k))
}
