package manual

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costlang/cost/stdlib"
)

// functions are the functions of the language, parts of the section that is about them.
func functions() []*Topic {
	var out []*Topic
	for _, f := range stdlib.Functions() {
		t := &Topic{Name: f.Name, Title: f.Signature(), Line: capital(f.Doc), Group: functionsName, keys: keys{}}
		t.keys.add(f.Name, isName)
		t.write = func(ctx context.Context) (string, error) { return functionText(ctx, f) }
		out = append(out, t)
	}
	return out
}

// types explains the types of a signature.
var types = []struct{ name, about string }{
	{"a", "`a` is a number of any unit, of one dimension wherever it stands; the result is in the unit of the first."},
	{"number", "`number` is a plain number, without a unit."},
	{"by year", "`by year` is a series: an entry for each year."},
	{"cell", "`cell` is a cell of a row that may be missing."},
	{"P", "`P` is a param with a range."},
	{"…", "`…` stands for more of the same."},
}

// legend explains the types that a signature has.
func legend(signature string) string {
	words := " " + strings.NewReplacer("(", " ", ")", " ", ",", " ", ":", " ").Replace(signature) + " "
	out := ""
	for _, t := range types {
		if strings.Contains(words, " "+t.name+" ") {
			out += "- " + t.about + "\n"
		}
	}
	if strings.Contains(signature, " = ") {
		out += "- What stands after `=` is taken where the argument is left out.\n"
	}
	return out
}

func functionText(ctx context.Context, f stdlib.Func) (string, error) {
	value, onStage, err := example(ctx, f)
	if err != nil {
		return "", err
	}
	out := capital(f.Doc) + ".\n\n"
	if f.Rows {
		out += "Over rows it is `" + f.Name + "(E for r in ROWS by COLUMN where C)`, see `cost help rows`.\n\n"
	}
	out += legend(f.Signature()) + "\nFor example\n\n" + code(f.Example) + "\ngives\n\n" + code(value)
	if onStage {
		out += "\nin the script\n\n" + code(staged(stageScript)) + "\nwhose file rows.csv is\n\n" + code(staged(stageRows))
	}
	return out, nil
}

// code is a block of code.
func code(text string) string {
	return fence + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

// capital is a text with a capital letter, unless its first word is a name of one letter.
func capital(text string) string {
	first, rest := utf8.DecodeRuneInString(text)
	if strings.HasPrefix(text[rest:], " ") {
		return text
	}
	return string(unicode.ToUpper(first)) + text[rest:]
}
