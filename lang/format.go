package lang

import (
	"fmt"
	"slices"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/format"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Format returns a script in the one canonical layout, which SPEC.md describes: the same declarations, comments and line
// ends, with other blanks. A script with errors is refused; the error is then a diag.List. One without declarations has a
// layout, though it does not run. The result is read again before it is returned, and refused as well if it says anything
// else than the script does, which would be a fault of Format.
func Format(name string, src []byte) (out []byte, err error) {
	f := source.NewFile(name, string(src))
	tree, list := Parse(f)
	if err := unreadable(list).Err(); err != nil {
		return nil, err
	}
	defer func() {
		if cause := recover(); cause != nil {
			out, err = nil, layoutFault(f, say.Verbatim(fmt.Sprint(cause)))
		}
	}()
	text := format.Text(f, tree, parser.Tokens(f))
	if text == f.Text {
		return src, nil
	}
	if fault := changed(tree, source.NewFile(name, text)); !fault.Empty() {
		return nil, layoutFault(f, fault)
	}
	return []byte(text), nil
}

// unreadable leaves what says that a text is no script, rather than that it does not say anything yet.
func unreadable(list diag.List) diag.List {
	return slices.DeleteFunc(list.Errors(), func(d diag.Diagnostic) bool { return d.Code == diag.EmptyScript })
}

// changed says what a formatted text says differently from a tree, or nothing.
func changed(tree *ast.File, f *source.File) say.Phrase {
	again, list := Parse(f)
	problems := unreadable(list)
	switch {
	case len(problems) > 0:
		return say.T("the result cannot be read: %s", problems[0].Message)
	case !ast.Same(tree, again):
		return say.T("the result says something else")
	case !slices.EqualFunc(tree.Comments, again.Comments, sameComment):
		return say.T("the result has other comments")
	}
	return say.Phrase{}
}

func sameComment(a, b ast.Comment) bool { return format.Comment(a) == format.Comment(b) }

func layoutFault(f *source.File, cause say.Phrase) diag.List {
	at := source.Span{Pos: source.Pos{Filename: f.Name, Line: 1, Column: 1}}
	at.EndPos = at.Pos
	d := diag.New(diag.InternalLayout, at, say.T("the layout of this script failed, which is a fault of the program: %v", cause))
	d.Help = say.T("the script stays as it is; please report it")
	return attached(f, diag.List{d})
}
