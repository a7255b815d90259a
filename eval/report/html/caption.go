package html

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/lang/say"
)

// caption is what a chart shows in words, in which figures open as they do in the table.
func (w *writer) caption(text say.Phrase) string {
	const sign = "\x00" // control characters do not come out of phrases as they are said here
	var figures []string
	marked := text.Map(func(arg any) any {
		f, is := arg.(chart.Figure)
		if !is {
			return arg
		}
		n, err := w.number(f.Table, f.Row, f.Col)
		figures = append(figures, w.openedAs(n, err, w.shownAs(f.Table, f.Row, f.Col, n), w.style.Amount(f.Amount)))
		return say.Verbatim(sign + strconv.Itoa(len(figures)-1) + sign)
	}).In(w.Language)
	var out strings.Builder
	for i, piece := range strings.Split(marked, sign) {
		if at, err := strconv.Atoi(piece); i%2 == 1 && err == nil && at < len(figures) {
			out.WriteString(figures[at])
			continue
		}
		out.WriteString(esc(piece))
	}
	return out.String()
}
