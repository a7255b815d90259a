// Package review reads a script as a reviewer does: by rules beyond those that a run needs. A profile is a list of such rules,
// for an official model or for good style; a second one is one more list.
package review

import (
	"context"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Standing is how sure a rule is.
type Standing int

const (
	Own      Standing = iota // of this language
	Read                     // read in a public source
	Inferred                 // inferred from published figures and descriptions, in which it is not written
)

// Rule is one thing that a profile looks at.
type Rule struct {
	Code     diag.Code
	Text     say.Phrase // the rule, as a sentence that begins small and has no point
	Standing Standing

	look func(*reading)
}

// Profile is a named list of rules.
type Profile struct {
	Name  string // as the command line takes it
	Title string
	Rules []Rule
}

// Models are the profiles of models that others use, by name.
func Models() []Profile { return []Profile{omk2021()} }

// Script is what is reviewed: a module and its plan.
type Script struct {
	Module *check.Module
	Plan   *plan.Plan
	On     string // the day on which sources are to hold, as 2026-11-21; "" for the script's own time
}

// Review returns what the rules of a profile find in a script itself, not in those it uses, as warnings in order of the text.
// Values are those of the script as it is written. The error is the context's.
func (p Profile) Review(ctx context.Context, s Script) (diag.List, error) {
	base, err := exact.Run(ctx, s.Plan, nil)
	if err != nil {
		return nil, err
	}
	r := &reading{Script: s, profile: p.Name, base: base}
	for i := range p.Rules {
		r.rule = &p.Rules[i]
		r.rule.look(r)
	}
	return r.found.Sort(), nil
}

// reading is one review while it goes on.
type reading struct {
	Script
	profile string
	base    *exact.Reading
	rule    *Rule
	found   diag.List
	lines   []line // those that can have a source; made when first asked for
}

// value is what a step comes to in the script as it is written; it is false when the step has no value.
func (r *reading) value(ref plan.Ref) (num.D, bool) { return r.base.Value(ref) }

// breaks files a finding against a rule of a model; the help is the rule itself, then what to do.
func (r *reading) breaks(at source.Span, message, remedy say.Phrase) {
	help := say.T("the rule of %s, read in a public source: %s; %s", r.profile, r.rule.Text, remedy)
	if r.rule.Standing == Inferred {
		help = say.T("the rule of %s, inferred from what is published: %s; %s", r.profile, r.rule.Text, remedy)
	}
	r.warn(at, help, message)
}

// warn files a finding.
func (r *reading) warn(at source.Span, help, message say.Phrase) *diag.Diagnostic {
	d := diag.New(r.rule.Code, at, message)
	d.Severity, d.Help = diag.Warning, help
	r.found = append(r.found, d)
	return &r.found[len(r.found)-1]
}

// own reports whether a place lies in the script itself.
func (r *reading) own(at source.Span) bool {
	return at.Known() && at.Pos.Filename == r.Module.File.Name
}

// text is what is written at a place of the script.
func (r *reading) text(at source.Span) string { return r.Module.File.Slice(at) }

// item finds a line of the intervention that is of a kind and, where that is asked, answers fits.
func item[I ast.Node](r *reading, fits func(I) bool) (found I, ok bool) {
	for _, d := range r.Module.Tree.Decls {
		if in, is := d.(*ast.Intervention); is {
			for _, it := range in.Items {
				if it, is := it.(I); is && (fits == nil || fits(it)) {
					return it, true
				}
			}
		}
	}
	return found, false
}
