package parser

import (
	"testing"

	"github.com/costlang/cost/lang/ast"
)

// firstNodes are what a script of ordinary length consists of.
var firstNodes = []ast.Node{&ast.Intervention{}, &ast.CurrencyItem{}, &ast.PricesItem{}, &ast.HorizonItem{}, &ast.UnitDecl{},
	&ast.Norm{}, &ast.Param{}, &ast.Range{}, &ast.Wage{}, &ast.Team{}, &ast.StaffItem{}, &ast.MoveItem{}, &ast.Move{}, &ast.When{},
	&ast.Course{}, &ast.CourseTeam{}, &ast.CourseValue{}, &ast.StartsItem{}, &ast.Session{}, &ast.MeetItem{}, &ast.PrepareItem{},
	&ast.Cost{}, &ast.AmountItem{}, &ast.Output{}, &ast.Scenario{}, &ast.Set{}, &ast.Vary{}, &ast.Expect{}}

// BenchmarkFirst builds the productions that the first script of a process waits for.
func BenchmarkFirst(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, n := range firstNodes {
			build(n, parseArith, nil)
		}
	}
}

// A production allocates little, since all of them together are built before the first figure is printed.
func TestProductionsAreSmall(t *testing.T) {
	for _, n := range firstNodes {
		if allocs := testing.AllocsPerRun(3, func() { build(n, parseArith, nil) }); allocs > 300 {
			t.Errorf("%T: %.0f allocations; read its last parts by clauses", n, allocs)
		}
	}
}
