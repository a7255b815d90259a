package stdlib

import (
	"embed"
	"io/fs"
	"strings"

	"github.com/costlang/cost/lang/source"
)

//go:embed modules/*.cost
var modules embed.FS

// Module returns the text of a standard module, such as dk.norms.
func Module(path string) (*source.File, bool) {
	name, ok := strings.CutPrefix(path, "dk.")
	if !ok || strings.ContainsAny(name, "./\\") {
		return nil, false
	}
	text, err := modules.ReadFile("modules/" + name + ".cost")
	if err != nil {
		return nil, false
	}
	return source.NewFile("<"+path+">", string(text)), true
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
