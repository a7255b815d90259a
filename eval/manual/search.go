package manual

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a word counts that stands in a section: as it is or in the other number, and as the beginning of another word. In a
// title it counts more.
const (
	wholeWord   = 3
	partOfWord  = 1
	titleWeight = 5
)

// hits is how well a section tells of some words.
type hits struct {
	topic *Topic
	words int // of those looked for
	score int
}

// Search returns the sections of the reference whose text has words, the best first: those with the most of them.
func (m *Manual) Search(words string) []*Topic {
	wanted := telling(folded(words))
	var found []hits
	most := 1
	for _, t := range m.topics {
		if t.section == nil {
			continue
		}
		h := t.hits(wanted)
		most = max(most, h.words)
		found = append(found, h)
	}
	slices.SortStableFunc(found, func(a, b hits) int { return cmp.Compare(b.score, a.score) })
	var out []*Topic
	for _, h := range found {
		if h.words == most {
			out = append(out, h.topic)
		}
	}
	return out
}

// hits looks for words in a section.
func (t *Topic) hits(wanted []string) hits {
	h := hits{topic: t}
	text := strings.ToLower(plain(strings.Join(t.section.prose(), "\n")))
	for _, word := range wanted {
		if n := titleWeight*told(word, folded(t.Title)) + told(word, text); n > 0 {
			h.words++
			h.score += n
		}
	}
	return h
}

// told is how much a text, in small letters, tells of a word or a sign.
func told(word, text string) int {
	if !strings.ContainsFunc(word, unicode.IsLetter) && !strings.ContainsFunc(word, unicode.IsDigit) {
		return wholeWord * strings.Count(text, word)
	}
	n := 0
	for _, other := range strings.FieldsFunc(text, notInName) {
		switch {
		case other == word || slices.Contains(numbers(word), other):
			n += wholeWord
		case akin(word, other):
			n += partOfWord
		}
	}
	return n
}

// The letters that two words have to share, and those that the longer may have beside them, to be of one stem.
const (
	leastStem   = 5
	mostEndings = 5
)

// akin reports whether one of two words goes on from the other: uncertain and uncertainty.
func akin(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	stem, whole := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return stem >= leastStem && whole-stem <= mostEndings && strings.HasPrefix(b, a)
}
