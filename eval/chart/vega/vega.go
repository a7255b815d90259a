// Package vega holds the programs that draw charts in a browser: Vega, Vega-Lite and the interpreter of their expressions, as
// they are published on npm, each in a folder with its licence. The interpreter is what lets a page forbid code made from text.
//
// They are kept apart from the specs of package chart, so that only what draws links them.
package vega

import (
	_ "embed" // the files
)

// Script is one of the files, for a page to hold as it is or for a machine to run.
type Script struct {
	Name    string // of the package on npm
	Version string
	Text    string
}

var (
	//go:embed vega/vega.min.js
	core string
	//go:embed vega-lite/vega-lite.min.js
	lite string
	//go:embed vega-interpreter/vega-interpreter.min.js
	interpreter string
)

// Scripts are the files in the order in which they are loaded. None holds the end of a script element.
func Scripts() []Script {
	return []Script{{"vega", "6.4.0", core}, {"vega-lite", "6.4.3", lite}, {"vega-interpreter", "1.2.1", interpreter}}
}
