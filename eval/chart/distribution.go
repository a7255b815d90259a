package chart

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// distributions draws simulations: how many draws lie where, with marks at the mean, at percentiles and at the figure as it is.
func distributions(tables []*table.Table) []Chart {
	var out []Chart
	for _, t := range tables {
		name, is := strings.CutPrefix(t.Name, "simulate_")
		name, histogram := strings.CutSuffix(name, "_histogram")
		statistics := named(tables, "simulate_"+name)
		if !is || !histogram || statistics == nil || statistics.Cell(0, 0).Kind != table.Text {
			continue
		}
		d := spread{Table: statistics, bins: t}
		d.find()
		if d.mean.row >= 0 {
			out = append(out, Chart{Name: statistics.Name, Title: statistics.Title, Description: d.description(), Tables: []*table.Table{statistics, t}, draw: d.draw})
		}
	}
	return out
}

// spread is the statistics of a simulation and its histogram.
type spread struct {
	*table.Table
	bins  *table.Table
	base  cell
	mean  cell
	marks []cell // percentiles, in order
}

// The columns of the tables of a simulation.
const (
	statistic           = 1
	from, upTo, draws   = 0, 1, 2
	percentileRows      = 7 // 5, 10, 25, 50, 75, 90, 95
	firstPercentileRow  = 3 // behind the figure as it is, the mean and the standard deviation
	fifth, median, last = firstPercentileRow, firstPercentileRow + 3, firstPercentileRow + percentileRows - 1
)

// find finds the rows that are marked. Where there is a histogram, there are percentiles.
func (d *spread) find() {
	d.base, d.mean = cell{0, statistic}, none
	if _, is := numberOf(d.Table, 0, statistic); !is {
		d.base = none
	}
	if len(d.Rows) > last {
		d.mean, d.marks = cell{1, statistic}, []cell{{fifth, statistic}, {median, statistic}, {last, statistic}}
	}
}

func (d spread) amount(at cell) Figure { return amount(d.Table, at.row, at.col) }

func (d spread) description() say.Phrase {
	text := say.T("Histogram of the draws: the mean is %s, half of them lie above %s, and between %s and %s lie nine in ten.",
		d.amount(d.mean), d.amount(d.marks[1]), d.amount(d.marks[0]), d.amount(d.marks[2]))
	if d.base != none {
		text = say.T("%s The figure as it is, %s, is marked.", text, d.amount(d.base))
	}
	if n := d.outside(); n.Sign() > 0 {
		text = say.T("%s %s draws lie beyond what is drawn.", text, table.Amount{Value: n})
	}
	return text
}

// outside is how many draws lie in no bin.
func (d spread) outside() num.D {
	sum := num.Int(0)
	for row := range d.bins.Rows {
		if !d.isBin(row) {
			n, _ := numberOf(d.bins, row, draws)
			sum, _ = sum.Add(n)
		}
	}
	return sum
}

// isBin reports whether a row has both bounds.
func (d spread) isBin(row int) bool {
	return d.bins.Cell(row, from).Kind == table.Number && d.bins.Cell(row, upTo).Kind == table.Number
}

// flag is a vertical line with a text beside its top.
type flag struct {
	at          cell
	style, text string
	level       int  // rows of text above its own
	inward      bool // its text stands to the left of the line, since it would go beyond the right edge
}

// flags are the lines from left to right, their texts down a staircase where they would meet. Texts are as long as there is room for: amounts
// with their units, numbers in the unit of the axis, or those behind a word.
func (d spread) flags(m measure, l Look) []flag {
	at := func(f flag) int { return m.pixel(d.value(f.at), l.room()) }
	amounts := func(at cell) any { return d.amount(at) }
	numbers := func(at cell) any { return m.close(d.Table, at.row, at.col, l.Language) }
	var out []flag
	for _, list := range [][]flag{d.inWords(amounts, l.Language), d.inWords(numbers, l.Language), d.inShort(numbers, l.Language)} {
		if out = staircase(list, l.room(), at); undisturbed(out, l.room(), at) {
			break
		}
	}
	return out
}

