package referee_test

import (
	"fmt"
	"maps"
	"strings"
)

// staffing declares wages and, looking forward, teams, courses and sessions.
func (m *maker) staffing() {
	for range m.between(1, 3) {
		m.wage()
	}
	if m.back {
		return
	}
	for range m.between(0, 2) {
		m.team()
	}
	for range m.between(0, 2) {
		m.course()
	}
}

func (m *maker) wage() {
	name := m.name("wage")
	value := m.pick("520_000 DKK/year", "43_000 DKK/month", "400 DKK/hour", "8_200 DKK/week", "0", "3_000 DKK/workday")
	if value != "0" && m.chance(0.3) {
		value += " * " + m.shareOf()
	}
	var with []string
	for _, w := range []string{"pension 12.5%", "overhead " + m.pick("30%", "0%"), "norm " + m.pick("1_500 hours/year", "125 hours/month")} {
		if value != "0" && m.chance(0.35) {
			with = append(with, w)
		}
	}
	tail := ""
	if len(with) > 0 {
		tail = " with " + strings.Join(with, ", ")
	}
	m.say("wage %s = %s%s", name, value, tail)
	m.wages = append(m.wages, name)
	m.results = append(m.results, "hours."+name, "fte."+name, name+".cost", "sum("+name+".by_year)", name+".hours")
}

// staff is a sum of employees, of teams too when they may stand there.
func (m *maker) staff(teams bool) string {
	var terms []string
	for range m.between(1, 3) {
		who := m.pick(m.wages...)
		if teams && len(m.teams) > 0 && m.chance(0.3) {
			who = m.pick(m.teams...)
		}
		if m.chance(0.5) {
			who = m.count() + " * " + who
		}
		if m.chance(0.25) {
			who += " at " + m.pick("32/37", "50%", "0.8")
		}
		terms = append(terms, who)
	}
	return strings.Join(terms, " + ")
}

func (m *maker) team() {
	name := m.name("team")
	starts, teams := []string{}, 0
	for y := 1; y <= m.years; y++ {
		if y == 1 || m.chance(0.3) {
			n := m.between(1, 4)
			teams += n
			starts = append(starts, m.startOf(n)+fmt.Sprintf(" in year %d", m.calendar(y)))
		}
	}
	if m.years > 1 && m.chance(0.2) {
		starts = append(starts, fmt.Sprintf("1 in years 1..%d", m.years))
	}
	lines := []string{"staff " + m.staff(false), "start " + strings.Join(starts, ", ")}
	if stops := m.stops(teams, len(starts)); stops != "" {
		lines = append(lines, stops)
	}
	m.say("team %s \"Team\" {\n  %s\n}", name, strings.Join(lines, "\n  "))
	m.teams = append(m.teams, name)
}

// startOf writes how many teams start, at least n of them.
func (m *maker) startOf(n int) string {
	if names := m.known["number"]; len(names) > 0 && m.chance(0.3) {
		return fmt.Sprintf("%d + round(%s)", n, m.pick(names...))
	}
	return fmt.Sprint(n)
}

// calendar writes a year of the clock, now and then as a calendar year.
func (m *maker) calendar(year int) int {
	if m.starting > 0 && m.chance(0.3) {
		return m.starting + year - 1
	}
	return year
}

// stops ends no more teams than certainly work: those of the first year all do.
func (m *maker) stops(teams, starts int) string {
	if starts > 1 || m.chance(0.6) {
		if starts > 1 && m.chance(0.5) {
			return fmt.Sprintf("stop %d in year %d", m.between(1, teams), m.years)
		}
		return ""
	}
	first := m.between(1, teams)
	return fmt.Sprintf("stop %d in year %d", first, m.between(1, m.years))
}

func (m *maker) course() {
	name := m.name("course")
	duration, shortest := m.duration()
	counted := m.pick("families", "families", "youths", "participants")
	total := len(m.teams) == 0 || m.chance(0.3)
	lines := []string{"duration " + duration, "participants " + m.participants(counted)}
	if total {
		lines = append(lines, "starts "+m.perYear()+" per year in total")
	} else {
		lines = append(lines, "team "+m.pick(m.teams...), "starts "+m.perYear()+" per year")
	}
	if m.chance(0.7) {
		lines = append(lines, "completion "+m.pick(m.shareOf(), m.open("50%", "90%")))
	}
	m.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	m.say("course %s \"Course\" {\n  %s\n}", name, strings.Join(lines, "\n  "))
	m.courses = append(m.courses, name)
	m.ofCourse(name, counted)
	for range m.between(0, 2) {
		m.session(name, shortest)
	}
}

func (m *maker) participants(counted string) string {
	n := m.pick("1", "6", "8", "12")
	if m.chance(0.3) {
		return m.open("4 "+counted, "8 "+counted)
	}
	return n + " " + counted
}

