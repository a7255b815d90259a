package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

var (
	interventionHead = rule[ast.Intervention](parseArith)
	useHead          = rule[ast.Use](parseArith)
	indexHead        = rule[ast.Index](parseArith)
	dataHead         = rule[ast.Data](parseArith)
	teamHead         = rule[ast.Team](parseArith)
	courseHead       = rule[ast.Course](parseArith)
	sessionHead      = rule[ast.Session](parseArith)
	scenarioHead     = rule[ast.Scenario](parseArith)
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

// readBlock reads a head, its block and what follows it.
func readBlock[T, I any](r *reading, head production[T], b *block[I]) (*T, []I, error) {
	d, err := read(r, head)
	if err != nil {
		return d, nil, err
	}
	items, whole := body(r, b)
	return d, items, wholeOr(whole)
}

func readIntervention(r *reading) (ast.Decl, error) {
	d, items, err := readBlock(r, interventionHead, interventionBlock)
	d.Items, d.EndPos = items, r.here()
	return d, err
}

func readTeam(r *reading) (ast.Decl, error) {
	d, items, err := readBlock(r, teamHead, teamBlock)
	d.Items, d.EndPos = items, r.here()
	return d, err
}

func readCourse(r *reading) (ast.Decl, error) {
	d, items, err := readBlock(r, courseHead, courseBlock)
	d.Items, d.EndPos = items, r.here()
	return d, err
}

func readSession(r *reading) (ast.Decl, error) {
	d, items, err := readBlock(r, sessionHead, sessionBlock)
	d.Items, d.EndPos = items, r.here()
	return d, err
}

func readScenario(r *reading) (ast.Decl, error) {
	d, sets, err := readBlock(r, scenarioHead, setBlock)
	d.Sets, d.EndPos = sets, r.here()
	return d, err
}

func readIndex(r *reading) (ast.Decl, error) {
	d, entries, err := readBlock(r, indexHead, indexBlock)
	if err == nil {
		d.Source, err = r.sourceClause()
	}
	d.Entries, d.EndPos = entries, r.here()
	return d, err
}

func readData(r *reading) (ast.Decl, error) {
	d, columns, err := readBlock(r, dataHead, columnBlock)
	if err == nil {
		d.Source, err = r.sourceClause()
	}
	d.Columns, d.EndPos = columns, r.here()
	return d, err
}

var costKinds = map[string]ast.CostKind{"cost": ast.CostLine, "grant": ast.GrantLine, "saving": ast.SavingLine}

func readCost(r *reading) (ast.Decl, error) {
	word := r.peek().Value
	d, items, err := readBlock(r, costHead, costBlocks[word])
	if err == nil {
		d.Source, err = r.sourceClause()
	}
	d.Kind, d.Items, d.EndPos = costKinds[word], items, r.here()
	if d.Timing != nil {
		d.Timing.Kind = r.timingKind(d.Timing)
	}
	return d, err
}

// startsWith reports whether the text of a node begins with a word.
func (r *reading) startsWith(n ast.Node, word string) bool {
	return strings.HasPrefix(r.file.Text[n.Range().Pos.Offset:], word)
}

func (r *reading) timingKind(t *ast.Timing) ast.TimingKind {
	switch {
	case r.startsWith(t, "every"):
		return ast.TimingEvery
	case r.startsWith(t, "over"):
		return ast.TimingOver
	}
	return ast.TimingIn
}

// readUse reads the block after `with` too.
func readUse(r *reading) (ast.Decl, error) {
	d, err := read(r, useHead)
	if err != nil || !r.peek().isWord("with") {
		return d, err
	}
	r.lx.Next()
	if !r.peek().is("{") {
		return d, r.expected()
	}
	r.lx.Next()
	sets, whole := body(r, withBlock)
	d.With, d.EndPos = sets, r.here()
	return d, wholeOr(whole)
}

// finishParam tells the kinds of ranges apart by their first sign.
func finishParam(r *reading, p *ast.Param) error {
	if p.In == nil {
		return nil
	}
	switch first, _ := utf8.DecodeRuneInString(r.file.Text[p.In.Pos.Offset:]); first {
	case '{':
		p.In.Kind = ast.Alternatives
	case '±', '+':
		p.In.Kind = ast.PlusMinus
	}
	return nil
}

// finishExpect finds the comparison, and refuses clauses that do not belong to it.
func finishExpect(r *reading, e *ast.Expect) error {
	i := find(r.tokens, position(e.Left.Range().EndPos), tokOp)
	for ; r.tokens[i].Value != e.Op; i++ {
	}
	e.OpSpan = r.tokens[i].span()
	switch {
	case e.Op == "in" && e.High == nil:
		return misplaced(e.OpSpan, "`in` wants a lower and an upper bound", "write `expect VALUE in LOW..HIGH`")
	case e.Op != "in" && e.High != nil:
		return misplaced(e.OpSpan, "two bounds stand after `"+e.Op+"`", "write `expect VALUE in LOW..HIGH`")
	case e.Op != "=" && e.Nearest != nil:
		return misplaced(e.OpSpan, "`to nearest` belongs to `=`, not to `"+e.Op+"`", "leave `to nearest` out, or compare with `=`")
	}
	return nil
}

// checkStarting allows a year or a date after `starting`.
func checkStarting(_ *reading, h *ast.HorizonItem) error {
	switch h.Starting.(type) {
	case nil, *ast.Number, *ast.DateLit:
		return nil
	}
	return misplaced(h.Starting.Range(), "after `starting` stands a year or a date", "write `starting 2018`")
}

// checkTeamStaff refuses a time: a team says who, not for how long.
func checkTeamStaff(_ *reading, s *ast.StaffItem) error {
	if s.For == nil {
		return nil
	}
	return misplaced(s.For.Range(), "the staff of a team has no time", "write `staff TEAM for TIME` in a cost or session")
}

// misplaced is an error found after its tokens were read in order.
func misplaced(span source.Span, message, help string) error {
	say := func(s *site) diag.Diagnostic {
		d := diag.New(diag.PartMisplaced, span, message)
		d.Help = help
		return d
	}
	return &syntaxError{pos: position(span.Pos), kind: tokOp, say: say}
}
