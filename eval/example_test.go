package eval_test

import (
	"context"
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
)

// groups is a script with params of every kind, two scenarios and expectations.
const groups = `intervention "Groups" { currency DKK; prices 2024; horizon 3 years }
unit family, families
param size  = 8 families in {6, 8, 10} "Families in a group" source "the manual"
param rate  = 300 DKK/hour in 200..400 "Hourly pay"
param share = 75% in 50%..100%
param ramp  = [1, 2...]
param who   = "paid" in {"paid", "volunteer"}
let pay = if who = "paid" then rate else 0 DKK/hour
course group { participants size; starts ramp per year in total; duration 6 months; completion share }
cost work "Work" operation per course { amount pay * 100 hours }
output total
output per_family "Cost per completed family" = total / families.completed
scenario "Dear" { rate = 400 }
scenario "Large and dear" from "Dear" { size = 10 }
expect total = 150_000 DKK
expect total = 200_000 DKK under "Dear"
`

func ExampleCompile() {
	program, err := eval.Compile("groups.cost", []byte(groups))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := program.Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	figure, _ := result.Output("per_family")
	fmt.Println(figure.Label, figure.Value, figure.Unit)
	// Output: Cost per completed family 5000 DKK/family
}

// A function is typed by unit: the script may say its income by the month. Example and Source show in help and explanations.
func ExampleWithFunc() {
	subsidy := eval.Func{
		Name: "subsidy", Params: []eval.FuncParam{{Name: "income", Unit: "DKK/year"}, {Name: "children"}}, Result: "DKK/month",
		Doc: "the housing subsidy of a family", Example: "subsidy(250_000 DKK/year, 2)", Source: "LBK 1 of 2026", Pure: true,
		Exact: func(args []num.D) (num.D, error) {
			if !args[1].IsInt() {
				return num.D{}, errors.New("children are counted in whole numbers")
			}
			v, _ := args[1].MulRatio(500, 1)
			return v, nil
		},
		Lanes: func(args [][]float64, out []float64) {
			for i, children := range args[1] {
				out[i] = 500 * children
			}
		},
	}
	for _, script := range []string{
		"output support = subsidy(20_000 DKK/month, 3) * 1 year\n",
		"output support = subsidy(20_000 DKK/month, 1/2)\n",
	} {
		program, err := eval.Compile("homes.cost", []byte(script), eval.WithFunc(subsidy))
		if err != nil {
			fmt.Println(err)
			return
		}
		result, err := program.Run(context.Background(), nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		figure, _ := result.Output("support")
		fmt.Println(figure.Value, figure.Unit)
	}
	// Output:
	// 18000 DKK
	// homes.cost:1:18: error[C0467]: the host function `subsidy` has no value here: children are counted in whole numbers
}

// A constant is a definition of the program: its source shows in the assumptions of every script that uses it.
func ExampleWithConst() {
	vat := eval.Const{Name: "vat", Value: num.Must("0.25"), Doc: "The rate of value added tax", Source: "ML § 33"}
	program, err := eval.Compile("fee.cost", []byte("param fee = 400 DKK\noutput paid = fee * (1 + vat)\n"), eval.WithConst(vat))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := program.Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	figure, _ := result.Output("paid")
	fmt.Println(figure.Value, figure.Unit)
	// Output: 500 DKK
}

// Errors come several at a time, each with a code and a place.
func ExampleCompile_errors() {
	_, err := eval.Compile("sum.cost", []byte("let a = 5 hours + 3 months\nlet b = c\n"))
	var list diag.List
	if errors.As(err, &list) {
		for _, d := range list {
			fmt.Println(d.Span.Pos.Line, d.Code, d.Message.String())
		}
	}
	// Output:
	// 1 C0301 working time plus calendar time
	// 2 C0201 unknown name `c`
}

// A script in a file system reads data and other scripts beside it. For a folder on disk, give os.OpenRoot(folder).FS().
func ExampleCompileFS() {
	files := fstest.MapFS{
		"stays.csv":  {Data: []byte("town,stay\nnorth,2\nsouth,4\n")},
		"stays.cost": {Data: []byte("data stays from \"stays.csv\" { stay: months }\noutput mean_stay = mean(s.stay for s in stays)\n")},
	}
	program, err := eval.CompileFS(files, "stays.cost")
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := program.Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Outputs()[0].Value, result.Outputs()[0].Unit)
	// Output: 3 months
}

