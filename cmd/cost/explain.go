package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/lang/say"
)

// explainFlags is what `cost explain` is asked for.
type explainFlags struct {
	scenario string
	set      []string
	format   string
	depth    int
	unit     bool
}

func (a *app) explainCommand() *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain FILE OUTPUT",
		Short: "Say where a figure comes from",
		Long: "Say where a figure comes from: its formula, the values in it, their sources and lines, down to what the script writes.\n" +
			"OUTPUT is an output, a result such as hours.leader or training.by_year[2], a param or let, or the label of a line in quotes.\n" +
			"The exit status is 1 when the figure has no value; where that began is shown all the same.",
		Example: "  cost explain model.cost per_completed\n  cost explain model.cost 'operation.by_year[2]' --depth 3\n  cost explain model.cost total --scenario \"Dear\" --set meetings=10",
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("depth") && f.depth < 1 {
				return usageError(say.T("--depth takes a number of levels, not %d", f.depth))
			}
			return a.explainFigure(cmd.Context(), args, f)
		},
	}
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "under a scenario of the script")
	cmd.Flags().StringArrayVar(&f.set, "set", nil, "give a param another value, as name=value; may be repeated")
	cmd.Flags().IntVar(&f.depth, "depth", 0, "levels that are shown; all where none is given")
	cmd.Flags().BoolVar(&f.unit, "unit", false, "show how each unit comes about")
	words := []string{"text", "json", "markdown"}
	cmd.Flags().Var(a.chosen(&choice{flag: "format", kind: "form", words: words, choose: func(word string) { f.format = word }}), "format", "of the explanation: text, json or markdown")
	return cmd
}

// explainFigure prints why a figure is what it is, then what to mind.
func (a *app) explainFigure(ctx context.Context, args []string, f explainFlags) error {
	if len(args) == 0 || len(args) > 2 {
		return usageError(say.T("explain takes a script and a figure, not %d: cost explain FILE OUTPUT", len(args)))
	}
	in, err := inputs(f.set)
	if err != nil {
		return err
	}
	var e *eval.Explanation
	err = a.use(ctx, args[0], func(s script, p *eval.Program) error {
		name, err := figureNamed(p, args[1:])
		if err != nil {
			return err
		}
		if e, err = p.Explain(ctx, name, in, eval.Under(f.scenario)); err != nil {
			return err
		}
		e.Problems, e.Warnings = s.place(e.Problems), s.place(e.Warnings)
		return nil
	})
	if err != nil {
		return err
	}
	out, err := a.explanation(e, f)
	if err != nil {
		return err
	}
	return a.deliver(out, append(e.Warnings, e.Problems...), len(e.Problems) > 0)
}

// figureNamed is the figure that is asked for, or the only output.
func figureNamed(p *eval.Program, args []string) (string, error) {
	if len(args) > 0 && strings.TrimSpace(args[0]) != "" {
		return args[0], nil
	}
	switch names := outputNames(p); len(names) {
	case 0:
		return "", usageError(say.T("the script has no output: say what to explain, such as total"))
	case 1:
		return names[0], nil
	default:
		return "", usageError(say.T("say what to explain: %s", say.Or(names)))
	}
}

// explanation is the tree in the form that is asked for.
func (a *app) explanation(e *eval.Explanation, f explainFlags) ([]byte, error) {
	switch f.format {
	case "json":
		return explanationJSON(e, a.locale.language, f)
	case "markdown":
		return []byte(a.tree(e, f).markdown(e.Root)), nil
	}
	return []byte(a.tree(e, f).text(e.Root)), nil
}

func explanationJSON(e *eval.Explanation, l say.Language, f explainFlags) ([]byte, error) {
	doc := struct {
		Scenario string         `json:"scenario,omitempty"`
		Set      []string       `json:"set,omitempty"`
		Figure   json.Marshaler `json:"figure"`
	}{e.Scenario, f.set, e.Root.JSON(l, f.depth)}
	var out bytes.Buffer
	w := json.NewEncoder(&out)
	w.SetIndent("", "  ")
	w.SetEscapeHTML(false)
	if err := w.Encode(doc); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// widestTree is the columns beyond which no tree goes.
const widestTree = 120

// tree is how the explanation is laid out.
func (a *app) tree(e *eval.Explanation, f explainFlags) *tree {
	o := a.page()
	if a.width > 0 {
		o.width = max(leastWidth, min(a.width, widestTree))
	}
	t := &tree{pageOptions: o, Teller: explain.Teller{Style: o.style, Main: e.File, Units: f.unit}, depth: f.depth, marks: lineMarks, seen: map[*explain.Node]bool{}}
	if os.Getenv("TERM") == "dumb" {
		t.marks = plainMarks
	}
	if e.Scenario != "" {
		t.under = append(t.under, o.say(say.T("Scenario: %s", e.Scenario)))
	}
	if len(f.set) > 0 {
		t.under = append(t.under, o.say(say.T("With %s", strings.Join(f.set, ", "))))
	}
	return t
}
