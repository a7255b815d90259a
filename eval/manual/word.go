package manual

import (
	"context"
	"slices"
	"strings"
)

// connectingWords is the group of the connecting words.
const connectingWords = "connecting words"

// words are the connecting words, which the reference lists in the section about them.
func words(d *document) []*Topic {
	about := d.section("Words")
	var out []*Topic
	for _, word := range connecting(about) {
		name := "word " + word
		t := &Topic{Name: name, Title: word + ", a connecting word", Line: "A connecting word, which is never a name", Group: connectingWords, keys: keys{}}
		t.keys.add(name, isName)
		t.keys.add(word, isName)
		t.write = func(context.Context) (string, error) { return wordText(d, about, word), nil }
		out = append(out, t)
	}
	return out
}

// connecting is the words of the first rule of a section.
func connecting(about *section) []string {
	for _, line := range about.prose() {
		if code := spans(line); strings.HasPrefix(line, "- ") && len(code) > 0 {
			return strings.Fields(code[0])
		}
	}
	return nil
}

// wordText says where a word stands: the lines of the reference whose code has it, by section.
func wordText(d *document, about *section, word string) string {
	out := "`" + word + "` is a connecting word: it stands between the parts of a line, and never begins one. See `cost help words`.\n"
	for _, s := range d.all {
		if uses := s.uses(word); s != about && len(uses) > 0 {
			out += "\nIn `cost help " + folded(s.title) + "`:\n\n" + strings.Join(uses, "\n") + "\n"
		}
	}
	return out
}

// uses are the pieces of code of a section that have a word in them, each in the line that explains it.
func (s *section) uses(word string) []string {
	var out []string
	for _, line := range s.prose() {
		if !slices.ContainsFunc(spans(line), func(code string) bool { return slices.Contains(codeWords(code), word) }) {
			continue
		}
		line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(line, "| "), "- "), " |")
		out = append(out, "- "+plain(strings.ReplaceAll(line, " | ", ": ")))
	}
	return out
}

// codeWords are the words of a piece of code, without its texts.
func codeWords(code string) []string {
	bare := ""
	for i, part := range strings.Split(code, `"`) {
		if i%2 == 0 {
			bare += part + " "
		}
	}
	return strings.FieldsFunc(bare, notInName)
}
