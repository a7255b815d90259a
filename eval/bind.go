package eval

import (
	"context"
	"reflect"
	"unsafe"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Bound is a program whose params and outputs are fields of two Go structs. It is immutable, and any number of goroutines may use it.
type Bound[In, Out any] struct {
	*binding
	fields, results []field
}

// Bind finds the params and outputs that the tags of two structs name, once, to run them repeatedly:
//
//	type Quote struct {
//		Meetings int     `cost:"meetings"`              // in the unit of the value that the script gives the param
//		Wage     float64 `cost:"wage_level,DKK/hour"`   // in this unit, which is converted
//		Rate     *num.D  `cost:"rate,%"`                // nil leaves the value of the script or scenario
//	}
//	type Price struct {
//		PerFamily num.D `cost:"per_family"`             // as the script shows the output
//		Total     num.D `cost:"total,thousand DKK"`     // in this unit
//	}
//	bound, err := eval.Bind[Quote, Price](program, eval.Under("Dear"))
//
// Fields without a tag do not count; those of an embedded struct do as if they stood here, and a pointer to a struct with tags is not
// embedded. An input is a num.D, float64 (its shortest decimal), int, int32, int64 or a string for a text; a pointer to one of them, which
// may be nil; for a list a slice, which may be nil, or an array of numbers, an entry for each year. An output is a num.D, or a float64, the
// nearest to it. A named type counts as the one beneath it, such as Euros of `type Euros float64`; time.Duration, which would be its
// nanoseconds, is refused. A run of Bound needs values of these outputs and of no others. Under, With and Workers are the options that count
// here; With stands below the fields.
//
// The error is a diag.List of all that does not fit: names, units, types of fields.
func Bind[In, Out any](p *Program, opts ...RunOption) (out *Bound[In, Out], err error) {
	defer p.recovered(background(), &err)
	inputs, problems := fieldsOf(reflect.TypeFor[In](), fitsInput,
		say.T("a num.D, float64, int, int32, int64 or string, a pointer to one, or a slice or array of numbers"))
	results, found := fieldsOf(reflect.TypeFor[Out](), fitsOutput, say.T("a num.D or float64"))
	b, more := p.bind(inputs, results, runOptionsOf(opts))
	if problems = append(append(problems, found...), more...); problems.Err() != nil {
		return nil, problems.Sort()
	}
	return &Bound[In, Out]{b, inputs, results}, nil
}

func fitsInput(f field) bool { return f.kind != textual || !f.isList() }

func fitsOutput(f field) bool { return f.form == alone && (f.kind == decimal || f.kind == float) }

// Run computes the outputs in exact decimals. A value that a param cannot have is refused as Program.Run refuses it among Inputs; the
// error is a diag.List.
func (b *Bound[In, Out]) Run(ctx context.Context, in In) (out Out, err error) {
	defer b.owner().recovered(ctx, &err)
	err = b.run(ctx, b.fields, b.results, unsafe.Pointer(&in), unsafe.Pointer(&out))
	return out, err
}

// Batch computes the outputs for each of some points in floats, as Program.Batch does for columns, and writes results[i] for points[i].
// It takes structs whose tagged fields are float64, arrays of them for lists, and no more and no fewer results than points. Results
// without a value are NaN, which an *Incomplete says.
func (b *Bound[In, Out]) Batch(ctx context.Context, points []In, results []Out) (err error) {
	defer b.owner().recovered(ctx, &err)
	crew, err := b.forBatch(ctx)
	switch {
	case err != nil:
		return err
	case len(points) != len(results):
		return diag.List{misfit("Batch", say.T("there are %d points, and %d results", len(points), len(results)))}
	case len(points) == 0:
		return nil
	}
	rows := structs{
		binding: b.binding, fields: b.fields, from: places(b.fields), to: places(b.results),
		points: unsafe.Pointer(&points[0]), stride: unsafe.Sizeof(points[0]), results: unsafe.Pointer(&results[0]), step: unsafe.Sizeof(results[0]),
	}
	return crew.run(ctx, rows, len(points))
}

// Estimate says what a batch of so many points will take; of structs that no batch takes, nothing.
func (b *Bound[In, Out]) Estimate(points int) (out Estimate) {
	defer quietly()
	crew, err := b.forBatch(background())
	if err != nil {
		return Estimate{}
	}
	return crew.estimate(points)
}

// forBatch is who reads batches, or what is in the way.
func (b *Bound[In, Out]) forBatch(ctx context.Context) (*crew, error) {
	if problems := append(onlyFloats(b.fields), onlyFloats(b.results)...); problems != nil {
		return nil, problems
	}
	return b.staff(ctx)
}

// onlyFloats lists the fields that no batch takes.
func onlyFloats(fields []field) diag.List {
	var out diag.List
	for _, f := range fields {
		if f.kind != float || f.form != alone && f.form != array {
			out = append(out, misfit(f.name, say.T("a batch reads float64, and the field %s is none", f.name)))
		}
	}
	return out
}

// structs is points in a row of structs, and the structs that their figures go to.
type structs struct {
	*binding
	fields          []field
	from, to        []uintptr // where numbers stand in them
	points, results unsafe.Pointer
	stride, step    uintptr
}

func (r structs) lend(s *stand, first, n int) {
	for i := range s.own {
		if column := s.own[i][:n]; i < s.inputs {
			s.in[i] = column
		} else {
			s.out[i-s.inputs] = column
		}
	}
	at := unsafe.Add(r.points, uintptr(first)*r.stride)
	s.touched |= touch(at, uintptr(n)*r.stride)
	s.touched |= touch(unsafe.Add(r.results, uintptr(first)*r.step), uintptr(n)*r.step)
	gather(s.in, r.from, at, r.stride)
	for i := range r.inputs {
		if in := &r.inputs[i]; !in.ratio.IsOne() {
			for entry := range in.param.Values {
				in.scale(s.in[in.first+entry])
			}
		}
	}
}

func (r structs) take(s *stand, first int) {
	scatter(s.out, r.to, unsafe.Add(r.results, uintptr(first)*r.step), r.step)
}

func (r structs) exactly(ctx context.Context, at int) error {
	in := unsafe.Add(r.points, uintptr(at)*r.stride)
	_, err := r.program.runFor(ctx, r.refs, r.asInputs(r.fields, in), r.opts)
	return onlyErrors(err)
}
