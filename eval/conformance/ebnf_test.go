package conformance

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// nodeKind is a form of the notation that the grammar is written in.
type nodeKind int

const (
	symbol   nodeKind = iota // a production by its name
	terminal                 // a text between quotation marks
	sequence                 // the first kid, then the second
	choice                   // one of the kids
	optional                 // [ ]
	repeated                 // { }
	prose                    // (* what a comment says *)
)

// node is a part of the right side of a production. Source is as it is written.
type node struct {
	kind   nodeKind
	text   string // of a symbol, a terminal or prose
	kids   []*node
	source string
	label  string // source, with a number behind it where the production has it more than once
}

// grammar is the productions of the reference.
type grammar struct {
	rules    map[string]*node
	order    []string
	lexical  map[string]bool // what stands before File: productions over characters
	declares map[string]bool // the words that a declaration begins with
	signs    []string
}

var ebnfBlock = regexp.MustCompile("(?s)```ebnf\r?\n(.*?)```")

func readGrammar(t *testing.T) *grammar {
	t.Helper()
	text, err := os.ReadFile("../../lang/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	block := ebnfBlock.FindSubmatch(text)
	if block == nil {
		t.Fatal("the reference has no grammar")
	}
	g, err := parseGrammar(string(block[1]))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var ebnfToken = regexp.MustCompile(`"(?:\\"|[^"])*"|\(\*.*?\*\)|[A-Za-z]+|\S`)

// ebnfReader reads the notation: tokens with where they stand.
type ebnfReader struct {
	text string
	at   [][]int
	next int
}

func parseGrammar(text string) (g *grammar, err error) {
	g = &grammar{rules: map[string]*node{}, lexical: map[string]bool{}, declares: map[string]bool{}}
	r := &ebnfReader{text: text, at: ebnfToken.FindAllStringIndex(text, -1)}
	for r.next < len(r.at) {
		name := r.take()
		if r.take() != "=" {
			return nil, fmt.Errorf("production %s has no =", name)
		}
		body := r.choice()
		if r.take() != "." {
			return nil, fmt.Errorf("production %s has no end", name)
		}
		g.rules[name], g.order = body, append(g.order, name)
		if g.rules["File"] == nil {
			g.lexical[name] = true
		}
	}
	for _, name := range g.order {
		g.collect(name, g.rules[name])
		g.rules[name].name(map[string]int{})
	}
	g.first(g.rules["Decl"], g.declares)
	return g, nil
}

func (r *ebnfReader) peek() string {
	if r.next >= len(r.at) {
		return ""
	}
	return r.text[r.at[r.next][0]:r.at[r.next][1]]
}

func (r *ebnfReader) take() string {
	t := r.peek()
	r.next++
	return t
}

// from gives a node the text from a token to the one before the next.
func (r *ebnfReader) from(first int, n *node) *node {
	n.source = strings.Join(strings.Fields(r.text[r.at[first][0]:r.at[r.next-1][1]]), " ")
	return n
}

func (r *ebnfReader) choice() *node {
	first := r.next
	kids := []*node{r.sequence()}
	for r.peek() == "|" {
		r.take()
		kids = append(kids, r.sequence())
	}
	if len(kids) == 1 {
		return kids[0]
	}
	return r.from(first, &node{kind: choice, kids: kids})
}

func (r *ebnfReader) sequence() *node {
	first := r.next
	head := r.factor()
	if strings.Contains("|)]}.", r.peek()) {
		return head
	}
	return r.from(first, &node{kind: sequence, kids: []*node{head, r.sequence()}})
}

func (r *ebnfReader) factor() *node {
	first := r.next
	t := r.take()
	n := &node{}
	switch {
	case t == "(":
		inner := r.choice()
		r.take()
		return inner
	case t == "[":
		n.kind, n.kids = optional, []*node{r.choice()}
		r.take()
	case t == "{":
		n.kind, n.kids = repeated, []*node{r.choice()}
		r.take()
	case strings.HasPrefix(t, "(*"):
		n.kind, n.text = prose, t
	case strings.HasPrefix(t, `"`):
		n.kind, n.text = terminal, strings.ReplaceAll(t[1:len(t)-1], `\"`, `"`)
	default:
		n.kind, n.text = symbol, t
	}
	return r.from(first, n)
}

var wordLike = regexp.MustCompile(`^[\pL_]+$`)

// collect keeps the signs of the productions that are not over characters.
func (g *grammar) collect(rule string, n *node) {
	if n.kind == terminal && !g.lexical[rule] && !wordLike.MatchString(n.text) {
		g.signs = append(g.signs, n.text)
	}
	for _, kid := range n.kids {
		g.collect(rule, kid)
	}
}

// name gives every part of a production a label of its own.
func (n *node) name(seen map[string]int) {
	seen[n.source]++
	if n.label = n.source; seen[n.source] > 1 {
		n.label = fmt.Sprintf("%s (%d)", n.source, seen[n.source])
	}
	for _, kid := range n.kids {
		kid.name(seen)
	}
}

// first collects the terminals that a node begins with.
func (g *grammar) first(n *node, into map[string]bool) {
	switch n.kind {
	case terminal:
		into[n.text] = true
	case sequence:
		g.first(n.kids[0], into)
	case choice:
		for _, kid := range n.kids {
			g.first(kid, into)
		}
	}
}
