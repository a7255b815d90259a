package sensitivity_test

import (
	"context"
	"testing"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

// What a slice gives for other inputs is what the whole plan gives for them, for every step that a reader of results may ask for.
func TestSliceAgainstTheWholePlan(t *testing.T) {
	compared := 0
	for _, name := range examples(t) {
		b := baseOf(t, compileFile(t, name))
		for _, inputs := range otherInputs(b) {
			compared += compareSlice(t, name, b, inputs)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d values were compared", compared)
	}
}

// otherInputs is each choice of each param, and each scenario.
func otherInputs(b *sensitivity.Base) []exact.Inputs {
	var out []exact.Inputs
	p := b.Reading.Plan
	for _, param := range p.Params {
		for _, at := range b.Ends(param) {
			out = append(out, b.With(param, at))
		}
	}
	for _, s := range p.Scenarios {
		in := exact.Inputs{}
		for _, set := range s.Sets {
			for i, ref := range set.Values {
				in[p.Params[set.Param].FirstSlot+i] = b.Value(ref).D
			}
		}
		out = append(out, in)
	}
	return out
}

func compareSlice(t *testing.T, name string, b *sensitivity.Base, inputs exact.Inputs) int {
	t.Helper()
	wanted := []plan.Ref{plan.None, plan.One}
	for i := range b.Reading.Plan.Steps {
		wanted = append(wanted, plan.Ref(i))
	}
	whole, err := exact.Run(context.Background(), b.Reading.Plan, inputs)
	if err != nil {
		t.Fatal(err)
	}
	figures, _, err := b.ReadSlice(context.Background(), inputs, wanted)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range figures {
		v, known := whole.Value(wanted[i])
		if f.Known != known || known && !f.Equal(v) {
			t.Fatalf("%s, step %d: %v %v in the slice, %v %v in the whole plan", name, wanted[i], f.D, f.Known, v, known)
		}
	}
	return len(figures)
}

// A figure that an input does not reach costs nothing.
func TestSliceIsNoLargerThanNeeded(t *testing.T) {
	p := compile(t, "param a = 1 in 0..2\nparam b = 2\nlet c = b * b + b\noutput x = a + c\noutput y = c")
	b := baseOf(t, p)
	param := b.Reading.Plan.Params[0]
	outputs := b.Reading.Plan.Outputs
	_, steps, err := b.ReadSlice(context.Background(), b.With(param, b.Ends(param)[0]), []plan.Ref{outputs[0].Shown, outputs[1].Shown})
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, step := range steps {
		if step.Op != plan.Const {
			changed++
		}
	}
	if changed != 2 { // the input a, and the sum
		t.Errorf("%d steps are computed again: %v", changed, steps)
	}
}
