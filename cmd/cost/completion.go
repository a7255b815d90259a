package main

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/say"
)

// completing reports whether a shell asks what may stand next, as its completion script does.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// shells are what completions are written for, and how each is written for a tree of commands.
var shells = []struct {
	name  string
	write func(root *cobra.Command, to io.Writer) error
}{
	{"bash", func(root *cobra.Command, to io.Writer) error { return root.GenBashCompletionV2(to, true) }},
	{"zsh", (*cobra.Command).GenZshCompletion},
	{"fish", func(root *cobra.Command, to io.Writer) error { return root.GenFishCompletion(to, true) }},
	{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

func shellNames() []string {
	var out []string
	for _, shell := range shells {
		out = append(out, shell.name)
	}
	return out
}

// completionCommand writes the script by which a shell completes command lines.
func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write the completions of a shell",
		Long: "Write the script by which a shell completes commands, files, scenarios, params and topics. SHELL is bash, zsh, fish " +
			"or powershell. The examples say how each loads it; bash needs the package bash-completion.",
		Example: "  source <(cost completion bash)                        # in ~/.bashrc\n" +
			"  cost completion zsh > \"${fpath[1]}/_cost\"             # once\n" +
			"  cost completion fish > ~/.config/fish/completions/cost.fish\n" +
			"  cost completion powershell | Out-String | Invoke-Expression",
		ValidArgs: shellNames(),
		RunE:      func(cmd *cobra.Command, args []string) error { return a.complete(cmd, args) },
	}
}

// complete writes the completions of the shell that is named; without one it says what there are.
func (a *app) complete(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	if len(args) > 1 {
		return usageError(say.T("completion takes one shell, not %d: %s", len(args), listed(shellNames())))
	}
	for _, shell := range shells {
		if shell.name == args[0] {
			var script bytes.Buffer
			if err := shell.write(cmd.Root(), &script); err != nil {
				return err
			}
			return a.print(script.Bytes())
		}
	}
	return usageError(say.T("unknown shell %q: %s", args[0], listed(shellNames())))
}

// offer says what may stand as the arguments and values of flags, for every command that has such. No other command line
// needs to know.
func (a *app) offer(root *cobra.Command) {
	values := map[string]cobra.CompletionFunc{
		"by":       a.offerRanged,
		"of":       a.offerOutputs,
		"over":     a.offerRanged,
		"as":       cobra.FixedCompletions(models(), cobra.ShellCompDirectiveNoFileComp),
		"like":     cobra.FixedCompletions(templateNames(), cobra.ShellCompDirectiveNoFileComp),
		"scenario": a.offerScenarios,
		"set":      a.offerParams,
	}
	root.InitDefaultHelpCmd()
	for _, cmd := range append(root.Commands(), root) {
		for flag, offered := range values {
			_ = cmd.RegisterFlagCompletionFunc(flag, offered) // the command may have no such flag, or know better
		}
		offerWords(cmd, cmd.Flags())
		offerWords(cmd, cmd.PersistentFlags())
		switch _, argument, _ := strings.Cut(cmd.Use, " "); argument {
		case "FILE OUTPUT":
			cmd.ValidArgsFunction = a.offerExplained
		case "FILE KIND":
			cmd.ValidArgsFunction = offerCharts
		case "FILE", "[FILE]", "FILE...", "PATH...":
			cmd.ValidArgsFunction = offerScripts
		case "[TOPIC]":
			cmd.ValidArgsFunction = a.offerTopics
		default:
			cmd.ValidArgsFunction = cobra.NoFileCompletions
		}
	}
}

// offerWords offers the words of flags that take one of a few.
func offerWords(cmd *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if c, ok := f.Value.(*choice); ok {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp))
		}
	})
}

// offerScripts lets the shell list scripts and folders. A command that takes one script has it after the first.
func offerScripts(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 && !strings.HasSuffix(cmd.Use, "...") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{strings.TrimPrefix(scriptEnding, ".")}, cobra.ShellCompDirectiveFilterFileExt
}

// offerCharts lists the kinds of charts, after the script.
func offerCharts(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return offerScripts(cmd, args, start)
	}
	return beginning(chart.Kinds(), start), cobra.ShellCompDirectiveNoFileComp
}

// offerExplained lists what can be explained, after the script.
func (a *app) offerExplained(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return offerScripts(cmd, args, start)
	}
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, f := range p.Explainable() {
			out = append(out, cobra.CompletionWithDesc(f.Name, cmp.Or(f.Label, f.Name)))
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp
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

// offerTopics lists commands and the topics worth browsing that go on from the words typed; codes only after a C. Where
// none does, it lists single words that find a topic.
func (a *app) offerTopics(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	m := manual.New(a.locale.language)
	var out []string
	add := func(name, about string) {
		if rest, ok := after(name, args); ok && strings.HasPrefix(rest, start) {
			out = append(out, cobra.CompletionWithDesc(rest, about))
		}
	}
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() {
			add(c.Name(), c.Short)
		}
	}
	for _, t := range m.Browse(strings.HasPrefix(start, "C")) {
		add(t.Name, t.Line)
	}
	if len(out) == 0 && start != "" {
		for _, name := range m.Names() {
			add(name, "")
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// after is what follows words in a name of several.
func after(name string, words []string) (rest string, ok bool) {
	all := strings.Fields(name)
	if len(all) <= len(words) || !slices.EqualFunc(all[:len(words)], words, strings.EqualFold) {
		return "", false
	}
	return strings.Join(all[len(words):], " "), true
}
