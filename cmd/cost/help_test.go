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

// unwrapped is a text by words, so that it is the same however its lines are broken.
func unwrapped(text string) []string { return strings.Fields(text) }

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
			got, _, _ = strings.Cut(got, "\nMore about this word: ")
			if diff := cmp.Diff(unwrapped(string(want)), unwrapped(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for line := range strings.SplitSeq(got, "\n") {
				if width(line) > usualWidth && !strings.Contains(line, " | ") && !strings.Contains(line, " --> ") {
					t.Errorf("%d columns: %s", width(line), line)
				}
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

// TestHelpJoinsItems checks that a list of items that are longer than a line of the reference stays one list.
func TestHelpJoinsItems(t *testing.T) {
	out := printed(t, "help", "trying things out")
	_, list, _ := strings.Cut(out, "\n\n- ")
	list, _, _ = strings.Cut(list, "\n\n")
	if want := "A scenario is known by its\n  name"; !strings.Contains(list, "known by its name") && !strings.Contains(list, want) || strings.Count(list, "\n- ") < 8 {
		t.Errorf("the list is cut:\n%s", out)
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

// Messages and help are wrapped, and excerpts of scripts stay as they are.
func TestSaidLines(t *testing.T) {
	const said = `error[C0301]: a message that is long
  --> C0301.cost:4:28 and stays as it is
  |
4 | let sum_of_both = salary + effort
  |                   ^^^^^^
  = help: say this, and that
          after it too
          a: b

error[C0302]: another`
	const want = `error[C0301]: a
message that is long
  --> C0301.cost:4:28 and stays as it is
  |
4 | let sum_of_both = salary + effort
  |                   ^^^^^^
  = help: say this,
          and that
          after it
          too
          a: b

error[C0302]:
another`
	if diff := cmp.Diff(want, strings.Join(saidLines(strings.Split(said, "\n"), 20), "\n")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A name is never broken by its table: without room beside it what it stands for stands below.
func TestNamesOfTablesStayWhole(t *testing.T) {
	for _, columns := range []int{40, 50, 60, usualWidth} {
		out := callWide(t, columns, "help", "dk.wages")
		for _, name := range []string{"social_pedagogue_10_years_2024_min", "teacher_2023"} {
			if !strings.Contains(out, "\n"+name) {
				t.Errorf("%d columns: %s is broken:\n%s", columns, name, out)
			}
		}
	}
}

func TestUsageFits(t *testing.T) {
	root := (&app{}).rootCommand()
	for _, name := range append(commandNames(root), "") {
		for _, columns := range []int{leastWidth, 40, 60, usualWidth} {
			out := callWide(t, columns, append(strings.Fields(name), "--help")...)
			before, after, found := strings.Cut(out, "Examples:\n")
			if found {
				_, after, _ = strings.Cut(after, "\n\n") // examples can be copied
			}
			fitsIn(t, before+after, columns)
			if help := callWide(t, columns, "help", name); !strings.HasPrefix(help, out) {
				t.Errorf("cost help %s differs from cost %s --help:\n%s\n%s", name, name, help, out)
			}
		}
	}
}

// What no topic is called by is looked for in the reference and in the commands.
func TestHelpSearches(t *testing.T) {
	for words, want := range map[string][]string{
		"json":      {"`cost help tables` ", "`cost help run` ", "`--format form`", "`cost help schema`"},
		"locale":    {"`cost help` ", "COST_LOCALE"},
		"volunteer": {"`cost help wage`"},
		"phase":     {"session\n\n"},
		"csv":       {"data\n\n", "More about this word: ", "`cost help run`"},
	} {
		out, problems, exit := call(t, "", "help", words)
		if exit != exitFine || problems != "" {
			t.Errorf("%s: exit status %d\n%s", words, exit, problems)
		}
		for _, part := range want {
			if !strings.Contains(out, part) {
				t.Errorf("%s lacks %q:\n%s", words, part, out)
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
