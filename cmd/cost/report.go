package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/report/html"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// reportFlags is what `cost report` is asked for.
type reportFlags struct {
	runFlags
	out string
}

func (a *app) reportCommand() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write the assessment as one page of HTML, with charts",
		Long: "Write everything that the script tells as one page of HTML that can be passed on: the main figures in words, assumptions with their sources, costs, charts, " +
			"scenarios, expectations, the method and the script itself. A figure opens where it comes from, by a click or with Enter. The page needs no network, and prints to A4.\n\n" +
			"Without --out it stands beside the script, under its name with the ending .html. It is written whole or not at all, and not for a script with errors. " +
			"The exit status is 1 when an expectation of the script fails; the page is written all the same.",
		Example: "  cost report model.cost\n  cost report model.cost -o assessment.html --locale da\n  cost report model.cost -o dear.html --scenario \"Dear\" --set meetings=10",
		Args:    one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			return a.writeReport(cmd.Context(), args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "file that is written, whole or not at all, - for standard output; else the name of the script with .html")
	flags.StringVar(&f.scenario, "scenario", "", "under a scenario of the script, or all: as it is, with the analyses under each of them side by side")
	f.addSet(cmd)
	f.addPoints(cmd)
	return cmd
}

// reportName is the file that is written.
func reportName(out, name string) (string, error) {
	if out == "" && name == stdinName {
		return "", usageError(say.T("a report of standard input needs a name: --out model.html"))
	}
	if out == "" {
		return strings.TrimSuffix(name, filepath.Ext(name)) + ".html", nil
	}
	if ending := strings.ToLower(filepath.Ext(out)); out != stdinName && ending != ".html" && ending != ".htm" {
		return "", usageError(say.T("--out takes a name that ends in .html, not %s; a browser prints the page as PDF", quote(out)))
	}
	return out, nil
}

func (a *app) writeReport(ctx context.Context, name string, f reportFlags) error {
	if name != stdinName {
		match, err := onlyMatch(name)
		if err != nil {
			return err
		}
		name = match
	}
	out, err := reportName(f.out, name)
	if err != nil {
		return err
	}
	in, err := a.inputs(f.runFlags)
	if err != nil {
		return err
	}
	var warnings diag.List
	var claims []eval.Expectation
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		return a.writeTo(ctx, out, s, func(to destination) error {
			d, err := a.document(ctx, p, in, f)
			if err != nil {
				return err
			}
			warnings, claims = s.place(d.Report.Warnings), d.Report.Expectations
			d.Language, d.Version, d.Set = a.locale.language, moduleVersion(), f.set
			text, err := html.Write(ctx, d)
			if err != nil {
				return err
			}
			return to.write(text)
		})
	})
	if err != nil {
		return err
	}
	a.report(warnings)
	if failed := failures(claims); failed > 0 {
		a.complain(say.Count(failed, say.T("1 of %d expectations does not hold; the page is written", len(claims)),
			say.T("%d of %d expectations do not hold; the page is written", failed, len(claims))))
		return errFailed
	}
	return nil
}

// document is the report of a script as it is or under a scenario, and what stands beside it.
func (a *app) document(ctx context.Context, p *eval.Program, in eval.Inputs, f reportFlags) (html.Document, error) {
	all := f.scenario == allScenarios && !slices.Contains(p.Scenarios(), allScenarios)
	scenario := f.scenario
	if all {
		scenario = ""
	}
	opts := []eval.RunOption{eval.With(in), eval.Under(scenario)}
	bar := a.progress(a.draws(ctx, p, p.OwnQuestions(), opts))
	defer bar.end()
	r, err := p.Report(ctx, nil, append(opts, eval.Drawn(bar.add))...)
	if err != nil {
		return html.Document{}, err
	}
	d := html.Document{Program: p, Report: r}
	if scenario != "" {
		var notes []say.Phrase
		if d.Scenarios, notes, err = p.ScenarioTable(ctx, in); err != nil {
			return d, err
		}
		r.Notes = append(r.Notes, notes...)
	}
	if all && len(p.Scenarios()) > 0 {
		d.Beside, err = besides(ctx, p, in)
	}
	return d, err
}

// besides answers what the script asks under each of its scenarios. The target of a break-even is the script's own to tell.
func besides(ctx context.Context, p *eval.Program, in eval.Inputs) ([]*eval.Report, error) {
	var out []*eval.Report
	for _, q := range p.OwnQuestions() {
		if q.Kind == eval.AskSolving {
			continue
		}
		list, err := p.AnswerAll(ctx, q.Question, append(slices.Clone(q.Options), eval.With(in))...)
		if err != nil {
			return nil, err
		}
		out = append(out, eval.SideBySide(q.Question, list))
	}
	return out, nil
}
