// Package bits helps tests that hold figures to their last bit: whatever machine a test runs on, columns of numbers must be those
// of a file, which was written on some other.
//
//	go test ./eval/draw -bits
//
// writes the file anew, for a change that is meant to give other figures.
package bits

import (
	"encoding/binary"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var write = flag.Bool("bits", false, "write the bits of now as what every machine should give")

// Columns are numbers by name, in the order they were added.
type Columns struct{ lines strings.Builder }

// Add adds a column under a name. Its line has the first and the last number, to see how far apart two machines are, and a hash
// of all.
func (c *Columns) Add(name string, values ...float64) {
	h := fnv.New64a()
	for _, v := range values {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, bitsOf(v))) // a hash takes everything
	}
	fmt.Fprintf(&c.lines, "%s: %d numbers from %016x to %016x, in all %016x\n", name, len(values), bitsOf(values[0]), bitsOf(values[len(values)-1]), h.Sum64())
}

// bitsOf has one form for all that are no numbers: machines are free in those.
func bitsOf(v float64) uint64 {
	if v != v {
		return math.Float64bits(math.NaN())
	}
	return math.Float64bits(v)
}

// Check demands that the columns are those of testdata/bits.txt.
func (c *Columns) Check(t *testing.T) {
	t.Helper()
	name := filepath.Join("testdata", "bits.txt")
	if *write {
		if err := os.WriteFile(name, []byte(c.lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(c.lines.String(), "\n")); diff != "" {
		t.Errorf("other bits than in testdata/bits.txt:\n%s", diff)
	}
}
