// Package sensitivity says how a figure follows the params of a script: one at a time, together, two in a grid, without some rows
// of its data, and where it reaches a target.
//
// Every analysis starts from a Base, one scenario read exactly. Where there are more points than can be read so, they are swept in
// floats to find those that matter; a point that is handed out is always read exactly.
package sensitivity

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// Base is the scenario that analyses start from: a plan read exactly with some inputs.
type Base struct {
	Reading *exact.Reading
	Inputs  exact.Inputs
	Limits  Limits
	// Spent is what analyses that share their limits have used of them; nil for one that has them for itself.
	Spent *Spent
}

// Limits bounds one analysis. What needs more is refused before it starts, with a TooLarge.
type Limits struct {
	Figures int64 // read exactly
	Points  int64 // of a sweep or a grid
	Bytes   int64 // that is kept of points read exactly, and of a sweep; 0 for any number
	Work    int64 // of steps; 0 for any number
}

// TooLarge is the error of an analysis that needs more than its limits allow.
type TooLarge struct {
	Points bool  // of a sweep or grid; else figures read exactly
	Draws  bool  // the points are draws
	Bytes  bool  // of memory
	Work   bool  // of steps: it needs at least so many
	Needed int64 // MaxSize stands for that many or more
	Limit  int64
}

// MaxSize is the largest size that is counted.
const MaxSize = diag.Uncounted

// Error says what is too large in English, for programmers.
func (e *TooLarge) Error() string {
	what := "figures"
	if e.Bytes {
		what = "bytes"
	}
	if e.Points {
		what = "points"
	}
	if e.Work {
		what = "steps"
	}
	return fmt.Sprintf("the analysis needs %d %s, more than %d", e.Needed, what, e.Limit)
}

// workers is how many of some goroutines may work, when each keeps some bytes and all together others. The error is a TooLarge: there
// is not even room for one.
func (l Limits) workers(most int, each, shared int64) (int, error) {
	if l.Bytes == 0 {
		return most, nil
	}
	if n := shared + each; n > l.Bytes {
		return 0, &TooLarge{Bytes: true, Needed: n, Limit: l.Bytes}
	}
	return int(min(int64(most), (l.Bytes-shared)/max(1, each))), nil
}

// pointBytes is about what a point takes that is read exactly, beside the inputs of its scenario.
const pointBytes, inputBytes = 512, 64

// room says with a TooLarge that there is none for so many points that are read exactly.
func (b *Base) room(points int64) error {
	n := b.Spent.bytesAnd(times(points, pointBytes+inputBytes*int64(len(b.Inputs))))
	if b.Limits.Bytes > 0 && n > b.Limits.Bytes {
		return &TooLarge{Bytes: true, Needed: n, Limit: b.Limits.Bytes}
	}
	return nil
}

// times multiplies sizes, up to MaxSize.
func times(x, y int64) int64 {
	if y != 0 && x > MaxSize/y {
		return MaxSize
	}
	return min(x*y, MaxSize)
}

// Value is a figure in one scenario, when it has a value there.
type Value = exact.Value

// Value returns a step of the base.
func (b *Base) Value(ref plan.Ref) Value {
	v, known := b.Reading.Value(ref)
	return Value{D: v, Known: known}
}

// Outcome is the wanted figures in one scenario.
type Outcome struct {
	Values []Value
	// Problems say why a figure has no value. Where a guard of the plan does not hold, none has.
	Problems diag.List
}

