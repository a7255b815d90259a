package manual

import (
	"bytes"
	"context"
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
		t.write = func(ctx context.Context) (string, error) { return codeText(ctx, info, language) }
		out = append(out, t)
	}
	return out
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
	return out + "\n" + say.T("gives").In(language) + "\n\n" + code(said), nil
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
