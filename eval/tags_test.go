package eval_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// inner and Outer are embedded in structs of inputs, outputs and rows: what they have counts as if it stood there.
type inner struct {
	Deep float64 `cost:"deep"`
}

type Outer struct {
	Plain int
	A     float64 `cost:"a"`
	inner
}

type embedding struct {
	B float64 `cost:"b"`
	Outer
	time.Time
	C float64 `cost:"c"`
}

type oneFigure struct {
	T float64 `cost:"t"`
}

const embedded = "param a = 1\nparam b = 1\nparam c = 1\nparam deep = 1\noutput t = a * 1_000 + b * 100 + c * 10 + deep\n"

// The tagged fields of embedded structs count, in runs and batches, of inputs and of outputs.
func TestBindEmbedded(t *testing.T) {
	type results struct{ oneFigure }
	bound, err := eval.Bind[embedding, results](compile(t, embedded))
	if err != nil {
		t.Fatal(err)
	}
	in := embedding{B: 2, Outer: Outer{A: 3, inner: inner{Deep: 4}}, C: 5}
	got, err := bound.Run(t.Context(), in)
	if err != nil || got.T != 3254 {
		t.Errorf("%v, %v", got, err)
	}
	all := make([]results, 2)
	other := in
	other.Deep = 9
	if err := bound.Batch(t.Context(), []embedding{in, other}, all); err != nil || all[0].T != 3254 || all[1].T != 3259 {
		t.Errorf("%v, %v", all, err)
	}
}

// The tagged fields of embedded structs are columns of rows.
func TestWithRowsEmbedded(t *testing.T) {
	const text = "data rows from \"r.csv\" { a: number, b: number, c: number, deep: number }\noutput t = sum(r.a * 1_000 + r.b * 100 + r.c * 10 + r.deep for r in rows)\n"
	p, err := eval.Compile("test.cost", []byte(text), eval.WithRows("r.csv", []embedding{
		{B: 2, Outer: Outer{A: 3, inner: inner{Deep: 4}}, C: 5}, {Outer: Outer{inner: inner{Deep: 1}}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Run(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := r.Output("t"); f.Value.String() != "3255" {
		t.Error(f.Value)
	}
}

// loop embeds a pointer to itself, which has no tags.
type loop struct{ *loop }

type kept struct {
	a float64 `cost:"a"`
}

// What of embedded structs cannot count is refused by name, for Bind and WithRows alike, and so is what has no unit.
func TestEmbeddedRefused(t *testing.T) {
	type wrong struct {
		*loop
		*Outer
		kept
		D  time.Duration    `cost:"b"`
		Ds []*time.Duration `cost:"c"`
		Dp *time.Duration   `cost:"c"`
		M  time.Month       `cost:"deep"`
	}
	_, _, _ = wrong{}.loop, wrong{}.kept, kept{}.a
	const pointer = "wrong.Outer: the field wrong.Outer embeds a pointer to a struct with tags | embed the struct itself, eval_test.Outer"
	const unexported = "wrong.kept.a: the field wrong.kept.a has a tag and is not exported | "
	const unitless = "wrong.D: the field wrong.D is time.Duration, which has no unit in a script | " +
		"make it a float64 with a unit in its tag, as in `cost:\"b,hours\"`, and give it Duration.Hours()"
	const behindPointer = "wrong.Dp: the field wrong.Dp is *time.Duration, which has no unit in a script | " +
		"make it a float64 with a unit in its tag, as in `cost:\"c,hours\"`, and give it Duration.Hours()"
	_, err := eval.Bind[wrong, oneFigure](compile(t, embedded))
	const noEntries = "wrong.Ds: the field wrong.Ds is []*time.Duration, and may be a num.D, float64, int, int32, int64 or string, a pointer to one, or a slice or array of numbers | "
	if diff := cmp.Diff([]string{unitless, behindPointer, noEntries, pointer, unexported}, misfits(err)); diff != "" {
		t.Error(diff)
	}
	_, err = eval.Compile("test.cost", []byte("data rows from \"r.csv\" { a: number, b: number, c: number, deep: number }\noutput t = sum(r.a for r in rows)\n"),
		eval.WithRows("r.csv", []wrong{{}}))
	const noCell = "wrong.Ds: the field wrong.Ds is []*time.Duration, and may be a string, num.D, float64, int, int32, int64 or time.Time, or a pointer to one | "
	if diff := cmp.Diff([]string{unitless, behindPointer, noCell, pointer, unexported}, misfits(err)); diff != "" {
		t.Error(diff)
	}
}

// misfits is what is wrong with fields, with what to do.
func misfits(err error) (out []string) {
	var list diag.List
	errors.As(err, &list)
	for _, d := range list {
		out = append(out, d.Span.Pos.Filename+": "+d.Message.String()+" | "+d.Help.String())
	}
	return out
}

type dear float64

type head int

// A named type counts as the one beneath it.
func TestBindNamedTypes(t *testing.T) {
	type in struct {
		A dear  `cost:"a"`
		B *head `cost:"b"`
	}
	type out struct {
		T dear `cost:"t"`
	}
	bound, err := eval.Bind[in, out](compile(t, embedded))
	if err != nil {
		t.Fatal(err)
	}
	got, err := bound.Run(t.Context(), in{2.5, ptr(head(3))})
	if err != nil || got.T != 2811 {
		t.Errorf("%v, %v", got, err)
	}
}
