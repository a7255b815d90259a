package exact_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// builder writes plans by hand.
type builder struct{ plan.Plan }

func (b *builder) emit(op plan.Op, operands ...plan.Ref) plan.Ref {
	s := plan.Step{Op: op, A: plan.None, B: plan.None, C: plan.None}
	for i, to := range []*plan.Ref{&s.A, &s.B, &s.C}[:len(operands)] {
		*to = operands[i]
	}
	b.Steps = append(b.Steps, s)
	b.Info = append(b.Info, plan.Info{})
	if op == plan.Input {
		b.Slots = max(b.Slots, int(s.A)+1)
	}
	return plan.Ref(len(b.Steps) - 1)
}

func (b *builder) literal(text string) plan.Ref {
	b.Consts = append(b.Consts, num.Must(text))
	return b.emit(plan.Const, plan.Ref(len(b.Consts)-1))
}

func (b *builder) fail(message string) plan.Ref {
	b.Failures = append(b.Failures, plan.Failure{Code: diag.NoRows, Message: say.Verbatim(message)})
	return b.emit(plan.Fail, plan.Ref(len(b.Failures)-1))
}

func (b *builder) read(t *testing.T, in exact.Inputs) *exact.Reading {
	t.Helper()
	r, err := exact.Run(context.Background(), &b.Plan, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// value is a step's value in text, or "none".
func value(r *exact.Reading, ref plan.Ref) string {
	v, ok := r.Value(ref)
	if !ok {
		return "none"
	}
	return v.String()
}

const (
	sixty = "999999999999999999999999999999999999999999999999999999999999" // the longest whole number there is
	near  = "1.000000000000000000001"                                      // equals 1 to 20 digits
	far   = "1.0000000000000000001"                                        // differs from 1 in the 20th
)

func TestOperations(t *testing.T) {
	for _, test := range []struct {
		op   plan.Op
		x, y string
		want string
	}{
		{plan.Add, "0.1", "0.2", "0.3"},
		{plan.Add, sixty, "1", "none"},
		{plan.Sub, "1", "0.99", "0.01"},
		{plan.Sub, "-" + sixty, "1", "none"},
		{plan.Mul, "1.5", "-4", "-6"},
		{plan.Mul, sixty, "10", "none"},
		{plan.Mul, sixty, "0", "0"},
		{plan.Div, "1", "8", "0.125"},
		{plan.Div, "2", "3", "0.6666666666666666666666666666666667"},
		{plan.Div, "1", "0", "none"},
		{plan.Div, "0", "0", "none"},
		{plan.Div, sixty, "0.1", "none"},
		{plan.Min, "2", "-3", "-3"}, {plan.Min, "-3", "2", "-3"}, {plan.Min, "2", "2", "2"},
		{plan.Max, "2", "-3", "2"}, {plan.Max, "-3", "2", "2"},
		{plan.Round, "1250", "100", "1300"}, {plan.Round, "-1250", "100", "-1300"}, {plan.Round, "1249.99", "100", "1200"},
		{plan.Round, "7", "2.5", "7.5"}, {plan.Round, "1", "0", "none"}, {plan.Round, "1", "-1", "none"},
		{plan.Floor, "-2.5", "1", "-3"}, {plan.Floor, "2.5", "1", "2"}, {plan.Floor, "1", "0", "none"},
		{plan.Ceil, "2.1", "1", "3"}, {plan.Ceil, "-2.1", "1", "-2"}, {plan.Ceil, "1", "-2", "none"},
		{plan.Eq, "1", "1.0", "1"}, {plan.Eq, "1", near, "1"}, {plan.Eq, "1", far, "0"}, {plan.Eq, "0", "0.0000001", "0"},
		{plan.Lt, "1", "2", "1"}, {plan.Lt, "2", "1", "0"}, {plan.Lt, "1", near, "0"}, {plan.Lt, "1", far, "1"},
		{plan.Le, "1", "2", "1"}, {plan.Le, "2", "1", "0"}, {plan.Le, near, "1", "1"}, {plan.Le, far, "1", "0"},
		{plan.And, "1", "1", "1"}, {plan.And, "1", "0", "0"}, {plan.And, "0", "1", "0"}, {plan.And, "0", "0", "0"},
		{plan.Or, "1", "1", "1"}, {plan.Or, "1", "0", "1"}, {plan.Or, "0", "1", "1"}, {plan.Or, "0", "0", "0"},
	} {
		var b builder
		ref := b.emit(test.op, b.literal(test.x), b.literal(test.y))
		if got := value(b.read(t, nil), ref); got != test.want {
			t.Errorf("%s %s %s is %s, not %s", test.op, test.x, test.y, got, test.want)
		}
	}
}

func TestUnaryOperations(t *testing.T) {
	for _, test := range []struct {
		op      plan.Op
		x, want string
	}{
		{plan.Neg, "2", "-2"}, {plan.Neg, "0", "0"}, {plan.Abs, "-2.5", "2.5"}, {plan.Abs, "2.5", "2.5"},
		{plan.Not, "0", "1"}, {plan.Not, "1", "0"},
	} {
		var b builder
		ref := b.emit(test.op, b.literal(test.x))
		if got := value(b.read(t, nil), ref); got != test.want {
			t.Errorf("%s %s is %s, not %s", test.op, test.x, got, test.want)
		}
	}
}

// A ratio multiplies before it divides, so that what ends stays exact.
func TestScale(t *testing.T) {
	for _, test := range []struct {
		x    string
		n, d int64
		want string
	}{
		{"3", 52, 12, "13"}, {"1", 1, 3, "0.3333333333333333333333333333333333"}, {"7.4", 60, 1, "444"}, {sixty, 10, 1, "none"},
	} {
		var b builder
		b.Ratios = []unit.Ratio{{Num: test.n, Den: test.d}}
		ref := b.emit(plan.Scale, b.literal(test.x), 0)
		if got := value(b.read(t, nil), ref); got != test.want {
			t.Errorf("%s × %d/%d is %s, not %s", test.x, test.n, test.d, got, test.want)
		}
	}
}

func TestNoneAndOne(t *testing.T) {
	var b builder
	r := b.read(t, nil)
	if value(r, plan.None) != "0" || value(r, plan.One) != "1" || r.Holds(plan.None) || !r.Holds(plan.One) {
		t.Errorf("None is %s and One is %s", value(r, plan.None), value(r, plan.One))
	}
}

// A slot that is set has its own value, zero too; one that is not has the one written.
func TestInputs(t *testing.T) {
	var b builder
	ref := b.emit(plan.Input, 4, b.literal("7"))
	for _, test := range []struct {
		in   exact.Inputs
		want string
	}{{nil, "7"}, {exact.Inputs{3: num.Int(1)}, "7"}, {exact.Inputs{4: num.Int(9)}, "9"}, {exact.Inputs{4: num.Int(0)}, "0"}} {
		if got := value(b.read(t, test.in), ref); got != test.want {
			t.Errorf("with %v it is %s, not %s", test.in, got, test.want)
		}
	}
}

// A failure is a value: it goes through everything that needs it and no further, and a branch that is not taken needs nothing.
func TestFailuresAreValues(t *testing.T) {
	var b builder
	b.Ratios = []unit.Ratio{{Num: 1, Den: 2}}
	bad, good, yes, no := b.fail("no rows"), b.literal("5"), b.literal("1"), b.literal("0")
	tests := map[string]struct {
		ref  plan.Ref
		want string
	}{
		"left":            {b.emit(plan.Add, bad, good), "none"},
		"right":           {b.emit(plan.Mul, good, bad), "none"},
		"times zero":      {b.emit(plan.Mul, no, bad), "none"},
		"unary":           {b.emit(plan.Neg, bad), "none"},
		"scaled":          {b.emit(plan.Scale, bad, 0), "none"},
		"compared":        {b.emit(plan.Eq, bad, bad), "none"},
		"or":              {b.emit(plan.Or, yes, bad), "none"},
		"rounded":         {b.emit(plan.Round, bad, good), "none"},
		"to a bad step":   {b.emit(plan.Round, good, bad), "none"},
		"unset input":     {b.emit(plan.Input, 0, bad), "none"},
		"taken":           {b.emit(plan.Select, yes, bad, good), "none"},
		"not taken":       {b.emit(plan.Select, yes, good, bad), "5"},
		"else":            {b.emit(plan.Select, no, bad, good), "5"},
		"else, and taken": {b.emit(plan.Select, no, good, bad), "none"},
		"condition":       {b.emit(plan.Select, bad, good, good), "none"},
	}
	through := b.emit(plan.Add, tests["not taken"].ref, good)
	set := b.emit(plan.Input, 1, bad)
	r := b.read(t, exact.Inputs{1: num.Int(3)})
	for name, test := range tests {
		if got := value(r, test.ref); got != test.want {
			t.Errorf("%s: %s, not %s", name, got, test.want)
		}
		d, bad := r.Problem(test.ref)
		if bad != (test.want == "none") || bad && (d.Code != diag.NoRows || d.Message.String() != "no rows") {
			t.Errorf("%s: the problem is %v, %t", name, d, bad)
		}
	}
	if value(r, through) != "10" || value(r, set) != "3" {
		t.Errorf("after a branch not taken: %s; a set input with a failed default: %s", value(r, through), value(r, set))
	}
	if r.Holds(tests["or"].ref) || !r.Holds(yes) || r.Holds(no) {
		t.Error("a condition holds that has no value or is false, or a true one does not")
	}
}

// A problem is told of the step where it began, not of those that it went through.
func TestProblemsOfSteps(t *testing.T) {
	var b builder
	zero, one, big, step := b.literal("0"), b.literal("1"), b.literal(sixty), b.literal("-1")
	b.Failures = []plan.Failure{{Code: diag.NoRows, Message: say.Verbatim("mean of no rows"), Help: say.Verbatim("widen it")}}
	tests := map[string]struct {
		ref  plan.Ref
		code diag.Code
		text string
	}{
		"digits":   {b.emit(plan.Neg, b.emit(plan.Mul, big, big)), diag.TooManyDigits, "a number here has too many digits before the decimal point: at least 61, at most 60 are allowed"},
		"large":    {b.emit(plan.Div, big, b.literal("0.01")), diag.TooManyDigits, "a number here has too many digits before the decimal point: at least 61, at most 60 are allowed"},
		"no rows":  {b.emit(plan.Div, one, zero, 0), diag.NoRows, "mean of no rows"},
		"division": {b.emit(plan.Div, one, zero), diag.DivisionByZero, "division by zero: the divisor is 0"},
	}
	rounded := b.emit(plan.Round, one, step)
	r := b.read(t, nil)
	for name, test := range tests {
		d, bad := r.Problem(test.ref)
		if !bad || d.Code != test.code || d.Message.String() != test.text {
			t.Errorf("%s: %v, %t", name, d, bad)
		}
	}
	if d, bad := r.Problem(rounded); bad {
		t.Errorf("a step that is not above zero is the business of a guard, and here is %v", d)
	}
	for _, ref := range []plan.Ref{plan.None, plan.One, one} {
		if d, bad := r.Problem(ref); bad {
			t.Errorf("step %d has a value, and the problem %v", ref, d)
		}
	}
}

// Guards that do not hold are reported with the values they name; one without a value is not, since what it rests on is.
func TestGuards(t *testing.T) {
	var b builder
	yes, no, bad, three := b.literal("1"), b.literal("0"), b.fail("no rows"), b.literal("3")
	b.Info[three].Unit = unit.Of(lookup(t, "hour"))
	f := func(message string, args ...any) plan.Failure {
		return plan.Failure{Code: diag.OutOfRange, Message: say.Phrase{Format: message, Args: args}, Help: say.Verbatim("mend it")}
	}
	b.Guards = []plan.Guard{{Cond: yes, Failure: f("holds")}, {Cond: no, Failure: f("%s and %s and %s", plan.Hole(0), plan.Hole(1), plan.Hole(0)), Values: []plan.Ref{three, bad}}, {Cond: bad, Failure: f("unknown")}}
	var got []string
	for _, d := range b.read(t, nil).Problems(three, bad) {
		got = append(got, d.Message.String())
	}
	if diff := cmp.Diff([]string{"3 hours and unknown and 3 hours", "no rows"}, got); diff != "" {
		t.Error(diff)
	}
}

func lookup(t *testing.T, name string) *unit.Base {
	t.Helper()
	b, ok := unit.NewRegistry().Lookup(name)
	if !ok {
		t.Fatalf("there is no unit %s", name)
	}
	return b
}

func TestRunStops(t *testing.T) {
	var b builder
	b.literal("1")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, err := exact.Run(ctx, &b.Plan, nil); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("a cancelled reading gives %v, %v", r, err)
	}
}

// A long plan looks at its context on the way, too.
func TestRunStopsInTheMiddle(t *testing.T) {
	var b builder
	for range 10_000 {
		b.literal("1")
	}
	if _, err := exact.Run(&lateContext{Context: context.Background(), looks: 2}, &b.Plan, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("the reading went on: %v", err)
	}
}

// Cutting a plan looks at its context on the way of each walk over the steps, and is whole or not there.
func TestFoldStops(t *testing.T) {
	var b builder
	x := b.emit(plan.Input, 0, b.literal("2"))
	for range 2_000 {
		x = b.emit(plan.Add, x, b.literal("1"))
	}
	base := b.read(t, nil)
	looks := 0
	for ; ; looks++ {
		folded, err := exact.Fold(&lateContext{Context: t.Context(), looks: looks}, base, []int{0}, []plan.Ref{x})
		if err == nil {
			break
		}
		if folded != nil || !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d looks: %v, %v", looks, folded, err)
		}
	}
	if looks < 4*2*2_000/512 {
		t.Errorf("the whole of it takes %d looks", looks)
	}
}

// lateContext is cancelled after it was looked at some times.
type lateContext struct {
	context.Context
	looks int
}

func (c *lateContext) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}
