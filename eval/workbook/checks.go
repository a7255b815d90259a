package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// checks are the conditions of every run that may fail: all but those that hold whatever is changed.
func (b *builder) checks() []plan.Guard {
	var out []plan.Guard
	for _, g := range b.Guards {
		if b.moves(g.Cond) || !b.Run.Holds(g.Cond) {
			out = append(out, g)
		}
	}
	return out
}

// moves reports whether a step depends on a number that may be changed.
func (b *builder) moves(x plan.Ref) bool {
	seen := map[plan.Ref]bool{}
	var visit func(x plan.Ref) bool
	visit = func(x plan.Ref) bool {
		x = b.g.of(x)
		if x < 0 || seen[x] || b.g.text[x] {
			return false
		}
		seen[x] = true
		if b.g.written(x) || b.Steps[x].Op == plan.Input {
			_, placed := b.home[x]
			return placed
		}
		return slices.ContainsFunc(b.g.operands(x), visit)
	}
	return visit(x)
}

// mostValues is how many values of a check have columns: those of the sides of claims.
const mostValues = claimHolds - claimLeft

// layChecks writes what must hold for the figures to mean anything: the conditions of the script, and that every figure has a value.
func (b *builder) layChecks(row int) {
	s, values := b.expectations, 0
	if !b.hasChecks() {
		return
	}
	for _, g := range b.checks() {
		values = max(values, min(len(g.Values), mostValues))
	}
	b.say(s, row, 0, say.T("Checks of the model: what must be TRUE for the figures to mean anything"), Style{Role: Heading})
	row++
	b.header(s, row, say.T("Check"), say.Phrase{}, say.Phrase{}, say.Phrase{}, say.Phrase{}, say.T("Holds"), say.T("Line"))
	for i := range values {
		b.say(s, row, claimLeft+i, valueMark(i+1), Style{Role: Header})
	}
	right(s, row, claimLeft, claimUnder)
	row++
	b.firstCheck = row
	for _, g := range b.checks() {
		b.layCheck(g, row)
		row++
	}
	for _, f := range b.figures {
		b.layHasValue(row, say.T("FALSE means: \"%s\" has no value, as where something is divided by zero", f.title), "ISERROR("+f.at.From(s)+")", f.known)
		row++
	}
	if first := b.firstTable; first > 0 {
		area := Address{b.results, first, 1}.From(s) + ":" + Address{Row: len(b.results.Rows) - 1, Col: len(b.results.Widths) - 1}.Ref()
		b.layHasValue(row, say.T("FALSE means: a figure in the tables of the results has no value"), "SUMPRODUCT(ISERROR("+area+")*1)>0", true)
		row++
	}
	b.lastCheck = row - 1
}

// valueMark is a value of a check: (1).
func valueMark(n int) say.Phrase { return say.Verbatim(fmt.Sprintf("(%d)", n)) }

// layCheck writes a condition of the script with the values that its text is about. Without a value it does not hold.
func (b *builder) layCheck(g plan.Guard, row int) {
	s := b.expectations
	s.Put(row, claimText, text(b.checkText(g), Style{Wrap: true}))
	for i, x := range g.Values[:min(len(g.Values), mostValues)] {
		b.refer(Address{s, row, claimLeft + i}, x, Style{Role: Quiet, Format: b.format(b.unitOf(x), x)})
	}
	at := Address{s, row, claimHolds}
	b.later = append(b.later, func() {
		t := condition(call("IFERROR", b.writer(s).condition(b.g.of(g.Cond)), "FALSE"))
		s.Put(row, at.Col, Cell{Kind: Formula, Text: t.text, Style: Style{Role: Check}.of(t), Value: b.held(nil, g.Cond)})
	})
	if line := g.Failure.Span.Pos.Line; line > 0 {
		s.Put(row, claimLine, Cell{Kind: Number, Text: strconv.Itoa(line), Style: Style{Role: Quiet}})
	}
}

// held is TRUE where a condition holds in the run or under a variant, else FALSE.
func (b *builder) held(v *variant, x plan.Ref) string {
	if stored := b.stored(v, x, true); stored != noValue {
		return stored
	}
	return "FALSE"
}

