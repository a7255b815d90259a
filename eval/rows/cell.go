package rows

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

const secondsPerDay = 24 * 60 * 60

// flaw is why a cell cannot be read.
type flaw struct {
	code          diag.Code
	message, help say.Phrase
}

// readCell reads one cell as the kind of its column. Blanks around it do not count.
func readCell(text string, c *check.Column, danish bool) (Cell, *flaw) {
	text = strings.TrimSpace(text)
	switch hidden := source.HiddenIn(text); {
	case hidden >= 0:
		return Cell{}, &flaw{diag.HiddenCharacter, say.T("the cell holds the invisible character U+%04X", runeAt(text, hidden)), say.T("remove it")}
	case text == "" && c.Missing:
		return Cell{Missing: true}, nil
	case text == "":
		return Cell{}, &flaw{diag.EmptyCell, say.T("the cell is empty"), say.T("write the value, or declare the column `or missing`")}
	case c.Type.Kind == check.KindText:
		return Cell{Text: text}, nil
	case c.Type.Kind == check.KindDate:
		return readDate(text, danish)
	}
	return readNumber(text, c, danish)
}

func runeAt(text string, offset int) rune {
	r, _ := utf8.DecodeRuneInString(text[offset:])
	return r
}

// readDate reads 2018-03-01, and 01-03-2018 in a danish file, as days since 1970-01-01.
func readDate(text string, danish bool) (Cell, *flaw) {
	day, err := time.Parse("2006-01-02", text)
	if err != nil && danish {
		day, err = time.Parse("02-01-2006", text)
	}
	if err == nil {
		return Cell{Value: num.Int(day.Unix() / secondsPerDay)}, nil
	}
	help := say.T("a date is year, month and day: 2018-03-01")
	switch _, turned := time.Parse("02-01-2006", text); {
	case turned == nil:
		help = say.T("%s; day first is read only in files declared `danish`", help)
	case danish:
		help = say.T("%s, or 01-03-2018", help)
	}
	return Cell{}, &flaw{diag.BadCell, say.T("%s is not a date", quote(text)), help}
}

// readNumber reads a number into the unit of its column: "12" or "12%" is 0.12 in a column of percents.
func readNumber(text string, c *check.Column, danish bool) (Cell, *flaw) {
	if value, ok := readTime(text, c, danish); ok {
		return Cell{Value: value}, nil
	}
	bare := text
	if c.Percent {
		bare = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	}
	plain, ok := canonical(bare, danish)
	if !ok {
		return Cell{}, notNumber(text, bare, c, danish)
	}
	value, err := num.Parse(plain)
	if err == nil {
		value, err = scaled(value, c)
	}
	if err != nil {
		return Cell{}, &flaw{diag.BadCell, say.T("%s has more than 60 digits before the decimal mark", quote(text)), say.T("check the cell")}
	}
	return Cell{Value: value}, nil
}

// scaled takes a value from how its column is written to the column's unit.
func scaled(value num.D, c *check.Column) (num.D, error) {
	times, by := int64(1), int64(1)
	if c.Scale > 0 {
		times = c.Scale
	}
	if c.Percent {
		by = 100
	}
	out, ok := value.MulRatio(times, by)
	if !ok {
		return out, errors.New("too large")
	}
	return out, nil
}

// canonical returns a number as num.Parse reads it, with a decimal point and no grouping. It is false when the text is
// no number of its file: digits with a decimal point, or in a danish file with a decimal comma and points between groups of three.
func canonical(text string, danish bool) (string, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	mark := "."
	if danish {
		mark = ","
	}
	whole, fraction, hasFraction := strings.Cut(digits, mark)
	if danish {
		whole = ungroup(whole)
	}
	if !allDigits(whole) || hasFraction && !allDigits(fraction) {
		return "", false
	}
	if hasFraction {
		whole += "." + fraction
	}
	if negative {
		whole = "-" + whole
	}
	return whole, true
}

// ungroup takes the points out of 1.234.567. A number grouped in another way, or one that begins with 0, stays as it is: its
// point is no thousands point.
func ungroup(whole string) string {
	groups := strings.Split(whole, ".")
	if len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
		return whole
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return whole
		}
	}
	return strings.Join(groups, "")
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// notNumber says what is wrong with the cell of a number: first whether it is one in another notation.
func notNumber(text, bare string, c *check.Column, danish bool) *flaw {
	swapped := strings.NewReplacer(".", ",", ",", ".").Replace(bare)
	for _, other := range []struct {
		text   string
		danish bool
	}{{bare, !danish}, {swapped, !danish}, {swapped, true}} {
		if plain, ok := canonical(other.text, other.danish); ok {
			return otherMark(text, plain, danish)
		}
	}
	message := say.T("%s is not a number", quote(text))
	if unit := c.Type.Unit.String(); unit != "" {
		message = say.T("%s is not a number of %s", quote(text), unit)
	}
	return &flaw{diag.BadCell, message, numberHelp(text, c)}
}

// otherMark is the flaw of a number written with the marks of the other kind of file. Plain is its value with a decimal point.
func otherMark(text, plain string, danish bool) *flaw {
	if danish {
		plain = strings.Replace(plain, ".", ",", 1)
		return &flaw{diag.DecimalMark, say.T("%s does not fit a danish file, which has a decimal comma and thousands points", quote(text)),
			say.T("write %s, or leave out `danish` if the whole file has decimal points", plain)}
	}
	marks := say.T("thousands points")
	if strings.Contains(text, ",") {
		marks = say.T("a comma")
	}
	return &flaw{diag.DecimalMark, say.T("%s has %s, in a file with decimal points", quote(text), marks),
		say.T("write %s; a file with decimal commas, and `;` between its cells, is declared `danish`", plain)}
}

func numberHelp(text string, c *check.Column) say.Phrase {
	switch {
	case strings.HasSuffix(text, "%") && !c.Percent:
		return say.T("declare the column as %, or write a plain number")
	case strings.ContainsAny(text, "eE") && strings.Trim(text, "0123456789.,eE+-") == "":
		return say.T("write the number without exponent")
	case isTime(text), isTime(text + ":00"):
		return say.T("write a time with hours, minutes and seconds, such as 7:30:00, in a column of hours or minutes")
	}
	return say.T("a cell holds only digits, a sign and a decimal mark; where there is no value, leave it empty and declare the column `or missing`")
}
