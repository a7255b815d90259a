package eval_test

import (
	"context"
	"fmt"
	"os"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/xlsx"
)

// A program that reads workbooks links their reader; eval alone does not.
func ExampleWithReader() {
	root, err := os.OpenRoot("../testdata/workbooks")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer root.Close()
	stays, err := eval.Compile("stays.cost", []byte("data stays from \"stays.xlsx\" sheet \"Ophold\" { by: text, ophold: months }\noutput stay = sum(s.ophold for s in stays)\n"),
		eval.WithFS(root.FS()), eval.WithReader(".xlsx", xlsx.Reader))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := stays.Run(context.Background(), nil)
	fmt.Println(result.Outputs()[0].Value, result.Outputs()[0].Unit, err)
	// Output: 16 months <nil>
}

// What a workbook looks like is asked before anything is declared.
func ExampleOutlines() {
	sheets, err := eval.Outlines(os.DirFS("../testdata/workbooks"), "stays.xlsx", eval.WithReader(".xlsx", xlsx.Reader))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, column := range sheets[0].Columns {
		fmt.Printf("%s %q %v\n", column.Name, column.Kind, column.Samples)
	}
	// Output:
	// by "text" [Århus Køge & Ølby]
	// ophold "" [7.8 8.2]
	// pris "" [1200.5 800]
	// start "date" [2018-03-01 2019-12-31]
	// andel "%" [12.5% 7%]
	// Antal børn "" [2]
}
