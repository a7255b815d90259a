package conformance

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// finer are the codes of what the reference refuses in words, where the grammar does not: limits, characters that hide something, a
// number that touches a word, too many digits, dates of another form, two readings, and a script that declares nothing.
var finer = []diag.Code{diag.TextLimit, diag.HiddenCharacter, diag.NumberGlued, diag.NumberTooLong, diag.DateForm, diag.TwoReadings, diag.EmptyScript}

// TestGrammarIsThatOfTheParser holds every script of the suite, and of the other examples, to both.
func TestGrammarIsThatOfTheParser(t *testing.T) {
	g := readGrammar(t)
	for name, text := range scripts(t) {
		ours := syntaxCode(name, text)
		var theirs error
		list, theirs := g.laidOut(text)
		if theirs == nil {
			theirs = g.recognise("File", list, func(string) {})
		}
		switch {
		case ours == "" && theirs != nil:
			t.Errorf("%s: the parser reads it, and the grammar does not: %v", name, theirs)
		case ours != "" && theirs == nil && !slices.Contains(finer, ours):
			t.Errorf("%s: the grammar reads it, and the parser says %s", name, ours)
		}
	}
}

// syntaxCode is the first syntax error of a script, or "".
func syntaxCode(name, text string) diag.Code {
	_, list := lang.Parse(source.NewFile(name, text))
	for _, d := range list.Errors() {
		return d.Code
	}
	return ""
}

// scripts are all of the suite, and what lies in other folders.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, c := range readCases(t) {
		for name, f := range c.files {
			if strings.HasSuffix(name, ".cost") {
				out[c.name+"/"+name] = string(f.Data)
			}
		}
	}
	for _, pattern := range []string{"../../testdata/*/*.cost", "../../examples/*.cost", "../../stdlib/*/*.cost"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.ToSlash(name)] = string(text)
		}
	}
	return out
}
