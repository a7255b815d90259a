package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// list prints what the script has of a kind, which may be named by the beginning of its word.
func (r *repl) list(kind string) error {
	var found []string
	for _, k := range eval.Kinds() {
		if kind != "" && strings.HasPrefix(k, strings.ToLower(kind)) {
			found = append(found, k)
		}
	}
	if len(found) != 1 {
		return unknownWord(":list", kind, eval.Kinds())
	}
	var list []eval.Entry
	err := r.interruptible(func(ctx context.Context) error {
		list, _ = r.session.List(ctx, found[0])
		return nil
	})
	if err != nil || len(list) == 0 {
		return err
	}
	o := r.page()
	t := table.View{}
	for _, e := range list {
		t.Rows = append(t.Rows, table.Line{Cells: []string{e.Name, r.said(e), e.About}})
	}
	return r.print([]byte(columnsOf(t, o)))
}

// said is the value of an entry, or the text of one that has none.
func (r *repl) said(e eval.Entry) string {
	if e.Value == nil {
		return e.Text
	}
	return e.Value.Said().In(r.locale.language)
}

// columnsOf lays out lines of a name, a value and a text: side by side where they have room, and else the text below.
func columnsOf(v table.View, o pageOptions) string {
	names, values, abouts := 0, 0, 0
	for _, line := range v.Rows {
		names, values, abouts = max(names, width(line.Cells[0])), max(values, width(line.Cells[1])), max(abouts, width(line.Cells[2]))
	}
	room := o.width - names - values - 4
	var out strings.Builder
	for _, line := range v.Rows {
		name, value, about := line.Cells[0], line.Cells[1], table.OneLine(line.Cells[2])
		if room >= min(abouts, leastAbout) {
			mark := padRight(name, names) + "  " + padRight(value, values) + "  "
			out.WriteString(strings.TrimRight(hanging(mark, about, o.width), " ") + "\n")
			continue
		}
		for _, part := range []string{name, "  " + value, "  " + about} {
			if strings.TrimSpace(part) != "" {
				out.WriteString(wrap(part, o.width) + "\n")
			}
		}
	}
	return out.String()
}

// info prints what is known of a name.
func (r *repl) info(name string) error {
	if name == "" {
		return usageError(say.T("`:info` takes a name of the script"))
	}
	var info eval.Info
	err := r.interruptible(func(ctx context.Context) (err error) {
		info, err = r.session.Info(ctx, unquoted(name))
		return err
	})
	if err != nil {
		return err
	}
	return r.print([]byte(r.infoText(info)))
}

func (r *repl) infoText(info eval.Info) string {
	o := r.page()
	var out strings.Builder
	if info.Text != "" {
		out.WriteString(info.Text + "\n")
	}
	line := func(name say.Phrase, text string) {
		if text != "" {
			out.WriteString(hanging("  "+name.In(r.locale.language)+": ", text, o.width) + "\n")
		}
	}
	if info.Value != nil {
		line(say.T("value"), info.Value.Said().In(r.locale.language))
	}
	for _, part := range info.Parts {
		out.WriteString(hanging("  "+part.Name+": ", r.said(part), o.width) + "\n")
	}
	line(say.T("no value"), info.Problem.In(r.locale.language))
	line(say.T("source"), info.Source)
	if info.File != "" {
		line(say.T("declared"), say.T("%s, line %d", diag.Visible(r.script.path(info.File)), info.Line).In(r.locale.language))
	}
	line(say.T("uses"), strings.Join(info.Uses, ", "))
	line(say.T("used by"), strings.Join(info.UsedBy, ", "))
	return out.String()
}

// explain prints where a figure comes from, all of it or down to a level.
func (r *repl) explain(rest string) error {
	f, err := explainWords(rest)
	if err != nil {
		return err
	}
	var e *eval.Explanation
	err = r.interruptible(func(ctx context.Context) error {
		name, err := figureNamed(r.session.Program(), []string{f.name})
		if err != nil {
			return err
		}
		e, err = r.session.Explain(ctx, name)
		return err
	})
	if err != nil {
		return err
	}
	f.set = written(r.session.Inputs())
	t := r.tree(e, f.explainFlags)
	if r.script.name == "" {
		t.Main = stdinFile
	}
	if err := r.print([]byte(t.text(e.Root))); err != nil {
		return err
	}
	r.report(r.script.place(e.Warnings))
	return r.sayError(r.script.place(e.Problems).Err())
}

