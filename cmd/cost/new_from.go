package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// newFrom writes a script that declares what a data file holds, and says what that is.
func (a *app) newFrom(ctx context.Context, args []string, from string) error {
	target, err := newPath(args)
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	file, err := seenFrom(folder, from)
	if err != nil {
		return err
	}
	found, err := a.outlines(ctx, folder, file)
	if err != nil {
		return err
	}
	d := &declaring{language: a.locale.language, file: file}
	script := d.script(titleOf(target), found)
	if len(d.taken) == 0 {
		return d.nothing(found)
	}
	if err := create(target, script); err != nil {
		return err
	}
	next := say.T("next: cost check %s\n", argument(target))
	if d.holes > 0 {
		next = say.T("next: write the unit of each `?`, %d in all, and cost check %s\n", d.holes, argument(target))
	}
	text := d.list(found) + say.T("wrote %s\n", diag.Visible(target)).In(a.locale.language) + next.In(a.locale.language)
	return a.print([]byte(text))
}

// nothing says why no column can be declared, of the first sheet that has some.
func (d *declaring) nothing(found []eval.Outline) error {
	o := found[slices.IndexFunc(found, func(o eval.Outline) bool { return len(o.Columns) > 0 })]
	why := say.T("a name in a script is letters and digits, without blanks")
	help := say.T("rename the columns in the file, such as %s", nameLike(o.Columns[0].Name))
	switch {
	case o.Below > 0:
		why, help = say.T("what stands above row %d looks like a title", o.Below), say.T("delete the rows above row %d, so that the first row names the columns", o.Below)
	case len(o.Merged) > 0:
		why, help = say.T("its cells %s are merged", o.Merged[0].String()), say.T("unmerge them in the workbook, and write the value in each")
	case doubled(o, o.Columns[0].Name):
		why, help = say.T("column %s stands twice", shownName(o.Columns[0].Name)), say.T("rename or remove one of the two")
	}
	return &fileError{say.T("nothing of %s can be declared: %s", quote(d.file), why), help}
}

// seenFrom is the path of a data file as a script of a folder has it.
func seenFrom(folder, file string) (string, error) {
	if strings.TrimSpace(file) == "" {
		return "", usageError(say.T("--from needs a file, such as --from data.xlsx"))
	}
	here, err := filepath.Abs(folder)
	if err != nil {
		return "", unreadable(folder, err)
	}
	there, err := filepath.Abs(file)
	if err != nil {
		return "", unreadable(file, err)
	}
	below, err := filepath.Rel(here, there)
	if err != nil || !filepath.IsLocal(below) {
		return "", usageError(say.T("%s lies outside the folder of the script; copy it there, or write the script beside it", quote(file)))
	}
	if strings.ContainsFunc(below, func(r rune) bool { return r == '"' || !unicode.IsPrint(r) }) {
		return "", usageError(say.T("%q has characters that a script cannot write; rename the file", file))
	}
	return filepath.ToSlash(below), nil
}

// outlines looks at a data file as a script of a folder would.
func (a *app) outlines(ctx context.Context, folder, file string) ([]eval.Outline, error) {
	root, err := os.OpenRoot(folder)
	switch {
	case err != nil && !isFolder(folder):
		return nil, &fileError{say.T("there is no folder %s", quote(folder)), say.T("make it first")}
	case err != nil:
		return nil, &fileError{say.T("%s could not be read: %v", quote(folder), phraseOf(err)), say.T("choose a folder that you may read and write")}
	}
	defer root.Close()
	found, err := eval.Outlines(root.FS(), file, a.compiling(eval.WithContext(ctx))...)
	switch {
	case err != nil:
		return nil, err
	case !slices.ContainsFunc(found, func(o eval.Outline) bool { return len(o.Columns) > 0 }):
		return nil, &fileError{say.T("%s has no cells", quote(file)), say.T("check that it is the right file")}
	}
	return found, nil
}

