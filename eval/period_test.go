package eval_test

import (
	"context"
	"testing"
)

// What falls over a period is whole where its parts do not end as decimals.
func TestWhatFallsOverAPeriod(t *testing.T) {
	for name, length := range map[string]string{
		"months": "horizon 7 months by month", "quarters": "horizon 2.25 years by quarter", "period": "period 2017-11-01 .. 2019-01-31",
	} {
		t.Run(name, func(t *testing.T) {
			p := compile(t, `
intervention "Whole" { currency DKK; `+length+` }
cost fee "Fee" other over period { amount 30_000 DKK }
cost pay "Pay" other over period { wages [100 DKK...] for 10 hours }
output fee_of   = fee.cost
output hours_of = pay.hours
`)
			r, err := p.Run(context.Background(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{"fee_of": "30000", "hours_of": "10"} {
				if f, _ := r.Output(name); f.Value.String() != want {
					t.Errorf("%s is %s", name, f.Value)
				}
			}
		})
	}
}
