// Package say holds what the program says to people: texts whose parts are kept apart, so that each can be said in
// every language the program knows.
//
// Code writes English. The English format of a text is its key in the catalogue of another language, so no text has a
// name to look up, and one that the catalogue lacks is still said, in English. A test over the whole source keeps the
// catalogues complete.
package say

import (
	"fmt"
	"strings"
)

// Phrase is a text. The zero Phrase is empty.
type Phrase struct {
	// Format is the English text, with the verbs of package fmt for Args; without Args it is taken as it stands.
	Format string
	// Args are what the text is about: names, numbers and excerpts, the same in every language, or Phrases.
	Args []any
}

// T returns a text. The format is a literal, so that the catalogues can be kept complete.
func T(format string, args ...any) Phrase { return Phrase{format, args} }

// Whole returns a text without parts that stands in a table, as the titles of diag.Codes do. The test of the catalogues
// reads that table, since the format of any other text is written where it is said.
func Whole(english string) Phrase { return Phrase{Format: english} }

// asItIs is the format of a text that is the same in every language.
const asItIs = "%s"

// Verbatim returns a text that is the same in every language, such as a label that the script gives.
func Verbatim(text string) Phrase {
	if text == "" {
		return Phrase{}
	}
	return Phrase{asItIs, []any{text}}
}

// Empty reports whether there is nothing to say.
func (p Phrase) Empty() bool { return p.Format == "" }

// String says the text in English.
func (p Phrase) String() string { return p.In(English) }

// In says the text in a language. What the catalogue of the language lacks is said in English.
func (p Phrase) In(l Language) string {
	format := l.format(p.Format)
	if len(p.Args) == 0 {
		return format
	}
	if p.Format == asItIs && len(p.Args) == 1 {
		if text, ok := p.Args[0].(string); ok {
			return text
		}
	}
	args := make([]any, len(p.Args))
	for i, arg := range p.Args {
		args[i] = said(arg, l)
	}
	return fmt.Sprintf(format, args...)
}

// said is an argument in a language.
func said(arg any, l Language) any {
	if p, ok := arg.(interface{ In(Language) string }); ok {
		return p.In(l)
	}
	return arg
}

// Map returns the text with each argument replaced, those of texts among the arguments too.
func (p Phrase) Map(replace func(arg any) any) Phrase {
	args := make([]any, len(p.Args))
	for i, arg := range p.Args {
		if inner, ok := arg.(Phrase); ok {
			args[i] = inner.Map(replace)
			continue
		}
		args[i] = replace(arg)
	}
	p.Args = args
	return p
}

// MarshalText gives the English text.
func (p Phrase) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Equal reports whether two texts are the same, and so read the same in every language.
func (p Phrase) Equal(q Phrase) bool { return p.Format == q.Format && p.String() == q.String() }

// Join says texts one after the other with something between them, such as a comma and a blank.
func Join(parts []Phrase, between string) Phrase {
	between = strings.ReplaceAll(between, "%", "%%")
	format := strings.Repeat(asItIs+between, len(parts))
	return Phrase{strings.TrimSuffix(format, between), anys(parts)}
}

// Count says the one text of a single thing and the other of any other number of them.
func Count(n int, one, many Phrase) Phrase {
	if n == 1 {
		return one
	}
	return many
}

// And lists things as a sentence does: a, b and c.
func And[T any](things []T) Phrase {
	if len(things) < 2 {
		return plain(things)
	}
	return Phrase{"%s and %s", []any{plain(things[:len(things)-1]), plain(things[len(things)-1:])}}
}

// Or lists alternatives as a sentence does: a, b or c.
func Or[T any](things []T) Phrase {
	if len(things) < 2 {
		return plain(things)
	}
	return Phrase{"%s or %s", []any{plain(things[:len(things)-1]), plain(things[len(things)-1:])}}
}

func plain[T any](things []T) Phrase {
	return Phrase{strings.TrimSuffix(strings.Repeat("%v, ", len(things)), ", "), anys(things)}
}

func anys[T any](things []T) []any {
	out := make([]any, len(things))
	for i, thing := range things {
		out[i] = thing
	}
	return out
}
