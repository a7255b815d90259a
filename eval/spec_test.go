package eval_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
)

// document is a text of folder lang whose blocks are executed.
type document struct {
	name     string
	blocks   []block
	preamble block
	files    fstest.MapFS // what blocks may read, given by blocks `csv NAME` and `cost file NAME`
}

// block is one fenced block. Line is that of its fence, so that line n of the text is line Line + n of the document.
type block struct {
	line       int
	kind, name string // of "cost error C0301 C0302": "cost error" and "C0301 C0302"
	text       string
}

// runners says what is done with each kind of block. A block of any other kind fails.
var runners = map[string]func(*document, block) error{
	"cost":          (*document).holds,
	"cost preamble": (*document).holds,
	"cost file":     (*document).holds,
	"cost untidy":   (*document).laidOut,
	"cost fragment": (*document).fragment,
	"cost error":    (*document).refused,
	"cost warning":  (*document).warned,
	"cost strict":   (*document).strict,
	"cost as":       (*document).asModel,
	"csv":           func(*document, block) error { return nil },
	"ebnf":          func(_ *document, b block) error { return complete(b.text) },
}

// named kinds have a name or codes behind them; the others have not.
var named = map[string]bool{"cost file": true, "cost error": true, "cost warning": true, "cost strict": true, "cost as": true, "csv": true}

const fence = "```"

// script is the name that every block is compiled under.
const script = "script.cost"

func readDocument(t *testing.T, name string) *document {
	t.Helper()
	text, err := os.ReadFile(path.Join("..", "lang", name))
	if err != nil {
		t.Fatal(err)
	}
	d := &document{name: "lang/" + name, files: fstest.MapFS{}}
	d.cut(strings.Split(string(text), "\n"))
	for _, b := range d.blocks {
		switch b.kind {
		case "cost preamble":
			d.preamble = b
		case "cost file", "csv":
			d.files[b.name] = &fstest.MapFile{Data: []byte(b.text)}
		}
	}
	return d
}

// cut finds the blocks between fences.
func (d *document) cut(lines []string) {
	open := -1
	for i, line := range lines {
		switch {
		case !strings.HasPrefix(line, fence):
		case open < 0:
			open = i
		default:
			b := block{line: open + 1, text: strings.Join(lines[open+1:i], "\n") + "\n"}
			b.kind, b.name = tag(strings.TrimPrefix(lines[open], fence))
			d.blocks, open = append(d.blocks, b), -1
		}
	}
}

// tag cuts the words after a fence into the longest kind there is, and a name.
func tag(info string) (kind, name string) {
	words := strings.Fields(info)
	for n := len(words); n > 0; n-- {
		if kind = strings.Join(words[:n], " "); runners[kind] != nil {
			return kind, strings.Join(words[n:], " ")
		}
	}
	return info, ""
}

func (d *document) run(b block) error {
	runner, ok := runners[b.kind]
	if !ok || named[b.kind] != (b.name != "") {
		return fmt.Errorf("unknown kind of block %q", strings.TrimSpace(b.kind+" "+b.name))
	}
	return runner(d, b)
}

// compile compiles a text beside the files of the document.
func (d *document) compile(text string) (*eval.Program, error) {
	files := maps.Clone(d.files)
	files[script] = &fstest.MapFile{Data: []byte(text)}
	return eval.CompileFS(files, script)
}

func (d *document) report(text string) (*eval.Report, error) {
	p, err := d.compile(text)
	if err != nil {
		return nil, err
	}
	return p.Report(context.Background(), nil)
}

// holds demands that a whole script runs and that all it expects is so.
func (d *document) holds(b block) error { return d.fulfilled(b, "") }

// fragment demands the same of lines that stand after the preamble.
func (d *document) fragment(b block) error {
	if d.preamble.text == "" {
		return errors.New("there is no preamble to put before it")
	}
	return d.fulfilled(b, d.preamble.text)
}

