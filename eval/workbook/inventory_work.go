package workbook

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// work are the numbers of teams, courses, sessions and lines.
func (s *script) work() {
	for _, d := range s.m.Teams {
		s.staff(d.Def, d.Staff)
		s.moves(d.Def, "start", d.Starts, say.T("teams that start"))
		s.moves(d.Def, "stop", d.Stops, say.T("teams that stop"))
	}
	for _, d := range s.m.Courses {
		s.part(d.Def, "starts", say.T("courses started per year"), d.Starts)
		s.part(d.Def, "participants", say.T("participants of a course"), d.Participants)
		s.part(d.Def, "duration", say.T("duration"), d.Duration)
		s.part(d.Def, "completion", say.T("completion"), d.Completion)
	}
	for _, d := range s.m.Sessions {
		s.phases(d)
		s.items(d.Def, d.Items)
	}
	for _, d := range s.m.Costs {
		s.items(d.Def, d.Items)
		s.part(d.Def, "life", say.T("life"), d.Life)
		s.timing(d)
		for _, p := range d.Payers {
			s.part(d.Def, "payer_"+slug(p.Name), say.T("share that %s pays", p.Name), p.Share)
		}
	}
}

// staff are how many of each kind of employee there are, and their shares of full time. A team may be named in many places: its numbers
// are its own.
func (s *script) staff(d check.Def, terms []*check.StaffTerm) {
	counts, shares := 0, 0
	for _, t := range terms {
		counts, shares = counts+s.unknown(t.Counts), shares+s.unknown(t.Shares)
	}
	for _, t := range terms {
		s.factors(d, "staff", t, say.T("number of %s", t.Wage.Label), t.Counts, counts)
		s.factors(d, "share", t, say.T("share of full time, %s", t.Wage.Label), t.Shares, shares)
	}
}

// unknown is how many of some values are not noted yet.
func (s *script) unknown(values []check.Expr) int {
	n := 0
	for _, e := range values {
		if s.found[e.Span()] == nil && s.value[e.Span()] == "" {
			n++
		}
	}
	return n
}

func (s *script) factors(d check.Def, name string, t *check.StaffTerm, label say.Phrase, factors []check.Expr, among int) {
	if among > 1 {
		name += "_" + t.Wage.Name
	}
	for i, e := range factors {
		own, said := name, label
		if len(factors) > 1 {
			own, said = fmt.Sprint(name, "_", i+1), say.T("%s, factor %d", label, i+1)
		}
		s.part(d, own, said, e)
	}
}

// moves are the starts or stops of a kind of team. The year of one is fixed where it is written: it says which it is.
func (s *script) moves(d check.Def, name string, moves []*check.Move, label say.Phrase) {
	for i, m := range moves {
		which := say.T("%s (%d of %d)", label, i+1, len(moves))
		switch from, to := s.year(m.From), s.year(m.To); {
		case from != "" && m.To == nil:
			which = say.T("%s in year %s", label, from)
		case from != "" && to != "":
			which = say.T("%s in each of the years %s to %s", label, from, to)
		case len(moves) == 1:
			which = label
		}
		own := fmt.Sprint(name, "_", i+1)
		s.part(d, own, which, m.Count)
		s.part(d, own+"_year", say.T("%s, %s", which, say.T("in year")), m.From)
		s.part(d, own+"_last_year", say.T("%s, %s", which, say.T("last year")), m.To)
	}
}

// year is a year as it is written, or "".
func (s *script) year(e check.Expr) string {
	if lit, ok := e.(*check.Lit); ok {
		return s.m.File.Slice(lit.Src)
	}
	return ""
}

func (s *script) phases(d *check.Session) {
	for i, ph := range d.Phases {
		name, of := "", func(what say.Phrase) say.Phrase { return what }
		if len(d.Phases) > 1 {
			name = fmt.Sprint(i+1, "_")
			of = func(what say.Phrase) say.Phrase { return say.T("%s, phase %d of %d", what, i+1, len(d.Phases)) }
		}
		count := "rate"
		if ph.Times {
			count = "times"
		}
		s.part(d.Def, name+count, of(say.T("meetings")), ph.Count)
		s.part(d.Def, name+"for", of(say.T("how long they go on")), ph.For)
		s.part(d.Def, name+"meeting_length", of(say.T("length of a meeting")), ph.Length)
	}
}

// items are the times, amounts and wages of a declaration. Where it has several of one kind, their names say which.
func (s *script) items(d check.Def, items []*check.Item) {
	of := map[string]int{}
	for _, item := range items {
		of[itemWord(item)]++
	}
	for _, item := range items {
		s.staff(d, item.Staff)
		name := itemWord(item)
		if of[name] > 1 {
			name = itemSlug(item)
		}
		label := item.Title()
		s.part(d, name, label, item.Value)
		if item.Kind == check.WagesItem {
			name, label = name+"_hours", say.T("%s, hours", label)
		}
		s.part(d, name, label, item.For)
	}
}

// itemWord is the kind of an item as a word of a name.
func itemWord(item *check.Item) string {
	switch {
	case item.Kind == check.StaffItem && item.Once:
		return "preparation"
	case item.Kind == check.StaffItem:
		return "time"
	case item.Kind == check.WagesItem:
		return "wages"
	}
	return "amount"
}

// itemSlug tells an item from others of its kind: by its label, or who works.
func itemSlug(item *check.Item) string {
	switch {
	case slug(item.Label) != "":
		return slug(item.Label)
	case item.Kind == check.StaffItem && len(item.Staff) == 1:
		return itemWord(item) + "_" + item.Staff[0].Wage.Name
	}
	return itemWord(item)
}

func (s *script) timing(d *check.Cost) {
	t := d.Timing
	if t == nil {
		return
	}
	switch t.Kind {
	case ast.TimingOver:
		s.part(d.Def, "over", say.T("spread over"), t.Value)
	case ast.TimingEvery:
		s.part(d.Def, "every", say.T("years between"), t.Value)
	default:
		s.part(d.Def, "year", say.T("in year"), t.From)
		s.part(d.Def, "last_year", say.T("last year"), t.To)
	}
}
