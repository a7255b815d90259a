package eval_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// odd is a file system of one kind of file at fault, besides a script that reads it.
type odd struct {
	fstest.MapFS
	name string
	file func() fs.File
}

func (o odd) Open(name string) (fs.File, error) {
	if name == o.name {
		return o.file(), nil
	}
	return o.MapFS.Open(name)
}

func (o odd) Stat(name string) (fs.FileInfo, error) {
	if name == o.name {
		return o.file().Stat()
	}
	return o.MapFS.Stat(name)
}

// stream is a file that says it has a size and reads on by a function.
type stream struct {
	size int64
	read func([]byte) (int, error)
}

func (s stream) Stat() (fs.FileInfo, error) { return s, nil }
func (s stream) Read(p []byte) (int, error) { return s.read(p) }
func (stream) Close() error                 { return nil }
func (stream) Name() string                 { return "odd" }
func (s stream) Size() int64                { return s.size }
func (stream) Mode() fs.FileMode            { return 0o444 }
func (stream) ModTime() time.Time           { return time.Time{} }
func (stream) IsDir() bool                  { return false }
func (stream) Sys() any                     { return nil }
func repeated(text string) func([]byte) (int, error) {
	return func(p []byte) (int, error) { return copy(p, strings.Repeat(text, len(p)/len(text)+1)), nil }
}

// Files that are not what they say end in a diagnostic, never in a wait without end or in all the memory there is.
func TestOddFiles(t *testing.T) {
	for name, test := range map[string]struct {
		file         func() fs.File
		data, script diag.Code
	}{
		"a line without end":  {func() fs.File { return stream{10, repeated("x")} }, diag.LimitReached, diag.TextLimit},
		"lines without end":   {func() fs.File { return stream{10, repeated("1\n")} }, diag.LimitReached, diag.TextLimit},
		"zeros":               {func() fs.File { return stream{0, repeated("\x00")} }, diag.LimitReached, diag.TextLimit},
		"a size below zero":   {func() fs.File { return stream{-5, repeated("1\n")} }, diag.LimitReached, diag.TextLimit},
		"a size beyond all":   {func() fs.File { return stream{1 << 62, repeated("1\n")} }, diag.LimitReached, diag.TextLimit},
		"nothing, again":      {func() fs.File { return stream{10, func([]byte) (int, error) { return 0, nil }} }, diag.NotADataFile, diag.UnreadableUse},
		"more than asked for": {func() fs.File { return stream{10, func(p []byte) (int, error) { return len(p) + 1, nil }} }, diag.NotADataFile, diag.UnreadableUse},
		"less than nothing":   {func() fs.File { return stream{10, func(p []byte) (int, error) { return -1, nil }} }, diag.NotADataFile, diag.UnreadableUse},
		"an error in the middle": {func() fs.File {
			return stream{10, func(p []byte) (int, error) { return copy(p, "a\n"), io.ErrUnexpectedEOF }}
		}, diag.NotADataFile, diag.UnreadableUse},
		"too slow": {func() fs.File {
			return stream{10, func(p []byte) (int, error) { time.Sleep(5 * time.Millisecond); return copy(p, "\n"), nil }}
		}, diag.Interrupted, diag.Interrupted},
	} {
		t.Run(name, func(t *testing.T) {
			limits := eval.WithLimits(eval.Limits{Time: 20 * time.Second})
			if test.data == diag.Interrupted {
				limits = eval.WithLimits(eval.Limits{Time: 50 * time.Millisecond})
			}
			files := odd{fstest.MapFS{}, "odd", test.file}
			_, data := eval.Compile("main.cost", []byte("data rows from \"odd\" { a: number }\noutput x = sum(r.a for r in rows)\n"), eval.WithFS(files), limits)
			_, script := eval.Compile("main.cost", []byte("use \"odd\" as x\noutput y = x.y\n"), eval.WithFS(files), limits)
			if list := listOf(t, data); list[0].Code != test.data {
				t.Errorf("as data: %v, and %s is wanted", list[0], test.data)
			}
			if list := listOf(t, script); list[0].Code != test.script && list[0].Code != diag.UnreadableUse {
				t.Errorf("as a script: %v, and %s is wanted", list[0], test.script)
			}
			_, err := eval.CompileFS(files, "odd", limits)
			if err == nil {
				t.Error("it compiles")
			}
		})
	}
}

