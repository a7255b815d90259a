package check

import (
	"slices"
	"sort"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// part tells apart what is computed of one thing, so that only real circles are found: how many courses start does not
// depend on how many complete.
type part int

const (
	partValue part = iota // of a let, param, wage, output, index, of what a use is given
	partStaff             // of a team
	partMoves             // of a team
	partStarts
	partParticipants
	partCompletion
	partDuration
	partMeet  // the phases of a session
	partDrive // the timing of a cost, and what its basis counts
	partWork  // staff and wages of a cost or session
	partMoney // amounts, life and payers of a cost or session
	// Fields of the intervention, and sums; their thing is nil.
	partNorm
	partDiscount
	partOverhead
	partWeeks
	partTeams   // the moves of all teams
	partVolumes // of all courses
	partShared  // the lines that may be of any course
	partEmployed
	partResult // and the results that follow it, by ResultKind
)

func partOf(k ResultKind) part { return partResult + part(k) }

// key names a node.
type key struct {
	thing any
	part  part
}

// node is something that is computed from others.
type node struct {
	key     key
	name    string
	words   say.Phrase // what messages call it, where that is no name
	span    source.Span
	reads   []ast.Expr
	needs   []key
	resolve func()     // nil for a sum
	def     Definition // nil unless it belongs into Module.Order
	edges   []edge

	visit, low int // of the search for circles
	open       bool
}

// said is what messages call a node.
func (n *node) said() say.Phrase {
	if n.words.Empty() {
		return say.Verbatim(n.name)
	}
	return n.words
}

// listed is the node among others, where names are set apart from words.
func (n *node) listed() say.Phrase {
	if n.words.Empty() {
		return say.T("%s", say.Code(n.name))
	}
	return n.words
}

type edge struct {
	to *node
	at source.Span
}

// graph is what is computed from what. It is walked without recursion: chains may be as long as scripts are.
type graph struct {
	nodes map[key]*node
	order []*node
}

// add enters a node; of two for one key, which a duplicate name leads to, both are resolved.
func (g *graph) add(n *node) {
	if g.nodes[n.key] == nil {
		g.nodes[n.key] = n
	}
	g.order = append(g.order, n)
}

// resolve orders all nodes, reports circles and resolves every node after what it needs. It reports whether it came to the end.
func (c *checker) resolve() bool {
	for _, n := range c.graph.order {
		c.connect(n)
	}
	s := search{next: 1}
	for _, n := range c.graph.order {
		if n.visit == 0 {
			s.from(n)
		}
	}
	for _, ring := range s.rings {
		c.reportCycle(ring)
	}
	for _, n := range s.sorted {
		if c.gone = c.gone || c.stopped(); c.gone {
			return false
		}
		if n.resolve != nil {
			n.resolve()
		}
		if n.def != nil {
			c.mod.Order = append(c.mod.Order, n.def)
		}
	}
	return true
}

// connect turns what a node reads and needs into edges.
func (c *checker) connect(n *node) {
	add := func(k key, at source.Span) {
		if to := c.graph.nodes[k]; to != nil {
			n.edges = append(n.edges, edge{to, at})
		}
	}
	for _, e := range n.reads {
		c.reads(e, nil, add)
	}
	for _, k := range n.needs {
		add(k, source.Span{})
	}
}

// search is Tarjan's search for strongly connected parts, with a stack of its own.
type search struct {
	next   int
	path   []*node
	frames []frame
	sorted []*node   // needed ones before those that need them
	rings  [][]*node // parts that depend on themselves
}

type frame struct {
	n    *node
	edge int
}

func (s *search) from(n *node) {
	s.enter(n)
	for len(s.frames) > 0 {
		f := &s.frames[len(s.frames)-1]
		if f.edge < len(f.n.edges) {
			to := f.n.edges[f.edge].to
			f.edge++
			s.step(f.n, to)
			continue
		}
		s.leave(f.n)
	}
}

func (s *search) enter(n *node) {
	n.visit, n.low, n.open = s.next, s.next, true
	s.next++
	s.path = append(s.path, n)
	s.frames = append(s.frames, frame{n: n})
}

func (s *search) step(n, to *node) {
	switch {
	case to.visit == 0:
		s.enter(to)
	case to.open:
		n.low = min(n.low, to.visit)
	}
}

func (s *search) leave(n *node) {
	s.frames = s.frames[:len(s.frames)-1]
	if len(s.frames) > 0 {
		above := s.frames[len(s.frames)-1].n
		above.low = min(above.low, n.low)
	}
	if n.low != n.visit {
		return
	}
	at := len(s.path) - 1
	for s.path[at] != n {
		at--
	}
	ring := append([]*node{}, s.path[at:]...)
	s.path = s.path[:at]
	for i := len(ring) - 1; i >= 0; i-- {
		ring[i].open = false
		s.sorted = append(s.sorted, ring[i])
	}
	if len(ring) > 1 || n.needsItself() {
		s.rings = append(s.rings, ring)
	}
}

func (n *node) needsItself() bool {
	for _, e := range n.edges {
		if e.to == n {
			return true
		}
	}
	return false
}

// reportCycle shows one shortest circle through the first node of a ring that stands in the text.
func (c *checker) reportCycle(ring []*node) {
	sort.SliceStable(ring, func(i, j int) bool { return earlier(ring[i].span, ring[j].span) })
	start := ring[0]
	if !start.span.Known() {
		return // sums alone: what feeds them goes in a circle of its own
	}
	circle := shortestCircle(start, ring)
	names := []say.Phrase{start.listed()}
	for _, e := range circle {
		names = append(names, e.to.listed())
	}
	way := say.Join(shorten(dropRepeats(names)), " -> ")
	c.report(diag.Cycle, start.span, say.T("`%s` depends on itself: %s", start.said(), way), func(f *finding) {
		f.label(say.T("the circle starts here")).help(say.T("break the circle: one of these has to be a number of its own"))
		alsoSteps(f, start, circle)
	})
}

// alsoSteps points at the steps of a circle: where it is written that one needs the next, else where the one is declared.
func alsoSteps(f *finding, from *node, circle []edge) {
	const most = 10
	for _, e := range circle {
		at := e.at
		if !at.Known() {
			at = from.span // sums stand nowhere, and are left out
		}
		if (from.name != e.to.name || len(circle) == 1) && len(f.d.Related) < most {
			f.also(at, say.T("`%s` needs `%s`", from.said(), e.to.said()))
		}
		from = e.to
	}
}

// earlier orders spans by where they begin; nodes that stand nowhere come last.
func earlier(a, b source.Span) bool {
	if a.Known() != b.Known() {
		return a.Known()
	}
	return a.Pos.Offset < b.Pos.Offset
}

// shortestCircle finds the way from a node back to itself inside its ring, in breadth first order.
func shortestCircle(start *node, ring []*node) []edge {
	inside := map[*node]bool{}
	for _, n := range ring {
		inside[n] = true
	}
	type arrival struct {
		from *node
		by   edge
	}
	came := map[*node]arrival{}
	for queue := []*node{start}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		for _, e := range n.edges {
			if _, seen := came[e.to]; seen || !inside[e.to] {
				continue
			}
			came[e.to] = arrival{n, e}
			queue = append(queue, e.to)
		}
		if _, back := came[start]; back {
			break
		}
	}
	var circle []edge
	for n := start; ; {
		a := came[n]
		circle = append(circle, a.by)
		if n = a.from; n == start || n == nil {
			slices.Reverse(circle)
			return circle
		}
	}
}

// dropRepeats leaves one of each run of equal names, since the parts of one thing have its name.
func dropRepeats(names []say.Phrase) []say.Phrase {
	out := names[:1]
	for _, n := range names[1:] {
		if !n.Equal(out[len(out)-1]) {
			out = append(out, n)
		}
	}
	if len(out) == 1 {
		out = append(out, out[0])
	}
	return out
}

// shorten keeps both ends of a long circle.
func shorten(names []say.Phrase) []say.Phrase {
	const most = 12
	if len(names) <= most {
		return names
	}
	out := append([]say.Phrase{}, names[:most/2]...)
	return append(append(out, say.Verbatim("...")), names[len(names)-most/2:]...)
}
