package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// withoutPlaces compares trees by what was written, not by where.
var withoutPlaces = cmpopts.IgnoreTypes(source.Span{})

func parsed(t *testing.T, script string) *ast.File {
	t.Helper()
	f, list := Parse(source.NewFile("f.cost", script), Limits{})
	if len(list) > 0 {
		t.Fatalf("%q: %v", script, list)
	}
	return f
}

func id(name string) ast.Ident   { return ast.Ident{Name: name} }
func idp(name string) *ast.Ident { return &ast.Ident{Name: name} }
func name(n string) ast.Expr     { return &ast.Name{Name: n} }
func num(n string) ast.Expr      { return &ast.Number{Text: n} }
func percent(n string) ast.Expr  { return &ast.Percent{Text: n} }
func label(s string) *ast.Text   { return &ast.Text{Value: s} }
func quant(n, unit string) ast.Expr {
	return &ast.Quantity{Number: ast.Number{Text: n}, Unit: idp(unit)}
}
func bin(x ast.Expr, op string, y ast.Expr) ast.Expr {
	return &ast.Binary{Op: op, X: x, Y: y}
}
func path(dotted string) ast.Path {
	var p ast.Path
	for _, part := range strings.Split(dotted, ".") {
		p.Parts = append(p.Parts, id(part))
	}
	return p
}
func pathp(dotted string) *ast.Path { p := path(dotted); return &p }

