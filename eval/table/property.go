package table

import (
	"encoding/json"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// Property is something that all of a table rests on and a program must know of it, such as the seed of its draws. For people it stands in
// the note.
type Property struct {
	Key   string     // what programs call it
	Name  say.Phrase // what people do
	Value Cell
	Truth bool // the value is 1 or 0 for yes or no
}

// Truth is a property that is so or not.
func Truth(key string, name say.Phrase, is bool) Property {
	n := num.Int(0)
	if is {
		n = num.Int(1)
	}
	return Property{key, name, NumberCell(n), true}
}

// jsonBasis is the properties by their keys: texts, decimal strings, and true or false.
func (t *Table) jsonBasis() map[string]any {
	if len(t.Basis) == 0 {
		return nil
	}
	out := map[string]any{}
	for _, p := range t.Basis {
		out[p.Key] = p.Value.jsonEntry()
		if p.Truth {
			out[p.Key] = json.RawMessage(map[bool]string{true: "false", false: "true"}[p.Value.Value.IsZero()])
		}
	}
	return out
}
