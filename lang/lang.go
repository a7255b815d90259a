// Package lang is the front door of the language: it reads the text of a script into a tree, and lays it out.
//
// [Parse] gives the tree and what is wrong, [Format] the one canonical layout, [Spec] the reference of the language. A program that only runs
// scripts needs none of them: eval.Compile takes the text. What a person types is complete unless [IsIncomplete] says of the errors that more text
// might mend it.
package lang

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

// Option changes how a text is read.
type Option func(*parser.Limits)

// WithLimits sets the limits of a text; a zero field keeps its default.
func WithLimits(l parser.Limits) Option {
	return func(to *parser.Limits) { *to = l }
}

func limitsOf(opts []Option) parser.Limits {
	var l parser.Limits
	for _, o := range opts {
		o(&l)
	}
	return l
}

func attached(f *source.File, list diag.List) diag.List {
	return list.Attach(source.Set{f.Name: f})
}

// Parse reads a script. The tree is always whole: what could not be read is a BadDecl or a BadItem, and the list says
// why. The list is empty when the script could be read.
func Parse(f *source.File, opts ...Option) (*ast.File, diag.List) {
	tree, list := parser.Parse(f, limitsOf(opts))
	return tree, attached(f, list)
}

// ParseFrom reads the declarations of a script from the beginning of a line on, as if nothing stood above it. A session
// reads in this way what was added to its text.
func ParseFrom(f *source.File, from source.Pos, opts ...Option) (*ast.File, diag.List) {
	tree, list := parser.ParseFrom(f, from, limitsOf(opts))
	return tree, attached(f, list)
}

// ParseExpr reads one expression, as in `--set name=EXPRESSION`. It is a BadExpr when the list holds an error.
func ParseExpr(f *source.File, opts ...Option) (ast.Expr, diag.List) {
	x, list := parser.ParseExpr(f, limitsOf(opts))
	return x, attached(f, list)
}

// ParseQuery reads one expression with the unit to show it in, as in `total as million DKK`. The unit is nil when none
// is written.
func ParseQuery(f *source.File, opts ...Option) (ast.Expr, *ast.UnitExpr, diag.List) {
	x, unit, list := parser.ParseQuery(f, limitsOf(opts))
	return x, unit, attached(f, list)
}

// ParseAxis reads an axis of a sweep, as in `cost sweep --over 'NAME in RANGE'`. NAME alone gives no range. Both are nil when the
// list holds an error.
func ParseAxis(f *source.File, opts ...Option) (*ast.Path, *ast.Range, diag.List) {
	param, in, list := parser.ParseAxis(f, limitsOf(opts))
	return param, in, attached(f, list)
}

// IsIncomplete reports whether the only thing wrong is that the text ends too early: a session then reads on.
func IsIncomplete(list diag.List) bool { return list.Incomplete() }

// Declarations lists the words that begin a declaration.
func Declarations() []string { return parser.Declarations() }

// Fields lists the words that begin an item in the block of a declaration, none where items begin with names of the script.
func Fields(declaration string) []string { return parser.Fields(declaration) }

// Connecting reports whether a word joins what stands before it to what follows: a line that begins with it continues the
// one above.
func Connecting(word string) bool { return parser.Connecting(word) }
