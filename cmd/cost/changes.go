package main

import (
	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// outcome is what one run of a script came to.
type outcome struct {
	results  *results  // nil where the script has errors or could not be read
	problems diag.List // errors, or warnings beside the results
	unread   error     // why the script could not be read, or nil
}

// results are the figures of a run and the claims about them.
type results struct {
	figures      []eval.Figure
	expectations []eval.Expectation
}

// keeping is an outcome with what it does not know itself taken from the one before: a script with errors has neither figures
// nor all its warnings, and that is no news of them.
func (o outcome) keeping(before outcome) outcome {
	switch {
	case o.unread != nil:
		o.results, o.problems = before.results, before.problems
	case o.results == nil:
		o.results = before.results
		o.problems = append(o.problems.Errors(), before.problems.Warnings()...)
	}
	return o
}

// pair is one thing before and after; one of them is nil where it is new or gone.
type pair[T any] struct{ before, after *T }

// differences are what became different between two outcomes, each in order of the script.
type differences struct {
	figures      []pair[eval.Figure]
	expectations []pair[eval.Expectation]
	appeared     diag.List
	gone         diag.List
}

// changes compares two outcomes. Where one has no results, there are none to compare.
func changes(before, after outcome) differences {
	d := differences{
		appeared: without(after.problems, before.problems),
		gone:     without(before.problems, after.problems),
	}
	if before.results == nil || after.results == nil {
		return d
	}
	d.figures = differing(before.results.figures, after.results.figures, figureName, sameFigure)
	d.expectations = differing(before.results.expectations, after.results.expectations, eval.Expectation.Claim, sameVerdict)
	return d
}

// none reports whether nothing became different.
func (d differences) none() bool {
	return len(d.figures)+len(d.expectations)+len(d.appeared)+len(d.gone) == 0
}

// differing pairs what has the same key, the first with the first, and leaves the pairs that are not the same: in order of
// after, and then what is gone.
func differing[T any](before, after []T, key func(T) string, same func(a, b T) bool) []pair[T] {
	left := map[string][]*T{}
	for i := range before {
		k := key(before[i])
		left[k] = append(left[k], &before[i])
	}
	var out []pair[T]
	for i := range after {
		k := key(after[i])
		p := pair[T]{after: &after[i]}
		if found := left[k]; len(found) > 0 {
			p.before, left[k] = found[0], found[1:]
		}
		if p.before == nil || !same(*p.before, *p.after) {
			out = append(out, p)
		}
	}
	for i := range before {
		if k := key(before[i]); len(left[k]) > 0 && left[k][0] == &before[i] {
			out, left[k] = append(out, pair[T]{before: &before[i]}), left[k][1:]
		}
	}
	return out
}

func figureName(f eval.Figure) string { return f.Name }

func sameFigure(a, b eval.Figure) bool { return a.Unit == b.Unit && a.Value.Equal(b.Value) }

// sameVerdict reports whether an expectation says what it said. The figure behind one that fails is part of that: it may come
// nearer.
func sameVerdict(a, b eval.Expectation) bool {
	if a.OK != b.OK || a.Deviates() != b.Deviates() {
		return false
	}
	return a.OK || a.Known == b.Known && a.Gap.Equal(b.Gap) && a.Problem.String() == b.Problem.String()
}

// without is a list less what another one has too, as often as it has it.
func without(list, other diag.List) diag.List {
	count := map[finding]int{}
	for _, d := range other {
		count[findingOf(d)]++
	}
	var out diag.List
	for _, d := range list {
		if k := findingOf(d); count[k] > 0 {
			count[k]--
			continue
		}
		out = append(out, d)
	}
	return out
}

// finding is what makes two diagnostics the same. The line is no part of it: it moves with every line that is put in above.
type finding struct {
	severity      diag.Severity
	code          diag.Code
	file, message string
}

func findingOf(d diag.Diagnostic) finding {
	return finding{d.Severity, d.Code, d.Span.Pos.Filename, d.Message.String()}
}
