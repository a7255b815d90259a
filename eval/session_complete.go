package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang"
)

// Completion is a text that may stand at a place, in the stead of the letters there.
type Completion struct {
	Text  string
	About string // its unit, its label or what it is
}

// Complete lists what may stand at the cursor, an offset of bytes into the text, and returns where the letters begin that it
// replaces: the words of declarations at the beginning, the fields of a block in it, units behind a number and after as, the
// parts of a name after its dot, and anywhere else names, functions and connecting words.
func (s *Session) Complete(text string, cursor int) (from int, list []Completion) {
	st, _ := s.current()
	before := text[:max(0, min(cursor, len(text)))]
	from = len(before) - len(lastLetters(before))
	letters, lead := before[from:], before[:from]
	return from, beginning(st.standing(lead), letters)
}

// lastLetters are the letters and digits that a text ends with.
func lastLetters(text string) string {
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			return text[i:]
		}
		i -= size
	}
	return text
}

// beginning leaves what goes on from some letters.
func beginning(list []Completion, letters string) []Completion {
	small := strings.ToLower(letters)
	list = slices.DeleteFunc(list, func(c Completion) bool { return !strings.HasPrefix(strings.ToLower(c.Text), small) })
	slices.SortStableFunc(list, func(a, b Completion) int { return cmp.Compare(a.Text, b.Text) })
	return slices.CompactFunc(list, func(a, b Completion) bool { return a.Text == b.Text })
}

// standing is what may stand behind a text.
func (st *state) standing(lead string) []Completion {
	m := st.module
	line := lead[strings.LastIndexByte(lead, '\n')+1:]
	trimmed := strings.TrimRight(line, " \t")
	if strings.Count(line, `"`)%2 == 1 || strings.Contains(line, "#") {
		return nil // in a text or a comment
	}
	if name, ok := strings.CutSuffix(line, "."); ok {
		return parts(m, lastLetters(name))
	}
	block := openBlock(lead)
	switch {
	case trimmed == "" && block == "":
		return append(words(lang.Declarations(), ""), st.names()...)
	case (trimmed == "" || strings.HasSuffix(trimmed, ";") || strings.HasSuffix(trimmed, "{")) && block != "":
		if block == "scenario" {
			return st.params()
		}
		return words(lang.Fields(block), block)
	case endsWithNumber(trimmed) && trimmed != line, lastLetters(trimmed) == "as" && trimmed != line, endsWithUnit(m, trimmed):
		return st.unitNames()
	}
	return append(st.names(), st.unitNames()...)
}

func words(list []string, about string) []Completion {
	out := make([]Completion, len(list))
	for i, word := range list {
		out[i] = Completion{word, about}
	}
	return out
}

// openBlock is the word of the declaration whose block a text ends in, or "".
func openBlock(text string) string {
	if strings.Count(text, "{") <= strings.Count(text, "}") {
		return ""
	}
	at := strings.LastIndexByte(text, '{')
	head := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	first, _ := word(strings.TrimLeft(head, " \t"))
	if len(lang.Fields(first)) == 0 && first != "scenario" {
		return ""
	}
	return first
}

// endsWithNumber reports whether a text ends with a number, or with one and a scale word.
func endsWithNumber(text string) bool {
	for _, scale := range []string{"thousand", "million", "billion"} {
		text = strings.TrimRight(strings.TrimSuffix(text, scale), " \t")
	}
	letters := lastLetters(text)
	return letters != "" && letters[0] >= '0' && letters[0] <= '9'
}

// endsWithUnit reports whether a text ends with a unit and a `/`.
func endsWithUnit(m *check.Module, text string) bool {
	name, ok := strings.CutSuffix(text, "/")
	if !ok {
		return false
	}
	_, known := m.Units.Lookup(lastLetters(strings.TrimRight(name, " \t")))
	return known
}

func parts(m *check.Module, name string) []Completion { return words(m.Parts(name), name) }

// names are those of the script with their units or labels, results and functions.
func (st *state) names() []Completion {
	m := st.module
	about := map[string]string{}
	for _, d := range m.Order {
		switch d := d.(type) {
		case *check.Param:
			about[d.Name] = d.Type.Unit.String()
		case *check.Let:
			about[d.Name] = d.Value.Type().Unit.String()
		case *check.Output:
			about[d.Name] = displayUnit(d.As, false)
		}
	}
	for _, c := range m.Consts {
		about[c.Name] = c.Value.Type().Unit.String()
	}
	var out []Completion
	for _, name := range m.Names() {
		out = append(out, Completion{name, cmp.Or(about[name], m.NounOf(name))})
	}
	for _, f := range m.Functions() {
		out = append(out, Completion{f.Name, f.Forms[0]})
	}
	return out
}

func (st *state) params() []Completion {
	var out []Completion
	for _, p := range st.module.Params {
		out = append(out, Completion{p.Name, p.Type.Unit.String()})
	}
	return out
}

// unitNames are the units of the script, and those of time and counts that every script has.
func (st *state) unitNames() []Completion {
	var out []Completion
	for _, e := range st.units() {
		out = append(out, Completion{e.Name, "unit"})
		for _, name := range strings.Split(e.Text, ", ") {
			if name != "" {
				out = append(out, Completion{name, "unit"})
			}
		}
	}
	return out
}
