package eval

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/costlang/cost/eval/exact"
)

// base is the reading of the script as it is written: that of the run when nothing else was put in.
func (p *Program) base(ctx context.Context, r *Result) (*exact.Reading, error) {
	if len(r.inputs) == 0 {
		return r.reading, nil
	}
	return exact.Run(ctx, p.plan, nil)
}

// readEach reads the plan once for each of the inputs, on as many processors as there are, and gives every reading to use.
// Calls of use go on at the same time, each with another i. None is going on any more once readEach returns.
func (p *Program) readEach(ctx context.Context, inputs []exact.Inputs, use func(i int, r *exact.Reading)) error {
	w := &readers{ctx: ctx, p: p, inputs: inputs, use: use}
	for range min(runtime.GOMAXPROCS(0), len(inputs)) - 1 {
		w.others.Go(w.read)
	}
	w.read()
	w.others.Wait()
	if w.failure != nil {
		panic(w.failure) // to be caught where a panic of a single reading would be
	}
	return w.err
}

// readers are the goroutines of one readEach.
type readers struct {
	ctx    context.Context
	p      *Program
	inputs []exact.Inputs
	use    func(i int, r *exact.Reading)
	taken  atomic.Int64 // of the inputs
	others sync.WaitGroup

	mu      sync.Mutex
	err     error // the first of the context
	failure any   // the first panic
}

// read takes inputs until none is left or one could not be read.
func (w *readers) read() {
	defer func() { w.stop(nil, recover()) }()
	for i := int(w.taken.Add(1)) - 1; i < len(w.inputs); i = int(w.taken.Add(1)) - 1 {
		reading, err := exact.Run(w.ctx, w.p.plan, w.inputs[i])
		if err != nil {
			w.stop(err, nil)
			return
		}
		w.use(i, reading)
	}
}

// stop keeps the first reason to stop, if there is one, and leaves no inputs for the others.
func (w *readers) stop(err error, failure any) {
	if err == nil && failure == nil {
		return
	}
	w.taken.Store(int64(len(w.inputs)))
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = err
	}
	if w.failure == nil {
		w.failure = failure
	}
}
