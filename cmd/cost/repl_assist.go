package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// What a terminal may offer while a line is typed. None of it changes the session, and none needs a terminal.

// complete lists what may stand at the cursor, an offset of bytes into the line, and returns where the letters begin that it
// replaces.
func (r *repl) complete(line string, cursor int) (from int, list []eval.Completion) {
	before := line[:max(0, min(cursor, len(line)))]
	if command, ok := strings.CutPrefix(before, ":"); ok && r.open.empty() {
		return r.completeCommand(command, before)
	}
	above := ""
	if !r.open.empty() {
		above = r.open.text()
	}
	from, list = r.session.Complete(above+before, len(above)+len(before))
	return from - len(above), list
}

func (r *repl) completeCommand(command, before string) (int, []eval.Completion) {
	name, rest, takes := strings.Cut(command, " ")
	if !takes {
		var list []eval.Completion
		for _, c := range replCommands() {
			if strings.HasPrefix(c.name, name) {
				list = append(list, eval.Completion{Text: c.name, About: c.about.In(r.locale.language)})
			}
		}
		return 1, list
	}
	c, err := findCommand(name)
	if err != nil {
		return len(before), nil
	}
	if words := r.wordsFor(c.name, rest); words != nil {
		start := len(before) - len(strings.TrimLeft(rest, " "))
		return start, going(words, before[start:])
	}
	if c.takes == "" {
		return len(before), nil
	}
	// A question goes on as an expression does.
	from, list := r.session.Complete(" "+strings.Repeat("x", len(name))+" "+rest, len(before))
	return from, list
}

// wordsFor are all that a command can take, nil where that is an expression or nothing.
func (r *repl) wordsFor(command, rest string) []string {
	switch command {
	case "scenario":
		return r.session.Program().Scenarios()
	case "list":
		return eval.Kinds()
	case "load", "save", "save!":
		return filesFor(rest)
	case "help":
		return manual.New(r.locale.language).Names()
	case "unset":
		return slices.Sorted(slices.Values(namesOfInputs(r.session.Inputs())))
	}
	return nil
}

func namesOfInputs(in eval.Inputs) []string {
	var out []string
	for name := range in {
		out = append(out, name)
	}
	return out
}

// filesFor are the scripts and folders in the folder that a path begins with.
func filesFor(path string) []string {
	folder, _ := filepath.Split(strings.TrimLeft(path, " "))
	inside, err := os.ReadDir(filepath.Clean(folder + "."))
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range inside {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			out = append(out, folder+e.Name()+string(filepath.Separator))
		case isScript(e.Name()):
			out = append(out, folder+e.Name())
		}
	}
	return out
}

func going(words []string, start string) []eval.Completion {
	var out []eval.Completion
	for _, word := range beginning(slices.Clone(words), start) {
		out = append(out, eval.Completion{Text: word})
	}
	return out
}

// previewed is the text that is previewed for a line, with what stands above it: "" for a command.
func (r *repl) previewed(line string) string {
	switch {
	case strings.HasPrefix(line, ":") && r.open.empty(), strings.TrimSpace(line) == "":
		return ""
	case r.open.empty():
		return line
	}
	return r.open.text() + line
}

// preview says what a text would give: a value, or the first problem; nothing for what only ends too early. It may be called
// beside everything else.
func (r *repl) preview(ctx context.Context, text string) (said say.Phrase, problem bool) {
	reply, err := r.session.Preview(ctx, text)
	switch problems := diagnosed(err); {
	case ctx.Err() != nil, lang.IsIncomplete(problems):
	case err != nil:
		return firstMessage(problems), true
	case reply.Value != nil:
		return reply.Value.Said(), false
	}
	return say.Phrase{}, false
}

// previewText is a preview in the language of the session.
func (r *repl) previewText(ctx context.Context, text string) previewed {
	said, problem := r.preview(ctx, text)
	line := table.OneLine(said.In(r.locale.language))
	if line != "" && !problem {
		line = "= " + line
	}
	return previewed{line, problem}
}

func firstMessage(problems diag.List) say.Phrase {
	if len(problems) == 0 {
		return say.Phrase{}
	}
	return problems[0].Message
}