func (m *maker) ofCourse(name, counted string) {
	for _, field := range []string{"courses", "started", "completed", "completed_inside", "cost", "hours"} {
		m.results = append(m.results, name+"."+field)
	}
	m.results = append(m.results, "sum("+name+".by_year)", counted+".started", counted+".completed", counted+".completed_inside",
		"total / "+name+".completed", "costs.gross / "+counted+".completed_inside")
	m.counted = append(m.counted, counted)
}

// duration gives how long a course lasts, and the fewest weeks that may come to.
func (m *maker) duration() (text string, weeks int) {
	if names := m.known["time"]; len(names) > 0 && m.chance(0.3) {
		for _, k := range m.params {
			if k.kind == "time" {
				return k.name, 26
			}
		}
	}
	switch m.IntN(6) {
	case 0:
		return "9 months", 39
	case 1:
		return "26 weeks", 26
	case 2:
		return "2.5 years", 130
	case 3:
		return "7 weeks", 7
	case 4:
		return "1 year", 52
	}
	return "13 months + 2 weeks", 58
}

func (m *maker) session(course string, weeks int) {
	name := m.name("session")
	var lines []string
	if phase := weeks / 5; phase > 0 && m.chance(0.6) {
		lines = append(lines, fmt.Sprintf("meet %s for %d weeks, %s each", m.pick("1/week", "2 per week", "3/month", "40/year"), phase, m.hours()))
	}
	if len(lines) == 0 || m.chance(0.6) {
		lines = append(lines, fmt.Sprintf("meet %s times, %s each", m.count(), m.hours()))
	}
	if phase := weeks / 4; phase > 0 && m.chance(0.3) {
		lines = append(lines, fmt.Sprintf("meet %s for %d weeks, %s each", m.pick("1/week", "2 per month"), phase, m.hours()))
	}
	lines = append(lines, m.meetingItems()...)
	m.say("session %s \"Session\" for %s {\n  %s\n}", name, course, strings.Join(lines, "\n  "))
	m.results = append(m.results, name+".meetings", name+".length", name+".cost", name+".hours", "sum("+name+".by_year)", name+".later")
}

func (m *maker) meetingItems() []string {
	lines := []string{"staff " + m.staff(true)}
	for _, item := range []string{
		"prepare " + m.hours() + " by " + m.staff(true),
		"prepare " + m.hours() + " each by " + m.staff(false),
		"staff " + m.staff(false) + " for " + m.hours(),
		"amount " + m.money(1),
		"wages \"Expert\" " + m.money(1),
		"wages " + m.money(1) + " for " + m.hours(),
	} {
		if m.chance(0.35) {
			lines = append(lines, item)
		}
	}
	return lines
}

// spending declares costs, grants and savings.
func (m *maker) spending() {
	if m.chance(0.4) {
		m.say("category %sfollow_up \"Follow-up\"", m.prefix)
		m.learn("category", m.prefix+"follow_up")
	}
	for range m.between(2, 6) {
		m.line("cost")
	}
	for range m.between(0, 2) {
		m.line(m.pick("grant", "saving"))
	}
}

func (m *maker) line(kind string) {
	name := m.name("line")
	category := m.pick(append([]string{"preparation", "training", "operation", "investment", "other"}, m.known["category"]...)...)
	items := append(m.costItems(), m.derived(kind)...)
	if kind == "cost" && m.chance(0.3) {
		items = append(items, "life "+m.pick("5 years", "30 months", "1 year", "10 years"))
	}
	if m.chance(0.2) {
		items = append(items, "payer municipality 80%, state 20%")
	}
	if m.chance(0.15) {
		m.say("%s \"Line without a name\" %s %s {\n  %s\n}", kind, category, m.basis(), strings.Join(items, "\n  "))
		return
	}
	m.say("%s %s \"Line\" %s %s {\n  %s\n}", kind, name, category, m.basis(), strings.Join(items, "\n  "))
	m.results = append(m.results, name+".cost", "sum("+name+".by_year)")
	if kind == "cost" {
		m.results = append(m.results, name+".hours")
		m.lines = append(m.lines, name)
	}
}

// derived is amounts that follow from other figures.
func (m *maker) derived(kind string) []string {
	var items []string
	if kind != "cost" && m.chance(0.3) {
		items = append(items, "amount 10% * costs."+m.pick("gross", "labour", "operation"))
	}
	if kind == "cost" && len(m.lines) > 0 && m.chance(0.15) {
		items = append(items, "amount \"Share\" "+m.shareOf()+" * "+m.pick(m.lines...)+".cost")
	}
	return items
}

func (m *maker) costItems() []string {
	var items []string
	for _, item := range []string{
		"amount " + m.money(2),
		"amount \"By year\" " + m.moneyByYear(),
		"amount \"Bare\" " + m.pick("5_000", "12.5"),
		"staff " + m.staff(true) + " for " + m.hours(),
		"staff " + m.staff(true) + " for " + m.time(),
		"wages " + m.money(1),
		"wages \"Known\" " + m.money(1) + " for " + m.hours(),
		"wages \"Known by year\" " + m.moneyByYear() + " for " + m.hours(),
	} {
		if m.chance(0.35) {
			items = append(items, item)
		}
	}
	if len(items) == 0 {
		return []string{"amount 1_000 DKK"}
	}
	return items
}

