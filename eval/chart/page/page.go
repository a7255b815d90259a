// Package page writes a chart as one page of HTML that needs nothing else: no network, no other file. It holds the programs of
// package vega as they are, and forbids all others: scripts and styles are known by their hashes, and no text becomes code.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // draw.js and page.css
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/chart/vega"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

//go:embed draw.js
var draw string

//go:embed page.css
var css string

// Write returns a page with the title of a chart, the chart, its description and its tables. It is light or dark as the reader has
// it; the theme of the look is not asked for.
func Write(c chart.Chart, l chart.Look) ([]byte, error) {
	l.Untitled = true
	data, err := drawing(c, l)
	if err != nil {
		return nil, err
	}
	style, scripts := styles(), Scripts()
	var out bytes.Buffer
	title := Escaped(table.OneLine(c.Title.In(l.Language)))
	out.WriteString("<!doctype html>\n<html lang=\"" + l.Language.Code() + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	out.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + Policy(style, scripts) + "\">\n")
	out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title + "</title>\n")
	out.WriteString("<style>" + style + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n")
	if !l.Subtitle.Empty() {
		out.WriteString("<p>" + Escaped(table.OneLine(l.Subtitle.In(l.Language))) + "</p>\n")
	}
	caption := Escaped(table.OneLine(c.Description.In(l.Language)))
	out.WriteString("<figure>\n<div id=\"chart\"></div>\n<figcaption>" + caption + "</figcaption>\n</figure>\n")
	for i, t := range c.Tables {
		out.WriteString(folded(t, l.Language, i > 0))
	}
	out.WriteString("</main>\n<script type=\"application/json\" id=\"drawing\">" + data + "</script>\n")
	for _, script := range scripts {
		out.WriteString("<script>" + script + "</script>\n")
	}
	out.WriteString("</body>\n</html>\n")
	return out.Bytes(), nil
}

// Scripts are the texts of the script elements of a page, in order: those of package vega, and what draws the element
// `#drawing` into `#chart`.
func Scripts() []string {
	var out []string
	for _, s := range vega.Scripts() {
		out = append(out, s.Text)
	}
	return append(out, draw)
}

// Hash is how a content security policy names a script or style.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Policy is what a page may do: run these scripts and have this style.
func Policy(style string, scripts []string) string {
	hashes := make([]string, len(scripts))
	for i, script := range scripts {
		hashes[i] = Hash(script)
	}
	return "default-src 'none'; script-src " + strings.Join(hashes, " ") + "; style-src " + Hash(style) + "; base-uri 'none'; form-action 'none'"
}

// drawing is the spec, what is otherwise in it on a telephone, and its config in each theme. JSON is written without the signs that end a script element.
func drawing(c chart.Chart, l chart.Look) (string, error) {
	spec := c.Spec(l)
	delete(spec, "config")
	light, dark := l, l
	light.Theme, dark.Theme = chart.Light, chart.Dark
	text, err := json.Marshal(map[string]any{"spec": spec, "narrow": c.Narrower(l), "narrowest": chart.Narrowest, "light": light.Config(), "dark": dark.Config()})
	return string(text), err
}

// styles is the style of a page in the colours of both themes.
func styles() string {
	colors := func(t chart.Theme) string { return "--background: " + t.Background() + "; --text: " + t.Text() }
	return strings.NewReplacer("/*light*/", colors(chart.Light), "/*dark*/", colors(chart.Dark)).Replace(css)
}

// folded is a table, behind its title where it is not the first.
func folded(t *table.Table, l say.Language, fold bool) string {
	v := t.View(table.StyleOf(l))
	shown := Table(v, Options{Class: PaperClass(v)})
	if !fold {
		return shown
	}
	return "<details>\n<summary>" + Escaped(v.Title) + "</summary>\n" + shown + "</details>\n"
}
