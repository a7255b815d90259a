package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"unicode"

	"github.com/reeflective/readline"
	"golang.org/x/term"

	"github.com/costlang/cost/lang/say"
)

// The prompts of a session, of what begins and of what goes on. They are equally wide, so that blocks stand straight.
const (
	firstPrompt = "cost> "
	morePrompt  = "  ... "
)

// mostPasted is the lines of a paste that are each kept in the history.
const mostPasted = 100

// errCleared is a line that was taken back, and all that it goes on with.
var errCleared = errors.New("cleared")

// terminal reads lines that are typed, with history, completion, colours and a preview of what the line would give.
type terminal struct {
	repl    *repl
	shell   *readline.Shell
	history *history
	preview *previewer
	more    bool
	pasted  []string // lines that were pasted below the one that was taken
	rest    string   // what was pasted below them
	typeOn  string   // that, when its line begins
	many    bool     // too many lines were pasted to keep each
	accept  bool     // that what was pasted ends the line
	offered offer
	ended   atomic.Bool // the session is asked to end
}

// newTerminal returns the reader of a terminal. It changes nothing there before a line is read.
func newTerminal(r *repl) *terminal {
	t := &terminal{repl: r, shell: readline.NewShell(), history: openHistory()}
	t.preview = newPreviewer(r.previewText, t.shell.Keys.RequestRefresh)
	t.configure()
	t.bind()
	t.shell.Prompt.Primary(func() string { return r.ink.results.bold(t.prompt()) })
	t.shell.PasteTransformer = t.paste
	t.shell.Hint.SetProvider(t.hint)
	if r.ink.results {
		t.shell.SyntaxHighlighter = func(line []rune) string { return r.painted(string(line)) }
	}
	t.shell.History.Delete()
	t.shell.History.Add("history", t.history)
	return t
}

// configure makes the library keep æøå, show colours that are ours only, and ask the terminal nothing: keys that are typed while
// it waits for an answer would be lost.
func (t *terminal) configure() {
	for name, value := range map[string]any{
		"input-meta": true, "output-meta": true, "convert-meta": false, "enable-bracketed-paste": true,
		"cursor-position-probe": false, "history-autosuggest": false, "comment-begin": `[^\x00-\x{10FFFF}]`, "autocomplete": false,
	} {
		_ = t.shell.Config.Set(name, value) // never an error
	}
}

// bind gives the keys their meanings that are not the library's.
func (t *terminal) bind() {
	commands := t.shell.Keymap.Commands()
	pasteText, acceptLine := commands["bracketed-paste-begin"], commands["accept-line"]
	t.shell.Keymap.Register(map[string]func(){
		"take-back": func() {
			t.shell.Display.AcceptLine()
			t.shell.History.Accept(false, false, readline.ErrInterrupt)
		},
		"bracketed-paste-begin": func() {
			pasteText()
			if t.accept {
				t.accept = false
				acceptLine()
			}
		},
	})
	for _, name := range []string{"complete", "menu-complete", "menu-complete-backward", "possible-completions"} {
		t.shell.Keymap.Register(map[string]func(){name: t.complete})
	}
	for keys := range t.shell.Config.Binds {
		for key, command := range map[string]string{
			"\x03": "take-back", "\t": "complete", "\x12": "history-substring-search-backward", "\x13": "history-substring-search-forward",
		} {
			_ = t.shell.Config.Bind(keys, key, command, false) // never an error
		}
	}
}

func (t *terminal) prompt() string {
	if t.more {
		return morePrompt
	}
	return firstPrompt
}

func (t *terminal) waiting() bool { return len(t.pasted) > 0 }

func (t *terminal) line(more bool) (string, error) {
	t.more = more
	if t.waiting() {
		return t.nextPasted()
	}
	t.rest, t.typeOn = "", t.rest
	stop := t.listen()
	line, err := t.shell.Readline()
	stop()
	t.preview.forget()
	switch {
	case t.ended.Load():
		return "", errInterrupted
	case errors.Is(err, readline.ErrInterrupt):
		return "", errCleared
	case err != nil && !errors.Is(err, io.EOF):
		return "", &fileError{message: say.T("standard input could not be read: %v", phraseOf(err))}
	}
	return line, err
}

// listen sees to signals while a line is typed, by taking it back.
func (t *terminal) listen() (stop func()) {
	done := make(chan struct{})
	go func() {
		select {
		case s := <-t.repl.signals:
			t.ended.Store(s != os.Interrupt)
			t.shell.Keys.Feed(true, '\x03')
			t.shell.Keys.RequestRefresh()
		case <-done:
		}
	}()
	return func() { close(done) }
}

// nextPasted shows a line that was pasted, as if it had been typed.
func (t *terminal) nextPasted() (string, error) {
	select {
	case s := <-t.repl.signals:
		t.pasted, t.rest = nil, ""
		if s != os.Interrupt {
			return "", errInterrupted
		}
		return "", errCleared
	default:
	}
	line := t.pasted[0]
	t.pasted = t.pasted[1:]
	shown := line
	if t.repl.ink.results {
		shown = t.repl.painted(line)
	}
	if err := t.repl.print([]byte(t.repl.ink.results.bold(t.prompt()) + shown + "\n")); err != nil {
		return "", err
	}
	if !t.many {
		t.history.remember(line)
	}
	return line, nil
}

// paste takes the first line of what is pasted where the cursor is. Those below it are read as if they came from a pipe, so
// that many are as quick as a few; the last is typed on.
func (t *terminal) paste(text string) string {
	text = strings.Map(printable, text)
	lines := strings.Split(text, "\n")
	last := len(lines) - 1
	if last == 0 {
		return text
	}
	line, at := t.shell.Line(), t.shell.Cursor().Pos()
	t.pasted, t.rest, t.accept = lines[1:last], lines[last]+string((*line)[at:]), true
	t.many = last > mostPasted
	line.Set((*line)[:at]...)
	return lines[0]
}

// printable leaves out what would steer the terminal.
func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

// hint is what stands below the line. It is asked for before a line is drawn, which is when there has to be room for it.
func (t *terminal) hint(line []rune, _ int) []rune {
	if t.typeOn != "" {
		line, t.typeOn = []rune(t.typeOn), ""
		t.shell.Line().Set(line...)
		t.shell.Cursor().Set(len(line))
	}
	columns, rows := screenSize()
	var below []string
	if found := t.preview.of(t.repl.previewed(string(line))); found.text != "" {
		below = append(below, t.repl.ink.results.preview(cut(found.text, columns-1), found.problem))
	}
	if string(line) == t.offered.line {
		below = append(below, t.offered.list...)
	}
	t.reserve((len(firstPrompt)+width(string(line)))/columns+1+max(1, len(below)), rows)
	return []rune(strings.Join(below, "\r\n"))
}

// reserve makes room below the cursor by moving what stands above it up, where the screen ends too early: the library draws
// below the last row otherwise.
func (t *terminal) reserve(needed, rows int) {
	if needed = min(needed, rows-1); needed > 0 {
		fmt.Fprint(os.Stdout, strings.Repeat("\x1bD", needed)+fmt.Sprintf("\x1b[%dA", needed))
	}
}

// screenSize is the columns and rows of the screen.
func screenSize() (columns, rows int) {
	columns, rows, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || columns <= 0 || rows <= 0 {
		return usualWidth, 24
	}
	return columns, rows
}

// cut shortens a text to some columns.
func cut(text string, columns int) string {
	if runes := []rune(text); len(runes) > columns {
		return string(runes[:max(columns-1, 0)]) + "…"
	}
	return text
}
