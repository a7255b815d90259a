package unit

import "slices"

// The dimensions of time. Money has a dimension for each currency, see Money; a counted unit is a dimension of its own,
// named as the unit.
const (
	WorkingTime  = "working time"
	CalendarTime = "calendar time"
)

// Money returns the dimension of a currency: "money DKK". Currencies never convert into each other.
func Money(currency string) string { return "money " + currency }

// kind orders bases in what is displayed: money first, then what is counted, then time.
type kind int

const (
	money kind = iota
	counted
	working
	calendar
)

// Base is a named unit: one dimension, one factor, and every name it goes by. Bases belong to a Registry; those of
// counted units learn further names through it, and through nothing else. Two bases that turn out to be the same unit
// both answer as the one they were merged into.
type Base struct {
	kind      kind
	dim       string
	spellings []string // the singular, then the plural, then all others
	factor    Ratio
	builtin   bool
	order     int   // of declaration; 0 for a built-in one
	merged    *Base // the base this one became part of, when two declarations met in a third
}

// root is the base that b is today.
func (b *Base) root() *Base {
	for b.merged != nil {
		b = b.merged
	}
	return b
}

// Name returns the canonical singular: "hour", "DKK", "family".
func (b *Base) Name() string { return b.root().spellings[0] }

// Plural returns the second name, which is the plural by custom. Currencies, and units with one name, have no other.
func (b *Base) Plural() string {
	b = b.root()
	if b.kind == money || len(b.spellings) == 1 {
		return b.spellings[0]
	}
	return b.spellings[1]
}

// Spellings returns all names, the singular first.
func (b *Base) Spellings() []string { return slices.Clone(b.root().spellings) }

// Dim returns the key of the dimension: Money of a currency, WorkingTime, CalendarTime, or the name of a counted unit.
func (b *Base) Dim() string {
	b = b.root()
	if b.kind == counted {
		return b.spellings[0]
	}
	return b.dim
}

// Factor returns how many reference units of its dimension one of this unit is. The reference of working time is the
// minute; that of calendar time a third of a week, which makes 52 weeks and 12 months one year exactly.
func (b *Base) Factor() Ratio { return b.root().factor }

// IsBuiltin reports whether every script has this unit.
func (b *Base) IsBuiltin() bool { return b.root().builtin }

// IsMoney reports whether this is a currency.
func (b *Base) IsMoney() bool { return b.root().kind == money }

// IsWorkingTime reports whether this is an hour, a minute or a workday.
func (b *Base) IsWorkingTime() bool { return b.root().kind == working }

// IsCalendarTime reports whether this is a week, a month, a quarter or a year.
func (b *Base) IsCalendarTime() bool { return b.root().kind == calendar }

// IsCounted reports whether this counts things: families, courses, teams.
func (b *Base) IsCounted() bool { return b.root().kind == counted }

// learn adds the names that are new.
func (b *Base) learn(spellings []string) {
	known := map[string]bool{}
	for _, s := range b.spellings {
		known[s] = true
	}
	for _, s := range spellings {
		if !known[s] {
			known[s] = true
			b.spellings = append(b.spellings, s)
		}
	}
}
