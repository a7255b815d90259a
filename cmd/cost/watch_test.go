package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// staged is a watcher of outcomes that come one after the other, each with the files that changed, instead of a script.
type staged struct {
	*watcher
	out, problems bytes.Buffer
	runs          atomic.Int64
}

func stage(list []outcome, changed [][]string) *staged {
	s := &staged{}
	s.watcher = &watcher{
		app: &app{stdout: &s.out, stderr: &s.problems}, name: "model.cost", settled: settled,
		now: func() time.Time { return time.Date(2024, 5, 1, 12, 0, int(s.runs.Load()), 0, time.UTC) },
	}
	s.run = func(context.Context) outcome { return list[s.runs.Add(1)-1] }
	s.changed = func() []string { return changed[s.runs.Load()-1] }
	return s
}

// TestLoop goes through the life of a script: changed, unchanged, broken, gone and back.
func TestLoop(t *testing.T) {
	one, two := figuresOnly(figure("cost", "100", "DKK")), figuresOnly(figure("cost", "110", "DKK"))
	broken := outcome{problems: diag.List{problem(diag.Error, 2, "broken")}}
	gone := outcome{unread: &fileError{message: say.T("there is no file %s", "model.cost")}}
	here := []string{"model.cost"}
	s := stage([]outcome{one, two, two, broken, broken, gone, gone, two},
		[][]string{here, {"a.csv", "b.csv", "c.csv", "d.csv"}, here, here, here, nil, here})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		wake, done := make(chan struct{}), make(chan error)
		go func() { done <- s.loop(ctx, wake) }()
		for range 7 {
			wake <- struct{}{}
			time.Sleep(2 * settled)
			synctest.Wait()
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
	want := `12:00:01  model.cost
  Cost    100 kr.
12:00:02  model.cost
  Cost  100 → 110 kr. (+10.0%)
12:00:03  a.csv, b.csv, c.csv, …: no change
12:00:04  model.cost: the script has errors
12:00:05  model.cost: the same errors
12:00:06  model.cost: waiting for it to come back
12:00:08  model.cost
  · gone: error[C0201]: broken
`
	if diff := cmp.Diff(want, s.out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := s.problems.String(); !strings.Contains(got, "broken") || strings.Count(got, "broken") != 1 || strings.Count(got, "there is no file") != 1 {
		t.Errorf("said %q, not once each that the script is broken and that it is gone", got)
	}
}

// TestSettle checks that the several events of one save are one run, that events without a change are none, and that a folder
// in which things never rest does not keep a run away.
func TestSettle(t *testing.T) {
	one := figuresOnly(figure("cost", "100", "DKK"))
	s := stage([]outcome{one, one, one}, [][]string{{"model.cost"}, nil, {"model.cost"}})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		wake, done := make(chan struct{}), make(chan error)
		go func() { done <- s.loop(ctx, wake) }()
		for range 5 {
			wake <- struct{}{}
			time.Sleep(settled / 5)
		}
		synctest.Wait()
		if got := s.runs.Load(); got != 1 {
			t.Errorf("%d runs while a file is written, not the first alone", got)
		}
		time.Sleep(2 * settled)
		synctest.Wait()
		if got := s.runs.Load(); got != 2 {
			t.Errorf("%d runs after a file was written, not 2", got)
		}
		wake <- struct{}{} // nothing changed by now
		time.Sleep(2 * settled)
		synctest.Wait()
		if got := s.runs.Load(); got != 2 {
			t.Errorf("%d runs after an event without a change, not 2", got)
		}
		cancel()
		<-done
	})
	restless := stage([]outcome{one, one}, [][]string{{"model.cost"}, nil})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		wake, done := make(chan struct{}), make(chan error)
		go func() { done <- restless.loop(ctx, wake) }()
		for range 3 * mostUnsettled {
			wake <- struct{}{}
			time.Sleep(settled / 2)
		}
		synctest.Wait()
		if got := restless.runs.Load(); got != 2 {
			t.Errorf("%d runs in a folder that does not rest, not 2", got)
		}
		cancel()
		<-done
	})
}

// transcript is what a command prints, for a test that waits for parts of it.
type transcript struct {
	mu    sync.Mutex
	text  string
	grown chan struct{} // holds one
}

func (l *transcript) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.text += string(p)
	l.mu.Unlock()
	select {
	case l.grown <- struct{}{}:
	default:
	}
	return len(p), nil
}

// await waits until all parts were printed since the last call.
func (l *transcript) await(t *testing.T, parts ...string) {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		l.mu.Lock()
		found := true
		for _, part := range parts {
			found = found && strings.Contains(l.text, part)
		}
		text := l.text
		if found {
			l.text = ""
		}
		l.mu.Unlock()
		if found {
			return
		}
		select {
		case <-l.grown:
		case <-late:
			t.Fatalf("%q is not in\n%s", parts, text)
		}
	}
}

