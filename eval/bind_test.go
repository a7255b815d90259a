package eval_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// visit is params of groups, of every kind of field.
type visit struct {
	Size  int      `cost:"size"`
	Rate  *float64 `cost:"rate, thousand DKK/hour"`
	Share num.D    `cost:"share,%"`
	Ramp  []int64  `cost:"ramp"`
	Who   *string  `cost:"who"`
	Note  string
}

type bill struct {
	Total     float64 `cost:"total,thousand DKK"`
	PerFamily num.D   `cost:"per_family"`
}

func ptr[T any](v T) *T { return &v }

// A bound run gives what a run with the same inputs gives, to the last digit.
func TestBoundRun(t *testing.T) {
	p := compile(t, groups)
	for _, scenario := range []string{"", "Large and dear"} {
		bound, err := eval.Bind[visit, bill](p, eval.Under(scenario))
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			in visit
			as eval.Inputs
		}{
			{visit{Size: 8, Share: num.Int(75)}, eval.Inputs{"size": 8, "share": "75%"}},
			{visit{Size: 6, Share: num.Int(100), Rate: ptr(0.35)}, eval.Inputs{"size": 6, "share": "100%", "rate": 350}},
			{visit{Size: 10, Share: num.Must("66.6"), Ramp: []int64{1, 0, 4}}, eval.Inputs{"size": 10, "share": "66.6%", "ramp": "[1, 0, 4]"}},
			{visit{Size: 7, Share: num.Int(50), Who: ptr("paid")}, eval.Inputs{"size": 7, "share": "50%", "who": "paid"}},
			{visit{Size: 7, Share: num.Int(50), Who: ptr("volunteer")}, eval.Inputs{"size": 7, "share": "50%", "who": "volunteer"}},
			{visit{Size: 7, Share: num.Int(50), Who: ptr("nobody")}, eval.Inputs{"size": 7, "share": "50%", "who": "nobody"}},
		} {
			whole, err := p.Run(t.Context(), test.as, eval.Under(scenario))
			if err != nil {
				t.Fatal(err)
			}
			total, _ := whole.Output("total")
			perFamily, _ := whole.Output("per_family")
			got, err := bound.Run(t.Context(), test.in)
			if err != nil {
				t.Fatal(err)
			}
			want := bill{total.Value.Float64() / 1000, perFamily.Value}
			if diff := cmp.Diff(want, got, cmp.Comparer(num.D.Equal)); diff != "" {
				t.Errorf("%q, %v: %s", scenario, test.as, diff)
			}
		}
	}
}

// What a run refuses, a bound run refuses with the same words.
func TestBoundRefuses(t *testing.T) {
	p := compile(t, groups)
	bound, err := eval.Bind[visit, bill](p)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		in visit
		as eval.Inputs
	}{
		{visit{Size: 8, Share: num.Int(20)}, eval.Inputs{"size": 8, "share": "20%"}},
		{visit{Size: 8, Share: num.Int(60), Rate: ptr(9.0)}, eval.Inputs{"size": 8, "share": "60%", "rate": "9 thousand DKK/hour"}},
		{visit{Size: 8, Share: num.Int(60), Rate: ptr(math.NaN())}, eval.Inputs{"size": 8, "share": "60%", "rate": math.NaN()}},
		{visit{Size: 8, Share: num.Int(60), Ramp: []int64{1, 2, 3, 4}}, eval.Inputs{"size": 8, "share": "60%", "ramp": "[1, 2, 3, 4]"}},
		{visit{Size: 8, Share: num.Int(60), Ramp: []int64{0, 0, 0}}, eval.Inputs{"size": 8, "share": "60%", "ramp": "[0, 0, 0]"}},
	} {
		_, want := p.Run(t.Context(), test.as)
		_, got := bound.Run(t.Context(), test.in)
		if want == nil || got == nil {
			t.Errorf("%v: %v, bound %v", test.as, want, got)
			continue
		}
		if diff := cmp.Diff(want.Error(), got.Error()); diff != "" {
			t.Errorf("%v: %s", test.as, diff)
		}
	}
}

