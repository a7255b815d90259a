package parser

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// manyDeclarations is declarations of all lengths, every third of which cannot be read.
func manyDeclarations(n int) string {
	var b strings.Builder
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, "param p%d = %d in 0..%d \"Label\" source \"text\"\n", i, i, i+1)
		case 1:
			fmt.Fprintf(&b, "team t%d {\n  staff p\n  start 1 in year 1\n}\n", i)
		default:
			fmt.Fprintf(&b, "let x%d = )\n", i)
		}
	}
	return b.String()
}

// Declarations and findings stand in the order of the text, however the chunks were shared, and the same every time.
func TestChunksKeepTheirOrder(t *testing.T) {
	const n = 300
	file := source.NewFile("f.cost", manyDeclarations(n))
	first, findings := Parse(file, Limits{})
	if len(first.Decls) != n || len(findings) != n/3 {
		t.Fatalf("%d declarations and %d findings", len(first.Decls), len(findings))
	}
	for i := range n - 1 {
		if first.Decls[i].Range().Pos.Offset >= first.Decls[i+1].Range().Pos.Offset {
			t.Fatalf("declaration %d stands after the next one", i)
		}
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { compareParse(t, file, first, findings) })
	}
	all.Wait()
}

func compareParse(t *testing.T, file *source.File, tree *ast.File, findings diag.List) {
	again, list := Parse(file, Limits{})
	if diff := cmp.Diff(tree, again) + cmp.Diff(findings, list); diff != "" {
		t.Error(diff)
	}
}

// What two goroutines take is each number once.
func TestRemaining(t *testing.T) {
	left := &remaining{high: 5}
	var got []int
	for _, take := range []func() (int, bool){left.first, left.last, left.last, left.first, left.first, left.first, left.last} {
		if i, ok := take(); ok {
			got = append(got, i)
		}
	}
	if diff := cmp.Diff([]int{0, 4, 3, 1, 2}, got); diff != "" {
		t.Error(diff)
	}
}