// inWords are the lines with texts that say what they mark.
func (d spread) inWords(is func(cell) any, l say.Language) []flag {
	return d.marked(say.T("5%% below %s", is(d.marks[0])).In(l), say.T("Half below %s", is(d.marks[1])).In(l), say.T("95%% below %s", is(d.marks[2])).In(l),
		say.T("Mean: %s", is(d.mean)).In(l), say.T("As it is: %s", is(d.baseOrMean())).In(l))
}

// inShort are the lines with texts for little room.
func (d spread) inShort(is func(cell) any, l say.Language) []flag {
	return d.marked(say.T("5%%: %s", is(d.marks[0])).In(l), say.T("50%%: %s", is(d.marks[1])).In(l), say.T("95%%: %s", is(d.marks[2])).In(l),
		say.T("Avg.: %s", is(d.mean)).In(l), say.T("Base: %s", is(d.baseOrMean())).In(l))
}

func (d spread) baseOrMean() cell {
	if d.base == none {
		return d.mean
	}
	return d.base
}

func (d spread) marked(low, half, high, mean, base string) []flag {
	list := []flag{{at: d.mean, style: styleMean, text: mean}, {at: d.marks[0], style: styleSpread, text: low},
		{at: d.marks[1], style: styleSpread, text: half}, {at: d.marks[2], style: styleSpread, text: high}}
	if d.base != none {
		list = append(list, flag{at: d.base, style: styleBase, text: base})
	}
	return list
}

// undisturbed reports whether all texts stand within the drawing and no line goes through one.
func undisturbed(list []flag, room int, at func(flag) int) bool {
	for i, f := range list {
		from, to := f.span(at)
		if from < 0 || to > room {
			return false
		}
		for j, other := range list {
			if x := at(other); i != j && from < x && x < to && other.level <= f.level {
				return false
			}
		}
	}
	return true
}

func (d spread) value(at cell) num.D {
	v, _ := numberOf(d.Table, at.row, at.col)
	return v
}

// The pixels of a letter at most, and of a line of text.
const letterWidth, lineHeight = 7, 16

// staircase puts flags in order of their place, each below all that its text would meet. Texts that go left stand above those that go right.
func staircase(list []flag, room int, at func(flag) int) []flag {
	out := inOrder(list, at)
	turnInward(out, room, at)
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].inward {
			out[i].lower(out[i+1:], at)
		}
	}
	for i := range out {
		if !out[i].inward {
			out[i].lower(out[:i], at)
			out[i].lower(inwards(out[i+1:]), at)
		}
	}
	return out
}

// width is the pixels of the text of a flag.
func (f flag) width() int { return letterWidth * (letters(f.text) + 2) }

// span is the pixels that it takes.
func (f flag) span(at func(flag) int) (from, to int) {
	if f.inward {
		return at(f) - f.width(), at(f)
	}
	return at(f), at(f) + f.width()
}

// turnInward lets texts go left that would go beyond the right edge, or over the line of one that goes left.
func turnInward(list []flag, room int, at func(flag) int) {
	edge := room
	for i := len(list) - 1; i >= 0; i-- {
		if f := &list[i]; at(*f)+f.width() > edge && at(*f) >= f.width() {
			f.inward, edge = true, at(*f)
		}
	}
}

func inwards(list []flag) (out []flag) {
	for _, f := range list {
		if f.inward {
			out = append(out, f)
		}
	}
	return out
}

// lower moves a flag below those among others whose texts its own would meet.
func (f *flag) lower(others []flag, at func(flag) int) {
	from, to := f.span(at)
	for _, other := range others {
		if left, right := other.span(at); left < to && from < right {
			f.level = max(f.level, other.level+1)
		}
	}
}

