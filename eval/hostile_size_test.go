package eval_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
)

// courseOf is a model with a course of some length.
func courseOf(horizon, duration string) string {
	return "intervention \"E\" { currency DKK; horizon " + horizon + " }\nwage g = 300 DKK/hour\nteam t { staff g; start 1 in year 1 }\n" +
		"course c { team t; participants 8; starts 5 per year; duration " + duration + " }\nsession s for c { meet 1/week for " + duration + ", 1 hour each; staff g }\n"
}

// Sizes that nobody can want end in a message soon, and what is only large and harmless in a result.
func TestHostileSizes(t *testing.T) {
	for name, test := range map[string]struct {
		script string
		code   diag.Code
	}{
		"10^6 params":                  {lines(1_000_000, func(i int) string { return fmt.Sprintf("param p%d = 1\n", i) }), diag.TextLimit},
		"10^6 params, short":           {strings.Repeat("param p=1\n", 200_000), diag.TextLimit},
		"a course of 10^9 years":       {courseOf("5 years", "1_000_000_000 years"), diag.BadDuration},
		"a horizon of 10^9 years":      {courseOf("1_000_000_000 years", "1 year"), diag.HorizonTooLong},
		"both":                         {courseOf("1_000_000_000 years", "1_000_000_000 years"), diag.HorizonTooLong},
		"a course of 10^59 years":      {courseOf("5 years", "1"+strings.Repeat("0", 59)+" years"), diag.TooManyDigits},
		"a bad byte in a name":         {"let l\xc3n = 1\n", diag.WrongEncoding},
		"a bad byte in a comment":      {"let a = 1 # \xa0\n", diag.WrongEncoding},
		"a byte too long for a letter": {"let a = \"\xf8\x88\x80\x80\x80\"\n", diag.WrongEncoding},
		"half of a pair":               {"let a = \"\xed\xa0\x80\"\n", diag.WrongEncoding},
	} {
		begun := time.Now()
		_, err := compileAndReport(test.script)
		ended(t, name, begun)
		if err == nil && test.code != "" {
			t.Errorf("%s runs", name)
		}
		if err == nil {
			continue
		}
		noFault(t, err)
		if first := listOf(t, err)[0]; first.Code != test.code {
			t.Errorf("%s: %.300v, and %q is wanted", name, first, test.code)
		}
	}
}

// What is wrong with a data file is said soon, of the largest file that may be too.
func TestHostileData(t *testing.T) {
	long := strings.Repeat("x", 60*megabyte)
	for name, test := range map[string]struct {
		csv  string
		code diag.Code
	}{
		"one line":                {long, diag.LimitReached},
		"a cell that never ends":  {"a\n\"" + long, diag.LimitReached},
		"a long row":              {"a\n" + long, diag.LimitReached},
		"cells without end":       {"a" + strings.Repeat(",a", 20*megabyte), diag.LimitReached},
		"empty lines":             {"a" + strings.Repeat("\n", 60*megabyte), diag.LimitReached},
		"a bad byte in the names": {"a\xf8\n1\n", diag.DataEncoding},
		"a bad byte in a cell":    {"a\n1\xf8\n", diag.DataEncoding},
		"a bad byte at the end":   {"a\n" + strings.Repeat("1\n", 90_000) + "\xf8", diag.DataEncoding},
	} {
		files := fstest.MapFS{"rows.csv": {Data: []byte(test.csv)}}
		begun := time.Now()
		_, err := eval.Compile("main.cost", []byte("data rows from \"rows.csv\" { a: number }\noutput x = sum(r.a for r in rows)\n"), eval.WithFS(files))
		list := listOf(t, err)
		noFault(t, err)
		ended(t, name, begun)
		if list[0].Code != test.code {
			t.Errorf("%s: %.300v, and %s is wanted", name, list[0], test.code)
		}
		var shown bytes.Buffer
		if err := diag.Render(&shown, list, diag.Options{}); err != nil || shown.Len() > 20_000 {
			t.Errorf("%s: %v, a message of %d bytes", name, err, shown.Len())
		}
	}
}

// swapped is a file that is another once it is opened than when it was looked at.
type swapped struct {
	fstest.MapFS
	seen fs.FileInfo
}

func (s swapped) Stat(string) (fs.FileInfo, error) { return s.seen, nil }

