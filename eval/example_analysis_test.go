package eval_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/costlang/cost/eval"
)

// One param at a time, the widest swing first.
func ExampleProgram_OneWay() {
	way, err := compiled(groups).OneWay(context.Background(), "per_family", []string{"rate", "share"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range way.Swings {
		fmt.Println(s.Param, s.Low, "to", s.High)
	}
	// Output:
	// share 3750 to 7500
	// rate 3333.333333333333333333333333333333 to 6666.666666666666666666666666666667
}

// The inputs of a point make a run of it.
func ExamplePoint() {
	program, ctx := compiled(groups), context.Background()
	both, err := program.Together(ctx, "total", []string{"rate", "size"})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := program.Run(ctx, both.Highest.Inputs())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Outputs() {
		fmt.Println(f.Name, f.Value, f.Unit)
	}
	// Output:
	// total 200000 DKK
	// per_family 6666.666666666666666666666666666667 DKK/family
}

// All corners at once: the lowest and highest value, and where they are.
func ExampleProgram_Together() {
	both, err := compiled(groups).Together(context.Background(), "per_family", []string{"rate", "share"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(both.Lowest.Inputs(), both.Lowest.Value)
	fmt.Println(both.Highest.Inputs(), both.Highest.Value)
	// Output:
	// map[rate:200 share:100%] 2500
	// map[rate:400 share:50%] 10000
}

func ExampleProgram_Grid() {
	grid, err := compiled(groups).Grid(context.Background(), "per_family", "size", "rate", eval.With(eval.Inputs{"share": 1}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range grid.Cells {
		fmt.Print(row[0].At[0].Text, ":")
		for _, cell := range row {
			fmt.Print(" ", cell.Value)
		}
		fmt.Println()
	}
	// Output:
	// 6: 3333.333333333333333333333333333333 5000 6666.666666666666666666666666666667
	// 8: 2500 3750 5000
	// 10: 2000 3000 4000
}

func ExampleProgram_LeaveOut() {
	files := fstest.MapFS{
		"stays.csv":  {Data: []byte("town,stay\nnorth,2\nsouth,4\nsouth,6\n")},
		"stays.cost": {Data: []byte("data stays from \"stays.csv\" { town: text, stay: months }\noutput mean_stay = mean(s.stay for s in stays)\n")},
	}
	program, err := eval.CompileFS(files, "stays.cost")
	if err != nil {
		fmt.Println(err)
		return
	}
	without, err := program.LeaveOut(context.Background(), "mean_stay", "stays", "town")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range without.Groups {
		fmt.Println("without", g.Is, g.Value, g.Unit)
	}
	// Output:
	// without north 5 months
	// without south 2 months
}

// The target is in the unit of the figure, or an expression with a unit.
func ExampleProgram_Solve() {
	solved, err := compiled(groups).Solve(context.Background(), "per_family", "4_000 DKK/family", "rate")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range solved.Solutions {
		fmt.Println(s.At.Param, s.At.Text, s.Value, s.Exact)
	}
	// Output: rate 240 4000 true
}

// The same seed gives the same draws on every machine.
func ExampleProgram_Simulate() {
	program := compiled(groups)
	options := []eval.RunOption{eval.Draws(1 << 12), eval.Seed(7), eval.Sampler("sobol"), eval.Target("6_000 DKK/family"), eval.Precision(0.01)}
	estimate, err := program.EstimateSimulation(context.Background(), "per_family", options...)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(estimate.Points, "draws at first")
	s, err := program.Simulate(context.Background(), "per_family", options...)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.0f, precise %t, above the target in %.0f %% of the draws\n", s.Mean.Value, s.Precise, 100*s.Above.Value)
	// Output:
	// 4096 draws at first
	// mean 2661, precise true, above the target in 15 % of the draws
}

// A sweep says what it will take before it reads anything, and reads single points exactly.
func ExampleSweep() {
	sweep, err := compiled(groups).Sweep(context.Background(), []string{"per_family"}, []string{"rate in 200..400 step 0.001", "share"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sweep.Points(), sweep.Estimate().Points, len(sweep.Warnings()))
	points, err := sweep.Point(context.Background(), 300_000)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(points[0].Inputs(), points[0].Value)
	highest, seen := 0.0, 0
	_, err = sweep.Run(context.Background(), func(p eval.SweepPoints) error {
		for _, v := range p.Figures[0] {
			highest = max(highest, v)
			seen++
		}
		return nil
	})
	fmt.Println(seen, highest, err)
	// Output:
	// 600003 600003 0
	// map[rate:300 share:50%] 7500
	// 600003 10000 <nil>
}

// A question asked from outside is answered with tables, under each scenario if need be.
func ExampleProgram_AnswerAll() {
	program, ctx := compiled(groups), context.Background()
	question := eval.Question{Kind: eval.AskOneWay, Of: "per_family", By: []string{"share"}}
	report, err := program.Answer(ctx, question)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Tables[0].Title)
	all, err := program.AnswerAll(ctx, question)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range all {
		fmt.Printf("%q %v\n", r.Scenario, r.Outputs()[0].Value)
	}
	fmt.Println(len(eval.SideBySide(question, all).Tables))
	// Output:
	// What if: Cost per completed family, one assumption at a time
	// "" 5000
	// "Dear" 6666.666666666666666666666666666667
	// "Large and dear" 5333.333333333333333333333333333333
	// 1
}

// A script may ask questions of its own, which can be answered under other circumstances.
func ExampleProgram_OwnQuestions() {
	program, ctx := compiled(groups+"vary per_family by rate\n"), context.Background()
	for _, q := range program.OwnQuestions() {
		report, err := program.Answer(ctx, q.Question, append(q.Options, eval.Under("Large and dear"))...)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(q.Kind == eval.AskOneWay, q.Of, q.By, report.Scenario)
	}
	// Output: true per_family [rate] Large and dear
}
