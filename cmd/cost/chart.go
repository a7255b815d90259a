package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/chart/page"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// chartFlags is what `cost chart` is asked for.
type chartFlags struct {
	runFlags
	of   string
	by   []string
	over []string
	out  string
}

func (a *app) chartCommand() *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use:   "chart FILE KIND",
		Short: "Draw a chart into a page or as a Vega-Lite spec",
		Long: "Draw cost by year, the ladder from gross to net, a tornado, a grid as a heat map, or the distribution of a simulation. KIND is years, ladder, tornado, " +
			"grid or distribution; what the script does not ask itself is asked for the chart.\n\n" +
			"A name that ends in .html gives a page with the chart and its tables, which works by itself, offline; one that ends in .vl.json, or none, a Vega-Lite " +
			"spec. The program costsvg makes SVG of a spec.",
		Example: "  cost chart model.cost years -o years.html\n  cost chart model.cost tornado --of per_completed -o tornado.vl.json --locale da\n" +
			"  cost chart model.cost grid --over finishing,meetings -o grid.html\n  cost chart model.cost distribution | costsvg > distribution.svg",
		Args: chartArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			return a.chart(cmd.Context(), args[0], args[1], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "file that is written, whole or not at all: a page or a spec, by its ending; else the spec to standard output")
	flags.StringVar(&f.of, "of", "", "output or result that is followed; what the script follows, or its only output")
	flags.StringSliceVar(&f.by, "by", nil, "params of a tornado, with commas between them; those of the script, or all that have a range")
	flags.StringSliceVar(&f.over, "over", nil, "two params of a grid, P,Q: the first down, the second across")
	f.addScenario(cmd)
	f.addSet(cmd)
	f.addPoints(cmd)
	return cmd
}

// chartArguments are a script and a kind of chart.
func chartArguments(cmd *cobra.Command, args []string) error {
	if len(args) != 2 {
		return usageError(say.T("chart takes a script and a kind of chart, %s: cost %s", say.Or(chart.Kinds()), cmd.Use))
	}
	if slices.Contains(chart.Kinds(), args[1]) {
		return nil
	}
	return unknownWord("chart", args[1], chart.Kinds())
}

// chartForms are the forms that charts are written in, by the ending of a name.
var chartForms = map[string]func(chart.Chart, chart.Look) ([]byte, error){
	".html":    page.Write,
	".vl.json": func(c chart.Chart, l chart.Look) ([]byte, error) { return c.Spec(l).Indented() },
}

// chartForm is how a file of a name is written.
func chartForm(name string) (func(chart.Chart, chart.Look) ([]byte, error), error) {
	lower := strings.ToLower(filepath.Base(name))
	if name == "" || name == stdinName {
		lower = ".vl.json"
	}
	for ending, write := range chartForms {
		if strings.HasSuffix(lower, ending) {
			return write, nil
		}
	}
	switch ending := filepath.Ext(lower); ending {
	case ".svg":
		return nil, usageError(say.T("SVG is made by another program, costsvg: write a spec with `-o %s`, then `costsvg -o %s %s`", specNamed(name), name, specNamed(name)))
	case ".png", ".pdf", ".jpg", ".jpeg":
		return nil, usageError(say.T("pictures are not written: `-o %s` opens in a browser, which prints it or saves a picture", strings.TrimSuffix(name, filepath.Ext(name))+".html"))
	}
	return nil, usageError(say.T("--out takes a name that ends in .html, a page, or .vl.json, a Vega-Lite spec, not %s", quote(name)))
}

func specNamed(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) + ".vl.json" }

