package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costlang/cost/lang/say"
)

// history is the lines that were typed before, in this session and those before it, the oldest first.
type history struct {
	lines   []string
	file    *os.File   // where they are kept, nil for nowhere
	problem say.Phrase // why nowhere, or empty
}

// The lines that are kept: of a file only the last mostHistory bytes are read, and written anew when it has twice as many.
const (
	mostHistory = 128 << 10
	historyFile = "history"
)

// errNoLine is a line that is not there.
var errNoLine = errors.New("no such line")

// historyPath is the file that lines are kept in, "" for none: what COST_HISTORY says, or a file of the user.
func historyPath() (string, error) {
	if path, ok := os.LookupEnv("COST_HISTORY"); ok {
		return path, nil
	}
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(folder, "cost")
	return filepath.Join(folder, historyFile), os.MkdirAll(folder, 0o700)
}

// openHistory reads what was typed before. Without a file there is still the history of this session, and a problem to tell of.
func openHistory() *history {
	path, err := historyPath()
	if err == nil && path == "" {
		return &history{}
	}
	h := &history{}
	if err == nil {
		h.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	}
	if err == nil {
		err = h.read()
	}
	if err != nil {
		h.fail(err)
		h.readOnly(path)
	}
	return h
}

// fail goes on without a file.
func (h *history) fail(err error) {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the file is that of all sessions
	}
	h.problem = say.T("what you type is not kept for another session: %v", phraseOf(err))
	if h.file != nil {
		_ = h.file.Close() // nothing of it is needed
	}
	h.file = nil
}

// readOnly reads a history that cannot be written to.
func (h *history) readOnly(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	if text, err := tail(f, mostHistory); err == nil {
		h.lines = typedLines(text)
	}
}

// read takes the last lines of the file, and shortens it when there is far more.
func (h *history) read() error {
	info, err := h.file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: h.file.Name(), Err: fs.ErrInvalid}
	}
	text, err := tail(h.file, mostHistory)
	if err != nil {
		return err
	}
	h.lines = typedLines(text)
	if info.Size() > 2*mostHistory {
		return h.shorten()
	}
	return nil
}

// shorten writes the file anew with the lines that were read.
func (h *history) shorten() error {
	if err := h.file.Truncate(0); err != nil {
		return err
	}
	_, err := h.file.WriteString(strings.Join(h.lines, "\n") + "\n")
	return err
}

// tail is the last bytes of a file, from the beginning of a line.
func tail(f *os.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	from := max(0, info.Size()-most)
	text, err := io.ReadAll(io.NewSectionReader(f, from, most))
	if from > 0 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	return text, err
}

// typedLines are the lines of a text that somebody may have typed: others could steer the terminal.
func typedLines(text []byte) []string {
	var out []string
	for line := range bytes.Lines(text) {
		if s := strings.TrimRight(string(line), "\r\n"); plain(s) {
			out = append(out, s)
		}
	}
	return out
}

// plain reports whether a line says something, and nothing to the terminal.
func plain(line string) bool {
	steers := func(r rune) bool { return unicode.IsControl(r) && r != '\t' }
	return strings.TrimSpace(line) != "" && utf8.ValidString(line) && !strings.ContainsFunc(line, steers)
}

// remember keeps a line, unless it is the one before.
func (h *history) remember(line string) {
	if !plain(line) || len(h.lines) > 0 && h.lines[len(h.lines)-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	if h.file == nil {
		return
	}
	if _, err := h.file.WriteString(line + "\n"); err != nil {
		h.fail(err)
	}
}

// told is why lines are not kept. It is said once.
func (h *history) told() say.Phrase {
	problem := h.problem
	h.problem = say.Phrase{}
	return problem
}

// Write keeps a line, for the library. Its error is always nil: what is wrong is said between two lines.
func (h *history) Write(line string) (int, error) {
	h.remember(line)
	return len(h.lines), nil
}

// GetLine is a line by its number from 0, the oldest, for the library. The error says that there is none.
func (h *history) GetLine(i int) (string, error) {
	if i < 0 || i >= len(h.lines) {
		return "", errNoLine
	}
	return h.lines[i], nil
}

// Len is how many lines there are, for the library.
func (h *history) Len() int { return len(h.lines) }

// Dump is all lines, for the library.
func (h *history) Dump() any { return h.lines }
