package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

func places(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s %d:%d", d.Code, d.Span.Pos.Line, d.Span.Pos.Column))
	}
	return out
}

const manyErrors = `param a = 1 in 2
unit family, families
team pn {
  staff leader
  stagg helper
  start 5 year 1; stop 1
}
wage leader = 400 DKK per hour
data rows from "r.csv" {
  stay: months
  town text
}
let good = 3 # kept
course talks {
  team pn
  duration (9 months
}
scenario "S" { a 3 }
let other = ]
expect a == 3
output good
`

func TestManyErrors(t *testing.T) {
	f, list := Parse(source.NewFile("f", manyErrors), Limits{})
	want := []string{"C0124 1:17", "C0119 5:3", "C0120 6:11", "C0123 8:23", "C0120 11:7", "C0113 16:12", "C0120 18:17", "C0114 19:13", "C0112 20:10"}
	if diff := cmp.Diff(want, places(list)); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, list)
	}
	var kinds []string
	for _, d := range f.Decls {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", d), "*ast."))
	}
	wantKinds := []string{"BadDecl", "UnitDecl", "Team", "BadDecl", "BadDecl", "Let", "Course", "BadDecl", "BadDecl", "Expect", "Output"}
	if diff := cmp.Diff(wantKinds, kinds); diff != "" {
		t.Errorf("declarations (-want +got):\n%s", diff)
	}
	if len(f.Comments) != 1 || f.Comments[0].Text != "# kept" {
		t.Errorf("comments are %v", f.Comments)
	}
}

func TestBadPartsKeepTheirNames(t *testing.T) {
	file := source.NewFile("f", manyErrors)
	f, _ := Parse(file, Limits{})
	want := &ast.BadDecl{Keyword: "wage", Names: []string{"wage", "leader", "DKK", "hour"}}
	if diff := cmp.Diff(want, f.Decls[3], withoutPlaces); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := file.Slice(f.Decls[3].Range()); got != "wage leader = 400 DKK per hour" {
		t.Errorf("the bad declaration spans %q", got)
	}
	items := f.Decls[2].(*ast.Team).Items
	if diff := cmp.Diff(&ast.BadItem{Names: []string{"stagg", "helper"}}, items[1], withoutPlaces); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := file.Slice(items[2].Range()); got != "start 5 year 1" {
		t.Errorf("the bad item spans %q", got)
	}
	if len(items) != 4 {
		t.Errorf("the team has %d items", len(items))
	}
}

