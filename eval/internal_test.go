package eval

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// TestInternalError sees that a panic of the program becomes a diagnostic that asks for a report, and no crash of who embeds it.
func TestInternalError(t *testing.T) {
	none, three := []int{}, 3
	for what, fault := range map[string]func(){
		"index out of range [3] with length 0": func() { _ = none[three] },
		"nil pointer dereference":              func() { _ = (*Program)(nil).limits },
		"in words":                             func() { panic("in words") },
	} {
		err := failing(fault)
		var list diag.List
		if !errors.As(err, &list) || len(list) != 1 {
			t.Fatalf("%s: %v", what, err)
		}
		d := list[0]
		if d.Code != diag.Internal || d.Severity != diag.Error || !strings.Contains(d.Message.String(), what) || !strings.HasPrefix(d.Message.String(), "internal error: ") {
			t.Errorf("%s: %v", what, d)
		}
		if d.Span.Pos.Filename != "test.cost" || !strings.Contains(d.Help.String(), "report") {
			t.Errorf("%s stands at %v, help %q", what, d.Span, d.Help.String())
		}
	}
	if err := failing(func() {}); err != nil {
		t.Errorf("without a panic: %v", err)
	}
}

func failing(fault func()) (err error) {
	defer recovered("test.cost", &err)
	fault()
	return nil
}

// Every way into a compiled program has the net: a plan that does not fit its module ends in a diagnostic.
func TestEntriesRecover(t *testing.T) {
	p, err := Compile("test.cost", []byte("output a = 1\nexpect a = 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	p.plan = nil
	p.files = source.Set{}
	_, run := p.Run(t.Context(), nil)
	_, report := p.Report(t.Context(), nil)
	_, expectations := p.Expectations(t.Context())
	for name, err := range map[string]error{"run": run, "report": report, "expectations": expectations} {
		var list diag.List
		if !errors.As(err, &list) || list[0].Code != diag.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A clock counts no pauses.
func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var over atomic.Bool
		c := newClock(time.Second, func() { over.Store(true) })
		for range 3 {
			time.Sleep(300 * time.Millisecond)
			c.pause()
			time.Sleep(time.Minute)
			c.goOn()
		}
		synctest.Wait()
		if over.Load() {
			t.Error("it is over after 0.9 seconds")
		}
		time.Sleep(101 * time.Millisecond)
		synctest.Wait()
		if !over.Load() {
			t.Error("it goes on after a second")
		}
	})
}
