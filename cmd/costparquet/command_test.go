package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// run calls the command, and returns its status and what it says.
func run(stdin io.Reader, args ...string) (status int, stdout, stderr string) {
	var out, said strings.Builder
	status = call(context.Background(), args, stdin, &out, &said)
	return status, out.String(), said.String()
}

func write(t *testing.T, name, body string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// names are those in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// cost is the command cost, built from this copy of the project.
func cost(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "cost.exe")
	build := exec.Command("go", "build", "-o", name, "./cmd/cost")
	build.Dir = "../.."
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return name
}

const swept = `param fee    = 100 DKK in 50..200
param rooms  = 2 in 0..4
param kind   = "thin" in {"thin", "<æ>, \ or 'so"}
param plan   = [4%, 8.5%] in {[4%, 8.5%], [5%, 5%]}
param odd    = -0.1 in -1..0
output fees = fee * rooms * plan[2] * (if kind = "thin" then 1 else 3) as thousand DKK
output part = fee / rooms + odd * 1 DKK
scenario "Dear, æ" { fee = 150 DKK }
`

// The table has the rows of the sweep to the last bit, from a file and from a pipe.
func TestTheSweepIsInTheTable(t *testing.T) {
	t.Setenv("COST_LOCALE", "")
	dir, program := t.TempDir(), cost(t)
	script := write(t, filepath.Join(dir, "model.cost"), swept)
	for name, args := range map[string][]string{
		"all":        {"--of", "fees,part", "--over", "fee in 50..200 step 2.5", "--over", "rooms in 0..4 step 1", "--over", "kind", "--over", "plan", "--scenario", "all"},
		"one":        {"--of", "part", "--over", "rooms in 1..4 step 1"},
		"null first": {"--of", "part", "--over", "rooms in 0..2 step 1"},
	} {
		sweep := exec.Command(program, append([]string{"sweep", script, "--format", "json"}, args...)...)
		var said strings.Builder
		sweep.Stderr = &said
		lines, err := sweep.Output()
		if err != nil || len(lines) == 0 {
			t.Fatalf("%s: %v, %d bytes\n%s", name, err, len(lines), said.String())
		}
		fromFile, fromPipe := filepath.Join(dir, name+".parquet"), filepath.Join(dir, name+".pipe.parquet")
		in := write(t, filepath.Join(dir, name+".jsonl"), string(lines))
		for _, call := range []func() (int, string, string){
			func() (int, string, string) { return run(nil, "-o", fromFile, in) },
			func() (int, string, string) { return run(bytes.NewReader(lines), "-o", fromPipe) },
		} {
			if status, printed, said := call(); status != exitFine || printed+said != "" {
				t.Fatalf("%s: status %d, %s%s", name, status, printed, said)
			}
		}
		if diff := cmp.Diff(objects(t, string(lines)), readBack(t, fromFile)); diff != "" {
			t.Errorf("%s: the table differs from the lines:\n%s", name, diff)
		}
		first, second := read(t, fromFile), read(t, fromPipe)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: other bytes from a pipe", name)
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// Lines that are no table are refused with their number and what to do, and nothing is written.
func TestRefusedLines(t *testing.T) {
	t.Setenv("COST_LOCALE", "")
	dir := t.TempDir()
	out := write(t, filepath.Join(dir, "kept.parquet"), "what stood here")
	const good = `{"a":1,"b":"x","c":[1,2],"d":null}` + "\n"
	again := "; write the lines again, with `cost sweep --format json -o FILE`\n"
	for lines, want := range map[string]string{
		"":                              "there are no lines; give those of `cost sweep --format json`\n",
		"\ufeff\r\n\n":                  "there are no lines",
		good + `{"a":1,"b":"x","c":[1,`: "line 2: it is no whole JSON object" + again,
		good + "\n" + `{"a":1,"b`:       "line 3: it is no whole JSON object" + again,
		`{"a":1} {"a":2}`:               "line 1: it is no whole JSON object",
		`{"a":1}]`:                      "line 1: it is no whole JSON object",
		`[1]`:                           "line 1: it is no whole JSON object",
		"fee (DKK),total (DKK)\n1,2\n":  "line 1: it is no whole JSON object",
		`{"a":NaN}`:                     "line 1: it is no whole JSON object",
		`{"a":1,}`:                      "line 1: it is no whole JSON object",
		`{}`:                            "line 1: it has 0 names, and a table has from 1 to 10000 columns",
		`{"a":1,"a":2}`:                 `line 1: "a" stands twice` + again,
		`{"a":true}`:                    `line 1: "a" is no number, text, list of numbers or null` + again,
		`{"a":{"b":1}}`:                 `line 1: "a" is no number, text, list of numbers or null`,
		`{"a":["x"]}`:                   `line 1: "a" is a list of something else than numbers`,
		`{"a":[[1]]}`:                   `line 1: "a" is a list of something else than numbers`,
		`{"a":1e400}`:                   `line 1: "a" is larger than a double can be`,
		`{"a":[-1e999]}`:                `line 1: "a" is larger than a double can be`,
		`{"a":"` + strings.Repeat("x", 2<<20) + `"}`: "line 1: it has more than 1048576 bytes",
		good + `{"a":1,"b":"x","c":[1,2],"e":null}`:  `line 2: it has "e", and line 1 has not; give the lines of one sweep at a time` + "\n",
		good + `{"a":1,"b":"x","c":[1,2]}`:           `line 2: it lacks "d", which line 1 has; give`,
		good + `{"a":1,"b":"x","c":[],"d":1,"d":2}`:  `line 2: "d" stands twice`,
		good + `{"a":"1","b":"x","c":[],"d":1}`:      `line 2: "a" is a text here, and a number in line 1; give`,
		good + `{"a":1,"b":null,"c":[],"d":1}`:       `line 2: "b" is null here, and a text in line 1`,
		good + `{"a":1,"b":"x","c":2,"d":1}`:         `line 2: "c" is a number here, and a list in line 1`,
		good + `{"a":1,"b":"x","c":[],"d":[1]}`:      `line 2: "d" is a list here, and a number in line 1`,
	} {
		status, printed, said := run(strings.NewReader(lines), "-o", out)
		if status != exitLines || printed != "" || !strings.HasPrefix(said, "costparquet: "+want) {
			t.Errorf("%.60q: status %d, %s%s", lines, status, printed, said)
		}
	}
	if kept := string(read(t, out)); kept != "what stood here" {
		t.Errorf("the file holds %.40q", kept)
	}
	if diff := cmp.Diff([]string{"kept.parquet"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// Files that cannot be are said with why, and nothing is left behind.
func TestRefusedFiles(t *testing.T) {
	t.Setenv("COST_LOCALE", "")
	dir := t.TempDir()
	lines := write(t, filepath.Join(dir, "points.jsonl"), "{\"a\":1}\n")
	for _, tt := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"-o", dir, lines}, exitFile, "the table could not be written: is a directory"},
		{[]string{"-o", filepath.Join(dir, "none", "x.parquet"), lines}, exitFile, "the table could not be written: no such file"},
		{[]string{"-o", filepath.Join(dir, "x.parquet"), filepath.Join(dir, "none")}, exitFile, "the lines could not be read: no such file"},
		{[]string{"-o", filepath.Join(dir, "x.parquet"), dir}, exitFile, "the lines could not be read"},
		{[]string{"-o", lines, lines}, exitFile, "is what is read; choose another name"},
		{[]string{lines}, exitUsage, "costparquet -o FILE.parquet [FILE.jsonl]"},
		{[]string{"-o", "a", "b", "c"}, exitUsage, "costparquet -o FILE.parquet [FILE.jsonl]"},
		{[]string{"-x"}, exitUsage, "costparquet -o FILE.parquet [FILE.jsonl]"},
	} {
		if status, printed, said := run(strings.NewReader(""), tt.args...); status != tt.status || printed != "" || !strings.Contains(said, tt.says) {
			t.Errorf("%v: status %d, %s%s", tt.args, status, printed, said)
		}
	}
	if status, printed, _ := run(nil, "-h"); status != exitFine || !strings.Contains(printed, "-o FILE.parquet") {
		t.Errorf("status %d: %s", status, printed)
	}
	t.Setenv("COST_LOCALE", "da")
	if _, _, said := run(strings.NewReader(""), "-o", filepath.Join(dir, "x.parquet")); said != "costparquet: der er ingen linjer; giv dem fra `cost sweep --format json`\n" {
		t.Error(said)
	}
	if diff := cmp.Diff([]string{"points.jsonl"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// A folder without permission, a device and a full one are files that cannot be written.
func TestRefusedDevices(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs devices of Linux")
	}
	dir := t.TempDir()
	if err := os.Symlink("/dev/full", filepath.Join(dir, "full")); err != nil {
		t.Fatal(err)
	}
	for name, why := range map[string]string{
		"/proc/none.parquet": "", "/dev/full": "/dev/full is no ordinary file; choose another name", filepath.Join(dir, "full"): "/dev/full is no ordinary file",
	} {
		if status, _, said := run(strings.NewReader("{\"a\":1}\n"), "-o", name); status != exitFile || !strings.Contains(said, "could not be written: "+why) {
			t.Errorf("%s: status %d, %s", name, status, said)
		}
	}
}

// waiting is lines that never end.
type waiting chan struct{}

func (w waiting) Read([]byte) (int, error) { <-w; return 0, io.EOF }

// What is interrupted leaves nothing, not even where it waits for lines.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	for what, lines := range map[string]io.Reader{"at once": nil, "lines that wait": waiting(make(chan struct{}))} {
		ctx, stop := context.WithCancel(context.Background())
		in := io.Reader(strings.NewReader("{\"a\":1}\n{\"a\":2}\n"))
		if lines == nil {
			stop()
		} else {
			in = io.MultiReader(in, lines)
			time.AfterFunc(50*time.Millisecond, stop)
		}
		status := call(ctx, []string{"-o", filepath.Join(dir, "x.parquet")}, in, io.Discard, io.Discard)
		if left := names(t, dir); status != exitInterrupted || len(left) > 0 {
			t.Errorf("%s: status %d, %v is left", what, status, left)
		}
		stop()
	}
}
