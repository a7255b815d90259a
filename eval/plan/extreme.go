package plan

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/say"
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
		for i, choice := range p.Choices {
			setting := s.setting(p, i)
			again := s.with(base, p, choice, setting)
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
func (l *lowerer) with(figure Ref, p *Param, values []Ref, setting Setting) Ref {
	instead := map[Ref]Ref{}
	for i, v := range p.Values {
		instead[v] = values[i]
	}
	needed := l.p.needed(figure)
	for ref := Ref(0); ref <= figure; ref++ {
		if _, ok := instead[ref]; ok || !needed[ref] {
			continue
		}
		if l.repeat(ref, instead) && l.telling() && ref != figure {
			l.told[instead[ref]] = Told{With: setting}
		}
	}
	if again, ok := instead[figure]; ok {
		return again
	}
	return figure
}

// repeat writes a step again when an operand of it was, and notes and reports so.
func (l *lowerer) repeat(ref Ref, instead map[Ref]Ref) bool {
	changed := false
	l.p.Operands(l.p.Steps[ref], func(x Ref) {
		_, moved := instead[x]
		changed = changed || moved
	})
	if !changed {
		return false
	}
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
	return true
}

// needed marks the steps that a figure is made of.
func (p *Plan) needed(figure Ref) []bool {
	out := make([]bool, figure+1)
	out[figure] = true
	for ref := figure; ref >= 0; ref-- {
		if out[ref] {
			p.Operands(p.Steps[ref], func(x Ref) { out[x] = true })
		}
	}
	return out
}
