package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// templates are the scripts that `cost new` writes, each with the title `Title`. Other languages than English have folders
// of their own.
//
//go:embed new/*.cost new/*/*.cost
var templates embed.FS

func (a *app) newCommand() *cobra.Command {
	like := &choice{flag: "like", kind: "kind", words: templateNames(), choose: func(string) {}}
	var from string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Write a small script to start from",
		Long: "Write NAME.cost, a small script that runs, to replace names and numbers in. The title of the intervention is\n" +
			"taken from NAME. No file is overwritten.\n\n" +
			"With --from the script declares the sheets and columns of a workbook or CSV file, which lies beside it or below.\n" +
			"What only you know, the units of numbers, stands as `?`; cost check says where.",
		Example: "  cost new reading-groups --like group\n  cost run reading-groups.cost\n  cost new stays --from stays.xlsx",
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !cmd.Flags().Changed("from"):
				return a.newScript(args, like.String())
			case cmd.Flags().Changed("like"):
				return usageError(say.T("--like and --from are two ways to begin; give one of them"))
			}
			return a.newFrom(cmd.Context(), args, from)
		},
	}
	cmd.Flags().Var(a.chosen(like), "like", "what kind of script: "+say.Or(templateNames()).String())
	cmd.Flags().StringVar(&from, "from", "", "a workbook or CSV file to declare the columns of")
	return cmd
}

// newScript writes a script and says what to do with it.
func (a *app) newScript(args []string, like string) error {
	path, err := newPath(args)
	if err != nil {
		return err
	}
	text := template(like, a.locale.language)
	if err := create(path, strings.Replace(text, `"Title"`, `"`+titleOf(path)+`"`, 1)); err != nil {
		return err
	}
	return a.print([]byte(say.T("wrote %s\nnext: cost run %s\n", diag.Visible(path), argument(path)).In(a.locale.language)))
}

// newPath is the file of the one name that is given.
func newPath(args []string) (string, error) {
	if len(args) != 1 {
		return "", usageError(say.T("new takes one name, not %d: cost new NAME", len(args)))
	}
	return scriptPath(args[0])
}

// template returns the script of a kind that is known, with the texts of a language.
func template(like string, l say.Language) string {
	if own, err := templates.ReadFile("new/" + l.Code() + "/" + like + scriptEnding); err == nil {
		return string(own)
	}
	text, _ := templates.ReadFile("new/" + like + scriptEnding) // it is embedded
	return string(text)
}

// templateNames lists the kinds of scripts; general is the first and the usual one.
func templateNames() []string {
	entries, _ := templates.ReadDir("new") // it is embedded
	var out []string
	for _, e := range entries {
		if !e.IsDir() {
			out = append(out, stem(e.Name()))
		}
	}
	return out
}

// otherEndings are those of files that people have beside their scripts. What else follows a dot is part of a name, as in
// `model 1.2`.
var otherEndings = []string{".txt", ".csv", ".xlsx", ".xls", ".ods", ".doc", ".docx", ".odt", ".pdf", ".md", ".json", ".yaml", ".yml"}

// scriptPath returns the file that a name stands for, with the ending of scripts, or says why it stands for none.
func scriptPath(name string) (string, error) {
	base := filepath.Base(name)
	ending := filepath.Ext(base)
	switch {
	case strings.TrimSpace(name) == "":
		return "", usageError(say.T("a script needs a name, such as cost new model"))
	case isFolder(name) || os.IsPathSeparator(name[len(name)-1]):
		return "", usageError(say.T("%s is a folder; name a script in it, such as %s", quote(name), filepath.Join(name, "model"+scriptEnding)))
	case name == stdinName || strings.HasPrefix(base, "."):
		return "", usageError(say.T("%s is no name of a script; write one such as cost new model", quote(name)))
	}
	if problem := unportable(base); !problem.Empty() {
		return "", usageError(problem)
	}
	switch {
	case !isTitle(base):
		return "", usageError(say.T("%q has characters that no title has: choose a name of letters, digits, blanks and hyphens", name))
	case ending == scriptEnding:
		return name, nil
	case isScript(name) || slices.Contains(otherEndings, strings.ToLower(ending)):
		proposed := strings.TrimSuffix(name, ending) + scriptEnding
		return "", usageError(say.T("%s ends in %s, and scripts end in %s: cost new %s", quote(name), ending, scriptEnding, argument(proposed)))
	}
	return name + scriptEnding, nil
}

// isTitle reports whether a name may stand in a text of a script.
func isTitle(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool { return r == '"' || !unicode.IsPrint(r) })
}

// titleOf makes a title of the name of a file: reading-groups.cost is Reading groups.
func titleOf(path string) string {
	title := strings.NewReplacer("-", " ", "_", " ").Replace(stem(filepath.Base(path)))
	title = strings.Join(strings.Fields(title), " ")
	first, rest := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[rest:]
}

// create writes a file that is not there yet. What could be written in part only is removed.
func create(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &fileError{say.T("%s is there already, and is left as it is", quote(path)), say.T("choose another name, or move it away first")}
	case err != nil && !isFolder(filepath.Dir(path)):
		return &fileError{say.T("there is no folder %s", quote(filepath.Dir(path))), say.T("make it first")}
	case err != nil:
		return uncreated(path, err)
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // what went wrong is said already
		return uncreated(path, err)
	}
	return nil
}

// uncreated says why a new file cannot be written, and what to do.
func uncreated(path string, err error) error {
	why, hint := phraseOf(err), say.Phrase{}
	switch {
	case errors.Is(err, fs.ErrPermission):
		hint = say.T("choose a folder that you may read and write")
	case why.Equal(say.Cause(syscall.ENOSPC)), why.Equal(say.Cause(syscall.EFBIG)):
		hint = say.T("make room there, or choose another folder")
	}
	return &fileError{say.T("%s could not be written: %s", quote(path), why), hint}
}
