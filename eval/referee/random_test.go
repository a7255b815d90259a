package referee_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// draft is a random script that is valid whatever its params are set to: its declarations, in an order that its reader may change,
// and the files it reads.
type draft struct {
	decls    []*declaration
	files    map[string]string
	params   []*knob
	settings []*setting
}

// setting is a scenario and the values it gives params, those of the one it starts from included.
type setting struct {
	name   string
	values map[string]string
}

// declaration is one declaration of a draft. Of a param, only the head is written here.
type declaration struct {
	text string
	knob *knob // of a param
}

// knob is a param: its head `param NAME =`, the values it may take, the first of them its own, and what follows.
type knob struct {
	name, kind, tail string
	values           []string
	swept            bool // has a range
	relative         bool // its range moves with its value
}

// text writes the script in order, with other values of params where set says so.
func (d *draft) text(order []int, set map[string]string) string {
	var b strings.Builder
	for _, i := range order {
		decl := d.decls[i]
		if decl.knob == nil {
			b.WriteString(decl.text + "\n")
			continue
		}
		v, ok := set[decl.knob.name]
		if !ok {
			v = decl.knob.values[0]
		}
		fmt.Fprintf(&b, "param %s = %s%s\n", decl.knob.name, v, decl.knob.tail)
	}
	return b.String()
}

// plainOrder is the order in which the draft was made.
func (d *draft) plainOrder() []int {
	order := make([]int, len(d.decls))
	for i := range order {
		order[i] = i
	}
	return order
}

// maker makes one draft. It keeps the names it has declared by what they stand for.
type maker struct {
	*rand.Rand
	*draft
	prefix   string
	names    int
	back     bool
	step     string
	period   string // looking back
	months   int    // of a step
	years    int    // begun years of the horizon
	starting int
	priced   bool
	child    bool
	known    map[string][]string // names of lets and params by kind: number, share, money, hours, time, list, year
	wages    []string
	teams    []string
	courses  []string
	counted  []string // units that courses count
	lines    []string // costs
	results  []string // figures that an output may ask for, money first
}

func newMaker(r *rand.Rand, prefix string) *maker {
	return &maker{Rand: r, prefix: prefix, known: map[string][]string{}, draft: &draft{files: map[string]string{}}}
}

// randomDraft makes the script of a seed.
func randomDraft(seed uint64) *draft {
	m := newMaker(rand.New(rand.NewPCG(seed, 20180301)), "")
	m.back = m.chance(0.12)
	m.grid()
	m.script()
	return m.draft
}

func (m *maker) chance(p float64) bool     { return m.Float64() < p }
func (m *maker) pick(xs ...string) string  { return xs[m.IntN(len(xs))] }
func (m *maker) between(low, high int) int { return low + m.IntN(high-low+1) }
func (m *maker) say(format string, args ...any) {
	m.decls = append(m.decls, &declaration{text: fmt.Sprintf(format, args...)})
}

// name makes a new name that begins with a word.
func (m *maker) name(word string) string {
	m.names++
	return fmt.Sprintf("%s%s_%d", m.prefix, word, m.names)
}

// some picks a known name of a kind, or makes a value when there is none.
func (m *maker) some(kind string, otherwise func() string) string {
	if names := m.known[kind]; len(names) > 0 && m.chance(0.4) {
		return m.pick(names...)
	}
	return otherwise()
}

func (m *maker) learn(kind, name string) { m.known[kind] = append(m.known[kind], name) }

// grid chooses the steps. Of a child they are given.
func (m *maker) grid() {
	m.step = m.pick("year", "year", "quarter", "month")
	m.months = map[string]int{"year": 12, "quarter": 3, "month": 1}[m.step]
	m.priced = m.chance(0.4)
	if m.chance(0.3) {
		m.starting = m.between(2015, 2022)
	}
	m.length()
	if m.back {
		m.lookBack()
	}
}

// length chooses how many years the horizon begins, and is kept short where the steps are.
func (m *maker) length() {
	m.years = m.between(1, map[string]int{"year": 6, "quarter": 4, "month": 2}[m.step])
}

