package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/costlang/cost/lang/say"
)

// reader is where a session takes its lines from: a stream that nobody types, a terminal, or one that draws nothing.
func (r *repl) reader(ended <-chan struct{}) lineReader {
	switch {
	case !r.typed:
		return newPipe(r.stdin, r.signals, ended)
	case r.read && r.watched && os.Getenv("TERM") != "dumb":
		return newTerminal(r)
	}
	to := io.Discard
	if r.watched {
		to = r.stderr
	}
	return &prompted{pipe: newPipe(r.stdin, r.signals, ended), to: to}
}

// prompted reads lines that are typed where nothing can be drawn.
type prompted struct {
	*pipe
	to   io.Writer   // of prompts
	held []inputLine // the line that was there already
}

// pasteGap is how long after a line another one still belongs to what was pasted.
const pasteGap = 10 * time.Millisecond

func (p *prompted) waiting() bool {
	if len(p.held) > 0 {
		return true
	}
	select {
	case l, ok := <-p.lines:
		if !ok {
			l.err = io.EOF
		}
		p.held = append(p.held, l)
	case <-time.After(pasteGap):
	}
	return len(p.held) > 0
}

func (p *prompted) line(more bool) (string, error) {
	if len(p.held) > 0 {
		l := p.held[0]
		p.held = nil
		return l.text, l.err
	}
	prompt := firstPrompt
	if more {
		prompt = morePrompt
	}
	fmt.Fprint(p.to, prompt)
	select {
	case l, ok := <-p.lines:
		if !ok {
			fmt.Fprintln(p.to)
			return "", io.EOF
		}
		return l.text, l.err
	case s := <-p.signals:
		fmt.Fprintln(p.to)
		if s == os.Interrupt {
			return "", errCleared
		}
		return "", errInterrupted
	}
}

// greet says what the session is, on a terminal only.
func (r *repl) greet() error {
	if !r.typed || !r.read {
		return nil
	}
	text := say.T("cost %s; `:help` lists the commands", moduleVersion())
	if r.script.name != "" {
		outputs := say.Count(len(outputNames(r.session.Program())), say.T("1 output"), say.T("%d outputs", len(outputNames(r.session.Program()))))
		text = say.T("cost %s; %s has %s; `:help` lists the commands", moduleVersion(), filepath.Base(r.script.name), outputs)
	}
	return r.print([]byte(r.ink.results.dim(wrap(text.In(r.locale.language), r.columns())) + "\n"))
}

// tellOfHistory says once why lines are not kept.
func (r *repl) tellOfHistory() {
	t, ok := r.lines.(*terminal)
	if !ok {
		return
	}
	if problem := t.history.told(); !problem.Empty() {
		r.complain(problem)
	}
}
