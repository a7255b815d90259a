package explain

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Run is what a figure is explained from.
type Run struct {
	Figure *plan.Figure
	Read   *exact.Reading // of the run, over the plan of the figure
	Base   *exact.Reading // of the script as it is written
	Set    exact.Inputs   // the slots that the run sets
	Texts  []string       // those that the script does not know
	Under  string         // the scenario of the run, or ""
	Given  exact.Inputs   // those of Set that are not of the scenario
	Tried  exact.Inputs   // those of Set that an analysis sets
	Asked  check.Expr     // the figure, as it is asked for, or nil
	Text   *source.File   // where that stands, or nil: in no file of the script
}

// Explain returns the tree of the figure of a run. A reference to a part that stands in the tree already is the same node. The error is that
// of the context, when that ends first.
func Explain(ctx context.Context, r Run) (root *Node, err error) {
	b := newBuilder(r)
	b.waited = ctx.Err
	defer func() {
		switch r := recover().(type) {
		case nil:
		case stopped:
			root, err = nil, r.cause
		default:
			panic(r)
		}
	}()
	b.index.formula(r.Asked)
	if r.Text != nil {
		b.index.files[r.Text.Name] = r.Text
	}
	root = b.node(r.Figure.Ref)
	b.nothing(root)
	b.sources(root, map[*Node]bool{})
	return root, nil
}

// stopped ends an explanation that nobody waits for any more.
type stopped struct{ cause error }

// every is how many nodes are built between two looks at whether somebody still waits.
const every = 1 << 8

// look stops where nobody waits any more.
func (b *builder) look() {
	if b.waited == nil || len(b.nodes)%every != 0 {
		return
	}
	if err := b.waited(); err != nil {
		panic(stopped{err})
	}
}

func newBuilder(r Run) *builder {
	b := &builder{Run: r, plan: r.Figure.Plan, index: newIndex(r.Figure), nodes: map[plan.Ref]*Node{}, alike: map[string]int{}}
	b.named = map[string]bool{}
	for _, info := range b.plan.Info {
		b.named[info.Name] = true
	}
	return b
}

// Steps explains figures of a run by the steps of its plan. Figures that rest on the same parts share their nodes.
type Steps struct {
	b    *builder
	seen map[*Node]bool
}

// Explained is the steps of a run, in which no figure is asked for by name.
func Explained(r Run) *Steps { return &Steps{newBuilder(r), map[*Node]bool{}} }

// Beside is the steps of another run of the same plan. What is known of the plan they share, so one goroutine at a time may use them.
func (s *Steps) Beside(r Run) *Steps {
	b := *s.b
	b.Run, b.nodes, b.alike = r, map[plan.Ref]*Node{}, map[string]int{}
	return &Steps{&b, map[*Node]bool{}}
}

// Of is the tree of a step, or nil for a number that the language itself brings, which nothing is to be said of.
func (s *Steps) Of(ref plan.Ref) *Node {
	if ref >= 0 && s.b.isOwn(ref) {
		return nil
	}
	return s.Named(ref)
}

// Named is the tree of a step that has a name, which may be such a number, and nil where there is no step.
func (s *Steps) Named(ref plan.Ref) *Node {
	if ref < 0 {
		return nil
	}
	n := s.b.node(ref)
	s.b.sources(n, s.seen)
	return n
}

// sources gives written numbers the source of the line they stand in, or marks that they have none.
func (b *builder) sources(n *Node, seen map[*Node]bool) {
	if n == nil || seen[n] {
		return
	}
	seen[n] = true
	info := b.plan.Info[n.Ref]
	if n.Source == "" && b.plan.Steps[n.Ref].Op == plan.Const && info.Span.Known() && info.Kind == check.KindNumber {
		n.Source = b.index.sourceOf(info.Span)
		n.NoSource = n.Source == ""
	}
	for _, t := range n.Terms {
		b.sources(t.Node, seen)
	}
}

// nothing makes a figure that nothing adds to, which lowering leaves as a bare zero, what was asked for.
func (b *builder) nothing(n *Node) {
	if !b.isOwnNumber(n.Ref, 0) {
		return
	}
	n.own, n.Unit = false, b.Asked.Type().Unit
	n.Amount.Unit, n.Amount.One = n.Unit.Beside(false), n.Unit.Beside(true)
	n.Note = say.T("no line of the script adds to this")
}

