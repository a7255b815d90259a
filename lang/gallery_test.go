package lang_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

var update = flag.Bool("update", false, "write the rendered texts of the gallery")

const gallery = "../testdata/errors"

// TestGallery holds every syntax code to a script that shows it, and to the whole text that is said of that script.
func TestGallery(t *testing.T) {
	for _, info := range diag.Codes() {
		if !strings.HasPrefix(string(info.Code), "C01") {
			continue
		}
		t.Run(string(info.Code), func(t *testing.T) {
			name := string(info.Code) + ".cost"
			text, err := os.ReadFile(filepath.Join(gallery, name))
			if err != nil {
				t.Fatalf("the code has no example: %v", err)
			}
			_, list := lang.Parse(source.NewFile(name, string(text)))
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == info.Code }) {
				t.Errorf("the example does not show %s but %v", info.Code, list)
			}
			compareGallery(t, info.Code, list)
		})
	}
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
