package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// Flow is a quantity by step, by year, after the horizon and in all. Refs may be None, which is zero.
type Flow struct {
	Unit         unit.Unit
	Steps, Years []Ref
	Later, Total Ref
}

func (f flow) public() Flow { return Flow{f.unit, f.steps, f.years, f.later, f.total} }

// Results is every figure that tables are made of.
type Results struct {
	Grid                                               *check.Grid // nil in a script without costs
	Money                                              unit.Unit
	Gross, Residual, Grants, AfterGrants, Savings, Net Flow
	Overhead                                           Flow
	Labour                                             Ref
	Present                                            Ref // None without a discount rate
	Categories                                         []CategoryResult
	Lines                                              []LineResult // costs and sessions, then grants, then savings
	Teams                                              []TeamResult
	Courses                                            []CourseResult
	Wages                                              []WageResult
	Payers                                             []PayerResult
}

// CategoryResult is the cost of a category, overhead included.
type CategoryResult struct {
	Name, Label string
	Flow        Flow
}

// Title is the label of the category: those of the field have one in every language.
func (c *CategoryResult) Title() say.Phrase {
	if label, ok := fieldCategories[c.Label]; ok {
		return label
	}
	return say.Verbatim(c.Label)
}

var fieldCategories = map[string]say.Phrase{
	"Preparation": say.T("Preparation"), "Training": say.T("Training"), "Operation": say.T("Operation"),
	"Investment": say.T("Investment"), "Other": say.T("Other"),
}

// LineResult is one line. Own is without overhead. Prefix is "g18 / " for a line of a combined script.
type LineResult struct {
	Cost          *check.Cost    // that it is, or nil
	Session       *check.Session // that it is, or nil
	Name, Label   string
	Kind          ast.CostKind
	Category      string
	Own, Overhead Flow
	Labour, Hours Ref
	Residual      Ref
	Payers        []PayerResult // what each pays of Own and Overhead, or none where nobody is named
}

// TeamResult is how many teams of a kind are active in the first step of each year, and when they start.
type TeamResult struct {
	Decl        *check.Team
	Name, Label string
	Active      []Ref         // by year
	Starts      []StartResult // in order of the text
}

// StartResult is one start of teams: how many, and the years from and to which each has that many.
type StartResult struct {
	Decl            *check.Move
	Count, From, To Ref
}

// CourseResult is the volume of a course. Completed counts where courses end.
type CourseResult struct {
	Decl                        *check.Course
	Name, Label                 string
	Counted                     unit.Unit
	Courses, Started, Completed Flow
	Inside                      Ref
	Duration                    Ref // months
}

// WageResult is what one kind of employee works and costs. Hours and FTE fail where a norm is missing.
type WageResult struct {
	Name, Label        string
	Labour, Hours, FTE Ref
	Used               bool // in any cost or session
}

// PayerResult is what one payer pays.
type PayerResult struct {
	Name string
	Flow Flow
}

// allLines lowers every line of a script: costs and sessions, grants, or savings.
func (l *lowerer) allLines(in *instance, kind ast.CostKind) []*line {
	var out []*line
	if kind == ast.CostLine {
		for _, s := range in.m.Sessions {
			out = append(out, l.sessionLine(in, s))
		}
	}
	for _, c := range in.m.Costs {
		if c.Kind == kind {
			out = append(out, l.costLine(in, c))
		}
	}
	return out
}

// combined lists a script and those it combines.
func (l *lowerer) combined(in *instance) []*instance {
	l.work(in.m.Intervention.Span)
	out := []*instance{in}
	for _, use := range in.m.Combined {
		out = append(out, l.combined(l.used(in, use))...)
	}
	return out
}

func (in *instance) money() origin { return origin{in.m.Intervention.Span, in.moneyUnit()} }

// sumLines adds the lines of a kind over all combined scripts.
func (l *lowerer) sumLines(in *instance, kind ast.CostKind, of func(*line) flow) flow {
	total := l.nothing(in.money(), in.grid)
	for _, sub := range l.combined(in) {
		for _, ln := range l.allLines(sub, kind) {
			total = l.plus(in.money(), total, of(ln))
		}
	}
	return total
}

func grossOf(ln *line) flow    { return ln.gross }
func overheadOf(ln *line) flow { return ln.overhead }

func (l *lowerer) gross(in *instance) flow {
	return l.sumOnce(in, "costs.gross", func() flow { return l.sumLines(in, ast.CostLine, grossOf) })
}

func (l *lowerer) overhead(in *instance) flow {
	return l.sumOnce(in, "costs.overhead", func() flow { return l.sumLines(in, ast.CostLine, overheadOf) })
}

func (l *lowerer) grants(in *instance) flow {
	return l.sumOnce(in, "costs.grants", func() flow { return l.sumLines(in, ast.GrantLine, grossOf) })
}

