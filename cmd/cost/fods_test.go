package main

import (
	"encoding/xml"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// flatDocument is the part of a flat OpenDocument spreadsheet that its cells lie in.
type flatDocument struct {
	Rows []flatRow `xml:"body>spreadsheet>table>table-row"`
}

type flatRow struct {
	Repeated int        `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 number-rows-repeated,attr"`
	Cells    []flatCell `xml:"table-cell"`
}

type flatCell struct {
	Repeated   int         `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 number-columns-repeated,attr"`
	Formula    string      `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 formula,attr"`
	Kind       string      `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type,attr"`
	Value      string      `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 value,attr"`
	Date       string      `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 date-value,attr"`
	Boolean    string      `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 boolean-value,attr"`
	Paragraphs []paragraph `xml:"urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"`
}

func (c flatCell) cell() cell {
	lines := make([]string, len(c.Paragraphs))
	for i, p := range c.Paragraphs {
		lines[i] = string(p)
	}
	return cell{kind: c.Kind, value: c.Value + c.Date + c.Boolean, text: strings.Join(lines, "\n"), formula: c.Formula}
}

// paragraph is the text of a paragraph, in which OpenDocument writes further spaces, tabs and ends of line as elements.
type paragraph string

func (p *paragraph) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var text strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			text.WriteString(blank(token))
		case xml.EndElement:
			if token.Name == start.Name {
				*p = paragraph(text.String())
				return nil
			}
		}
	}
}

// blank returns what an element inside a paragraph stands for.
func blank(e xml.StartElement) string {
	switch e.Name.Local {
	case "s":
		for _, a := range e.Attr {
			if n, err := strconv.Atoi(a.Value); err == nil && a.Name.Local == "c" {
				return strings.Repeat(" ", n)
			}
		}
		return " "
	case "tab":
		return "\t"
	case "line-break":
		return "\n"
	}
	return ""
}

// readFlatSheet reads the first and only sheet of a document that Calc made of a CSV file.
func readFlatSheet(t *testing.T, path string) sheet {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatalf("Calc did not convert the file: %v", err)
	}
	defer file.Close()
	rows, err := flatSheet(file)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// flatSheet repeats rows and cells as often as the document says, but for empty ones at the end: a sheet is a million
// rows long.
func flatSheet(r io.Reader) (sheet, error) {
	var document flatDocument
	if err := xml.NewDecoder(r).Decode(&document); err != nil {
		return nil, err
	}
	var out sheet
	empty := 0
	for _, row := range document.Rows {
		cells := flatCells(row)
		if len(cells) == 0 {
			empty += max(1, row.Repeated)
			continue
		}
		out = append(out, make(sheet, empty)...)
		empty = 0
		for range max(1, row.Repeated) {
			out = append(out, cells)
		}
	}
	return out, nil
}

func flatCells(row flatRow) []cell {
	var out []cell
	empty := 0
	for _, c := range row.Cells {
		one := c.cell()
		if one == (cell{}) {
			empty += max(1, c.Repeated)
			continue
		}
		out = append(out, make([]cell, empty)...)
		empty = 0
		for range max(1, c.Repeated) {
			out = append(out, one)
		}
	}
	return out
}

func TestFlatSheet(t *testing.T) {
	const document = `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table>
	<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/>
		<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5" calcext:value-type="odd">
			<text:p>5</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
	<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
	<table:table-row><table:table-cell office:value-type="string">
		<text:p>a<text:s text:c="3"/>b<text:s/><text:span>c</text:span><text:tab/>d<text:line-break/>e</text:p><text:p>f</text:p>
		</table:table-cell></table:table-row>
	<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
	</table:table></office:spreadsheet></office:body></office:document>`
	five := cell{kind: "float", value: "5", text: "5"}
	want := sheet{{{}, {}, {}, five, five}, {{}, {}, {}, five, five}, nil, nil, {{kind: "string", text: "a   b c\td\ne\nf"}}}
	got, err := flatSheet(strings.NewReader(document))
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(cell{})); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
