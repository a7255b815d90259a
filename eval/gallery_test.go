package eval_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

var update = flag.Bool("update", false, "write the golden texts anew")

const gallery = "../testdata/errors"

// onlyByFault is what no script brings about: a fault of the program itself, shown by TestInternalError.
var onlyByFault = []diag.Code{diag.Internal}

// TestGallery holds every code to a script that shows it, and to the whole text that is said of it.
func TestGallery(t *testing.T) {
	for _, info := range diag.Codes() {
		if slices.Contains(onlyByFault, info.Code) {
			continue
		}
		t.Run(string(info.Code), func(t *testing.T) {
			list := findings(t, filepath.Join(gallery, string(info.Code)+".cost"))
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == info.Code }) {
				t.Errorf("the example does not show %s but %v", info.Code, list)
			}
			var got bytes.Buffer
			if err := diag.Render(&got, list, diag.Options{}); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(gallery, string(info.Code)+".txt"), got.Bytes())
			if info.Title == "" || info.Remedy == "" {
				t.Error("the code has no title or no remedy")
			}
		})
	}
}

var directive = regexp.MustCompile(`(?m)^# (limits|set|scenario|as|strict): (.*)$`)

// findings compiles and runs a script as its directives say, and returns all that is said of it.
func findings(t *testing.T, name string) diag.List {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("no example: %v", err)
	}
	var opts []eval.Option
	var runs []eval.RunOption
	for _, m := range directive.FindAllStringSubmatch(string(text), -1) {
		switch m[1] {
		case "limits":
			opts = append(opts, eval.WithLimits(limits(t, m[2])))
		case "scenario":
			runs = append(runs, eval.Under(m[2]))
		}
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p, err := eval.CompileFS(root.FS(), filepath.Base(name), opts...)
	if err != nil {
		return listOf(t, err)
	}
	if found, asked := reviewed(t, p, string(text)); asked {
		return found
	}
	r, err := p.Report(context.Background(), nil, runs...)
	if err != nil {
		return append(slices.Clone(p.Warnings()), listOf(t, err)...)
	}
	return r.Warnings
}

// reviewed holds a script to the model or to the strict rules that its directives name: `# as: omk2021`, `# strict: yes`.
func reviewed(t *testing.T, p *eval.Program, text string) (found diag.List, asked bool) {
	t.Helper()
	for _, m := range directive.FindAllStringSubmatch(text, -1) {
		var err error
		switch m[1] {
		case "as":
			found, err = p.Against(context.Background(), m[2])
		case "strict":
			found, err = p.Strict(context.Background())
		default:
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		return found, true
	}
	return nil, false
}

func listOf(t *testing.T, err error) diag.List {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("an error that is no list of diagnostics: %v", err)
	}
	return list
}

func limits(t *testing.T, text string) eval.Limits {
	t.Helper()
	name, value, _ := strings.Cut(text, "=")
	if name == "Time" {
		d, err := time.ParseDuration(value)
		if err != nil {
			t.Fatal(err)
		}
		return eval.Limits{Time: d}
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		t.Fatal(err)
	}
	switch name {
	case "Operations":
		return eval.Limits{Operations: n}
	case "Modules":
		return eval.Limits{Modules: n}
	}
	t.Fatalf("unknown limit %s", name)
	return eval.Limits{}
}

// golden compares a text with a file, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
