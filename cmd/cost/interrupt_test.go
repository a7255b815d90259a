//go:build !windows

package main

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt sends the process's own signal while standard input is still open.
func TestInterrupt(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer write.Close()
	old, oldArgs, oldErr := os.Stdin, os.Args, os.Stderr
	defer func() { os.Stdin, os.Args, os.Stderr = old, oldArgs, oldErr }()
	os.Stdin, os.Args = read, []string{"cost", "run", "-"}
	if os.Stderr, err = os.OpenFile(os.DevNull, os.O_WRONLY, 0); err != nil {
		t.Fatal(err)
	}
	exit := make(chan int)
	go func() { exit <- mainStatus() }()
	// The pipe takes what is written once the command listens: the signal then finds its handler.
	if _, err := io.WriteString(write, "output a = 1\n"); err != nil {
		t.Fatal(err)
	}
	for got := -1; got != exitInterrupted; {
		select {
		case got = <-exit:
			if got != exitInterrupted {
				t.Fatalf("exit status %d, not %d", got, exitInterrupted)
			}
		case <-time.After(10 * time.Millisecond):
			interrupt(t)
		}
	}
}

func interrupt(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
}

// TestCancelledBeforeRun checks that a command given a context that has ended prints no results.
func TestCancelledBeforeRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a := &app{stdin: errReader{}, stdout: io.Discard, stderr: io.Discard}
	for _, args := range [][]string{{"run", "-"}, {"check", "-"}, {"test", "-"}} {
		if got := a.execute(ctx, args); got != exitInterrupted {
			t.Errorf("%v: exit status %d, not %d", args, got, exitInterrupted)
		}
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("never read") }
