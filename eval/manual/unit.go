package manual

import (
	"context"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
)

// The groups of units.
const (
	builtinUnits = "built-in units"
	currencies   = "currencies"
)

// units are the built-in units, each once.
func units() []*Topic {
	var out []*Topic
	all := builtin()
	for _, b := range all {
		name := "unit " + b.Plural()
		t := &Topic{Name: name, Title: b.Plural() + ", a unit", Line: kindOf(b), Group: builtinUnits, keys: keys{}}
		if b.IsMoney() {
			t.Group = currencies
		}
		t.keys.add(name, isName)
		for _, spelling := range b.Spellings() {
			t.keys.add(spelling, isSame)
			t.keys.add("unit "+spelling, isSame)
		}
		t.write = func(context.Context) (string, error) { return unitText(b, all), nil }
		out = append(out, t)
	}
	return out
}

// builtin lists the units of every script.
func builtin() []*unit.Base {
	registry := unit.NewRegistry()
	seen := map[*unit.Base]bool{}
	var out []*unit.Base
	for _, name := range registry.Names() {
		if b, ok := registry.Lookup(name); ok && !seen[b] {
			seen[b] = true
			out = append(out, b)
		}
	}
	return out
}

// kindOf says what a unit measures.
func kindOf(b *unit.Base) string {
	switch {
	case b.IsMoney():
		return "A currency; it never mixes with another"
	case b.IsWorkingTime():
		return "Working time; a norm leads from it to calendar time"
	case b.IsCalendarTime():
		return "Calendar time; a norm leads from it to working time"
	}
	return "A counted unit, a dimension of its own"
}

func unitText(b *unit.Base, all []*unit.Base) string {
	out := kindOf(b) + ".\n\nIt is written " + spelled(b.Spellings()) + ".\n"
	for _, other := range all {
		if factor, ok := unit.Of(b).To(unit.Of(other)); ok && other != b {
			out += fmt.Sprintf("- 1 %s is %s.\n", b.Name(), amount(factor, other))
		}
	}
	return out + "\nSee also `cost help units`, `cost help counted units`.\n"
}

// amount is a number of units: 7.4 hours, or 3/13 months where the decimals do not end.
func amount(n unit.Ratio, b *unit.Base) string {
	name, number := b.Plural(), n.String()
	if n.IsOne() {
		name = b.Name()
	}
	if d := num.Ratio(n.Num, n.Den); d.Equal(d.Round(2)) {
		number = d.Round(2).String()
	}
	return number + " " + name
}

func spelled(names []string) string {
	return "`" + strings.Join(names, "` or `") + "`"
}
