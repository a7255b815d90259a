package plan

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// origin is where a step comes from and the unit it is in.
type origin struct {
	span source.Span
	unit unit.Unit
}

// builder appends steps to a plan. Its arithmetic knows None and One, so that sums over mostly empty tables stay small.
type builder struct {
	p      *Plan
	limits Limits
	worked int            // elements looked at
	looked int            // steps looked at once more
	small  map[string]Ref // constants that lowering itself needs
	texts  map[string]Ref
	told   map[Ref]Told // what steps stand for; nil unless a figure is explained
	fixed  map[Ref]bool // numbers that decided how the plan is built, beside told
	// flowsTold are the flows that were told of.
	flowsTold []Flow
}

// tooLarge stops lowering when a plan outgrows its limit, and says where. Lower turns it into a diagnostic.
type tooLarge struct{ at source.Span }

// stopped stops lowering because who asked for it no longer waits.
type stopped struct{ cause error }

// every is how many elements of any kind are lowered between two looks at whether somebody still waits.
const every = 1 << 8

// looksPerStep is how many elements may be looked at for each operation there may be: rows that come to nothing need no steps, but time.
const looksPerStep = 2

// work counts one element that is looked at, be it a step or a row that needs none.
func (b *builder) work(at source.Span) { b.workOf(1, at) }

// workOf counts what takes as long as several.
func (b *builder) workOf(n int, at source.Span) {
	before := b.worked
	if b.worked += n; b.worked/every == before/every {
		return
	}
	if b.worked/looksPerStep > b.limits.Operations {
		panic(tooLarge{at})
	}
	if b.limits.Stopped != nil {
		if err := b.limits.Stopped(); err != nil {
			panic(stopped{err})
		}
	}
}

// look counts steps that are looked at once more, which takes a small part of the time that a new one does.
func (b *builder) look(n int, at source.Span) {
	const part = 32
	before := b.looked
	if b.looked += n; b.looked/part != before/part {
		b.workOf(b.looked/part-before/part, at)
	}
}

func (b *builder) emit(o origin, op Op, x, y, z Ref) Ref {
	b.work(o.span)
	if len(b.p.Steps) >= b.limits.Operations {
		panic(tooLarge{o.span})
	}
	if n := len(b.p.Info); n == cap(b.p.Info) {
		// Twice the room at a time: append would copy a large plan more often.
		b.p.Steps, b.p.Info = slices.Grow(b.p.Steps, n+64), slices.Grow(b.p.Info, n+64)
	}
	b.p.Steps = append(b.p.Steps, Step{op, x, y, z})
	kind := check.KindNumber
	if op >= Eq && op <= Not {
		kind = check.KindBool
	}
	b.p.Info = append(b.p.Info, Info{Kind: kind, Unit: o.unit, Span: o.span})
	return Ref(len(b.p.Steps) - 1)
}

// literal is a constant of the script.
func (b *builder) literal(o origin, v num.D) Ref {
	b.p.Consts = append(b.p.Consts, v)
	return b.emit(o, Const, Ref(len(b.p.Consts)-1), None, None)
}

// int is a constant that lowering needs; equal ones share a step.
func (b *builder) int(n int64) Ref { return b.ratio(unit.Ratio{Num: n, Den: 1}) }

// ratio is a constant that lowering needs, as exact as decimals allow.
func (b *builder) ratio(r unit.Ratio) Ref {
	key := r.String()
	if ref, ok := b.small[key]; ok && !b.telling() {
		return ref
	}
	ref := b.literal(origin{}, num.Ratio(r.Num, r.Den))
	b.small[key] = ref
	return ref
}

// text is the constant that stands for a text.
func (b *builder) text(span source.Span, s string) Ref {
	ref, ok := b.texts[s]
	if !ok {
		ref = b.literal(origin{span: span}, num.Int(int64(len(b.p.Texts))))
		b.p.Texts = append(b.p.Texts, s)
		b.p.Info[ref].Kind = check.KindText
		b.texts[s] = ref
	}
	return ref
}