func (d *document) fulfilled(b block, before string) error {
	r, err := d.report(before + b.text)
	shift := b.line - strings.Count(before, "\n")
	if err != nil {
		return d.located(err, shift)
	}
	var all []error
	for _, e := range r.Expectations {
		if !e.OK {
			all = append(all, fmt.Errorf("%s:%d: %s: it is %s %s %s", d.name, shift+e.Line, e.Text, e.Actual, e.Unit, e.Problem))
		}
	}
	return errors.Join(all...)
}

// located gives diagnostics the lines of the document.
func (d *document) located(err error, shift int) error {
	var list diag.List
	if !errors.As(err, &list) {
		return err
	}
	var all []error
	for _, f := range list {
		all = append(all, fmt.Errorf("%s:%d: %s: %s", d.name, shift+f.Span.Pos.Line, f.Code, f.Message))
	}
	return errors.Join(all...)
}

// refused demands that the first errors of a script, compiled or run, have these codes.
func (d *document) refused(b block) error {
	_, err := d.report(b.text)
	var list diag.List
	if !errors.As(err, &list) {
		return fmt.Errorf("it runs, and %s is wanted (%v)", b.name, err)
	}
	var codes []string
	for _, f := range list {
		if f.Severity == diag.Error {
			codes = append(codes, string(f.Code))
		}
	}
	if !strings.HasPrefix(strings.Join(codes, " ")+" ", b.name+" ") {
		return fmt.Errorf("%s is wanted, and there are:\n%w", b.name, d.located(err, b.line))
	}
	return nil
}

// laidOut demands of a script that runs that its layout is the next block.
func (d *document) laidOut(b block) error {
	if err := d.holds(b); err != nil {
		return err
	}
	got, err := lang.Format(script, []byte(b.text))
	if err != nil {
		return err
	}
	next := slices.IndexFunc(d.blocks, func(n block) bool { return n.line > b.line })
	if next < 0 || d.blocks[next].text != string(got) {
		return fmt.Errorf("the block below it is not its layout, which is\n%s", got)
	}
	return nil
}

// warned demands that a script runs, with a warning of a code.
func (d *document) warned(b block) error {
	if err := d.holds(b); err != nil {
		return err
	}
	r, err := d.report(b.text)
	if err != nil {
		return err
	}
	for _, f := range r.Warnings {
		if string(f.Code) == b.name {
			return nil
		}
	}
	return fmt.Errorf("it does not warn of %s", b.name)
}

// strict demands that a strict check finds exactly these codes in a script, or with `nothing` none.
func (d *document) strict(b block) error {
	return d.reviewed(b, b.name, func(p *eval.Program) (diag.List, error) { return p.Strict(context.Background()) })
}

// asModel demands the same of the check against the model that stands before the codes.
func (d *document) asModel(b block) error {
	model, codes, _ := strings.Cut(b.name, " ")
	return d.reviewed(b, codes, func(p *eval.Program) (diag.List, error) { return p.Against(context.Background(), model) })
}

func (d *document) reviewed(b block, want string, look func(*eval.Program) (diag.List, error)) error {
	if err := d.holds(b); err != nil {
		return err
	}
	p, err := d.compile(b.text)
	if err != nil {
		return err
	}
	found, err := look(p)
	if err != nil {
		return err
	}
	codes := []string{}
	for _, f := range found {
		codes = append(codes, string(f.Code))
	}
	if got := strings.Join(codes, " "); got != strings.TrimPrefix(want, "nothing") {
		return fmt.Errorf("it finds %q, and %q is wanted", got, want)
	}
	return nil
}

var (
	quotedText = regexp.MustCompile(`"(?:\\"|[^"])*"|\(\*.*?\*\)`)
	symbol     = regexp.MustCompile(`\b[A-Z][A-Za-z]*\b`)
	production = regexp.MustCompile(`(?m)^([A-Z][A-Za-z]*)\s*=`)
)

