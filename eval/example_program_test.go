package eval_test

import (
	"context"
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// What a script takes and gives is known before it runs.
func ExampleProgram_Outputs() {
	program := compiled(groups)
	for _, f := range program.Outputs() {
		fmt.Println(f.Name, "in", f.Unit)
	}
	fmt.Printf("%q\n", program.Scenarios())
	// Output:
	// total in DKK
	// per_family in DKK/family
	// ["Dear" "Large and dear"]
}

// Explainable lists the names that Explain takes, for a menu.
func ExampleProgram_Explainable() {
	for _, n := range compiled("param fee = 200 DKK \"Fee\"\nlet twice = 2 * fee\noutput paid = twice\n").Explainable() {
		fmt.Println(n.Name, "-", n.Label)
	}
	// Output:
	// paid - paid
	// twice - twice
	// fee - Fee
}

// A figure is also explained when the run has no value for it: the tree ends where that began.
func ExampleProgram_Explain() {
	program := compiled("param families = 0\nlet fee = 200 DKK\noutput share = fee / families\n")
	e, err := program.Explain(context.Background(), "share", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Root.Formula, "is", e.Root.Filled(table.English()))
	fmt.Println(e.Problems)
	// Output:
	// fee / families is 200 kr. / 0
	// groups.cost:3:16: error[C0450]: division by zero: the divisor `families` is 0
}

// The texts of all that was read are there for whoever shows a place of a diagnostic.
func ExampleProgram_Files() {
	program := compiled("let fee = 200 DKK\noutput paid = fee\n")
	for name, file := range program.Files() {
		fmt.Println(name, file.Lines(), file.Line(2))
	}
	// Output: groups.cost 3 output paid = fee
}

// Functions and constants are those of the language and those that the program lends, for help and completion.
func ExampleProgram_Functions() {
	program, err := eval.Compile("a.cost", []byte("output a = vat\n"), eval.WithConst(eval.Const{Name: "vat", Value: num.Must("0.25"), Doc: "the rate of value added tax"}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range program.Functions()[:2] {
		fmt.Println(f.Name, "-", f.About)
	}
	for _, c := range program.Constants() {
		fmt.Println(c.Name, "-", c.About, c.Value)
	}
	// Output:
	// min - the smallest of several values, of the entries of a series, or over rows; over no rows it is an error
	// max - the largest of several values, of the entries of a series, or over rows; over no rows it is an error
	// vat - the rate of value added tax 0.25
}

// Module and Plan are for tools that look inside: other readings, drawings, statistics. They may change in every release.
func ExampleProgram_Module() {
	program := compiled("param fee = 200 DKK\noutput paid = 3 * fee\n")
	for _, x := range program.Module().Params {
		fmt.Println(x.Name, "is in", x.Type.Unit)
	}
	fmt.Println(len(program.Plan().Outputs), "output")
	// Output:
	// fee is in DKK
	// 1 output
}

// A figure says itself in words; an amount has the decimals that its unit has.
func ExampleFigure() {
	result, err := compiled(groups).Run(context.Background(), eval.Inputs{"share": "70%"})
	if err != nil {
		fmt.Println(err)
		return
	}
	figure, _ := result.Output("per_family")
	fmt.Println(figure.Value, figure.Unit)
	fmt.Println(figure.Title()+":", figure.Amount())
	// Output:
	// 5357.142857142857142857142857142857 DKK/family
	// Cost per completed family: 5,357.14 kr./family
}

// Whether a guard or a range gave rise to a warning is part of the result.
func ExampleResult_Warnings() {
	result, err := compiled(groups).Run(context.Background(), eval.Inputs{"size": 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Warnings())
	// Output: input size:1:1: warning[C0403]: the new value of `size` is 7 families, not one of its alternatives
}

// The figures of a run one by one, or as a table, which has every form that tables have.
func ExampleResult() {
	result, err := compiled(groups).Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Outputs() {
		fmt.Println(f.Name, f.Value, f.Unit)
	}
	fmt.Print(result.OutputTable().Markdown(table.English()))
	// Output:
	// total 150000 DKK
	// per_family 5000 DKK/family
	// ## Results
	//
	// | Output                    |   Value | Unit       |
	// |---------------------------|--------:|------------|
	// | total                     | 150,000 | kr.        |
	// | Cost per completed family |   5,000 | kr./family |
}

// Limits are safe for the scripts of strangers as they are. A server may set narrower ones, and tell its users which there are.
func ExampleWithLimits() {
	_, err := eval.Compile("a.cost", []byte("output a = 1\noutput b = 2\n"), eval.WithLimits(eval.Limits{Declarations: 1}))
	fmt.Println(err)
	_, err = eval.Compile("a.cost", []byte("output a = 1\n"), eval.WithLimits(eval.Limits{Rows: -1}))
	fmt.Println(err)
	// Output:
	// a.cost:2:1: error[C0222]: the scripts have too many declarations: at least 2, at most 1 are allowed
	// error[C0453]: Limits.Rows is -1, below zero; 0 stands for its default, 100_000
}

// A user raises a limit by its name, as with --limit of the command line.
func ExampleLimits_Set() {
	limits := eval.DefaultLimits()
	for _, l := range eval.AllLimits() {
		if l.Name == "rows" {
			fmt.Println(l.About, l.Text(l.Of(limits)))
		}
	}
	fmt.Println(limits.Set("rows", "2_000_000"), limits.Rows)
	fmt.Println(limits.Set("lines", "1"))
	// Output:
	// rows of all data files together 100_000
	// <nil> 2000000
	// error[C0464]: there is no limit "lines"
}

// The script comes from memory, and what it uses from a file system.
func ExampleWithFS() {
	files := fstest.MapFS{"wages.cost": {Data: []byte("param pay = 300 DKK/hour\n")}}
	script := "use \"wages.cost\" as w\noutput ten_hours = 10 hours * w.pay\n"
	program, err := eval.Compile("visit.cost", []byte(script), eval.WithFS(files))
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
	// Output: 3000 DKK
}

// A compilation ends when nobody waits for it any more.
func ExampleWithContext() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := eval.Compile("a.cost", []byte("output a = 1\n"), eval.WithContext(ctx))
	fmt.Println(err, errors.Is(err, context.Canceled))
	// Output: a.cost: error[C0463]: the run was interrupted true
}

// With gives values beside the inputs of a run, which come first; in analyses, which take no inputs, it is the way to set params.
func ExampleWith() {
	program, always := compiled(groups), eval.With(eval.Inputs{"rate": 400, "size": 6})
	result, err := program.Run(context.Background(), eval.Inputs{"size": 10}, always)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Outputs() {
		fmt.Println(f.Name, f.Value, f.Unit)
	}
	// Output:
	// total 200000 DKK
	// per_family 5333.333333333333333333333333333333 DKK/family
}

// A batch says beforehand what it takes. No bit of its figures depends on the number of workers.
func ExampleBatch() {
	batch, err := compiled(groups).Batch([]string{"rate"}, []string{"total"}, eval.Under("Dear"), eval.Workers(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(batch.Estimate(1_000_000).Points, "points")
	total := make([]float64, 2)
	fmt.Println(batch.Run(context.Background(), [][]float64{{250, 350}}, [][]float64{total}), total)
	// Output:
	// 1000000 points
	// <nil> [125000 175000]
}

// A bound program runs exactly, point by point, or as a batch in floats.
func ExampleBound() {
	type Question struct {
		Rate float64 `cost:"rate"`
	}
	type Answer struct {
		Total float64 `cost:"total"`
	}
	bound, err := eval.Bind[Question, Answer](compiled(groups))
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := bound.Run(context.Background(), Question{320})
	fmt.Println(answer.Total, err)
	answers := make([]Answer, 2)
	fmt.Println(bound.Estimate(2).Points, bound.Batch(context.Background(), []Question{{320}, {330}}, answers), answers)
	// Output:
	// 160000 <nil>
	// 2 <nil> [{160000} {165000}]
}
