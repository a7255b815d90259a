package lanes

import "container/heap"

// unit is one instruction to be: a node, and the one before it that is computed together with it, or -1.
type unit struct {
	node, inner int32
	reads       []int32 // the nodes it reads that are no constants, each once
}

// schedule lists the units that the wanted nodes need, in an order in which few values are alive at a time.
func schedule(g *graph, wanted []int32) []unit {
	units, of := pair(g, wanted)
	s := &scheduler{units: units, of: of, left: make([]int, len(g.nodes)), users: map[int32][]int{}, waits: make([]int, len(units))}
	for i, u := range units {
		for _, x := range u.reads {
			s.left[x]++
			s.users[x] = append(s.users[x], i)
			if of[x] >= 0 {
				s.waits[i]++
			}
		}
	}
	return s.order(g)
}

// pair finds the units: a sum, difference or product that only one other reads goes into that one. It also gives the unit
// of each node, or -1.
func pair(g *graph, wanted []int32) ([]unit, []int) {
	uses := g.uses(wanted)
	taken, of := make([]bool, len(g.nodes)), make([]int, len(g.nodes))
	inner := make([]int32, len(g.nodes))
	for i, n := range g.nodes {
		inner[i] = -1
		if uses[i] == 0 {
			continue
		}
		if x := g.fusable(n, func(x int32) bool { return uses[x] == 1 && inner[x] < 0 }); x >= 0 {
			inner[i], taken[x] = x, true
		}
	}
	var units []unit
	for i, n := range g.nodes {
		of[i] = -1
		if uses[i] == 0 || taken[i] || n.op == opConst || n.op == opInput {
			continue
		}
		of[i] = len(units)
		units = append(units, unit{int32(i), inner[i], g.reads(int32(i), inner[i])})
	}
	return units, of
}

// uses counts how often each node is read, a wanted one once more for each time.
func (g *graph) uses(wanted []int32) []int {
	uses := make([]int, len(g.nodes))
	for _, x := range wanted {
		uses[x] += 2 // a wanted node has a column of its own, and is never inside a pair
	}
	for i := len(g.nodes) - 1; i >= 0; i-- {
		if uses[i] > 0 {
			g.nodes[i].operands(func(x int32) { uses[x]++ })
		}
	}
	return uses
}

// fusable returns the operand of a node that may be computed together with it, or -1.
func (g *graph) fusable(n node, free func(int32) bool) int32 {
	for _, x := range [2]int32{n.a, n.b} {
		switch {
		case n.op != opAdd && n.op != opSub && n.op != opMul && n.op != opDiv:
			return -1
		case n.op == opDiv && (x != n.a || g.nodes[n.b].op == opConst), n.a == n.b:
		case isArith(g.nodes[x].op) && free(x):
			return x
		}
	}
	return -1
}

func isArith(op opcode) bool { return op == opAdd || op == opSub || op == opMul || op == opDiv }

// reads lists the columns that a unit reads.
func (g *graph) reads(n, inner int32) []int32 {
	var out []int32
	add := func(x int32) {
		if x == inner || g.nodes[x].op == opConst {
			return
		}
		for _, have := range out {
			if have == x {
				return
			}
		}
		out = append(out, x)
	}
	if inner >= 0 {
		g.nodes[inner].operands(add)
	}
	g.nodes[n].operands(add)
	return out
}

// scheduler picks units from those that are ready: first the one that ends most values, then the one that goes on from the
// latest.
type scheduler struct {
	units []unit
	of    []int // by node: its unit, or -1
	left  []int // by node: how many units have yet to read it
	users map[int32][]int
	waits []int // by unit: how many of the units it reads are not done
	done  []bool
	ready readyHeap
	clock int
}

func (s *scheduler) order(g *graph) []unit {
	s.done = make([]bool, len(s.units))
	for i := range s.units {
		if s.waits[i] == 0 {
			s.push(i)
		}
	}
	out := make([]unit, 0, len(s.units))
	for s.ready.Len() > 0 {
		at := heap.Pop(&s.ready).(readyUnit).unit
		if s.done[at] {
			continue
		}
		s.done[at] = true
		out = append(out, s.units[at])
		s.finish(g, at)
	}
	return out
}

// finish makes what waited for a unit ready, and tells the last reader of each operand that it is the last.
func (s *scheduler) finish(g *graph, at int) {
	s.clock++
	u := s.units[at]
	for _, x := range u.reads {
		if s.left[x]--; s.left[x] == 1 && s.of[x] >= 0 {
			for _, user := range s.users[x] {
				if !s.done[user] && s.waits[user] == 0 {
					s.push(user)
				}
			}
		}
	}
	for _, user := range s.users[u.node] {
		if s.waits[user]--; s.waits[user] == 0 {
			s.push(user)
		}
	}
}

func (s *scheduler) push(at int) {
	ends := 0
	for _, x := range s.units[at].reads {
		if s.left[x] == 1 && s.of[x] >= 0 {
			ends++
		}
	}
	heap.Push(&s.ready, readyUnit{at, ends, s.clock})
}

type readyUnit struct{ unit, ends, since int }

type readyHeap []readyUnit

func (h readyHeap) Len() int { return len(h) }

func (h readyHeap) Less(i, j int) bool {
	switch {
	case h[i].ends != h[j].ends:
		return h[i].ends > h[j].ends
	case h[i].since != h[j].since:
		return h[i].since > h[j].since
	}
	return h[i].unit < h[j].unit
}

func (h readyHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *readyHeap) Push(x any) { *h = append(*h, x.(readyUnit)) }

func (h *readyHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
