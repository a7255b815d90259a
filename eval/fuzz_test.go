package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
)

// corpusOf is every script of the project and the blocks of its reference, and the files that they read.
func corpusOf(t testing.TB) (texts []string, files fstest.MapFS) {
	t.Helper()
	files = fstest.MapFS{}
	for name, text := range corpus.Files(t, "..", ".cost", ".csv") {
		files[path.Base(name)] = &fstest.MapFile{Data: []byte(text)}
		if path.Ext(name) == ".cost" {
			texts = append(texts, text)
		}
	}
	text, err := os.ReadFile("../lang/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	spec := &document{}
	spec.cut(strings.Split(string(text), "\n"))
	for _, b := range spec.blocks {
		texts = append(texts, b.text)
		if b.name != "" {
			files[b.name] = &fstest.MapFile{Data: []byte(b.text)}
		}
	}
	return texts, files
}

// fuzzLimits are those that everybody has, but for what may go on for a minute.
var fuzzLimits = eval.Limits{Time: time.Second / 4}

// FuzzRun compiles, runs and prints any text: it ends with figures or with diagnostics, never with a fault of the program.
func FuzzRun(f *testing.F) {
	texts, files := corpusOf(f)
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mine := maps.Clone(files)
		mine["fuzzed.cost"] = &fstest.MapFile{Data: []byte(text)}
		corpus.Bounded(t, func() {
			p, err := eval.CompileFS(mine, "fuzzed.cost", eval.WithLimits(fuzzLimits))
			if err != nil {
				noFault(t, err)
				return
			}
			noFaultInReport(t, p, "")
			if names := p.Scenarios(); len(names) > 0 {
				noFaultInReport(t, p, names[len(names)-1])
			}
		})
	})
}

// FuzzInputs gives any text to params of every kind.
func FuzzInputs(f *testing.F) {
	for _, text := range []string{"8", "120%", "0.4 thousand DKK/hour", "[1, 2...]", "[1, 2, 3]", `"paid"`, `"new"`, "1 / 0", "7,4", "rate", "?", "((1))", "-3 families", "2018-01-01"} {
		f.Add(text)
	}
	p := compile(f, groups, eval.WithLimits(fuzzLimits))
	f.Fuzz(func(t *testing.T, text string) {
		corpus.Bounded(t, func() {
			for _, param := range p.Params() {
				r, err := p.Report(context.Background(), eval.Inputs{param.Name: text})
				if err != nil {
					noFault(t, err)
					continue
				}
				if _, err := json.Marshal(r); err != nil {
					t.Error(err)
				}
				shown(t, r.Warnings)
			}
		})
	})
}

// FuzzSweep sweeps params of every kind over any text.
func FuzzSweep(f *testing.F) {
	for _, text := range []string{"", "in 8..9", "in 80%..120% step 10%", "in ±20%", "in {1, 2, 3}", "in {[1, 2...], [3...]}", `in {"paid", "new"}`, "in 1/0..2", "in 1..1e9", "in 1..9_999_999 step 1", "in {?}", "~ normal"} {
		f.Add(text)
	}
	p := compile(f, asked, eval.WithLimits(eval.Limits{SweepPoints: 100_000}))
	f.Fuzz(func(t *testing.T, text string) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		corpus.Bounded(t, func() { sweepAll(ctx, t, p, text) })
	})
}

// sweepAll sweeps each param over a text.
func sweepAll(ctx context.Context, t *testing.T, p *eval.Program, text string) {
	t.Helper()
	for _, param := range p.Params() {
		s, err := p.Sweep(ctx, []string{"total", "dear"}, []string{param.Name + " " + text})
		if err != nil {
			noFault(t, err)
			continue
		}
		warnings, err := s.Run(ctx, func(eval.SweepPoints) error { return nil })
		if err != nil {
			noFault(t, err)
		}
		shown(t, warnings)
	}
}

func noFaultInReport(t *testing.T, p *eval.Program, scenario string) {
	t.Helper()
	r, err := p.Report(context.Background(), nil, eval.Under(scenario))
	if err != nil {
		noFault(t, err)
		return
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
	for _, param := range p.Params() {
		if param.Name == "" || param.List && param.Text != "" {
			t.Errorf("an odd param: %+v", param)
		}
	}
	shown(t, r.Warnings)
}

// noFault demands that an error is a list of diagnostics that can be shown, none of which says that the program is at fault.
func noFault(t *testing.T, err error) {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) || list.Err() == nil {
		t.Fatalf("an error that is no list of errors: %v", err)
	}
	if i := slices.IndexFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.Internal || d.Code == diag.InternalParser }); i >= 0 {
		t.Fatalf("a fault of the program: %v", list[i])
	}
	shown(t, list)
}

// shown renders diagnostics as a person reads them.
func shown(t *testing.T, list diag.List) {
	t.Helper()
	var out bytes.Buffer
	if err := diag.Render(&out, list, diag.Options{}); err != nil {
		t.Error(err)
	}
	for _, d := range list {
		if d.Message.String() == "" || d.Code == "" {
			t.Errorf("an empty diagnostic: %+v", d)
		}
	}
}
