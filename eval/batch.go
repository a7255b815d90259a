package eval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Batch is a program that reads columns of inputs into columns of outputs, in floats, which carry about 12 digits. It is immutable, and
// any number of goroutines may use it.
type Batch struct {
	binding *binding
	crew    *crew
}

// Batch finds params and outputs once, to read many points: each is `NAME` or `NAME,UNIT`, as in a tag of Bind. A param is a single
// number. Under, With and Workers are the options that count here. The error is a diag.List of all that does not fit.
func (p *Program) Batch(inputs, outputs []string, opts ...RunOption) (out *Batch, err error) {
	defer p.recovered(background(), &err)
	if len(outputs) == 0 {
		return nil, diag.List{diag.New(diag.UnknownName, p.here(), say.T("a batch has at least one output"))}
	}
	b, problems := p.bind(columnsOf("input", inputs), columnsOf("output", outputs), runOptionsOf(opts))
	if problems.Err() != nil {
		return nil, problems.Sort()
	}
	crew, err := b.staff(background())
	if err != nil {
		return nil, err
	}
	return &Batch{b, crew}, nil
}

func columnsOf(what string, specs []string) []field {
	out := make([]field, len(specs))
	for i, s := range specs {
		out[i] = field{name: fmt.Sprintf("%s %d", what, i+1), tag: s, kind: float, length: 1}
	}
	return out
}

// Run reads a point for each row of the columns: in has one for each input and out one for each output, all of one length, which Run
// writes. It allocates nothing for a point, has the same bits for any number of workers, and stops within 10 milliseconds of the end of
// the context, whose error it then wraps.
//
// Where an output has no value at a point, because the script divides by zero there, a guard does not hold or a param is outside its
// range, it is NaN, and the error is an *Incomplete. All other points are read. Any other error is a diag.List.
func (b *Batch) Run(ctx context.Context, in, out [][]float64) (err error) {
	defer b.owner().recovered(ctx, &err)
	n, problem := lengths(in, out, len(b.binding.slots), len(b.binding.outputs))
	if !problem.Empty() {
		return diag.List{diag.New(diag.OutOfRange, b.binding.program.here(), problem)}
	}
	return b.crew.run(ctx, columns{b.binding, in, out}, n)
}

// lengths is the length of all columns, or why there is none.
func lengths(in, out [][]float64, inputs, outputs int) (int, say.Phrase) {
	if len(in) != inputs || len(out) != outputs {
		return 0, say.T("the batch has %d inputs and %d outputs, and was given columns for %d and %d", inputs, outputs, len(in), len(out))
	}
	n := len(out[0])
	for _, all := range [][][]float64{in, out} {
		for i, c := range all {
			if len(c) != n {
				return 0, say.T("the columns differ in length: number %d has %d rows, the first output %d", i+1, len(c), n)
			}
		}
	}
	return n, say.Phrase{}
}

// Estimate says what a run over so many points will take.
func (b *Batch) Estimate(points int) (out Estimate) {
	defer quietly()
	return b.crew.estimate(points)
}

// Incomplete is the error of a batch in which outputs have no value at some points. They are NaN there; all other points were read.
type Incomplete struct {
	Points   int       // where an output has no value
	First    int       // the index of the first of them
	Problems diag.List // why it has none there, by an exact run
	phrase   say.Phrase
}

// Error says at how many points there is no value, and why at the first.
func (e *Incomplete) Error() string { return e.phrase.String() }

// Unwrap gives the diagnostics of the first point.
func (e *Incomplete) Unwrap() error { return e.Problems.Err() }

// points is what a batch goes through, a block at a time.
type points interface {
	// lend makes the columns of n points from one on those of the desk: inputs are there, outputs may be written.
	lend(s *stand, first, n int)
	// take takes the figures of a block.
	take(s *stand, first int)
	// exactly runs a point by itself.
	exactly(ctx context.Context, at int) error
}

