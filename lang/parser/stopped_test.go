package parser_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

// A parse that nobody waits for any more ends at the next declaration, and says so.
func TestStopped(t *testing.T) {
	const all, asked = 1_000, 10
	var asks atomic.Int64
	gone := errors.New("gone")
	limits := parser.Limits{Stopped: func() error {
		if asks.Add(1) > asked {
			return gone
		}
		return nil
	}}
	file, list := parser.ParseFrom(source.NewFile("a.cost", strings.Repeat("let a = 1\n", all)), source.Pos{}, limits)
	if len(list) != 1 || list[0].Code != diag.Interrupted {
		t.Errorf("found %v", list)
	}
	if read := len(file.Decls); read > asked {
		t.Errorf("%d of %d declarations are read, after %d looks", read, all, asked)
	}
}
