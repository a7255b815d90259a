// Package html writes a report as one page that people pass on: it needs no network and no other file, forbids all scripts and styles but its own, and
// prints to paper. Every figure whose derivation is known opens it.
//
// The page is for what the report holds; nothing is computed here but where figures come from.
package html

import (
	"context"
	_ "embed" // report.css and report.js
	"errors"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/chart/page"
	"github.com/costlang/cost/eval/chart/vega"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

//go:embed report.css
var css string

//go:embed report.js
var program string

// Document is a report and what stands around it.
type Document struct {
	Program *eval.Program
	Report  *eval.Report
	// Scenarios is every output under every scenario, nil where the report has the table itself or there are none.
	Scenarios *table.Table
	// Beside are answers under every scenario, side by side.
	Beside   []*eval.Report
	Language say.Language
	Version  string   // of the program that writes it
	Set      []string // values that replace those of the script, as they were given
	Name     string   // of the script, where it is not the one it was compiled under
}

// Write returns the page. The error is that of reading the figures once more, for where they come from.
func Write(ctx context.Context, d Document) ([]byte, error) {
	derivations, err := d.Report.Derivations(ctx)
	refused := tooLarge(err)
	if err != nil && refused.Empty() {
		return nil, err
	}
	w := &writer{Document: d, ctx: ctx, derived: derivations, refused: refused, style: table.StyleOf(d.Language), scripts: d.Program.Scripts()}
	w.charts = chart.All(d.Report.Tables)
	return w.fit()
}

// fit writes the page in the largest size that it is not too large in.
func (w *writer) fit() (out []byte, err error) {
	for i := range sizes {
		w.size = sizes[i]
		if out, err = w.write(); err != nil || len(out) <= mostBytes {
			break
		}
	}
	least, most := w.size.folded, w.longest
	for range tries {
		if err != nil || len(out) > mostBytes || most-least < 2 {
			break
		}
		w.size.folded = least + (most-least)/2
		page, failed := w.write()
		switch {
		case failed != nil:
			return nil, failed
		case len(page) > mostBytes:
			most = w.size.folded
		default:
			out, least = page, w.size.folded
		}
	}
	return out, err
}

// write writes the page in the size that the writer has.
func (w *writer) write() ([]byte, error) {
	w.drawn, w.leftOut, w.book = nil, 0, newBook(w)
	body := w.body()
	if w.err != nil {
		return nil, w.err
	}
	drawings, err := w.drawings()
	if err != nil {
		return nil, err
	}
	return w.page(body, drawings), nil
}

// tooLarge is why a script that can be run is too large to be explained, or empty.
func tooLarge(err error) say.Phrase {
	var list diag.List
	if errors.As(err, &list) && len(list) > 0 && list[0].Code == diag.LimitReached {
		return list[0].Message
	}
	return say.Phrase{}
}

// writer is a page that is being written.
type writer struct {
	Document
	ctx     context.Context
	derived *eval.Derivations // nil where there are none
	refused say.Phrase        // why
	style   table.Style
	scripts []*source.File
	charts  []chart.Chart
	drawn   []chart.Chart // that have a place on the page
	told    map[*table.Table]bool
	book    *book
	size    size
	leftOut int   // rows, for want of room
	longest int   // rows that the longest table folds away, or leaves out
	err     error // the first of figures that were read
}

func (w *writer) say(text say.Phrase) string { return table.OneLine(text.In(w.Language)) }

// text is a phrase as text of the page, attr and esc a string.
func (w *writer) text(text say.Phrase) string { return esc(w.say(text)) }

func esc(text string) string { return page.Escaped(table.OneLine(text)) }

// page puts the body between its head, and its data and programs.
func (w *writer) page(body, drawings string) []byte {
	style, scripts := styles(), []string{program}
	if len(w.drawn) > 0 {
		scripts = nil
		for _, s := range vega.Scripts() {
			scripts = append(scripts, s.Text)
		}
		scripts = append(scripts, program)
	}
	title := esc(w.Report.Title)
	var out strings.Builder
	out.WriteString("<!doctype html>\n<html lang=\"" + w.Language.Code() + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	out.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + page.Policy(style, scripts) + "\">\n")
	out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	out.WriteString("<meta name=\"generator\" content=\"cost " + esc(w.Version) + "\">\n<title>" + title + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n")
	out.WriteString(body)
	out.WriteString("<script type=\"application/json\" id=\"drawings\">" + drawings + "</script>\n")
	out.WriteString("<script type=\"application/json\" id=\"derivations\">" + w.book.json() + "</script>\n")
	for _, script := range scripts {
		out.WriteString("<script>" + script + "</script>\n")
	}
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

// styles is the style in the colours of both themes, which are those of charts.
func styles() string {
	colors := func(t chart.Theme) string { return "--background: " + t.Background() + "; --text: " + t.Text() }
	return strings.NewReplacer("/*light*/", colors(chart.Light), "/*dark*/", colors(chart.Dark)).Replace(css)
}

// body is all that is read, with the dialog that derivations open in.
func (w *writer) body() string {
	sections := w.sections()
	var out strings.Builder
	out.WriteString("<a class=\"skip\" href=\"#content\">" + w.text(say.T("Skip to the content")) + "</a>\n")
	out.WriteString("<header>\n<h1>" + esc(w.Report.Title) + "</h1>\n<p class=\"basis\">" + esc(w.basis()) + "</p>\n</header>\n")
	out.WriteString("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">" + w.text(say.T("Contents")) + "</h2>\n<ol>\n")
	for _, s := range sections {
		out.WriteString("<li><a href=\"#" + s.id + "\">" + w.text(s.title) + "</a></li>\n")
	}
	out.WriteString("</ol>\n</nav>\n<main id=\"content\">\n<noscript><p class=\"notice\">" +
		w.text(say.T("Without scripts there are no charts, and figures do not open. The tables have all numbers.")) + "</p></noscript>\n")
	for _, s := range sections {
		out.WriteString("<section id=\"" + s.id + "\" aria-labelledby=\"" + s.id + "-title\">\n<h2 id=\"" + s.id + "-title\">" + w.text(s.title) + "</h2>\n" + s.body + "</section>\n")
	}
	out.WriteString("</main>\n" + w.dialog())
	return out.String()
}

// dialog is empty: the program of the page fills it with a derivation.
func (w *writer) dialog() string {
	return "<dialog id=\"derivation\" aria-labelledby=\"derivation-title\">\n<div class=\"bar\"><h2 id=\"derivation-title\"></h2>" +
		"<button type=\"button\" id=\"derivation-close\">" + w.text(say.T("Close")) + "</button></div>\n<div id=\"derivation-body\"></div>\n</dialog>\n"
}
