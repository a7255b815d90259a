package lanes

import "container/heap"

// unit is a chain of operations, each going on from the result of the one before, that ends in a value which is stored.
type unit struct {
	stages []stage
	reads  []int32 // the nodes it reads that are no constants, each once
}

// stage is an operation of a chain. Its other operand may be a side: an operation too, on what is stored already.
type stage struct{ node, side int32 }

func (u unit) last() int32 { return u.stages[len(u.stages)-1].node }

// schedule lists the units that the wanted nodes need, in an order in which few values are alive at a time.
func schedule(g *graph, wanted []int32) []unit {
	units, of := chain(g, wanted)
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

// uses counts how often each node is read, a wanted one once more for each time.
func (g *graph) uses(wanted []int32) []int {
	uses := make([]int, len(g.nodes))
	for _, x := range wanted {
		uses[x] += 2 // a wanted node has a column of its own, and is never inside a chain
	}
	for i := len(g.nodes) - 1; i >= 0; i-- {
		if uses[i] > 0 {
			g.operands(g.nodes[i], func(x int32) { uses[x]++ })
		}
	}
	return uses
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
		g.look(len(out))
		out = append(out, s.units[at])
		s.finish(at)
	}
	return out
}

// finish makes what waited for a unit ready, and tells the last reader of each operand that it is the last.
func (s *scheduler) finish(at int) {
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
	for _, user := range s.users[u.last()] {
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
