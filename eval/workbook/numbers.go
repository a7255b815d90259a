package workbook

import (
	"cmp"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// layNumbers gives every other number that the script writes, and that a figure rests on, a cell that may be changed: teams that start, shares,
// rates, what a range has between its ends, what scenarios set. Those of claims stand where the claims do.
func (b *builder) layNumbers() {
	row, headed := len(b.assumptions.Rows)+1, false
	base, claims := b.baseNumbers(), b.claimSpans()
	for i := range b.Steps {
		x := plan.Ref(i)
		if base[x] || !b.writtenAlone(x) || within(b.Info[x].Span, claims) {
			continue
		}
		if !headed {
			b.say(b.assumptions, row, 0, say.T("Other numbers of the script"), Style{Role: Heading})
			row, headed = row+1, true
		}
		b.layNumber(x, row)
		row++
	}
}

// layNumber writes a number with the line that it stands in.
func (b *builder) layNumber(x plan.Ref, row int) {
	at := b.Info[x].Span
	line := strings.Join(strings.Fields(b.lineOf(at)), " ")
	label := say.T("%s, in: %s", say.Verbatim(b.slice(at)), say.Verbatim(short(line, 100)))
	b.describe(row, b.in(label), "", b.in(say.T("line %d", at.Pos.Line)), b.unitOf(x), 0)
	v, _ := b.g.number(x)
	b.settleIn(x, Address{b.assumptions, row, inputValue})
	b.assumptions.Put(row, inputValue, Cell{Kind: Number, Text: v.String(), Style: Style{Role: Input, Format: b.format(b.unitOf(x), x)}})
}

func (b *builder) lineOf(at source.Span) string {
	if f := b.Files[at.Pos.Filename]; f != nil {
		return f.Line(at.Pos.Line)
	}
	return ""
}

// baseNumbers are what params are written to be: their cells say that already.
func (b *builder) baseNumbers() map[plan.Ref]bool {
	out := map[plan.Ref]bool{}
	for _, p := range b.Params {
		for _, x := range p.Base {
			out[b.g.of(x)] = true
		}
	}
	return out
}

// claimSpans are where the script says what it expects.
func (b *builder) claimSpans() []source.Span {
	var out []source.Span
	modules(b.Module, func(m *check.Module) {
		for _, d := range m.Tree.Decls {
			if _, claim := d.(*ast.Expect); claim {
				out = append(out, d.Range())
			}
		}
	})
	return out
}

func within(at source.Span, spans []source.Span) bool {
	for _, s := range spans {
		if s.Pos.Filename == at.Pos.Filename && s.Pos.Offset <= at.Pos.Offset && at.EndPos.Offset <= s.EndPos.Offset {
			return true
		}
	}
	return false
}

// writtenAlone reports whether a step is a number as the script writes it that has no cell yet. A 0 or 1 that is added, multiplied with or
// compared to is a way of saying a formula, and no number of its own.
func (b *builder) writtenAlone(x plan.Ref) bool {
	at := b.Info[x].Span
	if !b.writtenWithin(x, at) {
		return false
	}
	text := b.slice(at)
	if text == "" || !strings.ContainsAny(text[:1], ".0123456789") || strings.ContainsAny(text, "+*()[]{}<>=") {
		return false
	}
	return text != "0" && text != "1" || !b.amongSigns(at)
}

// amongSigns reports whether a sign of a formula stands before or after a text of the script.
func (b *builder) amongSigns(at source.Span) bool {
	f := b.Files[at.Pos.Filename]
	before, after := strings.TrimRight(f.Text[:at.Pos.Offset], " \t"), strings.TrimLeft(f.Text[at.EndPos.Offset:], " \t")
	last, first := "", ""
	if before != "" {
		last = before[len(before)-1:]
	}
	if after != "" {
		first = after[:1]
	}
	return strings.Contains("+-*/^(,<>≤≥", cmp.Or(last, " ")) || strings.Contains("+-*/^<>≤≥", cmp.Or(first, " "))
}
