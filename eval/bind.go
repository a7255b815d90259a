package eval

import (
	"context"
	"reflect"
	"unsafe"

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
// Fields without a tag do not count. An input is a num.D, float64 (its shortest decimal), int, int32, int64 or a string for a text; a
// pointer to one of them, which may be nil; for a list a slice, which may be nil, or an array of numbers, an entry for each year. An
// output is a num.D, or a float64, the nearest to it. A run of Bound needs values of these outputs and of no others. Under, With and
// Workers are the options that count here; With stands below the fields.
//
// The error is a diag.List of all that does not fit: names, units, types of fields.
func Bind[In, Out any](p *Program, opts ...RunOption) (out *Bound[In, Out], err error) {
	defer recovered(p.module.File.Name, &err)
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
func (b *Bound[In, Out]) Run(ctx context.Context, in In) (Out, error) {
	var out Out
	err := b.run(ctx, b.fields, b.results, unsafe.Pointer(&in), unsafe.Pointer(&out))
	return out, err
}
