package lanes

import (
	"errors"
	"math/rand/v2"
	"testing"
)

// A program that nobody waits for any more is not compiled to its end: whichever look finds that out, there is an error and no program.
func TestCompileStops(t *testing.T) {
	gone := errors.New("gone")
	all := looksUntil(nil, -1)
	if all < 3 {
		t.Fatalf("there are %d looks", all)
	}
	for looks := range all {
		if looked := looksUntil(gone, looks); looked != looks+1 {
			t.Errorf("after look %d there were %d more", looks, looked-looks-1)
		}
	}
}

// looksUntil compiles a random program that is stopped at a look, -1 for none, and counts the looks. It panics where a stopped one comes to a program.
func looksUntil(gone error, stop int) (looked int) {
	g := drawn(rand.New(rand.NewPCG(1, 1)), 3, 3_000, 2).graph
	g.waited = func() error {
		looked++
		if looked == stop+1 {
			return gone
		}
		return nil
	}
	every := make([]int32, len(g.nodes))
	for i := range every {
		every[i] = int32(i)
	}
	p, err := func() (p *Program, err error) {
		defer onStop(&p, &err)
		return compile(g, every, 3), nil
	}()
	if stopped := err != nil; stopped != (gone != nil) || (p == nil) != stopped || err != gone {
		panic(err)
	}
	return looked
}