// crew reads points on several goroutines.
type crew struct {
	*binding
	program *lanes.Program
	looking *lanes.Program // whether params are in their ranges and figures are numbers
	block   int
	idle    sync.Pool // of *stand
}

// stand is where one of them works.
type stand struct {
	machine   *lanes.Machine
	looking   *lanes.Machine
	own       [][]float64 // columns of a block: inputs and outputs
	in, out   [][]float64
	both      [][]float64 // in and out
	seen      [][]float64 // what looking makes of both
	inputs    int
	absent    int
	firstGone int
	touched   byte // something of what was read beforehand, so that it is read
}

const (
	mostInBlock = 1 << 10
	workOfBlock = 1 << 22 // operations between two looks at the context
)

// newCrew compiles a binding for batches. The error lists the host functions that no batch can call.
func newCrew(ctx context.Context, b *binding) (*crew, error) {
	program, err := lanes.Compile(ctx, b.base, b.slots, b.wanted)
	if err != nil {
		return nil, err
	}
	looking, err := lanes.CompileSound(ctx, b.base, b.slots, b.ranges, len(b.wanted))
	if err != nil {
		return nil, err
	}
	c := &crew{binding: b, program: program, looking: looking}
	c.block = min(mostInBlock, max(64, workOfBlock/max(1, c.program.Instructions())))
	return c, nil
}

// staff is who reads batches of the binding, or why nobody can.
func (b *binding) staff(ctx context.Context) (*crew, error) {
	crew, err := b.crew.once(ctx, func(ctx context.Context) (*crew, error) { return newCrew(ctx, b) })
	if problems := (diag.List{}); errors.As(err, &problems) {
		return nil, problems.Attach(b.program.files)
	}
	if err != nil {
		return nil, b.program.stopped(err)
	}
	return crew, nil
}

func (c *crew) stand() *stand {
	if s, ok := c.idle.Get().(*stand); ok {
		s.absent, s.firstGone = 0, math.MaxInt
		return s
	}
	inputs, outputs := len(c.slots), len(c.wanted)
	s := &stand{machine: c.program.NewMachine(), looking: c.looking.NewMachine(), inputs: inputs, firstGone: math.MaxInt}
	const apart = 72 // numbers, so that columns do not fight for the same places of the first cache
	for range inputs + outputs {
		s.own = append(s.own, make([]float64, c.block+apart)[:c.block])
	}
	s.in, s.out, s.both = make([][]float64, inputs), make([][]float64, outputs), make([][]float64, inputs+outputs)
	s.seen = [][]float64{make([]float64, c.block), make([]float64, c.block)}
	return s
}

func (c *crew) workersFor(n int) int {
	workers := c.workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return max(1, min(workers, (n+c.block-1)/c.block))
}

func (c *crew) estimate(n int) Estimate {
	own := c.program.Bytes() + c.looking.Bytes() + int64(len(c.slots)+len(c.wanted)+1)*int64(c.block)*8
	points := uint64(max(0, n))
	high, operations := bits.Mul64(points, uint64(c.program.Operations()+c.looking.Operations()))
	if high > 0 || operations > math.MaxInt64 {
		operations = math.MaxInt64
	}
	return Estimate{int64(points), int64(operations), own * int64(c.workersFor(n))}
}

// shift is what the workers of a run share.
type shift struct {
	points
	n    int
	next atomic.Int64 // the block that nobody has taken

	mu     sync.Mutex
	err    error
	absent int
	first  int
}

func (c *crew) run(ctx context.Context, p points, n int) error {
	ctx, cancel := context.WithTimeout(ctx, c.binding.program.limits.Time)
	defer cancel()
	s := &shift{points: p, n: n, first: math.MaxInt}
	var all sync.WaitGroup
	for range c.workersFor(n) - 1 {
		all.Go(func() { c.work(ctx, s) })
	}
	c.work(ctx, s)
	all.Wait()
	switch {
	case s.err != nil:
		return s.err
	case ctx.Err() != nil:
		return c.binding.program.stopped(context.Cause(ctx))
	case s.absent > 0:
		return c.incomplete(ctx, s)
	}
	return nil
}

