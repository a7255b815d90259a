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
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
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
//	# as: omk2021
//	# strict: yes
//	# host: subsidy(income: DKK/year, children: number) -> DKK/month
//
// The last says that the program which runs the script lends it that function, the only one of the examples.
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
	asked, err := e.asked()
	if err != nil {
		return nil, err
	}
	opts := []eval.Option{eval.WithLimits(asked.limits)}
	if asked.host {
		opts = append(opts, eval.WithFunc(subsidy))
	}
	p, err := eval.CompileFS(scripts.Files(), e.Script.Name, opts...)
	switch {
	case err != nil:
		return listed(err)
	case asked.model != "":
		return p.Against(ctx, asked.model)
	case asked.strict:
		return p.Strict(ctx)
	}
	r, err := p.Report(ctx, nil, eval.Under(asked.scenario))
	if err == nil {
		return r.Warnings, nil
	}
	found, err := listed(err)
	return append(append(diag.List(nil), p.Warnings()...), found...), err
}

// subsidy is the function that an example is lent.
var subsidy = eval.Func{
	Name: "subsidy", Params: []eval.FuncParam{{Name: "income", Unit: "DKK/year"}, {Name: "children"}}, Result: "DKK/month",
	Doc: "a subsidy of 500 DKK a month for each child", Pure: true,
	Exact: func(args []num.D) (num.D, error) {
		if args[1].Sign() < 0 {
			return num.D{}, told{say.T("there are no fewer than 0 children")}
		}
		v, ok := args[1].MulRatio(500, 1)
		if !ok {
			return num.D{}, told{say.T("too many children")}
		}
		return v, nil
	},
}

// told is an error that is said in the language of its reader.
type told struct{ say.Phrase }

func (t told) Error() string { return t.String() }

func listed(err error) (diag.List, error) {
	var list diag.List
	if !errors.As(err, &list) {
		return nil, err
	}
	return list, nil
}

// asked is what the comments of an example say of the run. Without a word of a scenario there is none.
type asked struct {
	limits          eval.Limits
	scenario, model string
	strict, host    bool
}

func (e Example) asked() (a asked, err error) {
	for line := range strings.Lines(e.Script.Text) {
		comment, _ := strings.CutPrefix(line, "# ")
		word, rest, ok := strings.Cut(strings.TrimSpace(comment), ": ")
		switch {
		case !ok || comment == line:
		case word == "scenario":
			a.scenario = rest
		case word == "as":
			a.model = rest
		case word == "strict":
			a.strict = true
		case word == "host":
			a.host = true
		case word == "limits":
			name, value, _ := strings.Cut(rest, "=")
			if err := setLimit(&a.limits, name, value); err != nil {
				return a, fmt.Errorf("%s: %w", e.Script.Name, err)
			}
		}
	}
	return a, nil
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
