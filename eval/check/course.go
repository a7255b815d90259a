package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareCourse declares what teams run. Each field is a node of its own, so that what completes may follow from what
// starts.
func (c *checker) declareCourse(d *ast.Course) {
	course := &Course{Def: def(d.Name, d.Label, nil, d.Span)}
	c.mod.Courses = append(c.mod.Courses, course)
	c.bind(d.Name, "course", course)
	c.trees[course] = d
	seen := map[string]source.Span{}
	for _, item := range d.Items {
		if word := courseWord(item); word == "" || c.oneLine(seen, word, item.Range()) {
			c.courseItem(course, item)
		}
	}
	c.courseComplete(course, d, seen)
}

func courseWord(item ast.CourseItem) string {
	switch item := item.(type) {
	case *ast.CourseTeam:
		return "team"
	case *ast.StartsItem:
		return "starts"
	case *ast.CourseValue:
		return item.Field.Name
	}
	return ""
}

func (c *checker) courseComplete(course *Course, d *ast.Course, seen map[string]source.Span) {
	if hasBadItem(d.Items) {
		return
	}
	owner := say.T("the course `%s`", course.Name)
	if _, there := seen["team"]; !there && !course.InTotal {
		c.missingLine(d.Name.Span, owner, "team", "team TEAM", "starts 4 per year in total")
	}
	for _, line := range [][2]string{{"participants", "participants 8"}, {"starts", "starts 2 per year"}, {"duration", "duration 9 months"}} {
		if _, there := seen[line[0]]; !there {
			c.missingLine(d.Name.Span, owner, line[0], line[1])
		}
	}
}

func (c *checker) courseItem(course *Course, item ast.CourseItem) {
	switch item := item.(type) {
	case *ast.CourseTeam:
		c.afterDeclaring(func() { course.Team = find[Team](c, item.Team, "team") })
	case *ast.StartsItem:
		course.InTotal = item.InTotal
		w := wantCount(say.T("a number of courses"), "2 courses", isBase("course"))
		w.list = true
		c.courseField(course, partStarts, item.Count, &course.Starts, "starts", w)
	case *ast.CourseValue:
		c.courseValue(course, item)
	}
}

func (c *checker) courseValue(course *Course, item *ast.CourseValue) {
	switch item.Field.Name {
	case "participants":
		w := wantCount(say.T("a number of participants"), "8 families", func(*unit.Base) bool { return true })
		w.list = true
		c.courseField(course, partParticipants, item.Value, &course.Participants, "participants", w)
	case "duration":
		c.courseField(course, partDuration, item.Value, &course.Duration, "duration", wantCalendar("9 months"))
	case "completion":
		w := wantShare()
		w.list = true
		c.courseField(course, partCompletion, item.Value, &course.Completion, "completion", w)
	}
}

func (c *checker) courseField(course *Course, p part, e ast.Expr, to *Expr, name string, w want) {
	c.graph.add(&node{key: key{course, p}, name: course.Name + "." + name, span: e.Range(), reads: []ast.Expr{e}, resolve: func() {
		*to = c.field(e, name, w)
		if bad(*to) {
			return
		}
		c.fitsClock(*to, func() (clock, bool) { return c.courseClock(course) })
		switch p {
		case partParticipants:
			course.Counted = builtinUnit("participant")
			if b, ok := (*to).Type().Unit.Only(); ok {
				course.Counted = b
			}
		case partCompletion:
			c.notAboveOne(*to)
		}
	}})
}

// courseClock is the years that the lists of a course count: of its team's life, or with `in total` of the horizon.
func (c *checker) courseClock(course *Course) (clock, bool) {
	if course.InTotal {
		return c.mod.horizonClock(c.clockAt), true
	}
	return c.longestLife(course.Team)
}

// notAboveOne reports a written completion of more than all, also where it is the value of a param.
func (c *checker) notAboveOne(x Expr) {
	for _, item := range itemsOf(x) {
		value := item
		if p, ok := item.(*ParamExpr); ok && p.Via == nil {
			value = p.Param.Value
		}
		if v, ok := constant(value); ok && v.Cmp(oneHundred) > 0 {
			c.report(diag.BadCompletion, item.Span(), say.T("completion is %s, and not more than 100%% can complete", percentOf(v)),
				help(say.T("a share is 85%, 0.85 or 17/20")), func(f *finding) {
					if value != item {
						f.also(value.Span(), say.T("the value of the param"))
					}
				})
		}
	}
}
