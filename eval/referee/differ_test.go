package referee_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// differences names every figure in which two readings do not agree to 20 significant digits: what one has and the other lacks, what
// one refuses and the other answers, and what they answer differently.
func differences(want, got figures) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		w, g := want[name], got[name]
		switch {
		case (w.refused != nil) != (g.refused != nil):
			out = append(out, fmt.Sprintf("%s: want %s, got %s", name, w, g))
		case w.refused != nil:
		case g.number == nil:
			out = append(out, name+": missing")
		case !near(w.number, g.number) && !tiny(w.number, g.number):
			out = append(out, fmt.Sprintf("%s: want %s, got %s", name, w, g))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			out = append(out, name+": the referee has no such figure")
		}
	}
	return out
}

// tiny says that two figures are both nothing but the last digits of what cancelled.
func tiny(x, y number) bool {
	least := big.NewRat(1, 1_000_000_000_000_000_000)
	return less(absolute(x), least) && less(absolute(y), least)
}

func (f figure) String() string {
	if f.refused != nil {
		return "refused (" + f.refused.Error() + ")"
	}
	return f.number.FloatString(24)
}
