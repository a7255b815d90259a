package eval_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
)

// subsidy is a tenth of the income, less 500 DKK a month for each child, and no value below no children.
func subsidy() eval.Func {
	return eval.Func{
		Name: "subsidy", Params: []eval.FuncParam{{Name: "income", Unit: "DKK/year"}, {Name: "children"}}, Result: "DKK/month",
		Doc: "the housing subsidy of a family", Example: "subsidy(250_000 DKK/year, 2)", Source: "LBK 1 of 2026", Pure: true,
		Exact: func(args []num.D) (num.D, error) {
			if args[1].Sign() < 0 {
				return num.D{}, errors.New("negative children")
			}
			tenth, _ := args[0].MulRatio(1, 120)
			each, _ := args[1].Mul(num.Int(500))
			sum, _ := tenth.Sub(each)
			return sum, nil
		},
		Lanes: func(args [][]float64, out []float64) {
			for i := range out {
				out[i] = args[0][i]/120 - args[1][i]*500
				if args[1][i] < 0 {
					out[i] = math.NaN()
				}
			}
		},
	}
}

func vat() eval.Const {
	return eval.Const{Name: "vat", Value: num.Must("0.25"), Doc: "The rate of value added tax", Source: "ML § 33"}
}

// lent are the options of most tests here.
func lent(f ...func(*eval.Func)) []eval.Option {
	own := subsidy()
	for _, change := range f {
		change(&own)
	}
	return []eval.Option{eval.WithFunc(own), eval.WithConst(vat())}
}

func withoutExact(f *eval.Func) { f.Exact = nil }
func withoutLanes(f *eval.Func) { f.Lanes = nil }

const homes = `intervention "Homes" { currency DKK; prices 2026; horizon 2 years by quarter }
param children = 2 in 0..4 step 1
param income = 20_000 DKK/month in 10_000..30_000
let one = subsidy(income, children)
cost "Subsidy" operation per year { amount one * 12 months * (1 + vat) }
output total
output monthly = one
`

// Arguments are converted to the units that the function declares, and its result is in the one of its own.
func TestHostFunctionUnits(t *testing.T) {
	p := compile(t, homes, lent()...)
	for name, want := range map[string]string{"monthly": "1000 DKK/month", "total": "30000 DKK"} {
		if got := figure(t, p, name, nil); got != want {
			t.Errorf("%s is %s instead of %s", name, got, want)
		}
	}
	if got := figure(t, p, "monthly", eval.Inputs{"children": 0, "income": 30_000}); got != "3000 DKK/month" {
		t.Errorf("with inputs it is %s", got)
	}
}

// A series is mapped entry by entry, and a list per year meets a series by step year by year.
func TestHostFunctionSeries(t *testing.T) {
	p := compile(t, homes+`
let list = subsidy([12_000, 24_000] * 1 DKK/year, [0...])
output second = list[2]
let steps = subsidy(costs.by_step / 1 year, [1, 2])
output all = sum(steps) * 1 month
output lowest = low(one by children, income)
`, lent()...)
	for name, want := range map[string]string{
		"second": "200 DKK/month",
		// Each quarter costs 3,750: 31.25 less 500 in the first four, and less 1,000 in the others.
		"all":    "-5750 DKK",
		"lowest": "0 DKK/month",
	} {
		if got := figure(t, p, name, nil); got != want {
			t.Errorf("%s is %s instead of %s", name, got, want)
		}
	}
}

