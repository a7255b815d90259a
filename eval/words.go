package eval

import (
	"strconv"
	"strings"
)

func quoted(s string) string { return strconv.Quote(s) }

// listed joins names as a sentence does: "a", "b" and "c".
func listed(names []string) string {
	quotes := make([]string, len(names))
	for i, n := range names {
		quotes[i] = quoted(n)
	}
	if len(quotes) == 1 {
		return quotes[0]
	}
	return strings.Join(quotes[:len(quotes)-1], ", ") + " and " + quotes[len(quotes)-1]
}
