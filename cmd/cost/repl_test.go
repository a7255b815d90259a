package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
)

// typed is lines that someone types: none is there before the one above it was answered. Stops are the signals that
// follow lines, by their numbers.
type typed struct {
	lines   []string
	at      int
	more    []bool // what was asked for
	signals chan os.Signal
	stops   map[int]os.Signal
}

func (l *typed) waiting() bool { return false }

func (l *typed) line(more bool) (string, error) {
	l.more = append(l.more, more)
	if l.at == len(l.lines) {
		return "", io.EOF
	}
	l.at++
	if s := l.stops[l.at]; s != nil {
		l.signals <- s
	}
	return l.lines[l.at-1], nil
}

// session types lines into a session, and returns what it prints and says.
func session(t *testing.T, l *typed) (stdout, stderr string, err error) {
	t.Helper()
	var out, problems bytes.Buffer
	l.signals = make(chan os.Signal, 1)
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &problems}
	root := a.rootCommand()
	root.SetContext(context.Background())
	err = a.repl(root, nil, func(*repl) lineReader { return l }, l.signals)
	return out.String(), problems.String(), err
}

// TestReplAnswersEachLine checks that nothing waits for a line that nobody has typed, and that blocks ask for more.
func TestReplAnswersEachLine(t *testing.T) {
	l := &typed{lines: []string{"let x = y", "let y = 1", "let x = (", "y + 1", ")", "x", "1 +", "2"}}
	out, problems, err := session(t, l)
	if diff := cmp.Diff([]bool{false, false, false, true, true, false, false, true, false}, l.more); diff != "" {
		t.Errorf("more is asked for (-want +got):\n%s", diff)
	}
	if out != "2\n3\n" || !strings.Contains(problems, "<stdin>:1:9") || !errors.Is(err, errFailed) {
		t.Errorf("printed %q, said %q, ended with %v", out, problems, err)
	}
}

// TestReplInterrupt checks that an interrupt stops what runs, and that the session goes on.
func TestReplInterrupt(t *testing.T) {
	l := &typed{lines: []string{
		"param p = 2 in 1..3", "output o = p * p", ":simulate o draws 10_000_000", "o", ":simulate o draws 8",
	}, stops: map[int]os.Signal{3: os.Interrupt}}
	out, problems, err := session(t, l)
	if !strings.HasPrefix(out, "4\n") || !strings.Contains(out, "Simulation: o") {
		t.Errorf("printed %q", out)
	}
	if !strings.Contains(problems, "interrupted") || !errors.Is(err, errFailed) {
		t.Errorf("said %q, ended with %v", problems, err)
	}
	l.at, l.stops = 0, map[int]os.Signal{3: syscall.SIGTERM}
	if out, _, err := session(t, l); out != "" || !errors.Is(err, errInterrupted) {
		t.Errorf("asked to end, it printed %q and ended with %v", out, err)
	}
}

// TestReplInterruptedWhileItWaits checks that nobody has to wait for a pipe that gives nothing.
func TestReplInterruptedWhileItWaits(t *testing.T) {
	signals := make(chan os.Signal, 1)
	signals <- os.Interrupt
	in, to := io.Pipe()
	defer to.Close()
	ended := make(chan struct{})
	defer close(ended)
	_, err := newPipe(in, signals, ended).line(false)
	if !errors.Is(err, errInterrupted) {
		t.Errorf("ended with %v", err)
	}
	a := &app{stdout: io.Discard, stderr: io.Discard}
	if got := a.finish(context.Background(), err); got != exitInterrupted {
		t.Errorf("exit status %d, not %d", got, exitInterrupted)
	}
}

// TestReplPaste reads 5,000 lines, some of them wrong, 10,000 with a name and its value in turn, which takes minutes where each
// checks the whole script, and a script that cannot be read or written to.
func TestReplPaste(t *testing.T) {
	text := strings.Repeat("let a = 1\nlet b = a +* 2\nlet c = a * d\nlet e = 4 DKK\ne\n", 1_000)
	out, _, exit := call(t, text, "repl")
	if want := strings.Repeat("4 kr.\n", 1_000); out != want || exit != exitScript {
		t.Errorf("exit status %d, printed %d bytes, not %d", exit, len(out), len(want))
	}
	var mixed, want strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&mixed, "let v%[1]d = %[1]d hours\nv%[1]d * 2\n", i)
		fmt.Fprintf(&want, "%s hours\n", grouped(2*i))
	}
	if diff := cmp.Diff(want.String(), piped(t, mixed.String())); diff != "" {
		t.Errorf("5,000 names and their values (-want +got):\n%s", diff)
	}
	var problems bytes.Buffer
	a := &app{stdin: brokenReader{}, stdout: io.Discard, stderr: &problems}
	if got := a.execute(context.Background(), []string{"repl"}); got != exitFile || problems.String() != "cost: standard input could not be read: broken\n" {
		t.Errorf("exit status %d, said %q", got, problems.String())
	}
}

// grouped is a number below a million as values are printed.
func grouped(n int) string {
	if n < 1_000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1_000, n%1_000)
}

