package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// shape writes an expression with every grouping shown.
func shape(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Number:
		return x.Text
	case *ast.Name:
		return x.Name
	case *ast.Percent:
		return x.Text + "%"
	case *ast.DateLit:
		return x.Text
	case *ast.TextLit:
		return fmt.Sprintf("%q", x.Value)
	case *ast.Hole:
		return "?"
	case *ast.Paren:
		return "paren" + shape(x.X)
	case *ast.Unary:
		return "(" + x.Op + " " + shape(x.X) + ")"
	case *ast.Binary:
		return "(" + shape(x.X) + " " + x.Op + " " + shape(x.Y) + ")"
	}
	return shapeMore(x)
}

func shapeMore(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Quantity:
		unit := ""
		if x.Unit != nil {
			unit = x.Unit.Name
		}
		return strings.Trim("<"+x.Number.Text+" "+x.Scale+" "+unit, " ") + ">"
	case *ast.At:
		return "(" + shape(x.X) + " at " + shape(x.Y) + ")"
	case *ast.AtPrices:
		return "(" + shape(x.X) + " at " + x.Year.Text + " prices)"
	case *ast.If:
		return "(if " + shape(x.Cond) + " then " + shape(x.Then) + " else " + shape(x.Else) + ")"
	case *ast.Field:
		return shape(x.X) + "." + x.Name.Name
	case *ast.IndexExpr:
		return shape(x.X) + "[" + shape(x.I) + "]"
	case *ast.List:
		return fmt.Sprint("[", shapes(x.Items), "]", x.Open)
	case *ast.Call:
		return x.Func.Name + "(" + shapes(x.Args) + shapeClauses(x) + ")"
	}
	return fmt.Sprintf("%T", x)
}

func shapes(list []ast.Expr) string {
	var parts []string
	for _, x := range list {
		parts = append(parts, shape(x))
	}
	return strings.Join(parts, ", ")
}

func shapeClauses(c *ast.Call) string {
	s := ""
	if len(c.By) > 0 {
		s += " by " + shapes(c.By)
	}
	if e := c.Each; e != nil {
		s += " for " + e.Var.Name + " in " + shape(e.In)
		if e.By != nil {
			s += " by " + shape(e.By)
		}
		if e.Where != nil {
			s += " where " + shape(e.Where)
		}
	}
	return s
}

