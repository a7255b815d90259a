package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// comment is what stands above a function of JavaScript.
var comment = regexp.MustCompile(`(?m)^//.*\n`)

// source is a function of JavaScript in testdata.
func source(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(comment.ReplaceAll(text, nil))
}
