package diag

import (
	"bytes"
	"encoding/json"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// jsonPlace is a span: lines and columns count from 1, columns in characters, the end is not included.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonRelated struct {
	jsonPlace
	Label string `json:"label"`
}

type jsonFix struct {
	jsonPlace
	Text string `json:"text"`
}

type jsonDiagnostic struct {
	Severity string `json:"severity"`
	Code     Code   `json:"code"`
	Message  string `json:"message"`
	jsonPlace
	Label   string        `json:"label"`
	Related []jsonRelated `json:"related"`
	Help    string        `json:"help"`
	Fixes   []jsonFix     `json:"fixes"`
}

func placeOf(s source.Span) jsonPlace {
	return jsonPlace{s.Pos.Filename, s.Pos.Line, s.Pos.Column, s.EndPos.Line, s.EndPos.Column}
}

// MarshalJSON gives the object that Render writes as JSON, in English: severity, code, message, file, line, column, endLine, endColumn,
// label, related, help and fixes. Lines and columns count from 1, columns in characters.
func (d Diagnostic) MarshalJSON() ([]byte, error) { return json.Marshal(d.object(say.English)) }

func (d Diagnostic) object(l say.Language) jsonDiagnostic {
	out := jsonDiagnostic{Severity: d.Severity.String(), Code: d.Code, Message: d.Message.In(l), jsonPlace: placeOf(d.Span),
		Label: d.Label.In(l), Help: d.Help.In(l), Related: []jsonRelated{}, Fixes: []jsonFix{}}
	for _, r := range d.Related {
		out.Related = append(out.Related, jsonRelated{placeOf(r.Span), r.Label.In(l)})
	}
	for _, f := range d.Fixes {
		out.Fixes = append(out.Fixes, jsonFix{placeOf(f.Span), f.Text})
	}
	return out
}

func writeJSON(b *bytes.Buffer, d Diagnostic, l say.Language) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	_ = e.Encode(d.object(l)) // strings and numbers always encode
}