// All that does not fit is said at once, with codes.
func TestBindErrors(t *testing.T) {
	type wrong struct {
		A float64    `cost:"raet"`
		B float64    `cost:"rate,DKK"`
		C float64    `cost:"rate,DKK/houer"`
		D string     `cost:"size"`
		E float64    `cost:"who"`
		F float64    `cost:"ramp"`
		G [2]float64 `cost:"ramp"`
		H []float64  `cost:"share"`
		I complex128 `cost:"share"`
		j float64    `cost:"share"`
		K float64    `cost:"size,"`
		L float64    `cost:"1 +"`
	}
	type results struct {
		A int     `cost:"total"`
		B float64 `cost:"totla"`
		C float64 `cost:"per_family,DKK"`
		D float64 `cost:"size"`
	}
	_ = wrong{}.j
	_, err := eval.Bind[wrong, results](compile(t, groups))
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatal(err)
	}
	var got []string
	for _, d := range list {
		got = append(got, d.Span.Pos.Filename+": "+string(d.Code)+" "+d.Message.String()+" | "+d.Help.String())
	}
	want := []string{
		"results.A: C0453 the field results.A is int, and may be a num.D or float64 | ",
		"results.B: C0201 the script has no output `totla` | did you mean `total`?",
		"results.C: C0309 `per_family` is money per family, and its unit here, `DKK`, is that of money | the unit behind a name converts, and never changes the dimension",
		"results.D: C0201 the script has no output `size` | its outputs are \"total\" and \"per_family\"",
		"wrong.A: C0215 the script has no param `raet` | did you mean `rate`?",
		"wrong.B: C0309 `rate` is money per working time, and its unit here, `DKK`, is that of money | the unit behind a name converts, and never changes the dimension",
		"wrong.C: C0202 wrong.B and wrong.C are both for `rate` | ",
		"wrong.C: C0304 unknown unit `houer` | did you mean `hour`?",
		"wrong.D: C0311 `size` is a number, and wrong.D is a string | ",
		"wrong.E: C0311 `who` is a text, and wrong.E is not a string | ",
		"wrong.F: C0311 `ramp` is a list, and wrong.F is neither a slice nor an array | ",
		"wrong.G: C0311 `ramp` has 3 entries, and wrong.G is an array of 2 | ",
		"wrong.G: C0202 wrong.F and wrong.G are both for `ramp` | ",
		"wrong.H: C0311 `share` is not a list, and wrong.H is a slice or an array | ",
		"wrong.I: C0453 the field wrong.I is complex128, and may be a num.D, float64, int, int32, int64 or string, a pointer to one, or a slice or array of numbers | ",
		"wrong.K: C0202 wrong.D and wrong.K are both for `size` | ",
		"wrong.L: C0115 a value is missing after `+`, found the end of the text | write the value, or `?` to leave it open",
		"wrong.j: C0453 the field wrong.j has a tag and is not exported | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := eval.Bind[int, bill](compile(t, groups)); err == nil || !strings.Contains(err.Error(), "int is not a Go struct") {
		t.Error(err)
	}
	if _, err := eval.Bind[struct{ A int }, bill](compile(t, groups)); err == nil || !strings.Contains(err.Error(), "has no field with a tag") {
		t.Error(err)
	}
	if _, err := eval.Bind[struct{}, bill](compile(t, groups), eval.Under("None")); err == nil || !strings.Contains(err.Error(), `no scenario "None"`) {
		t.Error(err)
	}
}

// A bound program and its batches serve any number of goroutines.
func TestBoundConcurrently(t *testing.T) {
	bound, err := eval.Bind[quote[num.D], price[num.D]](meetings(t))
	if err != nil {
		t.Fatal(err)
	}
	floats, err := eval.Bind[quote[float64], price[float64]](meetings(t), eval.Workers(2))
	if err != nil {
		t.Fatal(err)
	}
	want, err := bound.Run(t.Context(), usual())
	if err != nil {
		t.Fatal(err)
	}
	points := drawnQuotes(1_000)
	first := make([]price[float64], len(points))
	if err := floats.Batch(t.Context(), points, first); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				got, err := bound.Run(t.Context(), usual())
				if err != nil || !cmp.Equal(want, got, cmp.Comparer(num.D.Equal)) {
					t.Errorf("%v %v", got, err)
				}
				again := make([]price[float64], len(points))
				if err := floats.Batch(t.Context(), points, again); err != nil || !slices.Equal(first, again) {
					t.Errorf("a batch differs: %v", err)
				}
			}
		})
	}
	all.Wait()
}

