package manual

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// The names of topics that others are parts of, beside those of the reference.
const (
	functionsName = "functions"
	modulesName   = "modules"
	figuresName   = "figures"
	codesName     = "errors"
	classesName   = "classes of errors"
)

// aboutPage is the section that tells how the reference is read and tested, and nothing of the language.
const aboutPage = "How to read this page"

// sections are the topics of the reference.
func (m *Manual) sections(d *document) []*Topic {
	files := d.gives()
	var out []*Topic
	for _, s := range d.sections {
		if s.title == aboutPage {
			continue
		}
		out = append(out, m.section(s, "", files))
		for _, part := range s.parts {
			out = append(out, m.section(part, folded(s.title), files))
		}
	}
	return out
}

func (m *Manual) section(s *section, group string, files map[string]string) *Topic {
	t := &Topic{Name: folded(s.title), Title: s.title, Line: s.summary(), Group: group, keys: titleKeys(s.title), section: s}
	for _, line := range s.prose() {
		t.keys.codeKeys(line)
	}
	t.write = func(context.Context) (string, error) {
		return s.body(files) + "\n\n" + listed(m.Topics(t.Name)) + s.links(), nil
	}
	return t
}

// lead is the part of a line that says what it is about: the first cell of a table's row, or the code that a paragraph or
// a rule begins with.
func lead(line string) string {
	if row, ok := strings.CutPrefix(line, "| "); ok {
		first, _, _ := strings.Cut(row, " |")
		return first
	}
	if line = strings.TrimPrefix(line, "- "); strings.HasPrefix(line, "`") {
		return strings.Join(strings.SplitAfterN(line, "`", 3)[:2], "")
	}
	return ""
}

// summary is the first sentence of the section; of one that begins with a table, that of its first rule; of one that is
// made of others, their titles.
func (s *section) summary() string {
	var rules string
	for _, line := range s.prose() {
		switch {
		case line == "" || strings.HasPrefix(line, "|"):
		case strings.HasPrefix(line, "- "):
			if rules == "" {
				rules = sentence(line[2:])
			}
		default:
			return sentence(line)
		}
	}
	if rules != "" {
		return rules
	}
	var titles []string
	for _, part := range s.parts {
		titles = append(titles, part.title)
	}
	return strings.Join(titles, ", ")
}

// sentence is the first of a text, without its full stop. A full stop in code ends none.
func sentence(text string) string {
	inCode := false
	for i, r := range text {
		switch {
		case r == '`':
			inCode = !inCode
		case (r == '.' || r == ';') && !inCode && strings.HasPrefix(text[i+1:]+" ", " "):
			return plain(text[:i])
		}
	}
	return plain(strings.TrimRight(text, ".:"))
}

// plain is a text whose links are the words they stand on.
func plain(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "[")
		words, target, found := strings.Cut(rest, "](#")
		if !ok || !found {
			return text
		}
		_, after, _ := strings.Cut(target, ")")
		text = before + words + after
	}
}

// body is the section with a line above each block that says what it shows.
func (s *section) body(files map[string]string) string {
	var out []string
	blocks, at, fenced := s.blocks(), 0, false
	for _, line := range s.lines {
		if strings.HasPrefix(line, fence) {
			if fenced = !fenced; fenced {
				if about := s.caption(blocks[at], files); about != "" {
					out = append(out, about, "")
				}
				at++
			}
		}
		out = append(out, line)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// caption says what a block shows, and where the files are that it reads.
func (s *section) caption(b block, files map[string]string) string {
	switch b.kind {
	case "cost fragment":
		return "In the script of `cost help preamble`:"
	case "cost error":
		return "Refused with " + strings.Join(strings.Fields(b.names), ", ") + ":"
	case "cost warning":
		return "Runs, with the warning " + b.names + ":"
	case "cost file", "csv":
		return "The file " + b.names + ":"
	}
	return s.elsewhere(b, files)
}

// elsewhere names the sections that show the files a block reads.
func (s *section) elsewhere(b block, files map[string]string) string {
	text := strings.Join(b.lines, "\n")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		title := files[name]
		if title != s.title && strings.Contains(text, `"`+name+`"`) {
			return "With the file " + name + " of `cost help " + folded(title) + "`:"
		}
	}
	return ""
}

// links names the topics that the section refers to.
func (s *section) links() string {
	var names []string
	for _, line := range s.prose() {
		for _, part := range strings.Split(line, "](#")[1:] {
			anchor, _, _ := strings.Cut(part, ")")
			name := "`cost help " + strings.ReplaceAll(anchor, "-", " ") + "`"
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "\nSee also " + strings.Join(names, ", ") + ".\n"
}
