package house

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costlang/cost/lang"
)

const (
	maxEvalProgram = 7_100_000  // bytes of a program that imports eval alone; lang/DECISIONS.md says what they are
	maxCommand     = 15_800_000 // bytes of the command line; it says what they are too
)

// linked lists the foreign modules that a package and what it imports come from.
func linked(t *testing.T, pkg string) []string {
	var modules []string
	for _, path := range goTool(t, "list", "-deps", "-f", `{{if .Module}}{{.Module.Path}}{{end}}`, pkg) {
		if path != module && !slices.Contains(modules, path) {
			modules = append(modules, path)
		}
	}
	return modules
}

func TestDependencyBudget(t *testing.T) {
	const parsing = "github.com/alecthomas/participle/v2 github.com/agnivade/levenshtein"
	for pkg, budget := range map[string]string{
		"./lang":     parsing,
		"./stdlib":   "github.com/shopspring/decimal",
		"./eval":     parsing + " github.com/shopspring/decimal gonum.org/v1/gonum golang.org/x/sys",
		"./cmd/cost": parsing + " github.com/shopspring/decimal gonum.org/v1/gonum golang.org/x/sys " + commandLine,
	} {
		for _, path := range linked(t, pkg) {
			if !slices.Contains(strings.Fields(budget), path) {
				t.Errorf("%s links %s, which is not in its budget", pkg, path)
			}
		}
	}
}

// commandLine is what cobra, go-pretty, mpb, fsnotify, differences of layouts, lines that are typed and the question for the width of the terminal bring along.
const commandLine = "golang.org/x/term golang.org/x/text github.com/spf13/cobra github.com/spf13/pflag github.com/inconshreveable/mousetrap " +
	"github.com/jedib0t/go-pretty/v6 github.com/mattn/go-runewidth github.com/rivo/uniseg github.com/rogpeppe/go-internal " +
	"github.com/fsnotify/fsnotify github.com/vbauerster/mpb/v8 github.com/acarl005/stripansi github.com/VividCortex/ewma github.com/reeflective/readline"

// The command must build for another system without that system's C compiler.
func TestNoCgo(t *testing.T) {
	format := `{{if not .Standard}}{{range .CgoFiles}}{{$.ImportPath}}: {{.}}{{end}}{{end}}`
	for _, file := range goTool(t, "list", "-deps", "-f", format, "./...") {
		t.Error("cgo in", file)
	}
}

func TestCommandSize(t *testing.T) {
	checkSize(t, maxCommand, "./cmd/cost")
}

// embedding is the program of the package comment of eval. It is laid over a folder that does not exist.
const embedding = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/costlang/cost/eval"
)

func main() {
	program, err := eval.Compile("a.cost", []byte("output a = 1"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	result, err := program.Run(context.Background(), eval.Inputs{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(result.Output("a"))
}
`

func TestEmbeddedSize(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "main.go")
	write(t, program, []byte(embedding))
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(top, "eval", "house", "embedding", "main.go"): program}})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), overlay)
	binary := checkSize(t, maxEvalProgram, "-overlay", filepath.Join(dir, "overlay.json"), "./eval/house/embedding")
	if bytes.Contains(binary, []byte(lang.Spec()[:50])) {
		t.Error("a program that shows no help holds the reference of the language")
	}
}

func write(t *testing.T, name string, body []byte) {
	t.Helper()
	if err := os.WriteFile(name, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

// checkSize builds a program as it is released, demands that it has at most that many bytes, and returns them.
func checkSize(t *testing.T, most int, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("links a whole program")
	}
	binary := filepath.Join(t.TempDir(), "program")
	goTool(t, append([]string{"build", "-trimpath", "-ldflags", "-s -w", "-o", binary}, args...)...)
	program, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes of %d", len(program), most)
	if len(program) > most {
		t.Errorf("%d bytes, at most %d", len(program), most)
	}
	return program
}
