package parser

import (
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Limits bounds what one text may cost to read. A zero field takes its default.
type Limits struct {
	Bytes   int // length of the text
	Tokens  int // words, numbers and signs in it
	Nesting int // brackets, `if`, `-` and `not` inside one another
	Name    int // bytes of a name
	Text    int // bytes of a written text
	// Declarations is how many are read of a text, and the first beyond them: each later one is a BadDecl, so that who counts the tree still
	// sees how many there are. Nothing is reported of it. Zero is no limit.
	Declarations int
	// Stopped is asked between declarations, unless it is nil. Its error ends the reading, with the problem Interrupted.
	Stopped func() error
}

// DefaultLimits are far beyond any script written by hand.
var DefaultLimits = Limits{Bytes: 2 << 20, Tokens: 200_000, Nesting: 200, Name: 200, Text: 10_000}

// chain is how many operators may follow one another for each level of nesting. A sum of n terms is a tree n deep on
// its left side, and those who walk it recurse, so a sum has a bound too, only a wider one.
const chain = 20

func (l Limits) orDefault() Limits {
	if l.Bytes == 0 {
		l.Bytes = DefaultLimits.Bytes
	}
	if l.Tokens == 0 {
		l.Tokens = DefaultLimits.Tokens
	}
	if l.Nesting == 0 {
		l.Nesting = DefaultLimits.Nesting
	}
	if l.Name == 0 {
		l.Name = DefaultLimits.Name
	}
	if l.Text == 0 {
		l.Text = DefaultLimits.Text
	}
	return l
}

// tooLong is the problem of a name or a text that is longer than it may be, or nil. What a table repeats in every row is short.
func (l Limits) tooLong(t *token) *diag.Diagnostic {
	p := diag.Passed{Field: "NameBytes", What: say.T("the name %s is too long", say.Code(clip(t.Value))), Asked: int64(len(t.Value)), Allowed: int64(l.Name)}
	if t.Type == tokText {
		p.Field, p.What, p.Allowed = "TextBytes", say.T("the text is too long"), int64(l.Text)
	}
	if t.Type != tokIdent && t.Type != tokText || p.Allowed == 0 || p.Asked <= p.Allowed {
		return nil
	}
	p.Instead = smaller[p.Field]
	d := p.At(diag.TextLimit, t.span())
	return &d
}

// tooLarge says that a limit is passed. Whoever finds it stops there, and more may follow.
func tooLarge(span source.Span, p diag.Passed) diag.Diagnostic {
	p.AtLeast, p.Instead = true, smaller[p.Field]
	d := p.At(diag.TextLimit, span)
	d.Label = say.T("the limit is passed here")
	return d
}

// smaller says what to do about a limit, by its field of eval.Limits.
var smaller = map[string]say.Phrase{
	"SourceBytes": say.T("split the script, and join its parts with `use` or `combine`"),
	"Tokens":      say.T("split the script, and join its parts with `use` or `combine`"),
	"NameBytes":   say.T("write it shorter, and the rest in a label or a comment"),
	"TextBytes":   say.T("write it shorter, and the rest in a comment"),
	"Nesting":     say.T("give the inner part a name of its own with `let`"),
}

// depthGauge follows how deep a reader of the tokens would recurse, without recursing itself.
type depthGauge struct {
	level, base  int // now, and at the last bracket, comma or end of item
	run          int // prefix operators directly before the next operand
	chain        int // operators since base
	saved        []depthGauge
	operandStood bool
}

// checkNesting returns a diagnostic for the first token that nests deeper than the limit, or nil.
func checkNesting(tokens []token, limit int) *diag.Diagnostic {
	g := &depthGauge{}
	for i := range tokens {
		g.take(&tokens[i])
		if g.level > limit {
			d := tooLarge(tokens[i].span(), diag.Passed{Field: "Nesting", What: say.T("nesting is too deep"), Asked: int64(g.level), Allowed: int64(limit)})
			return &d
		}
		if g.chain > chain*limit {
			d := tooLarge(tokens[i].span(), diag.Passed{
				Field: "Nesting", What: say.T("too many operators in one expression"),
				Asked: int64(g.chain), Allowed: int64(chain * limit), Raise: int64(2 * limit),
			})
			return &d
		}
	}
	return nil
}

func (g *depthGauge) take(t *token) {
	switch {
	case t.opens():
		g.open()
	case t.closes():
		g.close()
	case t.Type == tokEOL || t.is(","):
		g.level, g.run, g.chain, g.operandStood = g.base, 0, 0, false
	case t.is("-") && !g.operandStood || t.isWord("not"):
		g.level, g.run = g.level+1, g.run+1
	case t.isWord("if"):
		g.level, g.operandStood = g.level+1, false
	default:
		g.other(t)
	}
}

func (g *depthGauge) other(t *token) {
	g.level -= g.run
	g.run = 0
	g.operandStood = t.endsOperand()
	if !g.operandStood {
		g.chain++
	}
}

func (g *depthGauge) open() {
	saved := *g
	saved.saved = nil
	saved.level -= g.run
	saved.run = 0
	saved.operandStood = true
	saved.chain++
	g.saved = append(g.saved, saved)
	g.level++
	g.base, g.run, g.chain, g.operandStood = g.level, 0, 0, false
}

func (g *depthGauge) close() {
	if len(g.saved) == 0 {
		return
	}
	stack := g.saved
	*g = stack[len(stack)-1]
	g.saved = stack[:len(stack)-1]
}