// explainWish is what `:explain` is asked for.
type explainWish struct {
	name string
	explainFlags
}

// explainWords reads a figure and how deep its tree goes.
func explainWords(rest string) (explainWish, error) {
	name, depth, deep := strings.Cut(rest, " depth ")
	f := explainWish{name: unquoted(strings.TrimSpace(name))}
	if !deep {
		return f, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(depth))
	if err != nil || n < 1 {
		return f, usageError(say.T("`:explain` takes a number of levels after depth, not %q", strings.TrimSpace(depth)))
	}
	f.depth = n
	return f, nil
}

// diff prints what changed since the script was loaded or saved, and what that does to its outputs.
func (r *repl) diff(string) error {
	var c eval.Changes
	err := r.interruptible(func(ctx context.Context) (err error) {
		c, err = r.session.Changes(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if c.Empty() {
		return r.print([]byte(say.T("nothing changed since the script was loaded or saved").In(r.locale.language) + "\n"))
	}
	parts := []string{r.changedText(c)}
	if effects := r.effectsText(c.Effects); effects != "" {
		parts = append(parts, effects)
	}
	if !c.Problem.Empty() {
		parts = append(parts, wrap(say.T("no figures to compare: %s", c.Problem).In(r.locale.language), r.columns())+"\n")
	}
	return r.print([]byte(strings.Join(parts, "\n")))
}

// changedText is the declarations as lines taken out and put in, and what was set.
func (r *repl) changedText(c eval.Changes) string {
	var out strings.Builder
	marked := func(mark, text string) {
		for line := range strings.Lines(text) {
			out.WriteString(mark + strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	for _, d := range c.Declarations {
		marked("- ", d.Before)
		marked("+ ", d.After)
	}
	if c.Scenario != "" {
		out.WriteString(say.T("Scenario: %s", c.Scenario).In(r.locale.language) + "\n")
	}
	if set := written(c.Inputs); len(set) > 0 {
		out.WriteString(say.T("With %s", strings.Join(set, ", ")).In(r.locale.language) + "\n")
	}
	return out.String()
}

// effectsText is each output, and where it is another one now, what it was before.
func (r *repl) effectsText(list []eval.Effect) string {
	o := r.page()
	figure := func(f *eval.Figure) string {
		if f == nil {
			return "–"
		}
		return o.style.Amount(f.Amount())
	}
	v := table.View{}
	for _, e := range list {
		text := figure(e.After)
		if e.Changed() {
			text = figure(e.Before) + " → " + text
		}
		v.Rows = append(v.Rows, table.Line{Cells: []string{table.OneLine(e.Title()), text, ""}})
	}
	return columnsOf(v, o)
}

// helpOn lists the commands, or explains a topic of the language.
func (r *repl) helpOn(topic string) error {
	if name, isCommand := strings.CutPrefix(topic, ":"); isCommand {
		c, err := findCommand(name)
		if err != nil {
			return err
		}
		return r.print([]byte(wrap(commandForm(c)+"\n  "+c.about.In(r.locale.language), r.columns()) + "\n"))
	}
	if topic != "" {
		return r.help(r.cmd, strings.Fields(topic))
	}
	var lines []entry
	for _, c := range replCommands() {
		lines = append(lines, entry{commandForm(c), c.about.In(r.locale.language)})
	}
	intro := say.T("A declaration is added or replaces the one of its name; an expression prints its value, and _ is the one before.")
	more := say.T("A command may be shortened as long as only one begins so. `:help TOPIC` explains the language, as `cost help TOPIC` does.")
	text := wrap(intro.In(r.locale.language), r.columns()) + "\n\n" + entries(lines, r.columns()) + "\n" + wrap(more.In(r.locale.language), r.columns()) + "\n"
	return r.print([]byte(text))
}

func commandForm(c replCommand) string { return strings.TrimSpace(":" + c.name + " " + c.takes) }
