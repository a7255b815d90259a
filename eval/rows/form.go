package rows

import (
	"path"
	"slices"
	"strings"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// workbooks are the endings of files that programs of spreadsheets write, and that are no text. The first is what all of them save.
var workbooks = []string{".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"}

// ending is the ending of a path in small letters.
func ending(name string) string { return strings.ToLower(path.Ext(name)) }

// checkForm refuses workbooks that nobody reads, and a sheet of a file that has none.
func (r *reader) checkForm() bool {
	end := ending(r.path)
	_, read := r.readers[end]
	switch {
	case read:
		return true
	case slices.Contains(workbooks, end):
		r.atName(diag.NotCSV, say.T("this program cannot read %s: %s", end, r.path), r.saveAs())
		return false
	case r.data.Sheet != "":
		r.atName(diag.NoSuchSheet, say.T("%s has no sheets, since it is text", r.path), say.T("leave out `sheet %s`", `"`+clip(r.data.Sheet)+`"`))
		return false
	}
	return true
}

// saveAs says in which form a workbook can be read.
func (r *reader) saveAs() say.Phrase {
	if _, ok := r.readers[workbooks[0]]; ok {
		return say.T("open it and save it as %s", workbooks[0])
	}
	return say.T("open it and save the sheet as CSV; a Go program that is to read workbooks gives eval.WithReader(\"%s\", xlsx.Reader)", workbooks[0])
}
