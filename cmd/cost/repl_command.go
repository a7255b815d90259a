package main

import (
	"context"
	"slices"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// replCommand is a command of a session: what it is called, what it takes, what it does.
type replCommand struct {
	name, takes string
	about       say.Phrase
	do          func(r *repl, rest string) error
}

// replCommands are the commands, in the order of the help.
func replCommands() []replCommand {
	return []replCommand{
		{"run", "", say.T("run the script and print its figures and tables"), (*repl).runScript},
		{"table", "[NAME]", say.T("print one table of a run, or the names of all"), (*repl).table},
		{"set", "[P = V]", say.T("give a param another value, or print those that have one"), (*repl).set},
		{"unset", "P", say.T("give a param the value of the script again"), (*repl).unset},
		{"scenario", "[NAME]", say.T("choose a scenario, \"\" for none, or print all"), (*repl).scenario},
		{"vary", "OUT [by P, Q] …", say.T("show how a figure moves with params"), ask("vary")},
		{"tornado", "OUT [by P, Q]", say.T("draw which params move a figure most"), ask("tornado")},
		{"simulate", "OUT [draws N] [seed K]", say.T("draw the params and show how a figure is distributed"), ask("simulate")},
		{"solve", "P so OUT = V", say.T("find where a figure comes to a target"), ask("solve")},
		{"explain", "FIGURE [depth N]", say.T("say where a figure comes from, as a tree"), (*repl).explain},
		{"list", "KIND", say.T("list what the script has: params, outputs, units, functions, teams …"), (*repl).list},
		{"info", "NAME", say.T("tell of a name: its declaration, value, source, and what uses it"), (*repl).info},
		{"diff", "", say.T("show what changed since the script was loaded or saved, and what that does to its outputs"), (*repl).diff},
		{"remove", "NAME", say.T("take a declaration out of the script"), (*repl).remove},
		{"undo", "", say.T("take back the last change"), (*repl).undo},
		{"redo", "", say.T("make a change again that was taken back"), (*repl).redo},
		{"source", "", say.T("print the script as `:save` writes it"), (*repl).source},
		{"save", "FILE", say.T("write the script to a file that is not there yet; `:save!` replaces one; a name without an ending gets .cost"), (*repl).save},
		{"save!", "[FILE]", say.T("write the script to a file, that which was loaded where none is named"), (*repl).overwrite},
		{"load", "FILE", say.T("begin with another script"), (*repl).loadFile},
		{"reload", "", say.T("begin again with the file that was loaded"), (*repl).reload},
		{"help", "[TOPIC]", say.T("list the commands, or explain the language by topic"), (*repl).helpOn},
		{"quit", "", say.T("end the session"), (*repl).quit},
	}
}

// command runs a command by its name or the beginning of it.
func (r *repl) command(line string) error {
	name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	c, err := findCommand(name)
	if err != nil {
		return err
	}
	rest = strings.TrimSpace(rest)
	if c.takes == "" && rest != "" {
		return usageError(say.T("`:%s` takes nothing, not %q", c.name, rest))
	}
	r.session.At(r.at)
	return c.do(r, rest)
}

// findCommand finds a command by its name, or by the beginning of one name only.
func findCommand(name string) (replCommand, error) {
	var found []replCommand
	var names []string
	for _, c := range replCommands() {
		if c.name == strings.ToLower(name) {
			return c, nil
		}
		if strings.HasPrefix(c.name, strings.ToLower(name)) && name != "" {
			found, names = append(found, c), append(names, ":"+c.name)
		}
	}
	if len(found) == 2 && found[1].name == found[0].name+"!" {
		found = found[:1]
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return replCommand{}, usageError(say.T("`:%s` may be %s", name, say.Or(names)))
	}
	return replCommand{}, unknownCommand(name)
}

func unknownCommand(name string) error {
	var names []string
	for _, c := range replCommands() {
		names = append(names, c.name)
	}
	if near := nearestWord(name, names); near != "" {
		return usageError(say.T("unknown command `:%s`; did you mean `:%s`?", name, near))
	}
	return usageError(say.T("unknown command `:%s`; `:help` lists the commands", name))
}

// printReport prints a report that the session makes.
func (r *repl) printReport(make func(context.Context) (*eval.Report, error), layout func(*eval.Report) ([]byte, error)) error {
	var report *eval.Report
	err := r.interruptible(func(ctx context.Context) (err error) {
		report, err = make(ctx)
		return err
	})
	if err != nil {
		return err
	}
	text, err := layout(report)
	if err != nil {
		return err
	}
	if err := r.print(text); err != nil {
		return err
	}
	r.app.report(r.script.place(report.Warnings))
	return nil
}

// wholePage lays out all of a report.
func (r *repl) wholePage(report *eval.Report) ([]byte, error) {
	o := r.page()
	o.set = written(r.session.Inputs())
	return pageOf(report, o), nil
}

// written are values as they were set, in order of their names.
func written(in eval.Inputs) []string {
	var out []string
	for name, value := range in {
		text, _ := value.(string) // a session takes texts only
		out = append(out, name+" = "+text)
	}
	slices.Sort(out)
	return out
}

func (r *repl) runScript(string) error { return r.printReport(r.session.Report, r.wholePage) }

// ask asks a question that begins with a word of the language.
func ask(word string) func(*repl, string) error {
	return func(r *repl, rest string) error {
		return r.printReport(func(ctx context.Context) (*eval.Report, error) {
			return r.session.Ask(ctx, ":"+word+" "+rest)
		}, r.answerOf(word))
	}
}

// answerOf lays out the answer to a question: the tables that it asks for, without what a run says of the script.
func (r *repl) answerOf(word string) func(*eval.Report) ([]byte, error) {
	return func(report *eval.Report) ([]byte, error) {
		o := r.page()
		o.set = written(r.session.Inputs())
		list := wanted(report.Tables, o)
		if word == "tornado" {
			list = slices.DeleteFunc(list, func(t *table.Table) bool { return !strings.HasPrefix(t.Name, "tornado_") })
		}
		var parts []string
		if under := conditions(report, o); len(under) > 0 {
			parts = append(parts, wrap(strings.Join(under, "\n"), o.width)+"\n")
		}
		parts = append(parts, tables(list, o)...)
		if text := notes(report.Notes, o); text != "" {
			parts = append(parts, text)
		}
		return []byte(strings.Join(parts, "\n")), nil
	}
}

// table prints one table of a run, or the names of all.
func (r *repl) table(name string) error {
	return r.printReport(r.session.Report, func(report *eval.Report) ([]byte, error) {
		o := r.page()
		var names []string
		var lines []entry
		for _, t := range report.Tables {
			if strings.EqualFold(t.Name, name) {
				return []byte(blocks(t, o)), nil
			}
			names = append(names, t.Name)
			lines = append(lines, entry{"  " + t.Name, o.say(t.Title)})
		}
		if name == "" {
			return []byte(entries(lines, o.width)), nil
		}
		if near := nearestWord(name, names); near != "" {
			return nil, usageError(say.T("the run has no table %q; did you mean %s?", name, near))
		}
		if len(names) == 0 {
			return nil, usageError(say.T("the run has no tables"))
		}
		return nil, usageError(say.T("the run has no table %q, but %s", name, say.And(names)))
	})
}

// set gives a param a value.
func (r *repl) set(rest string) error {
	if rest == "" {
		return r.printLines(written(r.session.Inputs()))
	}
	name, value, ok := strings.Cut(rest, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" || value == "" {
		return usageError(say.T("`:set` takes P = V, not %q", rest))
	}
	warnings, err := r.session.Set(name, value)
	r.report(r.script.place(warnings))
	return err
}

func (r *repl) unset(name string) error {
	if name == "" {
		return usageError(say.T("`:unset` takes the name of a param"))
	}
	return r.session.Unset(name)
}

// scenario chooses a scenario, or prints all, with a mark at the one that is chosen.
func (r *repl) scenario(name string) error {
	if name == "" {
		var lines []string
		for _, s := range r.session.Program().Scenarios() {
			mark := "  "
			if s == r.session.Scenario() {
				mark = "* "
			}
			lines = append(lines, mark+s)
		}
		return r.printLines(lines)
	}
	return r.session.UseScenario(unquoted(name))
}

// unquoted is a name that may stand in quotes, as it does in scripts.
func unquoted(name string) string {
	if len(name) > 1 && strings.HasPrefix(name, `"`) && strings.HasSuffix(name, `"`) {
		return name[1 : len(name)-1]
	}
	return name
}

func (r *repl) remove(name string) error {
	if name == "" {
		return usageError(say.T("`:remove` takes the name of a declaration"))
	}
	return r.session.Remove(unquoted(name))
}

func (r *repl) undo(string) error {
	if !r.session.Undo() {
		return usageError(say.T("there is nothing to take back"))
	}
	return nil
}

func (r *repl) redo(string) error {
	if !r.session.Redo() {
		return usageError(say.T("there is nothing to make again"))
	}
	return nil
}

func (r *repl) quit(string) error {
	r.done = true
	return nil
}

func (r *repl) printLines(lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	return r.print([]byte(strings.Join(lines, "\n") + "\n"))
}