// script writes everything, in an order in which what is used stands first.
func (m *maker) script() {
	m.say("unit family, families")
	m.say("unit youth, youths")
	if m.priced {
		m.say("index %scpi { 2014: 98.5, 2015: 100, 2016: 100.3\n2017: 101.4, 2018: 102.2 }", m.prefix)
	}
	m.knobs()
	if m.chance(0.3) {
		m.rows()
	}
	children := m.children()
	m.intervention(children)
	m.say("norm %s", m.pick("1_418 hours/year", "1_600 hours/year", "30 hours/week"))
	m.lets(m.between(2, 6))
	m.staffing()
	m.spending()
	m.asking()
}

func (m *maker) intervention(combined bool) {
	lines := []string{"currency DKK"}
	if m.priced {
		lines = append(lines, fmt.Sprintf("prices 2018 by %scpi", m.prefix))
	}
	switch {
	case m.back:
		lines = append(lines, m.period)
	case !combined || m.chance(0.7):
		lines = append(lines, m.horizon(combined))
	}
	lines = append(lines, m.conventions()...)
	m.say("intervention \"Random %s\" {\n  %s\n}", m.prefix, strings.Join(lines, "\n  "))
}

func (m *maker) conventions() []string {
	var lines []string
	if m.chance(0.5) {
		lines = append(lines, "discount "+m.pick("4%", "3.5%", "0.02"))
		m.results = append(m.results, "costs.present")
	}
	if m.chance(0.4) {
		lines = append(lines, "overhead "+m.pick("20%", "7.5%"))
	}
	if m.chance(0.4) {
		lines = append(lines, "active_weeks "+m.pick("46", "42"))
	}
	if m.chance(0.25) {
		lines = append(lines, "beyond dropped")
	}
	return lines
}

// horizon is whole years or, when no other script must fit in, ends within one.
func (m *maker) horizon(combined bool) string {
	length := fmt.Sprintf("%d years", m.years)
	if cut := m.between(0, 12/m.months-1); cut > 0 && !m.child && !combined && m.chance(0.3) {
		length = fmt.Sprintf("%d months", 12*m.years-cut*m.months)
	}
	text := "horizon " + length
	if m.step != "year" {
		text += " by " + m.step
	}
	if m.starting > 0 {
		text += fmt.Sprintf(" starting %d", m.starting)
	}
	return text
}

// lookBack chooses a period of whole months or not, within one calendar year or over several.
func (m *maker) lookBack() {
	y := m.between(2014, 2018)
	last := y + m.between(0, 2)
	m.years, m.starting = last-y+1, y
	m.period = fmt.Sprintf("period %d-%02d-%s .. %d-%02d-%s", y, m.between(1, 6), m.pick("01", "01", "15"), last, m.between(7, 12),
		m.pick("28", "30", "14"))
}

// children writes scripts that this one uses and adds to itself.
func (m *maker) children() bool {
	if m.child || m.back || !m.chance(0.25) {
		return false
	}
	var names []string
	for i := range m.between(1, 2) {
		name := fmt.Sprintf("part_%d", i+1)
		m.use(name, m.grandchild(name))
		names = append(names, name)
	}
	if m.chance(0.2) {
		return false
	}
	m.say("combine %s", strings.Join(names, ", "))
	return true
}

// grandchild makes a script with the same steps and prices and no longer a horizon; the first has the same horizon.
func (m *maker) grandchild(name string) *maker {
	c := newMaker(m.Rand, "")
	c.child, c.step, c.months, c.priced, c.starting, c.years = true, m.step, m.months, m.priced, m.starting, m.years
	if name != "part_1" {
		c.years = m.between(1, m.years)
	}
	c.script()
	for f, text := range c.files {
		m.files[f] = text
	}
	m.files[name+".cost"] = c.text(c.plainOrder(), nil)
	return c
}

func (m *maker) use(name string, c *maker) {
	var sets []string
	for _, k := range c.params {
		if len(k.values) > 1 && m.chance(0.3) {
			sets = append(sets, k.name+" = "+m.bound(k))
		}
	}
	with := ""
	if len(sets) > 0 {
		with = " with { " + strings.Join(sets, ", ") + " }"
	}
	m.say("use %q as %s%s", name+".cost", name, with)
	m.results = append(m.results, name+".total", name+".costs.gross", "sum("+name+".costs.by_year)")
}

// bound is what a param of a used script is given: a value, or a param of this script that has the same kind.
func (m *maker) bound(k *knob) string {
	for _, own := range m.params {
		if own.kind == k.kind && k.kind != "mode" && len(k.values) == len(own.values) && m.chance(0.5) {
			return own.name
		}
	}
	return k.values[1]
}
