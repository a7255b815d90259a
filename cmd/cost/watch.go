package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

func (a *app) watchCommand() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "watch FILE",
		Short: "Run a script again whenever it changes, and print what became different",
		Long: "Run a script, print its figures and expectations, and run it again whenever the script, a script that it uses or a data file " +
			"changes. What became different is printed: figures from old to new, expectations that hold or fail now, and diagnostics that are " +
			"new or gone. While a script has errors, its last figures are kept to compare with. Ctrl-C ends it.",
		Example: "  cost watch model.cost\n  cost watch model.cost --scenario \"Dear\" --set meetings=10",
		Args:    one,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.watch(cmd.Context(), args[0], f) },
	}
	f.addScenario(cmd)
	f.addSet(cmd)
	f.addPoints(cmd)
	return cmd
}

// watch runs a script until the context ends.
func (a *app) watch(ctx context.Context, name string, f runFlags) error {
	if name == stdinName {
		return usageError(say.T("watch takes a script in a file: nobody changes standard input"))
	}
	if err := a.allow(f); err != nil {
		return err
	}
	in, err := inputs(f.set)
	if err != nil {
		return err
	}
	if name, err = onlyMatch(name); err != nil {
		return err
	}
	name = filepath.Clean(name)
	l := listen(pollEvery)
	defer l.close()
	t := &target{app: a, name: name, in: in, scenario: f.scenario, listener: l}
	w := &watcher{app: a, name: name, run: t.run, changed: t.changed, now: time.Now, settled: settled}
	return w.loop(ctx, l.wake)
}

// target is the script that is watched, and the files that its last run asked for.
type target struct {
	app      *app
	name     string
	in       eval.Inputs
	scenario string
	asked    *trace
	listener *listener
}

// run runs the script as it is now, and listens to what that asked for.
func (t *target) run(ctx context.Context) outcome {
	t.asked = newTrace(filepath.Dir(t.name))
	t.asked.note(filepath.Base(t.name))
	var out outcome
	err := t.app.useThrough(ctx, t.name, func(files fs.FS) fs.FS { return tracing{files, t.asked} }, func(s script, p *eval.Program) error {
		r, err := p.Report(ctx, t.in, eval.Under(t.scenario))
		if err == nil {
			out = outcome{results: &results{r.Outputs(), r.Expectations}, problems: s.place(r.Warnings)}
		}
		return err
	})
	if err != nil && !errors.As(err, &out.problems) {
		out.unread = err
	}
	t.listener.follow(t.asked.folders())
	return out
}

// changed names the files that are not as they were before the last run read them.
func (t *target) changed() []string { return t.asked.changed() }

// watcher runs a script again and again and says what became different.
type watcher struct {
	app     *app
	name    string
	run     func(context.Context) outcome
	changed func() []string // files that changed since the last run began
	now     func() time.Time
	settled time.Duration // without events before a run, since a save is several
	last    outcome
}

// settled is usual, and mostUnsettled is how many such times a folder in which things go on can delay a run.
const (
	settled       = 50 * time.Millisecond
	mostUnsettled = 10
)

// loop runs the script once, and again when files changed after something woke it. The error is the context's, that of the
// first reading of the script, or that of writing.
func (w *watcher) loop(ctx context.Context, wake <-chan struct{}) error {
	if err := w.first(ctx); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		}
		w.settle(ctx, wake)
		if err := w.again(ctx); err != nil {
			return err
		}
	}
}

// settle waits until nothing has come for a while.
func (w *watcher) settle(ctx context.Context, wake <-chan struct{}) {
	longest := time.NewTimer(mostUnsettled * w.settled)
	defer longest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-longest.C:
			return
		case <-time.After(w.settled):
			return
		case <-wake:
		}
	}
}

// first runs the script for the first time: then it must be there.
func (w *watcher) first(ctx context.Context) error {
	next := w.run(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if next.unread != nil {
		return next.unread
	}
	return w.tell(next, []string{w.name})
}

// again runs the script where a file changed. One that could not be read is tried again each time: nothing need change for
// another program to let go of it.
func (w *watcher) again(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	changed := w.changed()
	if len(changed) == 0 && w.last.unread == nil {
		return nil
	}
	next := w.run(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if next.unread != nil && w.last.unread != nil {
		w.last = next.keeping(w.last)
		return nil // it was said
	}
	return w.tell(next, changed)
}

// tell prints what became different.
func (w *watcher) tell(next outcome, changed []string) error {
	before, fails := w.last, next.results == nil && next.unread == nil
	next = next.keeping(before)
	w.last = next
	d, o := changes(before, next), w.app.page()
	text := w.head(changed, state(d, before.results == nil, fails, next.unread != nil), o)
	if before.results == nil && next.results != nil {
		text += resultLines(next.results, o)
	}
	if err := w.app.print([]byte(text + changeLines(d, o))); err != nil {
		return err
	}
	if next.unread != nil {
		w.app.complain(phraseOf(next.unread))
	}
	w.app.reported = false // the line with the time stands between this list and the last
	w.app.report(d.appeared)
	return nil
}

// mostChanged is how many files the line of a run names.
const mostChanged = 3

// head is the line of a run: the time, what changed, and what came of it where that is all.
func (w *watcher) head(changed []string, state say.Phrase, o pageOptions) string {
	if len(changed) == 0 {
		changed = []string{w.name}
	}
	names := ""
	for i, name := range changed[:min(mostChanged, len(changed))] {
		if i > 0 {
			names += ", "
		}
		names += diag.Visible(name)
	}
	if len(changed) > mostChanged {
		names += ", …"
	}
	mark := w.now().Format(time.TimeOnly) + "  "
	if state.Empty() {
		return o.ink.bold(hanging(mark, names, o.width)) + "\n"
	}
	return o.ink.dim(hanging(mark, names+": "+o.say(state), o.width)) + "\n"
}

// state is what came of a run, or empty where the lines below say so.
func state(d differences, first, fails, unread bool) say.Phrase {
	switch {
	case unread:
		return say.T("waiting for it to come back")
	case fails && d.none():
		return say.T("the same errors")
	case fails:
		return say.T("the script has errors")
	case d.none() && !first:
		return say.T("no change")
	}
	return say.Phrase{}
}
