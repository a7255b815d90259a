package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// narrowUsage has what cobra says of a command wrapped to the columns of text.
func (a *app) narrowUsage(say func(*cobra.Command, []string)) func(*cobra.Command, []string) {
	return func(cmd *cobra.Command, args []string) {
		to := cmd.OutOrStdout()
		var text bytes.Buffer
		cmd.SetOut(&text)
		say(cmd, args)
		cmd.SetOut(to)
		_, _ = io.WriteString(to, wrapUsage(text.String(), a.columns())) // an output keeps its error
	}
}

// entry is the beginning of a line that explains a flag or a command: its name and the blanks behind it.
var entry = regexp.MustCompile(`^ +\S.*?  +`)

// wrapUsage wraps the lines of a usage text; what explains a flag or a command goes on below its beginning.
func wrapUsage(text string, columns int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if name := entry.FindString(line); width(line) > columns && name != "" && columns-width(name) >= leastLabel {
			lines[i] = hanging(name, line[len(name):], columns)
			continue
		}
		lines[i] = wrap(line, columns)
	}
	return strings.Join(lines, "\n")
}
