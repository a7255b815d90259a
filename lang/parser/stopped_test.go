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

// A declaration may be as long as a text. Its reading ends within some hundred words of the moment that nobody waits for it, in whichever
// stage that is, and says nothing else of it.
func TestStoppedWithinADeclaration(t *testing.T) {
	for name, text := range map[string]string{
		"list":      "let x = [" + strings.Repeat("a + 1, ", 5_000) + "1]\n",
		"items":     "course c {\n" + strings.Repeat("duration 1 month\n", 5_000) + "}\n",
		"no items":  "course c {\n" + strings.Repeat("nothing of the kind\n", 5_000) + "}\n",
		"no braces": strings.Repeat("(", 100) + strings.Repeat("a ", 15_000) + "\n",
	} {
		all := asksUntil(t, text, 1<<30)
		if all < 30 {
			t.Errorf("%s: somebody asks only %d times", name, all)
		}
		for stop := range 10 {
			last := all * stop / 10
			if asked := asksUntil(t, text, last); asked > last+4 {
				t.Errorf("%s: stopped at question %d of %d, and asked %d", name, last, all, asked)
			}
		}
	}
}

// asksUntil reads a text that nobody waits for after some questions, and counts the questions.
func asksUntil(t *testing.T, text string, most int) (asked int) {
	t.Helper()
	gone := errors.New("gone")
	limits := parser.Limits{Stopped: func() error {
		if asked++; asked > most {
			return gone
		}
		return nil
	}}
	_, list := parser.ParseFrom(source.NewFile("a.cost", text), source.Pos{}, limits)
	if asked > most && (len(list) != 1 || list[0].Code != diag.Interrupted) {
		t.Errorf("stopped after %d questions it says %v", most, list)
	}
	return asked
}

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