var declarations = []struct {
	script string
	want   ast.Decl
}{
	{`intervention "P" { currency DKK; prices 2018 by pl.idx; horizon 5 years by quarter starting 2018 source "x"; discount 3.5%; beyond dropped; about "a" }`,
		&ast.Intervention{Name: label("P"), Items: []ast.InterventionItem{
			&ast.CurrencyItem{Name: id("DKK")},
			&ast.PricesItem{Year: ast.Number{Text: "2018"}, Index: pathp("pl.idx")},
			&ast.HorizonItem{Length: quant("5", "years"), Step: idp("quarter"), Starting: num("2018"), Source: label("x")},
			&ast.ValueItem{Field: id("discount"), Value: percent("3.5")},
			&ast.BeyondItem{}, &ast.AboutItem{Text: *label("a")}}}},
	{"intervention \"P\" {\n  period 2018-03-01 .. 2019-09-30\n}", &ast.Intervention{Name: label("P"), Items: []ast.InterventionItem{
		&ast.PeriodItem{From: ast.DateLit{Text: "2018-03-01"}, To: ast.DateLit{Text: "2019-09-30"}}}}},
	{`use dk.norms`, &ast.Use{Path: pathp("dk.norms")}},
	{`use "g.cost" as g with { a = 1, b = 2 }`, &ast.Use{File: label("g.cost"), As: idp("g"), With: []*ast.Set{
		{Name: path("a"), Value: num("1")}, {Name: path("b"), Value: num("2")}}}},
	{`combine a, b`, &ast.Combine{Names: []ast.Ident{id("a"), id("b")}}},
	{`unit family, families`, &ast.UnitDecl{Names: []ast.Ident{id("family"), id("families")}}},
	{`norm 1_418 hours/year source "s"`, &ast.Norm{Value: bin(quant("1_418", "hours"), "/", name("year")), Source: label("s")}},
	{"index pl {\n  2016: 100\n  2017: 101.5,\n} source \"s\"", &ast.Index{Name: id("pl"), Source: label("s"), Entries: []*ast.IndexEntry{
		{Year: ast.Number{Text: "2016"}, Value: num("100")}, {Year: ast.Number{Text: "2017"}, Value: num("101.5")}}}},
	{`data d from "f.csv" danish sheet "S" { in: text, stay: DKK/month * hour or missing, share: % }`,
		&ast.Data{Name: id("d"), File: *label("f.csv"), Danish: true, Sheet: label("S"), Columns: []*ast.Column{
			{Name: id("in"), Unit: ast.UnitExpr{Terms: []ast.UnitTerm{{Name: "text"}}}},
			{Name: id("stay"), Missing: true, Unit: ast.UnitExpr{Terms: []ast.UnitTerm{{Name: "DKK"}, {Over: true, Name: "month"}, {Name: "hour"}}}},
			{Name: id("share"), Unit: ast.UnitExpr{Percent: true}}}}},
	{`param a = 8 in {6, 8, 10} "L" source "s"`, &ast.Param{Name: id("a"), Value: num("8"), Tail: ast.Tail{Label: label("L"), Source: label("s")},
		In: &ast.Range{Kind: ast.Alternatives, Values: []ast.Expr{num("6"), num("8"), num("10")}}}},
	{`param length = 2 in 1..3 step 0.5 ~ pert`, &ast.Param{Name: id("length"), Value: num("2"), Dist: name("pert"),
		In: &ast.Range{Values: []ast.Expr{num("1"), num("3")}, Step: num("0.5")}}},
	{`param a = 2 in ±20%`, &ast.Param{Name: id("a"), Value: num("2"), In: &ast.Range{Kind: ast.PlusMinus, Values: []ast.Expr{percent("20")}}}},
	{`param a = 2 in +-20%`, &ast.Param{Name: id("a"), Value: num("2"), In: &ast.Range{Kind: ast.PlusMinus, Values: []ast.Expr{percent("20")}}}},
	{`let start = [4, 8...]`, &ast.Let{Name: id("start"), Value: &ast.List{Items: []ast.Expr{num("4"), num("8")}, Open: true}}},
	{`wage l = 0 DKK/hour with pension 12%, norm 1_600 hours/year`, &ast.Wage{Name: id("l"), Value: bin(quant("0", "DKK"), "/", name("hour")),
		With: []*ast.OnTop{{Field: id("pension"), Value: percent("12")}, {Field: id("norm"), Value: bin(quant("1_600", "hours"), "/", name("year"))}}}},
	{`team pn "T" { staff a + 2 * b at 32/37; start 5 in year 1, 2 in years 2..3; stop 1 }`, &ast.Team{Name: id("pn"), Label: label("T"), Items: []ast.TeamItem{
		&ast.StaffItem{Staff: bin(name("a"), "+", &ast.At{X: bin(num("2"), "*", name("b")), Y: bin(num("32"), "/", num("37"))})},
		&ast.MoveItem{Field: id("start"), Moves: []*ast.Move{{Count: num("5"), When: &ast.When{From: num("1")}}, {Count: num("2"), When: &ast.When{From: num("2"), To: num("3")}}}},
		&ast.MoveItem{Field: id("stop"), Moves: []*ast.Move{{Count: num("1")}}}}}},
	{`course c { team pn; starts 3 per year in total; duration 9 months; completion 5/6 }`, &ast.Course{Name: id("c"), Items: []ast.CourseItem{
		&ast.CourseTeam{Team: path("pn")}, &ast.StartsItem{Count: num("3"), InTotal: true},
		&ast.CourseValue{Field: id("duration"), Value: quant("9", "months")}, &ast.CourseValue{Field: id("completion"), Value: bin(num("5"), "/", num("6"))}}}},
	{`session s "S" for g.c { meet 8 times, 2 hours each; meet 1/week for 6 months, 1 hour each; meet 2 per week for 1 year, 1 hour each; prepare 1 hour each by a; wages "w" 3 DKK for 1 hour }`,
		&ast.Session{Name: id("s"), Label: label("S"), Course: path("g.c"), Items: []ast.SessionItem{
			&ast.MeetItem{Count: num("8"), Times: true, Length: quant("2", "hours")},
			&ast.MeetItem{Count: bin(num("1"), "/", name("week")), For: quant("6", "months"), Length: quant("1", "hour")},
			&ast.MeetItem{Count: num("2"), Per: idp("week"), For: quant("1", "year"), Length: quant("1", "hour")},
			&ast.PrepareItem{Length: quant("1", "hour"), Each: true, By: name("a")},
			&ast.WagesItem{Label: label("w"), Value: quant("3", "DKK"), For: quant("1", "hour")}}}},
	{`category extra "E"`, &ast.Category{Name: id("extra"), Label: label("E")}},
	{`cost fee "F" training per completed employee of pn per year every 3 years { amount 3 * 28_000 DKK; payer m 80%, state 20% } source "s"`,
		&ast.Cost{Name: idp("fee"), Label: *label("F"), Category: id("training"), Source: label("s"),
			Basis:  ast.Basis{Completed: true, Noun: idp("employee"), Of: pathp("pn"), Per: idp("year")},
			Timing: &ast.Timing{Kind: ast.TimingEvery, Value: quant("3", "years")},
			Items: []ast.CostItem{&ast.AmountItem{Value: bin(num("3"), "*", quant("28_000", "DKK"))},
				&ast.PayerItem{Shares: []*ast.PayerShare{{Payer: id("m"), Share: percent("80")}, {Payer: id("state"), Share: percent("20")}}}}}},
	{`grant "G" operation once in year 2 { }`, &ast.Cost{Kind: ast.GrantLine, Label: *label("G"), Category: id("operation"), Basis: ast.Basis{Once: true},
		Timing: &ast.Timing{When: &ast.When{From: num("2")}}}},
	{`saving "S" operation over period over 18 months { life 5 years }`, &ast.Cost{Kind: ast.SavingLine, Label: *label("S"), Category: id("operation"),
		Basis: ast.Basis{OverPeriod: true}, Timing: &ast.Timing{Kind: ast.TimingOver, Value: quant("18", "months")}, Items: []ast.CostItem{&ast.LifeItem{Value: quant("5", "years")}}}},
	{"scenario \"A\" from \"B\" {\n a.b = 1 source \"s\"\n}", &ast.Scenario{Name: *label("A"), From: label("B"), Sets: []*ast.Set{{Name: path("a.b"), Value: num("1"), Source: label("s")}}}},
	{`output costs.by_year "L" = total / 3 as thousand DKK/year`, &ast.Output{Name: path("costs.by_year"), Label: label("L"), Value: bin(name("total"), "/", num("3")),
		As: &ast.UnitExpr{Scale: "thousand", Terms: []ast.UnitTerm{{Name: "DKK"}, {Over: true, Name: "year"}}}}},
	{`vary total by a, b.c together`, &ast.Vary{Of: path("total"), By: []*ast.Path{pathp("a"), pathp("b.c")}, Together: true}},
	{`vary total over a x b`, &ast.Vary{Of: path("total"), Over: []*ast.Path{pathp("a"), pathp("b")}}},
	{`vary total over a × b`, &ast.Vary{Of: path("total"), Over: []*ast.Path{pathp("a"), pathp("b")}}},
	{`vary total without rows by place`, &ast.Vary{Of: path("total"), Without: pathp("rows"), Column: pathp("place")}},
	{`simulate total draws 10_000 seed 3`, &ast.Simulate{Of: path("total"), Draws: &ast.Number{Text: "10_000"}, Seed: &ast.Number{Text: "3"}}},
	{`solve p so total = 3 million DKK`, &ast.Solve{Param: path("p"), Of: path("total"), Target: &ast.Quantity{Number: ast.Number{Text: "3"}, Scale: "million", Unit: idp("DKK")}}},
	{`correlate a, b -0.6`, &ast.Correlate{A: path("a"), B: path("b"), Value: &ast.Unary{Op: "-", X: num("0.6")}}},
	{`expect a = 3 to nearest 1 under "S" differs "why" source "s"`, &ast.Expect{Left: name("a"), Op: "=", Right: num("3"), Nearest: num("1"),
		Under: label("S"), Differs: label("why"), Source: label("s")}},
	{`let until = 1 DKK source "s" until 2025-12-31`, &ast.Let{Name: id("until"), Value: quant("1", "DKK"),
		Tail: ast.Tail{Source: &ast.Text{Value: "s", Until: &ast.DateLit{Text: "2025-12-31"}}}}},
	{`intervention "P" { beyond dropped source "s" until 2025-12-31 }`, &ast.Intervention{Name: label("P"), Items: []ast.InterventionItem{
		&ast.BeyondItem{Source: &ast.Text{Value: "s", Until: &ast.DateLit{Text: "2025-12-31"}}}}}},
	{`expect a in 1..2`, &ast.Expect{Left: name("a"), Op: "in", Right: num("1"), High: num("2")}},
	{`expect a ≤ 2`, &ast.Expect{Left: name("a"), Op: "<=", Right: num("2")}},
}

