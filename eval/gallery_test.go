package eval_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/gallery"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// goldens is the folder of what is said of each example.
const goldens = "../testdata/errors"

// onlyByFault is what no script brings about: a fault of the program itself, shown by TestInternalError.
var onlyByFault = []diag.Code{diag.Internal}

// TestGallery holds every code to a script that shows it, and to the whole text that is said of it in each language.
func TestGallery(t *testing.T) {
	for _, info := range diag.Codes() {
		if slices.Contains(onlyByFault, info.Code) {
			continue
		}
		t.Run(string(info.Code), func(t *testing.T) {
			list := findings(t, info.Code)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == info.Code }) {
				t.Errorf("the example does not show %s but %v", info.Code, list)
			}
			golden(t, filepath.Join(goldens, string(info.Code)+".txt"), rendered(t, list, say.English))
			golden(t, filepath.Join(goldens, string(info.Code)+".da.txt"), rendered(t, list, say.Danish))
			for _, text := range diagtest.Untranslated(list) {
				t.Errorf("not all Danish: %s", text)
			}
			if info.Title == "" || info.Remedy == "" {
				t.Error("the code has no title or no remedy")
			}
		})
	}
}

// rendered is all that is said of an example, in a language.
func rendered(t *testing.T, list diag.List, language say.Language) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := diag.Render(&out, list, diag.Options{Language: language}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// findings compiles and runs an example, and returns all that is said of it.
func findings(t *testing.T, code diag.Code) diag.List {
	t.Helper()
	example, ok := gallery.Of(code)
	if !ok {
		t.Fatalf("no example of %s", code)
	}
	list, err := example.Findings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func listOf(t *testing.T, err error) diag.List {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("an error that is no list of diagnostics: %v", err)
	}
	return list
}

// golden compares a text with a file, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
