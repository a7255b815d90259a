package eval_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// review compiles a script beside the files of a folder and looks at it.
func review(t *testing.T, folder, text string, look func(*eval.Program) (diag.List, error)) diag.List {
	t.Helper()
	p, err := eval.Compile("script.cost", []byte(text), eval.WithFS(os.DirFS(folder)))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	found, err := look(p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func strictly(p *eval.Program) (diag.List, error) { return p.Strict(context.Background()) }

func against(model string) func(*eval.Program) (diag.List, error) {
	return func(p *eval.Program) (diag.List, error) { return p.Against(context.Background(), model) }
}

// marked is `### C0701 regexp-of-message` at the end of a line.
var marked = regexp.MustCompile(`### (C\d{4})([^#]*)`)

// TestReviews holds every script of the folders to exactly the findings that stand beside its lines. A file of several scripts has them
// apart by lines of `=====`.
func TestReviews(t *testing.T) {
	for folder, look := range map[string]func(*eval.Program) (diag.List, error){
		"strict": strictly, "models": against("omk2021"),
	} {
		files, err := filepath.Glob(filepath.Join("..", "testdata", folder, "*.cost"))
		if err != nil || len(files) == 0 {
			t.Fatal("no tests", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before := 0
			for _, part := range strings.Split(string(text), "\n=====\n") {
				t.Run(filepath.Base(file), func(t *testing.T) {
					compareReview(t, part, before, review(t, filepath.Dir(file), part, look))
				})
				before += strings.Count(part, "\n") + 2
			}
		}
	}
}

// compareReview compares findings with the marks of a text whose first line is line before + 1 of its file.
func compareReview(t *testing.T, text string, before int, found diag.List) {
	t.Helper()
	lines := strings.Split(text, "\n")
	rest := make([][][]string, len(lines))
	for i, line := range lines {
		rest[i] = marked.FindAllStringSubmatch(line, -1)
	}
	for _, d := range found {
		if d.Severity != diag.Warning || d.Help.Empty() || strings.Contains(d.Message.String(), "\n") {
			t.Errorf("no warning of one line with a help: %+v", d)
		}
		at := d.Span.Pos.Line - 1
		i := matching(rest[at], d)
		if i < 0 {
			t.Errorf("line %d: not expected: %s: %s", before+at+1, d.Code, d.Message.String())
			continue
		}
		rest[at] = append(rest[at][:i], rest[at][i+1:]...)
	}
	for i, marks := range rest {
		for _, m := range marks {
			t.Errorf("line %d: no %s matching %q", before+i+1, m[1], m[2])
		}
	}
}

func matching(marks [][]string, d diag.Diagnostic) int {
	for i, m := range marks {
		if m[1] == string(d.Code) && regexp.MustCompile(strings.TrimSpace(m[2])).MatchString(d.Message.String()) {
			return i
		}
	}
	return -1
}

// TestReviewHelp holds findings to the next step that they name.
func TestReviewHelp(t *testing.T) {
	const inside = "write `source \"…\"` after the value, before `;` or `}`; an assumption of your own has one too: `source \"assumed: why\"`"
	const behind = "end the line with `source \"…\"`; an assumption of your own has one too: `source \"assumed: why\"`"
	const name = "give it a name and a source: `param NAME = …` or `let NAME = …`, or "
	const dear = "write `at 2021 prices` after it, with `prices 2024 by INDEX` in the intervention, or cite a figure of 2024; if 2021 is no year, name the year of the figure in the source"
	for text, want := range map[string]string{
		"output a = b; param b = 2":        behind,
		"param b = 2  # own\noutput a = b": behind,
		"param b = 2\r\noutput a = b\r\n":  behind,
		"param b = 2; output a = b":        inside,
		"intervention \"I\" { currency DKK; horizon 1 year source \"s\"; overhead 5% }":                                                inside,
		"intervention \"I\" {\n currency DKK; horizon 1 year source \"s\"\n overhead 5% # c\n}":                                        behind,
		"param b = 2 source \"s\"\noutput a = b * 7":                                                                                   name + "end the line with `source \"…\"`",
		"param b = 2 source \"s\"\nlet c = b * 7; output a = c":                                                                        name + "write `source \"…\"` after the value, before `;` or `}`",
		"output a = 3 * 5 DKK source \"tbd\"":                                                                                          "write where the figure comes from; an assumption of your own says so: `source \"assumed: why\"`",
		"intervention \"I\" { currency DKK; prices 2024 source \"s\"; horizon 1 year source \"s\" }\noutput a = 5 DKK source \"2021\"": dear,
	} {
		var got []string
		for _, d := range review(t, ".", text, strictly) {
			got = append(got, d.Help.String())
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	for text, want := range map[string]string{
		"horizon 1 year by month":         "the rule of omk2021, read in a public source: costs are counted by year; leave `by` and its step out",
		"horizon 1 year; discount 3%":     "the rule of omk2021, inferred from what is published: costs are not discounted; leave `discount` out",
		"period 2018-03-01 .. 2018-05-31": "the rule of omk2021, inferred from what is published: a model asks what it will cost to start and run an intervention; use a `horizon` instead of `period`",
	} {
		found := review(t, ".", "intervention \"I\" { currency DKK; "+text+" }", against("omk2021"))
		if len(found) != 1 || found[0].Help.String() != want {
			t.Errorf("%s: %v", text, found)
		}
	}
}

// The examples and the standard modules have nothing that a strict reader objects to.
func TestExamplesAreStrict(t *testing.T) {
	for _, folder := range []string{"../examples", "../stdlib/modules"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.cost"))
		if err != nil || len(files) == 0 {
			t.Fatal("no scripts", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if found := review(t, folder, string(text), strictly); len(found) > 0 {
				t.Errorf("%s: %v", file, found)
			}
		}
	}
}

// Where the examples leave the official model.
func TestExamplesAgainstTheModel(t *testing.T) {
	want := map[string]string{
		"helsingoer": "C0613", "helsingoer_18": "", "helsingoer_30": "", "holstebro": "C0603", "thisted": "C0603",
		"mentalisering": "C0602 C0601 C0610 C0610 C0610 C0610", "netvaerksmoeder": "", "worked": "",
	}
	got := map[string]string{}
	files, _ := filepath.Glob("../examples/*.cost")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, d := range review(t, "../examples", string(text), against("omk2021")) {
			codes = append(codes, string(d.Code))
		}
		got[strings.TrimSuffix(filepath.Base(file), ".cost")] = strings.Join(codes, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnknownModel(t *testing.T) {
	p, err := eval.Compile("script.cost", []byte("let a = 1"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Against(context.Background(), "som")
	var list diag.List
	if !errors.As(err, &list) || len(list) != 1 {
		t.Fatalf("not a list of one: %v", err)
	}
	got := []string{string(list[0].Code), list[0].Message.String(), list[0].Help.String()}
	if diff := cmp.Diff([]string{"C0464", `there is no model "som"`, `the known ones are "omk2021"`}, got); diff != "" {
		t.Error(diff)
	}
}

// The day asked for takes the place of the script's own time.
func TestStrictOn(t *testing.T) {
	const text = `output a = 1 source "s" until 2025-12-31`
	for day, want := range map[string]int{"2025-12-31": 0, "2026-01-01": 1} {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		found := review(t, ".", text, func(p *eval.Program) (diag.List, error) { return p.Strict(context.Background(), eval.On(on)) })
		if len(found) != want {
			t.Errorf("on %s: %v", day, found)
		}
	}
}

func TestReviewIsInterrupted(t *testing.T) {
	p, err := eval.Compile("script.cost", []byte("output a = 1"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Strict(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// Every rule of a model says what it is and how it is known, and has a code of its own.
func TestProfiles(t *testing.T) {
	codes := map[diag.Code]bool{}
	for _, p := range eval.Profiles() {
		for _, r := range p.Rules {
			if r.Text.Empty() || codes[r.Code] || !strings.HasPrefix(string(r.Code), "C06") {
				t.Errorf("%s: %+v", p.Name, r)
			}
			codes[r.Code] = true
		}
	}
	if len(codes) == 0 {
		t.Error("there are no rules")
	}
}
