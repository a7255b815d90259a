package plan

import (
	"fmt"
	"io"
	"strings"
)

// Dump writes the plan as text, a line per step: number, operation, operands, and what the step is called, its unit and line.
func (p *Plan) Dump(w io.Writer) error {
	for i, s := range p.Steps {
		if _, err := fmt.Fprintln(w, strings.TrimRight(p.dumpStep(Ref(i), s), " ")); err != nil {
			return err
		}
	}
	for _, o := range p.Outputs {
		if _, err := fmt.Fprintf(w, "output %s = %%%d shown %%%d\n", o.Name, o.Value, o.Shown); err != nil {
			return err
		}
	}
	for _, g := range p.Guards {
		if _, err := fmt.Fprintf(w, "guard %%%d %s\n", g.Cond, g.Failure.Code); err != nil {
			return err
		}
	}
	return nil
}

func (p *Plan) dumpStep(ref Ref, s Step) string {
	info := p.Info[ref]
	var about []string
	for _, part := range []string{info.Name, info.Unit.String()} {
		if part != "" {
			about = append(about, part)
		}
	}
	if info.Span.Known() {
		about = append(about, fmt.Sprintf("%d:%d", info.Span.Pos.Line, info.Span.Pos.Column))
	}
	return fmt.Sprintf("%%%-5d %-7s %-24s %s", ref, s.Op, p.dumpOperands(s), strings.Join(about, " "))
}

func (p *Plan) dumpOperands(s Step) string {
	switch s.Op {
	case Const:
		return p.Consts[s.A].String()
	case Input:
		return fmt.Sprintf("slot %d, %%%d", s.A, s.B)
	case Scale:
		return fmt.Sprintf("%%%d × %s", s.A, p.Ratios[s.B])
	case Fail:
		return string(p.Failures[s.A].Code)
	}
	var out []string
	if s.Op == Invoke {
		out = append(out, p.Calls[s.A].Func.Name)
	}
	p.Operands(s, func(x Ref) { out = append(out, fmt.Sprintf("%%%d", x)) })
	return strings.Join(out, " ")
}
