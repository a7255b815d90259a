package explain

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
)

// mostInFormula is how many terms a formula with values shows; longer ones say nothing that the list of terms does not.
const mostInFormula = 6

// Value is the value of a node as a text says it.
func (n *Node) Value(s table.Style) string {
	switch {
	case !n.Known:
		return say.T("no value").In(s.Language)
	case !n.Word.Empty():
		return n.Word.In(s.Language)
	}
	return s.Amount(n.Amount)
}

// Was is the value of a node in the script as it is written, where that differs.
func (n *Node) Was(s table.Style) string {
	if !n.BaseWord.Empty() {
		return n.BaseWord.In(s.Language)
	}
	return s.Amount(n.Base)
}

// Filled is the formula of a node with the values and units of its terms put in, or "" where there is none to show. Products have as many
// digits as give the value as it is shown; where no reasonable number of digits does, the formula begins with ≈.
func (n *Node) Filled(s table.Style) string {
	if n.Op != Product || !n.Known {
		return n.filled(s, 0)
	}
	const mostDigits = 6
	for more := range mostDigits + 1 {
		if n.comesOut(more) {
			return n.filled(s, more)
		}
	}
	if text := n.filled(s, 0); text != "" {
		return Nearly + text
	}
	return ""
}

// Nearly begins a formula whose values as printed do not quite give the value.
const Nearly = "≈ "

func (n *Node) filled(s table.Style, more int) string {
	return n.joined(s, func(m *Node) string {
		if more > 0 && m.Known && m.Word.Empty() {
			a := m.Amount
			a.Places = digitsOf(a.Value, places(a)+more)
			return s.Amount(a)
		}
		return m.Value(s)
	})
}

// comesOut reports whether the terms, printed with some more digits, give the product as it is printed.
func (n *Node) comesOut(more int) bool {
	product, fine := num.Int(1), true
	for _, t := range n.Terms {
		var ok bool
		switch {
		case t.Node == nil:
			product, ok = product.MulRatio(t.Ratio.Num, t.Ratio.Den)
		case t.Sign == Over:
			product, ok = product.Div(printed(t.Node.Amount, more))
		default:
			product, ok = product.Mul(printed(t.Node.Amount, more))
		}
		fine = fine && ok
	}
	if n.Amount.Unit == percent {
		product, _ = product.Mul(num.Int(100))
	}
	at := places(n.Amount)
	return fine && product.Round(at).Equal(n.Amount.Value.Round(at))
}

const percent = "%"

// printed is the number that an amount is read as, with some more digits than usual.
func printed(a table.Amount, more int) num.D {
	v := a.Value.Round(places(a) + more)
	if a.Unit == percent {
		v, _ = v.MulRatio(1, 100)
	}
	return v
}

// places are the decimal places that an amount is printed with.
func places(a table.Amount) int {
	if a.Places >= 0 {
		return a.Places
	}
	return table.AutoPlaces(a.Value, a.Unit)
}

// digitsOf is how many of some decimal places say anything.
func digitsOf(v num.D, most int) int {
	for places := range most {
		if v.Round(places).Equal(v.Round(most)) {
			return places
		}
	}
	return most
}

// Units is how the unit of a product comes of those of its factors, such as `kr./hour × hours = kr.`, or "" for anything else.
func (n *Node) Units(s table.Style) string {
	if n.Op != Product || n.Unit.IsNumber() && !n.anyUnit() || n.converts() && n.Terms[0].Node.Unit.Equal(n.Unit) {
		return ""
	}
	text := n.joined(s, func(m *Node) string { return unitOf(m.Unit, s) })
	if text == "" {
		return ""
	}
	return text + " = " + unitOf(n.Unit, s)
}

func (n *Node) anyUnit() bool {
	for _, t := range n.Terms {
		if t.Node != nil && !t.Node.Unit.IsNumber() {
			return true
		}
	}
	return false
}

func unitOf(u unit.Unit, s table.Style) string {
	if u.IsNumber() {
		return say.T("number").In(s.Language)
	}
	return s.Unit(u.String())
}

// joined writes the terms of a node under its operation.
func (n *Node) joined(s table.Style, write func(*Node) string) string {
	if len(n.Terms) == 0 || len(n.Terms) > mostInFormula {
		return ""
	}
	parts := n.written(write)
	if n.Op == Sum || n.Op == Product {
		return n.chain(write)
	}
	if words, ok := said[n.Op]; ok {
		return words(parts[0], parts[len(parts)-1]).In(s.Language)
	}
	switch n.Op {
	case Called:
		return n.Function + "(" + strings.Join(n.written(write), argumentMark) + ")"
	case Least:
		return say.T("the least of %s", say.And(parts)).In(s.Language)
	case Greatest:
		return say.T("the greatest of %s", say.And(parts)).In(s.Language)
	}
	return ""
}

// argumentMark stands between arguments. Where numbers have decimal commas, that is no comma.
const argumentMark = "; "

// written are the terms, written.
func (n *Node) written(write func(*Node) string) []string {
	var out []string
	for _, t := range n.Terms {
		if t.Node != nil {
			out = append(out, write(t.Node))
		}
	}
	return out
}

// said are the operations that are no chain of terms.
var said = map[Op]func(x, y any) say.Phrase{
	Round:  func(x, y any) say.Phrase { return say.T("%s to the nearest %s", x, y) },
	Floor:  func(x, y any) say.Phrase { return say.T("%s down to a multiple of %s", x, y) },
	Ceil:   func(x, y any) say.Phrase { return say.T("%s up to a multiple of %s", x, y) },
	Abs:    func(x, _ any) say.Phrase { return say.T("the magnitude of %s", x) },
	Equal:  func(x, y any) say.Phrase { return say.T("%s = %s", x, y) },
	Less:   func(x, y any) say.Phrase { return say.T("%s < %s", x, y) },
	AtMost: func(x, y any) say.Phrase { return say.T("%s ≤ %s", x, y) },
	And:    func(x, y any) say.Phrase { return say.T("%s and %s", x, y) },
	Or:     func(x, y any) say.Phrase { return say.T("%s or %s", x, y) },
	Not:    func(x, _ any) say.Phrase { return say.T("not %s", x) },
}

// chain writes a sum or product. The first term has no sign, unless it is a minus.
func (n *Node) chain(write func(*Node) string) string {
	var out strings.Builder
	for i, t := range n.Terms {
		switch {
		case t.Node == nil:
			out.WriteString(ratioWords(t.Ratio))
		case i == 0 && t.Sign == Minus:
			out.WriteString("−" + write(t.Node))
		case i == 0:
			out.WriteString(write(t.Node))
		default:
			out.WriteString(" " + t.Sign.Mark() + " " + inside(write(t.Node)))
		}
	}
	return out.String()
}

// Mark is the sign as formulas print it.
func (s Sign) Mark() string {
	return map[Sign]string{Plus: "+", Minus: "−", Times: "×", Over: "/"}[s]
}

// inside puts a negative number after a sign in parentheses.
func inside(text string) string {
	if strings.HasPrefix(text, "-") {
		return "(" + text + ")"
	}
	return text
}

// ratioWords is an exact ratio as a factor.
func ratioWords(r unit.Ratio) string {
	switch num, den := strconv.FormatInt(r.Num, 10), strconv.FormatInt(r.Den, 10); {
	case r.Den == 1:
		return " × " + num
	case r.Num == 1:
		return " / " + den
	default:
		return " × " + num + "/" + den
	}
}
