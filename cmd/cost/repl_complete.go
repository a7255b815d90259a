package main

import (
	"strings"
	"unicode"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

// offer is what may stand at the cursor, as long as the line is the one it was asked for.
type offer struct {
	line string
	list []string
}

// complete goes on with the word at the cursor as far as that is certain, and lists what it may become. The completion of the
// library is not used: it counts bytes where letters are meant, and so takes too much away behind an æ.
func (t *terminal) complete() {
	t.shell.History.Save()
	line, cursor := t.shell.Line(), t.shell.Cursor()
	before := string((*line)[:cursor.Pos()])
	from, list := t.repl.complete(string(*line), len(before))
	t.offered = offer{}
	if len(list) == 0 || from < 0 {
		return
	}
	letters := []rune(before[from:])
	if common := []rune(commonStart(list)); len(common) >= len(letters) {
		at := cursor.Pos() - len(letters)
		line.Cut(at, cursor.Pos())
		cursor.Set(at)
		cursor.InsertAt(common...)
	}
	if len(list) > 1 {
		columns, rows := screenSize()
		t.offered = offer{string(*line), t.repl.offers(list, columns, max(rows/2, 3))}
	}
}

// commonStart is the letters that all texts begin with, as the first writes them.
func commonStart(list []eval.Completion) string {
	start := []rune(list[0].Text)
	for _, c := range list[1:] {
		same := 0
		for i, r := range []rune(c.Text) {
			if i == len(start) || unicode.ToLower(r) != unicode.ToLower(start[i]) {
				break
			}
			same++
		}
		start = start[:same]
	}
	return string(start)
}

// offers lists completions on a screen: one a line with what it is, or several a line where they are many or that is nothing.
func (r *repl) offers(list []eval.Completion, columns, rows int) []string {
	names, abouts := 0, 0
	for _, c := range list {
		names, abouts = max(names, width(c.Text)), max(abouts, width(c.About))
	}
	room := columns - 1
	if len(list) > rows || abouts == 0 {
		return r.offersInColumns(list, room, min(names, room), rows)
	}
	var out []string
	for _, c := range list {
		name := padRight(c.Text, names)
		text := cut(name+"  "+c.About, room)
		if shown := width(name); width(text) > shown {
			text = name + r.ink.results.dim(string([]rune(text)[shown:]))
		}
		out = append(out, strings.TrimRight(text, " "))
	}
	return out
}

// offersInColumns lists names, and how many there is no room for.
func (r *repl) offersInColumns(list []eval.Completion, room, names, rows int) []string {
	perRow := max(1, (room+2)/(names+2))
	if shown := perRow * rows; len(list) > shown {
		left := len(list) - perRow*(rows-1)
		more := say.Count(left, say.T("and 1 more"), say.T("and %d more", left))
		return append(r.offersInColumns(list[:perRow*(rows-1)], room, names, rows), r.ink.results.dim(cut(more.In(r.locale.language), room)))
	}
	var out []string
	for len(list) > 0 {
		row := list[:min(perRow, len(list))]
		list = list[len(row):]
		var line strings.Builder
		for _, c := range row {
			line.WriteString(padRight(cut(c.Text, room), names) + "  ")
		}
		out = append(out, strings.TrimRight(line.String(), " "))
	}
	return out
}