// layHasValue writes a check that is FALSE where a condition is met.
func (b *builder) layHasValue(row int, what say.Phrase, unless string, known bool) {
	b.say(b.expectations, row, claimText, what, Style{Wrap: true})
	t := condition(call("NOT", unless))
	b.expectations.Put(row, claimHolds, Cell{Kind: Formula, Text: t.text, Style: Style{Role: Check}.of(t), Value: truth(known)})
}

// truth is the value of a cell that says whether something is so.
func truth(is bool) string { return strings.ToUpper(strconv.FormatBool(is)) }

// checkText is what is wrong where a check is FALSE. What only a run knows stands beside it, by its number.
func (b *builder) checkText(g plan.Guard) string {
	name := func(i int, unit bool) any {
		if i >= mostValues || i >= len(g.Values) {
			return "n"
		}
		words := valueMark(i + 1).String()
		if u := b.unitOf(g.Values[i]); i == 0 && unit && u != "" && u != "%" {
			words += " " + b.unitWords(u)
		}
		return words
	}
	return b.in(say.T("FALSE means: %s", g.Failure.Message.Map(func(arg any) any {
		switch arg := arg.(type) {
		case plan.Hole:
			return name(int(arg), true)
		case plan.Count:
			return name(int(arg), false)
		}
		return arg
	})))
}

// hasChecks reports whether there is anything that must hold.
func (b *builder) hasChecks() bool {
	return len(b.checks())+len(b.Outputs) > 0 || b.Results.Grid != nil
}

// layVerdicts says on the results whether all checks, and all expectations, hold.
func (b *builder) layVerdicts(row int) int {
	if b.hasChecks() {
		b.layVerdict(row, say.T("All checks of the model hold (see the sheet of expectations)"), b.allChecks)
		row++
	}
	if len(b.Expectations) > 0 {
		b.layVerdict(row, say.T("All expectations of the script as it is written hold (see their sheet)"), b.allClaims)
		row++
	}
	return row + 1
}

// layVerdict writes a formula, with its value, once what it reads has its cells.
func (b *builder) layVerdict(row int, what say.Phrase, formula func() (text, stored string)) {
	s := b.results
	b.say(s, row, 0, what, Style{Role: Quiet})
	b.later = append(b.later, func() {
		if text, stored := formula(); text != "" {
			s.Put(row, 1, Cell{Kind: Formula, Text: text, Style: Style{Role: Check}, Value: stored})
			return
		}
		b.say(s, row, 1, say.T("left out"), Style{Role: Quiet})
	})
}

func (b *builder) allChecks() (formula, stored string) {
	from, to := Address{b.expectations, b.firstCheck, claimHolds}, Address{b.expectations, b.lastCheck, claimHolds}
	verdict := newVerdict()
	for _, g := range b.checks() {
		verdict.and(b.held(nil, g.Cond), false)
	}
	for _, f := range b.figures {
		verdict.and(truth(f.known), false)
	}
	return "AND(" + from.From(b.results) + ":" + to.Ref() + ")", verdict.stored
}

// allClaims is TRUE where every claim holds, and those that are known to differ do not.
func (b *builder) allClaims() (formula, stored string) {
	var args []string
	verdict := newVerdict()
	for i := 0; i < len(b.claims); {
		c, last := b.claims[i], i
		for !c.differs && last+1 < len(b.claims) && !b.claims[last+1].differs && b.claims[last+1].at.Row == b.claims[last].at.Row+1 {
			last++
		}
		cells := c.at.From(b.results)
		switch {
		case c.differs:
			cells = "NOT(" + cells + ")"
		case last > i:
			cells += ":" + b.claims[last].at.Ref()
		}
		args = append(args, cells)
		for ; i <= last; i++ {
			verdict.and(b.stored(b.claims[i].under, b.claims[i].ok, true), b.claims[i].differs)
		}
	}
	if len(args) == 0 {
		return "", ""
	}
	return "IFERROR(AND(" + strings.Join(args, ",") + "),FALSE)", verdict.stored
}

// verdict is the value of AND.
type verdict struct{ stored string }

func newVerdict() *verdict { return &verdict{"TRUE"} }

// and adds a condition, which must be FALSE where it is turned. One without a value does not hold.
func (v *verdict) and(stored string, turned bool) {
	if stored == noValue || (stored == "TRUE") == turned {
		v.stored = "FALSE"
	}
}
