package explain_test

import (
	"context"
	"fmt"
	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTmp(t *testing.T) {
	name := os.Getenv("SCRIPT")
	of := os.Getenv("OF")
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Explain(context.Background(), of, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[*explain.Node]bool{}
	var dump func(n *explain.Node, pre string)
	dump = func(n *explain.Node, pre string) {
		fmt.Printf("%s%s [%s] %s  = %s | %s  (%s) line %d src=%q\n", pre, n.Title(), n.Name, n.Value(table.English()), n.Formula, n.Filled(table.English()), n.Op, n.Line, n.Source)
		if seen[n] {
			if len(n.Terms) > 0 {
				fmt.Println(pre + "  see above")
			}
			return
		}
		seen[n] = true
		for _, c := range n.Terms {
			if c.Node != nil && !c.Node.Plain() {
				dump(c.Node, pre+"  ")
			}
		}
	}
	dump(e.Root, "")
	_ = strings.Join
	fmt.Println(e.Problems)
}
