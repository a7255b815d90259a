//go:build unix

package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// screen is a session on a pseudo-terminal, and what that shows.
type screen struct {
	t       *testing.T
	keys    *os.File
	view    vt10x.Terminal
	command *exec.Cmd

	mu      sync.Mutex
	written bytes.Buffer
	ended   chan struct{}
}

// sessionOn begins a session on a terminal of some size, with variables of the environment.
func sessionOn(t *testing.T, columns, rows int, env []string, args ...string) *screen {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, view: vt10x.New(vt10x.WithSize(columns, rows), vt10x.WithWriter(io.Discard)), ended: make(chan struct{})}
	s.command = &exec.Cmd{Path: self, Args: append([]string{"cost", "repl"}, args...)}
	s.command.Env = append(os.Environ(), append([]string{
		"TERM=xterm-256color", "NO_COLOR=", "COST_LOCALE=en", "INPUTRC=" + os.DevNull, "COST_HISTORY=" + filepath.Join(t.TempDir(), "typed"),
	}, env...)...)
	size := &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}
	if s.keys, err = pty.StartWithSize(s.command, size); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.command.Process.Kill() // it has ended, or shall
		<-s.ended
		_ = s.keys.Close()
	})
	go s.watch()
	s.shows("cost>")
	return s
}

// watch draws what the session writes, until it ends.
func (s *screen) watch() {
	defer close(s.ended)
	in := bufio.NewReader(io.TeeReader(s.keys, s))
	for s.view.Parse(in) == nil {
	}
	_ = s.command.Wait() // its status is asked for elsewhere
}

// Write keeps what is written, as it is.
func (s *screen) Write(part []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.written.Write(part)
}

func (s *screen) raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.written.String()
}

func (s *screen) text() string {
	var lines []string
	for line := range strings.SplitSeq(s.view.String(), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// types sends keys.
func (s *screen) types(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		s.t.Fatal(err)
	}
}

// patience is how long a screen may take to show what is due: other tests run beside this one.
const patience = 10 * time.Second

// shows waits until all of some texts are on the screen.
func (s *screen) shows(texts ...string) {
	s.t.Helper()
	s.until(func() bool {
		now := s.text()
		for _, text := range texts {
			if !strings.Contains(now, text) {
				return false
			}
		}
		return true
	}, strings.Join(texts, " and "))
}

// ends waits until the screen ends with a text.
func (s *screen) endsWith(text string) {
	s.t.Helper()
	s.until(func() bool { return strings.HasSuffix(s.text(), text) }, text+" at its end")
}

func (s *screen) until(done func() bool, what string) {
	s.t.Helper()
	for end := time.Now().Add(patience); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("the screen does not show %s:\n%s", what, s.text())
		}
	}
}

// leaves waits for the end of the session, and returns its exit status.
func (s *screen) leaves() int {
	s.t.Helper()
	select {
	case <-s.ended:
	case <-time.After(patience):
		s.t.Fatalf("the session does not end:\n%s", s.text())
	}
	return s.command.ProcessState.ExitCode()
}