// A file that is swapped between a look at it and its opening is held to the limits all the same, and a folder is no file.
func TestSwappedFiles(t *testing.T) {
	small := stream{size: 4}
	for name, test := range map[string]struct {
		now  *fstest.MapFile
		want diag.Code
	}{
		"a large file": {&fstest.MapFile{Data: bytes.Repeat([]byte("1\n"), 40*megabyte)}, diag.LimitReached},
		"a folder":     {&fstest.MapFile{Mode: fs.ModeDir | 0o755}, diag.NotADataFile},
		"zeros":        {&fstest.MapFile{Data: make([]byte, 100)}, diag.NotCSV},
	} {
		begun := time.Now()
		files := swapped{fstest.MapFS{"rows.csv": test.now, "used.cost": test.now}, small}
		_, err := eval.Compile("main.cost", []byte("data rows from \"rows.csv\" { a: number }\noutput x = 1\n"), eval.WithFS(files))
		if list := listOf(t, err); list[0].Code != test.want {
			t.Errorf("%s as data: %v, and %s is wanted", name, list[0], test.want)
		}
		_, err = eval.Compile("main.cost", []byte("use \"used.cost\" as x\noutput y = x.y\n"), eval.WithFS(files))
		noFault(t, err)
		if _, err = eval.CompileFS(files, "used.cost"); err == nil {
			t.Errorf("%s as a script compiles", name)
		}
		ended(t, name, begun)
	}
}

// Devices have no end, so that nothing reads from one: not as data, not as a used script, not as the script itself.
func TestDevices(t *testing.T) {
	const device = "/dev/zero"
	info, err := os.Stat(device)
	if err != nil || info.Mode().IsRegular() {
		return // a system without it
	}
	dir, name := filepath.Split(device)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	begun := time.Now()
	for _, script := range []string{"data x from \"" + name + "\" { a: number }\n", "use \"" + name + "\" as x\n"} {
		_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(root.FS()))
		noFault(t, err)
	}
	if _, err := eval.CompileFS(root.FS(), name); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a device as script: %v", err)
	}
	ended(t, "devices", begun)
}

// Scripts as large as the default limits let them be stay below 512 MB, whatever is asked of them.
func TestHungryScripts(t *testing.T) {
	ctx := context.Background()
	rows := "a,b,c,d,e,f,g,h,i,j\n" + strings.Repeat("1,2,3,4,5,6,7,8,9,10\n", 100_000)
	columns := "a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number"
	for name, test := range map[string]struct {
		script string
		ask    func(*eval.Program) error
	}{
		"20,000 declarations": {"let v0 = 1\n" + lines(19_998, func(i int) string { return fmt.Sprintf("let v%d = v%d + 1\n", i+1, i) }) + "output last = v19998\n", reports},
		"500,000 operations":  {"data d from \"rows.csv\" { " + columns + " }\noutput x = sum(r.a * r.b for r in d)\n", reports},
		"1,000,000 cells":     {"data d from \"rows.csv\" { " + columns + " }\noutput x = 1\n", reports},
		"10,000,000 points": {"param a = 1 in 0..1 step 0.001\nparam b = 1 in 0..9_000 step 1\noutput x = a * b\n", func(p *eval.Program) error {
			s, err := p.Sweep(ctx, []string{"x"}, []string{"a", "b"})
			if err == nil {
				_, err = s.Run(ctx, func(eval.SweepPoints) error { return nil })
			}
			return err
		}},
		"10,000,000 draws": {"param a = 1 in 0..1\nparam b = 1 in 0..1\noutput x = a * b\n", func(p *eval.Program) error {
			_, err := p.Simulate(ctx, "x", eval.Draws(10_000_000))
			return err
		}},
	} {
		runtime.GC()
		peak := corpus.Peak(func() {
			p, err := eval.Compile("main.cost", []byte(test.script), eval.WithFS(fstest.MapFS{"rows.csv": {Data: []byte(rows)}}))
			if err == nil {
				err = test.ask(p)
			}
			if err != nil {
				noFault(t, err)
				t.Logf("%s: %.200v", name, err)
			}
		})
		t.Logf("%s: at most %d MB", name, peak>>20)
		if peak > 512<<20 {
			t.Errorf("%s takes %d MB", name, peak>>20)
		}
	}
}

// Scripts with more declarations than there may be are not kept to be refused.
func TestTooManyDeclarations(t *testing.T) {
	for name, line := range map[string]string{"uses": "use \"m%d.cost\"\n", "broken ones": "let v%d\n"} {
		script := lines(99_000, func(i int) string { return fmt.Sprintf(line, i) })
		var err error
		runtime.GC()
		peak := corpus.Peak(func() { _, err = eval.Compile("main.cost", []byte(script)) })
		t.Logf("%s: at most %d MB", name, peak>>20)
		if peak > 400<<20 {
			t.Errorf("%s take %d MB", name, peak>>20)
		}
		if list := listOf(t, err); name == "uses" && (list[0].Code != diag.TooMuchScript || list[0].Span.Pos.Line != 20_001 || !strings.Contains(list[0].Message.String(), "99_000")) {
			t.Errorf("%s: %v", name, list[0])
		}
	}
}

func reports(p *eval.Program) error {
	_, err := p.Report(context.Background(), nil)
	return err
}
