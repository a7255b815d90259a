package manual

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keys are the words that find a topic, in small letters, with their ranks: the lower, the better they fit.
type keys map[string]int

// The ranks of a word.
const (
	isName    = iota // it is the name
	isSame           // it is the name in singular or plural, or another name for the same
	inTitle          // it is a word of the title
	leadsLine        // it is the first word of a line of code
	inLead           // it stands in the code that a line or rule begins with
	inCode           // it stands in other code
	inFigure         // it is a word of the name of a figure
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

// finer is how many steps the rank of several words has within that of one.
const finer = 10

// rank is that of words: of all of them together, or else of the one that fits worst. It is unfound or more when one does
// not fit.
func (k keys) rank(words string) int {
	if rank := k.one(words); rank < none || !strings.Contains(words, " ") {
		return rank * finer
	}
	said, least := telling(words), inTitle
	if len(said) < len(strings.Fields(words)) {
		least = inLead // something is left out
	}
	worst := isName
	for _, word := range said {
		worst = max(worst, k.one(word))
	}
	if len(said) == 0 {
		return unfound
	}
	return max(least, worst)*finer + worst
}

const unfound = none * finer

// telling are the words that say something by themselves.
func telling(words string) []string {
	return slices.DeleteFunc(strings.Fields(words), func(word string) bool { return strings.Contains(small, " "+word+" ") })
}

// one is the rank of a word, in singular or in plural.
func (k keys) one(word string) int {
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
const small = " a and from how in of per that the their this to what when is "

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

// codeKeys adds the words of the code in a line. Each piece of code is a key as a whole too, so that signs are.
func (k keys) codeKeys(line string) {
	lead := lead(line)
	for _, code := range spans(line) {
		rank := inCode
		if strings.Contains(lead, "`"+code+"`") {
			rank = inLead
		}
		if len(strings.Fields(code)) <= longestKey {
			k.add(code, rank)
		}
		for _, word := range codeWords(code) {
			if utf8.RuneCountInString(word) > 1 {
				k.add(word, rank)
			}
		}
		if rank == inLead && !strings.HasPrefix(line, "- ") {
			k.addAll(append(leading(code), several(code)...), leadsLine)
		}
	}
}

// several returns a piece of code that has more words than one and is not too long.
func several(code string) []string {
	if n := len(strings.Fields(code)); n < 2 || n > longestKey {
		return nil
	}
	return []string{code}
}

// longestKey is the words of the longest piece of code that is looked up as a whole.
const longestKey = 4

func (k keys) addAll(words []string, rank int) {
	for _, word := range words {
		k.add(word, rank)
	}
}

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
