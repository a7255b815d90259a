package eval

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// base is the reading of the script as it is written: that of the run when nothing else was put in.
func (p *Program) base(ctx context.Context, r *Result) (*exact.Reading, error) {
	if len(r.inputs) == 0 {
		return r.reading, nil
	}
	return exact.Run(ctx, p.plan, nil)
}

// readEach gives the wanted figures for each of the inputs in place of those of a run, on as many processors as there are. Nothing goes
// on any more once it returns.
func (r *Result) readEach(ctx context.Context, inputs []exact.Inputs, wanted []plan.Ref) ([][]figure, error) {
	w := &readers{ctx: ctx, r: r, inputs: inputs, wanted: wanted, out: make([][]figure, len(inputs))}
	for range min(runtime.GOMAXPROCS(0), len(inputs)) - 1 {
		w.others.Go(w.read)
	}
	w.read()
	w.others.Wait()
	if w.failure != nil {
		panic(w.failure) // to be caught where a panic of a single reading would be
	}
	return w.out, w.err
}

// readers are the goroutines of one readEach.
type readers struct {
	ctx    context.Context
	r      *Result
	inputs []exact.Inputs
	wanted []plan.Ref
	out    [][]figure   // by input and wanted step
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
		figures, err := w.r.read(w.ctx, w.inputs[i], w.wanted)
		if err != nil {
			w.stop(err, nil)
			return
		}
		w.out[i] = figures
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
