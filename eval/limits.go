package eval

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Limits bounds what one compilation or run may use. The zero value of a field means its default. A field below zero, or beyond what
// AllLimits says it may be at most, is refused where it is given.
type Limits struct {
	SourceBytes  int           // of all scripts read together; 2 MB
	Tokens       int           // of one script; 200,000
	Nesting      int           // of brackets, operators and conditions in an expression; 200
	Declarations int           // of all scripts read together; 20,000
	NameBytes    int           // of a name of a script; 200
	TextBytes    int           // of a written text, such as a label or a source; 10,000
	Modules      int           // scripts read together; 200
	Digits       int           // of a number, before its decimal point; 60
	Operations   int           // steps of a plan, and figures of its scenarios side by side; 500,000
	SweepPoints  int           // of an analysis that goes through many points; 10,000,000
	Work         int           // steps that the analyses of a run read one after the other; 10,000,000
	KeptBytes    int           // of figures and inputs that an analysis keeps at a time; 128 MB
	OutputBytes  int           // of the texts of all outputs, and of all tables of a report; 32 MB
	DataBytes    int           // of all data files of a script; 64 MB
	Rows         int           // of all data files of a script; 100,000
	Cells        int           // of all data files of a script; 1,000,000
	Diagnostics  int           // reported of one compilation; 100
	Time         time.Duration // of one compilation, and of one run; a minute
}

// Limit describes one field of Limits, for a program that lets its users raise it.
type Limit struct {
	Name    string // as Limits.Set takes it, such as sweep-points
	Field   string // such as SweepPoints
	About   say.Phrase
	Default int64 // nanoseconds of the time
	Most    int64 // the largest value that is accepted

	of   func(*Limits) *int
	time bool
}

// mostSteps is how many steps a plan can number.
const mostSteps = math.MaxInt32 - 1

// AllLimits describes every field of Limits, in their order.
func AllLimits() []Limit {
	const million = 1_000_000
	list := []Limit{
		{Field: "SourceBytes", About: say.T("bytes of all scripts read together"), Default: 2 << 20, Most: 1 << 30, of: func(l *Limits) *int { return &l.SourceBytes }},
		{Field: "Tokens", About: say.T("words and signs in one script"), Default: 200_000, Most: 1 << 28, of: func(l *Limits) *int { return &l.Tokens }},
		// What nests deeper than this could exhaust the stack, which no program survives.
		{Field: "Nesting", About: say.T("brackets, `if`, `-` and `not` inside one another; an expression has at most 20 times as many operators"), Default: 200, Most: 5_000, of: func(l *Limits) *int { return &l.Nesting }},
		{Field: "Declarations", About: say.T("declarations of all scripts read together"), Default: 20_000, Most: 10 * million, of: func(l *Limits) *int { return &l.Declarations }},
		{Field: "NameBytes", About: say.T("bytes of a name in a script"), Default: 200, Most: 1 << 20, of: func(l *Limits) *int { return &l.NameBytes }},
		{Field: "TextBytes", About: say.T("bytes of a text in a script, such as a label or a source"), Default: 10_000, Most: 1 << 30, of: func(l *Limits) *int { return &l.TextBytes }},
		{Field: "Modules", About: say.T("scripts read together"), Default: 200, Most: 100_000, of: func(l *Limits) *int { return &l.Modules }},
		{Field: "Digits", About: say.T("digits of a number before its decimal point"), Default: num.MaxDigits, Most: num.MaxDigits, of: func(l *Limits) *int { return &l.Digits }},
		{Field: "Operations", About: say.T("operations of a run, and figures of its scenarios side by side"), Default: 500_000, Most: mostSteps, of: func(l *Limits) *int { return &l.Operations }},
		{Field: "SweepPoints", About: say.T("points of a sweep, a grid or `vary … together`, and draws of a simulation"), Default: 10 * million, Most: 1 << 50, of: func(l *Limits) *int { return &l.SweepPoints }},
		{Field: "Work", About: say.T("steps that the analyses and expectations of a run read one after the other"), Default: 10 * million, Most: 1 << 50, of: func(l *Limits) *int { return &l.Work }},
		{Field: "KeptBytes", About: say.T("bytes that an analysis keeps of its figures and inputs"), Default: 128 << 20, Most: 1 << 50, of: func(l *Limits) *int { return &l.KeptBytes }},
		{Field: "OutputBytes", About: say.T("bytes of all outputs, and of all tables and notes of a report"), Default: 32 << 20, Most: 1 << 50, of: func(l *Limits) *int { return &l.OutputBytes }},
		{Field: "DataBytes", About: say.T("bytes of all data files together"), Default: 64 << 20, Most: 1 << 40, of: func(l *Limits) *int { return &l.DataBytes }},
		{Field: "Rows", About: say.T("rows of all data files together"), Default: 100_000, Most: mostSteps, of: func(l *Limits) *int { return &l.Rows }},
		{Field: "Cells", About: say.T("cells of all data files together, in the columns that the script declares"), Default: million, Most: 1 << 40, of: func(l *Limits) *int { return &l.Cells }},
		{Field: "Diagnostics", About: say.T("diagnostics of one compilation"), Default: 100, Most: million, of: func(l *Limits) *int { return &l.Diagnostics }},
		{Field: "Time", About: say.T("time of one compilation, and of one run"), Default: int64(time.Minute), Most: int64(10_000 * time.Hour), time: true},
	}
	for i := range list {
		list[i].Name = diag.LimitName(list[i].Field)
		list[i].Most = min(list[i].Most, int64(math.MaxInt)) // of a machine of 32 bits
	}
	return list
}

