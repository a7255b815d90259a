package eval

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// simulate adds the tables of the script's simulations, which come after those that need no draws.
func (p *Program) simulate(ctx context.Context, r *Report) error {
	for i, a := range p.plan.Analyses {
		if a.Decl.Kind != check.Simulation {
			continue
		}
		if err := r.documented(ctx, p.analysis(i), a.Decl); err != nil {
			return p.refused(a.Decl.Span, err)
		}
	}
	return nil
}

// documented adds the tables of a simulation that is a statement of the script.
func (r *Report) documented(ctx context.Context, a analysis, d *check.Analysis) error {
	s := r.toSimulate(a)
	s.Seed = uint64(d.Seed)
	if d.Draws > 0 {
		s.Draws = d.Draws
	}
	ready, err := s.Prepare(ctx)
	if err != nil {
		return err
	}
	if len(ready.Params()) == 0 {
		r.Notes = append(r.Notes, nothingDrawn(a))
		return nil
	}
	if !r.program.isVaried(a.name) {
		if err := r.lowHighTable(ctx, a, ready); err != nil {
			return err
		}
	}
	return r.simulationTables(ctx, a, ready)
}

// isVaried reports whether the script has a table of low and high values of a figure, all params by themselves or together.
func (p *Program) isVaried(name string) bool {
	return slices.ContainsFunc(p.plan.Analyses, func(a *plan.Analysis) bool {
		return a.Decl.Name == name && (a.Decl.Kind == check.OneWay || a.Decl.Kind == check.Together)
	})
}

// lowHighTable adds how the figure moves with each param that is drawn: a simulation stands beside such a table, never in its place.
func (r *Report) lowHighTable(ctx context.Context, a analysis, ready *sensitivity.Prepared) error {
	var params []*plan.Param
	for _, p := range ready.Params() {
		params = append(params, p.Param)
	}
	found, err := r.origin().OneWay(ctx, a.of, params)
	if err == nil {
		r.Tables = append(r.Tables, r.swingTable(ctx, a, found))
	}
	return err
}

// simulationTables adds the distribution of a figure, and what it was drawn from.
func (r *Report) simulationTables(ctx context.Context, a analysis, ready *sensitivity.Prepared) error {
	found, err := ready.Run(ctx)
	if err != nil {
		return err
	}
	r.simulated = found
	if found.Without > 0 {
		r.Notes = append(r.Notes, say.T("%s has no value in %d of %d draws", a.title(), found.Without, found.Draws))
	}
	if ready.Precision > 0 && !found.Precise {
		r.Notes = append(r.Notes, say.T("the precision asked for is not reached in %s draws, and %s are the limit",
			table.Amount{Value: num.Int(found.Draws)}, table.Amount{Value: num.Int(ready.Limits.Points)}))
	}
	r.noteFewDraws(found)
	r.Tables = append(r.Tables, r.ofDraws(a, ready, found, r.distributionTable(ctx, a, ready, found)), r.drawnTable(ctx, a, found))
	if len(found.Bins.Counts) > 0 {
		r.Tables = append(r.Tables, r.ofDraws(a, ready, found, a.histogramTable(ready, found)))
	}
	return nil
}

// noteFewDraws says what so few draws cannot tell.
func (r *Report) noteFewDraws(found *sensitivity.Simulated) {
	switch n := found.Draws - found.Without; {
	case n == 1:
		r.Notes = append(r.Notes, say.T("a single draw has no standard deviation, and its mean no error; percentiles take at least %d", sensitivity.FewestForPercentiles))
	case n > 0 && len(found.Percentiles) == 0:
		r.Notes = append(r.Notes, say.T("%d draws give no percentiles: those take at least %d", n, sensitivity.FewestForPercentiles))
	}
}