type builder struct {
	Run
	plan  *plan.Plan
	index *index
	named map[string]bool // what a step of the plan has the name of: no other step at its place is meant by it
	nodes map[plan.Ref]*Node
	alike map[string]int

	waited func() error // why nobody waits any more, or nil: for a tree that is built at one go
}

// node is the node of a step. Its terms are found after it is known, so that a step is one node wherever it is met.
func (b *builder) node(ref plan.Ref) *Node {
	if n, ok := b.nodes[ref]; ok {
		return n
	}
	n := &Node{Ref: ref, Op: Given, Unit: b.plan.Info[ref].Unit}
	b.nodes[ref] = n
	b.look()
	b.value(n)
	b.describe(n)
	b.terms(n)
	b.adopt(n)
	n.unrepeated()
	b.shares(n)
	b.problem(n)
	n.like = b.likeness(n)
	return n
}

// unrepeated takes the formula from terms that are but a step of the same formula, such as the sum in a mean.
func (n *Node) unrepeated() {
	for _, t := range n.Terms {
		if c := t.Node; c != nil && c.Name == "" && c.Label.Empty() && len(c.Terms) > 0 && c.Formula == n.Formula {
			c.Formula = ""
		}
	}
}

// likeness numbers the ways in which nodes come about. What has a formula or no terms is like itself alone.
func (b *builder) likeness(n *Node) int {
	key := fmt.Sprintf("#%d", n.Ref)
	switch {
	case n.own:
		key = n.Number.String()
	case len(n.Terms) > 0 && n.Formula == "" && n.Known:
		var way strings.Builder
		way.WriteString(string(n.Op))
		for _, t := range n.Terms {
			if t.Node == nil {
				fmt.Fprintf(&way, " %s%v", t.Sign, t.Ratio)
				continue
			}
			fmt.Fprintf(&way, " %s%d", t.Sign, t.Node.like)
		}
		key = way.String()
	}
	id, ok := b.alike[key]
	if !ok {
		id = len(b.alike) + 1
		b.alike[key] = id
	}
	return id
}

// value gives a node its value in the run and, where that differs, in the script as it is written.
func (b *builder) value(n *Node) {
	v, ok := b.Read.Value(n.Ref)
	n.Known, n.Number, n.Amount = ok, v, b.amount(n.Ref, v)
	if base, ok := b.Base.Value(n.Ref); ok && n.Known && !base.Equal(v) {
		n.Base, n.BaseWord, n.Differs = b.amount(n.Ref, base), b.word(n.Ref, base), true
	}
	if ok {
		n.Word = b.word(n.Ref, v)
	}
}

func (b *builder) amount(ref plan.Ref, v num.D) table.Amount {
	info := b.plan.Info[ref]
	if percent, ok := v.Mul(num.Int(100)); ok && info.Percent {
		return table.Amount{Value: percent, Places: ownPlaces(percent), Unit: "%", One: "%"}
	}
	return table.Amount{Value: v, Places: table.None, Unit: info.Unit.Beside(false), One: info.Unit.Beside(true)}
}

// ownPlaces are the decimal places of a percentage as it is written, where they are few.
func ownPlaces(v num.D) int {
	for places := range 3 {
		if v.Round(places).Equal(v) {
			return places
		}
	}
	return table.None
}

// word is the value of a condition, text or date.
func (b *builder) word(ref plan.Ref, v num.D) say.Phrase {
	switch b.plan.Info[ref].Kind {
	case check.KindBool:
		if v.IsZero() {
			return say.T("no")
		}
		return say.T("yes")
	case check.KindText:
		return say.T("%q", b.text(v))
	case check.KindDate:
		return say.T("%s", day(v))
	}
	return say.Phrase{}
}

func (b *builder) text(v num.D) string {
	at, _ := v.Int64()
	known := int64(len(b.plan.Texts))
	switch {
	case at >= 0 && at < known:
		return b.plan.Texts[at]
	case at >= known && at-known < int64(len(b.Texts)):
		return b.Texts[at-known]
	}
	return ""
}

