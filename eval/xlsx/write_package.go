package xlsx

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/workbook"
)

// The names of the vocabularies that parts are written in.
const (
	spreadsheetML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	packages      = "http://schemas.openxmlformats.org/package/2006/"
	officeML      = "http://schemas.openxmlformats.org/officeDocument/2006/"
	related       = officeML + "relationships"
)

// contentTypes says of what kind every part is.
func contentTypes(p *part, notes [][]note) {
	const office, sheets = "application/vnd.openxmlformats-officedocument.", "application/vnd.openxmlformats-officedocument.spreadsheetml."
	is := func(name, kind string) { p.empty("Override", "PartName", name, "ContentType", kind+"+xml") }
	p.begin("Types", "xmlns", packages+"content-types")
	p.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	p.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	p.empty("Default", "Extension", "vml", "ContentType", office+"vmlDrawing")
	is("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties")
	is("/docProps/app.xml", office+"extended-properties")
	is("/xl/workbook.xml", sheets+"sheet.main")
	is("/xl/styles.xml", sheets+"styles")
	is("/xl/sharedStrings.xml", sheets+"sharedStrings")
	for i, list := range notes {
		number := strconv.Itoa(i + 1)
		is("/xl/worksheets/sheet"+number+".xml", sheets+"worksheet")
		if len(list) > 0 {
			is("/xl/comments"+number+".xml", sheets+"comments")
		}
	}
	p.end()
}

// relations lists what a part refers to, as rId1 and so on: kinds and places in turn.
func relations(p *part, pairs ...string) {
	p.begin("Relationships", "xmlns", packages+"relationships")
	for i := 0; i < len(pairs); i += 2 {
		kind := related + "/" + pairs[i]
		if strings.HasPrefix(pairs[i], "metadata/") {
			kind = packages + "relationships/" + pairs[i]
		}
		p.empty("Relationship", "Id", "rId"+strconv.Itoa(i/2+1), "Type", kind, "Target", pairs[i+1])
	}
	p.end()
}

// core tells what the file is and who made it. It tells no time: two files of one script would differ by it.
func (w *writer) core(p *part) {
	p.begin("cp:coreProperties", "xmlns:cp", packages+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	p.text("dc:title", w.book.Title)
	p.text("dc:creator", w.book.Made)
	p.text("cp:lastModifiedBy", w.book.Made)
	p.text("dc:language", w.book.Language)
	p.end()
}

// application names a program that LibreOffice does not know, so that it trusts no value and computes.
func application(p *part) {
	p.begin("Properties", "xmlns", officeML+"extended-properties")
	p.text("Application", "cost")
	p.end()
}

func (w *writer) workbook(p *part) {
	p.begin("workbook", "xmlns", spreadsheetML, "xmlns:r", related)
	p.begin("bookViews")
	p.empty("workbookView")
	p.end()
	p.begin("sheets")
	for i, s := range w.book.Sheets {
		number := strconv.Itoa(i + 1)
		p.empty("sheet", "name", s.Title, "sheetId", number, "r:id", "rId"+number)
	}
	p.end()
	w.names(p)
	p.empty("calcPr", "fullCalcOnLoad", "1")
	p.end()
}

// printTitles are the columns and rows that every page of a sheet begins with: those that stay in sight.
func printTitles(s *workbook.Sheet) string {
	var out []string
	if s.FrozenCols > 0 {
		last := strings.TrimRight(workbook.Address{Col: s.FrozenCols - 1}.Ref(), "1")
		out = append(out, quoted(s)+"!$A:$"+last)
	}
	if s.FrozenRows > 0 {
		out = append(out, quoted(s)+"!$1:$"+strconv.Itoa(s.FrozenRows))
	}
	return strings.Join(out, ",")
}

// names writes the names of cells, and for each sheet what every page of it begins with.
func (w *writer) names(p *part) {
	type name struct{ name, of, sheet string }
	var list []name
	for _, n := range w.book.Names {
		list = append(list, name{name: n.Name, of: quoted(n.At.Sheet) + "!" + n.At.Fixed()})
	}
	for i, s := range w.book.Sheets {
		if of := printTitles(s); of != "" {
			list = append(list, name{"_xlnm.Print_Titles", of, strconv.Itoa(i)})
		}
	}
	if len(list) == 0 {
		return
	}
	p.begin("definedNames")
	for _, n := range list {
		attrs := []string{"name", n.name}
		if n.sheet != "" {
			attrs = append(attrs, "localSheetId", n.sheet)
		}
		p.text("definedName", n.of, attrs...)
	}
	p.end()
}

// quoted is the title of a sheet as formulas have it.
func quoted(s *workbook.Sheet) string { return "'" + strings.ReplaceAll(s.Title, "'", "''") + "'" }

func (w *writer) workbookRelations(p *part) {
	var pairs []string
	for i := range w.book.Sheets {
		pairs = append(pairs, "worksheet", "worksheets/sheet"+strconv.Itoa(i+1)+".xml")
	}
	relations(p, append(pairs, "styles", "styles.xml", "sharedStrings", "sharedStrings.xml")...)
}
