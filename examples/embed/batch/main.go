// Command batch prices every row of a CSV file by a script that it holds, and writes the rows as CSV with the figures beside them.
// It shows a script bound to Go structs, and a batch: floats, all processors, and no allocation for a row.
//
//	go run ./examples/embed/batch examples/embed/batch/points.csv
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/costlang/cost/eval"
)

//go:embed visits.cost
var script []byte

// point is what a row gives. Units are those of the script where a tag names none.
type point struct {
	Served float64 `cost:"served"`
	Visits float64 `cost:"visits"`
	Pay    float64 `cost:"pay,DKK/hour"`
}

// price is what a row comes to.
type price struct {
	PerFamily float64 `cost:"per_family"`
	Total     float64 `cost:"total,thousand DKK"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prices the file that is named.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: batch POINTS.csv")
	}
	file, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer file.Close()
	points, err := readPoints(file)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	prices, problem, err := priced(ctx, points)
	if err != nil {
		return err
	}
	if problem != "" {
		fmt.Fprintln(stderr, problem)
	}
	return writePrices(stdout, points, prices)
}

// priced computes the price of each point. Those that have none are NaN, and the problem says why.
func priced(ctx context.Context, points []point) (prices []price, problem string, err error) {
	program, err := eval.Compile("visits.cost", script)
	if err != nil {
		return nil, "", err
	}
	bound, err := eval.Bind[point, price](program)
	if err != nil {
		return nil, "", err
	}
	prices = make([]price, len(points))
	err = bound.Batch(ctx, points, prices)
	var incomplete *eval.Incomplete
	if errors.As(err, &incomplete) {
		return prices, incomplete.Error(), nil
	}
	return prices, "", err
}
