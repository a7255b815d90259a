package html

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// section is a part of the page under a heading.
type section struct {
	id    string
	title say.Phrase
	body  string
}

// sections are those that have anything in them, in the order in which a council reads.
func (w *writer) sections() []section {
	w.told = w.empty()
	all := []section{
		{"assessed", say.T("What is assessed"), w.assessed()},
		{"figures", say.T("The main figures"), w.headlines()},
		{"assumptions", say.T("Assumptions"), w.assumptions()},
		w.of("costs", say.T("Cost by category and year"), "costs", "lines"),
		w.of("ladder", say.T("From gross to net"), "ladder", "payers"),
		{"unit-costs", say.T("Unit costs"), w.unitCosts()},
		w.of("volumes", say.T("Volumes and hours"), "volumes", "hours"),
		{"what-if", say.T("What if"), w.tables(w.analyses("vary_", "tornado_", "together_", "grid_", "without_", "solve_"))},
		{"distribution", say.T("How the figures are distributed"), w.tables(w.analyses("simulate_"))},
		{"scenarios", say.T("Scenarios"), w.scenarios()},
		{"more", say.T("More tables"), w.tables(w.analyses(""))},
		{"expectations", say.T("Expectations"), w.expectations()},
		{"method", say.T("Method"), w.method()},
		{"origins", say.T("Where the main figures come from"), w.origins()},
		{"script", say.T("The script"), w.listing()},
	}
	return slices.DeleteFunc(all, func(s section) bool { return s.body == "" })
}

// empty are the tables of costs of a script that has no lines of cost: those are left out, since nobody is told by zeros.
func (w *writer) empty() map[*table.Table]bool {
	out := map[*table.Table]bool{}
	for _, t := range w.Report.Tables {
		if t.Name == "costs" || t.Name == "lines" || t.Name == "ladder" {
			out[t] = !chart.HasCosts(w.Report.Tables)
		}
	}
	return out
}

// of is a section of tables by their names.
func (w *writer) of(id string, title say.Phrase, names ...string) section {
	var list []*table.Table
	for _, name := range names {
		for _, t := range w.Report.Tables {
			if t.Name == name {
				list = append(list, t)
			}
		}
	}
	return section{id, title, w.tablesUnder(title, list)}
}

// analyses are the tables whose names begin in one of some ways and that have no place yet.
func (w *writer) analyses(prefixes ...string) []*table.Table {
	var out []*table.Table
	for _, t := range w.Report.Tables {
		if !w.told[t] && slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(t.Name, prefix) }) {
			out = append(out, t)
		}
	}
	return out
}

// basis is the currency, price year and time that all figures share, with the scenario and what was set.
func (w *writer) basis() string {
	r := w.Report
	parts := r.Basis(w.style)
	if r.Scenario != "" {
		parts = append(parts, w.say(say.T("Scenario: %s", r.Scenario)))
	}
	if len(w.Set) > 0 {
		parts = append(parts, w.say(say.T("With %s", strings.Join(w.Set, ", "))))
	}
	return strings.Join(parts, " · ")
}

// assessed says what the figures are about, in the words of the script.
func (w *writer) assessed() string {
	r := w.Report
	var out strings.Builder
	if r.About != "" {
		out.WriteString("<p class=\"about\">" + esc(r.About) + "</p>\n")
	}
	var pairs []pair
	add := func(about, is say.Phrase) { pairs = append(pairs, pair{w.text(about), w.text(is)}) }
	add(say.T("Assessed"), say.Verbatim(r.Title))
	if !r.Horizon.Empty() {
		about := say.T("Time horizon")
		if r.Back() {
			about = say.T("Period")
		}
		add(about, r.Horizon)
	}
	if r.Currency != "" {
		add(say.T("Currency"), say.Verbatim(w.style.Unit(r.Currency)))
	}
	switch {
	case r.Prices != 0:
		add(say.T("Prices"), say.T("%d prices", r.Prices))
	case !r.Horizon.Empty():
		add(say.T("Prices"), say.T("price year not stated"))
	}
	if r.Scenario != "" {
		add(say.T("Scenario"), say.Verbatim(r.Scenario))
	}
	if len(w.Set) > 0 {
		add(say.T("Set for this report"), say.Verbatim(strings.Join(w.Set, ", ")))
	}
	return out.String() + list(pairs)
}

