package main

import (
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// ink says whether a text for people may be coloured. Text is laid out before it is coloured, so that no width counts the
// codes.
type ink bool

// The codes of a terminal (ECMA-48, select graphic rendition).
const (
	codeBold   = "\x1b[1m"
	codeDim    = "\x1b[2m"
	codeRed    = "\x1b[31m"
	codeGreen  = "\x1b[32m"
	codeYellow = "\x1b[33m"
	codeReset  = "\x1b[0m"
)

// paint puts a code around each line of a text that is not empty.
func (i ink) paint(code, text string) string {
	if !i {
		return text
	}
	lines := strings.Split(text, "\n")
	for at, line := range lines {
		if line != "" {
			lines[at] = code + line + codeReset
		}
	}
	return strings.Join(lines, "\n")
}

func (i ink) bold(text string) string { return i.paint(codeBold, text) }

func (i ink) dim(text string) string { return i.paint(codeDim, text) }

// mark is the sign of what is as it should be or not.
func (i ink) mark(ok bool) string { return i.verdict(eval.Expectation{OK: ok}) }

// verdict is the sign of an expectation that holds, is known to deviate, or does not hold.
func (i ink) verdict(e eval.Expectation) string {
	sign, _ := e.Verdict()
	switch {
	case e.Deviates():
		return i.paint(codeYellow, sign)
	case e.OK:
		return i.paint(codeGreen, sign)
	}
	return i.paint(codeRed, sign)
}

// severity colours the word that a diagnostic begins with.
func (i ink) severity(s diag.Severity, word string) string {
	if s == diag.Warning {
		return i.paint(codeBold+codeYellow, word)
	}
	return i.paint(codeBold+codeRed, word)
}

// preview is what stands below a line that is typed.
func (i ink) preview(text string, problem bool) string {
	if problem {
		return i.paint(codeYellow, text)
	}
	return i.dim(text)
}

// inks are those of the two streams.
type inks struct{ results, problems ink }

// terminals says which of the streams are terminals that show colours, as far as they are asked to.
func terminals() inks {
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return inks{}
	}
	return inks{isTerminal(os.Stdout), isTerminal(os.Stderr)}
}

func isTerminal(f *os.File) ink {
	return ink(term.IsTerminal(int(f.Fd())) && showsColors(f))
}

// colorChoice is the flag --color. What is not told apart is as the terminals are.
func (a *app) colorChoice() *choice {
	found := a.ink
	return &choice{flag: "color", kind: "when", words: []string{"auto", "always", "never"}, choose: func(word string) {
		switch word {
		case "auto":
			a.ink = found
		case "always":
			a.ink = inks{true, true}
		case "never":
			a.ink = inks{}
		}
	}}
}
