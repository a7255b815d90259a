package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestInterrupt signals the command while it waits for more of its standard input.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // it has no signal that one process can send to just one other
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out, problems strings.Builder
	cmd := &exec.Cmd{Path: self, Args: []string{"cost", "run", "-"}, Stdout: &out, Stderr: &problems}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// A pipe holds less than this: once it is written the command reads, and so listens for signals.
	if _, err := io.WriteString(in, strings.Repeat("# more to come\n", 50_000)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if got := exitStatus(cmd.Wait()); got != exitInterrupted {
		t.Errorf("exit status %d, not %d", got, exitInterrupted)
	}
	if diff := cmp.Diff([]string{"", "cost: interrupted\n"}, []string{out.String(), problems.String()}); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCancelledBeforeRun checks that a command whose context has ended prints no results.
func TestCancelledBeforeRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"run", "-"}, {"check", "-"}, {"test", "-"}, {"plan", "-"}} {
		var out strings.Builder
		a := &app{stdin: brokenReader{}, stdout: &out, stderr: io.Discard}
		if got := a.execute(ctx, args); got != exitInterrupted || out.Len() > 0 {
			t.Errorf("%v: exit status %d, not %d; printed %q", args, got, exitInterrupted, out.String())
		}
	}
}

// TestUnreadableInput checks that standard input that fails is a file that cannot be read.
func TestUnreadableInput(t *testing.T) {
	var problems strings.Builder
	a := &app{stdin: brokenReader{}, stdout: io.Discard, stderr: &problems}
	if got := a.execute(context.Background(), []string{"run", "-"}); got != exitFile {
		t.Errorf("exit status %d, not %d", got, exitFile)
	}
	if want := "cost: standard input could not be read: broken\n"; problems.String() != want {
		t.Errorf("said %q, not %q", problems.String(), want)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("broken") }

// TestInterruptedSweep signals a sweep while its file grows: nothing is left of it, and what stood under the name stays.
func TestInterruptedSweep(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // it has no signal that one process can send to just one other
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "model.cost"), "param a = 1 in 0..1 step 0.0001\nparam b = 1 in 0..1 step 0.001\noutput x = a * b\n")
	writeFile(t, filepath.Join(folder, "points.csv"), "as it was")
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		var out, problems strings.Builder
		args := []string{"cost", "sweep", "model.cost", "--over", "a", "--over", "b", "--points", "100000000", "-o", "points.csv"}
		cmd := &exec.Cmd{Path: self, Args: args, Dir: folder, Stdout: &out, Stderr: &problems}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(10 * time.Second); hiddenBytes(folder) == 0 && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if got := exitStatus(cmd.Wait()); got != exitInterrupted {
			t.Errorf("%v: exit status %d, not %d", signal, got, exitInterrupted)
		}
		if diff := cmp.Diff([]string{"", "cost: interrupted\n"}, []string{out.String(), problems.String()}); diff != "" {
			t.Errorf("%v: -want +got:\n%s", signal, diff)
		}
		if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
			t.Errorf("%v: %s is left", signal, left)
		}
		if got := readFile(t, filepath.Join(folder, "points.csv")); got != "as it was" {
			t.Errorf("%v: %.20s stands in the file", signal, got)
		}
	}
}

// hiddenBytes is the length of what is written beside a file.
func hiddenBytes(folder string) int64 {
	found, _ := filepath.Glob(filepath.Join(folder, ".*"))
	if len(found) == 0 {
		return 0
	}
	info, err := os.Stat(found[0])
	if err != nil {
		return 0
	}
	return info.Size()
}
