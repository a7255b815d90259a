package workbook

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Script is a run of a script with all that a workbook tells of it.
type Script struct {
	*plan.Figure
	Run      *exact.Reading // of the plan of the figure
	Base     *exact.Reading // of the script as it is written
	Inputs   exact.Inputs   // the slots that the run sets, those of its scenario among them
	Set      exact.Inputs   // those that it sets itself
	Data     plan.Rows
	Files    source.Set
	Language say.Language

	Title        string
	About        string
	Facts        []Fact // what stands on the page about it
	Scenario     string // that the run is under, or ""
	Outputs      []Output
	Analyses     []Analysis
	Expectations []Expectation
	Text         func(num.D) string // that a number stands for
	// Changed says that a param has another value than in the script, and stands for its source then; else it is empty.
	Changed func(*plan.Param) say.Phrase
	// Read reads the plan with some slots set besides those of the run; with nothing of the run where fresh is set. It is nil once nobody
	// waits any more.
	Read func(slots exact.Inputs, fresh bool) *exact.Reading
}

// Fact is a line of the page about a workbook.
type Fact struct {
	What, Is say.Phrase
	Digest   bool // only the SHA-256 of it is shown
}

// Output is a reported figure.
type Output struct {
	Name, Title, Unit string
	Shown             plan.Ref
}

// Analysis is a figure that the script follows along some params, one at a time, or over the two axes of a grid.
type Analysis struct {
	Title, Unit string
	Of          plan.Ref
	Params      []*plan.Param
	Grid        []plan.Axis // the first down, the second across; nil for one at a time
}

// Expectation is a claim of the script.
type Expectation struct {
	Text, Under, Differs, Source string
	Unit                         string // that it is written in
	Line                         int
	Known                        bool // whether it has a value
}

// in says a text in the language of the workbook.
func (s *Script) in(p say.Phrase) string { return p.In(s.Language) }

// slice is the text of a span on one line.
func (s *Script) slice(at source.Span) string {
	if f := s.Files[at.Pos.Filename]; f != nil && at.Known() {
		return strings.Join(strings.Fields(f.Slice(at)), " ")
	}
	return ""
}

// modules calls f with the module and those it uses, each once, standard ones left out.
func modules(m *check.Module, f func(*check.Module)) {
	seen := map[*check.Module]bool{}
	var visit func(m *check.Module)
	visit = func(m *check.Module) {
		if seen[m] {
			return
		}
		seen[m] = true
		f(m)
		for _, use := range m.Uses {
			if !use.Standard {
				visit(use.Module)
			}
		}
	}
	visit(m)
}

// short is a text of at most so many characters.
func short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
