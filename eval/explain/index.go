package explain

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// index is what the definitions of a script and of those it uses say of the steps of its plan.
type index struct {
	named   map[string]definition      // by name, with prefix
	valued  map[place]definition       // by where a value stands
	written map[place]bool             // formulas: what is more than a name or number
	each    map[place]*check.EachExpr  // aggregates over rows
	assumed map[plan.Ref]*plan.Assumed // by step
	params  map[plan.Ref]*plan.Param   // by input step
	files   map[string]*source.File    // the scripts, by name
	seen    map[*check.Module]bool     // modules whose places are noted
	cited   map[string][]citation      // what names its source, by file
}

// place is a span without what does not tell spans apart.
type place struct {
	file       string
	start, end int
}

// citation is a part of a script that names its source.
type citation struct {
	place
	source string
}

func placeOf(s source.Span) place { return place{s.Pos.Filename, s.Pos.Offset, s.EndPos.Offset} }

// definition is what a declaration says of a value.
type definition struct {
	name, source, until string
	label               say.Phrase
	value               source.Span // the formula
	at                  source.Span // the declaration
	param, host         bool
}

func newIndex(f *plan.Figure) *index {
	x := &index{
		named: map[string]definition{}, valued: map[place]definition{}, written: map[place]bool{}, each: map[place]*check.EachExpr{},
		assumed: map[plan.Ref]*plan.Assumed{}, params: map[plan.Ref]*plan.Param{}, files: map[string]*source.File{}, seen: map[*check.Module]bool{},
		cited: map[string][]citation{},
	}
	x.module(f.Module, "")
	for i := range f.Assumed {
		if a := &f.Assumed[i]; a.Value >= 0 {
			x.assumed[a.Value] = a
		}
	}
	for _, p := range f.Params {
		for _, v := range p.Values {
			x.params[v] = p
		}
	}
	return x
}

// module notes what a script declares, under the prefix that it is used by.
func (x *index) module(m *check.Module, prefix string) {
	for _, d := range m.Params {
		x.define(prefix, d.Def, d.Value, true)
	}
	for _, d := range m.Lets {
		x.define(prefix, d.Def, d.Value, false)
	}
	for _, d := range m.Wages {
		x.define(prefix, d.Def, d.Value, false)
	}
	for _, d := range m.Outputs {
		x.define(prefix, d.Def, d.Value, false)
	}
	for _, d := range m.Consts {
		x.named[prefix+d.Name] = definition{name: prefix + d.Name, source: d.Source, label: labelled(d.Def), host: true}
	}
	for _, use := range m.Uses {
		if use.Module != nil {
			x.module(use.Module, prefix+use.Name+".")
		}
	}
	if !x.seen[m] {
		x.seen[m] = true
		x.places(m)
	}
}

func (x *index) define(prefix string, d check.Def, value check.Expr, param bool) {
	def := definition{prefix + d.Name, d.Source, d.Until, labelled(d), value.Span(), d.Span, param, false}
	x.named[def.name] = def
	if list := value.Type().Series != check.Single; list || !param {
		x.valued[placeOf(value.Span())] = def
	}
}

// labelled is a label, unless it is but the name.
func labelled(d check.Def) say.Phrase {
	if d.Label == d.Name {
		return say.Phrase{}
	}
	return say.Verbatim(d.Label)
}

// places notes where formulas and labelled amounts stand in a script.
func (x *index) places(m *check.Module) {
	x.files[m.File.Name] = m.File
	x.cite(m)
	for _, e := range append(m.Formulas(), m.Assumptions()...) {
		x.formula(e)
	}
	for _, s := range m.Sessions {
		x.items(s.Items)
	}
	for _, c := range m.Costs {
		x.items(c.Items)
	}
	if n := m.Norm; n != nil {
		x.valued[placeOf(n.Value.Span())] = definition{"norm", n.Source, n.Until, say.T("Hours of a full-time year"), n.Value.Span(), n.Span, false, false}
	}
}

// cite notes what names its source in a script.
func (x *index) cite(m *check.Module) {
	ast.Walk(m.Tree, func(n ast.Node) bool {
		if c, ok := n.(ast.Cited); ok && *c.SourceAt() != nil {
			x.cited[m.File.Name] = append(x.cited[m.File.Name], citation{placeOf(n.Range()), (*c.SourceAt()).Value})
		}
		return true
	})
}

// sourceOf is the source of the smallest part around a place that names one.
func (x *index) sourceOf(span source.Span) string {
	at, best := placeOf(span), citation{}
	for _, c := range x.cited[at.file] {
		if around := c.start <= at.start && at.end <= c.end; around && (best.source == "" || c.end-c.start < best.end-best.start) {
			best = c
		}
	}
	return best.source
}

// formula notes the parts of an expression that are formulas.
func (x *index) formula(e check.Expr) {
	check.Inspect(e, func(e check.Expr) bool {
		switch e := e.(type) {
		case *check.EachExpr:
			x.each[placeOf(e.Src)] = e
		case *check.BinaryExpr, *check.UnaryExpr, *check.IfExpr, *check.CallExpr, *check.PriceExpr, *check.ExtremeExpr, *check.KnownExpr:
		default:
			return true
		}
		x.written[placeOf(e.Span())] = true
		return true
	})
}

func (x *index) items(items []*check.Item) {
	for _, it := range items {
		if it.Value != nil && it.Label != "" {
			x.valued[placeOf(it.Value.Span())] = definition{"", it.Source, "", say.Verbatim(it.Label), it.Value.Span(), it.Span, false, false}
		}
	}
}

// slice is the text of a span, on one line.
func (x *index) slice(s source.Span) string {
	f := x.files[s.Pos.Filename]
	if f == nil {
		return ""
	}
	return strings.Join(strings.Fields(f.Slice(s)), " ")
}
