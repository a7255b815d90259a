package referee_test

import (
	"fmt"
	"strings"
)

// The values of a draft. All are positive, so that any of them may divide, and none is rounded after a division, where the last digit
// of a decimal could tip it.

// knobs declares params of every kind.
func (m *maker) knobs() {
	m.knob("number", 0.8, "3", "2", "5", "4")
	m.knob("number", 0.5, "1.25", "0.5", "2")
	m.knob("share", 0.8, "80%", "65%", "95%", "100%")
	m.knob("share", 0.4, "5/6", "1/2", "0.7")
	m.knob("money", 0.8, "12_500 DKK", "9_000 DKK", "20 thousand DKK")
	m.knob("hours", 0.7, "2 hours", "90 minutes", "3 hours", "0.5 workdays")
	m.knob("time", 0.8, "9 months", "26 weeks", "1 year", "14 months")
	m.knob("list", 0.6, m.open("1", "2"), m.open("2", "2", "3"), m.open("0.5"))
	m.knob("every", 0.5, "2 years", "1 year", "36 months")
	m.knob("mode", 0.4, "\"own\"", "\"hired\"")
	if m.years > 1 {
		m.knob("year", 0.5, "2", "1")
	}
	for _, name := range m.known["mode"] {
		let := m.name("count")
		m.say("let %s = if %s = \"own\" then 3 else 7/2", let, name)
		m.learn("number", let)
	}
}

// bounds hold every value that a param of the kind is given here.
var bounds = map[string]string{"number": "0.25..6", "share": "40%..100%", "hours": "30 minutes..8 hours", "time": "6 months..60 weeks + 1 month"}

// knob declares a param that may take the given values, in one of the forms of a range.
func (m *maker) knob(kind string, p float64, values ...string) {
	if !m.chance(p) {
		return
	}
	k := &knob{name: m.name(kind), kind: kind, values: values}
	m.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	form := m.IntN(3)
	switch {
	case form == 0 && kind != "mode":
	case form == 1 && (kind == "money" || kind == "list"):
		k.tail, k.swept, k.relative = " in ±20%", true, true
	case form == 1 && bounds[kind] != "":
		k.tail, k.swept = " in "+bounds[kind], true
	default:
		k.tail, k.swept = " in {"+strings.Join(values, ", ")+"}", true
	}
	m.params = append(m.params, k)
	m.decls = append(m.decls, &declaration{knob: k})
	m.learn(kind, k.name)
}

func (m *maker) number() string {
	return m.some("number", func() string {
		return m.pick("2", "3", "1.5", "4", "0.75", "7/3", "12", "200%")
	})
}

// count is a whole number or a half.
func (m *maker) count() string {
	return m.some("number", func() string { return m.pick("1", "2", "3", "0.5") })
}

func (m *maker) shareOf() string {
	return m.some("share", func() string { return m.pick("92%", "5/6", "0.75", "100%", "60%") })
}

func (m *maker) hours() string {
	return m.some("hours", func() string {
		return m.pick("1 hour", "2.5 hours", "45 minutes", "1 workday", "37 hours", "(1 hour + 20 minutes)", "2 * 50 minutes")
	})
}

func (m *maker) time() string {
	return m.some("time", func() string {
		return m.pick("5 months", "20 weeks", "2 quarters", "1.5 years", "(3 months + 10 weeks)", "0.25 years", "30 months", "7 weeks")
	})
}

// money is an amount, mostly with units that must be brought together.
func (m *maker) money(depth int) string {
	if depth == 0 || m.chance(0.3) {
		return m.some("money", func() string { return m.pick("1_200 DKK", "28_000 DKK", "7.5 thousand DKK", "350 DKK") })
	}
	switch m.IntN(8) {
	case 0:
		return "(" + m.money(depth-1) + " + " + m.money(depth-1) + ")"
	case 1:
		return m.number() + " * " + m.money(depth-1)
	case 2:
		return m.pick("150 DKK/hour", "5 DKK/minute", "2_000 DKK/workday") + " * " + m.hours()
	case 3:
		return m.pick("4_000 DKK/month", "900 DKK/week", "30_000 DKK/year") + " * " + m.time()
	case 4:
		return "(if " + m.condition() + " then " + m.money(depth-1) + " else " + m.money(depth-1) + ")"
	case 5:
		return m.pick("min", "max") + "(" + m.money(depth-1) + ", " + m.money(depth-1) + ")"
	case 6:
		return m.rarer(depth)
	}
	return "(" + m.money(depth-1) + " / " + m.number() + ")"
}

