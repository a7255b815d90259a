package main

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// writing is what leaves files or long results behind, and how the whole of it ends.
var writing = []struct {
	name, out, end string
	args           []string
}{
	{"sweep", "points.csv", "\n", []string{"sweep", "model.cost", "--over", "a", "--over", "b", "-o"}},
	{"sweep as JSON", "points.jsonl", "}\n", []string{"sweep", "model.cost", "--over", "a", "--over", "b", "--format", "json", "-o"}},
	{"chart of a grid", "grid.html", "</html>\n", []string{"chart", "model.cost", "grid", "--over", "c,d", "-o"}},
	{"chart of a simulation", "draws.vl.json", "}\n", []string{"chart", "model.cost", "distribution", "--of", "x", "-o"}},
	{"report", "report.html", "</html>\n", []string{"report", "model.cost", "-o"}},
	{"workbook", "book.xlsx", "\x00\x00", []string{"export", "model.cost", "-o"}},
	{"run as text", "", "\n", []string{"run", "model.cost"}},
	{"run as CSV", "", "\n", []string{"run", "model.cost", "--format", "csv"}},
	{"run as JSON", "", "}\n", []string{"run", "model.cost", "--format", "json"}},
}

// manyPoints is a model that takes some tenths of a second, whatever it is asked.
const manyPoints = `param a = 1 in 0..1 step 0.001
param b = 1 in 0..1 step 0.001
param c = 1 in 0..1 step 0.05
param d = 1 in 0..1 step 0.05
output x = a * b + c * d
vary x over c x d
vary x by a, b
simulate x draws 2_000_000
`

// Whatever moment a command is cancelled at, the file that it was to write is there whole, or is what it was, and no other is left beside
// it; what it prints comes whole or not at all. Once in four times there is no file before.
func TestCancelledCommandsLeaveNoFile(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	writeFile(t, "model.cost", manyPoints)
	random := rand.New(rand.NewPCG(6, 6))
	before, stopped, whole := runtime.NumGoroutine(), map[string]int{}, map[string]int{}
	for i := range 100 {
		w := writing[i%len(writing)]
		args, old := w.args, ""
		if w.out != "" {
			args = append(args[:len(args):len(args)], w.out)
			_ = os.Remove(w.out)
			if i%4 > 0 {
				old = "as it was"
				writeFile(t, w.out, old)
			}
		}
		printed, status := cancelledAfter(time.Duration(random.Int64N(int64(100*time.Millisecond))), args)
		now := printed
		if w.out != "" {
			if printed != "" {
				t.Errorf("%s prints %.100s", w.name, printed)
			}
			data, _ := os.ReadFile(w.out)
			now = string(data)
		}
		switch {
		case (status == exitFine || status == exitInterrupted) && strings.HasSuffix(now, w.end) && now != old:
			whole[w.name]++
		case status == exitInterrupted && now == old:
			stopped[w.name]++
		default:
			t.Errorf("%s: exit status %d, %d bytes that begin with %.40q", w.name, status, len(now), now)
		}
		noOthers(t, w.name, w.out)
	}
	t.Logf("stopped %v, ready before %v", stopped, whole)
	for deadline := time.Now().Add(time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, and %d before", runtime.NumGoroutine(), before)
		}
	}
}

// cancelledAfter is what a command prints and its exit status when its context ends after a while.
func cancelledAfter(after time.Duration, args []string) (string, int) {
	ctx, cancel := context.WithCancel(context.Background())
	timer := time.AfterFunc(after, cancel)
	defer cancel()
	defer timer.Stop()
	var out strings.Builder
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: io.Discard}
	status := a.execute(ctx, args)
	return out.String(), status
}

// noOthers checks that the folder holds the model and the file that is written, if any.
func noOthers(t *testing.T, what, out string) {
	t.Helper()
	found, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	hidden, _ := filepath.Glob(".*")
	for _, name := range append(found, hidden...) {
		if name != "model.cost" && name != out && !isOutput(name) {
			t.Errorf("%s leaves %s", what, name)
		}
	}
}

// isOutput reports whether a file is one that some command was to write.
func isOutput(name string) bool {
	for _, w := range writing {
		if w.out == name {
			return true
		}
	}
	return false
}