// inOrder is flags from left to right.
func inOrder(list []flag, at func(flag) int) []flag {
	out := make([]flag, 0, len(list))
	for _, f := range list {
		i := len(out)
		for i > 0 && at(out[i-1]) > at(f) {
			i--
		}
		out = append(out[:i], append([]flag{f}, out[i:]...)...)
	}
	return out
}

// pixel is where a number stands in a drawing with so many pixels between its axes.
func (m measure) pixel(v num.D, room int) int {
	way, _ := v.Sub(m.low)
	all, _ := m.high.Sub(m.low)
	share, _ := way.Div(all)
	at, _ := share.Mul(num.Int(int64(room)))
	pixel, _ := at.Round(0).Int64()
	return int(pixel)
}

func (d spread) draw(l Look) Spec {
	m := measure{unit: d.Columns[statistic].Unit}
	high := measure{}
	high.reach(num.Int(0))
	var values []any
	for row := range d.bins.Rows {
		if !d.isBin(row) {
			continue
		}
		low, _ := numberOf(d.bins, row, from)
		up, _ := numberOf(d.bins, row, upTo)
		n, _ := numberOf(d.bins, row, draws)
		m.reach(low)
		m.reach(up)
		high.reach(n)
		text := say.T("From %s to %s: %s draws", amount(d.bins, row, from), amount(d.bins, row, upTo), amount(d.bins, row, draws))
		values = append(values, Spec{"from": number(low), "upTo": number(up), "draws": number(n), "text": text.In(l.Language)})
	}
	if d.base != none {
		m.reach(d.value(d.base))
	}
	flags := d.flags(m, l)
	levels := 0
	for _, f := range flags {
		levels = max(levels, f.level+1)
	}
	const height = 260
	x := Spec{"field": "from", "type": "quantitative", "bin": Spec{"binned": true}, "axis": m.axis("", l),
		"scale": Spec{"zero": false, "nice": false, "domain": []any{number(m.low), number(m.high)}}}
	y := Spec{"field": "draws", "type": "quantitative", "axis": high.axis(oneLine(d.bins.Columns[draws].Name, l.Language), l),
		"scale": Spec{"domain": []any{0, number(roomAbove(high.high, height, levels))}, "nice": false}}
	layers := []any{Spec{"data": Spec{"values": values}, "mark": Spec{"type": "bar", "binSpacing": 0, "style": styleStack}, "encoding": Spec{
		"x": x, "x2": Spec{"field": "upTo"}, "y": y, "tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"}}}}
	for _, f := range flags {
		layers = append(layers, d.flagLayer(f, height+levels*lineHeight))
	}
	return Spec{"width": l.width(), "height": height + levels*lineHeight, "layer": layers}
}

// roomAbove is the top of an axis that leaves lines of text free above the highest bar.
func roomAbove(highest num.D, height, lines int) num.D {
	top, _ := highest.MulRatio(int64(height+lines*lineHeight), int64(height))
	return top.CeilTo(num.Int(1))
}

// flagLayer is the line and the text of a flag.
func (d spread) flagLayer(f flag, height int) Spec {
	top, align, dx := f.level*lineHeight, "left", 4
	if f.inward {
		align, dx = "right", -4
	}
	return Spec{
		"data":     Spec{"values": []any{Spec{}}},
		"encoding": Spec{"x": Spec{"datum": number(d.value(f.at)), "type": "quantitative"}, "tooltip": Spec{"value": f.text}, "description": Spec{"value": f.text}},
		"layer": []any{
			Spec{"mark": Spec{"type": "rule", "style": f.style}, "encoding": Spec{"y": Spec{"value": top}, "y2": Spec{"value": height}}},
			Spec{"mark": Spec{"type": "text", "style": f.style, "align": align, "baseline": "top", "dx": dx},
				"encoding": Spec{"y": Spec{"value": top}, "text": Spec{"value": f.text}}},
		},
	}
}
