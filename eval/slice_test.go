package eval

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// What a slice gives for other inputs is what the whole plan gives for them, for every step that a reader of results may ask for.
func TestSliceAgainstTheWholePlan(t *testing.T) {
	names, err := filepath.Glob("../examples/*.cost")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	compared := 0
	for _, name := range names {
		p, err := CompileFS(os.DirFS("../examples"), filepath.Base(name))
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Run(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, inputs := range otherInputs(r) {
			compared += compareSlice(t, r, inputs)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d values were compared", compared)
	}
}

// otherInputs is each choice of each param, and each scenario.
func otherInputs(r *Result) []exact.Inputs {
	var out []exact.Inputs
	for _, param := range r.program.plan.Params {
		for _, pt := range r.points(param).points {
			out = append(out, pt.inputs)
		}
	}
	for i := range r.program.plan.Scenarios {
		out = append(out, r.program.underScenario(r.reading, i))
	}
	return out
}

func compareSlice(t *testing.T, r *Result, inputs exact.Inputs) int {
	t.Helper()
	wanted := []plan.Ref{plan.None, plan.One}
	for i := range r.program.plan.Steps {
		wanted = append(wanted, plan.Ref(i))
	}
	whole, err := exact.Run(context.Background(), r.program.plan, inputs)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := r.read(context.Background(), inputs, wanted)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range figures {
		v, known := whole.Value(wanted[i])
		if f.known != known || known && !f.value.Equal(v) {
			t.Fatalf("%s, step %d: %v %v in the slice, %v %v in the whole plan", r.program.module.File.Name, wanted[i], f.value, f.known, v, known)
		}
	}
	return len(figures)
}

// A figure that an input does not reach costs nothing.
func TestSliceIsNoLargerThanNeeded(t *testing.T) {
	p, err := Compile("s.cost", []byte("param a = 1 in 0..2\nparam b = 2\nlet c = b * b + b\noutput x = a + c\noutput y = c"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	wanted := []plan.Ref{p.plan.Outputs[0].Shown, p.plan.Outputs[1].Shown}
	s := r.slice(r.points(p.plan.Params[0]).points[0].inputs, wanted)
	changed := 0
	for _, step := range s.out.Steps {
		if step.Op != plan.Const {
			changed++
		}
	}
	if changed != 2 { // the input a, and the sum
		t.Errorf("%d steps are computed again: %v", changed, s.out.Steps)
	}
}
