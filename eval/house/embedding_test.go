package house

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page for Go programs names the versions that it compares with, which are those that the races run.
func TestVersionsOfPeers(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "eval", "EMBEDDING.md"))
	if err != nil {
		t.Fatal(err)
	}
	required, err := os.ReadFile(filepath.Join(root, "eval", "peers", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(string(required)) {
		name, version, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name != "github.com/expr-lang/expr" && name != "cel.dev/cel-go" && name != "go.starlark.net" {
			continue
		}
		found++
		if !strings.Contains(string(page), name+" "+version) {
			t.Errorf("EMBEDDING.md does not speak of %s %s", name, version)
		}
	}
	if found != 3 {
		t.Errorf("%d of the three were found", found)
	}
}
