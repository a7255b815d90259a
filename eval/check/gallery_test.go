package check_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

var update = flag.Bool("update", false, "write the rendered texts of the gallery")

const gallery = "../../testdata/errors"

// runOnly are the codes that only a run, or the reading of data, can show.
func runOnly(code diag.Code) bool {
	if code < "C0450" || code >= "C0500" {
		return false
	}
	return !slices.Contains([]diag.Code{diag.MissingCell, diag.NoNorm, diag.ParamRange, diag.BadDuration, diag.BadCompletion, diag.BadYear, diag.BadPayers}, code)
}

// TestGallery holds every code of the check to a script that shows it, and to the whole text that is said of it.
func TestGallery(t *testing.T) {
	for _, info := range diag.Codes() {
		if strings.HasPrefix(string(info.Code), "C01") || runOnly(info.Code) {
			continue
		}
		t.Run(string(info.Code), func(t *testing.T) {
			list := galleryFindings(t, info.Code)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == info.Code }) {
				t.Errorf("the example does not show %s but %v", info.Code, list)
			}
			compareGallery(t, info.Code, list)
			if info.Title == "" || info.Remedy == "" {
				t.Error("the code has no title or no remedy")
			}
		})
	}
}

func galleryFindings(t *testing.T, code diag.Code) diag.List {
	t.Helper()
	name := string(code) + ".cost"
	text, err := os.ReadFile(filepath.Join(gallery, name))
	if err != nil {
		t.Fatalf("the code has no example: %v", err)
	}
	opt := check.Options{Read: readBeside(gallery)}
	if code == diag.TooMuchScript {
		opt.Limits.Modules = 3
	}
	file := source.NewFile(name, string(text))
	tree, found := lang.Parse(file)
	_, _, more := check.Check(file, tree, opt)
	return append(found, more...).Sort()
}

func compareGallery(t *testing.T, code diag.Code, list diag.List) {
	t.Helper()
	var b bytes.Buffer
	if err := diag.Render(&b, list, diag.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(gallery, string(code)+".txt")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
