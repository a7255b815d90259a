package eval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
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
		out[i] = field{name: columnName(what, i), tag: s, kind: float, length: 1, column: true}
	}
	return out
}

// Run reads a point for each row of the columns: in has one for each input and out one for each output, all of one length, which Run
// writes. It allocates nothing for a point, has the same bits for any number of workers, and stops within 10 milliseconds of the end of
// the context, whose error it then wraps.
//
// Where an output has no value at a point, because the script divides by zero there, a guard does not hold, a param is outside its range
// or an input or output is no number that a script can hold, such as an infinity or 1e60, it is NaN, and the error is an *Incomplete. All other
// points are read. Numbers between inputs and outputs are floats, which may be larger than those of an exact run. Any other error is a diag.List.
//
// Each output has memory of its own, apart from that of the inputs. There may be any number of points: Limits.SweepPoints is for what scripts ask
// for, while a caller has the memory already. Limits.Time holds.
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
	differs := func(c []float64) bool { return len(c) != n }
	differ := func(name string, c []float64) (int, say.Phrase) {
		return 0, say.T("the columns differ in length: %s has %d rows, %s %d", name, len(c), columnName("output", 0), n)
	}
	if i := slices.IndexFunc(in, differs); i >= 0 {
		return differ(columnName("input", i), in[i])
	}
	if i := slices.IndexFunc(out, differs); i >= 0 {
		return differ(columnName("output", i), out[i])
	}
	return n, shared(in, out)
}

// shared says which output lies in the memory of another column, which writing it would change.
func shared(in, out [][]float64) say.Phrase {
	for i, c := range out {
		over := func(other []float64) bool { return overlap(c, other) }
		name := ""
		if k := slices.IndexFunc(in, over); k >= 0 {
			name = columnName("input", k)
		}
		if k := slices.IndexFunc(out[:i], over); k >= 0 {
			name = columnName("output", k)
		}
		if name != "" {
			return say.T("%s and %s share memory, and each output needs its own", name, columnName("output", i))
		}
	}
	return say.Phrase{}
}

// columnName is how messages call a column of a batch.
func columnName(what string, at int) string { return fmt.Sprintf("%s %d", what, at+1) }

// Estimate says what a run over so many points will take.
func (b *Batch) Estimate(points int) (out Estimate) {
	defer quietly()
	return b.crew.estimate(points)
}

// Incomplete is the error of a batch in which outputs have no value at some points. They are NaN there; all other points were read.
type Incomplete struct {
	Points   int       // where an output has no value
	First    int       // the index of the first of them
	Problems diag.List // why it has none there, by an exact run; where that has values, the host function whose Lanes gives no number
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
	looking *lanes.Program // whether params are in their ranges and all are numbers that a script can hold
	most    float64        // what it can hold
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
	c := &crew{binding: b, program: program, most: largest(b.program.plan.Digits)}
	if c.looking, err = lanes.CompileSound(ctx, b.base, b.slots, b.ranges, c.bounds()); err != nil {
		return nil, err
	}
	c.block = min(mostInBlock, max(64, workOfBlock/max(1, c.program.Instructions())))
	return c, nil
}

// largest is the largest float that a script can hold which may have so many digits before the decimal point, 0 for all that there are.
func largest(digits int) float64 {
	if digits == 0 {
		digits = num.MaxDigits
	}
	beyond, _ := strconv.ParseFloat("1e"+strconv.Itoa(digits), 64)
	return math.Nextafter(beyond, 0)
}

// bounds is what the inputs and the figures may be at most. An input can be held in the unit that it is given in, too.
func (c *crew) bounds() []float64 {
	out := make([]float64, len(c.slots)+len(c.wanted))
	for i := range out {
		out[i] = c.most
	}
	for _, in := range c.inputs {
		for entry := range in.param.Values {
			given := []float64{largest(0)}
			in.scale(given)
			out[in.first+entry] = min(c.most, given[0])
		}
	}
	return out
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
			s.silence(first, c.most)
		}
		all.take(s, first)
	}
	return nil
}

// isSound reports whether all inputs of a block can be, and all figures are numbers that a script can hold.
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

// silence makes figures NaN where an input cannot be, and those that no script can hold, and counts the points without a value.
func (s *stand) silence(first int, most float64) {
	inside := s.seen[0]
	for i, excess := range s.seen[1] {
		if excess <= 0 {
			continue
		}
		for _, column := range s.out {
			if !(inside[i] <= 0) || math.Abs(column[i]) > most {
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
	} else {
		out.Problems = c.mute(s).Attach(c.binding.program.files)
	}
	out.phrase = say.T("%s of %s points have no value, the first has index %d", say.Int(out.Points), say.Int(s.n), out.First)
	if len(out.Problems) > 0 {
		out.phrase = say.T("%s: %s", out.phrase, out.Problems[0].Message)
	}
	return out
}

// mute says which host function gives no number at the first point without a value, where an exact run has one.
func (c *crew) mute(all *shift) diag.List {
	s := c.stand()
	all.lend(s, all.first, 1)
	in := make([]float64, len(s.in))
	for i, column := range s.in {
		in[i] = column[0]
	}
	return c.program.Mute(in)
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
