package table

// A network is what controlled rounding comes down to. Every printed number is
// a link that carries either the floor or the ceiling of its exact value; every
// sum is a node, where what arrives must be what leaves. The links start out
// conventionally rounded, which leaves a surplus at some nodes and a deficit at
// others. Moving a link to its other rounding carries one unit from one end to
// the other, at the link's price. Carrying each surplus to a deficit along the
// cheapest path (successive shortest paths, with node potentials so that no
// price is ever negative) ends in the cheapest rounding of all that adds up.
type network struct {
	links   []link
	touch   [][]int // per node the steps that leave it: 2 × link, + 1 against its direction
	surplus []int64 // per node, arrived less left, in printed units
	height  []int64 // potential per node

	watch *watch
	search
}

// link is one number on its way from one sum into another.
type link struct {
	from, to int
	raised   bool  // carries the ceiling, not the floor
	moved    bool  // carries the other than the conventional rounding
	rigid    bool  // must not move
	free     bool  // is not printed: may carry any whole number
	price    int64 // of being moved, at least 1
}

// search is the state of one search for a path, kept to be used again.
type search struct {
	round   int     // number of the search; marks what the arrays hold from it
	reached []int   // per node the last round that reached it
	settled []int   // per node the last round that knows its distance for good
	far     []int64 // distance per node
	via     []int   // the step that reached the node
	order   []int   // nodes settled in this round
	queue   queue
}

// newNetwork returns a network of so many nodes without links.
func newNetwork(nodes int, w *watch) *network {
	return &network{
		watch:   w,
		touch:   make([][]int, nodes),
		surplus: make([]int64, nodes),
		height:  make([]int64, nodes),
		search: search{
			reached: make([]int, nodes),
			settled: make([]int, nodes),
			far:     make([]int64, nodes),
			via:     make([]int, nodes),
		},
	}
}

// add puts a link in.
func (n *network) add(l link) {
	step := 2 * len(n.links)
	n.links = append(n.links, l)
	if !l.rigid {
		n.touch[l.from] = append(n.touch[l.from], step)
		n.touch[l.to] = append(n.touch[l.to], step+1)
	}
}

// balance moves links until no node has a surplus. It is false when the rigid
// links leave no way, or nobody waits.
func (n *network) balance() bool {
	for node := range n.surplus {
		for n.surplus[node] > 0 {
			end, ok := n.nearestDeficit(node)
			if !ok {
				return false
			}
			n.carry(node, end)
		}
	}
	return true
}

// nearestDeficit searches the cheapest path from a node to one with a deficit
// and lifts the potentials such that the path is free of charge.
func (n *network) nearestDeficit(start int) (end int, ok bool) {
	n.begin(start)
	for len(n.queue) > 0 && n.watch.step() {
		node := n.queue.pop().node
		if n.settled[node] == n.round {
			continue
		}
		n.settled[node] = n.round
		if n.surplus[node] < 0 {
			n.lift(n.far[node])
			return node, true
		}
		n.order = append(n.order, node)
		n.relax(node)
	}
	return 0, false
}

// begin clears the search and puts its start in.
func (n *network) begin(start int) {
	n.round++
	n.order, n.queue = n.order[:0], n.queue[:0]
	n.reach(start, 0, -1)
}

// reach records a distance to a node when it is the shortest yet.
func (n *network) reach(node int, far int64, via int) {
	if n.reached[node] == n.round && n.far[node] <= far {
		return
	}
	n.reached[node], n.far[node], n.via[node] = n.round, far, via
	n.queue.push(place{far, node})
}

// relax follows the steps that leave a node.
func (n *network) relax(node int) {
	for _, step := range n.touch[node] {
		cost, ok := n.links[step/2].cost(step%2 == 0)
		if !ok {
			continue
		}
		if next := n.end(step); n.settled[next] != n.round {
			n.reach(next, n.far[node]+cost+n.height[node]-n.height[next], step)
		}
	}
}

// lift adjusts the potentials of the nodes nearer than a path of that length,
// which keeps every price at least 0 after the path is used.
func (n *network) lift(length int64) {
	for _, node := range n.order {
		n.height[node] += n.far[node] - length
	}
}

// carry takes one unit along the path found.
func (n *network) carry(start, end int) {
	n.surplus[start]--
	n.surplus[end]++
	for node := end; node != start; {
		step := n.via[node]
		n.links[step/2].move(step%2 == 0)
		node = n.end(step ^ 1)
	}
}

// end returns the node a step leads to.
func (n *network) end(step int) int {
	if step%2 == 0 {
		return n.links[step/2].to
	}
	return n.links[step/2].from
}

// cost returns what one unit more on a link costs, or one unit less when it is
// taken against its direction; false when the link cannot.
func (l *link) cost(forward bool) (int64, bool) {
	switch {
	case l.rigid:
		return 0, false
	case l.free:
		return 0, true
	case forward == l.raised:
		return 0, false
	case l.moved:
		return -l.price, true
	}
	return l.price, true
}

// move takes one unit more on a link, or one less.
func (l *link) move(forward bool) {
	if !l.free {
		l.raised, l.moved = forward, !l.moved
	}
}

// place is a node and its distance.
type place struct {
	far  int64
	node int
}

// before orders places by distance; equal ones by node, so that the outcome
// does not depend on how the queue is built.
func (p place) before(q place) bool {
	return p.far < q.far || p.far == q.far && p.node < q.node
}

// queue is a binary heap of places, the nearest first.
type queue []place

// push puts a place in.
func (q *queue) push(p place) {
	heap := append(*q, p)
	for i := len(heap) - 1; i > 0 && heap[i].before(heap[(i-1)/2]); i = (i - 1) / 2 {
		heap[i], heap[(i-1)/2] = heap[(i-1)/2], heap[i]
	}
	*q = heap
}

// pop takes the nearest place out.
func (q *queue) pop() place {
	heap := *q
	top, last := heap[0], len(heap)-1
	heap[0] = heap[last]
	heap = heap[:last]
	for i := 0; ; {
		least := heap.leastOf(i)
		if least == i {
			break
		}
		heap[i], heap[least] = heap[least], heap[i]
		i = least
	}
	*q = heap
	return top
}

// leastOf returns the nearest of a place and its two children.
func (q queue) leastOf(i int) int {
	least := i
	for child := 2*i + 1; child <= 2*i+2 && child < len(q); child++ {
		if q[child].before(q[least]) {
			least = child
		}
	}
	return least
}
