package format_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/parser"
	"github.com/costlang/cost/lang/source"
)

// kept compares what two texts say.
func kept(tb testing.TB, before, after content) {
	tb.Helper()
	places := cmpopts.IgnoreTypes(source.Span{})
	if diff := cmp.Diff(before.tree.Decls, after.tree.Decls, places); diff != "" {
		tb.Errorf("another tree (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(withoutSeparators(before.tokens), withoutSeparators(after.tokens), cmpopts.EquateEmpty()); diff != "" {
		tb.Errorf("other tokens (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(before.comments, after.comments); diff != "" {
		tb.Errorf("other comments (-before +after):\n%s", diff)
	}
}

// withoutSeparators leaves out every `;`: which of them separate something is seen in the trees.
func withoutSeparators(tokens []string) []string {
	return slices.DeleteFunc(slices.Clone(tokens), func(t string) bool { return t == ";" })
}

// nothingQuoted finds comments and texts.
var nothingQuoted = regexp.MustCompile(`"[^"\n]*"|#[^\n]*`)

// emptyItem is a separator beside which nothing stands.
var emptyItem = regexp.MustCompile(`(?m)^;|;;|;$|; ;|\{ ;|; \}`)

// checkLayout demands what holds for the layout of any script.
func checkLayout(tb testing.TB, s script, out string) {
	tb.Helper()
	before := contentOf(tb, s)
	kept(tb, before, contentOf(tb, script{s.name, out}))
	if again := formatted(tb, script{s.name, out}); again != out {
		tb.Errorf("%s: formatting twice differs from once (-once +twice):\n%s", s.name, cmp.Diff(out, again))
	}
	text := strings.TrimPrefix(out, "\ufeff")
	if text == "" && len(withoutSeparators(before.tokens))+len(before.comments) == 0 {
		return
	}
	lines := strings.Split(text, "\n")
	if n := len(lines); lines[n-1] != "" || n > 1 && strings.TrimSpace(lines[n-2]) == "" || strings.TrimSpace(lines[0]) == "" {
		tb.Errorf("%s: the text begins or ends with an empty line, or its last line has no end:\n%q", s.name, out)
	}
	if bare := nothingQuoted.ReplaceAllString(out, "_"); emptyItem.MatchString(bare) {
		tb.Errorf("%s: a separator separates nothing:\n%s", s.name, out)
	}
	if strings.Contains(strings.ReplaceAll(out, "\r", ""), "\n\n\n") {
		tb.Errorf("%s: two empty lines", s.name)
	}
}

func TestEveryScriptKeepsItsMeaning(t *testing.T) {
	for _, s := range readable(t) {
		checkLayout(t, s, formatted(t, s))
	}
}

// gaps cuts a script into its tokens and what stands between them: gaps[i] stands before token i, the last behind all.
func gaps(s script) (tokens, gaps []string) {
	f := source.NewFile(s.name, s.text)
	at := 0
	for _, span := range parser.Tokens(f) {
		gaps = append(gaps, s.text[at:span.Pos.Offset])
		tokens = append(tokens, f.Slice(span))
		at = span.EndPos.Offset
	}
	return tokens, append(gaps, s.text[at:])
}

var someBlanks = rapid.SampledFrom([]string{"", " ", "  ", "\t", "\u00a0", " \t ", "         "})

// joined puts tokens and gaps together.
func joined(tokens, gaps []string) string {
	var b strings.Builder
	for i, t := range tokens {
		b.WriteString(gaps[i] + t)
	}
	return b.String() + gaps[len(tokens)]
}

// TestBlanksDoNotMatter draws other blanks between the tokens of each line, at the beginning and end of lines, and other
// line ends: the layout is the same, to the letter.
func TestBlanksDoNotMatter(t *testing.T) {
	all := readable(t)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "script")
		tokens, between := gaps(s)
		for i, gap := range between {
			drawn := someBlanks.Draw(t, "blanks")
			switch {
			case strings.HasSuffix(gap, "\n") && i%2 == 0:
				between[i] = gap + drawn // a line that stood at the margin
			default:
				between[i] = drawn + gap
			}
		}
		text := joined(tokens, between)
		if got, want := laidOut(t, text), laidOut(t, s.text); got != want {
			t.Errorf("-want +got:\n%s", cmp.Diff(want, got))
		}
		crlf := strings.ReplaceAll(text, "\n", "\r\n")
		if got, want := laidOut(t, "\ufeff"+crlf), "\ufeff"+strings.ReplaceAll(laidOut(t, s.text), "\n", "\r\n"); strings.Contains(text, "\n") && got != want {
			t.Errorf("with CRLF and a mark, -want +got:\n%s", cmp.Diff(want, got))
		}
	})
}

