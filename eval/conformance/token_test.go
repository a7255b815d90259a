package conformance

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// piece is a token as the reference describes it: its kind is the production that it is of, or `sign`, or in a text of characters “.
type piece struct {
	kind, text string
	column     int  // 1 for the first of a line
	starts     bool // a line
	named      bool // a connecting word as a name: after a dot, or as a column
}

// tokenForms are the forms of tokens, in the order in which they are tried.
var tokenForms = []struct {
	kind string
	form *regexp.Regexp
}{
	{"blank", regexp.MustCompile(`^[ \t\r\f\x{a0}\x{feff}]+`)},
	{"comment", regexp.MustCompile(`^#[^\n]*`)},
	{"Date", regexp.MustCompile(`^\d{4}-\d\d-\d\d`)},
	{"Percent", regexp.MustCompile(`^\d(_?\d)*(\.\d(_?\d)*)?[ \t\x{a0}]*%`)},
	{"Number", regexp.MustCompile(`^\d(_?\d)*(\.\d(_?\d)*)?`)},
	{"Text", regexp.MustCompile(`^"[^"\n]*"`)},
	{"Ident", regexp.MustCompile(`^[\pL_][\pL\pN_]*`)},
}

// tokens cuts a script as the reference says, without the ends of items.
func (g *grammar) tokens(text string) ([]piece, error) {
	var out []piece
	column, starts := 1, true
	for text != "" {
		if text[0] == '\n' {
			text, column, starts = text[1:], 1, true
			continue
		}
		p := g.token(text)
		if p.kind == "" {
			r, _ := utf8.DecodeRuneInString(text)
			return nil, fmt.Errorf("no token begins with %q", r)
		}
		text, p.column, p.starts = text[len(p.text):], column, starts
		column += utf8.RuneCountInString(p.text)
		if p.kind == "blank" || p.kind == "comment" {
			continue
		}
		if starts = false; p.kind == "Ident" && g.isWord(p.text) {
			p.kind, p.named = "Word", after(out, ".") || strings.HasPrefix(strings.TrimLeft(text, " \t\u00a0"), ":")
		}
		out = append(out, p)
	}
	return out, nil
}

func (g *grammar) token(text string) piece {
	for _, f := range tokenForms {
		if found := f.form.FindString(text); found != "" {
			return piece{kind: f.kind, text: found}
		}
	}
	longest := slices.SortedFunc(slices.Values(append(slices.Clone(g.signs), ";")), func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, sign := range longest {
		if strings.HasPrefix(text, sign) {
			return piece{kind: "sign", text: sign}
		}
	}
	return piece{}
}

// isWord reports whether a name is one of the connecting words.
func (g *grammar) isWord(name string) bool {
	return slices.ContainsFunc(g.rules["Word"].kids, func(n *node) bool { return n.text == name })
}

func after(list []piece, sign string) bool {
	return len(list) > 0 && list[len(list)-1].kind == "sign" && list[len(list)-1].text == sign
}

// itemEnds puts the ends of items into a script, by the rules of "Lines and items".
type itemEnds struct {
	out  []piece
	open []string // brackets
}

// laidOut cuts a script into tokens with the ends of items.
func (g *grammar) laidOut(text string) ([]piece, error) {
	list, err := g.tokens(text)
	if err != nil {
		return nil, err
	}
	l := &itemEnds{}
	for i, p := range list {
		switch {
		case p.column == 1 && p.kind == "Ident" && g.declares[p.text]:
			l.end()
			l.open = nil
		case p.kind == "sign" && p.text == "}", p.starts && i > 0 && !l.within() && !goesOn(list[i-1]) && begins(list[i:]):
			l.end()
		}
		l.take(p)
	}
	l.end()
	return l.out, nil
}

func (l *itemEnds) take(p piece) {
	if p.kind == "sign" {
		switch p.text {
		case ";":
			l.end()
			return
		case "(", "[", "{":
			l.open = append(l.open, p.text)
		case ")", "]", "}":
			l.open = l.open[:max(0, len(l.open)-1)]
		}
	}
	l.out = append(l.out, p)
}

// end ends an item, unless nothing stands in it.
func (l *itemEnds) end() {
	if len(l.out) > 0 && l.out[len(l.out)-1].kind != "EOL" && !after(l.out, "{") {
		l.out = append(l.out, piece{kind: "EOL"})
	}
}

// within reports whether a line goes on since it is inside ( ) or [ ].
func (l *itemEnds) within() bool { return len(l.open) > 0 && l.open[len(l.open)-1] != "{" }

// goesOn reports whether a line that ends with this token goes on.
func goesOn(p piece) bool {
	switch p.kind {
	case "Word":
		return !p.named && p.text != "each" && p.text != "times"
	case "sign":
		return !slices.Contains([]string{")", "]", "}", "?", "%", "...", ";"}, p.text)
	}
	return false
}

// begins reports whether an item begins here: with a name, the key of a map, or }.
func begins(list []piece) bool {
	p := list[0]
	return p.kind == "Ident" || p.named || p.text == "}" || p.kind == "Number" && len(list) > 1 && list[1].text == ":"
}

// characters are those of a token, without blanks but in texts. A word is one.
func characters(p piece) []piece {
	if p.kind == "Word" {
		return []piece{{text: p.text}}
	}
	var out []piece
	for _, r := range p.text {
		if p.kind == "Text" || !strings.ContainsRune(" \t\u00a0", r) {
			out = append(out, piece{text: string(r)})
		}
	}
	return out
}
