//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/creack/pty"
)

// Who waits for a long simulation at a terminal sees a bar; a pipe is told nothing, and nobody is of a short one.
func TestProgressOfSimulations(t *testing.T) {
	folder := t.TempDir()
	script := filepath.Join(folder, "model.cost")
	writeFile(t, script, "param a = 5 in 1..9\nparam b = 2 in 1..3\noutput x = a * b + a / b\nsimulate x draws 30_000_000\n")
	long := []string{"--points", "30000000"}
	report := append([]string{"report", script, "-o", filepath.Join(folder, "page.html")}, long...)
	simulate := append([]string{"simulate", script, "--of", "x", "--draws", "30000000"}, long...)
	for _, args := range [][]string{report, simulate} {
		if told := onTerminal(t, args); !bar.MatchString(told) {
			t.Errorf("%s shows no bar, but %q", args[0], told)
		}
	}
	if told := onTerminal(t, []string{"simulate", script, "--of", "x"}); bar.MatchString(told) {
		t.Errorf("a short simulation shows a bar: %q", told)
	}
	var told bytes.Buffer
	cmd := costProcess(t, report)
	cmd.Stdout, cmd.Stderr = &told, &told
	if err := cmd.Run(); err != nil || told.Len() > 0 {
		t.Errorf("a pipe is told %q: %v", &told, err)
	}
}

// bar is how a bar ends: the part that is done, and the time that is left. On a busy machine it may be seen once only, when all is done.
var bar = regexp.MustCompile(`\d+ ?% +\d\d:\d\d`)

// costProcess is the command line as a process.
func costProcess(t *testing.T, args []string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"cost"}, args...), Env: append(os.Environ(), "TERM=xterm-256color", "COST_LOCALE=en")}
}

// onTerminal is all that a command writes to a terminal.
func onTerminal(t *testing.T, args []string) string {
	t.Helper()
	cmd := costProcess(t, args)
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		t.Fatal(err)
	}
	defer keys.Close()
	out, _ := io.ReadAll(keys) // ends with an error when the other side is closed
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %v: %s", args, err, out)
	}
	return string(out)
}
