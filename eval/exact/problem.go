package exact

import (
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Problems lists the guards that do not hold, and why each of the wanted steps that has no value has none.
func (r *Reading) Problems(wanted ...plan.Ref) diag.List {
	var out diag.List
	for _, g := range r.Plan.Guards {
		if v, ok := r.Value(g.Cond); ok && v.IsZero() {
			out = append(out, r.guardProblem(g))
		}
	}
	for _, ref := range wanted {
		if d, bad := r.Problem(ref); bad {
			out = append(out, d)
		}
	}
	return out.Sort()
}

func (r *Reading) guardProblem(g plan.Guard) diag.Diagnostic {
	message := g.Failure.Message.Map(func(arg any) any {
		switch at := arg.(type) {
		case plan.Hole:
			return r.Words(g.Values[at])
		case plan.Count:
			return r.number(g.Values[at])
		}
		return arg
	})
	d := diag.New(g.Failure.Code, g.Failure.Span, message)
	d.Help = g.Failure.Help
	return d
}

// Words is the value of a step for a message: at most 12 significant digits, with its unit.
func (r *Reading) Words(ref plan.Ref) say.Phrase {
	v, ok := r.Value(ref)
	if !ok {
		return say.T("unknown")
	}
	return say.Verbatim(r.figure(ref, v))
}

// number is the value of a step that is a number, as sentences say it.
func (r *Reading) number(ref plan.Ref) say.Phrase {
	v, ok := r.Value(ref)
	if !ok {
		return say.T("unknown")
	}
	return say.T("%s", say.Number(v.Significant(12)))
}

func (r *Reading) figure(ref plan.Ref, v num.D) string {
	text := v.Significant(12)
	if ref < 0 {
		return text
	}
	info := r.Plan.Info[ref]
	if info.Kind == check.KindText {
		return strconv.Quote(r.text(v))
	}
	if percent, ok := v.Mul(num.Int(100)); ok && info.Percent {
		return percent.Significant(12) + "%"
	}
	if u := info.Unit.Beside(v.Equal(num.Int(1))); u != "" {
		text += " " + u
	}
	return text
}

func (r *Reading) text(v num.D) string {
	if i, ok := v.Int64(); ok && i >= 0 && int(i) < len(r.Plan.Texts) {
		return r.Plan.Texts[i]
	}
	return "?"
}

// Problem says why a step has no value.
func (r *Reading) Problem(ref plan.Ref) (diag.Diagnostic, bool) {
	if ref < 0 || r.failed[ref] == 0 {
		return diag.Diagnostic{}, false
	}
	at := r.failed[ref] - 1
	s, info := r.Plan.Steps[at], r.Plan.Info[at]
	switch {
	case s.Op == plan.Fail:
		return failure(r.Plan.Failures[s.A]), true
	case s.Op == plan.Invoke:
		return r.uncalled(at), true
	case rounds(s.Op) && r.values[s.B].Sign() <= 0:
		return diag.Diagnostic{}, false // a guard says it, with the step's own place
	case s.Op == plan.Div && r.values[s.B].IsZero() && s.C >= 0:
		return failure(r.Plan.Failures[s.C]), true
	case s.Op == plan.Div && r.values[s.B].IsZero():
		return r.divisionByZero(at), true
	}
	most := num.MaxDigits
	if r.digits > 0 {
		most = r.digits
	}
	p := diag.Passed{
		Field: "Digits", What: say.T("a number here has too many digits before the decimal point"),
		Asked: int64(most) + 1, AtLeast: true, Allowed: int64(most), Raise: num.MaxDigits,
		Instead: say.T("look for a wrong unit or a product of large numbers"),
	}
	d := p.At(diag.TooManyDigits, info.Span)
	if most == num.MaxDigits {
		d.Help = p.Instead
	}
	return d, true
}

// uncalled says why a host function gave no value, and what its arguments were.
func (r *Reading) uncalled(at plan.Ref) diag.Diagnostic {
	d := r.Plan.HostProblem(at, r.unsaid[at])
	call := r.Plan.Calls[r.Plan.Steps[at].A]
	for i, x := range call.Args {
		if span := r.Plan.Info[x].Span; span.Known() && call.Func.Exact != nil {
			d.Related = append(d.Related, diag.Related{Span: span, Label: say.T("`%s` is %s", call.Func.Params[i].Name, r.Words(x))})
		}
	}
	return d
}

func rounds(op plan.Op) bool { return op == plan.Round || op == plan.Floor || op == plan.Ceil }

func failure(f plan.Failure) diag.Diagnostic {
	d := diag.New(f.Code, f.Span, f.Message)
	d.Help = f.Help
	return d
}

// divisionByZero names the divisor and where its value came from: the nearest names it is made of.
func (r *Reading) divisionByZero(at plan.Ref) diag.Diagnostic {
	divisor := r.Plan.Steps[at].B
	info := r.Plan.Info[divisor]
	name := say.T("the divisor")
	if info.Name != "" {
		name = say.T("the divisor `%s`", info.Name)
	}
	d := diag.New(diag.DivisionByZero, r.Plan.Info[at].Span, say.T("division by zero: %s is %s", name, r.Words(divisor)))
	if info.Span.Known() && info.Span != d.Span {
		d.Related = append(d.Related, diag.Related{Span: info.Span, Label: say.T("this is zero")})
	}
	sources := r.namedSources(divisor, r.isZero)
	if len(sources) == 0 {
		sources = r.namedSources(divisor, func(plan.Ref) bool { return true })
	}
	for _, source := range sources {
		from := r.Plan.Info[source]
		d.Related = append(d.Related, diag.Related{Span: from.Span, Label: say.T("`%s` is %s", from.Name, r.Words(source))})
	}
	d.Help = say.T("mend the value, or guard the division: `if divisor = 0 then 0 else …`")
	return d
}

func (r *Reading) isZero(x plan.Ref) bool { return r.values[x].IsZero() }

// namedSources walks those operands of a step that are followed down to the first ones that have a name, at most three.
func (r *Reading) namedSources(ref plan.Ref, followed func(plan.Ref) bool) []plan.Ref {
	var out []plan.Ref
	seen := map[plan.Ref]bool{ref: true}
	queue := []plan.Ref{ref}
	for len(queue) > 0 && len(out) < 3 {
		at := queue[0]
		queue = queue[1:]
		r.Plan.Operands(r.Plan.Steps[at], func(x plan.Ref) {
			if x < 0 || seen[x] || r.failed[x] != 0 || !followed(x) {
				return
			}
			seen[x] = true
			if r.Plan.Info[x].Name != "" && r.Plan.Info[x].Span.Known() {
				out = append(out, x)
				return
			}
			queue = append(queue, x)
		})
	}
	return out
}
