package referee_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
)

// rounds is how many random scripts a test goes through.
func rounds(full int) int {
	if testing.Short() {
		return full / 10
	}
	return full
}

// agree compares all figures of a script, as it stands and under each of its scenarios.
func agree(t *testing.T, texts files, name string) {
	t.Helper()
	l, err := lower(texts, name)
	if err != nil {
		t.Fatalf("%s does not compile:\n%v\n%s", name, err, texts[name])
	}
	for _, s := range append([]*check.Scenario{nil}, l.module.Scenarios...) {
		got, err := l.read(s)
		if err != nil {
			t.Fatalf("%s does not run: %v\n%s", name, err, texts[name])
		}
		if diff := cmp.Diff([]string(nil), differences(answer(l.module, l.data, s), got)); diff != "" {
			t.Errorf("%s under %s: -agreement +difference\n%s\n%s", name, called(s), diff, numbered(texts[name]))
			return
		}
	}
}

func called(s *check.Scenario) string {
	if s == nil {
		return "no scenario"
	}
	return s.Name
}

func numbered(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		fmt.Fprintf(&b, "%3d %s\n", i+1, line)
	}
	return b.String()
}

// TestRandomScripts compares the referee with the exact reading on scripts that nobody thought of.
func TestRandomScripts(t *testing.T) {
	for seed := range rounds(300) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := randomDraft(uint64(seed))
			agree(t, d.texts(d.plainOrder(), nil), "main.cost")
		})
	}
}

// texts is the script of a draft beside the files it reads.
func (d *draft) texts(order []int, set map[string]string) files {
	out := files{"main.cost": d.text(order, set)}
	for name, text := range d.files {
		out[name] = text
	}
	return out
}

// TestWrittenScripts compares the two on every script of the project that has figures, and checks what they expect.
func TestWrittenScripts(t *testing.T) {
	for _, dir := range []string{"../../examples", "../../testdata/structures"} {
		texts := readFolder(t, dir)
		for name := range texts {
			if filepath.Ext(name) != ".cost" {
				continue
			}
			t.Run(name, func(t *testing.T) {
				agree(t, texts, name)
				expectations(t, texts, name)
			})
		}
	}
}

// expectations checks that the referee alone meets what a script expects, but for what it says differs.
func expectations(t *testing.T, texts files, name string) {
	l, err := lower(texts, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range l.module.Expects {
		in := under(l.module, l.data, e.Under)
		var met bool
		if err := attempt(func() { met = in.met(e) }); err != nil {
			t.Errorf("%s: %s: %v", name, e.Label, err)
		}
		if met == (e.Differs != "") {
			t.Errorf("%s: expect %s: met is %v, differs %q; the left side is %s", name, e.Label, met, e.Differs,
				in.eval(e.Left, nil).number.FloatString(6))
		}
	}
}

func readFolder(t *testing.T, dir string) files {
	t.Helper()
	texts := files{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		texts[e.Name()] = string(text)
	}
	if len(texts) == 0 {
		t.Fatal(errors.New("no scripts in " + dir))
	}
	return texts
}
