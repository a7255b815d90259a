package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
)

// layout is what stands around the fields of a row, and how they are written.
type layout struct {
	head    []byte   // above all rows
	before  []string // before each field
	end     string   // behind the last
	none    string   // where a figure has no value
	decimal string
	text    func(string) string
	list    func(string) string // a list of the language
}

// csvLayout has names above the rows.
func csvLayout(p table.Profile, names []string) layout {
	signs := p.Signs()
	out := layout{end: signs.LineEnd, decimal: signs.Decimal, text: p.Text, list: p.Text}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = p.Text(name)
		out.before = append(out.before, signs.Separator)
	}
	out.before[0] = ""
	out.head = []byte(signs.Mark + strings.Join(quoted, signs.Separator) + signs.LineEnd)
	return out
}

// jsonLayout has names in every row.
func jsonLayout(names []string) layout {
	out := layout{end: "}\n", none: "null", decimal: ".", text: jsonText, list: func(list string) string { return list }}
	for _, name := range names {
		out.before = append(out.before, ","+jsonText(name)+":")
	}
	out.before[0] = "{" + out.before[0][1:]
	return out
}

// jsonText is a text in JSON.
func jsonText(s string) string {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string has a form
	return strings.TrimSpace(out.String())
}

// rows writes the points of sweeps one after the other. Its memory is that of some thousand rows.
type rows struct {
	layout layout
	named  bool // the first field is the scenario
	sweep  scenarioSweep
	first  string // the scenario, ready
	levels []levelTexts
	out    []byte
}

// levelTexts are the values of a param as fields, kept where they are few.
type levelTexts struct {
	kept  []string
	level int64 // of last
	last  string
}

// mostTexts is how many values of a param are kept as texts.
const mostTexts = 1 << 16

// begin goes on with a sweep.
func (r *rows) begin(s scenarioSweep) {
	r.sweep, r.levels = s, make([]levelTexts, len(s.Params))
	r.first = r.layout.text(s.scenario)
	for i, p := range s.Params {
		r.levels[i].level = -1
		if p.Levels <= mostTexts {
			r.levels[i].kept = make([]string, p.Levels)
		}
	}
}

// of is the rows of some points, until it is called again.
func (r *rows) of(points eval.SweepPoints) []byte {
	r.out = r.out[:0]
	for at := range points.Figures[0] {
		field := 0
		next := func() {
			r.out = append(r.out, r.layout.before[field]...)
			field++
		}
		if r.named {
			next()
			r.out = append(r.out, r.first...)
		}
		for param := range r.levels {
			next()
			r.out = append(r.out, r.value(param, r.sweep.Level(param, points.First+int64(at)))...)
		}
		for figure := range points.Figures {
			next()
			r.number(points, figure, at)
		}
		r.out = append(r.out, r.layout.end...)
	}
	return r.out
}

// number appends a figure.
func (r *rows) number(points eval.SweepPoints, figure, at int) {
	start := len(r.out)
	out, known := points.AppendFigure(r.out, figure, at)
	if !known {
		out = append(out, r.layout.none...)
	} else if point := bytes.IndexByte(out[start:], '.'); point >= 0 {
		out = slices.Replace(out, start+point, start+point+1, r.layout.decimal[0])
	}
	r.out = out
}

// value is a value of a param as a field.
func (r *rows) value(param int, level int64) string {
	l := &r.levels[param]
	if l.kept != nil {
		if l.kept[level] == "" {
			l.kept[level] = r.field(param, level)
		}
		return l.kept[level]
	}
	if l.level != level {
		l.level, l.last = level, r.field(param, level)
	}
	return l.last
}

func (r *rows) field(param int, level int64) string {
	p, s := r.sweep.Params[param], r.sweep.Value(param, level)
	switch {
	case p.Number:
		return strings.Replace(strings.TrimSuffix(s.Text, "%"), ".", r.layout.decimal, 1)
	case s.Values == nil:
		text, _ := strconv.Unquote(s.Text) // it is quoted as Go does
		return r.layout.text(text)
	}
	return r.layout.list(strings.ReplaceAll(s.Text, "%", ""))
}
