package manual

import (
	"strings"
	"unicode"
)

// keys are the words that find a topic, in small letters, with their ranks: the lower, the better they fit.
type keys map[string]int

// The ranks of a word.
const (
	isName    = iota // it is the name
	isSame           // it is the name in singular or plural, or another name for the same
	inTitle          // it is a word of the title
	leadsLine        // it is the first word of a line of code
	none
)

// add gives a word a rank, unless it has a better one.
func (k keys) add(word string, rank int) {
	word = folded(word)
	if word == "" {
		return
	}
	if have, ok := k[word]; !ok || rank < have {
		k[word] = rank
	}
}

// rank is that of a word, in singular or in plural.
func (k keys) rank(word string) int {
	best := none
	for _, form := range append(numbers(word), word) {
		if rank, ok := k[form]; ok {
			if form != word && rank == isName {
				rank = isSame
			}
			best = min(best, rank)
		}
	}
	return best
}

// numbers are the other forms that a word may have in singular and plural.
func numbers(word string) []string {
	if short, ok := strings.CutSuffix(word, "ies"); ok {
		return []string{short + "y"}
	}
	if short, ok := strings.CutSuffix(word, "s"); ok {
		return []string{short}
	}
	if short, ok := strings.CutSuffix(word, "y"); ok {
		return []string{short + "ies", word + "s"}
	}
	return []string{word + "s"}
}

// folded is what a topic is looked up by: small letters, one blank between words, no commas.
func folded(words string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(words, ",", " ")), " "))
}

// small are the words of titles that say nothing by themselves.
const small = " a and from how in of per that the their this to what when "

// titleKeys are the title and its words.
func titleKeys(title string) keys {
	k := keys{}
	k.add(title, isName)
	for _, word := range strings.FieldsFunc(title, notInName) {
		if !strings.Contains(small, " "+strings.ToLower(word)+" ") {
			k.add(word, inTitle)
		}
	}
	return k
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }

// leading returns the names that a piece of code begins with: `costs.by_year[2]` gives costs and by_year, `horizon 5 years`
// horizon. Words in capitals stand for names and are none.
func leading(code string) []string {
	first, _, _ := strings.Cut(code, " ")
	var out []string
	for _, word := range strings.FieldsFunc(first, notInName) {
		if unicode.IsLetter([]rune(word)[0]) && word == strings.ToLower(word) {
			out = append(out, word)
		}
	}
	return out
}

// spans returns the pieces of code in a line.
func spans(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "`") {
		if i%2 == 1 {
			out = append(out, part)
		}
	}
	return out
}
