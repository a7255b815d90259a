package eval_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
)

// A program is bound to two structs once, and run as often as there are questions. Units in tags are checked then, and converted.
func ExampleBind() {
	type Question struct {
		Rate  num.D    `cost:"rate"` // in the unit of the script, DKK/hour
		Size  int      `cost:"size"`
		Share *float64 `cost:"share,%"` // nil leaves the value of the script
	}
	type Answer struct {
		Total     num.D `cost:"total,thousand DKK"`
		PerFamily num.D `cost:"per_family"`
	}
	bound, err := eval.Bind[Question, Answer](compiled(groups))
	if err != nil {
		fmt.Println(err)
		return
	}
	share := 62.5
	for _, q := range []Question{{num.Int(300), 8, nil}, {num.Must("320.50"), 8, &share}, {num.Int(500), 8, nil}} {
		answer, err := bound.Run(context.Background(), q)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(answer.Total, answer.PerFamily)
	}
	// Output:
	// 150 5000
	// 160.25 6410
	// input rate:1:1: error[C0457]: the new value of `rate` is 500 DKK/hour, outside its range
}

// What does not fit is said at once, by field.
func ExampleBind_errors() {
	type Question struct {
		Rate float64 `cost:"rate,DKK"`
		Size string  `cost:"size"`
	}
	type Answer struct {
		Total float64 `cost:"totla"`
	}
	_, err := eval.Bind[Question, Answer](compiled(groups))
	fmt.Println(err)
	// Output:
	// Answer.Total:1:1: error[C0201]: the script has no output `totla`
	// Question.Rate:1:9: error[C0309]: `rate` is money per working time, and its unit here, `DKK`, is that of money
	// Question.Size:1:1: error[C0311]: `size` is a number, and Question.Size is a string
}

// A batch reads many points in floats, on all processors.
func ExampleBound_Batch() {
	type Question struct {
		Rate  float64 `cost:"rate"`
		Share float64 `cost:"share,%"`
	}
	type Answer struct {
		PerFamily float64 `cost:"per_family"`
	}
	bound, err := eval.Bind[Question, Answer](compiled(groups))
	if err != nil {
		fmt.Println(err)
		return
	}
	questions := []Question{{300, 75}, {300, 30}, {360, 75}}
	answers := make([]Answer, len(questions))
	err = bound.Batch(context.Background(), questions, answers)
	var incomplete *eval.Incomplete
	if errors.As(err, &incomplete) {
		fmt.Println(incomplete)
	}
	for _, a := range answers {
		fmt.Printf("%.2f\n", a.PerFamily)
	}
	// Output:
	// 1 of 3 points have no value, the first has index 1: the new value of `share` is 30%, outside its range
	// 5000.00
	// NaN
	// 6000.00
}

// Columns of inputs give columns of outputs.
func ExampleProgram_Batch() {
	batch, err := compiled(groups).Batch([]string{"rate", "share,%"}, []string{"total,thousand DKK", "per_family"})
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, share := []float64{300, 320, 340}, []float64{75, 75, 100}
	total, perFamily := make([]float64, 3), make([]float64, 3)
	if err := batch.Run(context.Background(), [][]float64{rate, share}, [][]float64{total, perFamily}); err != nil {
		fmt.Println(err)
		return
	}
	for i := range total {
		fmt.Printf("%.1f %.2f\n", total[i], perFamily[i])
	}
	// Output:
	// 150.0 5000.00
	// 160.0 5333.33
	// 170.0 4250.00
}

// Rows that the program has in memory stand in the place of a data file.
func ExampleWithRows() {
	type Stay struct {
		Town  string  `cost:"town"`
		Years float64 `cost:"stay,years"` // the column is in months
	}
	program, err := eval.Compile("stays.cost", []byte("data stays from \"stays.csv\" { town: text, stay: months }\noutput mean_stay = mean(s.stay for s in stays)\n"),
		eval.WithRows("stays.csv", []Stay{{"north", 0.5}, {"south", 1.25}}))
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
	// Output: 10.5 months
}
