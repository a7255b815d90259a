package sensitivity_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

func compile(t *testing.T, script string, opts ...eval.Option) *eval.Program {
	t.Helper()
	p, err := eval.Compile("test.cost", []byte(script), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// withFile is a data file beside the script.
func withFile(name, text string) eval.Option {
	return eval.WithFS(fstest.MapFS{name: {Data: []byte(text)}})
}

func examples(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../../examples/*.cost", "../../testdata/structures/*.cost"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		all = append(all, found...)
	}
	return all
}

func compileFile(t *testing.T, name string) *eval.Program {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wide is limits that no test reaches.
var wide = sensitivity.Limits{Figures: math.MaxInt64, Points: math.MaxInt64}

func baseOf(t *testing.T, p *eval.Program) *sensitivity.Base {
	t.Helper()
	r, err := exact.Run(context.Background(), p.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &sensitivity.Base{Reading: r, Limits: wide}
}

// output is the first output of a script.
func output(b *sensitivity.Base) plan.Ref { return b.Reading.Plan.Outputs[0].Shown }

// params is params of a script by their names.
func params(t *testing.T, b *sensitivity.Base, names ...string) []*plan.Param {
	t.Helper()
	out := make([]*plan.Param, len(names))
	for i, name := range names {
		for _, p := range b.Reading.Plan.Params {
			if p.Name == name {
				out[i] = p
			}
		}
		if out[i] == nil {
			t.Fatalf("no param %s", name)
		}
	}
	return out
}

// texts is values as texts.
func texts(values [][]num.D) [][]string {
	out := make([][]string, len(values))
	for i, slots := range values {
		for _, v := range slots {
			out[i] = append(out[i], v.String())
		}
	}
	return out
}
