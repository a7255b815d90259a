package peers

import (
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// inExpr is one expression that gives all figures as a list, on a machine that is kept, of variables in a map that is kept too.
// With a struct instead, the machine would find each field by reflection.
type inExpr struct {
	program *vm.Program
	machine vm.VM
	env     map[string]any
}

// NewExpr is the model in the language of github.com/expr-lang/expr.
func NewExpr(source string) (Peer, error) {
	p := &inExpr{env: map[string]any{}}
	for _, name := range names() {
		p.env[name] = 0.0
	}
	var err error
	p.program, err = expr.Compile(source, expr.Env(p.env), expr.Optimize(true))
	return p, err
}

func (*inExpr) Name() string { return "expr" }

func (p *inExpr) Run(s *Scenario) (f Figures, err error) {
	for i, name := range names() {
		p.env[name] = s[i]
	}
	out, err := p.machine.Run(p.program, p.env)
	if err != nil {
		return f, err
	}
	list, ok := out.([]any)
	if !ok || len(list) != figureCount {
		return f, fmt.Errorf("expr gives %v", out)
	}
	for i, v := range list {
		if f[i], ok = v.(float64); !ok {
			return f, fmt.Errorf("expr gives %v", v)
		}
	}
	return f, nil
}
