package check_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// A check that nobody waits for any more ends at the next definition or within a long one, wherever it is, with the problem that says so.
func TestStopped(t *testing.T) {
	for _, text := range []string{
		"use dk.norms\nlet a = b\nlet b = 2\nparam c = a in 1..3\noutput d = a * c\n",
		"param a = 2\nlet long = [" + strings.Repeat("a + 1, ", 2_000) + "1]\noutput d = sum(long)\n",
	} {
		stopAtEach(t, text)
	}
}

// stopAtEach checks a script again and again, stopped one look later each time.
func stopAtEach(t *testing.T, text string) {
	t.Helper()
	file := source.NewFile("a.cost", text)
	tree, _ := lang.Parse(file)
	for allowed := 0; ; allowed++ {
		asked := 0
		_, _, list := check.Check(file, tree, check.Options{Stopped: func() error {
			if asked++; asked > allowed {
				return errors.New("gone")
			}
			return nil
		}})
		if asked <= allowed {
			if list.Err() != nil || allowed < 8 {
				t.Errorf("after %d looks the whole gives %v", asked, list)
			}
			return
		}
		if list.Err() == nil || list[0].Code != diag.Interrupted {
			t.Errorf("stopped at look %d it gives %v", asked, list)
		}
	}
}
