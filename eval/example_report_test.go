package eval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Facts takes a report apart for a tidy file: a row for each cell, under the scenario that it belongs to.
func ExampleReport_Facts() {
	report, err := compiled(groups).Report(context.Background(), nil, eval.Plain())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range report.Facts(say.English) {
		if f.Table == "outputs" && f.Number {
			fmt.Println(f.Row, f.Column, f.Value, f.Unit)
		}
	}
	// Output:
	// total Value 150000 DKK
	// Cost per completed family Value 5000 DKK/family
}

// In says a report in another language; names, units and numbers stay. A report is JSON by itself.
func ExampleReport_In() {
	report, err := compiled(groups).Report(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	danish := report.In(say.Danish)
	for _, t := range danish.Tables[:3] {
		fmt.Println(t.Name, "-", t.Title)
	}
	text, err := json.Marshal(danish)
	if err != nil {
		fmt.Println(err)
		return
	}
	var doc struct{ Horizon string }
	fmt.Println(json.Unmarshal(text, &doc), doc.Horizon)
	// Output:
	// assumptions - Forudsætninger
	// ladder - Fra brutto til netto
	// costs - Omkostninger fordelt på kategori og år
	// <nil> 3 år
}

// A workbook has a formula for every figure; eval/xlsx makes a file of it. It says what it was made by, in the language that is asked for.
func ExampleWorkbook() {
	book, err := eval.Workbook(context.Background(), compiled(groups), eval.Inputs{"rate": 320}, eval.InLanguage(say.Danish), eval.MadeBy("groups 1.0"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(book.Title, "-", book.Made)
	for _, s := range book.Sheets[:3] {
		fmt.Println(s.Title)
	}
	// Output:
	// Groups - groups 1.0
	// Forudsætninger
	// Model
	// Resultater
}

// An expectation says whether it holds, and how far the figure is from it.
func ExampleExpectation() {
	list, err := compiled("param fee = 200 DKK\noutput paid = 3 * fee\nexpect paid = 590 DKK source \"the report\"\n").Expectations(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range list {
		fmt.Println(e.OK, e.Claim(), "off by", e.Amount(e.Gap), e.Source)
	}
	// Output: false paid = 590 DKK off by 10 kr. the report
}

// A script can be held to the limits of an official model, and to what a careful reviewer would object to.
func ExampleProgram_Against() {
	for _, p := range eval.Profiles() {
		fmt.Println(p.Name, len(p.Rules) > 5)
	}
	found, err := compiled("intervention \"Past\" { currency DKK; period 2018-03-01 .. 2019-09-30 }\noutput total\n").Against(context.Background(), "omk2021")
	fmt.Println(err)
	for _, d := range found {
		fmt.Println(d.Code, d.Message)
	}
	// Output:
	// omk2021 true
	// <nil>
	// C0603 the script looks back over a period
}

// On says which day sources are to hold on.
func ExampleProgram_Strict() {
	program := compiled("param fee = 200 DKK source \"the list of prices\" until 2025-03-31\noutput paid = 3 * fee\n")
	found, err := program.Strict(context.Background(), eval.On(time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)))
	fmt.Println(err)
	for _, d := range found {
		fmt.Println(d.Span.Pos.Line, d.Code, d.Message)
	}
	// Output:
	// <nil>
	// 1 C0703 this source held until 2025-03-31, before 2026-05-01
	// 2 C0702 `3` stands in a formula without a name or a source
}

// What the investment model SØM takes is a table by year and payer, which is written as CSV or handed on.
func ExampleResult_SOM() {
	result, err := compiled("intervention \"Bus\" { currency DKK; prices 2024; horizon 1 year starting 2025 }\n"+
		"cost bus \"Bus\" operation per year { amount 100_000 DKK; payer municipality 80%, state 20% }\n"+
		"grant pool \"Pool\" other once { amount 30_000 DKK; payer state 100% }\noutput total\n").Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := result.SOM()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(table.OrdinaryCSV().Sheet(t, say.English)))
	// Output:
	// Year,Payer,Row,Gross cost,Residual value,Grants,Savings,Net cost,Price year,Currency
	// 2025,municipality,payer,80000,0,0,0,80000,2024,DKK
	// 2025,state,payer,20000,0,30000,0,-10000,2024,DKK
	// 2025,not named,payer,0,0,0,0,0,2024,DKK
	// 2025,All payers,year,100000,0,30000,0,70000,2024,DKK
	// Total,municipality,total,80000,0,0,0,80000,2024,DKK
	// Total,state,total,20000,0,30000,0,-10000,2024,DKK
	// Total,not named,total,0,0,0,0,0,2024,DKK
	// Total,All payers,total,100000,0,30000,0,70000,2024,DKK
}
