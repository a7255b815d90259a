package xlsx

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// What Excel opens no file beyond, in UTF-16 units.
const (
	longestText    = 32_767
	longestFormula = 8_192
	longestTitle   = 31
	longestName    = 255
)

// Unfit says why no file can hold a book.
type Unfit struct{ Why say.Phrase }

func (u *Unfit) Error() string { return u.Why.String() }

func unfit(why say.Phrase) error { return &Unfit{why} }

// fits sees that a file can hold a book, so that nothing can go wrong while it is written.
func fits(book *workbook.Book) error {
	if len(book.Sheets) == 0 {
		return unfit(say.T("a workbook needs a sheet"))
	}
	taken := map[string]bool{}
	for _, s := range book.Sheets {
		if isLong(s.Title, longestTitle) || s.Title == "" || strings.ContainsAny(s.Title, `[]:*?/\`) || strings.Trim(s.Title, "'") != s.Title {
			return unfit(say.T("no sheet can be called `%s`", clip(s.Title)))
		}
		if taken[strings.ToLower(s.Title)] {
			return unfit(say.T("two sheets are called `%s`", s.Title))
		}
		taken[strings.ToLower(s.Title)] = true
		if err := sheetFits(s); err != nil {
			return err
		}
	}
	return namesFit(book)
}

func namesFit(book *workbook.Book) error {
	taken := map[string]bool{}
	for _, n := range book.Names {
		name := strings.ToLower(n.Name)
		if name == "" || isLong(name, longestName) || taken[name] || !slices.Contains(book.Sheets, n.At.Sheet) {
			return unfit(say.T("no cell can be called `%s`", clip(n.Name)))
		}
		taken[name] = true
	}
	return nil
}

func sheetFits(s *workbook.Sheet) error {
	if len(s.Rows) > mostRows {
		return unfit(say.T("the sheet `%s` has %d rows, and the most is %d", s.Title, len(s.Rows), mostRows))
	}
	wide := len(s.Widths)
	for row, cells := range s.Rows {
		wide = max(wide, len(cells))
		for col, c := range cells {
			if why := cellFits(c); !why.Empty() {
				return unfit(say.T("the cell %s on the sheet `%s` %s", workbook.Address{Row: row, Col: col}.Ref(), s.Title, why))
			}
		}
	}
	if wide > mostColumns {
		return unfit(say.T("the sheet `%s` has %d columns, and the most is %d", s.Title, wide, mostColumns))
	}
	return nil
}

// cellFits says what is wrong with a cell, if anything is.
func cellFits(c workbook.Cell) say.Phrase {
	switch {
	case c.Kind == workbook.Text && isLong(c.Text, longestText):
		return say.T("has a text of more than %d characters", longestText)
	case c.Kind == workbook.Formula && isLong(c.Text, longestFormula):
		return say.T("has a formula of more than %d characters", longestFormula)
	case c.Kind == workbook.Number && !isNumber(c.Text):
		return say.T("holds `%s`, which is not a number that a workbook can have", clip(c.Text))
	case c.Kind == workbook.Formula && !isStored(c.Value):
		return say.T("holds `%s`, which is not a number that a workbook can have", clip(c.Value))
	}
	return say.Phrase{}
}

// isLong reports whether a text has more UTF-16 units than some.
func isLong(text string, most int) bool {
	return len(text) > most && len(utf16.Encode([]rune(text))) > most
}

func isNumber(text string) bool {
	v, err := strconv.ParseFloat(text, 64)
	return err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// isStored reports whether a text is the value of a formula, or says that nobody knows it.
func isStored(text string) bool {
	return text == "" || text == workbook.NoText || text == "TRUE" || text == "FALSE" || slices.Contains(failures, text) || isNumber(text)
}

// failures are the values of formulas that have none.
var failures = []string{"#N/A", "#DIV/0!", "#NUM!", "#VALUE!"}
