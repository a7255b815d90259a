package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// suite is tests that may kill a mutant.
type suite struct {
	folder string
	args   []string
}

// suites gives, for a package whose code is changed, the tests that are tried, its own and the quickest first. Left out are tests
// that take long for reasons of their own: of limits, of other programs, of layouts.
func suites(folder string, most int) []suite {
	above := map[string][]suite{
		"eval/num":   {{"eval/exact", nil}, {"eval/table", nil}, {"eval/referee", nil}},
		"eval/unit":  {{"eval/check", nil}, {"eval/table", nil}, {"eval/referee", nil}},
		"eval/exact": {{"eval/referee", nil}},
		"eval/plan": {
			{"eval/exact", nil}, {"eval/referee", nil}, {"eval/conformance", nil}, {"eval/lanes", nil}, {"eval/manual", nil},
			{"eval", []string{"-test.skip=Hostile|Concurrent|^Fuzz|Undo"}},
			{"cmd/cost", []string{"-test.run=Explain|RunOf|Terminals|Colors|Analyses|Completion|Script|Golden|Session|Check|Review|Assum"}},
		},
	}
	all := append([]suite{{folder, nil}}, above[folder]...)
	return all[:min(most, len(all))]
}

// errKilled is what a test that fails on a mutant is.
var errKilled = errors.New("killed")

// runner runs suites against the mutants of one build.
type runner struct {
	*build
	mutex sync.Mutex
	usual map[string]time.Duration // of a suite without a mutant
}

// calm runs a suite as if a mutant were chosen that there is not. It must pass, and takes as long as usual.
func (r *runner) calm(s suite) (time.Duration, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if took, ok := r.usual[s.folder]; ok {
		return took, nil
	}
	start := time.Now()
	if out, err := r.once(s, -1, 10*time.Minute); err != nil {
		return 0, fmt.Errorf("the tests of %s fail without a mutant: %w\n%s", s.folder, err, out)
	}
	r.usual[s.folder] = time.Since(start)
	return r.usual[s.folder], nil
}

// once runs a suite with one mutant. Any failure of the tests is errKilled.
func (r *runner) once(s suite, id int, most time.Duration) (string, error) {
	program, err := r.program(s.folder)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	args, err := r.arguments(s)
	if err != nil {
		return "", err
	}
	test := exec.CommandContext(ctx, program, args...)
	test.Dir = filepath.Join(r.root, filepath.FromSlash(s.folder))
	test.Env = append(os.Environ(), fmt.Sprintf("%s=%d", variable, id))
	test.WaitDelay = time.Second
	out, err := test.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) || ctx.Err() != nil {
		return string(out), errKilled
	}
	return string(out), err
}

// arguments are those of a suite. Tests of properties go through the same cases each time, and leave no file behind.
func (r *runner) arguments(s suite) ([]string, error) {
	args := append([]string{"-test.short", "-test.failfast"}, s.args...)
	files, err := filepath.Glob(filepath.Join(r.root, filepath.FromSlash(s.folder), "*_test.go"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if bytes.Contains(text, []byte(`"pgregory.net/rapid"`)) {
			return append(args, "-rapid.seed=1", "-rapid.nofailfile"), nil
		}
	}
	return args, err
}

// killer tries the suites in turn, and says which test killed a mutant, or "".
func (r *runner) killer(m *mutant, most int) (string, error) {
	id := m.id
	for _, s := range suites(m.code.folder, most) {
		usual := 10 * time.Second
		if m.body != nil {
			var err error
			if usual, err = r.calm(s); err != nil {
				return "", err
			}
		}
		out, err := r.once(s, id, 5*usual+5*time.Second)
		switch {
		case errors.Is(err, errKilled):
			return s.folder + " " + failed(out), nil
		case err != nil:
			return "", err
		}
	}
	return "", nil
}

// failed is the first test that failed, or why there is none.
func failed(out string) string {
	for line := range strings.Lines(out) {
		if name, ok := strings.CutPrefix(line, "--- FAIL: "); ok {
			name, _, _ = strings.Cut(name, " ")
			return name
		}
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "a gigabyte") {
			return strings.TrimSpace(line)
		}
	}
	return "no end"
}

// try runs every chosen mutant and tells the report. Mutants of functions share a build by package.
func try(root string, chosen []*mutant, o options, report *report) error {
	for _, folder := range o.packages {
		var inside []*mutant
		for _, m := range chosen {
			switch {
			case m.code.folder != folder:
			case m.body != nil:
				inside = append(inside, m)
			default:
				if err := tryBuild(root, []*mutant{m}, o, report); err != nil {
					return err
				}
			}
		}
		if err := tryBuild(root, inside, o, report); err != nil {
			return err
		}
	}
	return nil
}

// tryBuild runs the mutants of one build, some at the same time.
func tryBuild(root string, mutants []*mutant, o options, report *report) (err error) {
	if len(mutants) == 0 {
		return nil
	}
	b, err := newBuild(root, mutants)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.remove()) }()
	r := &runner{build: b, usual: map[string]time.Duration{}}
	next := make(chan *mutant)
	problems := make([]error, o.jobs)
	var workers sync.WaitGroup
	for i := range o.jobs {
		workers.Go(func() {
			for m := range next {
				by, err := r.killer(m, o.suites)
				if problems[i] = errors.Join(problems[i], err); err == nil {
					report.add(m, by)
				}
			}
		})
	}
	for _, m := range mutants {
		next <- m
	}
	close(next)
	workers.Wait()
	return errors.Join(problems...)
}
