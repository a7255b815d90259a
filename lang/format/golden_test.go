package format_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/source"
)

var update = flag.Bool("update", false, "write the layout of now into the cases, the examples, the modules and the documents")

// TestRules formats the first script of each case into the second. The text above them says which rule they show.
func TestRules(t *testing.T) {
	cases, err := filepath.Glob(root + "testdata/format/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			c := txtar.Parse([]byte(read(t, path)))
			if len(c.Files) != 2 || len(c.Comment) == 0 {
				t.Fatal("a case is a rule and two scripts")
			}
			s := script{path, string(c.Files[0].Data)}
			out := formatted(t, s)
			checkLayout(t, s, out)
			if *update {
				c.Files[1].Data = []byte(out)
				write(t, path, string(txtar.Format(c)))
			}
			if diff := cmp.Diff(string(c.Files[1].Data), out); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestScriptsAreCanonical demands the layout of what readers take for a model: all scripts of those folders. Scripts about a
// layout, or with a mistake at a certain place, lie in other folders of testdata: format, check, errors.
func TestScriptsAreCanonical(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"examples/*.cost", "stdlib/modules/*.cost", "stdlib/modules/*/*.cost", "cmd/cost/new/*.cost", "testdata/structures/*.cost"} {
		found, err := filepath.Glob(root + pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) < 30 {
		t.Fatalf("%d scripts", len(paths))
	}
	for _, path := range paths {
		s := script{path, read(t, path)}
		out := formatted(t, s)
		if *update && out != s.text {
			write(t, path, out)
		} else if diff := cmp.Diff(s.text, out); diff != "" {
			t.Errorf("%s is not in the canonical layout (-is +would be):\n%s", path, diff)
		}
	}
}

// TestDocumentsAreCanonical demands the same of the scripts in documents, as far as they can be read, but for those that
// show how not to.
func TestDocumentsAreCanonical(t *testing.T) {
	for _, name := range documents {
		doc := read(t, root+name)
		text, all := doc, blocks(doc)
		for i := len(all) - 1; i >= 0; i-- { // from the last, so that no block moves before its turn
			b := all[i]
			out, err := lang.Format(name, []byte(b.text))
			if err == nil && b.kind != "cost untidy" {
				text = text[:b.start] + string(out) + text[b.start+len(b.text):]
			}
		}
		if *update && text != doc {
			write(t, root+name, text)
		} else if diff := cmp.Diff(doc, text); diff != "" {
			t.Errorf("%s has scripts that are not in the canonical layout (-is +would be):\n%s", name, diff)
		}
	}
}

func TestLineEndsAndMark(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no last line end", "let a  = 1", "let a = 1\n"},
		{"CRLF stays", "let a  = 1\r\n\r\n\r\nlet b=2", "let a = 1\r\n\r\nlet b = 2\r\n"},
		{"most lines have LF", "let a = 1\nlet b = 2\r\nlet c = 3\n", "let a = 1\nlet b = 2\nlet c = 3\n"},
		{"most lines have CRLF", "let a = 1\r\nlet b = 2\nlet c = 3\r\n", "let a = 1\r\nlet b = 2\r\nlet c = 3\r\n"},
		{"as many of both", "let a = 1\r\nlet b = 2\n", "let a = 1\nlet b = 2\n"},
		{"a mark stays", "\ufefflet a  = 1\n", "\ufefflet a = 1\n"},
		{"a lone CR is a blank", "let a =\r1\r\r\n# c\r\r\n", "let a = 1\r\n# c\r\n"},
		{"blanks of all kinds", "let\u00a0a\t= \f1\u202f\n", "let a = 1\n"},
		{"nothing", "", ""},
		{"separators of nothing", ";; \n;", ""},
		{"empty lines", "\n \t\r\n\n", ""},
		{"a mark", "\ufeff\n", "\ufeff"},
		{"comments", "\n  # a\n\n\n\t# b  \n#\n\n", "# a\n\n# b\n#\n"},
		{"comments with CRLF", "\r\n#a\r\n\r\n\r\n # b", "#a\r\n\r\n# b\r\n"},
		{"blanks inside texts and comments", "let a = 1 \"x \t  y\" # c \t  d\u00a0\n", "let a = 1 \"x \t  y\"  # c \t  d\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, formatted(t, script{"f.cost", c.in})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestManySeparators sees that a row of separators is passed once.
func TestManySeparators(t *testing.T) {
	in := "let a = 1" + strings.Repeat(";", 150_000)
	if diff := cmp.Diff("let a = 1\n", formatted(t, script{"f.cost", in})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCanonicalTextIsReturnedAsItIs lets callers tell by the text that nothing is to be written.
func TestCanonicalTextIsReturnedAsItIs(t *testing.T) {
	in := []byte("let a = 1\n")
	out, err := lang.Format("f.cost", in)
	if err != nil || &out[0] != &in[0] {
		t.Errorf("got a copy, or %v", err)
	}
}

// BenchmarkFormat formats the longest example and reads it, in turn, and reports how many readings a layout takes. It reads
// twice itself: the script, and the result.
func BenchmarkFormat(b *testing.B) {
	text := read(b, root+"examples/mentalisering.cost")
	untidy := strings.ReplaceAll(text, " = ", "  =  ") // what is canonical is read once only
	b.SetBytes(int64(len(text)))
	var laying, reading time.Duration
	for b.Loop() {
		start := time.Now()
		formatted(b, script{"f.cost", untidy})
		between := time.Now()
		lang.Parse(source.NewFile("f.cost", text))
		laying, reading = laying+between.Sub(start), reading+time.Since(between)
	}
	b.ReportMetric(float64(laying)/float64(reading), "readings")
}
