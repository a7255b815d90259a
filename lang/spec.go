package lang

import _ "embed"

// A program that never calls Spec does not hold its text: the linker leaves out a variable that nothing reaches.
//
//go:embed SPEC.md
var spec string

// Spec returns the reference of the language, a Markdown text.
func Spec() string { return spec }
