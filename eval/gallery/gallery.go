// Package gallery runs the example of each code of a diagnostic, for the reader of `cost help C0203` and for the tests.
package gallery

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	scripts "github.com/costlang/cost/testdata/errors"
)

// File is a text of an example: its script, or one that the script reads.
type File struct {
	Name string // as the script and its diagnostics name it, such as C0471.cost and C0471/stays.csv
	Text string
}

// Example is a script that shows a code. Its comments may say how it is run:
//
//	# limits: Operations=8
//	# scenario: Deer
type Example struct {
	Script File
	Beside []File // what the script reads, by name
}

// Of returns the example of a code. There is none of diag.Internal, which no script brings about, and of no unknown code.
func Of(code diag.Code) (Example, bool) {
	files := scripts.Files()
	text, err := fs.ReadFile(files, string(code)+".cost")
	if err != nil {
		return Example{}, false
	}
	e := Example{Script: File{string(code) + ".cost", string(text)}}
	names, _ := fs.Glob(files, string(code)+"/*") // the pattern is well formed
	for _, name := range names {
		if text, err := fs.ReadFile(files, name); err == nil {
			e.Beside = append(e.Beside, File{name, string(text)})
		}
	}
	return e, true
}

// Findings compiles and runs the example as its comments say, and returns all that is said of it. The error is one of the
// example itself: a comment that cannot be followed.
func (e Example) Findings(ctx context.Context) (diag.List, error) {
	limits, scenario, err := e.asked()
	if err != nil {
		return nil, err
	}
	p, err := eval.CompileFS(scripts.Files(), e.Script.Name, eval.WithLimits(limits))
	if err != nil {
		return listed(err)
	}
	r, err := p.Report(ctx, nil, eval.Under(scenario))
	if err == nil {
		return r.Warnings, nil
	}
	found, err := listed(err)
	return append(append(diag.List(nil), p.Warnings()...), found...), err
}

func listed(err error) (diag.List, error) {
	var list diag.List
	if !errors.As(err, &list) {
		return nil, err
	}
	return list, nil
}

// asked is what the comments say of the run. Without a word of a scenario there is none.
func (e Example) asked() (limits eval.Limits, scenario string, err error) {
	for line := range strings.Lines(e.Script.Text) {
		if name, ok := strings.CutPrefix(line, "# scenario: "); ok {
			scenario = strings.TrimSpace(name)
		}
		if limit, ok := strings.CutPrefix(line, "# limits: "); ok {
			name, value, _ := strings.Cut(strings.TrimSpace(limit), "=")
			if err := setLimit(&limits, name, value); err != nil {
				return limits, scenario, fmt.Errorf("%s: %w", e.Script.Name, err)
			}
		}
	}
	return limits, scenario, nil
}

func setLimit(limits *eval.Limits, name, value string) (err error) {
	switch name {
	case "Time":
		limits.Time, err = time.ParseDuration(value)
	case "Operations":
		limits.Operations, err = strconv.Atoi(value)
	case "Modules":
		limits.Modules, err = strconv.Atoi(value)
	default:
		err = fmt.Errorf("unknown limit %q", name)
	}
	return err
}
