package eval

import (
	"context"
	"time"

	"github.com/costlang/cost/eval/review"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Profile is an official model whose limits a script can be checked against.
type Profile struct {
	Name  string // such as omk2021
	Title string
	Rules []ProfileRule
}

// ProfileRule is one limit of a model, and the code of the findings that break it.
type ProfileRule struct {
	Code     diag.Code
	Text     say.Phrase // a sentence that begins small and has no point
	Inferred bool       // from what is published; else the rule was read in a public source
}

// Profiles returns the models that Against knows, by name.
func Profiles() []Profile {
	var out []Profile
	for _, m := range review.Models() {
		p := Profile{Name: m.Name, Title: m.Title}
		for _, r := range m.Rules {
			p.Rules = append(p.Rules, ProfileRule{r.Code, r.Text, r.Standing == review.Inferred})
		}
		out = append(out, p)
	}
	return out
}

// Against returns where the script leaves the limits of a model, as warnings in order of the text; none when it is within. Limits on values
// are judged by those that the script gives them. The error is a diag.List: the model is unknown, or the context ended.
func (p *Program) Against(ctx context.Context, profile string) (found diag.List, err error) {
	defer p.recovered(ctx, &err)
	var names []string
	for _, m := range review.Models() {
		if m.Name == profile {
			return p.review(ctx, m, "")
		}
		names = append(names, m.Name)
	}
	d := diag.New(diag.UnknownInput, p.here(), say.T("there is no model %s", shortQuoted(profile)))
	d.Help = say.T("the known ones are %s", listed(names))
	return nil, diag.List{d}
}

// StrictOption changes what Strict looks at.
type StrictOption func(*strictOptions)

type strictOptions struct{ on string }

// On sets the day on which sources with an `until` are to hold, instead of the beginning of the price year, period or horizon.
func On(day time.Time) StrictOption {
	return func(o *strictOptions) { o.on = day.Format(time.DateOnly) }
}

// Strict returns what a careful reviewer would object to in the script itself, as warnings in order of the text: numbers without a source,
// numbers without a name in formulas, sources past their `until`, unused declarations, ranges of false precision, and older prices. The
// error is that of the context, as a diag.List.
func (p *Program) Strict(ctx context.Context, opts ...StrictOption) (found diag.List, err error) {
	defer p.recovered(ctx, &err)
	var o strictOptions
	for _, opt := range opts {
		if opt == nil {
			return nil, diag.List{missingOption(p.here())}
		}
		opt(&o)
	}
	return p.review(ctx, review.Strict(), o.on)
}

func (p *Program) review(ctx context.Context, profile review.Profile, on string) (found diag.List, err error) {
	defer p.recovered(ctx, &err)
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	found, err = profile.Review(ctx, review.Script{Module: p.module, Plan: p.plan, On: on})
	if err != nil {
		return nil, p.stopped(err)
	}
	return found.Attach(p.files), nil
}
