package diag

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Format is a form in which diagnostics are written.
type Format int

const (
	Text  Format = iota // message, excerpt with carets, help
	Short               // file:line:col: severity[code]: message
	JSON                // one object a line
)

// Options says how diagnostics are written.
type Options struct {
	Format Format
	Max    int // diagnostics shown before "and N more"; 0 is 10 for Text and all for the others, negative is all
	// Width is the columns of the screen, to which messages and help are wrapped as Text and excerpts are cut. With 0, no screen,
	// nothing is wrapped and excerpts are cut to 100.
	Width int
	More  say.Phrase // how to see those left out, written behind "and N more"; may be empty
	// Language of messages, labels and help. Codes, places and the keys of JSON are the same in all.
	Language say.Language
	// Paint may colour the word that a diagnostic begins with as Text; nil leaves it plain.
	Paint func(s Severity, word string) string
}

const (
	defaultMax   = 10
	defaultWidth = 100
)

// Render writes a list. It returns the error of writing.
func Render(w io.Writer, l List, opt Options) error {
	shown, more := l.cut(opt)
	var b bytes.Buffer
	for i, d := range shown {
		if i > 0 && opt.Format == Text {
			b.WriteByte('\n')
		}
		writeOne(&b, d, opt)
	}
	if more > 0 && opt.Format != JSON {
		b.WriteString(opt.leftOut(more).In(opt.Language) + "\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

// leftOut says how many diagnostics are not shown.
func (opt Options) leftOut(n int) say.Phrase {
	if opt.More.Empty() {
		return say.T("and %d more", n)
	}
	return say.T("and %d more; %s", n, opt.More)
}

// cut gives the diagnostics to show and the number of those left out.
func (l List) cut(opt Options) (List, int) {
	n := opt.Max
	if n == 0 && opt.Format == Text {
		n = defaultMax
	}
	if n <= 0 || n >= len(l) {
		return l, 0
	}
	return l[:n], len(l) - n
}

func writeOne(b *bytes.Buffer, d Diagnostic, opt Options) {
	switch opt.Format {
	case Short:
		b.WriteString(d.In(opt.Language) + "\n")
	case JSON:
		writeJSON(b, d, opt.Language)
	default:
		writeText(b, d, opt)
	}
}

func writeText(b *bytes.Buffer, d Diagnostic, opt Options) {
	plain := opt.plainHeading(d)
	message := hanging(plain+": ", d.Message.In(opt.Language), opt.Width)
	b.WriteString(opt.heading(d) + strings.TrimPrefix(message, plain) + "\n")
	p := printer{b: b, screen: opt.Width, width: opt.Width, language: opt.Language}
	if p.width <= 0 {
		p.width = defaultWidth
	}
	groups := linesOf(d, opt.Language)
	p.gutter = gutterOf(groups)
	for i, g := range groups {
		p.place(g, i == 0)
	}
	p.help(d)
}

// plainHeading is the severity and the code.
func (opt Options) plainHeading(d Diagnostic) string {
	return d.Severity.Word().In(opt.Language) + "[" + string(d.Code) + "]"
}

// heading is the same as it is painted.
func (opt Options) heading(d Diagnostic) string {
	if opt.Paint != nil {
		return opt.Paint(d.Severity, opt.plainHeading(d))
	}
	return opt.plainHeading(d)
}

// printer writes the parts of one diagnostic behind a gutter of line numbers.
type printer struct {
	b        *bytes.Buffer
	gutter   int // width of the line numbers
	screen   int // columns that texts are wrapped to, or 0
	width    int // columns that excerpts are cut to
	language say.Language
}

func (p *printer) row(number, text string) {
	p.b.WriteString(strings.TrimRight(fmt.Sprintf("%*s | %s", p.gutter, number, text), " ") + "\n")
}

// place writes where a line stands, and the line with its marks.
func (p *printer) place(g group, primary bool) {
	arrow := "-->"
	if !primary {
		arrow = ":::"
	}
	fmt.Fprintf(p.b, "%*s%s %s\n", p.gutter+1, "", arrow, g.where())
	if g.file == nil {
		return
	}
	e := newExcerpt(g, p.width-p.gutter-3)
	p.row("", "")
	p.row(strconv.Itoa(g.line), e.text())
	for _, line := range e.markLines() {
		p.row("", line)
	}
}

func (p *printer) help(d Diagnostic) {
	if d.Help.Empty() {
		return
	}
	mark := strings.Repeat(" ", p.gutter) + " = " + say.T("help").In(p.language) + ": "
	p.b.WriteString(hanging(mark, d.Help.In(p.language), p.screen) + "\n")
}

// mark is a span to underline.
type mark struct {
	span  source.Span
	label string
	main  bool
}

// group is the marks on one line of one file.
type group struct {
	file  *source.File // nil when the text is not at hand
	line  int
	marks []mark
}

func (g group) where() string {
	at := g.marks[0].span.Pos
	name := Visible(at.Filename)
	if g.line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column)
}

// linesOf groups the spans of a diagnostic by line, the line of its own span first.
func linesOf(d Diagnostic, l say.Language) []group {
	var groups []group
	add := func(f *source.File, m mark) {
		for i, g := range groups {
			if g.line == m.span.Pos.Line && g.marks[0].span.Pos.Filename == m.span.Pos.Filename {
				groups[i].marks = append(groups[i].marks, m)
				return
			}
		}
		groups = append(groups, group{file: f, line: m.span.Pos.Line, marks: []mark{m}})
	}
	if d.Span.Known() || d.Span.Pos.Filename != "" {
		add(known(d.File, d.Span), mark{d.Span, d.Label.In(l), true})
	}
	for _, r := range d.Related {
		if r.Span.Known() {
			add(known(r.File, r.Span), mark{r.Span, r.Label.In(l), false})
		}
	}
	return groups
}

// known gives the file when it has the line of the span.
func known(f *source.File, s source.Span) *source.File {
	if f == nil || !s.Known() || s.Pos.Line > f.Lines() {
		return nil
	}
	return f
}

func gutterOf(groups []group) int {
	width := 1
	for _, g := range groups {
		width = max(width, len(strconv.Itoa(g.line)))
	}
	return width
}
