package main

import (
	"context"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/lang/say"
)

const charts = "../../eval/chart/testdata/"

// chartsOf are those of a script.
func chartsOf(t *testing.T, name string) []chart.Chart {
	t.Helper()
	folder, file := filepath.Split(name)
	p, err := eval.CompileFS(os.DirFS(folder), file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return chart.All(r.Tables)
}

func started(t *testing.T) *renderer {
	t.Helper()
	r, err := newRenderer()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// svgOf draws a chart, and demands that the compiler has nothing against its spec.
func svgOf(t *testing.T, r *renderer, c chart.Chart, l chart.Look) picture {
	t.Helper()
	text, err := c.Spec(l).Indented()
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.draw(string(text))
	if err != nil || len(d.warnings) > 0 {
		t.Fatalf("%s: %v, %v", c.Name, err, d.warnings)
	}
	return pictureOf(t, d.svg)
}

// picture is what a drawing says: its texts, and how many marks stand in groups of each class.
type picture struct {
	texts []string
	marks map[string]int
}

func pictureOf(t *testing.T, svg string) picture {
	t.Helper()
	p, groups := picture{marks: map[string]int{}}, []string{}
	d := xml.NewDecoder(strings.NewReader(svg))
	inText := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			class := ""
			for _, a := range e.Attr {
				if a.Name.Local == "class" {
					class = a.Value
				}
			}
			if e.Name.Local == "path" && len(groups) > 0 {
				p.marks[groups[len(groups)-1]]++
			}
			if e.Name.Local == "script" {
				t.Error("the drawing holds a script")
			}
			inText = inText || e.Name.Local == "text"
			if e.Name.Local == "text" {
				p.texts = append(p.texts, "")
			}
			if last := len(p.texts) - 1; e.Name.Local == "tspan" && p.texts[last] != "" {
				p.texts[last] += " "
			}
			groups = append(groups, class)
		case xml.EndElement:
			inText = inText && e.Name.Local != "text"
			groups = groups[:len(groups)-1]
		case xml.CharData:
			if inText {
				p.texts[len(p.texts)-1] += string(e)
			}
		}
	}
}

// bars is how many bars are drawn, rects how many cells.
func (p picture) bars() int {
	n := 0
	for class, marks := range p.marks {
		if strings.Contains(class, "mark-rect") && strings.Contains(class, "role-mark") {
			n += marks
		}
	}
	return n
}

// Every chart of the scripts is drawn in both languages and themes, and the compiler finds nothing in its spec that means nothing.
func TestAllAreDrawn(t *testing.T) {
	scripts, err := filepath.Glob("../../examples/*.cost")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no examples", err)
	}
	scripts = append(scripts, charts+"reading.cost", charts+"hostile.cost", charts+"many.cost")
	drawn, r := 0, started(t)
	for _, name := range scripts {
		for i, c := range chartsOf(t, name) {
			look := chart.Look{Language: say.Languages()[i%2], Theme: chart.Theme(i / 2 % 2), Subtitle: say.Verbatim("<of> & the test")}
			p := svgOf(t, r, c, look)
			if p.bars() == 0 || !slices.Contains(p.texts, "<of> & the test") {
				t.Errorf("%s of %s has %d bars and says %q", c.Name, name, p.bars(), p.texts)
			}
			drawn++
		}
	}
	if drawn < 20 {
		t.Errorf("only %d charts were drawn", drawn)
	}
}

// The drawings have a bar for each number of their tables, with Danish labels and numbers.
func TestDanishDrawings(t *testing.T) {
	want := map[string]struct {
		bars  int
		texts []string
	}{
		"years":        {7 * 3, []string{"Drift", "250.000", "kr.", "-50.000", "Nettoomkostninger", "Omkostninger fordelt på kategori og år"}},
		"ladder":       {6, []string{"459.560", "-90.000", "Restværdi", "Efter tilskud"}},
		"tornado":      {4 * 2, []string{"Udgangspunkt: 2.265,12 kr./child", "432.000 kr./år", "Pay of a teacher", "70 %"}},
		"grid":         {5 * 3, []string{"3.811,64", "90 %", "6 children", "kr./child"}},
		"distribution": {27, []string{"Middelværdi: 2.513,9", "5 % under 1.864", "Trækninger", "2.600"}},
	}
	r := started(t)
	for _, c := range chartsOf(t, charts+"reading.cost") {
		p := svgOf(t, r, c, chart.Look{Language: say.Danish})
		if p.bars() != want[c.Kind].bars {
			t.Errorf("%s has %d bars, not %d", c.Kind, p.bars(), want[c.Kind].bars)
		}
		for _, text := range want[c.Kind].texts {
			if !slices.Contains(p.texts, text) {
				t.Errorf("%s does not say %q, but %q", c.Kind, text, p.texts)
			}
		}
	}
}

