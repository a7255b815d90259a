// Package manual is the language by topic, as Markdown: the sections of the reference, and what is read from the language
// itself when it is asked for, such as functions with the values of their examples, the figures of standard modules, and
// the codes of diagnostics with what their example gives.
//
//	m := manual.New(say.English)
//	topics := m.Find("lists per year")   // the best first
//	text, err := m.Text(ctx, topics[0])
//	sections := m.Search("volunteer")    // what no topic is called by, in the text of the reference
package manual

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/lang/say"
)

// Topic is something that can be looked up.
type Topic struct {
	Name  string // what finds it and nothing else, in small letters unless it is a name of the language
	Title string
	Line  string // what it says, a sentence
	Group string // the topic that it is a part of, or ""

	keys    keys
	section *section // of the reference, or nil
	write   func(context.Context) (string, error)
}

// Manual is all topics, in the order of the reference.
type Manual struct{ topics []*Topic }

// New reads the manual. It runs nothing; that is left to Text. The manual is in English; codes of diagnostics, and what
// their examples give, are in the language given.
func New(language say.Language) *Manual {
	m := &Manual{}
	doc := read()
	m.topics = slices.Concat(m.sections(doc), functions(), modules(), codes(language), classes(doc, language), units(), words(doc))
	m.topics = append(m.topics, m.indexes(doc)...)
	m.otherWords()
	return m
}

// Topics lists the topics of a group, "" for those that are in none.
func (m *Manual) Topics(group string) []*Topic {
	var out []*Topic
	for _, t := range m.topics {
		if t.Group == group {
			out = append(out, t)
		}
	}
	return out
}

// Find returns the topics that words may mean, the best first: those of that name or of another word for it, then those
// with all the words in their title, then those whose code has them, and figures whose name has. Capital letters do not
// matter.
func (m *Manual) Find(words string) []*Topic {
	wanted := folded(words)
	if wanted == "" {
		return nil
	}
	rank := func(t *Topic) int { return t.keys.rank(wanted) }
	out := slices.DeleteFunc(slices.Clone(m.topics), func(t *Topic) bool { return rank(t) >= unfound })
	slices.SortStableFunc(out, func(a, b *Topic) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// Names returns every name of a topic and every single word that finds one, for suggestions. Of units there are none but
// those of time and counts: nearly every word of three letters is near a currency.
func (m *Manual) Names() []string {
	var out []string
	money := keys{}
	for _, t := range m.topics {
		if t.Group == currencies {
			maps.Copy(money, t.keys)
			continue
		}
		out = append(out, t.names()...)
	}
	out = slices.DeleteFunc(out, func(name string) bool { _, isMoney := money[name]; return isMoney })
	slices.Sort(out)
	return slices.Compact(out)
}

// names are the name of a topic as it is written, and the other words that find it.
func (t *Topic) names() []string {
	out := []string{t.Name}
	for key := range t.keys {
		isWord := !strings.ContainsFunc(key, notInName) && strings.ContainsFunc(key, unicode.IsLetter)
		if isWord && t.Group != codesName && key != folded(t.Name) {
			out = append(out, key)
		}
	}
	return out
}

// Text returns a topic as Markdown, computing what it shows.
func (m *Manual) Text(ctx context.Context, t *Topic) (string, error) {
	text, err := t.write(ctx)
	if err != nil {
		return "", err
	}
	return "# " + t.Title + "\n\n" + strings.TrimSpace(text) + "\n", nil
}

// listed is a table of topics, with what to type for each.
func listed(topics []*Topic) string {
	if len(topics) == 0 {
		return ""
	}
	out := "| topic | about |\n|---|---|\n"
	for _, t := range topics {
		out += "| " + cell(t.Name) + " | " + cell(t.Line) + " |\n"
	}
	return out
}

// cell is a text as it stands in a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