// Who is gone when the first run or batch begins gets the context's error, and the next caller figures.
func TestBoundFirstCallCancelled(t *testing.T) {
	p := meetings(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	points := drawnQuotes(2)
	results := make([]price[float64], len(points))
	bound, err := eval.Bind[quote[float64], price[float64]](p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bound.Run(gone, points[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run: %v", err)
	}
	if err := bound.Batch(gone, points, results); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled batch: %v", err)
	}
	if err := bound.Batch(t.Context(), points, results); err != nil {
		t.Error(err)
	}
	for i, point := range points {
		one, err := bound.Run(t.Context(), point)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(one.Whole-results[i].Whole) > 1e-10*one.Whole {
			t.Errorf("point %d is %v exactly, %v in floats", i, one, results[i])
		}
	}
}

// A batch of structs, a batch of columns and exact runs agree, and workers change no bit.
func TestBatchAgrees(t *testing.T) {
	p := meetings(t)
	points := drawnQuotes(3_001)
	want := make([]price[float64], len(points))
	for _, workers := range []int{1, 2, 7} {
		bound, err := eval.Bind[quote[float64], price[float64]](p, eval.Workers(workers))
		if err != nil {
			t.Fatal(err)
		}
		got := make([]price[float64], len(points))
		if err := bound.Batch(t.Context(), points, got); err != nil {
			t.Fatal(err)
		}
		if workers == 1 {
			copy(want, got)
		}
		if !slices.Equal(want, got) {
			t.Errorf("%d workers give other bits", workers)
		}
	}
	batch, err := p.Batch(slices.Clone(paramNames), outputNames)
	if err != nil {
		t.Fatal(err)
	}
	out := columns(4, len(points))
	if err := batch.Run(t.Context(), transposed(points), out); err != nil {
		t.Fatal(err)
	}
	exactly, err := eval.Bind[quote[float64], price[float64]](p)
	if err != nil {
		t.Fatal(err)
	}
	for i, point := range points {
		if got := (price[float64]{out[0][i], out[1][i], out[2][i], out[3][i]}); got != want[i] {
			t.Fatalf("%d is %v in columns, %v in structs", i, got, want[i])
		}
		if i%100 > 0 {
			continue
		}
		got, err := exactly.Run(t.Context(), point)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.Whole-want[i].Whole) > 1e-10*got.Whole || math.Abs(got.Present-want[i].Present) > 1e-10*got.Present {
			t.Fatalf("%d is %v exactly, %v in floats", i, got, want[i])
		}
	}
}

var (
	paramNames  = []string{"intake", "finishing", "meetings", "length", "before", "leader", "caseworker", "attendants", "wage_growth", "fee", "rent", "rate"}
	outputNames = []string{"whole", "present", "per_completed", "operating_share"}
)

// Units of Go are converted, lists are arrays, and points without a value are NaN and told of.
func TestBatchOfGroups(t *testing.T) {
	type in struct {
		Rate  float64    `cost:"rate,thousand DKK/hour"`
		Share float64    `cost:"share,%"`
		Ramp  [3]float64 `cost:"ramp"`
	}
	type out struct {
		Total     float64 `cost:"total"`
		PerFamily float64 `cost:"per_family"`
	}
	bound, err := eval.Bind[in, out](compile(t, groups))
	if err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	points := []in{
		{0.3, 75, [3]float64{1, 2, 2}},
		{0.3, 20, [3]float64{1, 2, 2}}, // completion outside its range
		{0.4, 50, [3]float64{0, 0, 0}}, // nobody completes
		{0.4, 100, [3]float64{1, 1, 1}},
		{nan, 100, [3]float64{1, 1, 1}},
	}
	got := make([]out, len(points))
	err = bound.Batch(t.Context(), points, got)
	want := []out{{150_000, 5000}, {nan, nan}, {0, nan}, {120_000, 5000}, {nan, nan}}
	equal := cmp.Comparer(func(x, y float64) bool { return x == y || x != x && y != y })
	if diff := cmp.Diff(want, got, equal); diff != "" {
		t.Error(diff)
	}
	var incomplete *eval.Incomplete
	if !errors.As(err, &incomplete) || incomplete.Points != 3 || incomplete.First != 1 || len(incomplete.Problems) != 1 || incomplete.Problems[0].Code != diag.ParamRange {
		t.Errorf("%v", err)
	}
	var list diag.List
	if !errors.As(err, &list) || !strings.Contains(err.Error(), "3 of 5 points have no value, the first is number 1: the new value of `share` is") {
		t.Errorf("%v", err)
	}
	if err := bound.Batch(t.Context(), points, got[:2]); err == nil || !strings.Contains(err.Error(), "5 points, and 2 results") {
		t.Errorf("%v", err)
	}
	if err := bound.Batch(t.Context(), nil, nil); err != nil {
		t.Error(err)
	}
	if e := bound.Estimate(math.MaxInt); e.Points != math.MaxInt || e.Operations != math.MaxInt64 {
		t.Errorf("more than there are numbers: %+v", e)
	}
	if e := bound.Estimate(-5); e.Points != 0 || e.Operations != 0 {
		t.Errorf("fewer than none: %+v", e)
	}
	if e := bound.Estimate(1000); e.Points != 1000 || e.Operations < 10_000 || e.Bytes < 1000 {
		t.Errorf("%+v", e)
	}
	one, err := bound.Run(t.Context(), points[0])
	if diff := cmp.Diff(want[0], one); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestBatchRefuses(t *testing.T) {
	p := compile(t, groups)
	bound, err := eval.Bind[visit, bill](p)
	if err != nil {
		t.Fatal(err)
	}
	err = bound.Batch(t.Context(), make([]visit, 1), make([]bill, 1))
	for _, name := range []string{"visit.Size", "visit.Rate", "visit.Share", "visit.Ramp", "visit.Who", "bill.PerFamily"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not in %v", name, err)
		}
	}
	if e := bound.Estimate(10); e != (eval.Estimate{}) {
		t.Errorf("%+v", e)
	}
	_, err = p.Batch([]string{"rate,hours", "ramp"}, []string{"none"})
	for _, part := range []string{"input 1", "input 2", "output 1", "C0309", "C0311", "C0201"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s is not in %v", part, err)
		}
	}
	if _, err := p.Batch([]string{"rate"}, nil); err == nil {
		t.Error("a batch without outputs")
	}
	batch, err := p.Batch([]string{"rate", "share"}, []string{"total"})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range [][][]float64{{{300}}, {{300}, {0.5, 0.6}}} {
		if err := batch.Run(t.Context(), in, [][]float64{{0}}); err == nil {
			t.Errorf("%v is taken", in)
		}
	}
}

