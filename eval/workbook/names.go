package workbook

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longestName  = 255 // characters of a defined name
	longestTitle = 31  // UTF-16 units of the title of a sheet
)

// names hands out names that no two cells share, in the order in which they are asked for.
type names struct {
	taken map[string]bool
	kept  map[string]bool // for what the script calls so
}

// of is the defined name for a name of a script: letters, digits and underscores, none that is an address, a function or already taken.
func (n *names) of(script string) string { return n.unique(definable(script)) }

// keep leaves a name to what the script calls so, whenever that is asked for.
func (n *names) keep(script string) {
	if n.kept == nil {
		n.kept = map[string]bool{}
	}
	n.kept[folded(definable(script))] = true
}

// made is a defined name for what has none in the script.
func (n *names) made(wanted string) string {
	clean := definable(wanted)
	for i := 2; n.kept[folded(clean)]; i++ {
		clean = definable(wanted + "_" + strconv.Itoa(i))
	}
	return n.unique(clean)
}

func (n *names) unique(clean string) string {
	return n.free(clean, longestName, func(s string) int { return utf8.RuneCountInString(s) }, "_")
}

// definable is a name as cells may have it.
func definable(script string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, script)
	if first, _ := utf8.DecodeRuneInString(clean); clean == "" || unicode.IsDigit(first) {
		clean = "_" + clean
	}
	clean = unescaped(clean)
	if isAddress(clean) || reserved[strings.ToLower(clean)] {
		clean += "_"
	}
	return clean
}

// free is a name itself, shortened, or with the first number that makes it a new one. Names that differ in case alone are one.
func (n *names) free(name string, most int, size func(string) int, between string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	out := shortened(name, most, size)
	for i := 2; n.taken[folded(out)]; i++ {
		tail := between + strconv.Itoa(i)
		out = shortened(name, most-len(tail), size) + tail
	}
	n.taken[folded(out)] = true
	return out
}

// folded is the same for names that differ in case alone, as the s and the long s ſ do.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, name)
}

// unescaped is a name that nobody reads as one with a character by its number, _x0041_ for A: some programs do so in a name and not in the
// formulas that call it. Names that differ in case alone are one, so its x may be large.
func unescaped(name string) string {
	out := []byte(name)
	for i := range out {
		const length = len("_x0041")
		if i+length <= len(out) && name[i:i+2] == "_x" && strings.Trim(name[i+2:i+length], "0123456789abcdefABCDEF") == "" {
			out[i+1] = 'X'
		}
	}
	return string(out)
}

func shortened(s string, most int, size func(string) int) string {
	for size(s) > most {
		_, last := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-last]
	}
	return s
}

// isAddress reports whether a spreadsheet reads a name as a cell: A1, XFD12, R1C1, R, C.
func isAddress(name string) bool {
	lower := strings.ToLower(name)
	letters := strings.TrimRightFunc(lower, isDigit)
	if len(letters) > 0 && len(letters) <= 3 && len(letters) < len(lower) && strings.TrimFunc(letters, isLatin) == "" {
		return true
	}
	row, found := strings.CutPrefix(lower, "r")
	if !found {
		row = lower
	}
	row = strings.TrimLeftFunc(row, isDigit)
	col, hasCol := strings.CutPrefix(row, "c")
	return (found || hasCol) && strings.TrimLeftFunc(col, isDigit) == ""
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// reserved are words that formulas mean something else by.
var reserved = map[string]bool{
	"true": true, "false": true, "and": true, "or": true, "not": true, "if": true, "na": true, "int": true, "min": true, "max": true,
	"round": true, "abs": true, "sum": true, "print_area": true, "print_titles": true, "criteria": true, "database": true, "extract": true,
	"sand": true, "falsk": true,
}

// title is the title of a sheet: without the signs that titles cannot have, no longer than they may be, and no other sheet's.
func (n *names) title(wanted string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, wanted)
	clean = unescaped(strings.Trim(strings.Join(strings.Fields(clean), " "), "' "))
	if clean == "" || strings.EqualFold(clean, "history") {
		clean += "_"
	}
	return strings.TrimRight(n.free(clean, longestTitle, units16, " "), " ")
}

// units16 is the length of a text as spreadsheets count it.
func units16(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xFFFF {
			n++
		}
	}
	return n
}

// quotedTitle is a title as formulas have it.
func quotedTitle(title string) string {
	for _, r := range title {
		if !unicode.IsLetter(r) || isAddress(title) {
			return "'" + strings.ReplaceAll(title, "'", "''") + "'"
		}
	}
	return title
}
