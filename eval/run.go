package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// RunOption changes one run. One that cannot be, such as Draws(0), is refused by whatever it is given to, also where it would not count. What
// counts for nothing in a call is ignored else, so that one list of options serves several: whether a Target has the unit of a figure is
// seen by a simulation alone.
type RunOption func(*runOptions)

type runOptions struct {
	scenario string
	inputs   Inputs
	simulate simulateOptions
	workers  int
	plain    bool // no analyses
	drawn    func(draws int)
	language say.Language // of a workbook
	made     string       // the program that makes it
	missing  bool         // an option is nil
}

func runOptionsOf(opts []RunOption) (o runOptions) {
	for _, opt := range opts {
		if opt == nil {
			o.missing = true
			continue
		}
		opt(&o)
	}
	return o
}

// problems says which options cannot be. Whether there is such a scenario is seen when it is looked for.
func (o runOptions) problems(p *Program) diag.List {
	var out diag.List
	if o.missing {
		out = append(out, missingOption(p.here()))
	}
	refuse := func(message say.Phrase) { out = append(out, diag.New(diag.OutOfRange, p.here(), message)) }
	if o.workers < 0 {
		refuse(say.T("Workers is %d, and at least 0, which stands for one for each processor", o.workers))
	}
	simulate := o.simulate
	if simulate.draws != nil && *simulate.draws < 1 {
		refuse(say.T("Draws is %d, and a simulation has at least one draw", *simulate.draws))
	}
	if _, ok := samplers[simulate.sampler]; !ok {
		refuse(say.T("Sampler is %s, and the samplers are sobol and random", shortQuoted(simulate.sampler)))
	}
	if share := simulate.precision; share != nil && !(*share > 0 && *share < 1) {
		refuse(say.T("Precision is %s, and it is a share of the mean between 0 and 1, such as 0.001", fmt.Sprint(*share)))
	}
	return out
}

// Under runs a scenario of the script; inputs then come on top of it.
func Under(scenario string) RunOption { return func(o *runOptions) { o.scenario = scenario } }

// Workers says how many goroutines a batch takes, one for each processor otherwise. No bit of a figure depends on it.
func Workers(n int) RunOption { return func(o *runOptions) { o.workers = n } }

// Plain leaves the analyses of the script out of a report: what takes long to answer and is not looked at.
func Plain() RunOption { return func(o *runOptions) { o.plain = true } }

// Drawn is told how many more draws the simulations of a report have made, from any goroutine.
func Drawn(more func(draws int)) RunOption { return func(o *runOptions) { o.drawn = more } }

// With gives params values in an analysis, which takes no inputs otherwise. In a run they stand beside its own, which come first.
func With(in Inputs) RunOption {
	return func(o *runOptions) {
		o.inputs = maps.Clone(o.inputs)
		if o.inputs == nil {
			o.inputs = Inputs{}
		}
		maps.Copy(o.inputs, in)
	}
}

// Figure is a reported figure. Value is in Unit.
type Figure struct {
	Name, Label string
	Value       num.D
	Unit        string // as `as` says, such as DKK/family, thousand DKK or %
	One         string // the unit behind the number 1: family where Unit is families, else the same
}

// Amount is the figure as a text says it, with the decimal places that its unit has.
func (f Figure) Amount() table.Amount {
	return table.Amount{Value: f.Value, Places: table.None, Unit: f.Unit, One: f.One}
}

// Title is what a person calls the figure: its label, or else its name.
func (f Figure) Title() string { return cmp.Or(f.Label, f.Name) }

// Result is one exact run.
type Result struct {
	program  *Program
	reading  *exact.Reading
	inputs   exact.Inputs
	set      exact.Inputs // those of inputs that are not of the scenario
	texts    []string     // of inputs, those that the script does not know
	scenario int          // index in the plan's scenarios, or -1
	warnings diag.List
	drawn    func(draws int)    // is told of draws, or nil
	spent    *sensitivity.Spent // by the analyses of one call; nil where each has the limits for itself
}

// Run computes the outputs of the script in exact decimals. The error is a diag.List.
func (p *Program) Run(ctx context.Context, in Inputs, opts ...RunOption) (r *Result, err error) {
	defer p.recovered(ctx, &err)
	return p.runFor(ctx, (*Program).wanted, in, opts)
}

