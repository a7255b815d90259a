package unit

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
)

// currencies are the codes of ISO 4217 in use, without DKK, which stands among the named units.
const currencies = `
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF
XPF YER ZAR ZMW ZWG`

// ErrNoName is returned for a declaration without a name.
var ErrNoName = errors.New("a unit needs a name")

// BuiltinError is returned for a declaration that takes the name of a built-in unit.
type BuiltinError struct {
	Spelling string
	Base     *Base
}

func (e *BuiltinError) Error() string { return e.Spelling + " is a built-in unit" }

// builtins are the same for every registry and never change.
var builtins = sync.OnceValue(func() map[string]*Base {
	table := make(map[string]*Base, len(currencies)/4+20)
	enter := func(kind kind, dim string, factor int64, spellings ...string) {
		b := &Base{kind: kind, dim: dim, factor: NewRatio(factor, 1), spellings: spellings, builtin: true}
		for _, s := range spellings {
			table[s] = b
		}
	}
	enter(money, Money("DKK"), 1, "DKK", "kr")
	for _, code := range strings.Fields(currencies) {
		enter(money, Money(code), 1, code)
	}
	enter(working, WorkingTime, 1, "minute", "minutes")
	enter(working, WorkingTime, 60, "hour", "hours")
	enter(working, WorkingTime, 444, "workday", "workdays") // 7.4 hours
	enter(calendar, CalendarTime, 3, "week", "weeks")
	enter(calendar, CalendarTime, 13, "month", "months")
	enter(calendar, CalendarTime, 39, "quarter", "quarters")
	enter(calendar, CalendarTime, 156, "year", "years")
	enter(counted, "", 1, "participant", "participants")
	enter(counted, "", 1, "course", "courses")
	enter(counted, "", 1, "team", "teams")
	return table
})

// Registry is the units of one compilation: the built-in ones, and what the scripts read together declare. Declare
// everything before the first Of: a declaration can make two units one. Once nothing is declared any more, any number
// of goroutines may use it.
type Registry struct {
	declared map[string]*Base
	count    int // of bases declared
}

// NewRegistry returns a registry of the built-in units. There is no "day": a script says workdays, or weeks.
func NewRegistry() *Registry { return &Registry{declared: map[string]*Base{}} }

// Lookup returns the unit with that spelling.
func (r *Registry) Lookup(name string) (*Base, bool) {
	if b, ok := builtins()[name]; ok {
		return b, true
	}
	b, ok := r.declared[name]
	return b, ok
}

// Names returns all spellings, sorted.
func (r *Registry) Names() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(builtins())), maps.Keys(r.declared))
	slices.Sort(names)
	return names
}

// Declare adds a counted unit with these spellings, the singular first and the plural second. Units with a spelling in
// common are one: the spellings join what is declared already, under the name that was declared first. It fails, and
// changes nothing, with ErrNoName or a *BuiltinError.
func (r *Registry) Declare(spellings []string) (*Base, error) {
	if len(spellings) == 0 || slices.Contains(spellings, "") {
		return nil, ErrNoName
	}
	for _, s := range spellings {
		if b, ok := builtins()[s]; ok {
			return nil, &BuiltinError{Spelling: s, Base: b}
		}
	}
	b := r.join(spellings)
	b.learn(spellings)
	for _, s := range b.spellings {
		r.declared[s] = b
	}
	return b, nil
}

// join returns the one base that these spellings name from now on: the first declared of those that any of them named,
// with the others merged into it, or a new one.
func (r *Registry) join(spellings []string) *Base {
	bases := r.named(spellings)
	if len(bases) == 0 {
		r.count++
		return &Base{kind: counted, factor: One, order: r.count}
	}
	first := slices.MinFunc(bases, func(a, b *Base) int { return a.order - b.order })
	for _, b := range bases {
		if b != first {
			first.learn(b.spellings)
			b.merged = first
		}
	}
	return first
}

// named returns the bases that any of the spellings names, each once.
func (r *Registry) named(spellings []string) []*Base {
	var bases []*Base
	for _, s := range spellings {
		if b, ok := r.declared[s]; ok && !slices.Contains(bases, b) {
			bases = append(bases, b)
		}
	}
	return bases
}
