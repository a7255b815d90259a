package eval

import (
	"context"
	"errors"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// timed gives a compilation its time, unless it has one already. What it returns beside lets go of the clock.
func (o options) timed() (options, func()) {
	if _, limited := o.waiting.(deadline); limited {
		return o, func() {}
	}
	if o.waiting == nil {
		o.waiting = background()
	}
	ctx, done := context.WithTimeout(o.waiting, o.limits.Time)
	o.waiting = deadline{ctx, o.waiting}
	return o, done
}

// deadline is a context that Limits.Time ends, if that of the caller does not.
type deadline struct {
	context.Context
	callers context.Context
}

// stopped is why a compilation goes on no longer, or nil.
func (o options) stopped() error {
	if o.waiting == nil {
		return nil
	}
	return o.waiting.Err()
}

// orInterrupted says that a compilation was stopped, where it was, and else leaves its error as it is.
func (o options) orInterrupted(name string, err error) error {
	why := o.stopped()
	if err == nil || why == nil {
		return err
	}
	err = o.limits.stopped(source.Span{Pos: source.Pos{Filename: name}}, say.T("the compilation takes too long"), why)
	if own, limited := o.waiting.(deadline); limited {
		return byCaller(own.callers, err)
	}
	return err
}

// byCaller puts right what an error says of a call that was stopped: it was not Limits.Time that ended it when the caller's context is
// over. Its cause is then found by errors.Is too.
func byCaller(ctx context.Context, err error) error {
	var stopped *interrupted
	if err == nil || ctx.Err() == nil || !errors.As(err, &stopped) {
		return err
	}
	what := say.T("the run was interrupted")
	if isTimeout(ctx.Err()) {
		what = say.T("the run was interrupted: the deadline of its context has passed")
	}
	at := source.Span{Pos: source.Pos{Filename: stopped.List[0].Span.Pos.Filename}}
	return &interrupted{diag.List{diag.New(diag.Interrupted, at, what)}, errors.Join(ctx.Err(), context.Cause(ctx))}
}

// stopped says that a run or a compilation was cancelled, or ran out of time: that stands where the script begins, unless a part of it is known.
func (l Limits) stopped(at source.Span, what say.Phrase, err error) *interrupted {
	if !isTimeout(err) {
		at = source.Span{Pos: source.Pos{Filename: at.Pos.Filename}}
		return &interrupted{diag.List{diag.New(diag.Interrupted, at, say.T("the run was interrupted"))}, err}
	}
	if !at.Known() {
		at.Pos.Line, at.Pos.Column = 1, 1
		at.EndPos = at.Pos
	}
	d := diag.Passed{Field: "Time", What: what, Asked: int64(l.Time), Allowed: int64(l.Time)}.At(diag.Interrupted, at)
	return &interrupted{diag.List{d}, err}
}

// plan is the limits as lowering takes them.
func (l Limits) plan(stopped func() error) plan.Limits {
	out := plan.Limits{Operations: l.Operations, Stopped: stopped}
	if l.Digits < num.MaxDigits {
		out.Digits = l.Digits
	}
	return out
}

// explained is the limits of a plan that is lowered to be explained: a step of it and what the explanation says of it take as much memory as
// four others.
func (l Limits) explained(stopped func() error) plan.Limits {
	out := l.plan(stopped)
	out.Operations = max(1, out.Operations/explainedWeight)
	return out
}

const explainedWeight = 2

// lowered is what is wrong with a plan that could not be lowered, or that nobody waited for it.
func (p *Program) lowered(ctx context.Context, problems diag.List) error {
	if err := context.Cause(ctx); err != nil {
		return p.stopped(err)
	}
	return problems.Attach(p.files)
}

// parser is the limits of a parse that ends with its compilation.
func (o options) parser() parser.Limits {
	out := o.limits.parser()
	out.Stopped = o.stopped
	return out
}

func (l Limits) parser() parser.Limits {
	return parser.Limits{Bytes: l.SourceBytes, Tokens: l.Tokens, Nesting: l.Nesting, Name: l.NameBytes, Text: l.TextBytes, Declarations: l.Declarations}
}
