package sensitivity

import (
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// pair is a statement that two of the drawn params go together.
type pair struct {
	a, b     int
	r        num.D
	analysis *plan.Analysis
}

// correlations are the groups of params that statements of the script join, directly or through others.
func (s Simulation) correlations(params []*drawnColumns) ([]correlated, error) {
	pairs, problems := s.pairs(params)
	if problems != nil {
		return nil, problems
	}
	group := make([]int, len(params))
	for i := range group {
		group[i] = i
	}
	for _, p := range pairs {
		from, to := max(group[p.a], group[p.b]), min(group[p.a], group[p.b])
		for i, g := range group {
			if g == from {
				group[i] = to
			}
		}
	}
	if err := s.factored(group); err != nil {
		return nil, err
	}
	var out []correlated
	for first := range params {
		c, problems := joined(params, pairs, group, first)
		if problems != nil {
			return nil, problems
		}
		if len(c.params) > 1 {
			out = append(out, c)
		}
	}
	return out, nil
}

// factored says with a TooLarge that a group has too many params: to factor their correlations takes as many steps as the cube of them.
func (s Simulation) factored(group []int) error {
	size := map[int]int64{}
	for _, g := range group {
		size[g]++
		if n := times(size[g], times(size[g], size[g])); n > s.Limits.Points {
			return &TooLarge{Points: true, Needed: n, Limit: s.Limits.Points}
		}
	}
	return nil
}

// pairs are the statements about params that are drawn.
func (s Simulation) pairs(params []*drawnColumns) (out []pair, problems diag.List) {
	at := map[int]int{}
	for i, c := range params {
		for index, p := range s.Reading.Plan.Params {
			if p == c.param {
				at[index] = i
			}
		}
	}
	for _, a := range s.Reading.Plan.Analyses {
		if a.Decl.Kind != check.Correlation {
			continue
		}
		one, first := at[a.Params[0]]
		two, second := at[a.Params[1]]
		r, ok := s.Reading.Value(a.Value)
		if !first || !second || !ok {
			continue
		}
		if r.Abs().Cmp(num.Int(1)) > 0 {
			d := diag.New(diag.BadCorrelation, a.Decl.Span, say.T("a correlation lies from -1 to 1, and this is %s", r.Significant(6)))
			return nil, diag.List{d}
		}
		out = append(out, pair{one, two, r, a})
	}
	return out, nil
}

// joined is the group that begins with a param, with its correlations factored.
func joined(params []*drawnColumns, pairs []pair, group []int, first int) (out correlated, problems diag.List) {
	place := map[int]int{}
	for i, g := range group {
		if g == first {
			place[i] = len(out.params)
			out.params = append(out.params, params[i])
		}
	}
	matrix := make([][]float64, len(out.params))
	for i := range matrix {
		matrix[i] = make([]float64, len(out.params))
		matrix[i][i] = 1
	}
	var own []pair
	for _, p := range pairs {
		if group[p.a] == first {
			i, j := place[p.a], place[p.b]
			matrix[i][j], matrix[j][i] = p.r.Float64(), p.r.Float64()
			own = append(own, p)
		}
	}
	mix, ok := draw.Correlate(matrix)
	if !ok {
		near := draw.Nearest(matrix)
		return out, unattainable(params, own, func(p pair) float64 { return near[place[p.a]][place[p.b]] })
	}
	out.mix = mix
	return out, nil
}

// unattainable says which correlations can be instead.
func unattainable(params []*drawnColumns, pairs []pair, near func(p pair) float64) diag.List {
	d := diag.New(diag.BadCorrelation, pairs[len(pairs)-1].analysis.Decl.Span, say.T("no draws have all of these %d correlations at once", len(pairs)))
	lines := make([]string, len(pairs))
	for i, p := range pairs {
		lines[i] = "`correlate " + params[p.a].param.Name + ", " + params[p.b].param.Name + " " + strconv.FormatFloat(near(p), 'f', -1, 64) + "`"
	}
	d.Help = say.T("the nearest that can be are %s", say.And(lines))
	return diag.List{d}
}
