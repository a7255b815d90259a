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
// returns through merge, one after the other in order of the points. The columns are only lent to partial: out has a column
// for each figure, in one for each slot. The memory does not depend on n. It stops with the context's error when that ends.
func Sweep[P any](ctx context.Context, p *Program, points Points, n int64, workers int, partial func(first int64, in, out [][]float64) P, merge func(P)) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &sweep[P]{program: p, points: points, n: n, chunks: (n + Chunk - 1) / Chunk, partial: partial, results: make(chan read[P])}
	workers = int(max(1, min(int64(workers), s.chunks)))
	s.tickets = make(chan struct{}, 2*workers)
	for range workers {
		s.all.Go(func() { s.work(ctx) })
	}
	go func() {
		s.all.Wait()
		close(s.results)
	}()
	if s.gather(merge) < s.chunks {
		return context.Cause(ctx)
	}
	return nil
}

// sweep is what the workers of a sweep share.
type sweep[P any] struct {
	program   *Program
	points    Points
	n, chunks int64
	partial   func(first int64, in, out [][]float64) P

	next atomic.Int64 // the chunk that nobody has taken
	// tickets are taken before a chunk and come back when it is merged, so that few chunks wait for an earlier one.
	tickets chan struct{}
	results chan read[P]
	all     sync.WaitGroup
}

// read is what a chunk came to.
type read[P any] struct {
	chunk int64
	value P
}

// work reads chunks until none is left.
func (s *sweep[P]) work(ctx context.Context) {
	station := s.program.newStation()
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
		in, out := station.read(s.points, first, int(min(Chunk, s.n-first)))
		select {
		case s.results <- read[P]{at, s.partial(first, in, out)}:
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

// station is a machine with the columns of a chunk.
type station struct {
	machine *Machine
	in, out [][]float64
}

func (p *Program) newStation() *station {
	return &station{p.NewMachine(), columns(p.inputs, Chunk), columns(p.outputs, Chunk)}
}

// read fills the columns and reads the figures for n points from one on: a block at a time, so that inputs are still in the first
// caches when they are read.
func (s *station) read(points Points, first int64, n int) (in, out [][]float64) {
	in, out = cut(s.in, 0, n), cut(s.out, 0, n)
	for from := 0; from < n; from += mostBlock {
		to := min(from+mostBlock, n)
		own := cut(in, from, to)
		points.Fill(first+int64(from), to-from, own)
		s.machine.Run(own, cut(out, from, to))
	}
	return in, out
}

// cut is some lanes of columns.
func cut(columns [][]float64, from, to int) [][]float64 {
	out := make([][]float64, len(columns))
	for i, c := range columns {
		out[i] = c[from:to]
	}
	return out
}
