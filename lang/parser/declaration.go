package parser

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

var (
	interventionHead = rule(&ast.Intervention{}, parseArith)
	useHead          = rule(&ast.Use{}, parseArith)
	indexHead        = rule(&ast.Index{}, parseArith)
	dataHead         = rule(&ast.Data{}, parseArith)
	teamHead         = rule(&ast.Team{}, parseArith, entitle)
	courseHead       = rule(&ast.Course{}, parseArith, entitle)
	sessionHead      = rule(&ast.Session{}, parseArith, entitle, sessionCourse)
	scenarioHead     = rule(&ast.Scenario{}, parseArith, textAfter("from", func(s *ast.Scenario) **ast.Text { return &s.From }))
)

// notWhole says that a declaration is to be replaced although its error is reported.
type notWhole struct{}

func (notWhole) Error() string { return "reported" }

func wholeOr(whole bool) error {
	if whole {
		return nil
	}
	return notWhole{}
}

// block reads a head and its block.
func (r *reading) block(head *production, b *block) (ast.Node, []ast.Node, error) {
	start := r.lx.Cursor()
	n, err := r.read(head)
	if err == nil {
		err = r.want("{")
	}
	if err != nil {
		if b.followsHead(r.tokens[start:]) {
			r.site.unopened = 1
		}
		return nil, nil, err
	}
	items, whole := r.body(b)
	return n, items, wholeOr(whole)
}

func readIntervention(r *reading) (ast.Decl, error) {
	n, items, err := r.block(interventionHead, interventionBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Intervention)
	d.Items, d.EndPos = itemsOf[ast.InterventionItem](items), r.here()
	return d, nil
}

func readTeam(r *reading) (ast.Decl, error) {
	n, items, err := r.block(teamHead, teamBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Team)
	d.Items, d.EndPos = itemsOf[ast.TeamItem](items), r.here()
	return d, nil
}

func readCourse(r *reading) (ast.Decl, error) {
	n, items, err := r.block(courseHead, courseBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Course)
	d.Items, d.EndPos = itemsOf[ast.CourseItem](items), r.here()
	return d, nil
}

func readSession(r *reading) (ast.Decl, error) {
	n, items, err := r.block(sessionHead, sessionBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Session)
	d.Items, d.EndPos = itemsOf[ast.SessionItem](items), r.here()
	return d, nil
}

func readScenario(r *reading) (ast.Decl, error) {
	n, sets, err := r.block(scenarioHead, setBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Scenario)
	d.Sets, d.EndPos = itemsOf[*ast.Set](sets), r.here()
	return d, nil
}

func readIndex(r *reading) (ast.Decl, error) {
	n, entries, err := r.block(indexHead, indexBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Index)
	err = cite(r, d)
	d.Entries, d.EndPos = itemsOf[*ast.IndexEntry](entries), r.here()
	return d, err
}

func readData(r *reading) (ast.Decl, error) {
	n, columns, err := r.block(dataHead, columnBlock)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Data)
	err = cite(r, d)
	d.Columns, d.EndPos = itemsOf[*ast.Column](columns), r.here()
	return d, err
}

var costKinds = map[string]ast.CostKind{"cost": ast.CostLine, "grant": ast.GrantLine, "saving": ast.SavingLine}

func readCost(r *reading) (ast.Decl, error) {
	word := r.peek().Value
	n, items, err := r.block(costHead, costBlocks[word])
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Cost)
	err = cite(r, d)
	d.Kind, d.Items, d.EndPos = costKinds[word], itemsOf[ast.CostItem](items), r.here()
	return d, err
}

// readUse reads the block after `with` too.
func readUse(r *reading) (ast.Decl, error) {
	n, err := r.read(useHead)
	if err != nil {
		return nil, err
	}
	d := n.(*ast.Use)
	if !r.peek().isWord("with") {
		return d, nil
	}
	r.lx.Next()
	if !r.peek().is("{") {
		return nil, r.expected()
	}
	r.lx.Next()
	sets, whole := r.body(withBlock)
	d.With, d.EndPos = itemsOf[*ast.Set](sets), r.here()
	return d, wholeOr(whole)
}

// finishExpect refuses clauses that do not belong to it.
func finishExpect(_ *reading, n ast.Node) error {
	e := n.(*ast.Expect)
	switch {
	case e.Op == "in" && e.High == nil:
		return misplaced(e.OpSpan, say.T("`in` wants a lower and an upper bound"), say.T("write `expect VALUE in LOW..HIGH`"))
	case e.Op != "in" && e.High != nil:
		return misplaced(e.OpSpan, say.T("two bounds stand after `%s`", e.Op), say.T("write `expect VALUE in LOW..HIGH`"))
	case e.Op != "=" && e.Nearest != nil:
		return misplaced(e.OpSpan, say.T("`to nearest` belongs to `=`, not to `%s`", e.Op), say.T("leave `to nearest` out, or compare with `=`"))
	}
	return nil
}

// checkStarting allows a year or a date after `starting`.
func checkStarting(_ *reading, n ast.Node) error {
	h := n.(*ast.HorizonItem)
	switch h.Starting.(type) {
	case nil, *ast.Number, *ast.DateLit:
		return nil
	}
	return misplaced(h.Starting.Range(), say.T("after `starting` stands a year or a date"), say.T("write `starting 2018`"))
}

// checkTeamStaff refuses a time: a team says who, not for how long.
func checkTeamStaff(_ *reading, n ast.Node) error {
	s := n.(*ast.StaffItem)
	if s.For == nil {
		return nil
	}
	return misplaced(s.For.Range(), say.T("the staff of a team has no time"), say.T("write `staff TEAM for TIME` in a cost or session"))
}

// misplaced is an error found after its tokens were read in order.
func misplaced(span source.Span, message, help say.Phrase) error {
	say := func(s *site) diag.Diagnostic {
		d := diag.New(diag.PartMisplaced, span, message)
		d.Help = help
		return d
	}
	return &syntaxError{pos: position(span.Pos), kind: tokOp, say: say}
}
