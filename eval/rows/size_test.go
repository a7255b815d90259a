package rows

import (
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
)

// Whatever is wrong with a file of 60 MB in short lines, its lines are not all kept beside it.
func TestOpenQuoteInALargeFile(t *testing.T) {
	for name, before := range map[string]string{"a mark that is never closed": "x\n\"", "a row of other length": "x\n1,1\n"} {
		files := fstest.MapFS{"rows.csv": {Data: []byte(before + strings.Repeat("1\n", 30<<20))}}
		d := data("x")
		var found diag.List
		runtime.GC()
		peak := corpus.Peak(func() { _, _, found = Read(files, "main.cost", d, Limits{}) })
		t.Logf("%s: at most %d MB", name, peak>>20)
		if peak > 300<<20 {
			t.Errorf("%s takes %d MB", name, peak>>20)
		}
		if len(found) == 0 || found[len(found)-1].Code != diag.LimitReached {
			t.Errorf("%s: %.300v", name, found)
		}
	}
}
