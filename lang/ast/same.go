package ast

import (
	"reflect"

	"github.com/costlang/cost/lang/source"
)

// Same reports whether two scripts say the same: whether their trees differ in nothing but places and comments.
func Same(a, b *File) bool { return same(reflect.ValueOf(a.Decls), reflect.ValueOf(b.Decls)) }

var spanType = reflect.TypeFor[source.Span]()

func same(a, b reflect.Value) bool {
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Interface, reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return same(a.Elem(), b.Elem())
	case reflect.Slice:
		return sameLists(a, b)
	case reflect.Struct:
		return a.Type() == spanType || sameFields(a, b)
	}
	return a.Equal(b)
}

func sameLists(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !same(a.Index(i), b.Index(i)) {
			return false
		}
	}
	return true
}

func sameFields(a, b reflect.Value) bool {
	for i := range a.NumField() {
		if !same(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}