// DefaultLimits are safe for scripts that strangers wrote.
func DefaultLimits() Limits { return Limits{}.filled() }

// Of is the value that the limit has in some limits; nanoseconds of the time.
func (l Limit) Of(limits Limits) int64 {
	if l.time {
		return int64(limits.Time)
	}
	return int64(*l.of(&limits))
}

// Text is a value of the limit as Limits.Set takes it: 500_000, or 1m0s of the time.
func (l Limit) Text(value int64) string {
	if l.time {
		return time.Duration(value).String()
	}
	return diag.Grouped(value)
}

func (l Limit) put(to *Limits, value int64) {
	if l.time {
		to.Time = time.Duration(value)
		return
	}
	*l.of(to) = int(value)
}

// refused says why a value cannot be that of the limit, or nothing.
func (l Limit) refused(value int64) say.Phrase {
	switch {
	case value < 0:
		return say.T("Limits.%s is %s, below zero; 0 stands for its default, %s", l.Field, l.Text(value), l.Text(l.Default))
	case value > l.Most:
		return say.T("Limits.%s is %s, and at most %s", l.Field, l.Text(value), l.Text(l.Most))
	}
	return say.Phrase{}
}

// Set sets a limit by its name, as in `--limit operations=5_000_000` and `--limit time=5m`. The error is a diag.List: there is no such
// limit, or it cannot have this value.
func (l *Limits) Set(name, value string) error {
	if l == nil {
		return callersMistake(say.T("there are no limits to set: they are nil"))
	}
	var names []string
	for _, limit := range AllLimits() {
		if limit.Name == name || limit.Field == name {
			n, ok := limit.read(value)
			problem := say.T("the limit %s is a number above 0 such as %s, not %s", limit.Name, limit.Text(limit.Default), shortQuoted(value))
			if ok && n > 0 {
				problem = limit.refused(n)
			}
			if !problem.Empty() {
				return diag.List{diag.New(diag.OutOfRange, source.Span{}, problem)}
			}
			limit.put(l, n)
			return nil
		}
		names = append(names, limit.Name)
	}
	d := diag.New(diag.UnknownInput, source.Span{}, say.T("there is no limit %s", shortQuoted(name)))
	d.Help = say.T("there are %s", say.And(say.Codes(names)))
	return diag.List{d}
}

func (l Limit) read(value string) (int64, bool) {
	if l.time {
		d, err := time.ParseDuration(value)
		return int64(d), err == nil
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(value, "_", ""), 10, 64)
	return n, err == nil
}

// filled replaces zero fields by their defaults.
func (l Limits) filled() Limits {
	for _, limit := range AllLimits() {
		if limit.Of(l) <= 0 {
			limit.put(&l, limit.Default)
		}
	}
	return l
}

// problems says which fields cannot be.
func (l Limits) problems() (out diag.List) {
	for _, limit := range AllLimits() {
		if why := limit.refused(limit.Of(l)); !why.Empty() {
			out = append(out, diag.New(diag.OutOfRange, source.Span{}, why))
		}
	}
	return out
}
