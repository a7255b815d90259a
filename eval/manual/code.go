package manual

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/gallery"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// codes are the codes of diagnostics, with what is known of them in a language.
func codes(language say.Language) []*Topic {
	var out []*Topic
	for _, info := range diag.Codes() {
		info, name := info.In(language), string(info.Code)
		t := &Topic{Name: name, Title: name + ": " + info.Title, Line: capital(info.Title), Group: codesName, keys: keys{}}
		t.keys.add(name, isName)
		t.keys.addAll(shorter(name), isSame)
		t.write = func(ctx context.Context) (string, error) { return codeText(ctx, info, language) }
		out = append(out, t)
	}
	return out
}

// shorter are what else a code may be called: C0301 is C301, 0301 and 301.
func shorter(code string) []string {
	number := strings.TrimPrefix(code, "C")
	short := strings.TrimLeft(number, "0")
	return []string{number, short, "C" + short}
}

// IsCode reports whether a word has the form of a code, such as C9999.
func IsCode(word string) bool {
	number, ok := strings.CutPrefix(strings.ToUpper(word), "C")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// classes are the codes that begin alike, such as C06xx, which are about one thing.
func classes(d *document, language say.Language) []*Topic {
	var out []*Topic
	for _, line := range d.section("Diagnostics").prose() {
		cells := strings.Split(line, " | ")
		start, ok := strings.CutSuffix(strings.Trim(cells[0], "|` "), "xx")
		if !ok || len(cells) != 2 {
			continue
		}
		about := capital(strings.TrimSuffix(cells[1], " |"))
		t := &Topic{Name: start + "xx", Title: "Codes " + start + "xx", Line: about, Group: classesName, keys: keys{}}
		t.keys.add(t.Name, isName)
		t.keys.add(start, isSame)
		t.write = func(context.Context) (string, error) {
			return about + ".\n\n" + coded(beginningWith(start, codes(language))), nil
		}
		out = append(out, t)
	}
	return out
}

func beginningWith(start string, topics []*Topic) []*Topic {
	return slices.DeleteFunc(topics, func(t *Topic) bool { return !strings.HasPrefix(t.Name, start) })
}

// codeText is what to do about a code, and its example with what is said of it now.
func codeText(ctx context.Context, info diag.Info, language say.Language) (string, error) {
	e, ok := gallery.Of(info.Code)
	if !ok {
		return info.Remedy, nil
	}
	said, err := findings(ctx, e, language)
	if err != nil {
		return "", err
	}
	out := info.Remedy + "\n\n" + say.T("The script").In(language) + "\n\n" + code(printable(e.Script.Text))
	for _, f := range e.Beside {
		out += "\n" + say.T("with the file %s", f.Name).In(language) + "\n\n" + code(printable(f.Text))
	}
	return out + "\n" + say.T("gives").In(language) + "\n\n" + fencedAs(outputTag, said), nil
}

// findings runs an example and returns what is said of it, as a run prints it.
func findings(ctx context.Context, e gallery.Example, language say.Language) (string, error) {
	list, err := e.Findings(ctx)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = diag.Render(&out, list, diag.Options{Language: language})
	return out.String(), err
}

// printable is a text without what a terminal would not show: some examples are about such bytes.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}