func TestDeclarations(t *testing.T) {
	for _, tt := range declarations {
		f := parsed(t, tt.script)
		if diff := cmp.Diff([]ast.Decl{tt.want}, f.Decls, withoutPlaces, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.script, diff)
		}
		if got := f.Decls[0].Range(); got.Pos.Offset != 0 || got.EndPos.Offset != len(tt.script) {
			t.Errorf("%s: spans %d to %d", tt.script, got.Pos.Offset, got.EndPos.Offset)
		}
	}
}

// TestTextsAreNoKeywords gives every word and sign of the grammar as a label.
func TestTextsAreNoKeywords(t *testing.T) {
	words := append([]string{"once", "period", "total", "year", "missing", "together", "draws", "nearest", "dropped"}, signs...)
	for w := range reserved {
		words = append(words, w)
	}
	for _, w := range words {
		f := parsed(t, fmt.Sprintf("param a = 1 %q\nteam t %q { }\ncost %q other once { amount %q 1 }", w, w, w, w))
		got := []string{f.Decls[0].(*ast.Param).Label.Value, f.Decls[1].(*ast.Team).Label.Value, f.Decls[2].(*ast.Cost).Label.Value,
			f.Decls[2].(*ast.Cost).Items[0].(*ast.AmountItem).Label.Value}
		if diff := cmp.Diff([]string{w, w, w, w}, got); diff != "" {
			t.Errorf("%q as a label (-want +got):\n%s", w, diff)
		}
	}
}

