package eval

import (
	"strconv"

	"github.com/costlang/cost/lang/say"
)

func quoted(s string) string { return strconv.Quote(s) }

// shortQuoted is quoted for what anyone may have written, however long.
func shortQuoted(s string) string { return quoted(short(s)) }

// short cuts a text that is too long for a message.
func short(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// listed joins names as a sentence does: "a", "b" and "c".
func listed(names []string) say.Phrase {
	quotes := make([]string, len(names))
	for i, n := range names {
		quotes[i] = quoted(n)
	}
	return say.And(quotes)
}

// spoken is an error that is said in the language of the diagnostic it stands in.
type spoken struct{ say.Phrase }

func (s spoken) Error() string { return s.String() }
