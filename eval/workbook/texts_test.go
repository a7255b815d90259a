package workbook_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// languages are those that workbooks are made in.
var languages = []say.Language{say.English, say.Danish}

// No cell of any example says that a text was given something it cannot say.
func TestEveryTextIsSaid(t *testing.T) {
	for _, path := range examples(t) {
		for _, l := range languages {
			book, err := eval.Workbook(context.Background(), program(t, path), nil, eval.InLanguage(l))
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range book.Sheets {
				for row, cells := range s.Rows {
					for col, c := range cells {
						if strings.Contains(c.Text+c.Note, "%!") {
							t.Errorf("%s in %s: %s!%s says %q", filepath.Base(path), l.Code(), s.Title, workbook.Address{Row: row, Col: col}.Ref(), c.Text+c.Note)
						}
					}
				}
			}
		}
	}
}

// Years of the calendar are written as such in every language, without a sign between their digits.
func TestCalendarYears(t *testing.T) {
	const script = "intervention \"I\" { currency DKK; prices 2021; horizon 2 years starting 2021 }\ncost a \"A\" operation per year { amount 5 DKK }\noutput total\n"
	for _, l := range languages {
		found := 0
		for _, rows := range wordsOf(t, script, eval.InLanguage(l)) {
			for _, cells := range rows {
				for _, c := range cells {
					if c.Style.Role == workbook.Header && c.Text == "2022" {
						found++
					}
				}
			}
		}
		if found < 3 { // on the model, and of the tables by category and by line
			t.Errorf("in %s %d columns are headed 2022", l.Code(), found)
		}
	}
}
