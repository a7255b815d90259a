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
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &sweep[P]{program: p, points: points, n: n, chunks: (n + Chunk - 1) / Chunk, partial: partial}
	workers = int(max(1, min(int64(workers), s.chunks)))
	s.tickets, s.results = make(chan struct{}, 2*workers), make(chan read[P], 2*workers)
	for range workers {
		s.all.Go(func() {
			defer s.carry(stop)
			s.work(ctx)
		})
	}
	go func() {
		s.all.Wait()
		close(s.results)
	}()
	if s.gather(merge) < s.chunks {
		if s.panicked != nil {
			panic(s.panicked)
		}
		return context.Cause(ctx)
	}
	return nil
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

	once     sync.Once
	panicked any // the first panic of a worker, or nil
}

// carry keeps the panic of a worker for the caller of the sweep, whom it would not reach, and stops the others.
func (s *sweep[P]) carry(stop func()) {
	if r := recover(); r != nil {
		s.once.Do(func() { s.panicked = r })
		stop()
	}
}

// read is what a chunk came to.
type read[P any] struct {
	chunk int64
	value P
}

// work reads chunks until none is left.
func (s *sweep[P]) work(ctx context.Context) {
	station := s.program.newStation(s.program.NewMachine())
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
		out := station.read(s.points, first, int(min(Chunk, s.n-first)))
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
}

// block is how many points are drawn at a time: so few that their inputs are still in the second cache when they are read.
const block = 1 << 10

func (p *Program) newStation(m *Machine) *station {
	s := &station{machine: m, in: columns(p.inputs, block), out: columns(p.outputs, Chunk)}
	s.lentIn, s.lentOut, s.chunk = make([][]float64, p.inputs), make([][]float64, p.outputs), make([][]float64, p.outputs)
	return s
}

// read reads the figures for n points from one on.
func (s *station) read(points Points, first int64, n int) [][]float64 {
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		cut(s.lentIn, s.in, 0, to-from)
		cut(s.lentOut, s.out, from, to)
		points.Fill(first+int64(from), to-from, s.lentIn)
		s.machine.Run(s.lentIn, s.lentOut)
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
