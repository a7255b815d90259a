package conformance

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// recogniser decides whether tokens, or the characters of one, are of a production. It follows every reading that the grammar has, and
// remembers where each part can end.
type recogniser struct {
	g    *grammar
	in   []piece
	ends map[place][]int
	far  int // how many tokens were understood
}

type place struct {
	n  *node
	at int
}

// recognise tells observe what a derivation uses, or fails where there is none.
func (g *grammar) recognise(production string, in []piece, observe func(string)) error {
	r := &recogniser{g: g, in: in, ends: map[place][]int{}}
	start := &node{kind: symbol, text: production}
	if !slices.Contains(r.endsOf(start, 0), len(in)) {
		return fmt.Errorf("no %s: it is understood up to %s", production, r.near())
	}
	r.derive(start, "", 0, len(in), observe)
	return nil
}

// near is the text around the last token that was understood.
func (r *recogniser) near() string {
	var words []string
	for _, p := range r.in[max(0, r.far-5):min(len(r.in), r.far+1)] {
		words = append(words, p.text)
	}
	return fmt.Sprintf("token %d of %d: %s", r.far, len(r.in), strings.Join(words, " "))
}

// endsOf are the places where a part that begins at a place can end, the farthest first.
func (r *recogniser) endsOf(n *node, at int) []int {
	where := place{n, at}
	if known, ok := r.ends[where]; ok {
		return known
	}
	found := map[int]bool{}
	switch n.kind {
	case symbol:
		r.symbolEnds(n, at, found)
	case terminal, prose:
		if at < len(r.in) && r.matches(n, r.in[at]) {
			found[at+1] = true
		}
	case sequence:
		for _, e := range r.endsOf(n.kids[0], at) {
			add(found, r.endsOf(n.kids[1], e))
		}
	case choice:
		for _, kid := range n.kids {
			add(found, r.endsOf(kid, at))
		}
	case optional:
		found[at] = true
		add(found, r.endsOf(n.kids[0], at))
	case repeated:
		r.repeatedEnds(n, at, found)
	}
	var out []int
	for e := range found {
		out = append(out, e)
		r.far = max(r.far, e)
	}
	slices.SortFunc(out, func(a, b int) int { return b - a })
	r.ends[where] = out
	return out
}

func add(found map[int]bool, ends []int) {
	for _, e := range ends {
		found[e] = true
	}
}

// isToken reports whether a symbol is one token of a script.
func (r *recogniser) isToken(n *node) bool {
	return r.g.lexical[n.text] && len(r.in) > 0 && r.in[0].kind != ""
}

func (r *recogniser) symbolEnds(n *node, at int, found map[int]bool) {
	switch {
	case !r.isToken(n):
		add(found, r.endsOf(r.g.rules[n.text], at))
	case at < len(r.in) && r.in[at].kind == n.text:
		found[at+1] = true
	}
}

func (r *recogniser) repeatedEnds(n *node, at int, found map[int]bool) {
	found[at] = true
	for next := []int{at}; len(next) > 0; next = next[1:] {
		for _, e := range r.endsOf(n.kids[0], next[0]) {
			if !found[e] {
				found[e] = true
				next = append(next, e)
			}
		}
	}
}

// matches reports whether a token or character is a terminal, or what a comment of the grammar describes.
func (r *recogniser) matches(n *node, p piece) bool {
	if n.kind == terminal {
		return p.text == n.text && p.kind != "Text"
	}
	c, _ := utf8.DecodeRuneInString(p.text)
	switch {
	case strings.Contains(n.text, "letter"):
		return unicode.IsLetter(c) || c == '_'
	case strings.Contains(n.text, "any character"):
		return c != '"' && c != '\n'
	}
	return false
}

// derive tells what one reading of the part between two places uses: the first in the order of the grammar.
func (r *recogniser) derive(n *node, rule string, from, to int, observe func(string)) {
	switch n.kind {
	case symbol:
		r.deriveSymbol(n, from, to, observe)
	case sequence:
		for _, e := range r.endsOf(n.kids[0], from) {
			if slices.Contains(r.endsOf(n.kids[1], e), to) {
				r.derive(n.kids[0], rule, from, e, observe)
				r.derive(n.kids[1], rule, e, to, observe)
				return
			}
		}
	case choice:
		at := slices.IndexFunc(n.kids, func(kid *node) bool { return slices.Contains(r.endsOf(kid, from), to) })
		observe(alternative(rule, n.kids[at]))
		r.derive(n.kids[at], rule, from, to, observe)
	case optional, repeated:
		observe(branch(rule, n, to > from))
		for from < to {
			from = r.deriveOnce(n, rule, from, to, observe)
		}
	}
}

// deriveOnce derives one round of a repetition, or an option, and tells where it ends.
func (r *recogniser) deriveOnce(n *node, rule string, from, to int, observe func(string)) int {
	for _, e := range r.endsOf(n.kids[0], from) {
		if e == to || e > from && n.kind == repeated && slices.Contains(r.endsOf(n, e), to) {
			r.derive(n.kids[0], rule, from, e, observe)
			return e
		}
	}
	return to
}

func (r *recogniser) deriveSymbol(n *node, from, to int, observe func(string)) {
	switch {
	case !r.isToken(n):
		observe(production(n.text))
		r.derive(r.g.rules[n.text], n.text, from, to, observe)
	case n.text == "EOL":
		observe(production(n.text))
	default:
		if err := r.g.recognise(n.text, characters(r.in[from]), observe); err != nil {
			observe(fmt.Sprintf("grammar %s: no form for %s", n.text, r.in[from].text))
		}
	}
}

func production(name string) string { return "grammar " + name }

func alternative(rule string, kid *node) string { return "grammar " + rule + ": | " + kid.label }

func branch(rule string, n *node, used bool) string {
	if used {
		return "grammar " + rule + ": " + n.label + " used"
	}
	return "grammar " + rule + ": " + n.label + " left out"
}

// branches are all that derivations can use.
func (g *grammar) branches() []string {
	var out []string
	for _, name := range g.order {
		out = append(out, production(name))
		out = append(out, branchesIn(name, g.rules[name])...)
	}
	return out
}

func branchesIn(rule string, n *node) []string {
	var out []string
	if n.kind == optional || n.kind == repeated {
		out = append(out, branch(rule, n, true), branch(rule, n, false))
	}
	for _, kid := range n.kids {
		if n.kind == choice {
			out = append(out, alternative(rule, kid))
		}
		out = append(out, branchesIn(rule, kid)...)
	}
	return out
}