// Read gives the wanted figures for each of some inputs, which stand in place of those of the base. The error is that of the
// context, or a TooLarge.
func (b *Base) Read(ctx context.Context, variants []exact.Inputs, wanted []plan.Ref) ([]Outcome, error) {
	guarded := slices.Clone(wanted)
	for _, g := range b.Reading.Plan.Guards {
		guarded = append(guarded, g.Cond)
	}
	if n := times(int64(len(guarded)), int64(len(variants))); n > b.Limits.Figures {
		return nil, &TooLarge{Needed: n, Limit: b.Limits.Figures}
	}
	slots, err := b.changed(ctx, variants)
	if err != nil {
		return nil, err
	}
	s, err := b.slice(ctx, slots, guarded)
	if err != nil {
		return nil, err
	}
	if err := b.work(times(int64(len(variants)), s.steps())); err != nil {
		return nil, err
	}
	out := make([]Outcome, len(variants))
	var why explainer
	for i, in := range variants {
		values, err := s.read(ctx, in)
		if err != nil {
			return nil, err
		}
		out[i].Values = values[:len(wanted)]
		if sound(out[i].Values, values[len(wanted):]) {
			continue
		}
		if out[i].Problems, err = why.problems(ctx, b, in, wanted); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// explainer says why figures have no value: of what is cut out of a plan nobody can tell.
type explainer struct {
	parts *exact.Parts
	steps int
}

func (e *explainer) problems(ctx context.Context, b *Base, in exact.Inputs, wanted []plan.Ref) (diag.List, error) {
	if e.parts == nil {
		parts := exact.NewParts(b.Reading.Plan)
		n, err := parts.Find(ctx, wanted...)
		if err != nil {
			return nil, err
		}
		e.parts, e.steps = parts, n
	}
	if err := b.work(int64(e.steps)); err != nil {
		return nil, err
	}
	r, err := e.parts.Read(ctx, in)
	if err != nil {
		return nil, err
	}
	return r.Problems(wanted...), nil
}

// sound reports whether all figures have a value and all guards hold. When a guard does not, it takes the figures' values away.
func sound(figures, guards []Value) bool {
	ok := !slices.ContainsFunc(figures, func(v Value) bool { return !v.Known })
	if slices.ContainsFunc(guards, func(v Value) bool { return v.Known && v.IsZero() }) {
		clear(figures)
		ok = false
	}
	return ok
}

// changed lists the input slots that any of the variants sets to something else than the base. The error is the context's.
func (b *Base) changed(ctx context.Context, variants []exact.Inputs) ([]int, error) {
	slots := map[int]bool{}
	for _, in := range variants {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for slot, v := range in {
			if old, was := b.Inputs[slot]; !was || !v.Equal(old) {
				slots[slot] = true
			}
		}
		for slot := range b.Inputs {
			if _, set := in[slot]; !set {
				slots[slot] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(slots)), nil
}

// Point is one scenario of an analysis, read exactly: the value of the figure where the varied params have some values.
type Point struct {
	At [][]num.D // by varied param, a number for each of its slots
	Value
	Problems diag.List // why it has no value
}

// points reads the figure where params have some values each.
func (b *Base) points(ctx context.Context, params []*plan.Param, at [][][]num.D, of plan.Ref) ([]Point, error) {
	variants := make([]exact.Inputs, len(at))
	for i, values := range at {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		variants[i] = b.with(params, values)
	}
	outcomes, err := b.Read(ctx, variants, []plan.Ref{of})
	if err != nil {
		return nil, err
	}
	out := make([]Point, len(at))
	for i, o := range outcomes {
		out[i] = Point{at[i], o.Values[0], o.Problems}
	}
	return out, nil
}

// with is the inputs of the base with params at other values.
func (b *Base) with(params []*plan.Param, at [][]num.D) exact.Inputs {
	in := maps.Clone(b.Inputs)
	if in == nil {
		in = exact.Inputs{}
	}
	for i, p := range params {
		for slot, v := range at[i] {
			in[p.FirstSlot+slot] = v
		}
	}
	return in
}

// own is the values of a param in the base, and whether all of its slots have one.
func (b *Base) own(p *plan.Param) ([]num.D, bool) { return b.values(p.Values) }

func (b *Base) values(refs []plan.Ref) ([]num.D, bool) {
	out := make([]num.D, len(refs))
	for i, ref := range refs {
		v, known := b.Reading.Value(ref)
		if !known {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

func greater(x, y num.D) num.D {
	if y.Cmp(x) > 0 {
		return y
	}
	return x
}