// runFor runs the script as far as it takes for some figures, which must have values; every guard must hold.
func (p *Program) runFor(ctx context.Context, wanted func(*Program) []plan.Ref, in Inputs, opts []RunOption) (r *Result, err error) {
	defer p.recovered(ctx, &err)
	if err := ctx.Err(); err != nil {
		return nil, p.stopped(err)
	}
	o := runOptionsOf(append(slices.Clone(opts), With(in)))
	scenario, set, problems := p.chosen(o)
	if problems.Err() != nil {
		return nil, problems
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	return p.run(ctx, wanted(p), scenario, set, problems.Warnings())
}

// run reads the plan once; what is wanted must have values and every guard must hold.
func (p *Program) run(ctx context.Context, wanted []plan.Ref, scenario int, set settings, warnings diag.List) (*Result, error) {
	under := exact.Inputs{}
	if scenario >= 0 {
		base, err := exact.Run(ctx, p.plan, nil)
		if err != nil {
			return nil, p.stopped(err)
		}
		under = underScenario(base, scenario)
	}
	maps.Copy(under, set.slots)
	reading, err := exact.Run(ctx, p.plan, under)
	if err != nil {
		return nil, p.stopped(err)
	}
	if problems := reading.Problems(wanted...); problems.Err() != nil {
		return nil, problems.Attach(p.files)
	}
	return &Result{program: p, reading: reading, inputs: under, set: set.slots, texts: set.texts, scenario: scenario, warnings: warnings}, nil
}

// wanted is the figures that a run must have.
func (p *Program) wanted() []plan.Ref {
	var out []plan.Ref
	for _, o := range p.plan.Outputs {
		out = append(out, o.Shown)
	}
	if r := p.plan.Results; r != nil && r.Grid != nil {
		out = append(out, r.Net.Total)
	}
	return out
}

// followed is the figures that the analyses of the program are about, and the targets of those that have one.
func (p *Program) followed() []plan.Ref {
	var out []plan.Ref
	for _, a := range p.plan.Analyses {
		if a.Decl.Kind != check.Correlation {
			out = append(out, a.Of, a.Target)
		}
	}
	return out
}

// underScenario is the input slots that a scenario sets, by a reading of the script as it is written.
func underScenario(base *exact.Reading, scenario int) exact.Inputs {
	out := exact.Inputs{}
	for _, set := range base.Plan.Scenarios[scenario].Sets {
		for i, ref := range set.Values {
			if v, ok := base.Value(ref); ok {
				out[base.Plan.Params[set.Param].FirstSlot+i] = v
			}
		}
	}
	return out
}

// chosen is the scenario and what inputs set by options, with all that is wrong with any option.
func (p *Program) chosen(o runOptions) (int, settings, diag.List) {
	at, problems := p.findScenario(o.scenario)
	set, found := p.settings(o.inputs)
	return at, set, slices.Concat(o.problems(p), problems, found)
}

func (p *Program) findScenario(name string) (int, diag.List) {
	if name == "" {
		return -1, nil
	}
	var names []string
	for i, s := range p.plan.Scenarios {
		if s.Name == name {
			return i, nil
		}
		names = append(names, s.Name)
	}
	d := diag.New(diag.UnknownInput, p.here(), say.T("the script has no scenario %s", shortQuoted(name)))
	d.Help = say.T("it has no scenarios")
	if len(names) > 0 {
		d.Help = say.T("it has %s", listed(names))
	}
	return -1, diag.List{d}
}

func (p *Program) here() source.Span {
	return source.Span{Pos: source.Pos{Filename: p.module.File.Name}}
}

// stopped says that a run was cancelled or ran out of time.
func (p *Program) stopped(err error) *interrupted {
	return p.stoppedAt(p.here(), err)
}

func (p *Program) stoppedAt(at source.Span, err error) *interrupted {
	out := p.limits.stopped(at, say.T("the run takes too long"), err)
	out.List.Attach(p.files)
	return out
}

func isTimeout(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

// interrupted is a run that was stopped: a list of diagnostics, and the context's error for errors.Is.
type interrupted struct {
	diag.List
	cause error
}

func (i *interrupted) Unwrap() []error { return []error{i.List, i.cause} }

// Outputs returns the reported figures in order of the script.
func (r *Result) Outputs() []Figure {
	out := r.program.Outputs()
	for i, o := range r.program.plan.Outputs {
		out[i].Value, _ = r.reading.Value(o.Shown)
	}
	return out
}

// Output returns one figure by name.
func (r *Result) Output(name string) (Figure, bool) {
	for _, f := range r.Outputs() {
		if f.Name == name {
			return f, true
		}
	}
	return Figure{}, false
}

// Warnings returns what the run noticed.
func (r *Result) Warnings() diag.List { return r.warnings }

// displayUnit is the unit of a figure as `as` says it, and behind the number 1.
func displayUnit(d check.Display, one bool) string {
	name := d.Unit.Beside(one && d.Scale <= 1)
	switch {
	case d.Percent:
		return "%"
	case d.Scale == 1_000:
		return "thousand " + name
	case d.Scale == 1_000_000:
		return "million " + name
	case d.Scale == 1_000_000_000:
		return "billion " + name
	}
	return name
}

func background() context.Context { return context.Background() }

func sortedKeys(in Inputs) []string { return slices.Sorted(maps.Keys(in)) }
