package eval

import (
	"context"
	"fmt"
	"testing"
)

// What a session keeps to take back is bounded by its number, and by the operations of the plans that it keeps.
func TestUndoIsBounded(t *testing.T) {
	for limit, most := range map[int]int{0: mostUndone, 200: 60} {
		s, err := NewSession(WithLimits(Limits{Operations: limit}))
		if err != nil {
			t.Fatal(err)
		}
		for i := range mostUndone + 50 {
			if _, err := s.Eval(context.Background(), fmt.Sprintf("param p = %d", i)); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Eval(context.Background(), "output x = p + p * p"); i == 0 && err != nil {
				t.Fatal(err)
			}
			if steps := keptSteps(s.undo); len(s.undo) > most || steps > s.now.program.limits.Operations {
				t.Fatalf("%d changes with %d operations are kept", len(s.undo), steps)
			}
		}
		undone := 0
		for s.Undo() {
			undone++
		}
		if undone == 0 || undone > most {
			t.Errorf("%d changes are taken back, of at most %d", undone, most)
		}
	}
}

// keptSteps is the operations of the plans that states keep, each once.
func keptSteps(states []*state) (n int) {
	seen := map[*Program]bool{}
	for _, st := range states {
		if !seen[st.program] {
			n += len(st.program.plan.Steps)
		}
		seen[st.program] = true
	}
	return n
}
