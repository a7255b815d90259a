package house

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/costlang/cost"

// root is the folder of the module, seen from this package.
const root = "../.."

// goTool runs the go command at the root and returns the lines it printed.
func goTool(t *testing.T, args ...string) []string {
	t.Helper()
	return goToolFor(t, nil, args...)
}

// goToolFor does the same with more variables of the environment, as name=value.
func goToolFor(t *testing.T, env []string, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), env...)
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, failure.String())
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' || r == '\r' })
}

// text is a file of the project and what it holds.
type text struct {
	name string // from the root, with slashes
	body string
}

// texts returns the project's files with one of the endings. Folders whose name begins with a dot are left out, and so are
// foreign code in folders called vendor and what .gitignore names.
func texts(t *testing.T, endings ...string) []text {
	t.Helper()
	var found []text
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "vendor" || name == "dist"):
			return fs.SkipDir
		case entry.IsDir() || !hasEnding(name, endings):
			return nil
		}
		body, err := os.ReadFile(filepath.Join(root, name))
		found = append(found, text{name, string(body)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no files ending in %v: the test looks in the wrong place", endings)
	}
	return found
}

func hasEnding(name string, endings []string) bool {
	for _, e := range endings {
		if path.Ext(name) == e {
			return true
		}
	}
	return false
}
