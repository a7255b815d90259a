package html

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/explain"
)

// book holds the derivations of a page: every part once, by its number, however many figures rest on it.
type book struct {
	teller explain.Teller
	lines  func(file string, line int) string
	parts  []json.RawMessage
	known  map[string]int        // parts by what they say
	cited  map[string]int        // the first parts by their sources
	at     map[*explain.Node]int // their numbers
	room   int                   // bytes that are left
	full   bool                  // some figures have no derivation for want of room
}

// part is a value and how it came about, in words. Names are short since there are thousands.
type part struct {
	Title    string   `json:"t"`
	Value    string   `json:"v"`
	Formulas []string `json:"f,omitempty"`
	At       int      `json:"n,omitempty"` // its line, in the script that the page is of
	Line     string   `json:"l,omitempty"` // in words, of another script
	Link     string   `json:"a,omitempty"` // the id of that line on the page
	Source   string   `json:"s,omitempty"`
	Same     int      `json:"c,omitempty"` // the number, counted from 1, of a part with the same source
	Unknown  bool     `json:"u,omitempty"` // it has no source, and should
	Remarks  []string `json:"r,omitempty"`
	Terms    []term   `json:"p,omitempty"`
}

// term is a part of a part, or the rest of a long list.
type term struct {
	At    int    `json:"i"`           // the number of a part, or -1
	Title string `json:"t,omitempty"` // where it is not that of the part
	Value string `json:"v,omitempty"` // of the rest
	Share string `json:"h,omitempty"`
}

func newBook(w *writer) *book {
	return &book{
		teller: explain.Teller{Style: w.style, Main: w.scripts[0].Name, Units: true},
		lines:  w.lineID, known: map[string]int{}, cited: map[string]int{}, at: map[*explain.Node]int{}, room: w.size.derivations,
	}
}

// figure makes what is read of a figure open its derivation, as far as there is one.
func (b *book) figure(n *explain.Node, inner string) string { return b.figureAs(n, shown{}, inner) }

// figureAs is one whose dialog begins with what stands in the page.
func (b *book) figureAs(n *explain.Node, as shown, inner string) string {
	if n == nil || b.full {
		return inner
	}
	at := b.add(n)
	if b.full {
		return inner
	}
	extra := ""
	if as.number != "" {
		extra = " data-shown=\"" + esc(as.number) + "\""
	}
	if as.remark != "" {
		extra += " data-remark=\"" + esc(as.remark) + "\""
	}
	return "<span data-part=\"" + strconv.Itoa(at) + "\"" + extra + ">" + inner + "</span>" // the program of the page makes it a button
}

// add gives a part its number, after those that it rests on.
func (b *book) add(n *explain.Node) int {
	if at, ok := b.at[n]; ok {
		return at
	}
	p := b.part(n)
	groups, rest := n.Groups()
	for _, g := range groups {
		if b.full {
			return 0
		}
		t := term{At: b.add(g.Node), Share: b.teller.Share(g)}
		if title := b.teller.Title(g, false); title != b.title(g.Node) {
			t.Title = title
		}
		p.Terms = append(p.Terms, t)
	}
	if rest.Count > 0 {
		t := term{At: -1, Title: b.teller.Rest(rest)}
		if rest.Summed {
			t.Value = joined(b.teller.Amount(rest.Together))
		}
		p.Terms = append(p.Terms, t)
	}
	at := b.put(p)
	b.at[n] = at
	return at
}

// put gives what says the same the same number: under a scenario most parts are what they are without it.
func (b *book) put(p part) int {
	var text bytes.Buffer
	if err := json.NewEncoder(&text).Encode(p); err != nil {
		b.full = true // a struct of texts and numbers can be written
	}
	line := bytes.TrimSpace(text.Bytes())
	if at, ok := b.known[string(line)]; ok {
		return at
	}
	if b.room -= len(line) + 1; b.room < 0 {
		b.full = true
	}
	b.known[string(line)] = len(b.parts)
	if p.Source != "" {
		b.cited[p.Source] = len(b.parts) + 1
	}
	b.parts = append(b.parts, slices.Clone(line))
	return len(b.parts) - 1
}

// part is a node without its terms.
func (b *book) part(n *explain.Node) part {
	p := part{
		Title: b.title(n), Value: joined(b.teller.Value(n)), Formulas: b.teller.Formulas(n, false),
		Source: b.teller.Source(n), Unknown: n.NoSource, Remarks: b.teller.Remarks(n),
	}
	if link := b.lines(n.File, n.Line); link != "" && n.File == b.teller.Main {
		p.At = n.Line
	} else {
		p.Line, p.Link = b.teller.Line(n), link
	}
	if at, known := b.cited[p.Source]; known {
		p.Source, p.Same = "", at
	}
	return p
}

func (b *book) title(n *explain.Node) string {
	return b.teller.Title(explain.Group{Term: explain.Term{Node: n}}, false)
}

// joined is a number with its unit.
func joined(number, unit string) string {
	if unit == "%" {
		return number + "%"
	}
	return strings.TrimRight(number+" "+unit, " ")
}

// json is all parts, in order of their numbers.
func (b *book) json() string {
	var out strings.Builder
	out.WriteString("[")
	for i, p := range b.parts {
		if i > 0 {
			out.WriteString(",\n")
		}
		out.Write(p)
	}
	out.WriteString("]")
	return out.String()
}
