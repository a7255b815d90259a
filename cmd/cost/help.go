package main

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/say"
)

// helpCommand explains commands and the language. Nothing of the manual is read before it is asked for.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC]",
		Short: "Explain a command, or the language by topic",
		Long: "Explain a command, or the language by topic: a declaration, a function, a unit, a standard module, the code of an " +
			"error. `cost help` lists the topics, `cost help topics` says what each is about.",
		Example: "  cost help run\n  cost help course\n  cost help lists per year\n  cost help round\n  cost help dk.norms\n  cost help C0203",
		RunE:    func(cmd *cobra.Command, args []string) error { return a.help(cmd, args) },
	}
}

// help explains what words name: a command, else a topic.
func (a *app) help(cmd *cobra.Command, args []string) error {
	words := strings.Join(strings.Fields(strings.Join(args, " ")), " ")
	if words == "" {
		return a.overview(cmd.Root())
	}
	m := manual.New(a.locale.language)
	topics := m.Find(words)
	if named := commandOf(cmd.Root(), args); named != nil {
		return a.print(append(usage(named), a.alsoInLanguage(topics)...))
	}
	if len(topics) == 0 {
		return unknownTopic(words, append(m.Names(), commandNames(cmd.Root())...))
	}
	return a.explain(cmd.Context(), m, topics)
}

// explain prints the first topic, and names the others.
func (a *app) explain(ctx context.Context, m *manual.Manual, topics []*manual.Topic) error {
	text, err := m.Text(ctx, topics[0])
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(topics[1:], func(t *manual.Topic) bool { return strings.Contains(text, called(t)) })
	return a.print([]byte(markdownText(text+a.seeAlso(others, moreOfWord), a.columns())))
}

// seeAlso names topics that the same words find.
func (a *app) seeAlso(topics []*manual.Topic, about func(names string) say.Phrase) string {
	var names []string
	for _, t := range topics {
		names = append(names, called(t))
	}
	if len(names) == 0 {
		return ""
	}
	return "\n" + about(listed(names)).In(a.locale.language) + "\n"
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
	return "\n" + markdownText(a.seeAlso(topics, wordOfLanguage), a.columns())
}

// called is how a topic is asked for.
func called(t *manual.Topic) string { return "`cost help " + t.Name + "`" }

// commandOf returns the command that all the words name, or nil.
func commandOf(root *cobra.Command, args []string) *cobra.Command {
	lower := make([]string, len(args))
	for i, arg := range args {
		lower[i] = strings.ToLower(arg)
	}
	found, rest, err := root.Find(lower)
	if err != nil || found == root || len(rest) > 0 {
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

// usage is what cobra says of a command.
func usage(cmd *cobra.Command) []byte {
	var out bytes.Buffer
	cmd.SetOut(&out)
	cmd.InitDefaultHelpFlag()
	_ = cmd.Help() // a buffer takes everything
	return out.Bytes()
}

// overview is the commands, and the names of all topics by group.
func (a *app) overview(root *cobra.Command) error {
	out := usage(root)
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

// unknownTopic offers the names that a mistyped one may stand for.
func unknownTopic(words string, names []string) error {
	slices.Sort(names)
	near := within(words, slices.Compact(names), len(words)/3)
	if len(near) == 0 {
		return usageError(say.T("unknown topic %q; `cost help topics` lists them all", words))
	}
	return usageError(say.T("unknown topic %q; did you mean %s?", words, say.Or(near[:min(mostTopics, len(near))])))
}