// distributionTable is the figures of a simulation with their errors.
func (r *Report) distributionTable(ctx context.Context, a analysis, s *sensitivity.Prepared, found *sensitivity.Simulated) *table.Table {
	t := &table.Table{Name: "simulate_" + a.name, Title: say.T("Simulation: %s", a.title())}
	base := sensitivity.Value{}
	base.D, base.Known = r.value(a.of)
	value := a.valueColumn(a.title(), a.places(ctx, base))
	t.Columns = []table.Column{table.TextColumn(say.T("Statistic")), value, table.NumberColumn(errorColumn, a.unit)}
	t.Rows = append(t.Rows, r.baseRow(a, base, 1))
	if found.Draws > found.Without {
		add := func(label say.Phrase, m sensitivity.Measured) {
			t.Rows = append(t.Rows, statisticRow(label, m, placesBySpread(found.SD.Value, value.Places)))
		}
		add(say.T("Mean"), found.Mean)
		if found.Draws-found.Without > 1 {
			add(say.T("Standard deviation"), found.SD)
		}
		for _, p := range found.Percentiles {
			add(say.T("%dth percentile", int(math.Round(100*p.P))), p.Measured)
		}
		add(say.T("Lowest"), sensitivity.Measured{Value: found.Min})
		add(say.T("Highest"), sensitivity.Measured{Value: found.Max})
	}
	if found.Above != nil {
		t.Rows = append(t.Rows, r.chanceRow(a, *found.Above))
	}
	draws := say.Count(int(found.Draws), say.T("1 draw"), say.T("%s draws", table.Amount{Value: num.Int(found.Draws)}))
	if t.Note = say.T("scrambled Sobol points, %s, seed %d", draws, s.Seed); s.Sampler == draw.Random {
		t.Note = say.T("random points, %s, seed %d", draws, s.Seed)
	}
	t.Basis = drawsBasis(found.Draws, s)
	return t
}

// errorColumn is the column of what a number of a simulation may be off by.
var errorColumn = say.T("Error ±")

// errorOf names the error of a statistic.
func errorOf(statistic say.Phrase) say.Phrase {
	switch {
	case statistic.Equal(say.T("Mean")):
		return say.T("error of the mean")
	case statistic.Equal(say.T("Standard deviation")):
		return say.T("error of the standard deviation")
	case statistic.Format == "%dth percentile":
		return say.T("error of the %s", statistic)
	}
	return say.T("error: %s", statistic)
}

// drawsBasis is what it takes to draw the same again.
func drawsBasis(draws int64, s *sensitivity.Prepared) []table.Property {
	seed, _ := num.Parse(strconv.FormatUint(s.Seed, 10))
	return []table.Property{
		{Key: "draws", Name: say.T("Draws"), Value: table.NumberCell(num.Int(draws))},
		{Key: "seed", Name: say.T("Seed"), Value: table.NumberCell(seed)},
		{Key: "sampler", Name: say.T("Sampler"), Value: table.TextCell(samplerName(s.Sampler))},
	}
}

// statisticRow is a figure to the digits that its error supports, and the first digit of that.
func statisticRow(label say.Phrase, m sensitivity.Measured, most int) table.Row {
	value, wrong := supported(m, most)
	return table.Row{Parent: table.None, Cells: []table.Cell{table.LabelCell(label), value, wrong}}
}

// chanceRow is the chance that the figure is above a target, in percent.
func (r *Report) chanceRow(a analysis, above sensitivity.Measured) table.Row {
	const places = 2
	target, _ := r.value(a.target)
	label := say.T("Chance of more than %s", table.Amount{Value: target, Places: a.targetPlaces(target), Unit: a.unit, One: a.one})
	row := statisticRow(label, sensitivity.Measured{Value: 100 * above.Value, Error: 100 * above.Error}, places)
	for i := range row.Cells[1:] {
		row.Cells[1+i].Unit = "%"
	}
	return row
}

// drawnTable is what the range of each param means, and its value in the scenario at the 90th percentile.
func (r *Report) drawnTable(ctx context.Context, a analysis, found *sensitivity.Simulated) *table.Table {
	t := &table.Table{Name: "simulate_" + a.name + "_drawn", Title: say.T("Simulation: what %s is drawn from", a.title())}
	high := inlineColumn(say.T("At the 90th percentile"))
	t.Columns = []table.Column{table.TextColumn(say.T("Assumption")), table.TextColumn(say.T("Drawn from")), high}
	for _, p := range found.Params {
		cells := []table.Cell{table.TextCell(p.Param.Decl.Label), table.LabelCell(r.means(p))}
		if found.High != nil {
			cells = append(cells, from(tried{p.Param.Name, say.T("drawn: its value in the draw at the 90th percentile")}, r.drawnCell(p)))
		}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Key: p.Param.Name, Cells: cells})
	}
	if found.High != nil {
		c := r.highCell(ctx, a, found)
		c.Unit = a.unit
		cells := []table.Cell{table.LabelCell(a.title()), table.EmptyCell(), from(r.drawnAt(a, found), c)}
		t.Rows = append(t.Rows, table.Row{Kind: table.Total, Parent: table.None, Key: a.name, Cells: cells})
	}
	t.Note = r.drawnNote(found)
	return t
}