// Many files that are within the limits each are not together.
func TestManyFiles(t *testing.T) {
	files := fstest.MapFS{"rows.csv": {Data: []byte("a\n" + strings.Repeat("1\n", 30_000))}}
	script := lines(100, func(i int) string { return fmt.Sprintf("data d%d from \"rows.csv\" { a: number }\n", i) }) + "output x = 1\n"
	_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(files))
	if list := listOf(t, err); list[0].Code != diag.LimitReached || !strings.Contains(list[0].Message.String(), "together") {
		t.Errorf("%v", list[0])
	}
	for i := range 40 {
		files[fmt.Sprintf("%d.cost", i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf("use \"%d.cost\" as next\nlet x = next.x\n#%s\n", i+1, strings.Repeat("x", 100_000)))}
	}
	_, err = eval.CompileFS(files, "0.cost")
	if list := listOf(t, err); list[0].Code != diag.UnreadableUse || !strings.Contains(list[0].Message.String(), "at most 2_097_152 are allowed") {
		t.Errorf("%v", list[0])
	}
}

// Scripts that use one another twice each would stand in a plan as often as two is multiplied with itself.
func TestDiamonds(t *testing.T) {
	files := fstest.MapFS{"60.cost": {Data: []byte("let x = 1\n")}}
	for i := range 60 {
		files[fmt.Sprintf("%d.cost", i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf("use \"%d.cost\" as a\nuse \"%d.cost\" as b\nlet x = a.x + b.x\n", i+1, i+1))}
	}
	files["main.cost"] = &fstest.MapFile{Data: []byte("use \"0.cost\" as a\noutput y = a.x\n")}
	p, err := eval.CompileFS(files, "main.cost")
	if err == nil {
		_, err = p.Report(context.Background(), nil)
	}
	if diff := cmp.Diff([]diag.Code{diag.LimitReached}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
}

// hostileInputs are values of a param, of a kind that a form of a web page may send.
var hostileInputs = map[string]any{
	"brackets": strings.Repeat("(", megabyte), "literal": strings.Repeat("1", megabyte), "sum": "1" + strings.Repeat("+1", megabyte/2), "no text": "\xff\xfe",
	"names": strings.Repeat("n", megabyte), "zero bytes": strings.Repeat("\x00", megabyte), "reversed": "1 \u202e", "lines": "1\noutput x = 2", "nil": nil, "a map": map[string]int{},
	"infinite": func() float64 { x := 1e308; return x * 10 }(), "list": "[" + strings.Repeat("1,", megabyte/2) + "1]",
}

// What is wrong with a value that somebody sends is said in a few lines, however long it is.
func TestHostileInputs(t *testing.T) {
	p := compile(t, "param a = 1 in 0..2\nparam b = \"x\" in {\"x\", \"y\"}\noutput c = if b = \"x\" then a else 0\n")
	for name, value := range hostileInputs {
		_, err := p.Run(context.Background(), eval.Inputs{"a": value})
		if err == nil {
			t.Errorf("%s is taken", name)
			continue
		}
		noFault(t, err)
		var shown bytes.Buffer
		if err := diag.Render(&shown, listOf(t, err), diag.Options{}); err != nil || shown.Len() > 20_000 {
			t.Errorf("%s: %v, a message of %d bytes", name, err, shown.Len())
		}
	}
	for _, name := range []string{strings.Repeat("n", megabyte), "", "a\u202e", "a = 1", "\xff"} {
		_, err := p.Run(context.Background(), eval.Inputs{name: 1})
		if err == nil {
			t.Errorf("%.20q is a param", name)
			continue
		}
		if len(err.Error()) > 10_000 {
			t.Errorf("%.20q: a message of %d bytes", name, len(err.Error()))
		}
		noFault(t, err)
	}
}

// A session takes hostile texts as a program does.
func TestHostileSession(t *testing.T) {
	ctx := context.Background()
	s := newSession(t)
	for name, text := range map[string]string{
		"brackets": strings.Repeat("(", megabyte), "open block": "team a {\n" + strings.Repeat("staff x\n", 10_000), "reversed": "let a = 1 # \u202e", "no text": "\xff",
		"many": lines(30_000, func(i int) string { return fmt.Sprintf("let v%d = 1\n", i) }), "long": strings.Repeat("x", 3*megabyte), "zero": "\x00",
	} {
		_, evaluated := s.Eval(ctx, text)
		_, taken := s.Take(ctx, text)
		_, asked := s.Ask(ctx, text)
		_, shown := s.Info(ctx, text)
		_, explained := s.Explain(ctx, text)
		_, set := s.Set(text, text)
		for what, err := range map[string]error{"Eval": evaluated, "Take": taken, "Ask": asked, "Info": shown, "Explain": explained, "Set": set, "Remove": s.Remove(text)} {
			if err == nil {
				t.Errorf("%s of %s is taken", what, name)
				continue
			}
			noFault(t, err)
		}
		s.Complete(text, len(text))
		s.Declares(text)
	}
}
