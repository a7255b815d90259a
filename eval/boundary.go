package eval

import (
	"context"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// recovered turns a panic into an error that asks for a report, unless it is one of a host function.
func recovered(name string, err *error) {
	if r := recover(); r != nil {
		*err = internal(name, r)
	}
}

// recovered is the boundary of what a program does. A program that was never compiled, and no context, are mistakes of who calls: no
// report is asked for them.
func (p *Program) recovered(ctx context.Context, err *error) {
	switch r := recover(); {
	case ctx == nil:
		*err = noContext()
	case r != nil && (p == nil || p.module == nil):
		*err = callersMistake(say.T("the program was not compiled: Compile and CompileFS make one"))
	case r != nil:
		*err = internal(p.module.File.Name, r)
	default:
		*err = byCaller(ctx, *err)
	}
}

// recovered is the boundary of a session.
func (s *Session) recovered(name string, ctx context.Context, err *error) {
	switch r := recover(); {
	case ctx == nil:
		*err = noContext()
	case r != nil && (s == nil || !s.made):
		*err = callersMistake(say.T("the session was not begun: NewSession makes one"))
	case r != nil:
		*err = internal(name, r)
	default:
		*err = byCaller(ctx, *err)
	}
}

// owner is the program, or nil where there is none: a boundary is set before anything is known of what it is set for.
func (b *Bound[In, Out]) owner() *Program {
	if b == nil || b.binding == nil {
		return nil
	}
	return b.program
}

func (b *Batch) owner() *Program {
	if b == nil || b.binding == nil {
		return nil
	}
	return b.binding.program
}

func (r *Result) owner() *Program {
	if r == nil {
		return nil
	}
	return r.program
}

func (s *Sweep) owner() *Program {
	if s == nil {
		return nil
	}
	return s.result.owner()
}

// quietly ends a panic where there is no error to return. What has no answer then is an offer: nothing is offered.
func quietly() { _ = recover() }

// internal is the error that asks for a report, or what is said of a panic in a host function.
func internal(name string, fault any) error {
	if p, ok := fault.(*plan.HostPanic); ok {
		return diag.List{p.Found}
	}
	d := diag.New(diag.Internal, source.Span{Pos: source.Pos{Filename: name}}, say.T("internal error: %v", fault))
	d.Help = say.T("this is a fault of the program, not of the script; please report it with the script")
	return diag.List{d}
}

func callersMistake(message say.Phrase) error {
	return diag.List{diag.New(diag.OutOfRange, source.Span{}, message)}
}

func noContext() error {
	return callersMistake(say.T("there is no context: give context.Background()"))
}

func missingOption(at source.Span) diag.Diagnostic {
	return diag.New(diag.OutOfRange, at, say.T("an option is nil"))
}

func noFiles(who string) diag.Diagnostic {
	return diag.New(diag.OutOfRange, source.Span{}, say.T("%s is given no file system", who))
}
