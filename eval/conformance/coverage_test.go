package conformance

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// coverage counts the cases that show a thing, for each thing that some case must show.
type coverage struct {
	wanted []string
	shown  map[string]int
}

func (c *coverage) want(things ...string) { c.wanted = append(c.wanted, things...) }

// uncovered are the things that no case shows, sorted.
func (c *coverage) uncovered() []string {
	var out []string
	for _, thing := range c.wanted {
		if c.shown[thing] == 0 {
			out = append(out, thing)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// byFault are the codes that no script brings about by itself: they are of faults of the program, and of what a Go program lends.
var byFault = []diag.Code{diag.Internal, diag.HostFunction}

// TestCoverage observes what the cases show, and prints it with -v. It fails where a thing is shown by none.
func TestCoverage(t *testing.T) {
	c, g := &coverage{shown: map[string]int{}}, readGrammar(t)
	c.want(g.branches()...)
	c.want(operations(t)...)
	c.want(unitRules(t)...)
	for _, info := range diag.Codes() {
		if !slices.Contains(byFault, info.Code) {
			c.want("code " + string(info.Code))
		}
	}
	for _, one := range readCases(t) {
		for thing := range one.shows(g) {
			c.shown[thing]++
		}
	}
	c.report(t)
}

// report prints how much of each group is shown.
func (c *coverage) report(t *testing.T) {
	all, missing := map[string]int{}, map[string]int{}
	for _, thing := range slices.Compact(slices.Sorted(slices.Values(c.wanted))) {
		group, _, _ := strings.Cut(thing, " ")
		all[group]++
		if c.shown[thing] == 0 {
			missing[group]++
		}
	}
	for _, group := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%-9s %4d of %4d", group, all[group]-missing[group], all[group])
	}
	for _, thing := range c.uncovered() {
		t.Errorf("no case shows: %s", thing)
	}
}

// shows is all that a case shows.
func (c *testCase) shows(g *grammar) map[string]bool {
	out := map[string]bool{}
	add := func(thing string) { out[thing] = true }
	c.showsGrammar(g, add)
	r := c.run()
	for _, d := range r.said {
		add("code " + string(d.Code))
		add(errorSite(d))
	}
	if c.stated["outputs"] && r.report != nil {
		showsOperations(r.program.Plan(), add)
		words, _ := g.tokens(string(c.files[script].Data)) // what compiles has tokens
		showsUnits(r.program.Module(), words, add)
	}
	return out
}

// showsGrammar observes what the scripts and the expressions of a case use of the grammar.
func (c *testCase) showsGrammar(g *grammar, add func(string)) {
	for name, f := range c.files {
		if strings.HasSuffix(name, ".cost") {
			g.observe("File", string(f.Data), true, add)
		}
	}
	for _, e := range c.outputs {
		g.observe("Query", e.name, false, add)
	}
	for _, e := range c.inputs {
		g.observe("Expr", e.text, false, add)
	}
}

// observe tells what a text uses, if it is of the production.
func (g *grammar) observe(production, text string, items bool, add func(string)) {
	cut := g.tokens
	if items {
		cut = g.laidOut
	}
	if list, err := cut(text); err == nil {
		_ = g.recognise(production, list, add) // what is none shows nothing
	}
}

func operation(op plan.Op) string { return "operation " + op.String() }

// operations are all of the plan, but for the last: it calls what a Go program lends, which no case has.
func operations(t *testing.T) []string {
	t.Helper()
	if known(plan.Invoke + 1) {
		t.Error("there are operations behind the last one that is known here")
	}
	var out []string
	for op := plan.Const; op <= plan.Fail; op++ {
		out = append(out, operation(op))
	}
	return out
}

// known reports whether there is such an operation: another one has no name.
func known(op plan.Op) (is bool) {
	defer func() { is = recover() == nil }()
	return op.String() != ""
}

// showsOperations observes the operations that outputs and guards rest on.
func showsOperations(p *plan.Plan, add func(string)) {
	seen := map[plan.Ref]bool{}
	var visit func(plan.Ref)
	visit = func(r plan.Ref) {
		if r < 0 || seen[r] {
			return
		}
		seen[r] = true
		add(operation(p.Steps[r].Op))
		p.Operands(p.Steps[r], visit)
	}
	for _, o := range p.Outputs {
		visit(o.Shown)
	}
	for _, g := range p.Guards {
		visit(g.Cond)
	}
}
