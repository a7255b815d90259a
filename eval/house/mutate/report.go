package main

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
)

//go:embed testdata/equivalent.txt
var equivalent string

// readEquivalents reads the mutants that behave as the original does: a line each with the key, and below it, indented, the reason.
func readEquivalents() (map[string]string, error) {
	reasons, key := map[string]string{}, ""
	for line := range strings.Lines(strings.ReplaceAll(equivalent, "\r\n", "\n")) {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(line, "\t") && key != "":
			reasons[key] = strings.TrimSpace(reasons[key] + " " + text)
		case reasons[key] == "" && key != "":
			return nil, fmt.Errorf("testdata/equivalent.txt gives no reason for %s", key)
		default:
			key = text
			reasons[key] = ""
		}
	}
	return reasons, nil
}

// report gathers what became of the mutants.
type report struct {
	known    map[string]string // reasons of equivalent mutants by key
	mutex    sync.Mutex
	tallies  map[[2]string]*tally // by package and operator
	survived []string
	wrong    []string // faults of the list
	verbose  bool
}

// tally counts mutants.
type tally struct{ killed, survived, equivalent int }

func newReport(known map[string]string, verbose bool) *report {
	return &report{known: known, tallies: map[[2]string]*tally{}, verbose: verbose}
}

// add tells what became of a mutant: the test that killed it, or "".
func (r *report) add(m *mutant, by string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	at := [2]string{m.code.folder, m.operator}
	if r.tallies[at] == nil {
		r.tallies[at] = &tally{}
	}
	_, listed := r.known[m.key()]
	if r.verbose {
		fmt.Fprintf(os.Stderr, "%s | %s\n", m.key(), by)
	}
	switch {
	case listed && by != "":
		r.wrong = append(r.wrong, fmt.Sprintf("%s is listed and killed by %s", m.key(), by))
	case listed:
		r.tallies[at].equivalent++
	case by != "":
		r.tallies[at].killed++
	default:
		r.tallies[at].survived++
		r.survived = append(r.survived, m.key())
	}
}

// stale finds what the list names and the code does not have.
func (r *report) stale(all []*mutant, packages []string) {
	have := map[string]bool{}
	for _, m := range all {
		have[m.key()] = true
	}
	for _, key := range slices.Sorted(maps.Keys(r.known)) {
		of := slices.ContainsFunc(packages, func(p string) bool { return strings.HasPrefix(key, p+"/") })
		if of && !have[key] {
			r.wrong = append(r.wrong, key+" is listed and there is no such mutant")
		}
	}
}

// figures is what is counted of one package or operator.
func (t tally) figures(name string) string {
	return fmt.Sprintf("%-24s %8d %8d %9d %11d %7.1f %%\n", name, t.killed+t.survived+t.equivalent, t.killed, t.survived, t.equivalent, t.share())
}

// share is the percentage killed of those that could be.
func (t tally) share() float64 {
	if t.killed+t.survived == 0 {
		return 100
	}
	return 100 * float64(t.killed) / float64(t.killed+t.survived)
}

// sums adds up the tallies by package (0) or operator (1).
func (r *report) sums(by int) map[string]tally {
	out := map[string]tally{}
	for at, t := range r.tallies {
		sum := out[at[by]]
		out[at[by]] = tally{sum.killed + t.killed, sum.survived + t.survived, sum.equivalent + t.equivalent}
	}
	return out
}

// write prints the figures, the survivors and what is wrong with the list.
func (r *report) write(w io.Writer) {
	for by, title := range []string{"package", "operator"} {
		fmt.Fprintf(w, "%-24s %8s %8s %9s %11s %9s\n", title, "mutants", "killed", "survived", "equivalent", "killed")
		sums := r.sums(by)
		for _, name := range slices.Sorted(maps.Keys(sums)) {
			fmt.Fprint(w, sums[name].figures(name))
		}
		fmt.Fprintln(w)
	}
	slices.Sort(r.survived)
	slices.Sort(r.wrong)
	for _, key := range r.survived {
		fmt.Fprintln(w, "survived:", key)
	}
	for _, fault := range r.wrong {
		fmt.Fprintln(w, "equivalent.txt:", fault)
	}
}

// good reports whether every package reaches a percentage and the list is right.
func (r *report) good(least float64) bool {
	for _, t := range r.sums(0) {
		if t.share() < least {
			return false
		}
	}
	return len(r.wrong) == 0
}