// highCell is the figure at the 90th percentile, to the digits that the percentile is known to.
func (r *Report) highCell(ctx context.Context, a analysis, found *sensitivity.Simulated) table.Cell {
	c := table.NumberCell(found.High.Value)
	base := sensitivity.Value{}
	base.D, base.Known = r.value(a.of)
	for _, p := range found.Percentiles {
		if p.P == highPercentile {
			places := supportedPlaces(p.Measured, placesBySpread(found.SD.Value, a.places(ctx, base)))
			return c.PrintedAs(c.Value.Round(places), max(places, 0))
		}
	}
	return c
}

// highPercentile is the one whose draw is told.
const highPercentile = 0.90

// drawnAt is the origin of the figure in the scenario at the 90th percentile.
func (r *Result) drawnAt(a analysis, found *sensitivity.Simulated) point {
	var params []*plan.Param
	var values [][]num.D
	for _, p := range found.Params {
		params, values = append(params, p.Param), append(values, p.High)
	}
	return r.at(a, params, values)
}

// ofDraws says of every number in a table of a simulation that is not known to come from elsewhere how it was drawn.
func (r *Result) ofDraws(a analysis, s *sensitivity.Prepared, found *sensitivity.Simulated, t *table.Table) *table.Table {
	note := say.T("counted over %s with the sampler %s and seed %d, in which the assumptions with a range have other values",
		say.Count(int(found.Draws), say.T("1 draw"), say.T("%s draws", table.Amount{Value: num.Int(found.Draws)})), samplerName(s.Sampler), s.Seed)
	for row := range t.Rows {
		for col, c := range t.Rows[row].Cells {
			if c.From != nil {
				continue
			}
			label := say.T("%s: %s", a.title(), t.Columns[col].Name)
			switch first := t.Cell(row, 0); {
			case first.Kind == table.Text && t.Columns[col].Name.Equal(errorColumn):
				label = say.T("%s: %s", a.title(), errorOf(first.Text))
			case first.Kind == table.Text:
				label = say.T("%s: %s", a.title(), first.Text)
			}
			t.Rows[row].Cells[col] = from(told{label: label, note: note, of: a.name}, c)
		}
	}
	return t
}

// drawnNote says what the script does not: what a range without a distribution means; and which params are drawn together.
func (r *Report) drawnNote(found *sensitivity.Simulated) say.Phrase {
	var notes []say.Phrase
	if slices.ContainsFunc(found.Params, func(p sensitivity.DrawnParam) bool {
		return p.Param.Decl.Dist == nil && p.Distribution.Alternatives == 0
	}) {
		notes = append(notes, say.T("a range that names no distribution is triangular around the value"))
	}
	if found.High != nil {
		notes = append(notes, say.T("the values at the 90th percentile are those of one draw, the one whose figure lies there; other draws with nearly the same figure have other values"))
	}
	if together := r.correlationNote(found); !together.Empty() {
		notes = append(notes, together)
	}
	return say.Join(notes, "; ")
}

// drawnDigits is how many significant digits of a drawn value are printed; programs get them all.
const drawnDigits = 5

// drawnSteps is the power of ten of how many values of a range its places tell apart.
const drawnSteps = 3

