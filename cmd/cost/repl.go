package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

func (a *app) replCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "repl [FILE]",
		Short: "Try a script piece by piece",
		Long: "Read declarations, expressions and commands from standard input, one after the other. A declaration is added to the script, " +
			"or replaces the one of its name, which keeps its label, source and range where it has none of its own. An expression prints " +
			"its value, in which _ is the one before. A line that begins with a colon is a command: `:help` lists them.\n\n" +
			"Results go to standard output and nothing else does; what is wrong is said with its line of the input, leaves the script as " +
			"it was, and makes the exit status 1 in the end. Declarations that follow one another are checked together, so that their " +
			"order does not matter.\n\n" +
			"On a terminal Tab completes, the value of a line stands below it while it is typed, Ctrl-C clears the line or stops what runs, " +
			"and Ctrl-D leaves. What is typed is kept for the next session in a file of the user, or in that which COST_HISTORY names; " +
			"empty, it keeps nothing. The exit status is 0 there.",
		Example: "  cost repl model.cost < questions.txt\n  echo 'total as thousand DKK' | cost repl model.cost",
		Args:    atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			a.ownInterrupts = true
			signals := make(chan os.Signal, 1)
			signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
			defer signal.Stop(signals)
			ended := make(chan struct{})
			defer close(ended)
			return a.repl(cmd, args, func(r *repl) lineReader { return r.reader(ended) }, signals)
		},
	}
}

// atMostOne are the arguments of commands that take a script or none.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return usageError(say.T("%s takes one script, not %d: cost %s", cmd.Name(), len(args), cmd.Use))
}

// lineReader gives a session its lines. That of a terminal may complete and preview what is typed, by the methods of repl.
type lineReader interface {
	// line returns the next line without its end, and io.EOF after the last. More says that what stands above goes on. It
	// returns errInterrupted when somebody stops what is not running, and errCleared when that takes back what was typed.
	line(more bool) (string, error)
	// waiting reports whether another line is there already, as on a pipe or in what was pasted, so that it may be read before
	// what stands above it is answered.
	waiting() bool
}

// errInterrupted ends a session that is interrupted while it waits.
var errInterrupted = errors.New("interrupted")

// repl is a session on a stream of lines.
type repl struct {
	*app
	cmd     *cobra.Command // for the help
	session *eval.Session
	lines   lineReader
	signals <-chan os.Signal
	opened  []*os.Root // the folders of scripts that were loaded
	script  script     // that was loaded, for the names of files; before, one without a name
	at      int        // line of the input
	failed  bool
	done    bool
	pending piece // declarations that were not checked yet
	open    piece // what is not complete yet
}

// repl runs a session to the end of its lines.
func (a *app) repl(cmd *cobra.Command, args []string, from func(*repl) lineReader, signals <-chan os.Signal) error {
	r := &repl{app: a, cmd: cmd, signals: signals, script: script{folder: "."}}
	defer r.close()
	options := a.compiling(eval.WithInputName(stdinFile))
	if root, err := os.OpenRoot("."); err == nil {
		// A script that is written here may use what lies in the folder, as one on standard input may.
		r.opened, r.script.files = append(r.opened, root), root.FS()
		options = append(options, eval.WithFS(r.script.files))
	}
	var err error
	if r.session, err = eval.NewSession(options...); err != nil {
		return err
	}
	if len(args) > 0 {
		if err := r.load(args[0]); err != nil {
			return err
		}
	}
	r.lines = from(r)
	if err := r.greet(); err != nil {
		return err
	}
	return r.run()
}

// run reads lines until there are no more.
func (r *repl) run() error {
	for !r.done {
		r.tellOfHistory()
		line, err := r.lines.line(!r.open.empty())
		switch {
		case errors.Is(err, errCleared):
			r.open = piece{}
			continue
		case errors.Is(err, io.EOF):
			r.done, err = true, nil
		case err != nil:
			return err
		default:
			r.at++
			err = r.take(line)
		}
		switch {
		case err != nil:
		case r.done:
			err = cmp.Or(r.giveUp(), r.settle())
		case r.open.empty() && !r.lines.waiting():
			err = r.settle()
		}
		if err != nil {
			return err
		}
	}
	if r.failed && !r.typed {
		return errFailed
	}
	return nil
}

// interruptible does something that an interrupt stops. A wish that the session ends stops it too, and is then the error.
func (r *repl) interruptible(do func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	ended := make(chan struct{})
	defer close(ended)
	stop := func(s os.Signal) {
		if s == os.Interrupt {
			cancel(nil)
		}
		cancel(errInterrupted) // of two causes the first counts
	}
	select {
	case s := <-r.signals: // it was there before; what runs may keep the other from being heard
		stop(s)
	default:
		go func() {
			select {
			case s := <-r.signals:
				stop(s)
			case <-ended:
			}
		}()
	}
	err := do(ctx)
	if errors.Is(context.Cause(ctx), errInterrupted) {
		return errInterrupted
	}
	return err
}

// sayError keeps that something was wrong, and says so. Only results that cannot be written, and a wish that it ends, end the session.
func (r *repl) sayError(err error) error {
	var write *writeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &write), errors.Is(err, errInterrupted):
		return err
	}
	r.failed = true
	if problems := diagnosed(err); problems != nil {
		r.report(r.script.place(problems))
		return nil
	}
	if r.typed {
		r.complain(phraseOf(err))
		return nil
	}
	r.complain(say.T("%s:%d: %s", stdinFile, r.at, phraseOf(err)))
	return nil
}

// pipe reads lines from a stream that nobody types.
type pipe struct {
	lines   <-chan inputLine
	signals <-chan os.Signal
}

type inputLine struct {
	text string
	err  error
}

func (p *pipe) waiting() bool { return true }

func (p *pipe) line(bool) (string, error) {
	select {
	case l, ok := <-p.lines:
		if !ok {
			return "", io.EOF
		}
		return l.text, l.err
	case <-p.signals:
		return "", errInterrupted
	}
}
