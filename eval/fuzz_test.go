package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// corpus is every script of the project and the blocks of its reference, and the files that they read.
func corpus(t testing.TB) (texts []string, files fstest.MapFS) {
	t.Helper()
	files = fstest.MapFS{}
	for _, root := range []string{"../examples", "../testdata", "../stdlib/modules"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			return addToCorpus(name, &texts, files)
		})
		if err != nil {
			t.Fatal(err)
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

func addToCorpus(name string, texts *[]string, files fstest.MapFS) error {
	ext := filepath.Ext(name)
	if ext != ".cost" && ext != ".csv" {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	files[filepath.Base(name)] = &fstest.MapFile{Data: text}
	if ext == ".cost" {
		*texts = append(*texts, string(text))
	}
	return nil
}

// fuzzLimits keep one text short without keeping anything from being reached.
var fuzzLimits = eval.Limits{SourceBytes: 50_000, Nesting: 50, Declarations: 500, Modules: 5, Operations: 50_000, DataBytes: 20_000}

// FuzzRun compiles, runs and prints any text: it ends with figures or with diagnostics, never with a fault of the program.
func FuzzRun(f *testing.F) {
	texts, files := corpus(f)
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		stop := time.AfterFunc(time.Minute, func() { panic("this text takes longer than a minute") })
		defer stop.Stop()
		mine := maps.Clone(files)
		mine["fuzzed.cost"] = &fstest.MapFile{Data: []byte(text)}
		p, err := eval.CompileFS(mine, "fuzzed.cost", eval.WithLimits(fuzzLimits))
		if err != nil {
			noFault(t, err)
			return
		}
		for _, scenario := range append(p.Scenarios()[:min(len(p.Scenarios()), 2)], "") {
			noFaultInReport(t, p, scenario)
		}
	})
}

// FuzzInputs gives any text to params of every kind.
func FuzzInputs(f *testing.F) {
	for _, text := range []string{"8", "120%", "0.4 thousand DKK/hour", "[1, 2...]", "[1, 2, 3]", `"paid"`, `"new"`, "1 / 0", "7,4", "rate", "?", "((1))", "-3 families", "2018-01-01"} {
		f.Add(text)
	}
	p := compile(f, groups, eval.WithLimits(fuzzLimits))
	f.Fuzz(func(t *testing.T, text string) {
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
}

// FuzzSweep sweeps params of every kind over any text.
func FuzzSweep(f *testing.F) {
	for _, text := range []string{"", "in 8..9", "in 80%..120% step 10%", "in ±20%", "in {1, 2, 3}", "in {[1, 2...], [3...]}", `in {"paid", "new"}`, "in 1/0..2", "in 1..1e9", "in 1..9_999_999 step 1", "in {?}", "~ normal"} {
		f.Add(text)
	}
	p := compile(f, asked, eval.WithLimits(eval.Limits{SweepPoints: 10_000, SourceBytes: 10_000}))
	f.Fuzz(func(t *testing.T, text string) {
		stop := time.AfterFunc(time.Minute, func() { panic("this text takes longer than a minute") })
		defer stop.Stop()
		for _, param := range p.Params() {
			s, err := p.Sweep(context.Background(), []string{"total", "dear"}, []string{param.Name + " " + text})
			if err != nil {
				noFault(t, err)
				continue
			}
			warnings, err := s.Run(context.Background(), func(eval.SweepPoints) error { return nil })
			if err != nil {
				noFault(t, err)
			}
			shown(t, warnings)
		}
	})
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
