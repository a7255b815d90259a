// Package diag describes what is wrong with a script: a stable code, the culprits, and what to do next.
//
// A [List] is the error of whatever reads scripts. Its entries have a [Code] to decide by, a place and a message; [Render] writes them for people, with
// excerpts of the script and in any language, and they are objects in JSON.
//
//	var list diag.List
//	if errors.As(err, &list) {
//		err = diag.Render(os.Stderr, list, diag.Options{})
//	}
package diag

import (
	"sort"
	"strconv"
	"strings"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Severity orders diagnostics: an Error stops the run, a Warning travels beside the results.
type Severity int

const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Word is the severity as people call it.
func (s Severity) Word() say.Phrase {
	if s == Warning {
		return say.T("warning")
	}
	return say.T("error")
}

// Related is a second place that a diagnostic is about, such as the other operand or the first of two definitions.
type Related struct {
	Span  source.Span
	Label say.Phrase
	File  *source.File // set by Attach
}

// Fix is a replacement of a span by a text, for editors and for the help line.
type Fix struct {
	Span source.Span
	Text string
}

// Diagnostic is one finding. Message is one line, starts lower case, and names the thing and the two facts that clash.
type Diagnostic struct {
	Severity Severity
	Code     Code
	Message  say.Phrase
	Span     source.Span
	Label    say.Phrase // stands under the caret
	Related  []Related
	Help     say.Phrase // what to do next
	Fixes    []Fix
	// Incomplete says that more text might make the script right, as at the end of an open block.
	Incomplete bool
	File       *source.File // set by Attach
}

// New returns an error diagnostic.
func New(code Code, span source.Span, message say.Phrase) Diagnostic {
	return Diagnostic{Code: code, Span: span, Message: message}
}

// Error gives the short form, file:line:col: severity[code]: message, in English.
func (d Diagnostic) Error() string { return d.In(say.English) }

// In gives the short form with its message in a language. The severity is a key and stays.
func (d Diagnostic) In(l say.Language) string {
	var b strings.Builder
	if d.Span.Pos.Filename != "" || d.Span.Known() {
		b.WriteString(Visible(d.Span.Pos.Filename))
		if d.Span.Known() {
			b.WriteString(":" + strconv.Itoa(d.Span.Pos.Line) + ":" + strconv.Itoa(d.Span.Pos.Column))
		}
		b.WriteString(": ")
	}
	b.WriteString(d.Severity.String() + "[" + string(d.Code) + "]: " + d.Message.In(l))
	return b.String()
}

// List is the diagnostics of one compilation or run. It is the error type of this project.
type List []Diagnostic

// Error gives every diagnostic in short form, one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the list as an error when it holds an error, else nil.
func (l List) Err() error {
	if len(l.Errors()) == 0 {
		return nil
	}
	return l
}

// Errors returns the errors of the list, without the warnings.
func (l List) Errors() List { return l.only(Error) }

// Warnings returns the warnings of the list.
func (l List) Warnings() List { return l.only(Warning) }

func (l List) only(s Severity) List {
	var out List
	for _, d := range l {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

// Sort orders by file, line and column, and drops what is said twice of the same place.
func (l List) Sort() List {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i].Span.Pos, l[j].Span.Pos
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		return a.Offset < b.Offset
	})
	out := l[:0]
	for i, d := range l {
		if i > 0 && len(out) > 0 {
			last := out[len(out)-1]
			if last.Span == d.Span && last.Code == d.Code && last.Message.String() == d.Message.String() {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// Cut keeps the first diagnostics of a sorted list, up to Diagnostics of eval.Limits. One more counts those that are left out, at the place
// of the last that is kept. More were left out before, an error among them where failed says so.
func (l List) Cut(limit, more int, failed bool) List {
	if len(l) > limit {
		more, failed = more+len(l)-limit, failed || l[limit:].Err() != nil
		l = l[:limit:limit]
	}
	if more == 0 || len(l) == 0 {
		return l
	}
	last := Passed{
		Field: "Diagnostics", What: say.T("%s more are left out, since there are too many diagnostics", say.Number(Grouped(int64(more)))),
		Asked: int64(limit + more), Allowed: int64(limit),
	}.At(TooMuchScript, l[len(l)-1].Span)
	if !failed {
		last.Severity = Warning
	}
	return append(l, last)
}

// Attach gives each diagnostic the files its excerpts come from.
func (l List) Attach(files source.Set) List {
	for i := range l {
		l[i].File = files[l[i].Span.Pos.Filename]
		for j := range l[i].Related {
			r := &l[i].Related[j]
			r.File = files[r.Span.Pos.Filename]
		}
	}
	return l
}

// Incomplete reports whether the only thing wrong is that the text ends too early.
func (l List) Incomplete() bool {
	errors := l.Errors()
	if len(errors) == 0 {
		return false
	}
	for _, d := range errors {
		if !d.Incomplete {
			return false
		}
	}
	return true
}
