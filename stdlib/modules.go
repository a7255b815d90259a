package stdlib

import (
	"embed"
	"io/fs"
	"strings"

	"github.com/costlang/cost/lang/source"
)

//go:embed modules/*.cost examples/*.cost
var modules embed.FS

// Module returns the text of a standard module, such as dk.norms. In it a comment below an empty line and above another is
// a heading, and one right above a figure is about that figure; figures in use stand before those they took the place of.
func Module(path string) (*source.File, bool) {
	text, ok := read("modules", path)
	if !ok {
		return nil, false
	}
	return source.NewFile("<"+path+">", text), true
}

// Example returns a script that uses a standard module as one does, complete and short.
func Example(path string) (string, bool) { return read("examples", path) }

// read is the file of a module in one of the folders.
func read(folder, path string) (string, bool) {
	name, ok := strings.CutPrefix(path, "dk.")
	if !ok || strings.ContainsAny(name, "./\\") {
		return "", false
	}
	text, err := modules.ReadFile(folder + "/" + name + ".cost")
	return string(text), err == nil
}

// Modules returns the paths of the standard modules, sorted.
func Modules() []string {
	files, _ := fs.Glob(modules, "modules/*.cost") // the pattern is well formed
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = "dk." + strings.TrimSuffix(strings.TrimPrefix(f, "modules/"), ".cost")
	}
	return paths
}