// drawnCell is the value of a param in the scenario at the 90th percentile.
func (r *Result) drawnCell(d sensitivity.DrawnParam) table.Cell {
	if d.Distribution.Alternatives > 0 || d.Distribution.Stepped {
		return r.paramCell(d.Param, d.High)
	}
	rounded := make([]num.D, len(d.High))
	for i, v := range d.High {
		rounded[i] = v
		if short, err := num.Parse(v.Significant(drawnDigits)); err == nil {
			rounded[i] = short
		}
	}
	c, short := r.paramCell(d.Param, d.High), r.paramCell(d.Param, rounded)
	if c.Kind != table.Number {
		return short
	}
	if places := r.placesInRange(d); places > 0 {
		return c.PrintedAs(c.Value.Round(places), places)
	}
	return c.PrintedAs(short.Value, short.Places)
}

// placesInRange are the decimal places that tell a thousand values of the range of a param apart.
func (r *Result) placesInRange(d sensitivity.DrawnParam) int {
	low, high := r.paramCell(d.Param, []num.D{d.Distribution.Low}), r.paramCell(d.Param, []num.D{d.Distribution.High})
	width, _ := high.Value.Sub(low.Value)
	places := 0
	for places < drawnDigits && width.Sign() > 0 && width.Cmp(num.Power(drawnSteps-places)) < 0 {
		places++
	}
	return places
}

// correlationNote says which params are drawn together.
func (r *Report) correlationNote(found *sensitivity.Simulated) say.Phrase {
	var all []say.Phrase
	for _, c := range r.program.correlations(found.Params) {
		v, _ := r.value(c.Value)
		one, two := r.program.plan.Params[c.Params[0]], r.program.plan.Params[c.Params[1]]
		all = append(all, say.T("%s and %s with correlation %s", one.Name, two.Name, table.Amount{Value: v, Places: decimals(v)}))
	}
	if len(all) == 0 {
		return say.Phrase{}
	}
	return say.T("drawn together: %s", say.Join(all, "; "))
}

// means says what the range of a param means in a simulation.
func (r *Result) means(d sensitivity.DrawnParam) say.Phrase {
	is := d.Distribution
	if is.Alternatives > 0 {
		return r.alternativesMean(d.Param)
	}
	amount := func(v num.D) table.Amount { return paramAmount(d.Param, v) }
	out := distributionText(is, amount)
	var cuts []say.Phrase
	if is.CutLow {
		cuts = append(cuts, say.T("%s", amount(is.Cut.Low)))
	}
	if is.CutHigh {
		cuts = append(cuts, say.T("%s", amount(is.Cut.High)))
	}
	if len(cuts) > 0 { // the bounds hold 90 % of what there is before, and more or less of what is left
		out = say.T("%s before it is cut at %s", out, say.And(cuts))
	}
	if is.Stepped {
		out = say.T("%s, in steps of %s", out, amount(is.Step))
	}
	if d.Param.Decl.Type.Series != check.Single {
		out = say.T("as a whole; its first entry %s", out)
	}
	return out
}

func distributionText(is sensitivity.Distribution, amount func(num.D) table.Amount) say.Phrase {
	low, mode, high := amount(is.Low), amount(is.Mode), amount(is.High)
	switch is.Name {
	case "uniform":
		return say.T("uniform from %s to %s", low, high)
	case "pert":
		return say.T("PERT from %s to %s with mode %s", low, high, mode)
	case "normal":
		return say.T("normal, 90 %% of it from %s to %s", low, high)
	case "lognormal":
		return say.T("lognormal, 90 %% of it from %s to %s", low, high)
	case "beta":
		a, b := table.Amount{Value: is.A, Places: decimals(is.A)}, table.Amount{Value: is.B, Places: decimals(is.B)}
		return say.T("beta with shapes %s and %s from %s to %s", a, b, low, high)
	}
	return say.T("triangular from %s to %s with mode %s", low, high, mode)
}

// alternativesMean lists a few alternatives as the script does, and counts more.
func (r *Result) alternativesMean(param *plan.Param) say.Phrase {
	const few = 6
	if n := len(param.Choices); n > few {
		return say.T("%d alternatives, equally likely", n)
	}
	var all []say.Phrase
	for _, choice := range param.Choices {
		at := make([]num.D, len(choice))
		for i, ref := range choice {
			at[i], _ = r.value(ref)
		}
		all = append(all, r.paramText(param, at))
	}
	return say.T("%s, equally likely", say.Or(all))
}
