package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const hello = `package main

import "fmt"

func main() { fmt.Println("hello, world") }
`

// BenchmarkRunAgainstHello runs `cost run examples/netvaerksmoeder.cost` and a program that prints one line in turn, both
// built without cgo as they are released, and reports the ratio of their wall times.
func BenchmarkRunAgainstHello(b *testing.B) {
	folder := b.TempDir()
	source := filepath.Join(folder, "hello.go")
	if err := os.WriteFile(source, []byte(hello), 0o644); err != nil {
		b.Fatal(err)
	}
	ours, theirs := filepath.Join(folder, "cost.exe"), filepath.Join(folder, "hello.exe")
	build(b, ours, ".")
	build(b, theirs, source)
	script := filepath.Join(examples, "netvaerksmoeder.cost")
	var run, print time.Duration
	for b.Loop() {
		run += timed(b, ours, "run", script)
		print += timed(b, theirs)
	}
	b.ReportMetric(float64(run)/float64(print), "ratio")
	b.ReportMetric(float64(run.Microseconds())/float64(b.N)/1000, "ms/run")
	b.ReportMetric(float64(print.Microseconds())/float64(b.N)/1000, "ms/hello")
}

func build(b testing.TB, program, source string) {
	b.Helper()
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, source)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
}

// timed runs a program and returns the wall time it took.
func timed(b *testing.B, program string, args ...string) time.Duration {
	b.Helper()
	return clocked(b, exec.Command(program, args...))
}

func clocked(b *testing.B, cmd *exec.Cmd) time.Duration {
	b.Helper()
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		b.Fatal(err)
	}
	return took
}

// BenchmarkRun is `cost run` without the start of a process, in each format.
func BenchmarkRun(b *testing.B) {
	for _, format := range []string{"text", "json"} {
		b.Run(format, func(b *testing.B) {
			args := []string{"run", filepath.Join(examples, "netvaerksmoeder.cost"), "--format", format}
			for b.Loop() {
				a := &app{stdin: &bytes.Buffer{}, stdout: io.Discard, stderr: io.Discard}
				if exit := a.execute(context.Background(), args); exit != exitFine {
					b.Fatalf("exit status %d", exit)
				}
			}
		})
	}
}
