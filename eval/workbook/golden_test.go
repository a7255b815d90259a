package workbook_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
)

var update = flag.Bool("update", false, "rewrite golden files")

// The text of every cell of one example: who changes how formulas are written sees it here.
func TestFormulas(t *testing.T) {
	book, err := eval.Workbook(context.Background(), program(t, "../../examples/worked.cost"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, s := range book.Sheets {
		fmt.Fprintf(&out, "== %s\n", s.Title)
		for row, cells := range s.Rows {
			writeRow(&out, row, cells)
		}
	}
	golden := filepath.Join("testdata", "worked.txt")
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// writeRow writes the cells of a row that hold something, each with its column; of a digest that it is one.
func writeRow(out *bytes.Buffer, row int, cells []workbook.Cell) {
	var parts []string
	for col, c := range cells {
		text := c.Text
		switch c.Kind {
		case workbook.Formula:
			text = "=" + text
		case workbook.Digest:
			text = "(digest)"
		}
		if text != "" {
			parts = append(parts, strings.TrimRight(workbook.Address{Col: col}.Ref(), "1")+" "+text)
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(out, "%d: %s\n", row+1, strings.Join(parts, " | "))
	}
}
