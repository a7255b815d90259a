package diag

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/costlang/cost/lang/say"
)

// LimitName is the name that the command line has for a field of eval.Limits: sweep-points for SweepPoints.
func LimitName(field string) string {
	var b strings.Builder
	for i, r := range field {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// AllowMore says how a limit is raised to some value, by its field of eval.Limits: the end of what to do about a limit.
func AllowMore[N ~int | ~int64](field string, to N) say.Phrase {
	return say.T("allow more: `--limit %s=%s`, in Go Limits.%s", LimitName(field), Grouped(int64(to)), field)
}

// AllowMoreTime is AllowMore for the time.
func AllowMoreTime(to time.Duration) say.Phrase {
	return say.T("allow more: `--limit %s=%s`, in Go Limits.%s", "time", to.String(), "Time")
}

// Grouped writes a number as scripts do, 2_097_152.
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "_" + s[i:]
	}
	return s
}
