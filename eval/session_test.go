package eval_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
)

const annotated = `# What it is.

# About the intake.
param intake = 2 courses in 1..3 ~ uniform "Courses per year" source "assumed" # for now
unit family, families
let one = 1 family; let both = 2 * one
output total_families "Families" = intake * both / course
# The end.
`

// given evaluates texts, each of which must be right.
func given(t *testing.T, s *eval.Session, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := s.Eval(context.Background(), text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

// value is that of an expression, in words.
func value(t *testing.T, s *eval.Session, text string) string {
	t.Helper()
	r, err := s.Eval(context.Background(), text)
	if err != nil {
		return err.Error()
	}
	return r.Value.String()
}

func sourceText(t *testing.T, s *eval.Session) string {
	t.Helper()
	text, err := s.Source()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSessionKeepsWhatAReplacementDoesNotSay(t *testing.T) {
	s := loaded(t, annotated)
	given(t, s, "param intake = 3 courses", "let one = 3 families # more\n", "let both = one * 3", "unit village, villages\n# far away\nlet far = 1 village")
	want := `# What it is.

# About the intake.
param intake = 3 courses in 1..3 ~ uniform "Courses per year" source "assumed"  # for now
unit family, families
let one  = 3 families  # more
let both = one * 3
output total_families "Families" = intake * both / course
# The end.
unit village, villages
# far away
let far = 1 village
`
	if diff := cmp.Diff(want, sourceText(t, s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSessionReplacesByParts(t *testing.T) {
	for given, want := range map[string]string{
		`param intake = 1 course in 1..2`:             `param intake = 1 course in 1..2 "Courses per year" source "assumed"`,
		`param intake = 1 course "Now" source "me"`:   `param intake = 1 course in 1..3 ~ uniform "Now" source "me"`,
		`param intake = (1 course) source "me"`:       `param intake = (1 course) in 1..3 ~ uniform "Courses per year" source "me"`,
		`param intake = 1 course ~ pert`:              `param intake = 1 course in 1..3 ~ pert "Courses per year" source "assumed"`,
		`let intake = 1 course`:                       `let intake = 1 course "Courses per year" source "assumed"`,
		"param intake = 1 course in 1..2\n  ~ pert\n": "param intake = 1 course in 1..2\n  ~ pert \"Courses per year\" source \"assumed\"",
	} {
		s := loaded(t, annotated)
		r, err := s.Eval(context.Background(), given)
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if diff := cmp.Diff(want, r.Changes[0].After); diff != "" {
			t.Errorf("%s (-want +got):\n%s", given, diff)
		}
	}
}

func TestSessionValues(t *testing.T) {
	s := loaded(t, annotated)
	for _, c := range [][2]string{
		{"2 + 3 * 4", "14"},
		{"_ * 10 DKK", "140 kr."},
		{"_ / 3 hours", "46.67 kr./hour"},
		{"_ * 3 hours = 140 DKK", "yes"},
		{"[1, 2.5]", "[1, 2.5]"},
		{"_ * 2", "[2, 5]"},
		{"25%", "25.0%"},
		{"_ * 3", "0.75"},
		{`"æøå"`, "æøå"},
		{`_ = "æøå"`, "yes"},
		{"1 = 2", "no"},
		{"not _", "yes"},
		{"2018-03-01", "2018-03-01"},
		{"both", "2 families"},
		{"_ / one", "2"},
		{"intake as course", "2 courses"},
	} {
		if got := value(t, s, c[0]); got != c[1] {
			t.Errorf("%s: %s, not %s", c[0], got, c[1])
		}
	}
	given(t, s, "unit clan, family, families")
	if got := value(t, s, "both"); got != "2 family" {
		t.Errorf("after its unit was declared anew, both is %s", got)
	}
}

// TestSessionValuesAreThoseOfARun compares every output of the examples, also under each scenario.
func TestSessionValuesAreThoseOfARun(t *testing.T) {
	files := os.DirFS("../examples")
	for _, name := range []string{"netvaerksmoeder.cost", "helsingoer.cost", "mentalisering.cost", "holstebro.cost", "worked.cost"} {
		s := newSession(t)
		if err := s.Load(files, name); err != nil {
			t.Fatal(err)
		}
		for _, scenario := range append(s.Program().Scenarios(), "") {
			if err := s.UseScenario(scenario); err != nil {
				t.Fatal(err)
			}
			r, err := s.Run(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Outputs() {
				got, err := s.Eval(context.Background(), f.Name)
				if err != nil {
					t.Errorf("%s of %s: %v", f.Name, name, err)
				} else if have := got.Value.Figures[0]; have.Unit == f.Unit && !have.Value.Equal(f.Value) {
					t.Errorf("%s of %s under %q is %v, not %v", f.Name, name, scenario, have.Value, f.Value)
				}
			}
		}
	}
}

func TestSessionErrorsLeaveItAsItWas(t *testing.T) {
	s := loaded(t, annotated)
	before := sourceText(t, s)
	for text, want := range map[string]string{
		"let x = y":                "<input>:1:9: error[C0201]: unknown name `y`",
		"let one = \"text\"":       "model.cost:6:36: error[C0311]",
		"parm x = 2":               "<input>:1:1: error[C0118]: `parm` does not begin a declaration",
		"param intake = 9 courses": "<input>:1:16: error[C0457]",
		"let a = 1\nlet b = c":     "<input>:2:9: error[C0201]: unknown name `c`",
		"1 / 0":                    "<input>:1:1: error[C0450]",
		"both +* 2":                "<input>:1:7: error[C0115]",
	} {
		s.At(1)
		_, err := s.Eval(context.Background(), text)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, not %s", text, err, want)
		}
	}
	if diff := cmp.Diff(before, sourceText(t, s)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if s.Undo(); sourceText(t, s) != "" {
		t.Error("a failure can be undone")
	}
}

func TestSessionReadsOn(t *testing.T) {
	s := loaded(t, annotated)
	for _, text := range []string{"team pn {", "let x =", "param p = (1 +", "(1 + 2", "1 +", "course talks {\n  participants 1"} {
		_, err := s.Eval(context.Background(), text)
		var list diag.List
		if !errors.As(err, &list) || !lang.IsIncomplete(list) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"let x = ) 1", "1 + )", "let y = x1"} {
		_, err := s.Eval(context.Background(), text)
		var list diag.List
		if !errors.As(err, &list) || lang.IsIncomplete(list) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestSessionTakesWhatIsRight checks that of a paste only what is wrong, and what needs it, is left out.
func TestSessionTakesWhatIsRight(t *testing.T) {
	s := newSession(t)
	r, err := s.Take(context.Background(), "let a = b\nlet b = 2\nlet c = nowhere\nlet d = c + 1\nlet e = 1 +* 2\nlet f = a\n")
	var names []string
	for _, c := range r.Changes {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff([]string{"a", "b", "f"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := "<input>:3:9: error[C0201]: unknown name `nowhere`\n<input>:5:12: error[C0115]: a value is missing after `+`, found `*`\n" +
		"<input>:4:9: error[C0201]: unknown name `c`"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestSessionInputs(t *testing.T) {
	s := loaded(t, annotated+"scenario \"Many\" { intake = 3 }\n")
	if _, err := s.Set("intake", "1"); err != nil {
		t.Fatal(err)
	}
	if got := value(t, s, "total_families"); got != "2 families" {
		t.Errorf("set to 1: %s", got)
	}
	if err := s.UseScenario("Many"); err != nil {
		t.Fatal(err)
	}
	if got := value(t, s, "total_families"); got != "2 families" {
		t.Errorf("a value comes on top of a scenario: %s", got)
	}
	if err := s.Unset("intake"); err != nil {
		t.Fatal(err)
	}
	if got := value(t, s, "total_families"); got != "6 families" {
		t.Errorf("under the scenario: %s", got)
	}
	if err := s.Remove("Many"); err != nil || s.Scenario() != "" {
		t.Errorf("%v: the scenario is %q, which was removed", err, s.Scenario())
	}
	s.At(1)
	_, unknown := s.Set("nothing", "1")
	for i, got := range []error{unknown, s.Unset("intake"), s.UseScenario("Few"), s.Remove("nothing")} {
		want := fmt.Sprintf("<input>:%d:%d: error[C0", i+1, []int{6, 8, 11, 9}[i])
		if got == nil || !strings.HasPrefix(got.Error(), want) {
			t.Errorf("%v, not %s", got, want)
		}
	}
}

// TestSessionFollowsFiles checks that scripts and data are read once, and again after loading.
func TestSessionFollowsFiles(t *testing.T) {
	files := fstest.MapFS{
		"main.cost": {Data: []byte("use \"part.cost\" as part\ndata rows from \"rows.csv\" { n: number }\nlet all = sum(r.n for r in rows) + part.two\n")},
		"part.cost": {Data: []byte("let two = 2\n")},
		"rows.csv":  {Data: []byte("n\n3\n4\n")},
	}
	s := newSession(t)
	if err := s.Load(files, "main.cost"); err != nil {
		t.Fatal(err)
	}
	files["rows.csv"] = &fstest.MapFile{Data: []byte("n\n5\n")}
	given(t, s, "let more = all + 1")
	if got := value(t, s, "more"); got != "10" {
		t.Errorf("more is %s", got)
	}
	if err := s.Load(files, "main.cost"); err != nil {
		t.Fatal(err)
	}
	if got := value(t, s, "all"); got != "7" {
		t.Errorf("after loading again all is %s", got)
	}
	if err := s.Load(files, "no.cost"); err == nil || value(t, s, "all") != "7" {
		t.Errorf("a script that is not there: %v", err)
	}
}

func TestSessionChanges(t *testing.T) {
	s := loaded(t, annotated)
	given(t, s, "param intake = 3 courses", "let far = 2", "output total_families \"Families\" = intake * both / course * far")
	if err := s.Remove("far"); err == nil {
		t.Error("what is needed was removed")
	}
	c, err := s.Changes(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range c.Declarations {
		got = append(got, fmt.Sprint(d.Kind, " ", d.Keyword, " ", d.Name))
	}
	for _, e := range c.Effects {
		got = append(got, fmt.Sprint(e.Title(), ": ", e.Before.Amount(), " to ", e.After.Amount()))
	}
	want := []string{"1 param intake", "1 output total_families", "0 let far", "Families: 4 families to 12 families"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSessionChangesSinceSaved checks that what was saved is no change, and what takes it back is one.
func TestSessionChangesSinceSaved(t *testing.T) {
	s := loaded(t, annotated)
	changed := func() string {
		c, err := s.Changes(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, d := range c.Declarations {
			names = append(names, fmt.Sprint(d.Kind, d.Name))
		}
		return strings.Join(names, " ")
	}
	given(t, s, "let far = 2")
	s.Saved()
	if got := changed(); got != "" {
		t.Errorf("right after it was saved: %s", got)
	}
	given(t, s, "let near = 1")
	if got := changed(); got != "0near" {
		t.Errorf("after a change: %s", got)
	}
	s.Undo()
	s.Undo()
	if got := changed(); got != "2far" {
		t.Errorf("after more was taken back than was given since: %s", got)
	}
}

// TestSessionPlacesWhatIsWrong checks that what is wrong with a command stands where that has the name or value.
func TestSessionPlacesWhatIsWrong(t *testing.T) {
	s := loaded(t, annotated)
	set := func(name, value string) func() error {
		return func() error { _, err := s.Set(name, value); return err }
	}
	ask := func(text string) func() error {
		return func() error { _, err := s.Ask(context.Background(), text); return err }
	}
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{set("set", "3"), "<input>:1:6: error[C0215]"},
		{set("both", "both"), "<input>:1:6: error[C0215]"},
		{set("intake", "9 courses"), "<input>:1:15: error[C0457]"},
		{set("intake", "3 +* 3"), "<input>:1:18: error[C0115]"},
		{ask(":tornado total_families by total"), "<input>:1:28: error[C0"},
		{ask(":vary nothing by intake"), "<input>:1:7: error[C0201]"},
		{ask(":tornado"), "<input>:1:1: error[C0117]: a name is missing after `tornado`"},
	} {
		s.At(1)
		if err := c.do(); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
}

func TestSessionInfo(t *testing.T) {
	s := loaded(t, annotated)
	info, err := s.Info(context.Background(), "both")
	if err != nil {
		t.Fatal(err)
	}
	got := []any{info.Keyword, info.Text, info.File, info.Line, info.Value.String(), info.Uses, info.UsedBy}
	want := []any{"let", "let both = 2 * one", "model.cost", 6, "2 families", []string{"one"}, []string{"total_families"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := s.Info(context.Background(), "bath"); err == nil || !strings.Contains(fmt.Sprint(err.(diag.List)[0].Help), "both") {
		t.Errorf("a name that is not there: %v", err)
	}
}

func TestSessionCompletes(t *testing.T) {
	s := loaded(t, annotated+"norm 1_600 hours/year\nwage guide = 300 DKK/hour\nintervention \"I\" { currency DKK; horizon 2 years }\n"+
		"course talks { participants 1 family; starts 2 per year in total; duration 6 months }\n")
	for text, want := range map[string]string{
		"par":                           "param",
		"let x = 3 fam":                 "families family",
		"let x = 3 million D":           "DKK",
		"both as clan":                  "",
		"talks.comp":                    "completed completed_inside",
		"let x = bo":                    "both",
		"let x = 100 DKK/ho":            "hour hours",
		"course y {\n  part":            "participants",
		"team y { st":                   "staff start stop",
		"scenario \"A\" {\n  in":        "intake",
		"hours.g":                       "guide",
		"rou":                           "round",
		"let x = 1 \"fam":               "",
		"# fam":                         "",
		"session s for talks {\n  pre":  "prepare",
		"guide.hou":                     "hourly hours",
		"let x = 2 # note\nlet y = bot": "both",
	} {
		_, list := s.Complete(text, len(text))
		var got []string
		for _, c := range list {
			got = append(got, c.Text)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestSessionPreviewChangesNothing(t *testing.T) {
	s := loaded(t, annotated)
	before := sourceText(t, s)
	for text, want := range map[string]string{
		"both * 2":                  "4 families",
		"let more = both * 4":       "8 families",
		"param intake = 1 course":   "1 course",
		"output o = both as family": "2 families",
	} {
		r, err := s.Preview(context.Background(), text)
		if err != nil || r.Value.String() != want {
			t.Errorf("%s: %v, %v", text, r.Value, err)
		}
	}
	_, err := s.Preview(context.Background(), "let one = 1 DKK\nlet x = y\nlet z = w")
	if list, ok := err.(diag.List); !ok || len(list) != 1 {
		t.Errorf("more than the first problem: %v", err)
	}
	if diff := cmp.Diff(before, sourceText(t, s)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// TestSessionUndo goes through changes of all kinds in any order, takes all back and makes all again.
func TestSessionUndo(t *testing.T) {
	texts := []string{
		"param intake = 3 courses", "let one = 2 families", "let far = 4", "let far = 5 # so", "output far", "let x = nowhere", "1 + 1",
		"unit clan, clans\nlet k = 1 clan", "let one = 1 family; let both = 5 * one",
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := newSession(t)
		if err := s.LoadText("model.cost", []byte(annotated)); err != nil {
			rt.Fatal(err)
		}
		look := func() string {
			text, err := s.Source()
			if err != nil {
				rt.Fatal(err)
			}
			return fmt.Sprint(string(text), s.Inputs(), s.Scenario())
		}
		states := []string{look()}
		for range rapid.IntRange(1, 12).Draw(rt, "changes") {
			change(rt, s, texts)
			if now := look(); now != states[len(states)-1] {
				states = append(states, now)
			}
		}
		last := look()
		var back []string
		for s.Undo() {
			back = append(back, look())
		}
		for s.Redo() {
		}
		if now := look(); now != last {
			rt.Fatalf("made again it is\n%s\nand not\n%s", now, last)
		}
		// The first of all is the session before the script was loaded.
		back = append([]string{last}, back...)
		if first := back[len(back)-2]; first != states[0] {
			rt.Fatalf("taken back it is\n%s\nand not\n%s", first, states[0])
		}
	})
}

// change makes some change, or fails to.
func change(t *rapid.T, s *eval.Session, texts []string) {
	var err error
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		_, err = s.Set("intake", rapid.SampledFrom([]string{"1", "2", "9"}).Draw(t, "value"))
	case 1:
		err = s.Unset("intake")
	case 2:
		err = s.Remove(rapid.SampledFrom([]string{"far", "k", "total_families", "one"}).Draw(t, "name"))
	default:
		_, err = s.Eval(context.Background(), rapid.SampledFrom(texts).Draw(t, "text"))
	}
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		t.Fatal(err)
	}
	if p := s.Program(); p == nil {
		t.Fatal("no program")
	}
	text, err := s.Source()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := eval.Compile("saved.cost", text); err != nil {
		t.Fatalf("what would be saved is no script: %v\n%s", err, text)
	}
}

// TestSessionSource checks that a script that was not changed is saved as it is laid out.
func TestSessionSource(t *testing.T) {
	files := os.DirFS("../examples")
	names, err := os.ReadDir("../examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range names {
		if !strings.HasSuffix(e.Name(), ".cost") {
			continue
		}
		s := newSession(t)
		if err := s.Load(files, e.Name()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile("../examples/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		want, err := lang.Format(e.Name(), text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), sourceText(t, s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", e.Name(), diff)
		}
	}
}

// TestSessionAtOnce looks at a session from several goroutines while it is changed.
func TestSessionAtOnce(t *testing.T) {
	s := loaded(t, annotated)
	done := make(chan bool)
	for range 3 {
		go func() {
			defer func() { done <- true }()
			for i := range 20 {
				_, _ = s.Preview(context.Background(), fmt.Sprintf("let one = %d families", i+1))
				_, _ = s.Eval(context.Background(), fmt.Sprintf("let one = %d families", i+1))
				_, _ = s.Complete("let x = b", 9)
				s.Undo()
			}
		}()
	}
	for range 3 {
		<-done
	}
	if got := value(t, s, "both = 2 * one"); got != "yes" {
		t.Errorf("in the end: %s", got)
	}
}

// TestSessionGrows gives a session more text than a script may have. What no longer counts is let go of then.
func TestSessionGrows(t *testing.T) {
	s := newSession(t, eval.WithLimits(eval.Limits{SourceBytes: 1_000}))
	if err := s.LoadText("model.cost", []byte(annotated)); err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		given(t, s, fmt.Sprintf("let far = %d # note", i))
	}
	if got := value(t, s, "far"); got != "199" {
		t.Errorf("far is %s", got)
	}
	_, err := s.Eval(context.Background(), "let long = 1"+strings.Repeat(" + 1", 300))
	var list diag.List
	if !errors.As(err, &list) || list[0].Code != diag.TextLimit {
		t.Errorf("a text that is too long: %v", err)
	}
	if got := value(t, s, "far"); got != "199" {
		t.Errorf("then far is %s", got)
	}
}

// newSession is a session whose options are in order.
func newSession(t testing.TB, opts ...eval.Option) *eval.Session {
	t.Helper()
	s, err := eval.NewSession(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