// TestReplCommandEndsBlock checks that a block that was left open takes no command with it, wherever that stands.
func TestReplCommandEndsBlock(t *testing.T) {
	for _, command := range []string{":list params", "  :list params", "\t:li params"} {
		out, problems, exit := call(t, "param p = 3 DKK\ncost \"x\" other once {\n"+command+"\n amount 3 DKK\n", "repl")
		if out != "p  3 kr.\n" || exit != exitScript || !strings.HasPrefix(problems, "error[C0113]: this `{` of `cost`") {
			t.Errorf("%q printed %q, said %q", command, out, problems)
		}
		out, problems, _ = call(t, "let a = 1\ncost \"x\" other once {\n"+command[:len(command)-len(strings.TrimLeft(command, " \t"))]+":quit\na\n", "repl")
		if out != "" || strings.Count(problems, "error[") != 1 {
			t.Errorf("%q ended nothing: printed %q, said %q", command, out, problems)
		}
	}
}

// TestReplSaves checks that a file of another name is told of, that saved changes are none, and that no device is written to.
func TestReplSaves(t *testing.T) {
	t.Chdir(t.TempDir())
	out, problems, exit := call(t, "let a = 1\n:save model\n:diff\nlet a = 2\n:save! model.cost\n:diff\n", "repl")
	if want := strings.Repeat("nothing changed since the script was loaded or saved\n", 2); out != want || exit != exitFine || strings.TrimSpace(problems) != "cost: the script is in `model.cost`" {
		t.Errorf("exit status %d, printed %q, said %q", exit, out, problems)
	}
	if _, err := os.Stat(os.DevNull); err != nil || filepath.Ext(os.DevNull) != "" {
		return // as on Windows, where its name is refused
	}
	_, problems, exit = call(t, "let a = 1\n:save "+os.DevNull+"\n:save! "+os.DevNull+"\n", "repl")
	if exit != exitScript || strings.Count(problems, "it is no ordinary file") != 2 {
		t.Errorf("exit status %d, said %q", exit, problems)
	}
}

// TestReplCommands checks that every command has a name of its own, a shortest beginning, and a line in the help that is found.
func TestReplCommands(t *testing.T) {
	for _, c := range replCommands() {
		found, err := findCommand(c.name)
		if err != nil || found.name != c.name || c.about.Empty() {
			t.Errorf(":%s is found as :%s, %v", c.name, found.name, err)
		}
	}
	for beginning, want := range map[string]string{"q": "quit", "SOL": "solve", "sav": "save", "save!": "save!", "red": "redo", "i": "info"} {
		if c, err := findCommand(beginning); err != nil || c.name != want {
			t.Errorf(":%s is :%s, %v", beginning, c.name, err)
		}
	}
}

// TestReplAssists checks what may be offered while a line is typed.
func TestReplAssists(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"model.cost", "notes.txt"} {
		if err := os.WriteFile(name, []byte("let a = 1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := &app{stdout: io.Discard, stderr: io.Discard}
	session, err := eval.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	r := &repl{app: a, session: session, script: script{folder: "."}}
	if _, err := r.session.Eval(context.Background(), "param many = 2 in 1..3\noutput some = many * 2\nscenario \"Few\" { many = 1 }"); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		":so": "1 solve source", ":list sc": "6 scenarios", ":load mo": "6 model.cost", ":vary so": "6 some", ":scen F": "6 Few",
		":set ma": "5 many", ":undo x": "7", ":help gross": "6 gross", "some + ma": "7 many", "let x = so": "8 some", ":wibble x": "9",
	} {
		from, list := r.complete(line, len(line))
		got := fmt.Sprint(from)
		for _, c := range list {
			got += " " + c.Text
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, not %s", line, got, want)
		}
	}
	for line, want := range map[string]string{
		"some * 2": "8", "let x = (": "", "some + 1 hour": "a plain number plus working time", ":undo": "", "param many = 3": "3", "": "",
	} {
		if got, _ := r.preview(context.Background(), r.previewed(line)); got.String() != want {
			t.Errorf("%s: %q, not %q", line, got, want)
		}
	}
	r.open.add("team pn {", 1)
	if _, list := r.complete("  sta", 5); len(list) != 2 {
		t.Errorf("in a block: %v", list)
	}
}

// TestReplReadsScripts pipes the examples into sessions. What they would save is what cost fmt prints, and what they put out what
// cost run does.
func TestReplReadsScripts(t *testing.T) {
	names := scripts(t)
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	t.Chdir(examples)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(printed(t, "fmt", name), piped(t, string(text)+"\n:source\n")); diff != "" {
			t.Errorf("%s laid out (-fmt +repl):\n%s", name, diff)
		}
		if diff := cmp.Diff(printed(t, "run", name), piped(t, string(text)+"\n:run\n")); diff != "" {
			t.Errorf("%s run (-run +repl):\n%s", name, diff)
		}
	}
}

// piped is what a session prints that has nothing to complain of.
func piped(t *testing.T, input string) string {
	t.Helper()
	out, problems, exit := call(t, input, "repl")
	if exit != exitFine || problems != "" {
		t.Fatalf("exit status %d\n%s", exit, problems)
	}
	return out
}