// A batch allocates as much for a hundred thousand points as for ten thousand.
func TestBatchAllocations(t *testing.T) {
	bound, err := eval.Bind[quote[float64], price[float64]](meetings(t), eval.Workers(1))
	if err != nil {
		t.Fatal(err)
	}
	batch, err := meetings(t).Batch(paramNames, outputNames, eval.Workers(1))
	if err != nil {
		t.Fatal(err)
	}
	points := drawnQuotes(100_000)
	results, in, out := make([]price[float64], len(points)), transposed(points), columns(4, len(points))
	structs, inColumns := map[int]float64{}, map[int]float64{}
	for _, n := range []int{10_000, 100_000} {
		structs[n] = leastAllocs(func() {
			if err := bound.Batch(t.Context(), points[:n], results[:n]); err != nil {
				t.Error(err)
			}
		})
		some := func(all [][]float64) [][]float64 {
			cut := make([][]float64, len(all))
			for i := range all {
				cut[i] = all[i][:n]
			}
			return cut
		}
		cutIn, cutOut := some(in), some(out)
		inColumns[n] = leastAllocs(func() {
			if err := batch.Run(t.Context(), cutIn, cutOut); err != nil {
				t.Error(err)
			}
		})
	}
	for what, allocs := range map[string]map[int]float64{"structs": structs, "columns": inColumns} {
		if allocs[100_000] > allocs[10_000]+20 || allocs[10_000] > 60 {
			t.Errorf("%s: %v", what, allocs)
		}
	}
}

// leastAllocs is how often a call allocates at best: what workers keep between runs is let go of now and then, and a quarter of the time
// under the race detector.
func leastAllocs(call func()) float64 {
	least := math.Inf(1)
	for range 10 {
		least = min(least, testing.AllocsPerRun(1, call))
	}
	return least
}

