package eval

import (
	"reflect"
	"unsafe"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// field is a tagged field of a Go struct. It reads and writes by its place in the struct: a run of a small script takes a few
// microseconds, and a block of a batch goes through each field of a thousand structs, where reflection would take longer than the
// figures. All use of unsafe for it stands in this file. The types were looked at by reflection when the field was found.
type field struct {
	name   string // Quote.Wage
	tag    string
	offset uintptr
	form   form
	kind   kind    // of its entries
	size   uintptr // of an entry
	length int     // of an array, else 1
	column bool    // it is no field but a column of a batch
}

type form uint8

const (
	alone   form = iota
	pointer      // nil is not given
	list         // a slice: nil is not given
	array
)

type kind uint8

const (
	noKind kind = iota
	decimal
	float
	integer
	integer64
	integer32
	textual
)

var kinds = map[reflect.Kind]kind{
	reflect.Float64: float, reflect.Int: integer, reflect.Int64: integer64, reflect.Int32: integer32, reflect.String: textual,
}

// fieldsOf lists the tagged fields of a struct. Fits says which kinds of fields there may be, in words too.
func fieldsOf(t reflect.Type, fits func(field) bool, kinds say.Phrase) ([]field, diag.List) {
	if t.Kind() != reflect.Struct {
		return nil, diag.List{misfit(t.String(), say.T("%s is not a Go struct", t.String()))}
	}
	var out []field
	found, problems := taggedFields(t, func(f reflect.StructField) bool {
		own := fieldOf(f)
		return own.kind != noKind && fits(own)
	}, kinds)
	for _, f := range found {
		own := fieldOf(f.StructField)
		own.name, own.tag = f.where, f.tag
		out = append(out, own)
	}
	if len(out)+len(problems) == 0 && t.NumField() > 0 {
		problems = diag.List{misfit(t.Name(), say.T("the struct %s has no field with a tag, as in `cost:\"NAME\"`", t.String()))}
	}
	return out, problems
}

// misfit is about a Go type, which has no place in a script.
func misfit(name string, message say.Phrase) diag.Diagnostic {
	return diag.New(diag.OutOfRange, source.Span{Pos: source.Pos{Filename: name}}, message)
}

func fieldOf(f reflect.StructField) field {
	out, of := field{offset: f.Offset, length: 1}, f.Type
	switch of.Kind() {
	case reflect.Pointer:
		out.form, of = pointer, of.Elem()
	case reflect.Slice:
		out.form, of = list, of.Elem()
	case reflect.Array:
		out.form, out.length, of = array, of.Len(), of.Elem()
	}
	out.size, out.kind = of.Size(), kinds[of.Kind()]
	if of == reflect.TypeFor[num.D]() {
		out.kind = decimal
	}
	return out
}

// isList reports whether the field has an entry for each year.
func (f field) isList() bool { return f.form == list || f.form == array }

// entries is where the entries of the field of a struct begin, and how many there are: none when it is not given.
func (f field) entries(of unsafe.Pointer) (first unsafe.Pointer, n int) {
	at := unsafe.Add(of, f.offset)
	switch f.form {
	case pointer:
		if at = *(*unsafe.Pointer)(at); at == nil {
			return nil, 0
		}
	case list:
		s := *(*[]byte)(at) // slices of all types have the same head; only its pointer and length are used
		return unsafe.Pointer(unsafe.SliceData(s)), len(s)
	}
	return at, f.length
}

// number is an entry, and false when it is no number that a script can hold.
func (f field) number(at unsafe.Pointer) (num.D, bool) {
	switch f.kind {
	case decimal:
		v := *(*num.D)(at)
		return v, v.IsSet()
	case float:
		return num.FromFloat(*(*float64)(at))
	case integer:
		return num.Int(int64(*(*int)(at))), true
	case integer64:
		return num.Int(*(*int64)(at)), true
	}
	return num.Int(int64(*(*int32)(at))), true
}

// entry is an entry as Inputs take it.
func (f field) entry(at unsafe.Pointer) any {
	switch f.kind {
	case textual:
		return *(*string)(at)
	case float:
		return *(*float64)(at)
	}
	v, _ := f.number(at)
	return v
}

// put writes a figure.
func (f field) put(of unsafe.Pointer, v num.D) {
	at := unsafe.Add(of, f.offset)
	if f.kind == float {
		*(*float64)(at) = v.Float64()
		return
	}
	*(*num.D)(at) = v
}

// places is where the float64 entries of fields stand, one after the other.
func places(fields []field) []uintptr {
	var out []uintptr
	for _, f := range fields {
		for entry := range f.length {
			out = append(out, f.offset+uintptr(entry)*f.size)
		}
	}
	return out
}

// line is what the caches of a processor hold together.
const line = 64

// touch reads a little of each line of some memory, so that it is on its way to the caches in order, many lines at a time: what is read of
// it afterwards, in any order, then takes a third less time.
func touch(first unsafe.Pointer, size uintptr) (seen byte) {
	for at := uintptr(0); at < size; at += line {
		seen |= *(*byte)(unsafe.Add(first, at))
	}
	return seen
}

const number = unsafe.Sizeof(float64(0))

// overlap reports whether two columns of one length share memory.
func overlap(a, b []float64) bool {
	if len(a) == 0 {
		return false
	}
	first, other, size := uintptr(unsafe.Pointer(&a[0])), uintptr(unsafe.Pointer(&b[0])), number*uintptr(len(a))
	return first < other+size && other < first+size
}

func touchColumn(column []float64) byte {
	return touch(unsafe.Pointer(&column[0]), number*uintptr(len(column)))
}

// gather copies numbers at some places of each struct of a row of structs into columns of one length. Four columns at a time take a
// third less time than one.
func gather(columns [][]float64, at []uintptr, first unsafe.Pointer, stride uintptr) {
	for len(at) >= 4 {
		a, b, c, d := unsafe.Add(first, at[0]), unsafe.Add(first, at[1]), unsafe.Add(first, at[2]), unsafe.Add(first, at[3])
		n := len(columns[0])
		to, tob, toc, tod := columns[0][:n], columns[1][:n], columns[2][:n], columns[3][:n]
		offset := uintptr(0)
		for i := range n {
			to[i] = *(*float64)(unsafe.Add(a, offset))
			tob[i] = *(*float64)(unsafe.Add(b, offset))
			toc[i] = *(*float64)(unsafe.Add(c, offset))
			tod[i] = *(*float64)(unsafe.Add(d, offset))
			offset += stride
		}
		columns, at = columns[4:], at[4:]
	}
	for k, column := range columns[:len(at)] {
		from := unsafe.Add(first, at[k])
		for i := range column {
			column[i] = *(*float64)(unsafe.Add(from, uintptr(i)*stride))
		}
	}
}

// scatter is the way back.
func scatter(columns [][]float64, at []uintptr, first unsafe.Pointer, stride uintptr) {
	for len(at) >= 4 {
		a, b, c, d := unsafe.Add(first, at[0]), unsafe.Add(first, at[1]), unsafe.Add(first, at[2]), unsafe.Add(first, at[3])
		n := len(columns[0])
		from, fromb, fromc, fromd := columns[0][:n], columns[1][:n], columns[2][:n], columns[3][:n]
		offset := uintptr(0)
		for i := range n {
			*(*float64)(unsafe.Add(a, offset)) = from[i]
			*(*float64)(unsafe.Add(b, offset)) = fromb[i]
			*(*float64)(unsafe.Add(c, offset)) = fromc[i]
			*(*float64)(unsafe.Add(d, offset)) = fromd[i]
			offset += stride
		}
		columns, at = columns[4:], at[4:]
	}
	for k, column := range columns {
		to := unsafe.Add(first, at[k])
		for i, v := range column {
			*(*float64)(unsafe.Add(to, uintptr(i)*stride)) = v
		}
	}
}
