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
		t := &Topic{Name: f.Name, Title: strings.Join(f.Forms, ", "), Line: capital(f.Doc), Group: functionsName, keys: keys{}}
		t.keys.add(f.Name, isName)
		t.write = func(ctx context.Context) (string, error) { return functionText(ctx, f) }
		out = append(out, t)
	}
	return out
}

// argumentKinds says what the kinds of arguments are. Those of more than one dimension have to agree.
var argumentKinds = []struct {
	has   func(f stdlib.Func) bool
	about string
}{
	{func(f stdlib.Func) bool { return f.Result == "a" && takes(f, "a") > 1 }, "The arguments are of one dimension, and the result is in the unit of the first."},
	{func(f stdlib.Func) bool { return takes(f, "cell") > 0 }, "`r.x` is a cell of a column that is declared `or missing`; `v` is in its dimension."},
	{func(f stdlib.Func) bool { return takes(f, "a by year") > 0 || f.Reduces }, "A series has an entry for each year, as `costs.by_year` has."},
	{func(f stdlib.Func) bool { return takes(f, "number") > 0 }, "`rate` is a plain number, such as `3.5%`."},
	{func(f stdlib.Func) bool { return takes(f, "param") > 0 }, "`P` and `Q` are params with a range, one or more."},
}

// takes is how many arguments of a type a function takes: 2 for any number of them.
func takes(f stdlib.Func, kind string) int {
	n := 0
	for _, p := range f.Params {
		if p.Type == kind {
			n++
		}
		if p.Type == kind && p.More {
			n++
		}
	}
	return n
}

// rules are the lines about the arguments of a function.
func rules(f stdlib.Func) string {
	out := ""
	for _, kind := range argumentKinds {
		if kind.has(f) {
			out += "- " + kind.about + "\n"
		}
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
	out += rules(f) + "\nFor example\n\n" + code(f.Example) + "\ngives\n\n" + code(value)
	if onStage {
		out += "\nin the script\n\n" + code(staged(stageScript)) + "\nwhose file rows.csv is\n\n" + code(staged(stageRows))
	}
	return out, nil
}

// code is a block of code.
func code(text string) string { return fencedAs("", text) }

// outputTag marks a block as what the program says, which may be wrapped, as code may not.
const outputTag = "output"

func fencedAs(tag, text string) string {
	return fence + tag + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

// capital is a text with a capital letter, unless its first word is a name of one letter.
func capital(text string) string {
	first, rest := utf8.DecodeRuneInString(text)
	if strings.HasPrefix(text[rest:], " ") {
		return text
	}
	return string(unicode.ToUpper(first)) + text[rest:]
}
