package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// mostWritten is how long a text of the script may be to say what a step is: what is longer is a whole declaration.
const mostWritten = 60

// label is what a step is called, with the value of a param that it was repeated with.
func (b *builder) label(x plan.Ref) string {
	told := b.g.told[x]
	if !told.Label.Empty() || told.With.Param == "" || b.g.name[x] != "" {
		return b.ownLabel(x)
	}
	if twin, ok := b.twins[b.origin(x)]; ok && twin != x {
		return b.in(say.T("%s, %s", b.wholeLabel(twin), b.settingLabel(told.With)))
	}
	return b.in(say.T("%s, %s", b.ownLabel(x), b.settingLabel(told.With)))
}

// ownLabel is what a step is called: as it is labelled, as it is told, as it is written, by what it is part of, or by its name.
func (b *builder) ownLabel(x plan.Ref) string {
	name := b.g.name[x]
	if own := labelled(b.Module, name); own != "" {
		return own
	}
	if told := b.g.told[x]; !told.Label.Empty() {
		return b.toldLabel(told)
	}
	if used, own, ok := cutLast(name, "."); ok {
		label := ""
		modules(b.Module, func(m *check.Module) { label = cmp.Or(label, labelled(m, own)) })
		if label != "" {
			return used + " / " + label
		}
	}
	written := b.slice(b.Info[x].Span)
	if strings.ContainsAny(written, "(+-*/") && !strings.ContainsAny(written, `{"`) && len(written) <= mostWritten {
		return written
	}
	for user, ok := b.user[x]; ok && b.rowName(x) == ""; user, ok = b.user[user] {
		if !b.g.told[user].Label.Empty() || b.g.name[user] != "" {
			return b.in(say.T("part of: %s", b.usedIn(user)))
		}
	}
	return cmp.Or(name, short(written, mostWritten))
}

// wholeLabel is the label of a step, that of its flow where it is a part of one.
func (b *builder) wholeLabel(x plan.Ref) string {
	if p := b.g.told[x].Place; p.Flow > 0 {
		return b.in(p.Label)
	}
	return b.partLabel(x)
}

// usedIn is the label of what a step is a part of: of its series, or of what it is written as itself where it has none.
func (b *builder) usedIn(x plan.Ref) string {
	told := b.g.told[x]
	switch {
	case told.Place.Flow > 0:
		return b.in(told.Place.Label)
	case told.Label.Empty() && b.user[x] > x:
		return cmp.Or(labelled(b.Module, b.g.name[x]), b.g.name[x])
	}
	return b.partLabel(x)
}

// partLabel is the label of a step with the year it is of.
func (b *builder) partLabel(x plan.Ref) string {
	if told := b.g.told[x]; !told.Label.Empty() {
		return b.toldLabel(told)
	}
	return b.label(x)
}

// toldLabel is what a step is told to be. A value that may be changed in the workbook is called by its place, not by what it was.
func (b *builder) toldLabel(told plan.Told) string {
	if told.At.Param != "" {
		return b.in(b.settingLabel(told.At))
	}
	return b.in(told.Label)
}

// settingLabel is which of its values a param is at, whatever that value is.
func (b *builder) settingLabel(at plan.Setting) say.Phrase {
	for _, p := range b.Params {
		if p.Name == at.Param && at.Choice < len(p.Choices) {
			return say.T("with %s: %s", p.Name, b.choiceName(p.Choices, at.Choice))
		}
	}
	return at.Label
}

// origin is where a step comes from, the same for a step and its repetition with another input.
func (b *builder) origin(x plan.Ref) string {
	at := b.Info[x].Span
	return fmt.Sprint(at.Pos.Filename, at.Pos.Offset, at.EndPos.Offset, b.Steps[x].Op, b.Info[x].Unit)
}

// findTwins finds the first step from each origin that is told of or has a name.
func (b *builder) findTwins() {
	for i := range b.Steps {
		x := plan.Ref(i)
		if !b.cell[x] || b.g.told[x].Label.Empty() && b.g.name[x] == "" {
			continue
		}
		if key := b.origin(x); b.twins[key] == 0 {
			b.twins[key] = x
		}
	}
}

// labelled is the label that a script gives a name, "" where it gives none.
func labelled(m *check.Module, name string) string {
	out := ""
	try := func(d check.Def) {
		if name != "" && d.Name == name && d.Label != d.Name {
			out = d.Label
		}
	}
	for _, d := range m.Lets {
		try(d.Def)
	}
	for _, d := range m.Outputs {
		try(d.Def)
	}
	for _, d := range m.Wages {
		try(d.Def)
	}
	return out
}

// cutLast takes a name apart at the last sign in it.
func cutLast(name, sign string) (before, after string, ok bool) {
	at := strings.LastIndex(name, sign)
	if at < 0 {
		return "", name, false
	}
	return name[:at], name[at+len(sign):], true
}

// outsideTexts is where the first of some signs stands in a piece of a script that is not within a text, or -1.
func outsideTexts(piece, signs string) int {
	within := false
	for i := 0; i < len(piece); i++ {
		switch c := piece[i]; {
		case within && c == '\\':
			i++
		case c == '"':
			within = !within
		case !within && strings.IndexByte(signs, c) >= 0:
			return i
		}
	}
	return -1
}
