package main

import (
	_ "embed" // machine.js
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/costlang/cost/eval/chart/vega"
)

// machine is what a browser has and goja does not, and what draws one spec with the programs that a page has.
//
//go:embed machine.js
var machine string

// drawn is what became of a spec.
type drawn struct {
	svg      string
	warnings []string // of the compiler: what the spec says that means nothing
}

// render draws a Vega-Lite spec as SVG. Nothing is fetched, and its expressions are interpreted and never run as code.
func render(spec string) (drawn, error) {
	vm := goja.New()
	var out drawn
	var failed []string
	for name, f := range map[string]any{
		"warn": func(text string) { out.warnings = append(out.warnings, text) },
		"fail": func(text string) { failed = append(failed, text) },
		"done": func(svg string) { out.svg = svg },
		"spec": spec,
	} {
		if err := vm.Set(name, f); err != nil {
			return out, err
		}
	}
	for _, s := range append([]vega.Script{{Name: "machine", Text: machine}}, vega.Scripts()...) {
		if _, err := vm.RunScript(s.Name, s.Text); err != nil {
			return out, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	if _, err := vm.RunString("draw(spec)"); err != nil {
		return out, exception(err)
	}
	switch {
	case len(failed) > 0:
		return out, errors.New(strings.Join(failed, "; "))
	case out.svg == "":
		return out, errors.New("it was not drawn to its end")
	}
	return out, nil
}

// exception is an error of the drawing without where it came from in the machine.
func exception(err error) error {
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		return errors.New(thrown.Value().String())
	}
	return err
}