func TestBatchStops(t *testing.T) {
	bound, err := eval.Bind[quote[float64], price[float64]](meetings(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = bound.Batch(ctx, drawnQuotes(10_000), make([]price[float64], 10_000))
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	var list diag.List
	if !errors.As(err, &list) || list[0].Code != diag.Interrupted {
		t.Error(err)
	}
}

// Each example and structure, bound to columns of its params, gives in floats what a run gives exactly, for random values in the ranges
// of the params.
func TestBatchOfExamples(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	compared := 0
	for _, file := range scripts(t) {
		compared += compareBatch(t, r, file)
	}
	if compared < 100 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// compareBatch returns how many figures it compared.
func compareBatch(t *testing.T, r *rand.Rand, file string) int {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if err != nil {
		t.Fatal(err)
	}
	base, err := exact.Run(t.Context(), p.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const n = 8
	var params, outputs []string
	var in [][]float64
	var slots []int
	var wanted []plan.Ref
	for _, param := range p.Plan().Params {
		if param.Name != param.Decl.Name || len(param.Values) != 1 || param.Decl.Type.Kind != check.KindNumber || param.Decl.Type.Series != check.Single {
			continue
		}
		params, slots, in = append(params, param.Name), append(slots, param.FirstSlot), append(in, randomly(r, base, param, n))
	}
	for _, o := range p.Plan().Outputs {
		outputs, wanted = append(outputs, o.Name), append(wanted, o.Shown)
	}
	for _, g := range p.Plan().Guards {
		wanted = append(wanted, g.Cond)
	}
	if len(outputs) == 0 {
		return 0
	}
	batch, err := p.Batch(params, outputs)
	if err != nil {
		t.Fatal(file, err)
	}
	out := columns(len(outputs), n)
	var incomplete *eval.Incomplete
	if err := batch.Run(t.Context(), in, out); err != nil && !errors.As(err, &incomplete) {
		t.Fatal(file, err)
	}
	compared := 0
	for i := range n {
		row := exact.Inputs{}
		for k := range slots {
			row[slots[k]], _ = num.FromFloat(in[k][i])
		}
		compareFold(t, file, base, row, slots, wanted)
		compared += compareFloats(t, file, p, params, in, out, i)
	}
	return compared
}

// randomly is values within the range of a param, or near the one that it has.
func randomly(r *rand.Rand, base *exact.Reading, p *plan.Param, n int) []float64 {
	own, _ := base.Value(p.Values[0])
	low, high := own.Float64()*0.9, own.Float64()*1.1
	if p.Low != plan.None {
		from, _ := base.Value(p.Low)
		to, _ := base.Value(p.High)
		low, high = from.Float64(), to.Float64()
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Min(math.Max(math.Round((low+(high-low)*r.Float64())*1e6)/1e6, low), high)
	}
	return out
}

// compareFold sees that what is folded has the values of the whole plan, to the last digit.
func compareFold(t *testing.T, file string, base *exact.Reading, row exact.Inputs, slots []int, wanted []plan.Ref) {
	t.Helper()
	whole, err := exact.Run(t.Context(), base.Plan, row)
	if err != nil {
		t.Fatal(err)
	}
	in, got := make([]exact.Value, len(slots)), make([]exact.Value, len(wanted))
	for i, slot := range slots {
		in[i] = exact.Value{D: row[slot], Known: true}
	}
	folded, err := exact.Fold(t.Context(), base, slots, wanted)
	if err != nil {
		t.Fatal(err)
	}
	if err := folded.Read(t.Context(), in, got); err != nil {
		t.Fatal(err)
	}
	for i, ref := range wanted {
		want, known := whole.Value(ref)
		if got[i].Known != known || known && !got[i].Equal(want) {
			t.Fatalf("%s: step %d is %v %v in the whole plan, %v %v folded", file, ref, want, known, got[i].D, got[i].Known)
		}
	}
}

// compareFloats compares a point of a batch with a run, and returns how many figures have a value in both.
func compareFloats(t *testing.T, file string, p *eval.Program, params []string, in, out [][]float64, at int) int {
	t.Helper()
	set := eval.Inputs{}
	for k, name := range params {
		set[name] = in[k][at]
	}
	run, err := p.Run(t.Context(), set)
	if err != nil {
		return 0
	}
	compared := 0
	for k, f := range run.Outputs() {
		want, got := f.Value.Float64(), out[k][at]
		if math.IsNaN(got) || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: %s at %v is %v, in a batch %v", file, f.Name, set, want, got)
		}
		compared++
	}
	return compared
}

// A number that was never set is no input, a tag without a name is none, and warnings are no errors.
func TestBindUnset(t *testing.T) {
	type in struct {
		A num.D `cost:"a"`
	}
	type out struct {
		B num.D `cost:"b"`
	}
	p := compile(t, "param a = 1\noutput b = a\n")
	bound, err := eval.Bind[in, out](p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bound.Run(t.Context(), in{}); err == nil || !strings.Contains(err.Error(), "this num.D was never set") {
		t.Error(err)
	}
	type bare struct {
		A num.D `cost:""`
	}
	if _, err := eval.Bind[bare, out](p); err == nil || !strings.Contains(err.Error(), "the tag of field bare.A names nothing") {
		t.Error(err)
	}
}
