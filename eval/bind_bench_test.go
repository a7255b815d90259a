package eval_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
)

// quote is the params of testdata/bench/meetings.cost.
type quote[N any] struct {
	Intake     N `cost:"intake"`
	Finishing  N `cost:"finishing"`
	Meetings   N `cost:"meetings"`
	Length     N `cost:"length"`
	Before     N `cost:"before"`
	Leader     N `cost:"leader"`
	Caseworker N `cost:"caseworker"`
	Attendants N `cost:"attendants"`
	WageGrowth N `cost:"wage_growth"`
	Fee        N `cost:"fee"`
	Rent       N `cost:"rent"`
	Rate       N `cost:"rate"`
}

// price is its outputs.
type price[N any] struct {
	Whole          N `cost:"whole"`
	Present        N `cost:"present"`
	PerCompleted   N `cost:"per_completed"`
	OperatingShare N `cost:"operating_share"`
}

func meetings(t testing.TB) *eval.Program {
	t.Helper()
	text, err := os.ReadFile("../testdata/bench/meetings.cost")
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, string(text))
}

// usual is the values of the script.
func usual() quote[num.D] {
	return quote[num.D]{
		num.Int(2), num.Must("0.92"), num.Int(8), num.Int(2), num.Int(1), num.Int(340), num.Int(310), num.Int(9), num.Must("0.01"),
		num.Int(28_000), num.Int(90_000), num.Must("0.035"),
	}
}

// A program that is bound takes little longer than the same arithmetic written in Go: the same decimals with the same checks.
func BenchmarkExactRun(b *testing.B) {
	bound, err := eval.Bind[quote[num.D], price[num.D]](meetings(b))
	if err != nil {
		b.Fatal(err)
	}
	in, ranges := usual(), rangesOfMeetings()
	one := &timed{run: func() error { _, err := byHand(&in, ranges); return err }}
	other := &timed{run: func() error { _, err := bound.Run(b.Context(), in); return err }}
	b.Run("by hand", one.bench)
	b.Run("bound", other.bench)
	b.Run("ratio", func(b *testing.B) { b.ReportMetric(raced(b, other, one), "bound/by-hand"); b.ReportMetric(0, "ns/op") })
}

// timed is something to be timed.
type timed struct {
	run  func() error
	took []time.Duration
}

func (c *timed) bench(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := c.run(); err != nil {
			b.Fatal(err)
		}
	}
}

// once runs it once and keeps the time.
func (c *timed) once(b *testing.B) {
	start := time.Now()
	if err := c.run(); err != nil {
		b.Fatal(err)
	}
	c.took = append(c.took, time.Since(start))
}

// raced runs both in turn, and returns the median of the ratios of their times.
func raced(b *testing.B, one, other *timed) float64 {
	hundred := func(c *timed) *timed {
		return &timed{run: func() error {
			for range 100 {
				if err := c.run(); err != nil {
					return err
				}
			}
			return nil
		}}
	}
	first, second := hundred(one), hundred(other)
	for b.Loop() {
		first.once(b)
		second.once(b)
	}
	return ratio(first, second)
}

// The arithmetic by hand has the figures of the script to the last digit, and refuses what is out of a range.
func TestByHand(t *testing.T) {
	bound, err := eval.Bind[quote[num.D], price[num.D]](meetings(t))
	if err != nil {
		t.Fatal(err)
	}
	ranges := rangesOfMeetings()
	r := rand.New(rand.NewPCG(21, 22))
	for range 300 {
		in := drawnQuote(r, ranges)
		want, err := byHand(&in, ranges)
		if err != nil {
			t.Fatal(err)
		}
		got, err := bound.Run(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(num.D.Equal)); diff != "" {
			t.Fatalf("%v: %s", in, diff)
		}
	}
	in := usual()
	in.Rate = num.Int(1)
	if _, err := byHand(&in, ranges); err == nil {
		t.Error("a rate of 100 % is taken")
	}
}

// drawnQuote is values within the ranges, to three decimals.
func drawnQuote(r *rand.Rand, ranges [12][2]num.D) quote[num.D] {
	var out quote[num.D]
	for i, to := range out.all() {
		low, high := ranges[i][0].Float64(), ranges[i][1].Float64()
		*to, _ = num.FromFloat(math.Round((low+(high-low)*r.Float64())*1000) / 1000)
	}
	return out
}

func (q *quote[N]) all() [12]*N {
	return [12]*N{&q.Intake, &q.Finishing, &q.Meetings, &q.Length, &q.Before, &q.Leader, &q.Caseworker, &q.Attendants, &q.WageGrowth, &q.Fee, &q.Rent, &q.Rate}
}
