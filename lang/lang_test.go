package lang_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

// scripts gives every script of the project by its path.
func scripts(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, root := range []string{"../examples", "../testdata"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".cost" {
				return err
			}
			text, err := os.ReadFile(path)
			out[path] = string(text)
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	return out
}

func TestExamplesAreRead(t *testing.T) {
	read := 0
	for path, text := range scripts(t) {
		if !strings.HasPrefix(path, filepath.FromSlash("../examples")) {
			continue
		}
		read++
		if _, list := lang.Parse(source.NewFile(path, text)); len(list) > 0 {
			t.Errorf("%v", list)
		}
	}
	if read == 0 {
		t.Error("no example was found")
	}
}

func TestParseAttachesTheFile(t *testing.T) {
	f := source.NewFile("f.cost", "team t {\n  staff a\ncourse c { }")
	_, list := lang.Parse(f)
	if len(list) != 1 || list[0].File != f || len(list[0].Related) != 1 || list[0].Related[0].File != f {
		t.Errorf("got %+v", list)
	}
}

func TestParseExpr(t *testing.T) {
	x, list := lang.ParseExpr(source.NewFile("--set", "3 families"))
	q, ok := x.(*ast.Quantity)
	if !ok || len(list) > 0 || q.Unit.Name != "families" {
		t.Errorf("got %v, %v", x, list)
	}
	f := source.NewFile("--set", "3 *")
	if _, list = lang.ParseExpr(f); !lang.IsIncomplete(list) || list[0].File != f {
		t.Errorf("`3 *` gives %v", list)
	}
	_, unit, list := lang.ParseQuery(source.NewFile("query", "total as %"))
	if unit == nil || !unit.Percent || len(list) > 0 {
		t.Errorf("got %v, %v", unit, list)
	}
}

func TestWithLimits(t *testing.T) {
	_, list := lang.Parse(source.NewFile("f", "let a = ((1))"), lang.WithLimits(parser.Limits{Nesting: 1}))
	if len(list) != 1 || list[0].Code != diag.TextLimit || lang.IsIncomplete(list) {
		t.Errorf("got %v", list)
	}
}

func TestLineEndsDoNotMatter(t *testing.T) {
	for path, text := range scripts(t) {
		if !strings.HasPrefix(path, filepath.FromSlash("../examples")) {
			continue
		}
		_, list := lang.Parse(source.NewFile(path, "\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")))
		if diff := cmp.Diff(diag.List(nil), list); diff != "" {
			t.Errorf("%s with CRLF and a mark: %s", path, diff)
		}
	}
}

// FuzzParse holds the reader to its promises on any text: no panic, spans inside the text, a whole tree, one error a line.
func FuzzParse(f *testing.F) {
	for _, text := range corpus.Texts(f, "..", ".cost") {
		f.Add(text)
	}
	f.Add("let a = 1 + (b[2]) \"x\" source \"y\"; param p = 1 in {1, 2}")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("f.cost", text)
		var tree *ast.File
		var list diag.List
		corpus.Bounded(t, func() { tree, list = lang.Parse(file) })
		lines := map[int]bool{}
		for _, d := range list {
			checkFinding(t, file, d)
			if lines[d.Span.Pos.Line] {
				t.Errorf("two errors on line %d: %v", d.Span.Pos.Line, list)
			}
			lines[d.Span.Pos.Line] = true
		}
		ast.Walk(tree, func(n ast.Node) bool {
			checkSpan(t, file, n)
			return true
		})
		_, _, _ = lang.ParseQuery(file)
	})
}

func checkFinding(t *testing.T, file *source.File, d diag.Diagnostic) {
	t.Helper()
	if d.Code == diag.InternalParser || d.Message.String() == "" || d.Span.Pos.Offset > len(file.Text) || d.Span.Pos.Line < 1 {
		t.Errorf("bad finding %+v", d)
	}
	if err := diag.Render(discard{}, diag.List{d}, diag.Options{}); err != nil {
		t.Error(err)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func checkSpan(t *testing.T, file *source.File, n ast.Node) {
	t.Helper()
	s := n.Range()
	if s.Pos.Line < 1 || s.Pos.Offset > s.EndPos.Offset || s.EndPos.Offset > len(file.Text) {
		t.Fatalf("%T spans %+v", n, s)
	}
	text := file.Slice(s)
	if _, whole := n.(*ast.File); !whole && strings.Trim(text, " \t\r\n") != text {
		if _, comment := n.(*ast.Comment); !comment {
			t.Errorf("%T spans blanks: %q", n, text)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("../examples/netvaerksmoeder.cost")
	if err != nil {
		b.Fatal(err)
	}
	long := strings.Repeat(string(text), 20)
	for name, script := range map[string]string{"example": string(text), "long": long} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(script)))
			b.ReportAllocs()
			for b.Loop() {
				if _, list := lang.Parse(source.NewFile("f.cost", script)); len(list) > 0 {
					b.Fatal(list)
				}
			}
		})
	}
}
