package parser

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// What has clauses ends where the last of them does, and so do the parts that clauses read.
func TestClausesExtendNodes(t *testing.T) {
	for text, nodes := range map[string][]string{
		`param a = 2 in 1..3 step 0.5 ~ pert "L" source "s" # c`: {`param a = 2 in 1..3 step 0.5 ~ pert "L" source "s"`, `1..3 step 0.5`},
		`wage w = 2 DKK/hour with pension 12%, norm 3 "W" # c`:   {`wage w = 2 DKK/hour with pension 12%, norm 3 "W"`, `pension 12%`, `norm 3`},
		`vary a.b by c.d , e # c`:                                {`vary a.b by c.d , e`, `a.b`, `c.d`, `e`},
		`output a "L" = b as thousand DKK / year  # c`:           {`output a "L" = b as thousand DKK / year`, `thousand DKK / year`, `DKK`, `/ year`},
		`cost "L" c per completed n of p.q per year in years 1 .. 2 { life 1 year source "s" }`: {
			`per completed n of p.q per year`, `p.q`, `in years 1 .. 2`, `years 1 .. 2`, `life 1 year source "s"`},
	} {
		file := source.NewFile("f.cost", text)
		found := map[string]bool{}
		ast.Walk(parsed(t, text), func(n ast.Node) bool { found[file.Slice(n.Range())] = true; return true })
		for _, want := range nodes {
			if !found[want] {
				t.Errorf("%s: no node spans `%s`", text, want)
			}
		}
	}
}

// A connecting word before `:` is the name of a column, and begins no clause.
func TestColumnNameBeginsNoClause(t *testing.T) {
	_, list := Parse(source.NewFile("f.cost", "wage w = 300 DKK/hour with: pension 2%"), Limits{})
	if len(list) != 1 {
		t.Fatalf("%d findings", len(list))
	}
	if diff := cmp.Diff("`with` does not fit here, directly after `hour`", list[0].Message.String()); diff != "" {
		t.Error(diff)
	}
}
