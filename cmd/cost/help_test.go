package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/gallery"
	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// said is the folder of what is said of the example of each code.
const said = "../../testdata/errors"

// indented is a text as a block of code.
func indented(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimRight(codeIndent+line, " \n") + "\n")
	}
	return out.String()
}

// TestHelpOfCodes checks that the help of each code holds what its example is known to give.
func TestHelpOfCodes(t *testing.T) {
	for _, info := range diag.Codes() {
		if info.Code == diag.Internal {
			continue
		}
		t.Run(string(info.Code), func(t *testing.T) {
			out, problems, exit := call(t, "", "help", string(info.Code))
			if exit != exitFine || problems != "" {
				t.Fatalf("exit status %d\n%s", exit, problems)
			}
			want, err := os.ReadFile(filepath.Join(said, string(info.Code)+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			_, got, _ := strings.Cut(out, "\ngives\n\n")
			if diff := cmp.Diff(indented(string(want)), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			e, _ := gallery.Of(info.Code)
			for _, part := range []string{string(info.Code) + ": ", info.Title, strings.Fields(e.Script.Text)[0], wrap(info.Remedy, usualWidth)} {
				if !strings.Contains(out, part) {
					t.Errorf("it lacks %q:\n%s", part, out)
				}
			}
			for _, r := range out {
				if r < ' ' && r != '\n' {
					t.Errorf("it holds the control character %q", r)
				}
			}
		})
	}
}

// TestHelpFits checks that every topic fits screens of any width, but for code, which is never wrapped.
func TestHelpFits(t *testing.T) {
	m := manual.New(say.English)
	topics := []string{"topics", "errors", "modules", "word in", "unit hours", "C0419", ""}
	for _, group := range m.Groups() {
		for _, topic := range group.Topics {
			topics = append(topics, topic.Name)
		}
	}
	for _, name := range topics {
		for _, columns := range []int{20, leastWidth, 60, usualWidth, 200} {
			var prose []string
			for line := range strings.SplitSeq(callWide(t, columns, "help", name), "\n") {
				if !strings.HasPrefix(line, codeIndent) && name != "" {
					prose = append(prose, line)
				}
			}
			fitsIn(t, strings.Join(prose, "\n"), min(max(columns, leastWidth), usualWidth))
		}
	}
}

func TestHelpGoldens(t *testing.T) {
	for _, name := range []string{"analyses", "round", "low", "dk.norms", "C0301", "unit workdays", "word starting", "preamble", "topics"} {
		out, problems, exit := call(t, "", append([]string{"help"}, strings.Fields(name)...)...)
		if exit != exitFine || problems != "" {
			t.Errorf("%s: exit status %d\n%s", name, exit, problems)
		}
		golden(t, "help_"+strings.ReplaceAll(name, " ", "_")+".txt", out)
	}
}

// Commands win over topics, so no topic may have the whole name of a command: nothing would find it.
func TestCommandsHideNoTopic(t *testing.T) {
	m := manual.New(say.English)
	a := &app{}
	commands := append(commandNames(a.rootCommand()), "completion", "help")
	for _, name := range commands {
		for _, topic := range m.Find(name) {
			if slices.Contains(commands, topic.Name) {
				t.Errorf("the topic %s is hidden by the command", topic.Name)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	const text = "# A title\n\nTwo lines\nof [a paragraph](#a).\n- one `[x]` rule that is too long for one line\n- two\n\n" +
		"| a | b |\n|---|---|\n| one | `x \\| y`<br>z |\n| two |\n```cost\n  code that is longer than the columns there are\n\nend\n```\n\n\nlast"
	const want = `A title

Two lines of a
paragraph.

- one ` + "`[x]`" + ` rule that is
  too long for one line
- two

a    b
────────────
one  ` + "`x | y`" + `
     z
two

      code that is longer than the columns there are

    end

last
`
	if diff := cmp.Diff(want, markdownText(text, 24)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
