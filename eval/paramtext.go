package eval

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
)

// paramCell is a value of a param: a number in percent or with its unit, a text, or a list.
func (r *Result) paramCell(param *plan.Param, at []num.D) table.Cell {
	if param.Decl.Type.Series != check.Single || param.Decl.Type.Kind == check.KindText {
		return table.LabelCell(r.paramText(param, at))
	}
	amount := paramAmount(param, at[0])
	c := table.NumberCell(amount.Value)
	c.Unit, c.Places = amount.Unit, amount.Places
	return c
}

// paramText is a value of a param as a text.
func (r *Result) paramText(param *plan.Param, at []num.D) say.Phrase {
	texts := make([]say.Phrase, len(at))
	for i, v := range at {
		if param.Decl.Type.Kind == check.KindText {
			texts[i] = say.Verbatim(r.text(v))
			continue
		}
		texts[i] = say.T("%s", paramAmount(param, v))
	}
	if param.Decl.Type.Series == check.Single {
		return texts[0]
	}
	// Where numbers have decimal commas, what stands between them is no comma.
	return say.T("%s", inWords{say.T("[%s]", say.Join(texts, ", ")).String(), say.T("[%s]", say.Join(texts, "; "))})
}

// paramAmount is a value of a param as the script writes it.
func paramAmount(param *plan.Param, v num.D) table.Amount {
	return numberAmount(param.Decl.Percent, param.Decl.Type.Unit, v)
}

// numberAmount is a number with its unit or in percent, with its own decimals.
func numberAmount(percent bool, u unit.Unit, v num.D) table.Amount {
	if percent {
		v, _ = v.Mul(num.Int(100))
		return table.Amount{Value: v, Places: placesOf(v), Unit: "%"}
	}
	return table.Amount{Value: v, Places: placesOf(v), Unit: unitOf(u, v)}
}

// settingAt is a value of a param with the text that Inputs take.
func (r *Result) settingAt(param *plan.Param, at []num.D) Setting {
	out := Setting{Param: param.Name, Values: at}
	entries := make([]string, len(at))
	for i, v := range at {
		entries[i] = r.entryText(param, v)
	}
	out.Text = strings.Join(entries, ", ")
	if param.Decl.Type.Series != check.Single {
		out.Text = "[" + out.Text + "]"
	}
	if param.Decl.Type.Kind == check.KindText {
		out.Values = nil
	}
	return out
}

// entryText is a value of a param as a script writes it, to the last digit.
func (r *Result) entryText(param *plan.Param, v num.D) string {
	switch {
	case param.Decl.Type.Kind == check.KindText:
		return quoted(r.text(v))
	case param.Decl.Percent:
		percent, _ := v.Mul(num.Int(100))
		return percent.String() + "%"
	}
	return v.String()
}
