// Package corpus gives fuzzers the texts of the project to begin with, and holds what they try to time and memory.
package corpus

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// folders hold scripts and what they read, below the root of the project.
var folders = []string{"examples", "testdata", "stdlib/modules", "cmd/cost/testdata", "eval/plan/testdata"}

// Files is every file with an ending such as .cost, by its path below the root of the project; those in archives stand below the name of
// theirs. Each text is there once.
func Files(t testing.TB, root string, endings ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	seen := map[string]bool{}
	add := func(name string, text []byte) {
		if slices.Contains(endings, filepath.Ext(name)) && !seen[string(text)] {
			seen[string(text)] = true
			out[filepath.ToSlash(name)] = string(text)
		}
	}
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(folder)), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			add(name, text)
			if ending := filepath.Ext(name); ending == ".txtar" || ending == ".txt" {
				for _, f := range txtar.Parse(text).Files {
					add(filepath.Join(name, f.Name), f.Data)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) == 0 {
		t.Fatalf("no files with %s below %s", strings.Join(endings, ", "), root)
	}
	return out
}

// Texts is the texts of Files in order of their names.
func Texts(t testing.TB, root string, endings ...string) []string {
	t.Helper()
	files := Files(t, root, endings...)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out = append(out, files[name])
	}
	return out
}

const (
	mostTime   = 2 * time.Second
	mostMemory = 512 << 20
)

// Bounded tries one input: it must be done within two seconds, and keep the process below 512 MB. What took longer is tried once more,
// since something else may have had the processor.
func Bounded(t testing.TB, try func()) {
	t.Helper()
	for attempt := range 2 {
		var took time.Duration
		if n := Peak(func() {
			begun := time.Now()
			try()
			took = time.Since(begun)
		}); n > mostMemory {
			t.Errorf("it takes %d MB of memory", n>>20)
		}
		if took <= mostTime {
			return
		}
		if attempt > 0 {
			t.Errorf("it takes %v", took)
		}
	}
}

// Peak is the most memory in bytes that objects of the process take while something is tried.
func Peak(try func()) uint64 {
	end, peak := make(chan struct{}), make(chan uint64)
	go func() { peak <- watch(end) }()
	try()
	close(end)
	return <-peak
}

// watch is the most memory that objects take until the end, dead ones that are not swept yet among them.
func watch(end <-chan struct{}) (peak uint64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		peak = max(peak, s[0].Value.Uint64())
		select {
		case <-end:
			return peak
		case <-tick.C:
		}
	}
}