func compiled(src string) *eval.Program {
	program, err := eval.Compile("groups.cost", []byte(src))
	if err != nil {
		panic(err)
	}
	return program
}

// An input is a text of the language, whose unit is checked, or a number in the unit of the param.
func ExampleProgram_Run_inputs() {
	program := compiled(groups)
	for _, in := range []eval.Inputs{{"rate": "0.4 thousand DKK/hour"}, {"rate": 400}, {"rate": 400.5}, {"rate": "400 DKK"}} {
		result, err := program.Run(context.Background(), in)
		if err != nil {
			fmt.Println(err)
			continue
		}
		total, _ := result.Output("total")
		fmt.Println(total.Value, total.Unit)
	}
	// Output:
	// 200000 DKK
	// 200000 DKK
	// input rate:1:1: error[C0457]: the new value of `rate` is 400.5 DKK/hour, outside its range
	// input rate:1:1: error[C0303]: the new value of `rate` is money, and its value is money per working time
}

func ExampleUnder() {
	result, err := compiled(groups).Run(context.Background(), eval.Inputs{"share": "100%"}, eval.Under("Large and dear"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Outputs() {
		fmt.Println(f.Name, f.Value, f.Unit)
	}
	// Output:
	// total 200000 DKK
	// per_family 4000 DKK/family
}

// A report is a run with all that is printed of it. Its tables add up as printed.
func ExampleProgram_Report() {
	report, err := compiled(groups).Report(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range report.Tables {
		if t.Name != "volumes" {
			continue
		}
		for row := range t.Rows {
			fmt.Println(t.Text(row, 0, table.English()), t.Text(row, len(t.Columns)-1, table.English()))
		}
	}
	for _, e := range report.Expectations {
		fmt.Println(e.OK, e.Text)
	}
	// Output:
	// group: courses started 5
	// group: started 40
	// group: completed 30
	// true total = 150_000 DKK
	// true total = 200_000 DKK under "Dear"
}

func ExampleProgram_Params() {
	for _, p := range compiled(groups).Params() {
		fmt.Printf("%s: %v %s %s in %s, list %t, source %q\n", p.Name, p.Value, p.Unit, p.Text, p.Range, p.List, p.Source)
	}
	// Output:
	// size: 8 families  in {6, 8, 10}, list false, source "the manual"
	// rate: 300 DKK/hour  in 200..400, list false, source ""
	// share: 0.75   in 50%..100%, list false, source ""
	// ramp: 1   in , list true, source ""
	// who: 0  paid in {"paid", "volunteer"}, list false, source ""
}

// Warnings do not keep a script from running.
func ExampleProgram_Warnings() {
	program := compiled("param size = 8 in {6, 8, 10}\nscenario \"Large\" { size = 12 }\noutput fee = 2_400 / size\n")
	for _, d := range program.Warnings() {
		fmt.Println(d.Severity, d.Code, d.Message.String())
	}
	// Output: warning C0403 the new value of `size` is 12, not one of its alternatives
}

// A sweep hands out its points as columns, some at a time. Any range of the language will do.
func ExampleProgram_Sweep() {
	program := compiled(`
unit family, families
param served = 9 families in 5..12
param fee    = 200_000 DKK
output per_family = fee * 9 / served
`)
	sweep, err := program.Sweep(context.Background(), []string{"per_family"}, []string{"fee in ±10%", "served in {6, 9}"})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = sweep.Run(context.Background(), func(points eval.SweepPoints) error {
		for i := range points.Figures[0] {
			fee, served := sweep.Level(0, points.First+int64(i)), sweep.Level(1, points.First+int64(i))
			value, _ := points.AppendFigure(nil, 0, i)
			fmt.Printf("%s %s: %s %s\n", sweep.Value(0, fee).Text, sweep.Value(1, served).Text, value, sweep.Figures[0].Unit)
		}
		return nil
	})
	fmt.Println(err)
	// Output:
	// 180000 6: 270000 DKK/family
	// 180000 9: 180000 DKK/family
	// 200000 6: 300000 DKK/family
	// 200000 9: 200000 DKK/family
	// 220000 6: 330000 DKK/family
	// 220000 9: 220000 DKK/family
	// <nil>
}
