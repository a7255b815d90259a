// Command dist builds the release: the command cost for Windows, Linux and macOS, zipped, with checksums.
//
//	go run ./cmd/dist -version v1.2.0
//
// It writes dist/cost_VERSION_OS_ARCH.zip, with the documents and examples that the README leads to, and dist/SHA256SUMS, and needs nothing but Go. The bits depend only on the
// source, the version, the time and the version of Go: whoever builds them again, wherever, gets the same checksums.
// The time in the archives is SOURCE_DATE_EPOCH where that is set, else the time of the commit.
//
// The exit status is 0 when all is written, 1 when something failed and nothing is, and 2 for wrong usage.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

// The exit statuses of the command.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() { os.Exit(mainStatus()) }

func mainStatus() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// options is what the command line asks for.
type options struct {
	out, version string
	platforms    []platform
}

func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitFine
	case err != nil:
		fmt.Fprintln(stderr, "dist:", err)
		return exitUsage
	}
	if err := build(ctx, o, stdout); err != nil {
		fmt.Fprintln(stderr, "dist:", err)
		return exitFailed
	}
	return exitFine
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	var names string
	flags := flag.NewFlagSet("dist", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.out, "o", "dist", "write to this `folder`; a release in it is replaced")
	flags.StringVar(&o.version, "version", "", "call the release this; usual is what git describe says, or development")
	flags.StringVar(&names, "platforms", strings.Join(platformNames(), ","), "build for these, as `os/arch,...`")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(stderr)
			flags.Usage()
		}
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("no argument is known, such as %q", flags.Arg(0))
	}
	if o.out == "" {
		return o, errors.New("-o names no folder")
	}
	if o.version != "" {
		if err := checkVersion(o.version); err != nil {
			return o, err
		}
	}
	var err error
	o.platforms, err = parsePlatforms(names)
	return o, err
}

// build makes the release of the module that the current folder lies in.
func build(ctx context.Context, o options, stdout io.Writer) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	git := gitIn(ctx, root)
	r := release{root: root, out: o.out, version: o.version, platforms: o.platforms}
	if r.version == "" {
		r.version = describe(git)
	}
	if err := checkVersion(r.version); err != nil {
		return err
	}
	if r.time, err = releaseTime(os.Getenv("SOURCE_DATE_EPOCH"), git); err != nil {
		return err
	}
	return r.write(ctx, stdout)
}