// declaring is the state of writing declarations.
type declaring struct {
	language say.Language
	file     string
	out      strings.Builder
	taken    map[string]bool // names of data
	holes    int
}

// script declares every sheet. What cannot be declared is told in a comment.
func (d *declaring) script(title string, found []eval.Outline) string {
	d.taken = map[string]bool{}
	d.comment(say.T("Data from %s. Each `?` is the kind of a column still to be written: the unit of its numbers, such as DKK, hours or months; number; or text.", d.file))
	fmt.Fprintf(&d.out, "\nintervention \"%s\" {\n  currency DKK\n  horizon 1 year\n}\n", title)
	for _, o := range found {
		d.out.WriteString("\n")
		d.sheet(o, len(found))
	}
	laid, err := lang.Format(d.file, []byte(d.out.String()))
	if err != nil {
		return d.out.String()
	}
	return string(laid)
}

func (d *declaring) comment(p say.Phrase) { d.out.WriteString("# " + p.In(d.language) + "\n") }

// sheet declares the columns of a sheet, and how many rows it has as an output.
func (d *declaring) sheet(o eval.Outline, sheets int) {
	for _, note := range d.notes(o) {
		d.comment(note)
	}
	switch {
	case len(o.Columns) == 0:
		d.comment(say.T("Sheet %s is empty.", shownName(o.Sheet)))
		return
	case o.Below > 0: // its first row is no row of names, and the note says what to do
		return
	case len(o.Merged) > 0:
		d.comment(say.T("Sheet %s has merged cells, %s: unmerge them before it is read, so that the first row names the columns.", shownName(o.Sheet), o.Merged[0].String()))
		return
	case strings.ContainsFunc(o.Sheet, unwritten):
		d.comment(say.T("Sheet %s has a name that a script cannot write: rename it.", shownName(o.Sheet)))
		return
	}
	var columns, beside, twice []string
	for _, c := range o.Columns {
		if doubled(o, c.Name) {
			twice = append(twice, c.Name)
		} else if line, ok := d.column(c); ok {
			columns = append(columns, line)
		} else {
			beside = append(beside, c.Name)
		}
	}
	d.renamed(beside, twice)
	if columns == nil {
		return
	}
	name := d.nameOf(o)
	fmt.Fprintf(&d.out, "data %s from \"%s\"", name, d.file)
	if o.Danish {
		d.out.WriteString(" danish")
	}
	if sheets > 1 {
		fmt.Fprintf(&d.out, " sheet \"%s\"", o.Sheet)
	}
	fmt.Fprintf(&d.out, " {\n%s}\noutput rows_of_%s \"%s\" = count(%s)\n", strings.Join(columns, ""), name, d.say(say.T("Rows of %s", name)), name)
}

// notes are what to do with a sheet before its columns can be read.
func (d *declaring) notes(o eval.Outline) (out []say.Phrase) {
	if o.Below > 0 {
		out = append(out, say.T("%s: what stands above row %d looks like a title; delete the rows above it, so that the first row names the columns.", d.titled(o), o.Below))
	}
	for _, c := range o.Columns {
		if c.Unknown {
			out = append(out, say.T("%s: the column %s has formulas whose values are not stored; open the workbook in Excel or LibreOffice and save it.", d.titled(o), shownName(c.Name)))
		}
	}
	return out
}

// titled is the name of a sheet, or of the file that has none.
func (d *declaring) titled(o eval.Outline) string {
	if o.Sheet == "" {
		return shownName(d.file)
	}
	return shownName(o.Sheet)
}

// doubled reports whether several columns have a name. Which of them is meant no script can say.
func doubled(o eval.Outline, name string) bool {
	n := 0
	for _, c := range o.Columns {
		if c.Name == name {
			n++
		}
	}
	return n > 1
}

func (d *declaring) say(p say.Phrase) string { return p.In(d.language) }

