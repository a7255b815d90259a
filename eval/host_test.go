package eval_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// subsidy is a function with both bodies: a tenth of the income a month, and 500 DKK for each child.
func subsidy() eval.Func {
	return eval.Func{
		Name: "subsidy", Params: []eval.FuncParam{{Name: "income", Unit: "DKK/year"}, {Name: "children"}}, Result: "DKK/month",
		Doc: "the housing subsidy of a family", Example: "subsidy(250_000 DKK/year, 2)", Source: "LBK 1 of 2026", Pure: true,
		Exact: func(args []num.D) (num.D, error) {
			if args[1].Sign() < 0 {
				return num.D{}, errors.New("there are fewer than no children")
			}
			a, _ := args[0].MulRatio(1, 120)
			b, _ := args[1].Mul(num.Int(500))
			sum, _ := a.Add(b)
			return sum, nil
		},
		Lanes: func(args [][]float64, out []float64) {
			for i := range out {
				out[i] = args[0][i]/120 + args[1][i]*500
			}
		},
	}
}

func vat() eval.Const {
	return eval.Const{Name: "vat", Value: num.Must("0.25"), Doc: "the rate of value added tax", Source: "ML § 33"}
}

const homes = `intervention "Homes" { currency DKK; prices 2026; horizon 2 years }
param children = 2 in 0..4 step 1
param income = 20_000 DKK/month in 10_000..30_000
let one = subsidy(income, children)
cost "Subsidy" operation per year { amount one * 12 months * (1 + vat) }
output total
output monthly = one
output yearly = one * 1 year
`

func TestTry(t *testing.T) {
	p, err := eval.Compile("homes.cost", []byte(homes), eval.WithFunc(subsidy()), eval.WithConst(vat()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range r.Outputs() {
		fmt.Println(o.Name, o.Value, o.Unit)
	}
	s, err := p.Sweep(context.Background(), []string{"total"}, []string{"children", "income"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Run(context.Background(), func(p eval.SweepPoints) error { fmt.Println(p.Figures); return nil })
	fmt.Println(err)
	e, err := p.Explain(context.Background(), "total", nil)
	fmt.Println(err)
	b, _ := e.Root.JSON(say.English, 0).MarshalJSON()
	fmt.Println(string(b))
	for _, src := range []string{"let a = subsidy(1 hour, 2)\n", "let a = subsidy(1 DKK/year)\n", "let a = subsidie(1 DKK/year, 2)\n", "let vat = 3\n", "let a = subsidy(1 DKK/year, -1)\noutput a\n", "let b = vta\n", "let b = 3 vat\n"} {
		p, err := eval.Compile("x.cost", []byte(src), eval.WithFunc(subsidy()), eval.WithConst(vat()))
		if err == nil {
			_, err = p.Run(context.Background(), nil)
		}
		var list diag.List
		errors.As(err, &list)
		diag.Render(testWriter{}, list, diag.Options{})
	}
	_, err = eval.Compile("x.cost", nil, eval.WithFunc(eval.Func{}), eval.WithConst(eval.Const{Name: "total", Unit: "day"}))
	var list diag.List
	errors.As(err, &list)
	diag.Render(testWriter{}, list, diag.Options{})
}

type testWriter struct{}

func (testWriter) Write(b []byte) (int, error) { fmt.Print(string(b)); return len(b), nil }