// TestConnectingWordsBeginNoItem keeps a rule of the language: an item may go on in a line that begins with one.
func TestConnectingWordsBeginNoItem(t *testing.T) {
	blocks := []blockInfo{interventionBlock.blockInfo, teamBlock.blockInfo, courseBlock.blockInfo, sessionBlock.blockInfo, costBlocks["cost"].blockInfo}
	for w := range reserved {
		if declarationWords[w] || kinds[w].read != nil {
			t.Errorf("%s begins a declaration", w)
		}
		for _, b := range blocks {
			if contains(b.fields, w) {
				t.Errorf("%s begins an item of %s", w, b.what)
			}
		}
	}
	for w := range declarationWords {
		if kinds[w].read == nil {
			t.Errorf("nothing reads %s", w)
		}
	}
}

// TestWordsAreNames uses every word that is not reserved as the name of a param.
func TestWordsAreNames(t *testing.T) {
	for w := range declarationWords {
		parsed(t, "param "+w+" = 1\nlet x = "+w+" + 1\n")
	}
	for w := range itemForms {
		parsed(t, "param "+w+" = 1\nlet x = "+w+" + 1\n")
	}
}

func TestLinesGoOn(t *testing.T) {
	scripts := []string{
		"let a = 1 +\n  2", "let a = 1\n  + 2", "let a = if b\n  then 1\n  else 2", "param a = 1 in\n  1..2",
		"let a = (1\n  + b\n  )", "param a = 3\n  \"label\"\n  source \"x\"", "let a = max(b,\n  c\n)", "let a = [\n1,\n2\n]",
		"team t\n{\n\n  staff a\n\n}\n\n", "param a = 3 in {\n 1,\n 3\n}", "let a = 1; let b = 2", "  let a = 1\n  let b = 2",
		"use dk.norms as n\r\nlet a = 1\r\n", "\ufefflet a = 1", "let a = x.by + x.per", "let a = 2 at 2016 prices * 3", "let a = 3\u00a0DKK",
	}
	for _, s := range scripts {
		f := parsed(t, s)
		if len(f.Decls) == 0 {
			t.Errorf("%q holds nothing", s)
		}
	}
}
