package eval

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// ChangeKind is what became of a declaration.
type ChangeKind int

// The kinds of changes.
const (
	Added ChangeKind = iota
	Replaced
	Removed
)

// Change is a declaration that a session added, replaced or removed.
type Change struct {
	Kind          ChangeKind
	Keyword       string // param, let, cost …
	Name          string // or what else tells it from others
	Before, After string // its text, "" where there is none
}

// Changes is what a session changed since its script was loaded or saved.
type Changes struct {
	Declarations []Change
	Inputs       Inputs // that were set, as texts
	Scenario     string // that was chosen, or ""
	Effects      []Effect
	Problem      say.Phrase // why the figures of one of the two could not be computed, or ""
}

// Effect is an output of the script as it was loaded or as it is. Before and After are nil where it was not there, or the script
// could not be run.
type Effect struct {
	Name          string
	Before, After *Figure
}

// Title is what a person calls the output.
func (e Effect) Title() string {
	if e.After != nil {
		return e.After.Title()
	}
	return e.Before.Title()
}

// Changed reports whether the output has another value or another unit.
func (e Effect) Changed() bool {
	return e.Before == nil || e.After == nil || e.Before.Unit != e.After.Unit || !e.Before.Value.Equal(e.After.Value)
}

// Empty reports whether nothing was changed.
func (c Changes) Empty() bool {
	return len(c.Declarations) == 0 && len(c.Inputs) == 0 && c.Scenario == ""
}

// Changes compares the script with the one that was loaded or saved last: the declarations, and the outputs, which are those of the script as it
// was written before, and under the scenario chosen and with the values set now. The error is a context's.
func (s *Session) Changes(ctx context.Context) (out Changes, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, _ := s.current()
	was := st.origin.Load()
	out = Changes{Declarations: differences(was.items, st.items), Inputs: maps.Clone(st.inputs), Scenario: st.scenario}
	var before, after *Result
	old, err := was.compiled()
	if err == nil {
		before, err = old.Run(ctx, nil)
	}
	if err = out.blame(err); err != nil {
		return out, err
	}
	now, err := st.compiled()
	if err == nil {
		after, err = now.Run(ctx, nil, st.run()...)
	}
	if err = out.blame(err); err != nil {
		return out, err
	}
	out.Effects = effects(before, after)
	return out, nil
}

// blame keeps what is wrong with a run, and returns what stopped it.
func (c *Changes) blame(err error) error {
	var list diag.List
	var stopped *interrupted
	switch {
	case errors.As(err, &stopped):
		return err
	case errors.As(err, &list) && len(list) > 0:
		c.Problem = list[0].Message
	}
	return nil
}

// differences are the changes from some declarations to others, in the order in which they stand now; those removed come last.
func differences(before, after []*item) []Change {
	var out []Change
	seen := map[*item]bool{}
	for _, it := range after {
		at := slices.IndexFunc(before, func(old *item) bool { return !seen[old] && old.clashes(it) })
		switch {
		case at < 0:
			out = append(out, Change{Kind: Added, Keyword: it.keyword(), Name: it.title(), After: it.body})
			continue
		case before[at].body != it.body:
			out = append(out, Change{Kind: Replaced, Keyword: it.keyword(), Name: it.title(), Before: before[at].body, After: it.body})
		}
		seen[before[at]] = true
	}
	for _, old := range before {
		if !seen[old] {
			out = append(out, Change{Kind: Removed, Keyword: old.keyword(), Name: old.title(), Before: old.body})
		}
	}
	return out
}

// effects are the outputs of two runs, either of which may be missing.
func effects(before, after *Result) []Effect {
	var out []Effect
	at := map[string]int{}
	add := func(r *Result, to func(*Effect) **Figure) {
		if r == nil {
			return
		}
		for _, f := range r.Outputs() {
			if _, ok := at[f.Name]; !ok {
				at[f.Name] = len(out)
				out = append(out, Effect{Name: f.Name})
			}
			*to(&out[at[f.Name]]) = &f
		}
	}
	add(after, func(e *Effect) **Figure { return &e.After })
	add(before, func(e *Effect) **Figure { return &e.Before })
	return out
}
