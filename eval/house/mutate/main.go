// Command mutate tests the tests: it changes the code of a few packages in one small way at a time, and sees whether a test fails.
//
//	go run ./eval/house/mutate                                     # the whole run, by hand: an hour of two cores
//	go run ./eval/house/mutate -packages eval/num,eval/unit        # some packages
//	go run ./eval/house/mutate -packages eval/plan -only clock.go  # mutants whose name has a text in it
//	go run ./eval/house/mutate -sample 40 -seed 1 -suites 1        # some of all mutants, always the same; the gate does so
//	go run ./eval/house/mutate -list                               # the names of the mutants, nothing is run
//
// A mutant is one change that one operator makes; operators.go says which there are. One that does not compile is none. The packages'
// own tests are tried first, then those of packages that build on them, see suites.go; the first that fails, hangs or takes a
// gigabyte kills the mutant. Mutants that behave as the original does are listed by hand with a reason in testdata/equivalent.txt and
// count neither way; that list may name nothing that is not there, and nothing that a test kills.
//
// All mutants of the functions of a package are compiled into one test program, which the variable COST_MUTANT tells which one to
// be. Those of constants are compiled one by one. The working tree is not touched.
//
// It prints the figures by package and by operator and the survivors, and ends with 1 when fewer than -least percent of a package's
// mutants were killed or the list is wrong.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
)

// options is what the command line asks for.
type options struct {
	packages []string // from the root of the module, with slashes
	sample   int      // mutants, or 0 for all
	seed     uint64
	only     string // what the name of a mutant must have in it
	names    string // a file with the names of mutants, or ""
	least    float64
	jobs     int
	list     bool
	suites   int  // at most so many for each package, its own tests first
	verbose  bool // print every mutant with what killed it
}

func parseOptions() options {
	var o options
	packages := flag.String("packages", "eval/num,eval/unit,eval/plan", "the `folders` whose code is changed, with commas between")
	flag.IntVar(&o.sample, "sample", 0, "try so many mutants, chosen by the seed, and not all")
	flag.Uint64Var(&o.seed, "seed", 1, "which mutants a sample is made of")
	flag.StringVar(&o.only, "only", "", "try only mutants whose name has this `text` in it")
	flag.StringVar(&o.names, "names", "", "try only mutants whose names are in this `file`, such as the output of an earlier run")
	flag.Float64Var(&o.least, "least", 90, "the `percentage` of a package's mutants that must be killed")
	flag.IntVar(&o.jobs, "jobs", 2, "mutants that are tried at the same time")
	flag.BoolVar(&o.list, "list", false, "print the names of the mutants and do nothing else")
	flag.IntVar(&o.suites, "suites", 100, "run the tests of at most so many packages; with 1 a package's own and no others")
	flag.BoolVar(&o.verbose, "v", false, "print every mutant with what killed it")
	flag.Parse()
	o.packages = strings.Split(*packages, ",")
	return o
}

func main() {
	if err := run(parseOptions()); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

var errTooFew = errors.New("too many mutants survive, or the list of those that are equivalent is wrong")

func run(o options) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	known, err := readEquivalents()
	if err != nil {
		return err
	}
	report := newReport(known, o.verbose)
	all, err := gather(root, o)
	if err != nil {
		return err
	}
	chosen, err := choose(all, o)
	if err != nil {
		return err
	}
	if o.list {
		for _, m := range chosen {
			fmt.Println(m.key())
		}
		return nil
	}
	if err := try(root, chosen, o, report); err != nil {
		return err
	}
	if o.sample == 0 && o.only == "" && o.names == "" {
		report.stale(all, o.packages)
	}
	report.write(os.Stdout)
	if !report.good(o.least) {
		return errTooFew
	}
	return nil
}