// complete demands that a grammar defines every symbol it uses once, and uses every one it defines.
func complete(grammar string) error {
	bare := quotedText.ReplaceAllString(grammar, "")
	defined, uses := map[string]int{}, map[string]int{}
	for _, m := range production.FindAllStringSubmatch(bare, -1) {
		defined[m[1]]++
	}
	for _, s := range symbol.FindAllString(bare, -1) {
		uses[s]++
	}
	var all []error
	for s, n := range uses {
		if defined[s] != 1 {
			all = append(all, fmt.Errorf("%s has %d productions", s, defined[s]))
		} else if n == 1 && s != "File" && s != "Query" {
			all = append(all, fmt.Errorf("%s is not used", s))
		}
	}
	return errors.Join(all...)
}

// TestDocuments executes every block of the reference and of the decisions.
func TestDocuments(t *testing.T) {
	for _, name := range []string{"SPEC.md", "DECISIONS.md"} {
		d := readDocument(t, name)
		if len(d.blocks) == 0 {
			t.Errorf("%s has no blocks", d.name)
		}
		for _, b := range d.blocks {
			t.Run(fmt.Sprintf("%s:%d", name, b.line), func(t *testing.T) {
				if err := d.run(b); err != nil {
					t.Errorf("%s:%d: a block of kind %q fails:\n%v", d.name, b.line, strings.TrimSpace(b.kind+" "+b.name), err)
				}
			})
		}
	}
}

// TestHarness sees that the harness refuses what it must.
func TestHarness(t *testing.T) {
	d := &document{name: "lang/SPEC.md", files: fstest.MapFS{}}
	for _, bad := range []block{
		{kind: "cobol"},
		{kind: "cost error", text: "let x = 1 DKK + 1 hour\n"},
		{kind: "cost", name: "holiday", text: "let x = 1\n"},
		{kind: "cost", text: "let x = 1\nexpect x = 2\n"},
		{kind: "cost", text: "let x = 1 DKK + 1 hour\n"},
		{kind: "cost error", name: "C0301", text: "let x = 1\n"},
		{kind: "cost error", name: "C0302", text: "let x = 1 DKK + 1 hour\n"},
		{kind: "cost warning", name: "C0403", text: "let x = 1\n"},
		{kind: "cost strict", name: "C0701", text: "output x = 1\n"},
		{kind: "cost strict", name: "nothing", text: "output x = 1 * total\n"},
		{kind: "cost strict", name: "nothing", text: "param x = 1\noutput y = x\n"},
		{kind: "cost as", name: "omk2021 C0601", text: "let x = 1\n"},
		{kind: "cost as", name: "cobol nothing", text: "let x = 1\n"},
		{kind: "cost fragment", text: "let x = 1\n"},
		{kind: "cost untidy", text: "let x  = 1\n"},
		{kind: "ebnf", text: "File = Decl .\n"},
	} {
		if d.run(bad) == nil {
			t.Errorf("a block of kind %q passes with\n%s", bad.kind, bad.text)
		}
	}
}

var (
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	link    = regexp.MustCompile(`\]\(#([^)]*)\)`)
)

// TestLinks sees that headings are unique and that every link within a document leads to one.
func TestLinks(t *testing.T) {
	for _, name := range []string{"SPEC.md", "DECISIONS.md"} {
		text, err := os.ReadFile(path.Join("..", "lang", name))
		if err != nil {
			t.Fatal(err)
		}
		anchors := map[string]bool{}
		for _, h := range heading.FindAllStringSubmatch(withoutBlocks(string(text)), -1) {
			a := anchor(h[1])
			if anchors[a] {
				t.Errorf("%s has two headings %q", name, h[1])
			}
			anchors[a] = true
		}
		for _, l := range link.FindAllStringSubmatch(string(text), -1) {
			if !anchors[l[1]] {
				t.Errorf("%s links to #%s, and no heading has that name", name, l[1])
			}
		}
	}
}

// withoutBlocks drops what stands between fences, where # begins a comment.
func withoutBlocks(text string) string {
	parts := strings.Split(text, "\n"+fence)
	var out []string
	for i := 0; i < len(parts); i += 2 {
		out = append(out, parts[i])
	}
	return strings.Join(out, "\n")
}

// anchor is how a heading is linked to: small letters, hyphens for blanks, no signs.
func anchor(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case r == ' ' || r == '-':
			b.WriteRune('-')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_':
			b.WriteRune(r)
		}
	}
	return b.String()
}
