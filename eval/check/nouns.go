package check

import "github.com/costlang/cost/lang/say"

// noun is what the language calls a kind of thing that has a name: "param", "team". Languages decline nouns and have articles of their
// own, so messages take them from here, article and all.
type noun string

// resultOrUnit is what every script has without declaring it.
const resultOrUnit noun = "result or unit"

// article says the noun with its article.
func (n noun) article() say.Phrase {
	if said, ok := articles[n]; ok {
		return said
	}
	return say.T("a declaration")
}

// unknown says the noun for a name that none of its kind has.
func (n noun) unknown() say.Phrase {
	if said, ok := unknowns[n]; ok {
		return said
	}
	return say.T("unknown name")
}

var articles = map[noun]say.Phrase{
	"category":     say.T("a category"),
	hostNoun:       say.T("a constant"),
	"cost":         say.T("a cost"),
	"course":       say.T("a course"),
	"data":         say.T("a data file"),
	"grant":        say.T("a grant"),
	"index":        say.T("an index"),
	"let":          say.T("a let"),
	"library":      say.T("a library"),
	"output":       say.T("an output"),
	"param":        say.T("a param"),
	resultOrUnit:   say.T("a result or unit"),
	"saving":       say.T("a saving"),
	"session":      say.T("a session"),
	"team":         say.T("a team"),
	"unit":         say.T("a unit"),
	"used module":  say.T("a used module"),
	"used script":  say.T("a used script"),
	"wage":         say.T("a wage"),
	"wage or team": say.T("a wage or team"),
}

// unknowns are of the nouns that a name is looked up as. What is looked up among all names is a name.
var unknowns = map[noun]say.Phrase{
	"course":       say.T("unknown course"),
	"data":         say.T("unknown data"),
	"index":        say.T("unknown index"),
	"param":        say.T("unknown param"),
	"team":         say.T("unknown team"),
	"used script":  say.T("unknown used script"),
	"wage or team": say.T("unknown wage or team"),
}