func TestComments(t *testing.T) {
	file := source.NewFile("f", "# one\nlet a = 1 # two \r\n\n  # three æ\n#")
	f, _ := Parse(file, Limits{})
	var got []string
	for _, c := range f.Comments {
		if c.Text != file.Slice(c.Span) {
			t.Errorf("%q spans %q", c.Text, file.Slice(c.Span))
		}
		got = append(got, c.Text)
	}
	if diff := cmp.Diff([]string{"# one", "# two ", "# three æ", "#"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIncomplete(t *testing.T) {
	more := []string{"let a =", "let a = 1 +\n", "let a = (1", "course c {", "course c {\n  duration 9 months\n", "param a = 2 in",
		"let a = if b then 1", "cost \"L\" training", "cost \"L\" training once { amount 3 DKK", "", "# only this\n", "let a = max(1,", "use \"f\" with {"}
	for _, s := range more {
		if _, list := Parse(source.NewFile("f", s), Limits{}); !list.Incomplete() {
			t.Errorf("%q is not incomplete: %v", s, list)
		}
	}
	done := []string{"let a = 1", "let a = )", "let a =\nlet b = 2", "let a = 1 2", "course c {\nlet b = 2", "let a = (1 2", "let a = 3;", "let a = 1\n\n", "let a = \"x"}
	for _, s := range done {
		if _, list := Parse(source.NewFile("f", s), Limits{}); list.Incomplete() {
			t.Errorf("%q is incomplete: %v", s, list)
		}
	}
}

func TestHostile(t *testing.T) {
	const mega = 1 << 15 // repeats; one megabyte of the worst is in TestMegabytes
	wide := Limits{Bytes: 16 << 20, Tokens: 8 << 20, Name: 8 << 20, Text: 8 << 20}
	tests := []struct {
		name, text string
		limits     Limits
		want       diag.Code
	}{
		{"parentheses", "let a = " + strings.Repeat("(", mega), wide, diag.TextLimit},
		{"minus", "let a = " + strings.Repeat("-", mega), wide, diag.TextLimit},
		{"minus in parentheses", "let a = " + strings.Repeat("-(", mega/2), wide, diag.TextLimit},
		{"not", "let a = " + strings.Repeat("not ", mega/4), wide, diag.TextLimit},
		{"if", "let a = " + strings.Repeat("if ", mega/3), wide, diag.TextLimit},
		{"else if", "let a = " + strings.Repeat("if a then b else ", mega/17) + "1", wide, diag.TextLimit},
		{"square brackets", "let a = " + strings.Repeat("[", mega), wide, diag.TextLimit},
		{"calls", "let a = " + strings.Repeat("f(", mega/2), wide, diag.TextLimit},
		{"places", "let a = " + strings.Repeat("b[", mega/2), wide, diag.TextLimit},
		{"sum", "let a = b" + strings.Repeat("+b", mega/2), wide, diag.TextLimit},
		{"parts", "let a = b" + strings.Repeat(".b", mega/2), wide, diag.TextLimit},
		{"indices", "let a = b" + strings.Repeat("[1]", mega/3), wide, diag.TextLimit},
		{"calls in a row", "let a = (b)" + strings.Repeat("(1)", mega/3), wide, diag.TextLimit},
		{"braces", strings.Repeat("{", mega), wide, diag.TextLimit},
		{"blocks", "team t " + strings.Repeat("{\n", mega/2), wide, diag.TextLimit},
		{"closers", strings.Repeat("}", mega), wide, diag.LoneBracket},
		{"separators", "let a = 1" + strings.Repeat(";", mega), wide, ""},
		{"bad items", "team t {\n" + strings.Repeat("x\n", mega/2) + "}", wide, diag.UnknownItem},
		{"one long bad item", "team t { " + strings.Repeat("x ", mega/2) + "}", wide, diag.UnknownItem},
		{"bad lines", strings.Repeat("x 1\n", mega/4), wide, diag.UnknownDecl},
		{"bad params", strings.Repeat("param\n", mega/6), wide, diag.NoName},
		{"long literal", "let a = " + strings.Repeat("1", 10<<20), Limits{}, diag.TextLimit},
		{"long literal, wide", "let a = " + strings.Repeat("1", 10<<20), wide, diag.NumberTooLong},
		{"many blanks between numbers", "let a = 1" + strings.Repeat(" 000", mega/4), wide, diag.NumberForm},
		{"long name", "let " + strings.Repeat("a", mega) + " 3", wide, diag.NoWord},
		{"name beyond its limit", "let " + strings.Repeat("a", 201) + " = 3", Limits{}, diag.TextLimit},
		{"text beyond its limit", "output a \"" + strings.Repeat("a", 10_001) + "\" = 3", Limits{}, diag.TextLimit},
		{"long text", "let a = \"" + strings.Repeat("a", mega), wide, diag.OpenText},
		{"zeros", strings.Repeat("\x00", mega), wide, diag.NotText},
		{"workbook", "PK\x03\x04\x14\x00\x06\x00", Limits{}, diag.NotText},
		{"stray", strings.Repeat("§\n", mega/3), wide, diag.StrayCharacter},
		{"UTF-16", "\xff\xfel\x00e\x00t\x00", Limits{}, diag.WrongEncoding},
		{"UTF-16, other order", "\xfe\xff\x00l\x00e\x00t", Limits{}, diag.WrongEncoding},
		{"UTF-16, unmarked", "l\x00e\x00t\x00", Limits{}, diag.WrongEncoding},
		{"Windows-1252", "let a = \"\x93\xe6\x94\"", Limits{}, diag.WrongEncoding},
		{"cut character", "let a = 1 # \xc3", Limits{}, diag.WrongEncoding},
		{"reversed text", "let a = 1 \"\u202eb\"", Limits{}, diag.HiddenCharacter},
		{"reversed name", "let a\u2066 = 1", Limits{}, diag.HiddenCharacter},
		{"empty", "", Limits{}, diag.EmptyScript},
		{"only a mark", "\ufeff", Limits{}, diag.EmptyScript},
		{"only blanks", " \t\r\n\n", Limits{}, diag.EmptyScript},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Parse(source.NewFile("f", tt.text), tt.limits)
			switch {
			case tt.want == "" && len(list) > 0, tt.want != "" && (len(list) == 0 || list[0].Code != tt.want):
				t.Fatalf("want %q, got %.3v", tt.want, list)
			case len(list) > maxReports:
				t.Errorf("%d findings", len(list))
			}
			for _, d := range list {
				if len(d.Message.String())+len(d.Help.String()) > 1000 {
					t.Errorf("a message of %d bytes", len(d.Message.String())+len(d.Help.String()))
				}
			}
		})
	}
}

func TestMegabytes(t *testing.T) {
	for _, unit := range []string{"(", "-", "not ", "if ", "[", "{", "f(", "a+", "a.", "x\n", "}", "\"", "§"} {
		_, list := Parse(source.NewFile("f", "let a = "+strings.Repeat(unit, 1<<20/len(unit))), Limits{})
		if len(list) == 0 {
			t.Errorf("a megabyte of %q is fine", unit)
		}
	}
}

func TestLimitsAreExact(t *testing.T) {
	nested := func(n int) string { return "let a = " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n) }
	sum := func(n int) string { return "let a = 1" + strings.Repeat(" + 1", n) }
	tests := []struct {
		text   string
		limits Limits
		fine   bool
	}{
		{nested(200), Limits{}, true}, {nested(201), Limits{}, false},
		{nested(3), Limits{Nesting: 3}, true}, {nested(4), Limits{Nesting: 3}, false},
		{sum(3999), Limits{}, true}, {sum(4000), Limits{}, false},
		{"let a = 1", Limits{Tokens: 4}, true}, {"let a = 1", Limits{Tokens: 3}, false},
		{"let a = 1", Limits{Bytes: 9}, true}, {"let a = 1", Limits{Bytes: 8}, false},
		{"let a = " + strings.Repeat("-a - ", 300) + "1", Limits{}, true},
		{"let a = [" + strings.Repeat("if b then 1 else 2, ", 300) + "]", Limits{}, true},
	}
	for _, tt := range tests {
		_, list := Parse(source.NewFile("f", tt.text), tt.limits)
		if (len(list) == 0) != tt.fine {
			t.Errorf("%.40s… with %+v: %v", tt.text, tt.limits, list)
		}
		if !tt.fine && (list[0].Code != diag.TextLimit || !strings.Contains(list[0].Help.String(), "Limits.")) {
			t.Errorf("%.40s… gives %v, %s", tt.text, list, list[0].Help.String())
		}
	}
}