func (l *lowerer) savings(in *instance) flow {
	return l.sumOnce(in, "costs.savings", func() flow { return l.sumLines(in, ast.SavingLine, grossOf) })
}

func (l *lowerer) afterGrants(in *instance) flow {
	return l.sumOnce(in, "costs.after_grants", func() flow {
		return l.less(in.money(), l.less(in.money(), l.gross(in), l.residualFlow(in)), l.grants(in))
	})
}

func (l *lowerer) net(in *instance) flow {
	return l.sumOnce(in, "costs.net", func() flow { return l.less(in.money(), l.afterGrants(in), l.savings(in)) })
}

// residualFlow credits residual values in the last step of each script.
func (l *lowerer) residualFlow(in *instance) flow {
	return l.sumOnce(in, "costs.residual", func() flow {
		o := in.money()
		total := l.nothing(o, in.grid)
		for _, sub := range l.combined(in) {
			f := l.nothing(o, sub.grid)
			for _, ln := range l.allLines(sub, ast.CostLine) {
				f.total = l.add(o, f.total, ln.residual)
			}
			f.steps[len(f.steps)-1], f.years[len(f.years)-1] = f.total, f.total
			total = l.plus(o, total, f)
		}
		return total
	})
}

// sumOnce keeps a flow of the ladder once it is lowered, and names its total.
func (l *lowerer) sumOnce(in *instance, name string, make func() flow) flow {
	if f, ok := in.flows[name]; ok {
		return f
	}
	f := make()
	f.total = l.name(l.real(f.total), in.prefix+name)
	if l.telling() {
		l.tellNamed(f.total, in.prefix+name, in.ladderLabel(name))
		l.tellFlow(in.grid, f, in.ladderLabel(name))
	}
	in.flows[name] = f
	return f
}

// ladderLabel is what a step from gross to net, or a category, is called.
func (in *instance) ladderLabel(name string) say.Phrase {
	steps := map[string]say.Phrase{
		"costs.gross": say.T("Gross cost"), "costs.residual": say.T("Residual value"), "costs.grants": say.T("Grants"),
		"costs.after_grants": say.T("After grants"), "costs.savings": say.T("Savings"), "costs.net": say.T("Net cost"),
		"costs.overhead": say.T("Overhead"), "costs.labour": say.T("Labour"),
	}
	if label, ok := steps[name]; ok && in.label != "" {
		return say.T("%s / %s", in.label, label)
	} else if ok {
		return label
	}
	for _, c := range in.m.Categories {
		if name == c.Name+".cost" {
			return in.labelOf(c.Label)
		}
	}
	return say.Verbatim(name)
}

// categoryNames are the categories of the script and of the combined ones, joined by name.
func (l *lowerer) categoryNames(in *instance) []check.Def {
	var out []check.Def
	seen := map[string]bool{}
	for _, sub := range l.combined(in) {
		for _, c := range sub.m.Categories {
			if !seen[c.Name] {
				seen[c.Name] = true
				out = append(out, c.Def)
			}
		}
	}
	return out
}

// category is the cost lines and sessions of a category, overhead included.
func (l *lowerer) category(in *instance, name string) flow {
	return l.sumOnce(in, name+".cost", func() flow {
		total := l.nothing(in.money(), in.grid)
		for _, sub := range l.combined(in) {
			for _, ln := range l.allLines(sub, ast.CostLine) {
				if ln.category.Name == name {
					total = l.plus(in.money(), total, ln.gross)
				}
			}
		}
		return total
	})
}

// labour is staff and wages with pension, without overhead.
func (l *lowerer) labour(in *instance) Ref {
	return l.sumOnce(in, "costs.labour", func() flow {
		total := l.nothing(in.money(), in.grid)
		for _, sub := range l.combined(in) {
			for _, ln := range l.allLines(sub, ast.CostLine) {
				if l.telling() {
					l.tell(ln.labour, say.T("%s: labour", sub.labelOf(ln.label)))
				}
				total.total = l.add(in.money(), total.total, ln.labour)
			}
		}
		return total
	}).total
}

// present is the net by step, discounted by year; what falls later counts in the first year after the horizon.
func (l *lowerer) present(in *instance) Ref {
	rate := l.real(l.optional(in, in.m.Intervention.Discount, unit.Unit{}, None))
	net := l.net(in)
	xs := append(append([]Ref(nil), net.steps...), net.later)
	told := l.tellSeries(in.grid, say.T("Net cost, discounted"))
	ref := l.discounted(in.money(), xs, rate, func(i int) int {
		if i < len(net.steps) {
			return in.grid.Steps[i].Year - 1
		}
		return in.grid.Years
	}, told.inStep, l.tellSeries(in.grid, say.T("discount factor")).inYear)
	return l.tell(l.name(ref, in.prefix+"costs.present"), say.T("Present value of the net cost"))
}
