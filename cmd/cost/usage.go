package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// explains gives the tree of commands its help, in the columns that there are, and errors that say what to do next.
func (a *app) explains(root *cobra.Command) {
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.completionCommand())
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		_, _ = cmd.OutOrStdout().Write(a.usage(cmd)) // the writer keeps the error
	})
}

// usage is what a command does and takes.
func (a *app) usage(cmd *cobra.Command) []byte {
	cmd.InitDefaultHelpFlag()
	columns := a.columns()
	parts := []string{wrap(paragraphs(cmd.Long), columns) + "\n", "Usage:\n" + forms(cmd, columns)}
	if cmd.HasExample() {
		parts = append(parts, "Examples:\n"+cmd.Example+"\n")
	}
	if cmd.HasAvailableSubCommands() {
		parts = append(parts, "Available Commands:\n"+entries(commandsOf(cmd), columns))
	}
	if cmd.HasAvailableLocalFlags() {
		parts = append(parts, "Flags:\n"+entries(flagsOf(cmd.LocalFlags().FlagUsages()), columns))
	}
	if cmd.HasAvailableInheritedFlags() {
		parts = append(parts, "Global Flags:\n"+entries(flagsOf(cmd.InheritedFlags().FlagUsages()), columns))
	}
	if cmd.HasAvailableSubCommands() {
		parts = append(parts, wrap("Use `"+cmd.CommandPath()+" help COMMAND` for more about a command.", columns)+"\n")
	}
	return []byte(strings.Join(parts, "\n"))
}

// paragraphs joins the lines of each paragraph, so that they can be wrapped anew.
func paragraphs(text string) string {
	var out []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		out = append(out, strings.Join(strings.Fields(paragraph), " "))
	}
	return strings.Join(out, "\n\n")
}

// forms are the lines that a command may be called by.
func forms(cmd *cobra.Command, columns int) string {
	out := wrap("  "+cmd.UseLine(), columns) + "\n"
	if cmd.HasAvailableSubCommands() {
		out += "  " + cmd.CommandPath() + " [command]\n"
	}
	return out
}

// entry is a command or a flag with its values, and what is said of it.
type entry struct{ name, about string }

// commandsOf lists the commands below one, and the help.
func commandsOf(cmd *cobra.Command) []entry {
	var out []entry
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			out = append(out, entry{"  " + c.Name(), c.Short})
		}
	}
	return out
}

// flagsOf cuts what the library says of flags, a line each: the name, at least three blanks, and the text.
func flagsOf(usages string) []entry {
	var out []entry
	for line := range strings.Lines(usages) {
		line = strings.TrimRight(line, " \n")
		bare := strings.TrimLeft(line, " ")
		name, about, _ := strings.Cut(bare, "   ")
		out = append(out, entry{line[:len(line)-len(bare)] + name, strings.TrimSpace(about)})
	}
	return out
}

// leastAbout is the columns below which a text does not stand beside a name.
const leastAbout = 24

// entries lays out names with texts beside them, or below them where there is no room.
func entries(list []entry, columns int) string {
	names := 0
	for _, e := range list {
		names = max(names, width(e.name))
	}
	out := ""
	for _, e := range list {
		if mark := padRight(e.name, names+3); columns-width(mark) >= leastAbout {
			out += hanging(mark, e.about, columns) + "\n"
			continue
		}
		out += wrap("  "+strings.TrimLeft(e.name, " "), columns) + "\n" + wrap("      "+e.about, columns) + "\n"
	}
	return out
}