// unwritten reports what cannot stand in a text.
func unwritten(r rune) bool { return r == '"' || !unicode.IsPrint(r) }

// renamed tells of columns whose names stand twice, or that no script can write, with names that it can.
func (d *declaring) renamed(names, twice []string) {
	slices.Sort(twice)
	for _, name := range slices.Compact(twice) {
		d.comment(say.T("The column %s is left out, since it stands twice: rename or remove one of the two.", shownName(name)))
	}
	for _, name := range names {
		d.comment(say.T("The column %s is left out, since no name in a script is like it: call it %s in the file to use it.", shownName(name), nameLike(name)))
	}
}

// column is the line of a column, if it has a name that scripts can write.
func (d *declaring) column(c eval.ColumnOutline) (string, bool) {
	kind, missing, seen := c.Kind, "", ""
	if kind == "" {
		kind, seen = "?", "  # "+shownName(strings.Join(c.Samples, "; "))
		if len(c.Samples) == 0 {
			seen = ""
		}
	}
	if c.Missing {
		missing = " or missing"
	}
	if !declares(fmt.Sprintf("data a from \"a\" { %s: %s%s }", c.Name, kind, missing)) {
		return "", false
	}
	if kind == "?" {
		d.holes++
	}
	return fmt.Sprintf("  %s: %s%s%s\n", c.Name, kind, missing, seen), true
}

// declares reports whether a line is one declaration without errors.
func declares(line string) bool {
	tree, problems := lang.Parse(source.NewFile("", line))
	return problems.Err() == nil && len(tree.Decls) == 1
}

// nameOf is a name for the data of a sheet: that of the sheet, or of the file, as far as a script can have it.
func (d *declaring) nameOf(o eval.Outline) string {
	from := o.Sheet
	if from == "" {
		from = strings.TrimSuffix(path.Base(d.file), path.Ext(d.file))
	}
	name := nameLike(from)
	for n := 2; d.taken[name] || !declarable(name); n++ {
		name = fmt.Sprintf("%s_%d", nameLike(from), n)
	}
	d.taken[name] = true
	return name
}

// nameLike makes a name of some words: letters and digits in small letters, with _ between them.
func nameLike(words string) string {
	words = strings.ToLower(strings.Join(strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "_"))
	if words == "" || unicode.IsDigit([]rune(words)[0]) {
		words = "data_" + words
	}
	return strings.TrimSuffix(words, "_")
}

// declarable reports whether data may have a name: none of a unit, and no word of the language.
func declarable(name string) bool {
	_, err := eval.Compile("", []byte("intervention \"A\" { currency DKK; horizon 1 year }\ndata "+name+" from \"a\" { a: ? }\noutput rows_of_"+name+" = count("+name+")"))
	var problems diag.List
	return errors.As(err, &problems) && len(problems) == 1 && problems[0].Code == diag.OpenHole
}

// shownName is a text of a file on one line of a comment, not too long, with what hides made visible.
func shownName(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strings.Join(strings.Fields(diag.Visible(text)), " ")
}

// list names the sheets and their columns.
func (d *declaring) list(found []eval.Outline) string {
	var out strings.Builder
	for _, o := range found {
		var names []string
		for _, c := range o.Columns {
			names = append(names, shownName(c.Name))
		}
		name := d.titled(o)
		if o.Hidden {
			name = d.say(say.T("%s (hidden)", name))
		}
		count := say.Count(o.Rows, say.T("1 row"), say.T("%d rows", o.Rows))
		if o.More {
			count = say.T("more than %d rows", o.Rows)
		}
		line := say.T("%s, %s: %s\n", name, count, strings.Join(names, ", "))
		if names == nil {
			line = say.T("%s is empty\n", name)
		}
		out.WriteString(d.say(line))
		for _, note := range d.notes(o) {
			out.WriteString("  " + d.say(note) + "\n")
		}
	}
	return out.String()
}
