package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/manual"
)

// completing reports whether a shell asks what may stand next, as its completion script does.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// offer says what may stand as the arguments and values of flags, for every command that has such. No other command line
// needs to know.
func (a *app) offer(root *cobra.Command) {
	values := map[string]cobra.CompletionFunc{
		"like":     cobra.FixedCompletions(templateNames(), cobra.ShellCompDirectiveNoFileComp),
		"scenario": a.offerScenarios,
		"set":      a.offerParams,
	}
	for _, c := range a.choices {
		values[c.flag] = cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp)
	}
	root.InitDefaultHelpCmd()
	for _, cmd := range append(root.Commands(), root) {
		for flag, offered := range values {
			_ = cmd.RegisterFlagCompletionFunc(flag, offered) // the command may have no such flag
		}
		switch _, argument, _ := strings.Cut(cmd.Use, " "); argument {
		case "FILE", "FILE...", "PATH...":
			cmd.ValidArgsFunction = offerScripts
		case "[TOPIC]":
			cmd.ValidArgsFunction = a.offerTopics
		default:
			cmd.ValidArgsFunction = cobra.NoFileCompletions
		}
	}
}

// offerScripts lets the shell list scripts and folders. A command that takes one script has it after the first.
func offerScripts(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 && !strings.HasSuffix(cmd.Use, "...") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{strings.TrimPrefix(scriptEnding, ".")}, cobra.ShellCompDirectiveFilterFileExt
}

// offerScenarios lists the scenarios of the script on the command line.
func (a *app) offerScenarios(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) { out = p.Scenarios() })
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp
}

// offerParams lists the params of the script on the command line, to go on with a value.
func (a *app) offerParams(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, param := range p.Params() {
			out = append(out, cobra.CompletionWithDesc(param.Name+"=", param.Label))
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// glance compiles the script among the arguments. One with errors has nothing to offer, and nothing is said of it.
func (a *app) glance(ctx context.Context, args []string, look func(*eval.Program)) {
	if len(args) == 0 || args[0] == stdinName {
		return
	}
	quiet := &app{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}
	_ = quiet.use(ctx, args[0], func(_ script, p *eval.Program) error { look(p); return nil })
}

// beginning leaves the words that go on from what is typed.
func beginning(words []string, start string) []string {
	return slices.DeleteFunc(words, func(word string) bool { return !strings.HasPrefix(word, start) })
}

// offerTopics lists the next words of topics that begin with those typed, and commands.
func (a *app) offerTopics(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, name := range append(manual.New(a.locale.language).Names(), commandNames(cmd.Root())...) {
		words := strings.Fields(name)
		if len(words) > len(args) && slices.EqualFunc(words[:len(args)], args, strings.EqualFold) {
			out = append(out, words[len(args)])
		}
	}
	slices.Sort(out)
	return beginning(slices.Compact(out), start), cobra.ShellCompDirectiveNoFileComp
}
