// Command cost writes, runs, watches, checks, tests and lays out cost scripts, and explains their language.
//
//	cost new model --like group
//	cost help course
//	cost run examples/netvaerksmoeder.cost --scenario "Dear" --set meetings=10
//	cost watch model.cost
//	cost check model.cost
//	cost test examples
//	cost fmt -w examples
//
// Results go to standard output and diagnostics to standard error. The exit status is 0 when all is fine, 1 when a
// script has errors, a limit was hit, an expectation failed or a layout differs, 2 for wrong usage, 3 when a file could not
// be read or written, and 130 when the command was interrupted.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/term"
)

// fewerCollections lets the heap grow to a few times the usual before it is swept: most runs end before that.
const fewerCollections = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(fewerCollections)
	}
	os.Exit(mainStatus())
}

// mainStatus runs the command line of the process, which ends after it. An interrupt, a wish that it ends, or that its terminal is
// closed, cancels what runs; a second interrupt or wish ends it as usual.
func mainStatus() int {
	ctx, stop := signal.NotifyContext(whileAttached(context.Background()), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, width: terminalWidth(os.Stdout), screen: screenWidth(os.Stderr), ink: terminals(), watched: term.IsTerminal(int(os.Stderr.Fd())), read: term.IsTerminal(int(os.Stdout.Fd())), typed: term.IsTerminal(int(os.Stdin.Fd()))}
	return a.execute(ctx, os.Args[1:])
}

// whileAttached ends when the terminal is closed, but for a command that nohup keeps running. A shell and the system may both say so: what they
// say again is not to break off what is being cleared away.
func whileAttached(ctx context.Context) context.Context {
	if !signal.Ignored(syscall.SIGHUP) {
		ctx, _ = signal.NotifyContext(ctx, syscall.SIGHUP)
	}
	return ctx
}