func laidOut(t *rapid.T, text string) string {
	out, err := lang.Format("f.cost", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return string(out)
}

var (
	someBreaks = rapid.SampledFrom([]string{"\n ", " # note\n\t", "\n\n\n  # note \n\n ", "\r\n   "})
	someLines  = rapid.SampledFrom([]string{"\n", "\n\n\n", "# note\n", "\t# note  \n\n\n  # note\r\n"})
)

// TestRandomLayouts breaks lines and puts comments and empty lines wherever a line goes on or ends, and checks the result
// like that of any script.
func TestRandomLayouts(t *testing.T) {
	all := readable(t)
	rapid.Check(t, func(r *rapid.T) {
		s := rapid.SampledFrom(all).Draw(r, "script")
		tokens, between := gaps(s)
		for i := 1; i < len(tokens); i++ {
			if rapid.IntRange(0, 3).Draw(r, "here") > 0 {
				continue
			}
			if line := strings.LastIndex(between[i], "\n") + 1; line > 0 {
				between[i] = between[i][:line] + someLines.Draw(r, "lines") + between[i][line:]
			} else if goesOn(tokens[:i], between[i], tokens[i]) {
				between[i] = someBreaks.Draw(r, "break")
			}
		}
		text := script{s.name, joined(tokens, between)}
		if _, list := lang.Parse(source.NewFile(s.name, text.text)); len(list) > 0 {
			r.Fatalf("%v\n%s", list, text.text)
		}
		checkLayout(t, text, laidOut(r, text.text))
		if t.Failed() {
			r.Fatalf("%s", text.text)
		}
	})
}

// goesOn reports whether a line that ends behind some tokens goes on with the next one: behind most signs and words it does.
func goesOn(before []string, gap, next string) bool {
	last := before[len(before)-1]
	if strings.Contains(" + * = , < > ~ { ( [ ", " "+last+" ") {
		return true
	}
	isName := strings.HasPrefix(next, ":") || len(before) > 1 && before[len(before)-2] == "."
	words := " in step over per for by with under differs at as to source and or if then else where "
	return gap != "" && !isName && strings.Contains(words, " "+last+" ")
}

func TestScriptsWithErrorsAreRefused(t *testing.T) {
	refused := 0
	for _, s := range texts(t) {
		_, list := lang.Parse(source.NewFile(s.name, s.text))
		if len(list.Errors()) == 0 || saysNothing(list) {
			continue
		}
		refused++
		out, err := lang.Format(s.name, []byte(s.text))
		var got diag.List
		if !errors.As(err, &got) || out != nil {
			t.Fatalf("%s gives %q, %v", s.name, out, err)
		}
		if diff := cmp.Diff(codes(list), codes(got)); diff != "" {
			t.Errorf("%s (-parse +format):\n%s", s.name, diff)
		}
	}
	if refused == 0 {
		t.Error("no script has errors")
	}
}

func codes(list diag.List) []diag.Code {
	var out []diag.Code
	for _, d := range list {
		out = append(out, d.Code)
	}
	return out
}

// FuzzFormat holds the formatter to its promises on any text.
func FuzzFormat(f *testing.F) {
	for _, text := range corpus.Texts(f, "../..", ".cost") {
		f.Add(text)
	}
	f.Add("let a = (1 + -2)\n # c\n  * 3;; let b = [1,\n\n2...]  # d\ndata d from \"x\"\n{ in: %, b: DKK/month*hour\n}")
	f.Fuzz(func(t *testing.T, text string) {
		s := script{"f.cost", text}
		var out []byte
		var err error
		corpus.Bounded(t, func() { out, err = lang.Format(s.name, []byte(text)) })
		var list diag.List
		switch {
		case err == nil:
			checkLayout(t, s, string(out))
		case !errors.As(err, &list) || list[0].Code == diag.InternalLayout:
			t.Errorf("%v", err)
		}
	})
}

// TestSameTrees sees that the comparison of trees, which guards each layout, looks at every part of a tree.
func TestSameTrees(t *testing.T) {
	tree := func(text string) *ast.File {
		f, list := lang.Parse(source.NewFile("f.cost", text))
		if len(list) > 0 {
			t.Fatal(list)
		}
		return f
	}
	base := `param a = 1 in 1..3 ~ pert "L" source "s" # c`
	if !ast.Same(tree(base), tree("\n  param   a = 1 in 1 .. 3 ~ pert\n \"L\" source \"s\" # d")) {
		t.Error("places and comments make a difference")
	}
	for _, other := range []string{
		`param b = 1 in 1..3 ~ pert "L" source "s"`, `param a = 1.0 in 1..3 ~ pert "L" source "s"`, `param a = 1 ~ pert "L" source "s"`,
		`param a = 1 in {1, 3} ~ pert "L" source "s"`, `param a = 1 in 1..3 step 1 ~ pert "L" source "s"`, `param a = 1 in 1..3 "L" source "s"`,
		`param a = 1 in 1..3 ~ pert source "s"`, `param a = 1 in 1..3 ~ pert "L"`, `param a = 1 in 1..3 ~ pert "L" source "t"`,
		base + "\nlet b = 1", `let a = 1 "L" source "s"`, `param a = (1) in 1..3 ~ pert "L" source "s"`,
	} {
		if ast.Same(tree(base), tree(other)) {
			t.Errorf("%s is taken for the same", other)
		}
	}
}
