package explain

import (
	"encoding/json"
	"strconv"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// document is a node in JSON. Values are decimal strings in the unit beside them. Where a node stands a second time it is the id of the
// first alone, with how it enters its parent.
type document struct {
	ID       string     `json:"id,omitempty"`
	See      string     `json:"see,omitempty"`
	Sign     Sign       `json:"sign,omitempty"`
	Ratio    string     `json:"ratio,omitempty"`
	Share    string     `json:"share,omitempty"`
	Name     string     `json:"name,omitempty"`
	Title    string     `json:"title,omitempty"`
	Op       Op         `json:"op,omitempty"`
	Value    *string    `json:"value,omitempty"`
	Text     string     `json:"text,omitempty"`
	Unit     string     `json:"unit,omitempty"`
	Base     string     `json:"base,omitempty"`
	Override string     `json:"override,omitempty"`
	Formula  string     `json:"formula,omitempty"`
	Filled   string     `json:"filled,omitempty"`
	Units    string     `json:"units,omitempty"`
	File     string     `json:"file,omitempty"`
	Line     int        `json:"line,omitempty"`
	Source   string     `json:"source,omitempty"`
	Until    string     `json:"until,omitempty"`
	NoSource bool       `json:"no_source,omitempty"`
	Data     *rowsOf    `json:"data,omitempty"`
	Problem  string     `json:"problem,omitempty"`
	Below    int        `json:"below,omitempty"` // nodes that were cut
	Terms    []document `json:"terms,omitempty"`
}

type rowsOf struct {
	File string `json:"file"`
	Row  int    `json:"row,omitempty"`
	Used int    `json:"used,omitempty"`
	All  int    `json:"all,omitempty"`
}

// JSON gives the tree, with texts in a language and cut below depth levels where depth is above zero. Every term is there: nothing is
// gathered as for a reader.
func (n *Node) JSON(l say.Language, depth int) json.Marshaler {
	w := writer{style: table.StyleOf(l), depth: depth, ids: map[*Node]string{}}
	return marshaled{w.document(n, 1)}
}

type marshaled struct{ document }

// MarshalJSON gives the document.
func (m marshaled) MarshalJSON() ([]byte, error) { return json.Marshal(m.document) }

type writer struct {
	style table.Style
	depth int
	ids   map[*Node]string
}

func (w *writer) document(n *Node, level int) document {
	if id, ok := w.ids[n]; ok {
		return document{See: id}
	}
	w.ids[n] = strconv.Itoa(len(w.ids) + 1)
	d := w.plain(n)
	if w.depth > 0 && level >= w.depth && len(n.Terms) > 0 {
		d.Below = n.Below()
		return d
	}
	for _, t := range n.Terms {
		var term document
		if t.Node != nil {
			term = w.document(t.Node, level+1)
		} else {
			term.Ratio = t.Ratio.String()
		}
		if term.Sign = t.Sign; t.HasShare {
			term.Share = table.Digits(t.Share)
		}
		d.Terms = append(d.Terms, term)
	}
	return d
}

// plain is a node without its terms.
func (w *writer) plain(n *Node) document {
	l := w.style.Language
	d := document{
		ID: w.ids[n], Name: n.Name, Title: n.Title().In(l), Op: n.Op, Unit: n.Amount.Unit, Override: n.Override.In(l), Text: n.Word.In(l),
		Formula: n.Formula, Filled: n.Filled(w.style), Units: n.Units(w.style), File: n.File, Line: n.Line, Source: n.Source,
		Until: n.Until, NoSource: n.NoSource, Problem: n.Problem.In(l),
	}
	if n.Known && n.Word.Empty() {
		d.Value = digits(n.Amount.Value)
	}
	if n.Differs && n.BaseWord.Empty() {
		d.Base = *digits(n.Base.Value)
	} else if n.Differs {
		d.Base = n.BaseWord.In(l)
	}
	if n.Data.File != "" {
		d.Data = &rowsOf{n.Data.File, n.Data.Row, n.Data.Used, n.Data.All}
	}
	return d
}

func digits(v num.D) *string {
	text := table.Digits(v)
	return &text
}
