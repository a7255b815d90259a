// Package xlsx reads and writes workbooks of Excel, which LibreOffice reads and writes too. It knows their parts
// itself: a library for them would cost every program that links it megabytes, and milliseconds whenever it starts.
//
// A program that reads data from them registers the reader, eval.WithReader(".xlsx", xlsx.Reader). It takes cells as they are stored,
// numbers as the shortest decimals of their doubles, from one sheet after the other part by part: what it keeps are the texts that cells
// share and the row it is at, and both are charged before they are kept. No formula is computed.
package xlsx

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/say"
)

// Reader opens a workbook (.xlsx or .xlsm) for `data … from "book.xlsx"`. The error is a *rows.Refusal that says what the file is
// instead, or that of room.
func Reader(content []byte, room rows.Room) (rows.Book, error) {
	if err := foreign(content); err != nil {
		return nil, err
	}
	p, err := openParts(content, room)
	if err != nil {
		return nil, err
	}
	b := &book{parts: p}
	if err := b.open(); err != nil {
		return nil, err
	}
	return b, nil
}

// book is a workbook whose sheets are known.
type book struct {
	parts  *parts
	from   string // the part that lists the sheets
	sheets []sheetPart
	old    bool // days are counted from 1904, as on old Macs
	shared *sharedTexts
	styles []format // by the number that cells give
	texts  int      // bytes of the texts of cells so far
}

// sheetPart is a sheet and where it lies.
type sheetPart struct {
	name, path string
	hidden     bool
}

func (b *book) Sheets() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

func (b *book) Hidden(sheet string) bool {
	return slices.ContainsFunc(b.sheets, func(s sheetPart) bool { return s.name == sheet && s.hidden })
}

func (b *book) Unpacked() int { return b.parts.unpacked }

// open finds the sheets of the workbook.
func (b *book) open() error {
	top, err := b.parts.related("")
	if err != nil {
		return err
	}
	b.from = ofKind(top, "officeDocument")
	switch {
	case b.parts.has("mimetype") && b.parts.has("content.xml"):
		return &rows.Refusal{Why: say.T("it is an OpenDocument file (.ods)"), Help: saveAsXLSX()}
	case strings.HasSuffix(b.from, ".bin"):
		return &rows.Refusal{Why: say.T("it is a binary workbook (.xlsb)"), Help: saveAsXLSX()}
	case b.from == "":
		return &rows.Refusal{Why: say.T("it is an archive without a workbook in it"), Help: say.T("check that it is the right file")}
	}
	return b.listSheets()
}

// listSheets reads the names of the sheets and where they lie. Sheets of charts have no cells, and are left out.
func (b *book) listSheets() error {
	related, err := b.parts.related(b.from)
	if err != nil {
		return err
	}
	return b.parts.read(b.from, func(d *document, workbook element) error {
		return d.children(func(e element) error {
			switch e.name {
			case "workbookPr":
				b.old = isTrue(e.attr("date1904"))
			case "sheets":
				return d.children(func(e element) error {
					if r, ok := related[e.related()]; ok && e.name == "sheet" && r.kind == "worksheet" {
						b.sheets = append(b.sheets, sheetPart{e.attr("name"), r.path, strings.HasSuffix(strings.ToLower(e.attr("state")), "hidden")})
					}
					return nil
				})
			}
			return nil
		})
	})
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func saveAsXLSX() say.Phrase { return say.T("open it and save it as .xlsx") }

// foreign recognises files that are no archives, as workbooks are.
func foreign(content []byte) error {
	const password = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00" // in UTF-16
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return nil
	case len(content) == 0:
		return &rows.Refusal{Why: say.T("it is empty"), Help: say.T("check that it was saved")}
	case !bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")):
		return &rows.Refusal{Why: say.T("it is no workbook, whatever its name ends in"), Help: say.T("check that it is the right file")}
	case bytes.Contains(content, []byte(password)):
		return &rows.Refusal{Why: say.T("it is protected by a password"), Help: say.T("save it without a password")}
	}
	return &rows.Refusal{Why: say.T("it is a workbook of an older Excel (.xls)"), Help: saveAsXLSX()}
}

// damaged is the refusal of a workbook that is not as workbooks are.
func damaged(why say.Phrase) error {
	return &rows.Refusal{Why: say.T("it is damaged: %s", why), Help: say.T("open it in Excel or LibreOffice, and save it again")}
}

// relation is what a part of a workbook names by an id.
type relation struct{ kind, path string }

// related reads the relations of a part, or with "" those of the whole file.
func (p *parts) related(part string) (map[string]relation, error) {
	folder, base := path.Split(part)
	name := folder + "_rels/" + base + ".rels"
	out := map[string]relation{}
	if !p.has(name) {
		return out, nil
	}
	err := p.read(name, func(d *document, _ element) error {
		return d.children(func(e element) error {
			if e.name != "Relationship" || e.attr("TargetMode") == "External" {
				return nil
			}
			target := e.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			if len(out) == mostRelations {
				return damaged(say.T("%s lists more than %d parts", name, mostRelations))
			}
			out[e.attr("Id")] = relation{path.Base(e.attr("Type")), strings.TrimPrefix(target, "/")}
			return nil
		})
	})
	return out, err
}

// ofKind is the path of the first relation of a kind, by id, or "".
func ofKind(related map[string]relation, kind string) string {
	for _, id := range slices.Sorted(maps.Keys(related)) {
		if related[id].kind == kind {
			return related[id].path
		}
	}
	return ""
}

// mostRelations is how many parts a part may name; a sheet that is listed takes one.
const mostRelations = 10_000
