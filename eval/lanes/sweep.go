package lanes

import (
	"context"
	"sync"
	"sync/atomic"
)

// Points are the inputs of a sweep or simulation, by their index.
type Points interface {
	// Fill writes the inputs of n points from one on, a column for each slot. Several goroutines call it at once.
	Fill(first int64, n int, columns [][]float64)
}

// Chunk is how many points are gathered at a time, whatever the size of a block: what is added up within a chunk and then
// chunk by chunk has the same bits for any number of workers.
const Chunk = 1 << 13

// Sweep reads the figures at the first n points. Each chunk goes through partial, on any of the workers, and what that
// returns through merge, one after the other in order of the points. The columns are only lent to partial, one
// for each figure. The memory does not depend on n. It stops with the context's error when that ends. A panic of a
// worker goes on here.
func Sweep[P any](ctx context.Context, p *Program, points Points, n int64, workers int, partial func(first int64, out [][]float64) P, merge func(P)) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if 0 < n && n <= Chunk { // one chunk is not worth a goroutine
		out := p.newStation(p.NewMachine(), int(n)).read(ctx, points, 0, int(n))
		if out == nil {
			return context.Cause(ctx)
		}
		merge(partial(0, out))
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &sweep[P]{program: p, points: points, n: n, chunks: (n + Chunk - 1) / Chunk, partial: partial}
	workers = int(max(1, min(int64(workers), s.chunks)))
	s.tickets, s.results = make(chan struct{}, 2*workers), make(chan read[P], 2*workers)
	for range workers {
		s.all.Go(func() { s.guarded(ctx, stop) })
	}
	go func() {
		s.all.Wait()
		close(s.results)
	}()
	merged := s.gather(merge)
	if fault := s.fault.Load(); fault != nil {
		panic(*fault) // to be caught where one of the caller's own goroutine would be
	}
	if merged < s.chunks {
		return context.Cause(ctx)
	}
	return nil
}

// guarded works, and hands a panic over to the goroutine that waits for the sweep: nobody could catch it in this one.
func (s *sweep[P]) guarded(ctx context.Context, stop func()) {
	defer func() {
		if fault := recover(); fault != nil {
			s.fault.CompareAndSwap(nil, &fault)
			stop()
		}
	}()
	s.work(ctx)
}

// sweep is what the workers of a sweep share.
type sweep[P any] struct {
	program   *Program
	points    Points
	n, chunks int64
	partial   func(first int64, out [][]float64) P

	next atomic.Int64 // the chunk that nobody has taken
	// tickets are taken before a chunk and come back when it is merged, so that few chunks wait for an earlier one.
	tickets chan struct{}
	results chan read[P] // as many as there are tickets, so that no worker waits for the merging of another's chunk
	all     sync.WaitGroup
	fault   atomic.Pointer[any] // the first panic of a worker
}

// read is what a chunk came to.
type read[P any] struct {
	chunk int64
	value P
}

// work reads chunks until none is left.
func (s *sweep[P]) work(ctx context.Context) {
	station := s.program.newStation(s.program.NewMachine(), Chunk)
	for {
		select {
		case s.tickets <- struct{}{}:
		case <-ctx.Done():
			return
		}
		at := s.next.Add(1) - 1
		if at >= s.chunks {
			<-s.tickets
			return
		}
		first := at * Chunk
		out := station.read(ctx, s.points, first, int(min(Chunk, s.n-first)))
		if ctx.Err() != nil {
			return
		}
		select {
		case s.results <- read[P]{at, s.partial(first, out)}:
		case <-ctx.Done():
			return
		}
	}
}

// gather merges the chunks in order and returns how many there were.
func (s *sweep[P]) gather(merge func(P)) (due int64) {
	early := map[int64]P{}
	for r := range s.results {
		early[r.chunk] = r.value
		for value, ok := early[due]; ok; value, ok = early[due] {
			merge(value)
			delete(early, due)
			due++
			<-s.tickets
		}
	}
	return due
}

// station is a machine with the figures of a chunk and the inputs of a block.
type station struct {
	machine         *Machine
	in, out         [][]float64
	lentIn, lentOut [][]float64 // parts of those
	chunk           [][]float64
	lanes           int // of a block that are read between two looks at the context
}

// block is how many points are drawn at a time: so few that their inputs are still in the second cache when they are read.
const block = 1 << 10

// newStation has room for so many points, a chunk at most.
func (p *Program) newStation(m *Machine, points int) *station {
	s := &station{machine: m, lanes: m.lanesOf(mostAtOnce), in: columns(p.inputs, min(points, block)), out: columns(p.outputs, points)}
	s.lentIn, s.lentOut, s.chunk = make([][]float64, p.inputs), make([][]float64, p.outputs), make([][]float64, p.outputs)
	return s
}

// mostAtOnce is about how many operations on lanes are done between two looks at the context: some milliseconds.
const mostAtOnce = 1 << 22

// lanesOf is how many lanes, whole strips of them, take so many operations: at least one strip.
func (m *Machine) lanesOf(operations int) int {
	return max(1, operations/max(1, m.length)/m.strip) * m.strip
}

// read reads the figures for n points from one on, as far as it gets before the context ends.
func (s *station) read(ctx context.Context, points Points, first int64, n int) [][]float64 {
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		cut(s.lentIn, s.in, 0, to-from)
		points.Fill(first+int64(from), to-from, s.lentIn)
		for at := from; at < to; at += s.lanes {
			if ctx.Err() != nil {
				return nil
			}
			end := min(at+s.lanes, to)
			cut(s.lentIn, s.in, at-from, end-from)
			cut(s.lentOut, s.out, at, end)
			s.machine.Run(s.lentIn, s.lentOut)
		}
	}
	cut(s.chunk, s.out, 0, n)
	return s.chunk
}

// cut makes parts of columns from one lane to another.
func cut(parts, columns [][]float64, from, to int) {
	for i, c := range columns {
		parts[i] = c[from:to]
	}
}