func TestHostFunctionMistakes(t *testing.T) {
	for src, want := range map[string]string{
		"let a = subsidy(1 hour, 2)\n":                                    "1:17: error[C0310]: `subsidy` takes money per calendar time as `income`, and this is working time",
		"let a = subsidy(1 DKK/year, 2 DKK)\n":                            "1:29: error[C0310]: `subsidy` takes a plain number as `children`, and this is money",
		"let a = subsidy(1, 2)\n":                                         "1:17: error[C0310]: `subsidy` takes money per calendar time as `income`, and this is a plain number",
		"let a = subsidy(\"x\", 2)\n":                                     "1:17: error[C0310]: `subsidy` takes money per calendar time as `income`, and this is a text",
		"let a = subsidy(1 DKK/year)\n":                                   "1:9: error[C0221]: `subsidy` is not used like this",
		"let a = subsidy(1 DKK/year, 2, 3)\n":                             "1:9: error[C0221]: `subsidy` is not used like this",
		"param p = 1 in 1..2\nlet a = subsidy(1 DKK/year by p)\n":         "2:9: error[C0221]: `subsidy` is not used like this",
		"let a = subsidie(1 DKK/year, 2)\n":                               "1:9: error[C0216]: unknown function `subsidie`",
		"let a = subsidy([1, 2] * 1 DKK/year, [1, 2, 3])\n":               "1:38: error[C0313]: these series do not line up: one list has 2 entries and the other 3",
		"let a = subsidy(1 DKK/year, 2) + 1 DKK/hour\n":                   "1:34: error[C0301]: money per calendar time plus money per working time",
		"let vat = 3\n":                                                   "1:5: error[C0203]: `vat` is a constant of the program that runs the script and cannot be declared",
		"let a = vta\n":                                                   "1:9: error[C0201]: unknown name `vta`",
		"let a = 3 vat\n":                                                 "1:9: error[C0305]: `vat` is a constant, not a unit",
		"let a = vat.hourly\n":                                            "1:13: error[C0205]: `vat` is a constant and has nothing after a dot",
		"let a = vat + 1 DKK\n":                                           "1:15: error[C0301]: a plain number plus money",
		"param children = -1\noutput a = subsidy(1 DKK/year, children)\n": "2:12: error[C0467]: the host function `subsidy` has no value here: negative children",
	} {
		p, err := eval.Compile("test.cost", []byte(src), lent()...)
		if err == nil {
			_, err = p.Run(context.Background(), nil)
		}
		list := listOf(t, err)
		if got := strings.TrimPrefix(list.Error(), "test.cost:"); got != want {
			t.Errorf("%s: %s instead of %s", src, got, want)
		}
		for _, text := range diagtest.Untranslated(list) {
			t.Errorf("not all Danish: %s", text)
		}
	}
}

// What the script counts is a unit of the script: the function says which, and the script declares it.
func TestHostFunctionCountedUnits(t *testing.T) {
	options := []eval.Option{
		eval.WithFunc(eval.Func{Name: "beds", Params: []eval.FuncParam{{Name: "of", Unit: "children"}}, Result: "DKK/child", Doc: "d", Pure: true,
			Exact: func(args []num.D) (num.D, error) { return args[0], nil }}),
		eval.WithConst(eval.Const{Name: "cot", Value: num.Int(900), Unit: "DKK/child", Doc: "the price of a cot"}),
	}
	const use = "let a = beds(3 children) * 2 children\nlet b = cot * 2 children\noutput sum = a + b\n"
	if got := figure(t, compile(t, "unit child, children\n"+use, options...), "sum", nil); got != "1806 DKK" {
		t.Error(got)
	}
	_, err := eval.Compile("test.cost", []byte("let a = cot\n"), options...)
	const want = "test.cost:1:9: error[C0304]: `cot` comes from the program that runs the script and is in `child`, which is no unit of the script"
	if listOf(t, err).Error() != want {
		t.Error(err)
	}
	_, err = eval.Compile("test.cost", []byte("let a = beds(1)\n"), options...)
	if got := codes(t, err); !cmp.Equal(got, []diag.Code{diag.UnknownUnit}) {
		t.Error(err)
	}
}