// real makes a step of None and One.
func (b *builder) real(x Ref) Ref {
	switch x {
	case None:
		return b.int(0)
	case One:
		return b.int(1)
	}
	return x
}

func (b *builder) add(o origin, x, y Ref) Ref {
	switch {
	case x == None:
		return y
	case y == None:
		return x
	}
	return b.emit(o, Add, b.real(x), b.real(y), None)
}

func (b *builder) sub(o origin, x, y Ref) Ref {
	switch {
	case y == None:
		return x
	case x == None:
		return b.emit(o, Neg, b.real(y), None, None)
	}
	return b.emit(o, Sub, b.real(x), b.real(y), None)
}

func (b *builder) mul(o origin, x, y Ref) Ref {
	switch {
	case x == None || y == None:
		return None
	case x == One:
		return y
	case y == One:
		return x
	}
	return b.emit(o, Mul, x, y, None)
}

func (b *builder) div(o origin, x, y Ref) Ref {
	switch {
	case x == None:
		return None
	case y == One:
		return x
	}
	return b.emit(o, Div, b.real(x), b.real(y), None)
}

// scale multiplies by an exact ratio.
func (b *builder) scale(o origin, x Ref, r unit.Ratio) Ref {
	if x == None || r.IsOne() || r == (unit.Ratio{}) {
		return x
	}
	b.p.Ratios = append(b.p.Ratios, r)
	return b.emit(o, Scale, b.real(x), Ref(len(b.p.Ratios)-1), None)
}

func (b *builder) op2(o origin, op Op, x, y Ref) Ref {
	return b.emit(o, op, b.real(x), b.real(y), None)
}

func (b *builder) min(o origin, x, y Ref) Ref { return b.op2(o, Min, x, y) }
func (b *builder) max(o origin, x, y Ref) Ref { return b.op2(o, Max, x, y) }

func (b *builder) and(o origin, x, y Ref) Ref {
	switch {
	case x == One:
		return y
	case y == One:
		return x
	case x == None || y == None:
		return None
	}
	return b.emit(o, And, x, y, None)
}

// pick is Select that knows a settled condition.
func (b *builder) pick(o origin, cond, then, els Ref) Ref {
	switch {
	case cond == One:
		return then
	case cond == None:
		return els
	case then == els:
		return then
	}
	return b.emit(o, Select, cond, b.real(then), b.real(els))
}

// sum adds from the left.
func (b *builder) sum(o origin, xs ...Ref) Ref {
	total := None
	for _, x := range xs {
		total = b.add(o, total, x)
	}
	return total
}

// fail is a step without a value.
func (b *builder) fail(o origin, f Failure) Ref {
	return b.emit(o, Fail, b.failure(f), None, None)
}

func (b *builder) failure(f Failure) Ref {
	b.p.Failures = append(b.p.Failures, f)
	return Ref(len(b.p.Failures) - 1)
}

// guard demands a condition of every run. One that always holds needs none.
func (b *builder) guard(cond Ref, code diag.Code, span source.Span, message, help say.Phrase, values ...Ref) {
	if cond == One {
		return
	}
	for i, v := range values {
		values[i] = b.real(v)
	}
	b.p.Guards = append(b.p.Guards, Guard{b.real(cond), Failure{code, message, help, span}, values})
}

// name calls a step by a name, unless it already has one.
func (b *builder) name(x Ref, name string) Ref {
	if x >= 0 && b.p.Info[x].Name == "" {
		b.p.Info[x].Name = name
	}
	return x
}

// static returns the value of a constant step.
func (b *builder) static(x Ref) (num.D, bool) {
	switch {
	case x == None:
		return num.Int(0), true
	case x == One:
		return num.Int(1), true
	case b.p.Steps[x].Op == Const:
		return b.p.Consts[b.p.Steps[x].A], true
	}
	return num.D{}, false
}
