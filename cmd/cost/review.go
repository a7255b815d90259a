package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// reviews says which rules `cost check` holds scripts to, beyond those that a run needs.
type reviews struct {
	model  string // of an official model, or ""
	strict bool
	on     string // the day on which sources are to hold, or ""
}

func (r *reviews) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.model, "as", "", "also say where scripts leave the limits of an official `model`: "+strings.Join(models(), ", "))
	cmd.Flags().BoolVar(&r.strict, "strict", false, "also warn of what a careful reviewer objects to; any warning fails")
	cmd.Flags().StringVar(&r.on, "on", "", "with --strict: the `day` on which sources with an until are to hold, such as 2026-11-21")
}

func models() []string {
	var out []string
	for _, p := range eval.Profiles() {
		out = append(out, p.Name)
	}
	return out
}

// usage refuses flags that cannot be meant.
func (r *reviews) usage(cmd *cobra.Command) error {
	if cmd.Flags().Changed("as") && !slices.Contains(models(), r.model) {
		return usageError(say.T("there is no model %q: --as takes %s", r.model, say.Or(models())))
	}
	if !cmd.Flags().Changed("on") {
		return nil
	}
	if !r.strict {
		return usageError(say.T("--on goes with --strict"))
	}
	if _, err := time.Parse(time.DateOnly, r.on); err != nil {
		return usageError(say.T("--on takes a day such as 2026-11-21, not %q", r.on))
	}
	return nil
}

// checked is what a check found in one script that has no errors.
type checked struct {
	reviews
	warnings diag.List // of the compilation, and of the strict reading
	leaves   diag.List // the limits of the model
}

// check gathers the warnings of a script and what the reviews find.
func (r *reviews) check(ctx context.Context, p *eval.Program) (c checked, err error) {
	c.reviews, c.warnings = *r, slices.Clone(p.Warnings())
	if r.strict {
		var found diag.List
		if found, err = p.Strict(ctx, r.options()...); err != nil {
			return c, err
		}
		c.warnings = append(c.warnings, found...)
	}
	if r.model != "" {
		c.leaves, err = p.Against(ctx, r.model)
	}
	return c, err
}

func (r *reviews) options() []eval.StrictOption {
	day, err := time.Parse(time.DateOnly, r.on)
	if err != nil {
		return nil // there is none: usage has looked at it
	}
	return []eval.StrictOption{eval.On(day)}
}

// failed reports whether what was found fails the check that was asked for.
func (c checked) failed() bool { return len(c.leaves) > 0 || c.strict && len(c.warnings) > 0 }

// findings says what was found, if anything.
func (c checked) findings() say.Phrase {
	var parts []say.Phrase
	if n := len(c.warnings); n > 0 {
		parts = append(parts, say.Count(n, say.T("1 warning"), say.T("%d warnings", n)))
	}
	switch n := len(c.leaves); {
	case c.model == "":
	case n == 0:
		parts = append(parts, say.T("nothing found outside %s", c.model))
	default:
		parts = append(parts, say.Count(n, say.T("leaves %s at 1 place", c.model), say.T("leaves %s at %d places", c.model, n)))
	}
	return say.Join(parts, ", ")
}
