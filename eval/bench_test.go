package eval_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/source"
)

// BenchmarkExactPN reads the plan of the network meetings once: what every point of an analysis costs.
func BenchmarkExactPN(b *testing.B) {
	p := networkMeetings(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := exact.Run(context.Background(), p.Plan(), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(p.Plan().Steps)), "steps")
}

// BenchmarkRunPN is a run with an input, and BenchmarkReportPN all that is printed.
func BenchmarkRunPN(b *testing.B) {
	p := networkMeetings(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Run(context.Background(), eval.Inputs{"wage_level": "120%"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReportPN(b *testing.B) {
	p := networkMeetings(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Report(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

func networkMeetings(b *testing.B) *eval.Program {
	b.Helper()
	text, err := os.ReadFile("../examples/netvaerksmoeder.cost")
	if err != nil {
		b.Fatal(err)
	}
	return compile(b, string(text))
}

// definitions is a script of n definitions of every kind, in parts of ten that lean on the part before.
func definitions(n int) string {
	const head = `intervention "Long" { currency DKK; prices 2020; horizon 3 years }
norm 1_600 hours/year
let base0 = 1_000 DKK
`
	return head + lines(n/10, func(i int) string {
		return fmt.Sprintf(`param rate%[1]d = 50%% in 10%%..90%% "Rate" source "assumed"
param size%[1]d = 8 in {6, 8, 10} "Size"
let base%[2]d = base%[1]d * rate%[1]d + 500 DKK
let each%[1]d = base%[2]d / size%[1]d
wage guide%[1]d = 300 DKK/hour * rate%[1]d
team team%[1]d { staff guide%[1]d + 2 * guide0; start 1 in year 1 }
course course%[1]d { team team%[1]d; participants size%[1]d; starts 2 per year; duration 6 months; completion rate%[1]d }
session session%[1]d for course%[1]d { meet 5 times, 2 hours each; staff team%[1]d }
cost cost%[1]d "Cost" operation per course of course%[1]d { amount each%[1]d }
output out%[1]d "Out" = cost%[1]d.cost + session%[1]d.cost
`, i, i+1)
	})
}

// BenchmarkCompileLinear reports what a definition costs to parse, check and lower in a script of 200 and in one of 2,000, and how many
// times more it is in the long one: 1 when the work grows with the script and no faster.
func BenchmarkCompileLinear(b *testing.B) {
	short, long := definitions(200), definitions(2_000)
	best := map[string]time.Duration{short: math.MaxInt64, long: math.MaxInt64}
	for b.Loop() {
		for range 10 {
			best[short] = min(best[short], lowered(b, short))
		}
		best[long] = min(best[long], lowered(b, long))
	}
	of200, of2000 := float64(best[short])/200, float64(best[long])/2_000
	b.ReportMetric(of200, "ns/definition-of-200")
	b.ReportMetric(of2000, "ns/definition-of-2000")
	b.ReportMetric(of2000/of200, "ratio")
}

// lowered parses, checks and lowers a script, and returns how long that took.
func lowered(b *testing.B, script string) time.Duration {
	b.Helper()
	start := time.Now()
	file := source.NewFile("long.cost", script)
	tree, found := lang.Parse(file)
	m, _, problems := check.Check(file, tree, check.Options{})
	if found = append(found, problems...); found.Err() != nil {
		b.Fatal(found)
	}
	if _, found = plan.Lower(m, nil, plan.Limits{Operations: 10_000_000}); found.Err() != nil {
		b.Fatal(found)
	}
	return time.Since(start)
}