// rarer is money by the less common ways.
func (m *maker) rarer(depth int) string {
	if m.priced && m.chance(0.5) {
		return fmt.Sprintf("(%s at %d prices)", m.money(depth-1), m.between(2014, 2018))
	}
	if len(m.wages) > 0 && m.chance(0.5) {
		return m.pick(m.wages...) + ".hourly * " + m.hours()
	}
	return m.pick("round", "floor", "ceil") + "(" + m.pick("1_234.5 DKK", "2_750 DKK", "3 * 450 DKK") + ", 100 DKK)"
}

func (m *maker) condition() string {
	switch m.IntN(4) {
	case 0:
		return m.number() + m.pick(" < ", " <= ", " = ", " != ") + m.number()
	case 1:
		return m.time() + m.pick(" > ", " >= ") + m.time()
	case 2:
		return "not " + m.hours() + " < " + m.hours()
	}
	return m.number() + " > 2 " + m.pick("and ", "or ") + m.shareOf() + " < 90%"
}

// perYear is a number for each year, written as a list or as one number.
func (m *maker) perYear() string {
	if m.chance(0.5) {
		return m.count()
	}
	return m.some("list", func() string {
		return m.pick(m.open("1", "2"), m.exactList(), m.open("3", "0", "1"), "growth(5%)", "2 * growth(10%)", m.open("1", "3")+" * 1.5")
	})
}

// moneyByYear is a list per year in the money of a cost: bare, written out, open, or one amount that grows.
func (m *maker) moneyByYear() string {
	switch m.IntN(5) {
	case 0:
		return m.exactList()
	case 1:
		return m.exactList() + " * " + m.money(1)
	case 2:
		return m.open(m.money(1), "0 DKK", m.money(0))
	case 3:
		return m.money(1) + " * growth(2%)"
	}
	return m.money(0) + " * " + m.perYear()
}

// open is a list whose last entry repeats; there may be more entries than years.
func (m *maker) open(entries ...string) string {
	return "[" + strings.Join(entries, ", ") + "...]"
}

func (m *maker) exactList() string {
	entries := make([]string, m.years)
	for i := range entries {
		entries[i] = m.count()
	}
	return "[" + strings.Join(entries, ", ") + "]"
}

// lets defines names over what is known.
func (m *maker) lets(n int) {
	for range n {
		kind := m.pick("money", "number", "hours", "time", "share")
		name := m.name("let")
		m.say("let %s = %s", name, m.definition(kind))
		m.learn(kind, name)
	}
}

func (m *maker) definition(kind string) string {
	switch kind {
	case "money":
		return m.money(2)
	case "hours":
		return m.hours() + " + " + m.hours()
	case "time":
		return m.time() + " * " + m.pick("0.5", "2/3", "1")
	case "share":
		return m.shareOf() + " * " + m.shareOf()
	}
	return m.pick(m.number()+" + "+m.number(), m.time()+" / (1 month)", m.hours()+" / (1 hour)", "sum([1, 2, 3]) / 4",
		"npv("+"[100, 100]"+", 5%) / 100", "max("+m.number()+", 1.1)", "mean([2, 5])", "sum([1, 2] * 2 / "+m.number()+")", "npv(2 * [3, 1, 4], 5%)", m.money(1)+" / (1_000 DKK)", "abs(2 - 5)")
}

// rows writes a data file, and lets that go over it.
func (m *maker) rows() {
	file, name := m.name("rows")+".csv", m.name("stays")
	lines := []string{"town,cost,hours,weight"}
	for range m.between(3, 7) {
		lines = append(lines, fmt.Sprintf("%s,%s,%d.5,%d", m.pick("Ribe", "Skagen", "Aarhus"), m.pick("", "1200", "850.25", "3000"),
			m.between(1, 9), m.between(1, 4)))
	}
	lines = append(lines, "Ribe,999.5,3,2")
	m.files[file] = strings.Join(lines, "\n") + "\n"
	m.say("data %s from %q { town: text, cost: DKK or missing, hours: hours, weight: number }", name, file)
	for _, q := range queries(name) {
		if m.chance(0.5) {
			let := m.name("let")
			m.say("let %s = %s", let, q.text)
			m.learn(q.kind, let)
		}
	}
}

// query is an aggregate and the kind of its value.
type query struct{ kind, text string }

func queries(rows string) []query {
	return []query{
		{"money", "sum(known(r.cost, 100 DKK) for r in " + rows + ") + 1 DKK"},
		{"money", "mean(r.cost for r in " + rows + " where known(r.cost))"},
		{"money", "mean(mean(r.cost for r in g where known(r.cost)) for g in " + rows + " by town)"},
		{"hours", "max(r.hours for r in " + rows + ")"},
		{"hours", "sum(r.hours * r.weight for r in " + rows + ") / count(" + rows + ")"},
		{"number", "count(r for r in " + rows + " where r.town = \"Ribe\")"},
		{"money", "sum(r.hours for r in " + rows + " where r.town != \"Ribe\" or r.weight > 1) * 210 DKK/hour"},
	}
}
