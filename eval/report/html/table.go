package html

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/chart/page"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// mostRows is how many rows of a table are shown before the others are folded away.
const mostRows = 100

// tables are those of a section of several, each under its title.
func (w *writer) tables(list []*table.Table) string { return w.tablesUnder(say.Phrase{}, list) }

// tablesUnder are the tables of a section with their charts. One that has the title of the section needs none of its own.
func (w *writer) tablesUnder(title say.Phrase, list []*table.Table) string {
	var out strings.Builder
	for _, t := range list {
		if w.told[t] || len(t.Rows) == 0 {
			continue
		}
		w.told[t] = true
		heading := w.say(t.Title)
		if !t.Title.Equal(title) && !t.Detail {
			out.WriteString("<h3>" + esc(heading) + "</h3>\n")
		}
		out.WriteString(w.drawingOf(t))
		body := w.folded(t.View(w.style), w.cells(t), heading)
		if t.Detail {
			body = "<details>\n<summary>" + esc(heading) + "</summary>\n" + body + "</details>\n"
		}
		out.WriteString(body)
	}
	return out.String()
}

// cells writes the cells of a table of the report: numbers that are known to come from somewhere open that.
func (w *writer) cells(t *table.Table) page.Cell {
	return func(line table.Line, col int, text string) string {
		if text == "" || col == table.None || line.Row == table.None {
			return esc(text)
		}
		n, err := w.number(t, line.Row, col)
		return w.openedAs(n, err, w.shownAs(t, line.Row, col, n), text)
	}
}

// number is where a number of a table comes from, as long as there is room to tell: of a table of thousands, nobody derives what no page can hold.
func (w *writer) number(t *table.Table, row, col int) (*explain.Node, error) {
	if w.book.full {
		return nil, nil
	}
	return w.derived.Number(w.ctx, t, row, col)
}

// opened makes a text open what a part of the page comes from. The first error ends the page.
func (w *writer) opened(n *explain.Node, err error, text string) string {
	return w.openedAs(n, err, shown{}, text)
}

func (w *writer) openedAs(n *explain.Node, err error, as shown, text string) string {
	if err != nil && w.err == nil {
		w.err = err
	}
	return w.book.figureAs(n, as, esc(text))
}

// folded is a table whose rows beyond so many are folded away. Its caption says what the heading above it, a text that the title begins with, does not.
func (w *writer) folded(v table.View, cell page.Cell, heading string) string {
	return w.foldedBut(func(table.Line) bool { return false }, v, cell, heading)
}

// foldedBut is such a table, of which some rows are left out last.
func (w *writer) foldedBut(keep func(table.Line) bool, v table.View, cell page.Cell, heading string) string {
	options := page.Options{Cell: cell, Caption: caption(v.Title, heading), Class: page.PaperClass(v)}
	if len(v.Rows) <= mostRows+mostRows/4 {
		return page.Table(v, options)
	}
	first, rest := v, v
	first.Rows, rest.Rows = v.Rows[:mostRows], v.Rows[mostRows:]
	first.Note = ""
	more := say.T("%s more rows", table.Amount{Value: count(len(rest.Rows))})
	rest.Rows = w.fitting(rest.Rows, keep)
	if beyond := len(v.Rows) - mostRows - len(rest.Rows); beyond > 0 {
		w.leftOut += beyond
		left := say.T("%s more rows are left out, since the page would be too large; the whole table is in `cost run --format csv`", table.Amount{Value: count(beyond)})
		rest.Note = strings.TrimSpace(w.say(left) + ". " + v.Note)
		more = say.T("%s more rows, and %s are left out (`cost run --format csv` has them)", table.Amount{Value: count(len(rest.Rows))}, table.Amount{Value: count(beyond)})
	}
	rest.Title = v.Title + ": " + w.say(more)
	options.Caption = caption(v.Title, heading)
	below := options
	below.Caption = caption(rest.Title, rest.Title)
	return page.Table(first, options) + "<details class=\"rest\">\n<summary>" + w.text(more) + "</summary>\n" + page.Table(rest, below) + "</details>\n"
}

// fitting is the rows that there is room for, in their order: first those that are kept before others.
func (w *writer) fitting(rows []table.Line, keep func(table.Line) bool) []table.Line {
	w.longest = max(w.longest, len(rows))
	if len(rows) <= w.size.folded {
		return rows
	}
	others := w.size.folded
	for _, line := range rows {
		if keep(line) {
			others--
		}
	}
	kept := w.size.folded - max(others, 0)
	var out []table.Line
	for _, line := range rows {
		room := &others
		if keep(line) {
			room = &kept
		}
		if *room > 0 {
			*room--
			out = append(out, line)
		}
	}
	return out
}

// caption is a title of which only what the heading does not say is seen.
func caption(title, heading string) string {
	rest, ok := strings.CutPrefix(title, heading)
	if !ok {
		return esc(title)
	}
	hidden := heading
	if sign := strings.TrimLeft(rest, ", "); sign != rest {
		hidden, rest = heading+", ", sign
	}
	return "<span class=\"hidden\">" + esc(hidden) + "</span>" + esc(rest)
}

// drawingOf is the chart that a table stands beside, with what it shows in words, or "".
func (w *writer) drawingOf(t *table.Table) string {
	for _, c := range w.charts {
		if c.Tables[0] == t {
			return w.drawing(c)
		}
	}
	return ""
}

func (w *writer) drawing(c chart.Chart) string {
	name := c.Name // two analyses of a figure may have the same
	for n := 2; slices.ContainsFunc(w.drawn, func(other chart.Chart) bool { return other.Name == c.Name }); n++ {
		c.Name = name + "-" + strconv.Itoa(n)
	}
	w.drawn = append(w.drawn, c)
	id := "chart-" + c.Name
	return "<figure class=\"chart\" aria-labelledby=\"" + id + "-text\">\n<div id=\"" + id + "\" class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"" + w.text(c.Title) + "\"></div>\n<figcaption id=\"" + id + "-text\">" +
		w.caption(c.Description) + "</figcaption>\n</figure>\n"
}

// scenarios are all outputs under all scenarios, and answers under each side by side.
func (w *writer) scenarios() string {
	list := w.analyses("scenarios")
	if w.Scenarios != nil {
		list = append(list, w.Scenarios)
	}
	var out strings.Builder
	if len(list)+len(w.Beside) > 0 {
		out.WriteString(w.scenarioSets())
	}
	for _, t := range list {
		w.told[t] = true
		out.WriteString(w.folded(t.View(w.style), w.cells(t), w.say(t.Title)))
	}
	for _, r := range w.Beside {
		out.WriteString(w.tables(r.Tables))
	}
	return out.String()
}

// scenarioSets says what each scenario is.
func (w *writer) scenarioSets() string {
	sets, err := w.Report.ScenarioSets(w.ctx)
	if err != nil && w.err == nil {
		w.err = err
	}
	var pairs []pair
	for _, s := range sets {
		pairs = append(pairs, pair{w.text(s.About), w.text(s.Is)})
	}
	return list(pairs)
}