// The labels of sixty params are all there, each on a place of its own.
func TestManyBars(t *testing.T) {
	p := svgOf(t, started(t), chartsOf(t, charts+"many.cost")[0], chart.Look{})
	if p.bars() != 2*40 {
		t.Errorf("%d bars", p.bars())
	}
	if !slices.Contains(p.texts, "Assumption number 59") || slices.Contains(p.texts, "Assumption number 19") {
		t.Errorf("not the widest are drawn: %q", p.texts)
	}
}

// What is no spec, and what a spec would have from elsewhere, is refused in words.
func TestRefused(t *testing.T) {
	r := started(t)
	for spec, want := range map[string]string{
		"":            "SyntaxError",
		"no JSON":     "SyntaxError",
		`{"mark": 1}`: "Error",
		`{"data": {"url": "https://example.org/x.json"}, "mark": "bar"}`:                                                          "nothing is fetched: https://example.org/x.json",
		`{"data": {"values": [{}]}, "mark": "text", "encoding": {"text": {"value": {"expr": "constructor.constructor('1')()"}}}}`: "rror",
	} {
		d, err := r.draw(spec)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v", spec, err, d.svg)
		}
	}
}

func TestCommand(t *testing.T) {
	t.Setenv("COST_LOCALE", "")
	dir := t.TempDir()
	spec, err := chartsOf(t, charts+"reading.cost")[0].Spec(chart.Look{}).Indented()
	if err != nil {
		t.Fatal(err)
	}
	good, bad, out := filepath.Join(dir, "good.vl.json"), filepath.Join(dir, "bad.vl.json"), filepath.Join(dir, "out.svg")
	for name, text := range map[string][]byte{good: append([]byte("\ufeff"), spec...), bad: []byte("{")} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(stdin string, args ...string) (int, string, string) {
		var stdout, stderr strings.Builder
		status := call(args, strings.NewReader(stdin), &stdout, &stderr)
		return status, stdout.String(), stderr.String()
	}
	status, fromFile, _ := run("", good)
	if status != exitFine || !strings.HasPrefix(fromFile, "<svg") {
		t.Fatalf("status %d: %s", status, fromFile)
	}
	if _, fromInput, _ := run(string(spec)); fromInput != fromFile {
		t.Error("standard input is drawn otherwise")
	}
	if status, printed, said := run("", "-o", out, good); status != exitFine || printed+said != "" {
		t.Errorf("status %d: %s%s", status, printed, said)
	}
	if written, err := os.ReadFile(out); err != nil || string(written) != fromFile {
		t.Errorf("the file holds something else: %v", err)
	}
	for _, tt := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{bad}, exitSpec, "the spec could not be drawn: SyntaxError"},
		{[]string{"-o", out, bad}, exitSpec, "the spec could not be drawn"},
		{[]string{filepath.Join(dir, "none")}, exitFile, "no such file"},
		{[]string{"-o", dir, good}, exitFile, "is a directory"},
		{[]string{"-o", filepath.Join(dir, "none", "x.svg"), good}, exitFile, "no such file"},
		{[]string{"-x"}, exitUsage, "costsvg [-o FILE.svg]"},
		{[]string{"a", "b"}, exitUsage, "costsvg [-o FILE.svg]"},
	} {
		if status, printed, said := run("", tt.args...); status != tt.status || printed != "" || !strings.Contains(said, tt.says) {
			t.Errorf("%v: status %d, %s%s", tt.args, status, printed, said)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range left {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"bad.vl.json", "good.vl.json", "out.svg"}, names); diff != "" {
		t.Error(diff)
	}
}
