package peers

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// inCEL is a program for each formula, since the language has expressions only: what one gives is a variable of those that
// follow. One expression of nested cel.bind takes twice as long or more: each variable is looked for in as many scopes as there
// are formulas between.
type inCEL struct {
	formulas []celFormula
	vars     celVariables
}

type celFormula struct {
	name    string
	program cel.Program
}

// celVariables is the map of a scenario's numbers.
type celVariables map[string]any

func (v celVariables) ResolveName(name string) (any, bool) {
	x, ok := v[name]
	return x, ok
}

func (celVariables) Parent() cel.Activation { return nil }

// NewCEL is the model in CEL, by cel.dev/cel-go, which was github.com/google/cel-go. The source is a formula a line.
func NewCEL(source string) (Peer, error) {
	fold, err := cel.NewConstantFoldingOptimizer()
	if err != nil {
		return nil, err
	}
	optimizer, err := cel.NewStaticOptimizer(fold)
	if err != nil {
		return nil, err
	}
	var params []cel.EnvOption
	for _, name := range names() {
		params = append(params, cel.Variable(name, cel.DoubleType))
	}
	env, err := cel.NewEnv(params...)
	if err != nil {
		return nil, err
	}
	p := &inCEL{vars: celVariables{}}
	for line := range strings.Lines(source) {
		name, formula, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue // a comment, or nothing
		}
		program, err := celProgram(env, optimizer, formula)
		if err != nil {
			return nil, err
		}
		p.formulas = append(p.formulas, celFormula{name, program})
		if env, err = env.Extend(cel.Variable(name, cel.DoubleType)); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// celProgram compiles a formula, its constants folded.
func celProgram(env *cel.Env, optimizer *cel.StaticOptimizer, formula string) (cel.Program, error) {
	ast, issues := env.Compile(formula)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	if ast, issues = optimizer.Optimize(env, ast); issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast, cel.EvalOptions(cel.OptOptimize))
}

func (*inCEL) Name() string { return "cel" }

func (p *inCEL) Run(s *Scenario) (f Figures, err error) {
	for i, name := range names() {
		p.vars[name] = types.Double(s[i])
	}
	for _, formula := range p.formulas {
		if p.vars[formula.name], _, err = formula.program.Eval(p.vars); err != nil {
			return f, err
		}
	}
	for i, name := range []string{"all_years", "present", "per_completed", "share"} {
		v, ok := p.vars[name].(types.Double)
		if !ok {
			return f, fmt.Errorf("cel gives %v", v)
		}
		f[i] = float64(v)
	}
	return f, nil
}
