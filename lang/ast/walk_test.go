package ast_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

// everything holds each declaration and item, each with all its parts.
const everything = `intervention "P" { currency DKK source "s"; prices 2018 by pl source "s"; horizon 5 years by quarter starting 2018 source "s"
  discount 3% source "s"; beyond dropped source "s" until 2024-02-29; about "a" source "s"; period 2018-01-01 .. 2018-12-31 source "s" }
use "g.cost" as g with { a.b = 1 source "s" }
use dk.norms
combine a, b
unit family, families
norm 1 hours/year source "s"
index pl { 2016: 100 } source "s"
data d from "f" sheet "S" { a: DKK/year or missing } source "s" # c
param p = 1 in 1..3 step 1 ~ pert(1) "L" source "s"
let m = 1 source "s" until 2025-12-31
let l = sum(r.x[1] for r in d by g where not r.ok) + low(a by b) + [1, 2...] + (if a then 1 else 2) at 2016 prices "L" source "s"
wage w = 1 DKK/hour with pension 12% "L" source "s"
team t "L" { staff w at 50% source "s"; start 1 in years 1..2 source "s" }
course c "L" { team t source "s"; starts 1 per year source "s"; duration 1 year source "s" }
session m "L" for c { meet 1 per week for 1 year, 1 hour each source "s"; prepare 1 hour by w source "s" }
category k "L"
cost n "L" k per employee of t per year in years 1..2 { staff t for 1 hour source "s"; amount "L" 1 source "s"; wages "L" 1 for 1 hour source "s"; life 1 year source "s"; payer a 10% source "s" } source "s"
cost "L" k once every 2 years { amount -1 }
scenario "S" from "T" { a = "text" }
output o "L" = ? as thousand DKK source "s"
vary o by a, b
vary o over a x b
vary o without d by a
simulate o draws 1 seed 2
solve p so o = 1
correlate a, b 0.5
expect o = 1 to nearest 1 under "S" differs "d" source "s"
expect o in 1..2
`

// nodes gathers every node below v by looking at the fields, with the address of each.
func nodes(v reflect.Value, found map[ast.Node]bool) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			nodes(v.Elem(), found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			nodes(v.Index(i), found)
		}
	case reflect.Struct:
		if n, ok := v.Addr().Interface().(ast.Node); ok && v.Type() != reflect.TypeFor[source.Span]() && !n.Range().Known() {
			return // a part that is not there
		} else if ok && v.Type() != reflect.TypeFor[source.Span]() {
			found[n] = true
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Type != reflect.TypeFor[source.Span]() {
				nodes(v.Field(i), found)
			}
		}
	}
}

func TestWalkVisitsEveryNodeOnce(t *testing.T) {
	texts := []string{everything}
	examples, _ := filepath.Glob("../../examples/*.cost")
	for _, path := range examples {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		tree, list := parser.Parse(source.NewFile("f.cost", text), parser.Limits{})
		if len(list) > 0 {
			t.Fatal(list)
		}
		compareWalk(t, tree)
	}
}

func compareWalk(t *testing.T, tree *ast.File) {
	t.Helper()
	want := map[ast.Node]bool{}
	nodes(reflect.ValueOf(tree), want)
	ast.Walk(tree, func(n ast.Node) bool {
		if !want[n] {
			t.Errorf("%T at %v is visited twice or is no node", n, n.Range().Pos)
		}
		delete(want, n)
		return true
	})
	for n := range want {
		t.Errorf("%T at %v is not visited", n, n.Range().Pos)
	}
}

func TestWalkStops(t *testing.T) {
	tree, _ := parser.Parse(source.NewFile("f", "let a = b + c\nlet d = e"), parser.Limits{})
	var seen []string
	ast.Walk(tree, func(n ast.Node) bool {
		if name, ok := n.(*ast.Name); ok {
			seen = append(seen, name.Name)
		}
		let, ok := n.(*ast.Let)
		return !ok || let.Name.Name != "a"
	})
	if len(seen) != 1 || seen[0] != "e" {
		t.Errorf("saw %v", seen)
	}
}
