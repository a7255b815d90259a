package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// newPipe reads a stream in lines, without their ends and a byte order mark, until it ends or fails, or the session has ended.
func newPipe(from io.Reader, signals <-chan os.Signal, ended <-chan struct{}) *pipe {
	lines := make(chan inputLine)
	go func() {
		defer close(lines)
		readLines(from, func(l inputLine) bool {
			select {
			case lines <- l:
				return true
			case <-ended:
				return false
			}
		})
	}()
	return &pipe{lines, signals}
}

// readLines hands out lines for as long as they are wanted.
func readLines(from io.Reader, give func(inputLine) bool) {
	in := bufio.NewReader(from)
	for first, wanted := true, true; wanted; first = false {
		text, err := in.ReadString('\n')
		if first {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if text != "" {
			wanted = give(inputLine{text: strings.TrimRight(text, "\r\n")})
		}
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil && wanted:
			give(inputLine{err: &fileError{message: say.T("standard input could not be read: %v", phraseOf(err))}})
			return
		}
	}
}

// piece is some lines of the input that belong together.
type piece struct {
	lines []string
	first int // the number of the first line
	depth int // brackets that are open
}

func (p *piece) empty() bool { return len(p.lines) == 0 }

func (p *piece) text() string { return strings.Join(p.lines, "\n") + "\n" }

func (p *piece) add(line string, at int) {
	if p.empty() {
		p.first = at
	}
	p.lines = append(p.lines, line)
	p.depth += opened(line)
}

// opened is how many more brackets a line opens than it closes, outside of texts and comments.
func opened(line string) int {
	depth, quoted := 0, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '#':
			return depth
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		}
	}
	return depth
}

// take reads a line: a command, the beginning of something, or more of what is open.
func (r *repl) take(line string) error {
	switch command, isCommand := r.commandOf(line); {
	case !r.open.empty() && (isCommand || r.begins(line)):
		// What stands above was forgotten to be closed: a declaration never begins inside another.
		if err := r.giveUp(); err != nil {
			return err
		}
		return r.take(line)
	case isCommand:
		if err := r.settle(); err != nil {
			return err
		}
		return r.sayError(r.command(command))
	case r.open.empty() && (saysNothing(line) || r.continues(line)):
		r.pending.add(line, r.at)
		return nil
	}
	r.open.add(line, r.at)
	if r.open.depth > 0 || incomplete(r.session, r.open.text()) {
		return nil
	}
	return r.conclude()
}

// commandOf is a line without the colon that makes it a command. In what is open, one that is indented has to name a command.
func (r *repl) commandOf(line string) (command string, ok bool) {
	command, ok = strings.CutPrefix(strings.TrimLeft(line, " \t"), ":")
	if !ok || r.open.empty() || line[0] == ':' {
		return command, ok
	}
	name, _, _ := strings.Cut(command, " ")
	_, err := findCommand(name)
	return command, err == nil
}

// begins reports whether a line begins a declaration in its first column.
func (r *repl) begins(line string) bool {
	return line != "" && !unicode.IsSpace(rune(line[0])) && startsDeclaration(line) && r.session.Declares(line)
}

func startsDeclaration(line string) bool {
	for _, word := range lang.Declarations() {
		if rest, ok := strings.CutPrefix(line, word); ok && strings.TrimLeft(rest, " \t") != rest {
			return true
		}
	}
	return false
}

func saysNothing(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "#")
}

// continues reports whether a line goes on with the declaration above it: it begins with a connecting word such as source, with a
// sign that joins, or is indented and begins with no name.
func (r *repl) continues(line string) bool {
	if r.pending.empty() || saysNothing(r.pending.lines[len(r.pending.lines)-1]) {
		return false
	}
	bare := strings.TrimLeft(line, " \t")
	word := bare[:len(bare)-len(strings.TrimLeftFunc(bare, inName))]
	if word != "" && !unicode.IsDigit(rune(word[0])) {
		return lang.Connecting(word) && word != "if" && word != "not"
	}
	return strings.ContainsRune("+*/,=~)]}", rune(bare[0])) || bare != line && strings.ContainsRune(`-"0123456789`, rune(bare[0]))
}

func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// incomplete reports whether a text only ends too early.
func incomplete(s *eval.Session, text string) bool {
	file := source.NewFile(stdinFile, text)
	var problems diag.List
	if s.Declares(text) {
		_, problems = lang.Parse(file)
	} else {
		_, _, problems = lang.ParseQuery(file)
	}
	return lang.IsIncomplete(problems)
}

// conclude takes what is open as it is: declarations wait for those that follow, an expression is answered.
func (r *repl) conclude() error {
	p := r.open
	r.open = piece{}
	if p.empty() {
		return nil
	}
	if r.session.Declares(p.text()) {
		for i, line := range p.lines {
			r.pending.add(line, p.first+i)
		}
		return nil
	}
	if err := r.settle(); err != nil {
		return err
	}
	return r.evaluate(p, r.session.Eval)
}

// giveUp takes what is open by itself, though it is not complete: what is wrong with it points at its opener.
func (r *repl) giveUp() error {
	if r.open.empty() {
		return nil
	}
	p := r.open
	r.open = piece{}
	if err := r.settle(); err != nil {
		return err
	}
	return r.evaluate(p, r.session.Eval)
}

// settle checks the declarations that wait, together.
func (r *repl) settle() error {
	p := r.pending
	r.pending = piece{}
	if p.empty() {
		return nil
	}
	return r.evaluate(p, r.session.Take)
}

func (r *repl) evaluate(p piece, how func(context.Context, string) (eval.Reply, error)) error {
	r.session.At(p.first)
	var reply eval.Reply
	err := r.interruptible(func(ctx context.Context) (err error) {
		reply, err = how(ctx, p.text())
		return err
	})
	if err := r.sayError(err); err != nil {
		return err
	}
	r.report(r.script.place(reply.Warnings))
	if reply.Value == nil || len(reply.Changes) > 0 {
		return nil
	}
	return r.print([]byte(reply.Value.Said().In(r.locale.language) + "\n"))
}

// diagnosed is an error as diagnostics, or nil.
func diagnosed(err error) diag.List {
	var problems diag.List
	if errors.As(err, &problems) {
		return problems
	}
	return nil
}
