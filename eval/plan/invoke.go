package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Call is a host function with the steps that are its arguments, each in the unit that it declares.
type Call struct {
	Func *check.HostFunc
	Args []Ref
}

// Exact calls the exact body of the function. Where it gives no value, why says so: what its error says, or that it panicked.
func (c Call) Exact(args []num.D) (v num.D, why say.Phrase) {
	if c.Func.Exact == nil {
		return num.D{}, say.T("the host function `%s` has no exact body, so the script cannot be run", c.Func.Name)
	}
	defer func() {
		if r := recover(); r != nil {
			v, why = num.D{}, panicked(c.Func, r)
		}
	}()
	v, err := c.Func.Exact(args)
	if err != nil {
		return num.D{}, say.T("the host function `%s` has no value here: %s", c.Func.Name, diag.CauseOf(err))
	}
	if !v.IsSet() {
		return v, say.T("the host function `%s` has no value here: %s", c.Func.Name, say.T("its result is a num.D that was never set"))
	}
	return v, say.Phrase{}
}

func panicked(f *check.HostFunc, value any) say.Phrase {
	return say.T("the host function `%s` panicked: %s", f.Name, diag.CauseOfPanic(value))
}

// NoLanes says that the function of a call cannot be read in lanes.
func (p *Plan) NoLanes(call Ref) diag.Diagnostic {
	name := p.Calls[p.Steps[call].A].Func.Name
	d := p.HostProblem(call, say.T("the host function `%s` has no body for lanes, so nothing can be swept or simulated that goes through it", name))
	d.Help = say.T("the program that runs the script gives the body: the field Lanes of eval.Func")
	return d
}

// Mute says that the body for lanes of a call gives no number where it is given some.
func (p *Plan) Mute(call Ref) diag.Diagnostic {
	name := p.Calls[p.Steps[call].A].Func.Name
	d := p.HostProblem(call, say.T("the body for lanes of the host function `%s` gives no number here", name))
	d.Help = say.T("the program that runs the script gives the body: it writes a number that is not infinite into out, wherever the field Exact of eval.Func has a value")
	return d
}

// HostProblem is something that is wrong with a call of a host function.
func (p *Plan) HostProblem(call Ref, message say.Phrase) diag.Diagnostic {
	d := diag.New(diag.HostFunction, p.Info[call].Span, message)
	d.Help = say.T("it is a function of the program that runs the script, not of the language: mend what it is given, or tell who runs the script")
	if p.Module.File.Name == d.Span.Pos.Filename {
		d.File = p.Module.File
	}
	return d
}

// HostPanic is a panic in the lanes body of a host function on its way out of a reading: it has no lanes that could be told apart. Whoever
// reads recovers it as any other panic, and says Found in place of a fault of the program.
type HostPanic struct{ Found diag.Diagnostic }

// Panicked is what a panic in the body of a call becomes.
func (p *Plan) Panicked(call Ref, value any) *HostPanic {
	return &HostPanic{p.HostProblem(call, panicked(p.Calls[p.Steps[call].A].Func, value))}
}

// Moved is a step of the plan with other operands, as a step of a plan that may be another. None and One stay as they are.
func (p *Plan) Moved(s Step, into *Plan, to func(Ref) Ref) Step {
	switch s.Op {
	case Const, Fail:
	case Input:
		s.B = to(s.B)
	case Invoke:
		call := p.Calls[s.A]
		args := make([]Ref, len(call.Args))
		for i, x := range call.Args {
			args[i] = to(x)
		}
		into.Calls = append(into.Calls, Call{call.Func, args})
		s.A = Ref(len(into.Calls) - 1)
	case Select:
		s.A, s.B, s.C = to(s.A), to(s.B), to(s.C)
	case Scale, Neg, Abs, Not:
		s.A = to(s.A)
	default:
		s.A, s.B = to(s.A), to(s.B)
	}
	return s
}

// invoke lowers a call of a host function, entry by entry where an argument is a series.
func (s *scope) invoke(e *check.CallExpr) value {
	args := make([]value, len(e.Args))
	listed := false
	for i := range e.Args {
		args[i] = s.hostArgument(e, i)
		listed = listed || args[i].list != nil
	}
	if !listed {
		return single(s.invocation(e, args, 0))
	}
	return listOf(func(i int) Ref { return s.invocation(e, args, i) })
}

// hostArgument lowers an argument into the unit that the function declares for it.
func (s *scope) hostArgument(e *check.CallExpr, i int) value {
	x := e.Args[i]
	o := origin{x.Span(), e.Units[i]}
	return each(func(ref Ref) Ref { return s.scale(o, ref, e.Factors[i]) }, s.part(e, x))
}

// invocation is one call, with the entries of a place.
func (s *scope) invocation(e *check.CallExpr, args []value, place int) Ref {
	call := Call{Func: e.Host}
	for _, v := range args {
		call.Args = append(call.Args, s.real(v.entry(place)))
	}
	s.p.Calls = append(s.p.Calls, call)
	return s.emit(from(e), Invoke, Ref(len(s.p.Calls)-1), None, None)
}
