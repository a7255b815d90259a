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
	failed   []string
}

// renderer is a machine with the programs of a page. It draws one spec after the other.
type renderer struct {
	vm  *goja.Runtime
	out drawn
}

// newRenderer starts a machine. Nothing is fetched in it, and expressions of specs are interpreted and never run as code.
func newRenderer() (*renderer, error) {
	r := &renderer{vm: goja.New()}
	for name, f := range map[string]func(text string){
		"warn": func(text string) { r.out.warnings = append(r.out.warnings, text) },
		"fail": func(text string) { r.out.failed = append(r.out.failed, text) },
		"done": func(svg string) { r.out.svg = svg },
	} {
		if err := r.vm.Set(name, f); err != nil {
			return nil, err
		}
	}
	for _, s := range append([]vega.Script{{Name: "machine", Text: machine}}, vega.Scripts()...) {
		if _, err := r.vm.RunScript(s.Name, s.Text); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return r, nil
}

// draw draws a Vega-Lite spec as SVG.
func (r *renderer) draw(spec string) (drawn, error) {
	r.out = drawn{}
	if err := r.vm.Set("spec", spec); err != nil {
		return r.out, err
	}
	_, err := r.vm.RunString("draw(spec)")
	switch {
	case err != nil:
		return r.out, exception(err)
	case len(r.out.failed) > 0:
		return r.out, errors.New(strings.Join(r.out.failed, "; "))
	case r.out.svg == "":
		return r.out, errors.New("it was not drawn to its end")
	}
	return r.out, nil
}

// render draws one spec.
func render(spec string) (drawn, error) {
	r, err := newRenderer()
	if err != nil {
		return drawn{}, err
	}
	return r.draw(spec)
}

// exception is an error of the drawing without where it came from in the machine.
func exception(err error) error {
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		return errors.New(thrown.Value().String())
	}
	return err
}