func TestExpressions(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"},
		{"(1 - 2) - 3", "(paren(1 - 2) - 3)"},
		{"520_000 DKK/year * level", "((<520_000  DKK> / year) * level)"},
		{"3 * 28_000 DKK", "(3 * <28_000  DKK>)"},
		{"10 DKK / cases", "(<10  DKK> / cases)"},
		{"3.5 million DKK", "<3.5 million DKK>"},
		{"480 thousand", "<480 thousand>"},
		{"1 course + 2 teams", "(<1  course> + <2  teams>)"},
		{"a + 2 * b at 32/37", "(a + ((2 * b) at (32 / 37)))"},
		{"a at 50% + b", "((a at 50%) + b)"},
		{"a * b at 2016 prices * c / d", "((((a * b) at 2016 prices) * c) / d)"},
		{"-a - -b", "((- a) - (- b))"},
		{"-a.b * c", "((- a.b) * c)"},
		{"not a and b or c = d", "(((not a) and b) or (c = d))"},
		{"not not a", "(not (not a))"},
		{"a ≠ b", "(a != b)"},
		{"if a < b then 1 else if c then 2 else 3", "(if (a < b) then 1 else (if c then 2 else 3))"},
		{"2 * (if a then 1 else 2)", "(2 * paren(if a then 1 else 2))"},
		{"costs.by_year[2] / hours.leader", "(costs.by_year[2] / hours.leader)"},
		{"sum(1 family * s.stay for s in stays)", "sum((<1  family> * s.stay) for s in stays)"},
		{"mean(mean(r.cost for r in g) for g in rows by town where g.x > 1)", "mean(mean(r.cost for r in g) for g in rows by town where (g.x > 1))"},
		{"low(total by a, b.c)", "low(total by a, b.c)"},
		{"round(x, 100 DKK,)", "round(x, <100  DKK>)"},
		{"f()", "f()"},
		{"?", "?"},
		{`"text" = x`, `("text" = x)`},
		{"2018-03-01", "2018-03-01"},
		{"7.4%", "7.4%"},
		{"12 %", "12%"},
		{"[1, 2,]", "[1, 2]false"},
		{"[]", "[]false"},
		{"[4...]", "[4]true"},
		{"total / (400 DKK/hour)", "(total / paren(<400  DKK> / hour))"},
		{"total / 400 DKK / 12", "((total / <400  DKK>) / 12)"},
		{"x.source.by", "x.source.by"},
	}
	for _, tt := range tests {
		x, list := ParseExpr(source.NewFile("e", tt.text), Limits{})
		if len(list) > 0 {
			t.Errorf("%s: %v", tt.text, list)
			continue
		}
		if diff := cmp.Diff(tt.want, shape(x)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestQuery(t *testing.T) {
	x, unit, list := ParseQuery(source.NewFile("e", "total / 3 as million DKK\n"), Limits{})
	if len(list) > 0 || shape(x) != "(total / 3)" {
		t.Fatalf("got %v, %v", x, list)
	}
	want := &ast.UnitExpr{Scale: "million", Terms: []ast.UnitTerm{{Name: "DKK"}}}
	if diff := cmp.Diff(want, unit, withoutPlaces); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{"", "# only a remark", "total as", "a b", "total as DKK as DKK", "let a = 3", "1; 2", ")"} {
		x, _, list := ParseQuery(source.NewFile("e", text), Limits{})
		if _, bad := x.(*ast.BadExpr); !bad || len(list) == 0 {
			t.Errorf("%q gives %s, %v", text, shape(x), list)
		}
	}
	if x, list := ParseExpr(source.NewFile("e", "total as DKK"), Limits{}); len(list) != 1 {
		t.Errorf("a unit after an expression gives %s, %v", shape(x), list)
	}
}

// TestQueryIsNoDeclaration keeps what is said of the name of a declaration away from the first word of an expression.
func TestQueryIsNoDeclaration(t *testing.T) {
	for text, want := range map[string]string{
		`total "now"`: "e:1:7: error[C0130]: the text \"now\" does not fit here",
		"total ±":     "e:1:7: error[C0130]: `±` does not fit here",
		"total where": "e:1:7: error[C0130]: the connecting word `where` does not fit here",
		"-total =":    "e:1:9: error[C0115]: a value is missing after `=`, found the end of the text",
	} {
		_, list := ParseExpr(source.NewFile("e", text), Limits{})
		if diff := cmp.Diff(want, list.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestSpans slices the text by the span of every node of an expression.
func TestSpans(t *testing.T) {
	text := "if ( a.b ) > 3.5 million DKK then sum( r.x for r in rows by t where not r.ok ) else -f[ 1 ] at 5 % + low(x by y) # end"
	f := source.NewFile("e", text)
	x, list := ParseExpr(f, Limits{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	var got []string
	ast.Walk(x, func(n ast.Node) bool {
		got = append(got, f.Slice(n.Range()))
		return true
	})
	want := []string{strings.TrimSuffix(text, " # end"),
		"( a.b ) > 3.5 million DKK", "( a.b )", "a.b", "a", "b", "3.5 million DKK", "3.5", "DKK",
		"sum( r.x for r in rows by t where not r.ok )", "sum", "r.x", "r", "x", "for r in rows by t where not r.ok", "r", "rows", "t", "not r.ok", "r.ok", "r", "ok",
		"-f[ 1 ] at 5 % + low(x by y)", "-f[ 1 ] at 5 %", "-f[ 1 ]", "f[ 1 ]", "f", "1", "5 %", "low(x by y)", "low", "x", "y"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOperatorSpan(t *testing.T) {
	f := source.NewFile("e", "æ /b")
	x, _ := ParseExpr(f, Limits{})
	if got := f.Slice(x.(*ast.Binary).OpSpan); got != "/" {
		t.Errorf("the operator is %q", got)
	}
	script := source.NewFile("s", "expect (a = b) >= 3")
	tree, list := Parse(script, Limits{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	if got := script.Slice(tree.Decls[0].(*ast.Expect).OpSpan); got != ">=" {
		t.Errorf("the comparison is %q", got)
	}
}
