package explain

import (
	"encoding/json"
	"strconv"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// document is a node in JSON. Values are decimal strings in the unit beside them. Its terms refer to nodes by their ids, so that the document
// is as deep for a long script as for a short one, and no longer than the tree has parts.
type document struct {
	ID       string     `json:"id,omitempty"`
	See      string     `json:"see,omitempty"`
	Sign     Sign       `json:"sign,omitempty"`
	Ratio    string     `json:"ratio,omitempty"`
	Share    string     `json:"share,omitempty"`
	Name     string     `json:"name,omitempty"`
	Title    string     `json:"title,omitempty"`
	Op       Op         `json:"op,omitempty"`
	Function string     `json:"function,omitempty"`
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
	Note     string     `json:"note,omitempty"`
	Below    int        `json:"below,omitempty"` // nodes that were cut
	Terms    []document `json:"terms,omitempty"`
	Parts    []document `json:"parts,omitempty"` // of the figure: every other node, those near to it first
}

type rowsOf struct {
	File string `json:"file"`
	Row  int    `json:"row,omitempty"`
	Used int    `json:"used,omitempty"`
	All  int    `json:"all,omitempty"`
}

// JSON gives the figure, with all parts that it rests on as one list, with texts in a language and cut below depth levels where depth is
// above zero. Every term is there: nothing is gathered as for a reader.
func (n *Node) JSON(l say.Language, depth int) json.Marshaler {
	w := writer{style: table.StyleOf(l), depth: depth, ids: map[*Node]string{}}
	w.id(n, 1)
	var parts []document
	for i := 0; i < len(w.queue); i++ {
		parts = append(parts, w.document(w.queue[i]))
	}
	figure := parts[0]
	figure.Parts = parts[1:]
	return marshaled{figure}
}

type marshaled struct{ document }

// MarshalJSON gives the document.
func (m marshaled) MarshalJSON() ([]byte, error) { return json.Marshal(m.document) }

type writer struct {
	style table.Style
	depth int
	ids   map[*Node]string
	queue []leveled // all that have an id, in its order
}

// leveled is a node and the least level that it stands at.
type leveled struct {
	*Node
	level int
}

// id is that of a node; one that is met for the first time gets one and is put into the queue.
func (w *writer) id(n *Node, level int) string {
	if _, ok := w.ids[n]; !ok {
		w.queue = append(w.queue, leveled{n, level})
		w.ids[n] = strconv.Itoa(len(w.queue))
	}
	return w.ids[n]
}

func (w *writer) document(n leveled) document {
	d := w.plain(n.Node)
	if w.depth > 0 && n.level >= w.depth && len(n.Terms) > 0 {
		d.Below = n.Below()
		return d
	}
	for _, t := range n.Terms {
		term := document{Sign: t.Sign}
		if t.Node != nil {
			term.See = w.id(t.Node, n.level+1)
		} else {
			term.Ratio = t.Ratio.String()
		}
		if t.HasShare {
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
		ID: w.ids[n], Name: n.Name, Title: n.Title().In(l), Op: n.Op, Function: n.Function, Unit: n.Amount.Unit, Override: n.Override.In(l), Text: n.Word.In(l),
		Formula: n.Formula, Filled: n.Filled(w.style), Units: n.Units(w.style), File: n.File, Line: n.Line, Source: n.Source,
		Until: n.Until, NoSource: n.NoSource, Problem: n.Problem.In(l), Note: n.Note.In(l),
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
