package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// at gives the span of the nth occurrence of text in a file, counted from 0.
func at(f *source.File, text string, n int) source.Span {
	offset := 0
	for ; ; n-- {
		offset += strings.Index(f.Text[offset:], text)
		if n == 0 {
			break
		}
		offset += len(text)
	}
	place := func(o int) source.Pos {
		line := f.LineAt(o)
		before := f.Text[:o]
		column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		return source.Pos{Filename: f.Name, Offset: o, Line: line, Column: column}
	}
	return source.Span{Pos: place(offset), EndPos: place(offset + len(text))}
}

func rendered(t *testing.T, opt Options, list ...Diagnostic) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, list, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRenderText(t *testing.T) {
	f := source.NewFile("f.cost", "param løn = 3\n\tlet æ = løn + hours\r\nlast")
	other := source.NewFile("other.cost", "let hours = 2")
	sum := Diagnostic{Code: "C0301", Message: say.Verbatim("money plus time"), Span: at(f, "+", 0), Label: say.Verbatim("added here"), File: f, Help: say.Verbatim("divide first\nor multiply"),
		Related: []Related{{at(f, "løn", 1), say.Verbatim("money"), f}, {at(f, "hours", 0), say.Verbatim("time"), f}}}
	far := Diagnostic{Severity: Warning, Code: "C0202", Message: say.Verbatim("declared twice"), Span: at(f, "løn", 0), File: f,
		Related: []Related{{at(other, "hours", 0), say.Verbatim("first here"), other}, {at(f, "last", 0), say.Verbatim("and here"), f}}}
	tests := []struct {
		name string
		d    Diagnostic
		want string
	}{
		{"three marks behind a tab", sum, `error[C0301]: money plus time
  --> f.cost:2:14
  |
2 |     let æ = løn + hours
  |             --- ^ ----- time
  |             |   added here
  |             money
  = help: divide first
          or multiply
`},
		{"other lines and files", far, `warning[C0202]: declared twice
  --> f.cost:1:7
  |
1 | param løn = 3
  |       ^^^
  ::: other.cost:1:5
  |
1 | let hours = 2
  |     ----- first here
  ::: f.cost:3:1
  |
3 | last
  | ---- and here
`},
		{"no text", Diagnostic{Code: "C0401", Message: say.Verbatim("no file"), Span: source.Span{Pos: source.Pos{Filename: "g.cost"}}}, "error[C0401]: no file\n  --> g.cost\n"},
		{"no place", Diagnostic{Code: "C0401", Message: say.Verbatim("out of time")}, "error[C0401]: out of time\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, rendered(t, Options{}, tt.d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRenderLongLine(t *testing.T) {
	f := source.NewFile("f.cost", strings.Repeat("a", 500)+"!"+strings.Repeat("b", 500))
	got := rendered(t, Options{Width: 34}, Diagnostic{Code: "C0104", Message: say.Verbatim("stray"), Span: at(f, "!", 0), File: f})
	want := "error[C0104]: stray\n  --> f.cost:1:501\n  |\n1 | …aaaaaaaaa!bbbbbbbbbbbbbbbbbb…\n  |           ^\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRenderWideAndHidden(t *testing.T) {
	f := source.NewFile("f.cost", "\ufeff漢 e\u0301 \x01 x")
	mark := at(f, "x", 0)
	mark.Pos.Column, mark.EndPos.Column = mark.Pos.Column-1, mark.EndPos.Column-1 // the mark of the encoding is no character
	got := rendered(t, Options{}, Diagnostic{Code: "C0104", Message: say.Verbatim("stray"), Span: mark, File: f})
	if want := "1 | 漢 e\u0301 \ufffd x\n  |        ^\n"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

func TestRenderMany(t *testing.T) {
	var list List
	for i := range 12 {
		list = append(list, Diagnostic{Code: "C0104", Message: say.T("m%d", i), Span: source.Span{Pos: source.Pos{Filename: "f", Line: i + 1, Column: 1}}})
	}
	if got := rendered(t, Options{}, list...); strings.Count(got, "error[") != 10 || !strings.HasSuffix(got, "and 2 more\n") {
		t.Errorf("text shows %q", got)
	}
	if got := rendered(t, Options{Format: Short}, list...); strings.Count(got, "\n") != 12 || !strings.HasPrefix(got, "f:1:1: error[C0104]: m0\n") {
		t.Errorf("short shows %q", got)
	}
	if got := rendered(t, Options{More: say.Verbatim("see the rest")}, list...); !strings.HasSuffix(got, "and 2 more; see the rest\n") {
		t.Errorf("got\n%s", got)
	}
	if got := rendered(t, Options{Format: Short, Max: 1}, list...); got != "f:1:1: error[C0104]: m0\nand 11 more\n" {
		t.Errorf("short of one shows %q", got)
	}
}

func TestRenderJSON(t *testing.T) {
	f := source.NewFile("f.cost", "let a = <b>")
	d := Diagnostic{Code: "C0104", Message: say.Verbatim("a < b"), Span: at(f, "<b>", 0), File: f, Fixes: []Fix{{at(f, "a", 0), "c"}}, Related: []Related{{at(f, "b", 0), say.Verbatim("it"), f}}}
	want := `{"severity":"error","code":"C0104","message":"a < b","file":"f.cost","line":1,"column":9,"endLine":1,"endColumn":12,"label":"",` +
		`"related":[{"file":"f.cost","line":1,"column":10,"endLine":1,"endColumn":11,"label":"it"}],"help":"",` +
		`"fixes":[{"file":"f.cost","line":1,"column":5,"endLine":1,"endColumn":6,"text":"c"}]}` + "\n"
	if diff := cmp.Diff(want, rendered(t, Options{Format: JSON}, d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	list, err := json.Marshal(List{d}) // which has < as \u003c
	if err != nil {
		t.Fatal(err)
	}
	got, single := []any{}, any(nil)
	if err := errors.Join(json.Unmarshal(list, &got), json.Unmarshal([]byte(want), &single)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]any{single}, got); diff != "" {
		t.Errorf("a list in JSON (-want +got):\n%s", diff)
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestRenderReportsAWriteError(t *testing.T) {
	if err := Render(brokenWriter{}, List{{Message: say.Verbatim("m")}}, Options{}); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

func TestSyntaxCodesAreWhole(t *testing.T) {
	seen := map[Code]bool{}
	for _, info := range syntaxCodes {
		if info.Title == "" || info.Remedy == "" || !strings.HasPrefix(string(info.Code), "C01") || seen[info.Code] {
			t.Errorf("%+v is not whole, or stands twice", info)
		}
		seen[info.Code] = true
	}
}

// Names of files cannot command a terminal, in any form for people; programs get them as they are.
func TestVisibleNames(t *testing.T) {
	for name, want := range map[string]string{
		"a b/ældre.cost": "a b/ældre.cost", `a\b`: `a\b`, `"a"`: `"a"`, "": "",
		"a\x1b[31m": `a\x1b[31m`, "a\nb": `a\nb`, "\u202ea": `\u202ea`, "a\xffb": `a\xffb`, "a\\b\t": `a\\b\t`,
	} {
		if got := Visible(name); got != want {
			t.Errorf("%q: %s, not %s", name, got, want)
		}
	}
	at := source.Span{Pos: source.Pos{Filename: "a\x1b", Line: 1, Column: 1}, EndPos: source.Pos{Filename: "a\x1b", Line: 1, Column: 2}}
	d := New("C0104", at, say.Verbatim("m"))
	for _, form := range []Format{Text, Short} {
		if got := rendered(t, Options{Format: form}, d); !strings.Contains(got, `a\x1b:1:1`) {
			t.Errorf("got\n%s", got)
		}
	}
}

// Texts from outside stand on one line, visible, and are cut.
func TestClipped(t *testing.T) {
	long := strings.Repeat("æ", 200)
	for text, want := range map[string]string{
		"": "", "plain `text`": "plain `text`", " a\n\tb ": "a b", "a\x1b[31m": `a\x1b[31m`, "\u202e": `\u202e`,
		long: long, long + "æ": long + "…", strings.Repeat(" ", 1<<12) + "a": "…", strings.Repeat("a b ", 1<<12): strings.Repeat("a b ", 50) + "…",
	} {
		if got := Clipped(text); got != want {
			t.Errorf("%.20q: %q, not %q", text, got, want)
		}
	}
}
