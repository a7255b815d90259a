package plan

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// extreme lowers low(X by P, …) and high(…): the part of the plan between P and X once more for every value that P may take, one param at
// a time, beside X as it is. So every reading knows it without running the plan again.
func (s *scope) extreme(e *check.ExtremeExpr) Ref {
	op := Min
	if e.High {
		op = Max
	}
	base := s.real(s.ref(e.X))
	out := base
	for _, d := range e.By {
		s.definition(s.in, d)
		at := s.paramIndex(s.in, d)
		if at < 0 {
			continue
		}
		p := s.p.Params[at]
		moved := s.movedBy(p, base, e.Span())
		for i, choice := range p.Choices {
			setting := s.setting(p, i)
			again := s.with(base, p, choice, moved, setting)
			if again != base {
				s.tellAll(again, Told{Label: setting.Label, At: setting})
			}
			out = s.emit(from(e), op, out, again, None)
		}
	}
	return out
}

// setting says which of the values that a param may take a figure is at. The ends of ± are written nowhere.
func (l *lowerer) setting(p *Param, choice int) Setting {
	if !l.telling() {
		return Setting{}
	}
	label := say.T("with %s at its upper end", p.Name)
	value := p.Choices[choice][0]
	span := l.p.Info[value].Span
	switch written := strings.Join(strings.Fields(p.inst.m.File.Slice(span)), " "); {
	case l.p.Steps[value].Op == Const && written != "":
		label = say.T("with %s = %s", p.Name, written)
	case choice == 0:
		label = say.T("with %s at its lower end", p.Name)
	}
	return Setting{label, p.Name, choice}
}

// with repeats what lies between a param and a figure, with the slots of the param at other values.
func (l *lowerer) with(figure Ref, p *Param, values, between []Ref, setting Setting) Ref {
	instead := map[Ref]Ref{}
	for i, v := range p.Values {
		instead[v] = values[i]
	}
	for _, ref := range between {
		l.repeat(ref, instead)
		if l.telling() && ref != figure {
			l.told[instead[ref]] = Told{With: setting}
		}
	}
	if again, ok := instead[figure]; ok {
		return again
	}
	return figure
}

// repeat writes a step again with what stands instead of its operands, and notes so.
func (l *lowerer) repeat(ref Ref, instead map[Ref]Ref) {
	step := l.p.Moved(l.p.Steps[ref], l.p, func(x Ref) Ref {
		if again, ok := instead[x]; ok {
			return again
		}
		return x
	})
	info := l.p.Info[ref]
	again := l.emit(origin{info.Span, info.Unit}, step.Op, step.A, step.B, step.C)
	l.p.Info[again].Kind = info.Kind
	instead[ref] = again
}

// movedBy lists, in their order, the steps that a figure is made of and that a param moves.
func (l *lowerer) movedBy(p *Param, figure Ref, at source.Span) (out []Ref) {
	if len(p.Values) == 0 || figure < slices.Min(p.Values) {
		return nil
	}
	from := slices.Min(p.Values) // no step before it can follow from the param
	moved := make([]bool, figure+1-from)
	for _, v := range p.Values {
		if v <= figure {
			moved[v-from] = true
		}
	}
	for _, ref := range l.needed(figure, from, at) {
		l.look(1, at)
		if moved[ref-from] {
			continue
		}
		l.p.Operands(l.p.Steps[ref], func(x Ref) { moved[ref-from] = moved[ref-from] || x >= from && moved[x-from] })
		if moved[ref-from] {
			out = append(out, ref)
		}
	}
	return out
}

// needed lists the steps from one on that a figure is made of, in their order.
func (l *lowerer) needed(figure, from Ref, at source.Span) []Ref {
	const quick = 64 // steps that are passed over in the time that it takes to look at one
	l.look(int(figure-from)/quick, at)
	seen := make([]bool, figure+1-from)
	seen[figure-from] = true
	out := []Ref{figure}
	for next := 0; next < len(out); next++ {
		l.look(1, at)
		l.p.Operands(l.p.Steps[out[next]], func(x Ref) {
			if x >= from && !seen[x-from] {
				seen[x-from] = true
				out = append(out, x)
			}
		})
	}
	slices.Sort(out)
	return out
}
