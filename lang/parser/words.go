package parser

import "sync"

// reserved are the connecting words, those that may follow a value. They are never names, except after a dot and as a
// column, and none of them begins an item.
var reserved = set("in", "step", "every", "over", "per", "times", "each", "for", "by", "with", "starting", "under",
	"differs", "at", "as", "to", "source", "and", "or", "not", "if", "then", "else", "where")

// declarationWords begin a declaration. They are legal names, and in column 1 a hard stop.
var declarationWords = set("intervention", "use", "combine", "unit", "norm", "index", "data", "param", "let", "wage",
	"team", "course", "session", "category", "cost", "grant", "saving", "scenario", "output", "vary", "simulate",
	"solve", "correlate", "expect")

// countable are the declaration words that may still be the unit of a number: `1 course`.
var countable = set("team", "course", "session", "intervention", "scenario", "unit", "category", "grant", "wage")

var scaleWords = set("thousand", "million", "billion")

// scales are the shortened scale words, in lower case, with the whole word.
var scales = map[string]string{"mio": "million", "mill": "million", "mia": "billion", "mrd": "billion", "tusind": "thousand"}

// shortUnits are shortened units as they are glued to a number, with the whole word for one and for many.
var shortUnits = map[string][2]string{
	"h": {"hour", "hours"}, "hr": {"hour", "hours"}, "hrs": {"hour", "hours"}, "min": {"minute", "minutes"}, "mins": {"minute", "minutes"},
	"w": {"week", "weeks"}, "wk": {"week", "weeks"}, "y": {"year", "years"}, "yr": {"year", "years"}, "yrs": {"year", "years"},
	"k": {"thousand", "thousand"}, "mio": {"million", "million"}, "mia": {"billion", "billion"},
}

// synonyms lead from the word someone reached for to the word of the language. Only a mistake needs them.
var synonyms = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		"expense": {"amount", "cost"}, "price": {"amount"}, "fee": {"amount"}, "money": {"amount", "currency"}, "sum": {"amount"},
		"value": {"amount"}, "salary": {"wages", "wage"}, "salaries": {"wages", "wage"}, "pay": {"wages", "wage"},
		"wage": {"wages"}, "labour": {"wages"}, "length": {"duration"}, "lasts": {"duration"}, "time": {"duration", "horizon"},
		"people": {"participants", "staff"}, "persons": {"participants", "staff"}, "size": {"participants"},
		"citizens": {"participants"}, "families": {"participants"}, "members": {"staff"}, "employees": {"staff"},
		"finishing": {"completion"}, "completed": {"completion"}, "dropout": {"completion"}, "begin": {"start", "starts"},
		"starts": {"start"}, "start": {"starts"}, "end": {"stop"}, "stops": {"stop"}, "municipality": {"payer"},
		"payers": {"payer"}, "lifetime": {"life"}, "meeting": {"meet", "session"}, "meetings": {"meet"},
		"preparation": {"prepare"}, "prep": {"prepare"}, "years": {"horizon"}, "year": {"prices"}, "description": {"about"},
		"parameter": {"param"}, "assume": {"param"}, "assumption": {"param"}, "variable": {"param"}, "const": {"let"},
		"var": {"let"}, "def": {"let"}, "define": {"let"}, "set": {"let"}, "group": {"team"}, "programme": {"intervention"},
		"project": {"intervention"}, "activity": {"course"}, "income": {"grant"}, "subsidy": {"grant"}, "saved": {"saving"},
		"savings": {"saving"}, "import": {"use"}, "include": {"use"}, "print": {"output"}, "result": {"output"},
		"report": {"output"}, "assert": {"expect"}, "check": {"expect"}, "test": {"expect"}, "table": {"data"},
		"costs": {"cost"}, "sensitivity": {"vary"}, "montecarlo": {"simulate"}, "units": {"unit"},
	}
})

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