func (a *app) chart(ctx context.Context, name, kind string, f chartFlags) error {
	write, err := chartForm(f.out)
	if err != nil {
		return err
	}
	in, err := a.inputs(f.runFlags)
	if err != nil {
		return err
	}
	var warnings diag.List
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		return a.writeTo(ctx, f.out, s, func(to destination) error {
			r, err := f.report(ctx, a, p, kind, in)
			if err != nil {
				return err
			}
			warnings = s.place(r.Warnings)
			charts := chart.Of(kind, r.Tables)
			if len(charts) == 0 {
				return a.noChart(kind, r)
			}
			text, err := write(charts[0], chart.Look{Language: a.locale.language, Subtitle: a.subtitle(r, f)})
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
	return nil
}

// subtitle is what a chart is of: the script, its prices and time, and what it was run with.
func (a *app) subtitle(r *eval.Report, f chartFlags) say.Phrase {
	o := a.page()
	o.set = f.set
	return say.Verbatim(strings.Join(append([]string{r.Title}, setting(r, o)...), "; "))
}

// chartNames are what charts are called in a sentence.
var chartNames = map[string]say.Phrase{
	"years": say.T("cost by year"), "ladder": say.T("a ladder from gross to net"), "tornado": say.T("a tornado"), "grid": say.T("a grid"),
	"distribution": say.T("a distribution"),
}

// noChart says why there is nothing to draw, as far as the report tells.
func (a *app) noChart(kind string, r *eval.Report) error {
	text := say.T("there is nothing to draw as %s", chartNames[kind])
	switch {
	case (kind == "years" || kind == "ladder") && !chart.HasCosts(r.Tables):
		text = say.T("%s: the script has no lines of cost", text)
	case kind == "ladder":
		text = say.T("%s: nothing is subtracted from the gross cost", text)
	}
	if len(r.Notes) > 0 {
		text = say.T("%s: %s", text, say.Join(r.Notes, "; "))
	}
	a.complain(text)
	return errFailed
}

// chartQuestions is what is asked for each kind of chart, and how a script asks it.
var chartQuestions = map[string]struct{ asked, own eval.QuestionKind }{
	"tornado":      {eval.AskTornado, eval.AskOneWay},
	"grid":         {eval.AskGrid, eval.AskGrid},
	"distribution": {eval.AskSimulation, eval.AskSimulation},
}

// report is the report whose tables are drawn: of the run alone, or the answer to what the chart shows.
func (f chartFlags) report(ctx context.Context, a *app, p *eval.Program, kind string, in eval.Inputs) (*eval.Report, error) {
	opts := []eval.RunOption{eval.With(in), eval.Under(f.scenario)}
	question, is := chartQuestions[kind]
	if !is {
		return p.Report(ctx, nil, append(opts, eval.Plain())...)
	}
	q, err := f.question(p, question.own)
	if err != nil {
		return nil, err
	}
	q.Kind = question.asked
	bar := a.progress(a.draws(ctx, p, []eval.OwnQuestion{q}, opts))
	defer bar.end()
	opts = append(opts, eval.Drawn(bar.add))
	return p.Answer(ctx, q.Question, append(q.Options, opts...)...)
}

// question is what the flags ask, and where they leave it open what the script asks.
func (f chartFlags) question(p *eval.Program, kind eval.QuestionKind) (eval.OwnQuestion, error) {
	own := slices.DeleteFunc(p.OwnQuestions(), func(q eval.OwnQuestion) bool { return q.Kind != kind || f.of != "" && q.Of != strings.TrimSpace(f.of) })
	var q eval.OwnQuestion
	switch {
	case len(own) > 0 && !slices.ContainsFunc(own, func(o eval.OwnQuestion) bool { return o.Of != own[0].Of }):
		q = own[0]
	default:
		of, err := followed(p, f.of)
		if err != nil {
			return q, err
		}
		q.Of = of
	}
	if by := names(f.by); len(by) > 0 {
		q.By = by
	}
	if kind != eval.AskGrid {
		return q, nil
	}
	if over := names(f.over); len(over) > 0 {
		q.By = over
	}
	if len(q.By) != 2 {
		return q, usageError(say.T("--over takes two params, as in --over P,Q"))
	}
	return q, nil
}
