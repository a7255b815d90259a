package format_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/format"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

const root = "../../"

// document is a text with scripts in it.
var documents = []string{"README.md", "lang/SPEC.md", "lang/DECISIONS.md"}

// script is a script of the project.
type script struct{ name, text string }

// texts gives every script of the project and every block of the documents, those with errors too.
func texts(tb testing.TB) []script {
	tb.Helper()
	var out []script
	for _, folder := range []string{"examples", "stdlib", "testdata"} {
		err := filepath.WalkDir(root+folder, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".cost" {
				return err
			}
			for _, text := range strings.Split(read(tb, path), "\n=====\n") { // language tests hold several scripts
				out = append(out, script{path, text})
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	for _, name := range documents {
		for _, b := range blocks(read(tb, root+name)) {
			out = append(out, script{name, b.text})
		}
	}
	return out
}

func read(tb testing.TB, path string) string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// block is a fenced script of a document, with the words behind its fence and its place.
type block struct {
	kind, text string
	start      int
}

func blocks(doc string) []block {
	var out []block
	at := 0
	for i, part := range strings.Split(doc, "```") {
		kind, text, _ := strings.Cut(part, "\n")
		if i%2 == 1 && strings.HasPrefix(kind+" ", "cost ") {
			out = append(out, block{kind, text, at + len(kind) + 1})
		}
		at += len(part) + len("```")
	}
	return out
}

// readable gives the scripts that can be read. There are many: a change that makes them unreadable is not to go unseen.
func readable(tb testing.TB) []script {
	tb.Helper()
	out := slices.DeleteFunc(texts(tb), func(s script) bool {
		_, list := lang.Parse(source.NewFile(s.name, s.text))
		return len(list) > 0
	})
	if len(out) < 150 {
		tb.Fatalf("%d scripts are readable", len(out))
	}
	return out
}

// formatted formats a script that can be read.
func formatted(tb testing.TB, s script) string {
	tb.Helper()
	out, err := lang.Format(s.name, []byte(s.text))
	if err != nil {
		tb.Fatalf("%s: %v\n%s", s.name, err, s.text)
	}
	return string(out)
}

// content is what a layout must keep: the tree, and the texts of tokens and comments in their order.
type content struct {
	tree             *ast.File
	tokens, comments []string
}

func contentOf(tb testing.TB, s script) content {
	tb.Helper()
	f := source.NewFile(s.name, s.text)
	tree, list := lang.Parse(f)
	if len(list) > 0 && !saysNothing(list) {
		tb.Fatalf("%v\n%s", list, s.text)
	}
	c := content{tree: tree, tokens: tokensOf(f)}
	for _, comment := range tree.Comments {
		c.comments = append(c.comments, format.Comment(comment))
	}
	return c
}

// saysNothing reports that a script can be read and holds no declaration.
func saysNothing(list diag.List) bool { return len(list) == 1 && list[0].Code == diag.EmptyScript }

// tokensOf gives the texts of tokens, a percentage without the blank that may stand in it.
func tokensOf(f *source.File) []string {
	var out []string
	for _, at := range parser.Tokens(f) {
		text := f.Slice(at)
		if !strings.HasPrefix(text, `"`) && strings.HasSuffix(text, "%") {
			text = strings.Join(strings.Fields(text), "")
		}
		out = append(out, text)
	}
	return out
}
