package diag

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
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

// Passed is a limit of eval.Limits that something passed.
type Passed struct {
	Field   string     // such as SweepPoints
	What    say.Phrase // what is too large: "the sweep has too many points"
	Asked   int64      // nanoseconds of the time
	AtLeast bool       // nobody counted further than Asked
	Allowed int64
	Raise   int64      // a limit that lets it pass; 0 for Asked, or for twice as much as is allowed where there may be more
	Instead say.Phrase // what else to do about it, or empty
}

// Uncounted is the size from which on sizes are not told apart. No limit can be raised so far.
const Uncounted = 1_000_000_000_000_000_000

// At is the error of a limit that is passed at a place of a script or its data.
func (p Passed) At(code Code, at source.Span) Diagnostic {
	d := New(code, at, say.T("%s: %s, at most %s are allowed", p.What, p.amount(p.Asked), p.amount(p.Allowed)))
	switch {
	case p.AtLeast:
		d.Message = say.T("%s: at least %s, at most %s are allowed", p.What, p.amount(p.Asked), p.amount(p.Allowed))
	case p.Field == "Time":
		d.Message = say.T("%s: more than %s, at most %s is allowed", p.What, p.amount(p.Asked), p.amount(p.Allowed))
	}
	d.Help = p.help()
	return d
}

func (p Passed) help() say.Phrase {
	raise := AllowMore(p.Field, p.raised())
	switch {
	case p.Field == "Time":
		raise = AllowMoreTime(time.Duration(2 * p.Allowed))
	case p.Asked >= Uncounted:
		return p.Instead
	}
	if p.Instead.Empty() {
		return raise
	}
	return say.T("%s, or %s", p.Instead, raise)
}

func (p Passed) raised() int64 {
	switch {
	case p.Raise > 0:
		return p.Raise
	case p.AtLeast:
		return max(p.Asked, 2*p.Allowed)
	}
	return p.Asked
}

func (p Passed) amount(n int64) any {
	switch {
	case p.Field == "Time":
		return time.Duration(n).String()
	case n >= Uncounted:
		return say.T("a quintillion or more")
	}
	return say.Number(Grouped(n))
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