// basis is a basis that the script has something for, with a timing that fits it.
func (m *maker) basis() string {
	bases := []string{"once", "over period", "per year", "per month"}
	for _, t := range m.teams {
		bases = append(bases, "per "+t, "per employee of "+t, "per "+t+" per year", "per employee of "+t+" per year")
	}
	for _, c := range m.courses {
		bases = append(bases, "per course of "+c, "per participant of "+c, "per "+c, "per completed participant of "+c)
	}
	for _, u := range m.counted {
		if u != "participants" || len(m.courses) == 1 {
			bases = append(bases, "per "+singular(u), "per completed "+singular(u))
		}
	}
	if len(m.teams) == 1 {
		bases = append(bases, "per team", "per employee", "per team per year")
	}
	b := m.pick(bases...)
	if b == "over period" {
		return b
	}
	return b + m.timing(strings.Contains(b, " per year") || b == "per year" || b == "per month")
}

// singular is the spelling of a counted unit that stands after per.
func singular(unit string) string {
	return map[string]string{"families": "family", "youths": "youth", "participants": "participant"}[unit]
}

func (m *maker) timing(rate bool) string {
	switch m.IntN(6) {
	case 0:
		return fmt.Sprintf(" in year %d", m.between(1, m.years))
	case 1:
		first := m.between(1, m.years)
		return fmt.Sprintf(" in years %d..%d", first, m.between(first, m.years))
	case 2:
		return " every " + m.some("every", func() string { return m.pick("1 year", "2 years", "3 years") })
	case 3:
		if !rate {
			return " over " + m.time()
		}
	case 4:
		if names := m.known["year"]; len(names) > 0 {
			return " in year " + m.pick(names...)
		}
	}
	return ""
}

// asking declares scenarios, outputs and expectations.
func (m *maker) asking() {
	m.results = append(m.results, "total", "costs.gross", "costs.labour", "costs.overhead", "costs.residual", "costs.grants",
		"costs.after_grants", "costs.savings", "costs.training", "costs.operation", "sum(costs.by_year)", "max(costs.by_step)",
		"npv(costs.by_year, 3%)", "npv(costs.by_step, 3%)", "costs.by_year[1]", "sum(costs.by_year * growth(2%))", "costs.later",
		"sum(costs.by_step * growth(2%))", "mean(costs.by_year)", "min(costs.by_year)")
	if m.back {
		m.results = append(m.results, "period", "total / period")
	} else {
		m.results = append(m.results, "horizon", "total / horizon")
	}
	for range m.between(4, 10) {
		name := m.name("out")
		m.say("output %s \"Asked\" = %s", name, m.figure())
	}
	m.scenarioOf("Other", "")
	m.say("expect costs.labour in 1 DKK..%s", m.money(1))
	for _, s := range m.settings {
		m.say("expect total >= %s under %q", m.money(1), s.name)
	}
	m.say("expect total %s 100_000 DKK", m.pick(">", "<", "<=", "!="))
	m.say("expect costs.gross = %s to nearest 1_000", m.money(1))
}

// figure is what an output asks for; now and then its lowest or highest as one param after another changes.
func (m *maker) figure() string {
	f := m.pick(m.results...)
	var swept []string
	for _, k := range m.params {
		if k.swept {
			swept = append(swept, k.name)
		}
	}
	if len(swept) == 0 || m.chance(0.75) {
		return f
	}
	m.Shuffle(len(swept), func(i, j int) { swept[i], swept[j] = swept[j], swept[i] })
	return fmt.Sprintf("%s(%s by %s)", m.pick("low", "high"), f, strings.Join(swept[:m.between(1, min(2, len(swept)))], ", "))
}

// scenarioOf sets params whose ranges stay where they are, on top of another scenario when from names one.
func (m *maker) scenarioOf(name, from string) {
	s, clause := &setting{name: name, values: map[string]string{}}, ""
	if from != "" {
		clause = fmt.Sprintf(" from %q", from)
		maps.Copy(s.values, m.settings[len(m.settings)-1].values)
	}
	var sets []string
	for _, k := range m.params {
		if len(k.values) > 1 && !k.relative && m.chance(0.5) {
			s.values[k.name] = k.values[m.between(1, len(k.values)-1)]
			sets = append(sets, k.name+" = "+s.values[k.name])
		}
	}
	if len(sets) == 0 {
		return
	}
	m.say("scenario %q%s { %s }", name, clause, strings.Join(sets, ", "))
	m.settings = append(m.settings, s)
	if from == "" && m.chance(0.5) {
		m.scenarioOf("Further", name)
	}
}
