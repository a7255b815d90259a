package plan_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/source"
)

// looked is how often lowering without some rows looks whether somebody still waits, about every 256th element that it goes over, and whether
// it fits the operations there may be.
func looked(s *script, operations int, without []int) (looks int, fits bool) {
	_, problems := plan.LowerWithout(s.m, s.data, plan.Limits{Operations: operations, Stopped: func() error { looks++; return nil }}, s.m.Datas[0], without)
	return looks, problems.Err() == nil
}

// withRows is a script over data r of n rows, with a column n of numbers and a column g of two values.
func withRows(t *testing.T, n int, text string) *script {
	t.Helper()
	dir, csv := t.TempDir(), []byte("n,m,g\n")
	for i := range n {
		csv = append(csv, '1', ',', '2', ',', "ab"[i%2], '\n')
	}
	if err := os.WriteFile(filepath.Join(dir, "rows.csv"), csv, 0o644); err != nil {
		t.Fatal(err)
	}
	file := source.NewFile("ahead.cost", "data r from \"rows.csv\" { n: number, m: number or missing, g: text }\n"+text)
	tree, problems := lang.Parse(file)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	m, _, problems := check.Check(file, tree, check.Options{})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	table, _, problems := rows.Read(os.DirFS(dir), m.File.Name, m.Datas[0], rows.Limits{})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return &script{m: m, data: plan.Rows{m.Datas[0]: table}}
}

// Aggregates that go over more rows than two for each operation that there may be are refused before the first row: those inside one another
// multiply. Nothing is refused that would pass row by row.
func TestRowsAheadOfOperations(t *testing.T) {
	const every, each = 256, 2
	for name, c := range map[string]struct {
		rows    int
		text    string
		without int
	}{
		"one":          {20_000, "let x = count(a for a in r)\n", 0},
		"the second":   {20_000, "let x = count(a for a in r)\nlet y = count(a for a in r)\n", 0},
		"squared":      {400, "let x = sum(count(b for b in r) for a in r)\n", 0},
		"in a sum":     {400, "let x = sum((count(b for b in r) + 1) * 2 for a in r)\n", 0},
		"in a where":   {400, "let x = count(a for a in r where count(b for b in r) > 1)\n", 0},
		"both inside":  {400, "let x = sum(count(b for b in r) - count(b for b in r) for a in r)\n", 0},
		"cubed":        {60, "let x = sum(sum(count(c for c in r) for b in r) for a in r)\n", 0},
		"without half": {400, "let x = sum(count(b for b in r) for a in r)\n", 200},
	} {
		s := withRows(t, c.rows, c.text)
		without := make([]int, c.without)
		for i := range without {
			without[i] = i
		}
		looks, fits := looked(s, 1<<30, without)
		if !fits || looks < 20 {
			t.Fatalf("%s: %d looks", name, looks)
		}
		if _, fits = looked(s, (looks+1)*every/each, without); !fits {
			t.Errorf("%s: what goes over %d rows is refused", name, looks*every)
		}
		least := 0
		if name == "the second" {
			least = looks / 2
		}
		if looks, fits = looked(s, (looks-looks/30-3)*every/each, without); fits || looks > least+1 {
			t.Errorf("%s: it fits (%v), or is refused no sooner than after %d looks", name, fits, looks)
		}
	}
}

// Of groups it is not known beforehand how many there are, nor of a condition how often it asks for what stands in it: they are counted as they
// come.
func TestRowsThatMayNotCome(t *testing.T) {
	for name, text := range map[string]string{
		"groups":       "let x = sum(count(b for b in r) for h in r by g)\n",
		"in groups":    "let x = sum(count(b for b in h) for h in r by g)\n",
		"what is left": "let x = sum(known(a.m, count(b for b in r)) for a in r)\n",
	} {
		s := withRows(t, 5_000, text)
		looks, _ := looked(s, 1<<30, nil)
		if _, fits := looked(s, (looks+1)*256, nil); !fits {
			t.Errorf("%s is refused", name)
		}
	}
}

// As many aggregates inside one another as there may be come to no number that is too large to be refused.
func TestRowsWithoutEnd(t *testing.T) {
	text := "1"
	for i := range 12 {
		text = fmt.Sprintf("sum(%s for a%d in r)", text, i)
	}
	s := withRows(t, 2_000, "let x = "+text+"\n")
	if looks, fits := looked(s, 1<<30, nil); fits || looks > 1 {
		t.Errorf("it fits (%v), after %d looks", fits, looks)
	}
}

// Lowering ends with whoever waits for it.
func TestLoweringStops(t *testing.T) {
	s := withRows(t, 5_000, "let x = count(a for a in r where a.n > 1)\n")
	looks := 0
	_, problems := plan.Lower(s.m, s.data, plan.Limits{Operations: 1 << 20, Stopped: func() error {
		if looks++; looks == 3 {
			return errors.New("gone")
		}
		return nil
	}})
	if len(problems) != 1 || looks != 3 {
		t.Errorf("after %d looks: %v", looks, problems)
	}
}