// TestWatch changes real files as people and editors do.
func TestWatch(t *testing.T) {
	t.Setenv(localeVariable, "")
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	script := "use \"parts/rates.cost\"\ndata stays from \"stays.csv\" { id: text, fee: DKK }\n" +
		"output cost \"Cost\" = rates.rate * sum(s.fee for s in stays)\nexpect cost = 600 DKK\n"
	rates := "use dk.norms\nparam rate = 2\noutput twice = rate\n"
	writeFile(t, path("model.cost"), script)
	writeFile(t, path("stays.csv"), "id,fee\na,100\nb,200\n")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	said := &transcript{grown: make(chan struct{}, 1)}
	ended := make(chan int, 1)
	go func() {
		a := &app{stdin: strings.NewReader(""), stdout: said, stderr: said}
		ended <- a.execute(ctx, []string{"watch", path("model.cost")})
	}()
	said.await(t, "the script has errors", "rates.cost")
	if err := os.Mkdir(path("parts"), 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(folder, "parts", "rates.cost"), rates)
	said.await(t, "600 kr.", "✓ cost = 600 DKK", "gone: error")
	writeFile(t, path("stays.csv"), "id,fee\na,100\nb,250\n")
	said.await(t, "stays.csv", "Cost  600 → 700 kr. (+16.7%)", "✗ cost = 600 DKK  holds → fails")
	writeFile(t, filepath.Join(folder, "parts", "rates.cost"), strings.Replace(rates, "2", "4", 1))
	said.await(t, "rates.cost", "Cost  700 → 1,400 kr. (+100.0%)", "still fails")
	replaceAsEditors(t, path("model.cost"), script+"expect cost > 1_000 DKK\n")
	said.await(t, "new: holds")
	replaceAsEditors(t, path("model.cost"), script+"expect cost > 1_000 DKK # as before\n")
	said.await(t, "model.cost: no change")
	writeFile(t, path("model.cost"), script+"expect cost > (1_000 DKK\n")
	said.await(t, "the script has errors", "model.cost:5:")
	if err := os.Remove(path("model.cost")); err != nil {
		t.Fatal(err)
	}
	said.await(t, "waiting for it to come back", "there is no file")
	placeAsEditors(t, path("model.cost"), strings.Replace(script, "sum", "2 * sum", 1))
	said.await(t, "Cost  1,400 → 2,800 kr. (+100.0%)")
	cancel()
	if got := <-ended; got != exitInterrupted {
		t.Errorf("exit status %d, not %d", got, exitInterrupted)
	}
	nothingRuns(t, "cost.(*listener)", "fsnotify.")
}

// replaceAsEditors moves a file away and another one to its place.
func replaceAsEditors(t *testing.T, name, text string) {
	t.Helper()
	if err := os.Rename(name, name+"~"); err != nil {
		t.Fatal(err)
	}
	placeAsEditors(t, name, text)
}

// placeAsEditors writes a file under another name and moves it to its place: nobody sees it half.
func placeAsEditors(t *testing.T, name, text string) {
	t.Helper()
	writeFile(t, name+".new", text)
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

// nothingRuns checks that no goroutine is in functions with such names, but for one that is about to return.
func nothingRuns(t *testing.T, names ...string) {
	t.Helper()
	late := time.Now().Add(10 * time.Second)
	for {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if !slices.ContainsFunc(names, func(name string) bool { return bytes.Contains(stacks, []byte(name)) }) {
			return
		}
		if time.Now().After(late) {
			t.Fatalf("one of %v still runs:\n%s", names, stacks)
		}
		runtime.Gosched()
	}
}

// TestWithoutEvents checks that files are looked at where the system tells of nothing.
func TestWithoutEvents(t *testing.T) {
	name := filepath.Join(t.TempDir(), "model.cost")
	asked := newTrace(filepath.Dir(name))
	asked.note("model.cost")
	l := &listener{wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go l.attend(time.Millisecond)
	l.follow(asked.folders())
	writeFile(t, name, "output cost = 1\n")
	<-l.wake
	if diff := cmp.Diff([]string{name}, asked.changed()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	l.close()
}

// TestUnwatchable checks what is refused at once.
func TestUnwatchable(t *testing.T) {
	folder := t.TempDir()
	for _, test := range []struct {
		args []string
		exit int
		said string
	}{
		{[]string{"-"}, exitUsage, "cost: watch takes a script in a file: nobody changes standard input\n"},
		{[]string{folder}, exitFile, "is a folder, not a script"},
		{[]string{filepath.Join(folder, "none.cost")}, exitFile, "there is no file"},
		{[]string{"model.cost", "--set", "a"}, exitUsage, "--set takes name=value"},
		{[]string{"model.cost", "other.cost"}, exitUsage, "watch takes one script, not 2"},
		{[]string{"-", "--locale", "da"}, exitUsage, "ingen ændrer standardinput"},
	} {
		out, problems, exit := call(t, "", append([]string{"watch"}, test.args...)...)
		if exit != test.exit || out != "" || !strings.Contains(problems, test.said) {
			t.Errorf("%v: exit status %d, printed %q, said %q", test.args, exit, out, problems)
		}
	}
}
