package eval_test

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// A page that people read takes a report apart: conventions, sources, expectations, and where each figure comes from.
func ExampleReport_Method() {
	ctx := context.Background()
	report, err := compiled(groups).Report(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range report.Method()[:2] {
		fmt.Println(c)
	}
	fmt.Println(report.Basis(table.StyleOf(say.Danish)))
	without, all := report.Unsourced()
	fmt.Println(without, "of", all, "have no source;", report.Hold())
	fmt.Println(report.Own(), "are the author's own; the script looks back:", report.Back())
	for _, e := range report.Expectations {
		mark, words := e.Verdict()
		fmt.Println(mark, words, e.Deviates(), "|", e.Claim(), "|", e.Shown(), e.Remarks())
	}
	// Output:
	// {Arithmetic exact decimals; a number is rounded where the script says so, and where it is printed, half away from zero}
	// {Sums in tables where parts as printed would not add up, some are rounded the other way; explanations and exports have the exact values}
	// [kr. 2024-priser 3 år]
	// 8 of 9 have no source; Expectations: 2 of 2 hold
	// 0 are the author's own; the script looks back: false
	// ✓ holds false | total = 150_000 DKK | 150,000 kr. []
	// ✓ holds false | total = 200_000 DKK under "Dear" | 200,000 kr. []
}

// Derivations say where the figures of a report come from, cell by cell and under its scenarios.
func ExampleDerivations() {
	ctx := context.Background()
	report, err := compiled(groups).Report(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	from, err := report.Derivations(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	dear, err := from.OutputUnder(ctx, "Dear", "per_family")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(from.Output("per_family").Number, dear.Number)
	for _, t := range report.Tables {
		node, err := from.Number(ctx, t, 0, 1)
		if err != nil {
			fmt.Println(err)
			return
		}
		if node != nil {
			fmt.Println(t.Name, node.Number)
		}
	}
	// Output:
	// 5000 6666.666666666666666666666666666667
	// ladder 150000
	// costs 30000
	// lines 30000
}

// An expectation opens both of its sides.
func ExampleDerivations_Expectation() {
	ctx := context.Background()
	program, err := eval.Compile("sides.cost", []byte("param price = 12\noutput all = 3 * price\nexpect all = 36\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := program.Report(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	from, err := report.Derivations(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	claim, err := from.Expectation(ctx, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, side := range claim.Terms {
		fmt.Println(side.Node.Title(), side.Node.Number)
	}
	// Output:
	// all 36
	// 36 36
}

func ExampleProgram_ScenarioTable() {
	program := compiled(groups)
	t, _, err := program.ScenarioTable(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.Name, len(t.Rows), "rows,", len(t.Columns), "columns, from", len(program.Scripts()), "script")
	// Output:
	// scenarios 2 rows, 5 columns, from 1 script
}

func ExampleIsUnsourced() {
	report, err := compiled(groups).Report(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	n := 0
	for _, t := range report.Tables {
		for _, row := range t.Rows {
			for _, cell := range row.Cells {
				if eval.IsUnsourced(cell) {
					n++
				}
			}
		}
	}
	fmt.Println(n, "cells say that there is no source")
	// Output:
	// 8 cells say that there is no source
}

func ExampleReport_Changed() {
	report, err := compiled(groups).Report(context.Background(), eval.Inputs{"size": 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Changed(), "of the assumptions has another value than in the script")
	// Output:
	// 1 of the assumptions has another value than in the script
}

func ExampleIsChanged() {
	program := compiled("param fee = 100 \"Fee\" source \"the price list\"\noutput twice = 2 * fee\nscenario \"Dear\" { fee = 120 }\n")
	report, err := program.Report(context.Background(), nil, eval.Under("Dear"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range report.Tables[0].Rows {
		if source := row.Cells[len(row.Cells)-1]; eval.IsChanged(source) {
			fmt.Println(source.Text)
		}
	}
	sets, err := report.ScenarioSets(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range sets {
		fmt.Printf("%s: %s\n", s.About, s.Is)
	}
	// Output:
	// by the scenario "Dear"; the script has 100 (source: the price list)
	// Dear: Fee 120
}

// A bar of progress adds up what each part of a simulation says.
func ExampleDrawn() {
	var done atomic.Int64
	program := compiled(groups + "simulate total draws 1000\n")
	if _, err := program.Report(context.Background(), nil, eval.Drawn(func(draws int) { done.Add(int64(draws)) })); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(done.Load(), "draws")
	// Output:
	// 1000 draws
}

func ExampleResult_Output() {
	result, err := compiled("unit family, families\noutput each_one = 1_800_000 DKK / 9 families\n").Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	figure, ok := result.Output("each_one")
	fmt.Println(figure.Value, figure.Unit, ok)
	_, ok = result.Output("each_two")
	fmt.Println(ok)
	// Output:
	// 200000 DKK/family true
	// false
}
