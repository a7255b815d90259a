package xlsx

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// sharedTexts are the texts that cells share: one after the other, so that a million empty ones take little.
type sharedTexts struct {
	all  string
	ends []int
}

func (s *sharedTexts) at(number string) (string, bool) {
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(s.ends) {
		return "", false
	}
	from := 0
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.all[from:s.ends[i]], true
}

// readShared reads the texts that cells share, which a workbook without texts does not have.
func (p *parts) readShared(name string) (*sharedTexts, error) {
	out := &sharedTexts{}
	if name == "" {
		return out, nil
	}
	var all strings.Builder
	err := p.read(name, func(d *document, _ element) error {
		return d.children(func(e element) error {
			if e.name != "si" {
				return nil
			}
			text, err := d.richText()
			all.WriteString(text)
			out.ends = append(out.ends, all.Len())
			return err
		})
	})
	out.all = all.String()
	return out, err
}

// richText is the text of an element whose pieces may have fonts of their own, without what says how it is pronounced.
func (d *document) richText() (string, error) {
	var out strings.Builder
	var piece func(element) error
	piece = func(e element) error {
		switch e.name {
		case "r":
			return d.children(piece)
		case "t":
			return d.text(&out)
		}
		return nil
	}
	err := d.children(piece)
	return unescaped(out.String()), err
}

var escape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) })

// unescaped puts in the characters that workbooks write as _x000D_, since XML has none of them.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escape().ReplaceAllStringFunc(text, func(s string) string {
		code, _ := strconv.ParseUint(s[2:6], 16, 16) // the pattern has four digits
		return string(rune(code))
	})
}
