package manual

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/stdlib"
)

// stage is a script with everything that the examples of functions speak of, and the rows that it reads.
//
//go:embed stage
var stage embed.FS

const (
	stageScript = "stage/functions.cost"
	stageRows   = "stage/rows.csv"
)

// staged returns a text of the stage.
func staged(name string) string {
	text, _ := stage.ReadFile(name) // it is embedded
	return string(text)
}

// shownYears is how many entries of a series are shown.
const shownYears = 3

// example computes the example of a function, and reports whether it needs the stage.
func example(ctx context.Context, f stdlib.Func) (value string, onStage bool, err error) {
	expressions := []string{f.Example}
	if strings.HasSuffix(f.Result, " by year") {
		expressions = entries(f.Example)
	}
	values, err := evaluate(ctx, "", expressions)
	if err != nil {
		onStage = true
		values, err = evaluate(ctx, staged(stageScript), expressions)
	}
	if err != nil {
		return "", onStage, fmt.Errorf("the example of %s: %w", f.Name, err)
	}
	if len(values) > 1 {
		values = append(values, "…")
	}
	return strings.Join(values, ", "), onStage, nil
}

// entries are the first entries of a series.
func entries(series string) []string {
	var out []string
	for year := range shownYears {
		out = append(out, fmt.Sprintf("(%s)[%d]", series, year+1))
	}
	return out
}

// evaluate gives the values of expressions at the end of a script, with their units.
func evaluate(ctx context.Context, script string, expressions []string) ([]string, error) {
	for i, e := range expressions {
		script += fmt.Sprintf("output value_%d = %s\n", i+1, e)
	}
	figures, err := outputs(ctx, script)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range figures {
		out = append(out, shown(f))
	}
	return out, nil
}

// outputs runs a script that may read the rows of the stage.
func outputs(ctx context.Context, script string) ([]eval.Figure, error) {
	p, err := eval.Compile(stageScript, []byte(script), eval.WithFS(stage))
	if err != nil {
		return nil, err
	}
	r, err := p.Run(ctx, nil)
	if err != nil {
		return nil, err
	}
	return r.Outputs(), nil
}

// mostPlaces is how many decimal places a plain number is shown with.
const mostPlaces = 6

// shown is a figure as text: 1,200 DKK. A plain number has all its decimals.
func shown(f eval.Figure) string {
	if f.Unit == "" {
		return f.Value.Round(mostPlaces).String()
	}
	number := table.Format(f.Value, table.AutoPlaces(f.Value, f.Unit), table.English())
	return number + " " + f.Unit
}
