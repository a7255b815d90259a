package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval/workbook"
)

// Colours are those of a quiet page; blue is what may be changed, as financial models have it.
const (
	ink   = "1F2933"
	blue  = "0000FF"
	pale  = "F3F6FA"
	cream = "FFFBE6"
	rule  = "8A97A6"
	quiet = "6B7785"
	head  = "1F4E79"
)

// style is the number of a style in the file, the same for equal styles.
func (w *writer) style(s workbook.Style) (int, error) {
	if id, ok := w.styles[s]; ok {
		return id, nil
	}
	id, err := w.file.NewStyle(styled(s))
	w.styles[s] = id
	return id, err
}

func styled(s workbook.Style) *excelize.Style {
	out := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 10, Color: ink, Bold: s.Bold},
		Alignment: &excelize.Alignment{Vertical: "top", Indent: s.Indent, WrapText: s.Wrap},
	}
	switch {
	case s.Right:
		out.Alignment.Horizontal = "right"
	case s.Indent > 0:
		out.Alignment.Horizontal = "left"
	}
	if s.Format != "" {
		format := s.Format
		out.CustomNumFmt = &format
	}
	looks[s.Role](out)
	return out
}

// looks is what each role adds.
var looks = map[workbook.Role]func(*excelize.Style){
	workbook.Plain: func(*excelize.Style) {},
	workbook.Title: func(s *excelize.Style) { s.Font.Size, s.Font.Bold, s.Font.Color = 16, true, head },
	workbook.Heading: func(s *excelize.Style) {
		s.Font.Size, s.Font.Bold, s.Font.Color = 11, true, head
	},
	workbook.Header: func(s *excelize.Style) {
		s.Font.Bold, s.Fill, s.Border = true, filled(pale), lines("bottom")
		s.Alignment.WrapText, s.Alignment.Vertical = true, "bottom"
	},
	workbook.Input:   func(s *excelize.Style) { s.Font.Color, s.Fill = blue, filled(cream) },
	workbook.Derived: func(*excelize.Style) {},
	workbook.Total:   func(s *excelize.Style) { s.Font.Bold, s.Border = true, lines("top") },
	workbook.Quiet:   func(s *excelize.Style) { s.Font.Color = quiet },
	workbook.Check:   func(s *excelize.Style) { s.Font.Bold = true },
}

func filled(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func lines(sides ...string) []excelize.Border {
	var out []excelize.Border
	for _, side := range sides {
		out = append(out, excelize.Border{Type: side, Color: rule, Style: 1})
	}
	return out
}

func doubled(title string) string { return strings.ReplaceAll(title, "'", "''") }
