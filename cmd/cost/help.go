package main

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/say"
)

// helpCommand explains commands and the language. Nothing of the manual is read before it is asked for.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC]",
		Short: "Explain a command, or the language by topic",
		Long: "Explain a command, or the language by topic: a declaration, a function, a unit, a standard module, the code of an\n" +
			"error. `cost help` lists the topics, `cost help topics` says what each is about.",
		Example: "  cost help run\n  cost help course\n  cost help lists per year\n  cost help round\n  cost help dk.norms\n  cost help C0203",
		RunE:    func(cmd *cobra.Command, args []string) error { return a.help(cmd, args) },
	}
}

// help explains what words name: a command, else a topic, else it says what tells of them.
func (a *app) help(cmd *cobra.Command, args []string) error {
	words := strings.Join(strings.Fields(strings.Join(args, " ")), " ")
	if words == "" {
		return a.overview(cmd.Root())
	}
	m := manual.New(a.locale.language)
	topics := m.Find(words)
	if named := commandOf(cmd.Root(), args); named != nil {
		return a.print(append(a.usage(named), a.alsoInLanguage(topics)...))
	}
	commands := commandsAbout(cmd.Root(), words)
	if len(topics) == 0 {
		topics = m.Search(words)
	} else {
		commands = flagged(commands)
	}
	switch {
	case len(m.Find(words)) > 0, len(topics) == 1 && len(commands) == 0:
		return a.explain(cmd.Context(), m, topics, commands)
	case len(topics)+len(commands) > 0:
		return a.print([]byte(markdownText(a.told(words, topics, commands), a.columns())))
	case manual.IsCode(words):
		return usageError(say.T("unknown code %q; `cost help errors` lists them all", words))
	}
	return unknownTopic(m, cmd.Root(), words)
}

// mostMore is how many other topics are named.
const mostMore = 5

// explain prints the first topic, and names the others and commands.
func (a *app) explain(ctx context.Context, m *manual.Manual, topics []*manual.Topic, commands []mention) error {
	text, err := m.Text(ctx, topics[0])
	if err != nil {
		return err
	}
	var more []string
	for _, name := range append(callsOf(topics[1:]), mentioned(commands)...) {
		if !strings.Contains(text, name) {
			more = append(more, name)
		}
	}
	return a.print([]byte(markdownText(text+a.seeAlso(more, moreOfWord), a.columns())))
}

// told lists the sections and commands whose text has words that no topic is called by.
func (a *app) told(words string, topics []*manual.Topic, commands []mention) string {
	out := say.T("No topic is called %q. These tell of it:", words).In(a.locale.language) + "\n\n| topic | about |\n|---|---|\n"
	for _, t := range topics[:min(mostMore, len(topics))] {
		out += "| " + called(t) + " | " + t.Line + " |\n"
	}
	for _, c := range commands[:min(mostMore, len(commands))] {
		out += "| " + c.call + " | " + strings.ReplaceAll(c.line, "|", `\|`) + " |\n"
	}
	return out
}

// seeAlso names, up to so many, what else the same words find.
func (a *app) seeAlso(names []string, about func(names string) say.Phrase) string {
	if len(names) == 0 {
		return ""
	}
	return "\n" + about(listed(names[:min(mostMore, len(names))])).In(a.locale.language) + "\n"
}

func moreOfWord(names string) say.Phrase { return say.T("More about this word: %s.", names) }

func wordOfLanguage(names string) say.Phrase {
	return say.T("The language has the word too: %s.", names)
}

// alsoInLanguage ends the help of a command whose name the language has too.
func (a *app) alsoInLanguage(topics []*manual.Topic) string {
	if len(topics) == 0 {
		return ""
	}
	return "\n" + markdownText(a.seeAlso(callsOf(topics), wordOfLanguage), a.columns())
}

// called is how a topic is asked for.
func called(t *manual.Topic) string { return "`cost help " + t.Name + "`" }

func callsOf(topics []*manual.Topic) []string {
	var out []string
	for _, t := range topics {
		out = append(out, called(t))
	}
	return out
}

// commandOf returns the command that all the words name, with a word that it takes, or nil.
func commandOf(root *cobra.Command, args []string) *cobra.Command {
	lower := make([]string, len(args))
	for i, arg := range args {
		lower[i] = strings.ToLower(arg)
	}
	found, rest, err := root.Find(lower)
	if err != nil || found == root || len(rest) > 1 || len(rest) == 1 && !slices.Contains(found.ValidArgs, rest[0]) {
		return nil
	}
	return found
}

func commandNames(root *cobra.Command) []string {
	var out []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, c.Name())
		}
	}
	return out
}

// overview is the commands, and the names of all topics by group.
func (a *app) overview(root *cobra.Command) error {
	out := a.usage(root)
	out = append(out, "\n"+say.T("The language, by `cost help TOPIC`:").In(a.locale.language)+"\n"...)
	for _, group := range manual.New(a.locale.language).Groups() {
		var names []string
		for _, t := range group.Topics {
			names = append(names, t.Name)
		}
		out = append(out, wrap("  "+group.Name+": "+strings.Join(names, ", "), a.columns())+"\n"...)
	}
	return a.print(append(out, "\n"+say.T("`cost help topics` says what each is about.").In(a.locale.language)+"\n"...))
}

// mostTopics is how many topics a message offers.
const mostTopics = 3

// unknownTopic offers the names that mistyped words may stand for, one of each topic.
func unknownTopic(m *manual.Manual, root *cobra.Command, words string) error {
	names := append(m.Names(), commandNames(root)...)
	var near []string
	seen := map[*manual.Topic]bool{}
	for _, name := range within(words, names, utf8.RuneCountInString(words)/3) {
		found := m.Find(name)
		if len(found) == 0 || !seen[found[0]] {
			near = append(near, name)
		}
		if len(found) > 0 {
			seen[found[0]] = true
		}
	}
	if len(near) == 0 {
		return usageError(say.T("unknown topic %q; `cost help topics` lists them all", words))
	}
	return usageError(say.T("unknown topic %q; did you mean %s?", words, say.Or(near[:min(mostTopics, len(near))])))
}