// pair is a term and what is said of it, as they stand in a page.
type pair struct{ term, is string }

func list(pairs []pair) string {
	if len(pairs) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("<dl>\n")
	for _, p := range pairs {
		out.WriteString("<div><dt>" + p.term + "</dt><dd>" + p.is + "</dd></div>\n")
	}
	out.WriteString("</dl>\n")
	return out.String()
}

// method is the conventions that the figures rest on, then what to mind of them.
func (w *writer) method() string {
	var pairs []pair
	for _, c := range w.Report.Method() {
		pairs = append(pairs, pair{w.text(c.About), w.text(c.Is)})
	}
	pairs = append(pairs, w.files()...)
	pairs = append(pairs, pair{w.text(say.T("Program")), "cost " + esc(w.Version)})
	out := list(pairs)
	if notes := w.notes(); len(notes) > 0 {
		out += "<h3>" + w.text(say.T("Notes")) + "</h3>\n<ul>\n"
		for _, note := range notes {
			out += "<li>" + w.text(note) + "</li>\n"
		}
		out += "</ul>\n"
	}
	return out
}

// files are the texts that the program read, each with the sum that tells it from every other version.
func (w *writer) files() []pair {
	var out []pair
	texts := w.Program.Files()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		sum := sha256.Sum256([]byte(texts[name].Text))
		out = append(out, pair{w.text(say.T("File %s", name)), "SHA-256 <code>" + hex.EncodeToString(sum[:]) + "</code>"})
	}
	return out
}

// notes are those of the report and of what stands beside it, each once, and that figures are left out of the derivations.
func (w *writer) notes() []say.Phrase {
	out := slices.Clone(w.Report.Notes)
	for _, r := range w.Beside {
		for _, note := range r.Notes {
			if !slices.ContainsFunc(out, note.Equal) {
				out = append(out, note)
			}
		}
	}
	if !w.refused.Empty() {
		out = append(out, say.T("figures do not open on this page: %s", w.refused))
	}
	if w.leftOut > 0 {
		out = append(out, say.T("%s rows of long tables are left out, since the page would be too large; `cost run --format csv` has all of them", table.Amount{Value: count(w.leftOut)}))
	}
	if w.book.full {
		out = append(out, say.T("this page has the derivations of its first figures only; `cost explain` has all of them"))
	}
	return out
}

// expectations are what the script claims of its figures, and whether that holds.
func (w *writer) expectations() string {
	r := w.Report
	if len(r.Expectations) == 0 {
		return ""
	}
	of := say.T("Figure")
	if !r.AsWritten {
		of = say.T("Figure of the script as written")
	}
	v := table.View{Title: w.say(say.T("Expectations")), Heads: []table.Head{
		{Name: w.say(say.T("Expectation")), Col: table.None}, {Name: w.say(of), Right: true, Col: table.None},
		{Name: w.say(say.T("Result")), Col: table.None}, {Name: w.say(say.T("Source and remarks")), Col: table.None},
	}}
	for i, e := range r.Expectations {
		v.Rows = append(v.Rows, table.Line{Row: i, Cells: []string{e.Claim(), w.say(e.Shown()), w.verdict(e), w.remarks(e)}})
	}
	const claim, figure = 0, 1
	v.Heads[claim].Col, v.Heads[figure].Col = claim, figure
	cell := func(line table.Line, col int, text string) string {
		if said := r.Expectations[line.Row].Said; col == claim && !said.Empty() {
			return w.text(said) + " <br><small><code>" + esc(text) + "</code></small>"
		}
		if col != figure {
			return esc(text)
		}
		if w.book.full {
			return esc(text)
		}
		n, err := w.derived.Expectation(w.ctx, line.Row)
		return w.opened(n, err, text)
	}
	return "<p>" + w.text(r.Hold()) + ".</p>\n" + w.folded(v, cell, w.say(say.T("Expectations")))
}

func (w *writer) verdict(e eval.Expectation) string {
	mark, words := e.Verdict()
	return mark + "\u00a0" + w.say(words)
}

// remarks are the source of an expectation and what is to be said of it.
func (w *writer) remarks(e eval.Expectation) string {
	var parts []string
	for _, text := range e.Remarks() {
		parts = append(parts, w.say(text))
	}
	if e.Source != "" && e.OK {
		parts = append(parts, e.Source)
	}
	return strings.Join(parts, "; ")
}
