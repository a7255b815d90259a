package exact_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

const partScript = `param a = 3 in 1..6
param b = 2 in {0, 2, 5}
let shared = a * a + b
output x = shared / b
output y = round(shared, a)
output z = 1 / (a - 3)
`

// A part has the values and the problems of the whole plan, whatever was read before it.
func TestPartsAgainstTheWholePlan(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte(partScript))
	if err != nil {
		t.Fatal(err)
	}
	parts := exact.NewParts(p.Plan())
	for i := range 60 {
		o := p.Plan().Outputs[i%3].Shown
		in := exact.Inputs{}
		if i%4 > 0 {
			in[i%2] = num.Int(int64(i % 9))
		}
		if n, err := parts.Find(t.Context(), o, plan.None); err != nil || n == 0 || n >= len(p.Plan().Steps) {
			t.Fatalf("%d steps, %v", n, err)
		}
		part, err := parts.Read(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := exact.Run(t.Context(), p.Plan(), in)
		if err != nil {
			t.Fatal(err)
		}
		got, known := part.Value(o)
		want, has := whole.Value(o)
		if known != has || known && !got.Equal(want) {
			t.Errorf("%v: %s (%t), and %s (%t) is wanted", in, got, known, want, has)
		}
		if diff := cmp.Diff(whole.Problems(o).Error(), part.Problems(o).Error()); diff != "" {
			t.Errorf("%v: %s", in, diff)
		}
	}
}

func TestPartsStop(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte(partScript))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	parts := exact.NewParts(p.Plan())
	if _, err := parts.Find(ctx, p.Plan().Outputs[0].Shown); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := parts.Read(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("read ends with %v", err)
	}
	if _, err := parts.Find(ctx, p.Plan().Outputs[0].Shown); !errors.Is(err, context.Canceled) {
		t.Errorf("find ends with %v", err)
	}
}
