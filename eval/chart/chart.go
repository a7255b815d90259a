// Package chart draws tables: each chart is a Vega-Lite spec, made as data from what a table of a report says. It computes nothing
// anew, so a chart can say nothing that its table does not.
//
// A spec holds its data, its language and its colours, needs no address and no code of its own, and has the same bytes whenever it
// is made. Its expressions are few and simple: the interpreter of package vega runs them under a policy that forbids code made
// from text.
//
// Another kind of chart is a file with a function from tables to charts, and a line in kinds.
package chart

import (
	"bytes"
	"encoding/json"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Chart is a drawing of tables, in no language yet.
type Chart struct {
	Name string // identifier, unique in a report: that of its first table
	Kind string // one of Kinds
	// Title is one line, Description the gist in words, for those who do not see the drawing.
	Title, Description say.Phrase
	// Tables are what it draws. The first is the one to show beside it.
	Tables []*table.Table

	draw func(Look) Spec
}

// Look says how a chart is drawn. The zero Look is in English, on white, with its title.
type Look struct {
	Language say.Language
	Theme    Theme
	Subtitle say.Phrase // below the title: what the chart is of
	Untitled bool       // without title and subtitle, for a page that has them itself
	Narrow   bool       // for a place as narrow as a telephone
}

// Spec is a Vega-Lite spec, version 6, of values that encoding/json writes: objects in order of their keys.
type Spec map[string]any

// Indented is the spec as JSON for a file, with an indentation of two blanks.
func (s Spec) Indented() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetIndent("", "  ")
	err := e.Encode(s)
	return out.Bytes(), err
}

// kind is a way to draw tables.
type kind struct {
	name string
	read func(tables []*table.Table) []Chart
}

// kinds lists all ways, in the order in which a reader meets them.
func kinds() []kind {
	return []kind{{"years", years}, {"ladder", ladders}, {"tornado", tornados}, {"grid", grids}, {"distribution", distributions}}
}

// Kinds lists the kinds of charts.
func Kinds() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.name)
	}
	return out
}

// All draws every table that there is a chart for, in the order of Kinds.
func All(tables []*table.Table) []Chart {
	var out []Chart
	for _, name := range Kinds() {
		out = append(out, Of(name, tables)...)
	}
	return out
}

// Of draws the tables that there is a chart of one kind for. There is none of figures without a value.
func Of(name string, tables []*table.Table) []Chart {
	var out []Chart
	for _, k := range kinds() {
		if k.name != name {
			continue
		}
		for _, c := range k.read(tables) {
			c.Kind = name
			out = append(out, c)
		}
	}
	return out
}

// Spec is the chart in a look, by itself.
func (c Chart) Spec(l Look) Spec {
	s := c.draw(l)
	s["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
	s["description"] = table.OneLine(c.Description.In(l.Language))
	s["config"] = l.Config()
	if !l.Untitled {
		s["title"] = c.title(l)
	}
	return s
}

// Narrower is what a spec has otherwise in a place as narrow as a telephone: its members that replace those of Spec.
func (c Chart) Narrower(l Look) Spec {
	wide := c.Spec(l)
	l.Narrow = true
	out := c.Spec(l)
	for name, is := range wide {
		a, errA := json.Marshal(is)
		b, errB := json.Marshal(out[name])
		if errA == nil && errB == nil && bytes.Equal(a, b) {
			delete(out, name)
		}
	}
	return out
}

// The columns of letters that titles, subtitles and titles of axes are broken at, and the most lines of them.
const (
	titleWidth, subtitleWidth = 66, 88
	titleLines                = 3
)

func (c Chart) title(l Look) Spec {
	title := Spec{"text": wrap(c.Title.In(l.Language), titleWidth, titleLines)}
	if !l.Subtitle.Empty() {
		title["subtitle"] = wrap(l.Subtitle.In(l.Language), subtitleWidth, titleLines)
	}
	return title
}

// the named table, nil where there is none.
func named(tables []*table.Table, name string) *table.Table {
	for _, t := range tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}
