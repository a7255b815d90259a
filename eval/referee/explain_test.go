package referee_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
)

// recombined is what the terms of a node come to under its operation, and false where that cannot be told from them.
func recombined(n *explain.Node) (num.D, bool) {
	var out num.D
	for i, t := range n.Terms {
		if t.Node != nil && !t.Node.Known && n.Op != explain.Choice {
			return out, false
		}
		if t.Node == nil {
			out, _ = out.MulRatio(t.Ratio.Num, t.Ratio.Den)
			continue
		}
		if i == 0 {
			if out = t.Node.Number; t.Sign == explain.Minus {
				out = out.Neg()
			}
			continue
		}
		out = joined(n.Op, t.Sign, out, t.Node.Number)
	}
	switch n.Op {
	case explain.Abs:
		out = out.Abs()
	case explain.Not:
		out = oneOrZero(out.IsZero())
	case explain.Given, explain.Failed:
		return out, false
	}
	return out, true
}

// joined is two values under an operation.
func joined(op explain.Op, sign explain.Sign, x, y num.D) (out num.D) {
	switch {
	case op == explain.Sum && sign == explain.Minus:
		out, _ = x.Sub(y)
	case op == explain.Sum:
		out, _ = x.Add(y)
	case op == explain.Product && sign == explain.Over:
		out, _ = x.Div(y)
	case op == explain.Product:
		out, _ = x.Mul(y)
	case op == explain.Least && y.Cmp(x) < 0, op == explain.Greatest && y.Cmp(x) > 0, op == explain.Choice:
		out = y
	case op == explain.Least, op == explain.Greatest:
		out = x
	case op == explain.Round:
		out = x.RoundNear(y)
	case op == explain.Floor:
		out = x.FloorNear(y)
	case op == explain.Ceil:
		out = x.CeilNear(y)
	default:
		out = oneOrZero(compared(op, x, y))
	}
	return out
}

func compared(op explain.Op, x, y num.D) bool {
	switch op {
	case explain.Equal:
		return x.Near(y)
	case explain.Less:
		return x.Cmp(y) < 0 && !x.Near(y)
	case explain.AtMost:
		return x.Cmp(y) <= 0 || x.Near(y)
	case explain.And:
		return !x.IsZero() && !y.IsZero()
	}
	return !x.IsZero() || !y.IsZero()
}

func oneOrZero(b bool) num.D {
	if b {
		return num.Int(1)
	}
	return num.Int(0)
}

// explains checks that the parts of every figure of a script, and under its scenarios of its outputs, recombine to it to the last digit.
func explains(t *testing.T, fsys fs.FS, name string) (figures, nodes int) {
	t.Helper()
	p, err := eval.CompileFS(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, scenario := range append([]string{""}, p.Scenarios()...) {
		r, _ := p.Run(context.Background(), nil, eval.Under(scenario)) // where there is none, the explanation says why
		for _, figure := range p.Explainable() {
			if scenario != "" && !isOutput(p, figure.Name) {
				continue
			}
			e, err := p.Explain(context.Background(), figure.Name, nil, eval.Under(scenario))
			if err != nil {
				t.Errorf("%s: %s under %q: %v", name, figure.Name, scenario, err)
				continue
			}
			figures++
			e.Root.Walk(func(n *explain.Node) {
				nodes++
				if got, ok := recombined(n); ok && n.Known && !got.Equal(n.Number) {
					t.Errorf("%s: the %s of %s is %s, and in the tree of %s it is %s (%s)", name, n.Op, n.Title(), got, figure.Name, n.Number, n.Filled(table.English()))
				}
			})
			isThatOfTheRun(t, r, e, figure.Name)
		}
	}
	return figures, nodes
}

// isThatOfTheRun checks that an explained output has the value that the run reports.
func isThatOfTheRun(t *testing.T, r *eval.Result, e *eval.Explanation, name string) {
	t.Helper()
	if r == nil {
		return
	}
	if f, ok := r.Output(name); ok && !f.Value.Equal(e.Root.Amount.Value) {
		t.Errorf("%s is %s, and explained it is %s", name, f.Value, e.Root.Amount.Value)
	}
}

func isOutput(p *eval.Program, name string) bool {
	return slices.ContainsFunc(p.Plan().Outputs, func(o *plan.Output) bool { return o.Name == name })
}

func TestExplanationsRecombine(t *testing.T) {
	for _, dir := range []string{"../../examples", "../../testdata/structures"} {
		names, err := filepath.Glob(filepath.Join(dir, "*.cost"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no scripts in %s: %v", dir, err)
		}
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				t.Parallel()
				if figures, nodes := explains(t, os.DirFS(dir), filepath.Base(name)); figures == 0 || nodes <= figures {
					t.Errorf("%d figures have %d parts", figures, nodes)
				}
			})
		}
	}
}

func TestRandomExplanationsRecombine(t *testing.T) {
	for seed := range rounds(30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := randomDraft(uint64(seed))
			fsys := fstest.MapFS{}
			for name, text := range d.texts(d.plainOrder(), nil) {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			explains(t, fsys, "main.cost")
		})
	}
}
