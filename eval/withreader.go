package eval

import (
	"maps"
	"strings"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// WithReader lets `data … from "FILE"` be read from files that end so, such as .xlsx, which are no text: eval links no reader of its own.
// That of eval/xlsx reads workbooks; whoever writes another hands over cells, and eval reads them by the declaration, within the limits.
// The ending is in small letters, and files are found by it in any. An ending that cannot be, one given twice and a reader that is nil
// are an error of what takes the option.
func WithReader(ending string, read rows.Reader) Option {
	return func(o *options) {
		if problem := o.noReader(ending, read); problem != nil {
			o.problems = append(o.problems, *problem)
			return
		}
		own := maps.Clone(o.readers)
		if own == nil {
			own = rows.Readers{}
		}
		own[ending], o.readers = read, own
	}
}

// noReader says why an ending cannot have a reader.
func (o *options) noReader(ending string, read rows.Reader) *diag.Diagnostic {
	code, why, next := diag.OutOfRange, say.Phrase{}, say.Phrase{}
	bare, dotted := strings.CutPrefix(ending, ".")
	switch {
	case !dotted || bare == "" || strings.ContainsAny(bare, `./\`) || strings.ToLower(bare) != bare:
		why = say.T("WithReader is given the ending %s", shortQuoted(ending))
		next = say.T("write it in small letters behind a point, as in .xlsx")
	case bare == "csv":
		why = say.T("WithReader is given .csv, which is read as text")
		next = say.T("choose another ending; WithRows puts rows in the place of a file")
	case read == nil:
		why = say.T("WithReader is given no reader for %s", ending)
		next = say.T("give one, such as xlsx.Reader")
	case o.readers[ending] != nil:
		code, why = diag.DuplicateName, say.T("WithReader is given twice for %s", ending)
		next = say.T("give one of them")
	default:
		return nil
	}
	d := diag.New(code, source.Span{}, why)
	d.Help = next
	return &d
}