// describe gives a node its name, label, formula and source.
func (b *builder) describe(n *Node) {
	info, told := b.plan.Info[n.Ref], b.Figure.Told[n.Ref]
	def, defined := b.definition(n.Ref)
	if len(info.Name) > 0 && info.Name[0] != '"' && !b.isOwn(n.Ref) {
		n.Name = info.Name
	}
	at := info.Span
	switch {
	case defined:
		n.Name, n.Label, n.Source, n.Until = def.name, def.label, def.source, def.until
		n.Formula, at = b.index.slice(def.value), def.at
	case told.Label.Empty() && (b.index.written[placeOf(info.Span)] || b.plan.Steps[n.Ref].Op == plan.Const && info.Span.Known()):
		n.Formula = b.index.slice(info.Span)
	}
	if n.Label.Empty() {
		n.Label = told.Label
	}
	if n.Source == "" {
		n.Source = info.Source
	}
	if b.Text == nil || at.Pos.Filename != b.Text.Name {
		n.File, n.Line = at.Pos.Filename, at.Pos.Line
	}
	n.Data = Data{File: told.File, Row: told.Row, All: told.Rows, Groups: told.Groups}
	b.aggregate(n)
	if def.host {
		n.Note = say.T("`%s` comes from the program that runs the script", n.Name)
	}
	n.own = b.isOwn(n.Ref) && n.Label.Empty()
	b.assumed(n, def)
	n.bare = b.plan.Steps[n.Ref].Op == plan.Const && n.Name == "" && n.Label.Empty() && n.Source == "" && !n.NoSource
}

// aggregate tells a sum from the mean that is made of it, and says where rows come from.
func (b *builder) aggregate(n *Node) {
	e, ok := b.index.each[placeOf(b.plan.Info[n.Ref].Span)]
	if !ok || n.Data.All == 0 {
		return
	}
	if e.Func == "mean" && n.Label.Empty() {
		n.Formula, n.Label = "", say.T("sum over the rows")
		if n.Data.Groups {
			n.Label = say.T("sum over the groups")
		}
	}
	if n.Source == "" {
		n.Source = e.Data.Source
	}
}

// definition is the declaration that a step is the value of.
func (b *builder) definition(ref plan.Ref) (definition, bool) {
	info := b.plan.Info[ref]
	if def, ok := b.index.named[info.Name]; ok && info.Name != "" {
		return def, true
	}
	if !b.Figure.Told[ref].Label.Empty() && info.Name != "" {
		return definition{}, false
	}
	def, ok := b.index.valued[placeOf(info.Span)]
	if ok && def.name != "" && b.named[def.name] {
		return definition{}, false
	}
	return def, ok
}

// assumed marks what the script takes for given.
func (b *builder) assumed(n *Node, def definition) {
	a, listed := b.index.assumed[n.Ref]
	if listed && n.Source == "" {
		n.Source, n.Until = a.Def.Source, a.Def.Until
	}
	if listed && n.Label.Empty() && n.Name == "" {
		n.Label = a.Label
	}
	cell := n.Data.Row > 0 && b.plan.Steps[n.Ref].Op == plan.Const
	n.NoSource = (listed || def.param || cell) && n.Source == ""
	p, ok := b.index.params[n.Ref]
	if !ok {
		return
	}
	slot := int(b.plan.Steps[n.Ref].A)
	if _, tried := b.Tried[slot]; tried {
		n.Override = say.T("set by this analysis")
	} else if _, given := b.Given[slot]; given {
		n.Override = say.T("set for this run")
	} else if _, set := b.Set[slot]; set {
		n.Override = say.T("set by the scenario \"%s\"", b.Under)
	}
	n.NoSource = p.Decl.Source == ""
}

// isOwn reports whether a step is a number that lowering brings.
func (b *builder) isOwn(ref plan.Ref) bool {
	info := b.plan.Info[ref]
	return b.plan.Steps[ref].Op == plan.Const && !info.Span.Known() && info.Kind == check.KindNumber && !b.index.named[info.Name].host
}

// isOwnNumber reports whether a step is a certain number that lowering brings and nothing is told of.
func (b *builder) isOwnNumber(ref plan.Ref, n int64) bool {
	return b.isOwn(ref) && b.plan.Consts[b.plan.Steps[ref].A].Equal(num.Int(n))
}

