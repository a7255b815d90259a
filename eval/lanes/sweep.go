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
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type done struct {
		chunk int64
		value P
	}
	chunks := (n + Chunk - 1) / Chunk
	workers = int(max(1, min(int64(workers), chunks)))
	// A worker takes a ticket for each chunk, which comes back when the chunk is merged: so few wait to be.
	tickets, results := make(chan struct{}, 2*workers), make(chan done)
	var next atomic.Int64
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			s := p.newStation()
			for {
				select {
				case tickets <- struct{}{}:
				case <-ctx.Done():
					return
				}
				at := next.Add(1) - 1
				if at >= chunks {
					<-tickets
					return
				}
				in, out := s.read(points, at*Chunk, int(min(Chunk, n-at*Chunk)))
				select {
				case results <- done{at, partial(at*Chunk, in, out)}:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		all.Wait()
		close(results)
	}()
	early, due := map[int64]P{}, int64(0)
	for r := range results {
		early[r.chunk] = r.value
		for value, ok := early[due]; ok; value, ok = early[due] {
			merge(value)
			delete(early, due)
			due++
			<-tickets
		}
	}
	if due < chunks {
		return context.Cause(ctx)
	}
	return nil
}

// station is a machine with the columns of a chunk.
type station struct {
	machine *Machine
	in, out [][]float64
}

func (p *Program) newStation() *station {
	return &station{p.NewMachine(), columns(p.inputs, Chunk), columns(p.outputs, Chunk)}
}

// read fills the columns and reads the figures for n points from one on.
func (s *station) read(points Points, first int64, n int) (in, out [][]float64) {
	in, out = cut(s.in, n), cut(s.out, n)
	points.Fill(first, n, in)
	s.machine.Run(in, out)
	return in, out
}

func cut(columns [][]float64, n int) [][]float64 {
	out := make([][]float64, len(columns))
	for i, c := range columns {
		out[i] = c[:n]
	}
	return out
}