// A function without Lanes runs and is varied exactly, and what takes floats names it where it is called.
func TestHostFunctionWithoutLanes(t *testing.T) {
	ctx := context.Background()
	p := compile(t, homes, lent(withoutLanes)...)
	for _, kind := range []eval.QuestionKind{eval.AskOneWay, eval.AskTornado, eval.AskGrid} {
		q := eval.Question{Kind: kind, Of: "monthly", By: []string{"income", "children"}}
		if _, err := p.Answer(ctx, q); err != nil {
			t.Errorf("kind %v: %v", kind, err)
		}
	}
	_, sweep := p.Sweep(ctx, []string{"total"}, []string{"income"})
	_, simulation := p.Answer(ctx, eval.Question{Kind: eval.AskSimulation, Of: "total"})
	_, solving := p.Answer(ctx, eval.Question{Kind: eval.AskSolving, Of: "total", By: []string{"income"}, Target: "20_000 DKK"})
	for name, err := range map[string]error{"sweep": sweep, "simulation": simulation, "solving": solving} {
		list := listOf(t, err)
		const want = "test.cost:4:11: error[C0467]: the host function `subsidy` has no body for lanes, so nothing can be swept or simulated that goes through it"
		if list.Error() != want || list[0].File == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What no param reaches is folded by the exact reading, and takes no lanes.
	still := compile(t, "param p = 2 in 1..3 step 1\noutput a = subsidy(12_000 DKK/year, 0) * p\n", lent(withoutLanes)...)
	s, err := still.Sweep(ctx, []string{"a"}, []string{"p"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = s.Run(ctx, func(points eval.SweepPoints) error {
		if diff := cmp.Diff([][]float64{{100, 200, 300}}, points.Figures); diff != "" {
			t.Error(diff)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// A function without Exact refuses the run where its value is needed, and nothing else.
func TestHostFunctionWithoutExact(t *testing.T) {
	p := compile(t, homes, lent(withoutExact)...)
	_, err := p.Run(context.Background(), nil)
	const want = "test.cost:4:11: error[C0467]: the host function `subsidy` has no exact body, so the script cannot be run"
	if got := listOf(t, err).Error(); got != want {
		t.Error(got)
	}
	other := compile(t, "let a = subsidy(1 DKK/year, 1)\nparam p = 1\noutput b = if p = 1 then 2 DKK/month else a\n", lent(withoutExact)...)
	if got := figure(t, other, "b", nil); got != "2 DKK/month" {
		t.Error(got)
	}
}

// A panic of either body names the function, and asks nobody to report a fault of the language.
func TestHostFunctionPanics(t *testing.T) {
	ctx := context.Background()
	const want = "test.cost:4:11: error[C0467]: the host function `subsidy` panicked: spoilt\tmilk"
	p := compile(t, homes, lent(func(f *eval.Func) { f.Exact = func([]num.D) (num.D, error) { panic("spoilt\nmilk") } })...)
	_, err := p.Run(ctx, nil)
	if got := listOf(t, err).Error(); got != strings.ReplaceAll(want, "\t", " ") {
		t.Error(got)
	}
	p = compile(t, homes, lent(func(f *eval.Func) { f.Lanes = func([][]float64, []float64) { panic("spoilt milk") } })...)
	s, err := p.Sweep(ctx, []string{"total"}, []string{"income", "children"})
	if err != nil {
		t.Fatal(err)
	}
	_, sweep := s.Run(ctx, func(eval.SweepPoints) error { return nil })
	_, simulation := p.Answer(ctx, eval.Question{Kind: eval.AskSimulation, Of: "total"})
	_, solving := p.Answer(ctx, eval.Question{Kind: eval.AskSolving, Of: "total", By: []string{"income"}, Target: "20_000 DKK"})
	for name, err := range map[string]error{"sweep": sweep, "simulation": simulation, "solving": solving} {
		if got := listOf(t, err).Error(); got != strings.ReplaceAll(want, "\t", " ") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A point without a value has none, as where a division fails; the warning says why.
func TestHostFunctionWithoutValueInASweep(t *testing.T) {
	for name, give := range map[string]float64{"nothing": math.NaN(), "infinite": math.Inf(1)} {
		p := compile(t, strings.Replace(homes, "in 0..4", "in -1..4", 1), lent(func(f *eval.Func) {
			f.Lanes = func(args [][]float64, out []float64) {
				for i := range out {
					if out[i] = args[0][i] / 120; args[1][i] < 0 {
						out[i] = give
					}
				}
			}
		})...)
		s, err := p.Sweep(context.Background(), []string{"monthly"}, []string{"children"})
		if err != nil {
			t.Fatal(err)
		}
		var got []float64
		warnings, err := s.Run(context.Background(), func(points eval.SweepPoints) error {
			got = append(got, points.Figures[0]...)
			return nil
		})
		if err != nil || len(got) != 6 || got[0] == got[0] || got[1] != 2000 {
			t.Errorf("%s: %v %v", name, got, err)
		}
		if len(warnings) != 1 || !strings.Contains(warnings[0].Message.String()+warnings[0].Help.String(), "negative children") {
			t.Errorf("%s: %v", name, warnings)
		}
	}
}

// Points of a sweep read exactly are what its floats are.
func TestHostFunctionReadingsAgree(t *testing.T) {
	ctx := context.Background()
	p := compile(t, homes, lent()...)
	s, err := p.Sweep(ctx, []string{"total"}, []string{"children in 0..4 step 1", "income in 10_000..30_000 step 1_000"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Run(ctx, func(points eval.SweepPoints) error {
		for i, v := range points.Figures[0] {
			at, err := s.Point(ctx, points.First+int64(i))
			if err != nil {
				return err
			}
			if exact := at[0].Value.Float64(); math.Abs(exact-v) > 1e-12*math.Abs(exact) {
				t.Errorf("point %d is %v, and exactly %v", i, v, exact)
			}
		}
		return nil
	})
	if err != nil || s.Points() != 105 {
		t.Error(s.Points(), err)
	}
}

// Any number of goroutines call a function at once.
func TestHostFunctionFromManyGoroutines(t *testing.T) {
	p := compile(t, homes, lent()...)
	want := figure(t, p, "total", nil)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 50 {
				r, err := p.Run(context.Background(), nil)
				if err != nil {
					t.Error(err)
					return
				}
				if f, _ := r.Output("total"); f.Value.String()+" "+f.Unit != want {
					t.Errorf("the total is %s", f.Value)
				}
			}
		})
	}
	wg.Wait()
}

// A cancelled run calls no function any more.
func TestHostFunctionCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	p := compile(t, "param p = 1\noutput a = subsidy(1 DKK/year, p) + subsidy(2 DKK/year, p)\n", lent(func(f *eval.Func) {
		f.Exact = func(args []num.D) (num.D, error) {
			calls++
			cancel()
			return args[0], nil
		}
	})...)
	if _, err := p.Run(ctx, nil); !errors.Is(err, context.Canceled) || calls != 1 {
		t.Error(calls, err)
	}
}

func TestHostExplained(t *testing.T) {
	e := explanationWith(t, homes, "total")
	want := []string{
		"one: called subsidy(240,000 kr./year; 2) = 1,000 kr./month [LBK 1 of 2026] `subsidy` comes from the program that runs the script: the housing subsidy of a family",
		"The rate of value added tax: given = 0.25 [ML § 33] `vat` comes from the program that runs the script",
	}
	for _, line := range want {
		if !strings.Contains(e, line+"\n") {
			t.Errorf("%q is missing of\n%s", line, e)
		}
	}
	// A constant of zero or one is not left out as a number of the language itself is.
	p := compile(t, "param a = 3\noutput b = a + none\noutput c = a * none\n", eval.WithConst(eval.Const{Name: "none", Value: num.Int(0), Doc: "Nothing at all"}))
	for _, name := range []string{"b", "c"} {
		r, err := p.Run(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		n, err := r.Explain(name)
		if err != nil || len(n.Terms) != 2 || n.Terms[1].Node.Name != "none" {
			t.Errorf("%s: %v %v", name, n, err)
		}
	}
}

// Constants that a script uses are among its assumptions, with their source; others are not.
func TestHostConstantsAreAssumptions(t *testing.T) {
	p := compile(t, homes, append(lent(), eval.WithConst(eval.Const{Name: "unused", Value: num.Int(3), Doc: "Not used"}))...)
	tab := tableNamed(t, report(t, p).Tables, "assumptions")
	got := strings.Join(texts(tab, 1), "\n")
	if !strings.Contains(got, "The rate of value added tax") || strings.Contains(got, "Not used") {
		t.Error(got)
	}
	if found, err := p.Strict(context.Background()); err != nil || strings.Contains(found.Error(), "vat") {
		t.Error(found, err)
	}
}

// Used scripts have what is lent too, and lend none of it on; a standard module keeps its own names.
func TestHostInUsedScripts(t *testing.T) {
	files := fstest.MapFS{
		"used.cost": {Data: []byte("param base = 12_000 DKK/year\nlet help = subsidy(base, 0) * (1 + vat)\n")},
		"main.cost": {Data: []byte("use \"used.cost\" as u\nuse dk.norms\noutput a = u.help\noutput norm_hours = dk.norms.gross\n")},
		"on.cost":   {Data: []byte("use \"used.cost\" as u\noutput a = u.vat\n")},
	}
	opts := append(lent(), eval.WithConst(eval.Const{Name: "gross", Value: num.Int(3), Doc: "not that of the module"}))
	p, err := eval.CompileFS(files, "main.cost", opts...)
	if err != nil {
		t.Fatal(err)
	}
	if got := figure(t, p, "a", nil); got != "125 DKK/month" {
		t.Error(got)
	}
	if got := figure(t, p, "norm_hours", nil); got == "3" {
		t.Error("a constant took the place of a name of a standard module")
	}
	_, err = eval.CompileFS(files, "on.cost", opts...)
	if got := listOf(t, err).Error(); got != "on.cost:2:14: error[C0201]: `u` has no name `vat`" {
		t.Error(got)
	}
}

func TestHostInSession(t *testing.T) {
	ctx := context.Background()
	s, err := eval.NewSession(lent()...)
	if err != nil {
		t.Fatal(err)
	}
	given(t, s, "param children = 2", "let a = subsidy(120_000 DKK/year, children) * (1 + vat)")
	if got := value(t, s, "a * 1 month"); got != "0 kr." {
		t.Error(got)
	}
	if got := value(t, s, "vat"); got != "0.25" {
		t.Error(got)
	}
	if _, err := s.Eval(ctx, "let vat = 1"); !cmp.Equal(codes(t, err), []diag.Code{diag.ReservedName}) {
		t.Error(err)
	}
	var completed []string
	for _, text := range []string{"let b = sub", "let b = va"} {
		_, list := s.Complete(text, len(text))
		for _, c := range list {
			completed = append(completed, c.Text+": "+c.About)
		}
	}
	if diff := cmp.Diff([]string{"subsidy: subsidy(income, children)", "vat: constant"}, completed); diff != "" {
		t.Error(diff)
	}
	functions, _ := s.List(ctx, "functions")
	if last := functions[len(functions)-1]; last.Name != "subsidy" || last.About != "the housing subsidy of a family" {
		t.Error(last)
	}
	lets, _ := s.List(ctx, "lets")
	if last := lets[len(lets)-1]; len(lets) != 2 || last.Name != "vat" || last.Value.String() != "0.25" {
		t.Error(lets)
	}
	for name, want := range map[string][4]string{
		"subsidy": {"function", "the housing subsidy of a family", "subsidy(income: DKK/year, children: number) -> DKK/month", "LBK 1 of 2026"},
		"vat":     {"constant", "The rate of value added tax", "", "ML § 33"},
		"abs":     {"function", "x without its sign", "abs(x: a) -> a", ""},
	} {
		info, err := s.Info(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, [4]string{info.Keyword, info.Label, info.Text, info.Source}); diff != "" {
			t.Error(diff)
		}
	}
	p := s.Program()
	if constants := p.Constants(); len(constants) != 1 || constants[0].Value.String() != "0.25" || len(p.Functions()) != len(functions) {
		t.Error(constants)
	}
}

// Everything that is wrong with what is lent is said at once, before anything is compiled.
func TestHostOptions(t *testing.T) {
	bad := []eval.Option{
		eval.WithFunc(eval.Func{}),
		eval.WithFunc(subsidy()), eval.WithFunc(subsidy()),
		eval.WithFunc(eval.Func{Name: "round", Params: []eval.FuncParam{{Name: "per", Unit: "DKK/DKK"}, {Name: "x"}, {Name: "x", Unit: "days"}},
			Result: "percent of", Doc: "d", Example: "around(3)", Lanes: subsidy().Lanes, Pure: true}),
		eval.WithConst(eval.Const{}),
		eval.WithConst(eval.Const{Name: "total", Value: num.Int(0), Doc: "d", Unit: "%"}),
		eval.WithConst(eval.Const{Name: "each", Value: num.Int(0), Doc: "d"}),
		eval.WithConst(eval.Const{Name: "subsidy", Value: num.Int(0), Doc: "d"}),
		eval.WithConst(vat()),
	}
	_, compiling := eval.Compile("test.cost", []byte("let a = 1 hour + 1 DKK\n"), bad...)
	_, reading := eval.CompileFS(fstest.MapFS{}, "none.cost", bad...)
	_, session := eval.NewSession(bad...)
	for _, err := range []error{compiling, reading, session} {
		list := listOf(t, err)
		var out bytes.Buffer
		for _, d := range list {
			fmt.Fprintf(&out, "%s\n    %s\n", d.Error(), d.Help)
		}
		golden(t, "../testdata/host/options.txt", out.Bytes())
		for _, text := range diagtest.Untranslated(list) {
			t.Errorf("not all Danish: %s", text)
		}
	}
}

// explanationWith is a line for each part of an explanation that stands on what is lent.
func explanationWith(t *testing.T, script, name string) string {
	t.Helper()
	e, err := compile(t, script, lent()...).Explain(context.Background(), name, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	walkLent(&out, e)
	return out.String()
}

func walkLent(out *strings.Builder, e *eval.Explanation) {
	style := table.English()
	e.Root.Walk(func(n *explain.Node) {
		filled := n.Filled(style)
		if filled != "" {
			filled = " " + filled
		}
		fmt.Fprintf(out, "%s: %s%s = %s [%s] %s\n", n.Title(), n.Op, filled, n.Value(style), n.Source, n.Note)
	})
}

// A list per year meets a series by step at the entry of the step's year, also in a function and in a choice.
func TestListsMeetStepsYearByYear(t *testing.T) {
	p := compile(t, `intervention "Homes" { currency DKK; horizon 2 years by quarter }
cost "Rent" operation per year { amount 40_000 DKK }
let list = [1_000, 2_000] * 1 DKK
let least = min(costs.by_step, list)
let chosen = if total > 0 DKK then list else costs.by_step
let floored = floor(list + 0 * costs.by_step, list)
output a = least[4]
output b = least[5]
output c = chosen[4]
output d = chosen[5]
output e = floored[4]
`)
	for name, want := range map[string]string{"a": "1000 DKK", "b": "2000 DKK", "c": "1000 DKK", "d": "2000 DKK", "e": "1000 DKK"} {
		if got := figure(t, p, name, nil); got != want {
			t.Errorf("%s is %s instead of %s", name, got, want)
		}
	}
}

// What nobody set or knows is refused, also where it would not count.
func TestHostUnsetAndUnknown(t *testing.T) {
	_, err := eval.Compile("test.cost", []byte("output a = 1\n"), eval.WithConst(eval.Const{Name: "cot", Value: num.Int(9), Unit: "DKK/chld", Doc: "d"}))
	if list := listOf(t, err); list[0].Code != diag.UnknownUnit {
		t.Error(err)
	}
	p := compile(t, "output a = none(1)\n", eval.WithFunc(eval.Func{Name: "none", Params: []eval.FuncParam{{Name: "of"}}, Doc: "d", Pure: true,
		Exact: func([]num.D) (num.D, error) { return num.D{}, nil }}))
	if _, err := p.Run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "never set") {
		t.Error(err)
	}
}