// terms finds how a node came about.
func (b *builder) terms(n *Node) {
	s, told := b.plan.Steps[n.Ref], b.Figure.Told[n.Ref]
	if _, set := b.Set[int(s.A)]; s.Op == plan.Input && set || told.Leaf {
		return
	}
	if told.Of != nil {
		b.chosen(n, told)
		return
	}
	switch s.Op {
	case plan.Const:
	case plan.Fail:
		n.Op = Failed
	case plan.Input:
		if b.plan.Steps[s.B].Op != plan.Const {
			n.Op, n.Terms = Sum, []Term{{Sign: Plus, Node: b.node(s.B)}}
		}
	case plan.Add, plan.Sub, plan.Neg:
		n.Op = Sum
		b.sum(n)
	case plan.Mul, plan.Div, plan.Scale:
		n.Op = Product
		b.product(n)
	case plan.Min, plan.Max:
		n.Op = map[plan.Op]Op{plan.Min: Least, plan.Max: Greatest}[s.Op]
		b.extreme(n, s.Op)
	case plan.Select:
		b.choice(n, s)
	case plan.Invoke:
		b.called(n, b.plan.Calls[s.A])
	default:
		n.Op = simple[s.Op]
		b.plan.Operands(s, func(x plan.Ref) { n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(x)}) })
	}
}

// simple are the operations whose operands are their terms.
var simple = map[plan.Op]Op{
	plan.Abs: Abs, plan.Round: Round, plan.Floor: Floor, plan.Ceil: Ceil, plan.Eq: Equal, plan.Lt: Less, plan.Le: AtMost,
	plan.And: And, plan.Or: Or, plan.Not: Not,
}

// choice is the branch taken, and the condition; while there is no condition there is no branch.
func (b *builder) choice(n *Node, s plan.Step) {
	n.Op = Choice
	n.Terms = []Term{{Sign: Plus, Node: b.node(s.A)}}
	switch v, ok := b.Read.Value(s.A); {
	case !ok:
	case v.IsZero():
		n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(s.C)})
	default:
		n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(s.B)})
	}
}

// called is a host function with its arguments. What it computes stands in no script, so its own words say what that is.
func (b *builder) called(n *Node, call plan.Call) {
	n.Op, n.Function = Called, call.Func.Name
	for _, x := range call.Args {
		n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(x)})
	}
	n.Note = say.T("`%s` comes from the program that runs the script: %s", call.Func.Name, call.Func.Doc)
	if n.Source == "" {
		n.Source = call.Func.Source
	}
}

// chosen is the least or greatest of the elements that count.
func (b *builder) chosen(n *Node, told plan.Told) {
	n.Op = Least
	if told.Greatest {
		n.Op = Greatest
	}
	for _, el := range told.Of {
		if b.Read.Holds(el.When) {
			n.Terms = append(n.Terms, Term{Sign: Plus, Node: b.node(el.Value)})
		}
	}
	n.Data.Used = len(n.Terms)
	if len(n.Terms) == 0 {
		n.Op = Failed
	}
}

// adopt takes over the terms of a sum of nothing else, so that no node says the same as the one above it.
func (b *builder) adopt(n *Node) {
	if n.Op != Sum || len(n.Terms) != 1 || n.Terms[0].Sign != Plus {
		return
	}
	only := n.Terms[0].Node
	if _, defined := b.definition(only.Ref); defined || only.Op == Given || only.Op == Failed {
		return
	}
	n.Op, n.Function, n.Terms, n.Data = only.Op, only.Function, append([]Term(nil), only.Terms...), only.Data
	if n.Function != "" {
		n.Note, n.Source = only.Note, cmp.Or(n.Source, only.Source)
	}
	if n.Formula == "" {
		n.Formula = only.Formula
	}
}

// shares says how much of a sum each term is.
func (b *builder) shares(n *Node) {
	listed := 0
	for _, t := range n.Terms {
		if t.Node != nil && !t.Node.Plain() {
			listed++
		}
	}
	if n.Op != Sum || !n.Known || listed < 2 {
		return
	}
	whole, _ := b.Read.Value(n.Ref)
	for i := range n.Terms {
		t := &n.Terms[i]
		v, ok := b.Read.Value(t.Node.Ref)
		if !ok || !t.Node.Unit.Equal(n.Unit) && !t.Node.Unit.IsNumber() {
			continue
		}
		if t.Sign == Minus {
			v = v.Neg()
		}
		t.Share, t.HasShare = v.Div(whole)
	}
	n.sharesOfOneSign()
}

// problem says why a node has no value, where that began.
func (b *builder) problem(n *Node) {
	if n.Known {
		return
	}
	for _, t := range n.Terms {
		if t.Node != nil && !t.Node.Known {
			return
		}
	}
	d, _ := b.Read.Problem(n.Ref)
	n.Problem = d.Message
}

func ratioTerm(r unit.Ratio) Term { return Term{Sign: Times, Ratio: r} }
