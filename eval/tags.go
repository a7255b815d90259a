package eval

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// tagKey is the key of the tags of fields.
const tagKey = "cost"

// tagged is a field with a tag, as in `cost:"NAME, unit"`.
type tagged struct {
	reflect.StructField
	where    string // Quote.Wage
	tag      string
	name, as string // the parts of the tag
}

// taggedFields lists the tagged fields of a struct, and those of the structs embedded in it. Fits says which types there may be, in words
// too.
func taggedFields(t reflect.Type, fits func(reflect.StructField) bool, types say.Phrase) ([]tagged, diag.List) {
	v := &tagging{fits: fits, types: types}
	v.fields(t, reflect.StructField{}, t.Name())
	return v.found, v.problems
}

// tagging goes through the fields of a struct.
type tagging struct {
	fits     func(reflect.StructField) bool
	types    say.Phrase
	found    []tagged
	problems diag.List
}

// fields takes the fields of a struct that lies at a place in the whole one.
func (v *tagging) fields(t reflect.Type, in reflect.StructField, where string) {
	for i := range t.NumField() {
		f := tagged{StructField: t.Field(i)}
		f.Offset, f.Index = in.Offset+f.Offset, slices.Concat(in.Index, f.Index)
		f.where = where + "." + f.Name
		tag, ok := f.Tag.Lookup(tagKey)
		switch {
		case ok:
			v.tagged(f, tag)
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			v.fields(f.Type, f.StructField, f.where)
		case f.Anonymous && f.Type.Kind() == reflect.Pointer && hasTags(f.Type.Elem(), nil):
			v.refuse(f.where, say.T("the field %s embeds a pointer to a struct with tags", f.where), say.T("embed the struct itself, %s", f.Type.Elem().String()))
		}
	}
}

func (v *tagging) tagged(f tagged, tag string) {
	name, as, _ := strings.Cut(tag, ",")
	f.tag, f.name, f.as = tag, strings.TrimSpace(name), strings.TrimSpace(as)
	switch {
	case !f.IsExported():
		v.refuse(f.where, say.T("the field %s has a tag and is not exported", f.where), say.Phrase{})
	case f.name == "":
		v.refuse(f.where, say.T("the tag of field %s names nothing", f.where), say.Phrase{})
	case isDuration(f.Type):
		v.refuse(f.where, say.T("the field %s is %s, which has no unit in a script", f.where, f.Type.String()),
			say.T("make it a float64 with a unit in its tag, as in `cost:\"%s,hours\"`, and give it Duration.Hours()", f.name))
	case !v.fits(f.StructField):
		v.refuse(f.where, say.T("the field %s is %s, and may be %s", f.where, f.Type.String(), v.types), say.Phrase{})
	default:
		v.found = append(v.found, f)
	}
}

func (v *tagging) refuse(where string, message, help say.Phrase) {
	d := misfit(where, message)
	d.Help = help
	v.problems = append(v.problems, d)
}

// hasTags reports whether a type is a struct with tagged fields, beneath what it embeds too. Seen is the structs that are being looked at,
// since one can embed a pointer to itself.
func hasTags(t reflect.Type, seen []reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || slices.Contains(seen, t) {
		return false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if _, ok := f.Tag.Lookup(tagKey); ok || f.Anonymous && hasTags(f.Type, append(seen, t)) {
			return true
		}
	}
	return false
}

// isDuration reports whether a type holds time.Duration, whose numbers are nanoseconds: no script counts in them.
func isDuration(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		t = t.Elem()
	}
	return t == reflect.TypeFor[time.Duration]()
}