// work reads blocks until none is left.
func (c *crew) work(ctx context.Context, all *shift) {
	s := c.stand()
	err := c.blocks(ctx, all, s)
	all.mu.Lock()
	defer all.mu.Unlock()
	if err != nil {
		all.err = err
		return
	}
	all.absent, all.first = all.absent+s.absent, min(all.first, s.firstGone)
	clear(s.in) // no memory of the caller is kept
	clear(s.out)
	clear(s.both)
	c.idle.Put(s)
}

func (c *crew) blocks(ctx context.Context, all *shift, s *stand) (err error) {
	defer c.binding.program.recovered(ctx, &err)
	for ctx.Err() == nil {
		first := int(all.next.Add(1)-1) * c.block
		if first >= all.n {
			return nil
		}
		n := min(c.block, all.n-first)
		all.lend(s, first, n)
		s.machine.Run(s.in, s.out)
		if !s.isSound(n) {
			s.silence(first)
		}
		all.take(s, first)
	}
	return nil
}

// isSound reports whether all params of a block are in their ranges and all figures are numbers.
func (s *stand) isSound(n int) bool {
	copy(s.both[copy(s.both, s.in):], s.out)
	for i := range s.seen {
		s.seen[i] = s.seen[i][:n]
	}
	s.looking.Run(s.both, s.seen)
	all := true
	for _, excess := range s.seen[1] {
		if !(excess <= 0) {
			all = false
		}
	}
	return all
}

// silence makes figures NaN where a param is outside its range, and infinities too, and counts the points without a value.
func (s *stand) silence(first int) {
	inside := s.seen[0]
	for i, excess := range s.seen[1] {
		if excess <= 0 {
			continue
		}
		for _, column := range s.out {
			if !(inside[i] <= 0) || math.IsInf(column[i], 0) {
				column[i] = math.NaN()
			}
		}
		s.absent, s.firstGone = s.absent+1, min(s.firstGone, first+i)
	}
}

// incomplete says why there is no value at the first point without one.
func (c *crew) incomplete(ctx context.Context, s *shift) error {
	out := &Incomplete{Points: s.absent, First: s.first}
	if err := s.exactly(ctx, s.first); err != nil {
		out.Problems, _ = err.(diag.List)
	}
	out.phrase = say.T("%s of %s points have no value, the first is number %d", say.Int(out.Points), say.Int(s.n), out.First)
	if len(out.Problems) > 0 {
		out.phrase = say.T("%s: %s", out.phrase, out.Problems[0].Message)
	}
	return out
}

// columns is points in columns of the caller.
type columns struct {
	*binding
	from, to [][]float64
}

func (c columns) lend(s *stand, first, n int) {
	for i, column := range c.from {
		s.in[i] = column[first : first+n]
		s.touched |= touchColumn(s.in[i])
	}
	for _, in := range c.inputs {
		if in.ratio.IsOne() {
			continue
		}
		own := s.own[in.first][:n]
		copy(own, s.in[in.first])
		in.scale(own)
		s.in[in.first] = own
	}
	for i, column := range c.to {
		s.out[i] = column[first : first+n]
		s.touched |= touchColumn(s.out[i])
	}
}

// scale brings numbers from the unit of Go into that of the param.
func (in bound) scale(column []float64) {
	num, den := float64(in.ratio.Num), float64(in.ratio.Den)
	for i, v := range column {
		column[i] = float64(v*num) / den
	}
}

// take finds the figures in place.
func (c columns) take(*stand, int) {}

func (c columns) exactly(ctx context.Context, at int) error {
	set := Inputs{}
	for i, in := range c.inputs {
		set[in.param.Name] = in.asInput(field{kind: float}, c.from[i][at])
	}
	_, err := c.program.runFor(ctx, c.refs, set, c.opts)
	return err
}
