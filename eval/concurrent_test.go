package eval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/costlang/cost/eval"
)

// A program is safe for any number of goroutines: 10,000 runs of 16 of them, with inputs of their own, give the digits of a run alone.
func TestConcurrentRuns(t *testing.T) {
	const runs, goroutines, variants = 10_000, 16, 20
	p := compile(t, groups)
	inputs := func(i int) (eval.Inputs, eval.RunOption) {
		in := eval.Inputs{"rate": 300 + i%variants, "share": fmt.Sprintf("%d%%", 50+i%7), "who": fmt.Sprintf("%q", []string{"paid", "a student"}[i%2])}
		return in, eval.Under([]string{"", "Dear", "Large and dear"}[i%3])
	}
	alone := map[int]string{}
	const different = variants * 7 * 3 // i and i + different run the same
	for i := range different {
		in, under := inputs(i)
		alone[i] = figure(t, p, "per_family", in, under)
	}
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := g; i < runs; i += goroutines {
				in, under := inputs(i)
				r, err := p.Run(context.Background(), in, under)
				if err != nil {
					t.Error(err)
					return
				}
				f, _ := r.Output("per_family")
				if got := f.Value.String() + " " + f.Unit; got != alone[i%different] {
					t.Errorf("run %d gives %s, and alone %s", i, got, alone[i%different])
				}
			}
		})
	}
	wg.Wait()
}

// Reports made at the same time are the same to the byte, and so are programs compiled at the same time.
func TestConcurrentReports(t *testing.T) {
	shared := compile(t, groups)
	want, err := json.Marshal(report(t, shared))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			p := shared
			if i%2 == 1 {
				var err error
				if p, err = eval.Compile("test.cost", []byte(groups)); err != nil {
					t.Error(err)
					return
				}
			}
			r, err := p.Report(context.Background(), nil)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := json.Marshal(r); err != nil || string(got) != string(want) {
				t.Errorf("report %d differs from the first, %v", i, err)
			}
		})
	}
	wg.Wait()
}
