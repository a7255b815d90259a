package eval

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
)

// paramCell is a value of a param: a number in percent or with its unit, a text, or a list.
func (p *Program) paramCell(param *plan.Param, at []num.D) table.Cell {
	if param.Decl.Type.Series != check.Single || param.Decl.Type.Kind == check.KindText {
		return table.LabelCell(p.paramText(param, at))
	}
	amount := paramAmount(param, at[0])
	c := table.NumberCell(amount.Value)
	c.Unit, c.Places = amount.Unit, amount.Places
	return c
}

// paramText is a value of a param as a text.
func (p *Program) paramText(param *plan.Param, at []num.D) say.Phrase {
	texts := make([]say.Phrase, len(at))
	for i, v := range at {
		if param.Decl.Type.Kind == check.KindText {
			index, _ := v.Int64()
			texts[i] = say.Verbatim(p.plan.Texts[index])
			continue
		}
		texts[i] = say.T("%s", paramAmount(param, v))
	}
	if param.Decl.Type.Series == check.Single {
		return texts[0]
	}
	return say.T("[%s]", say.Join(texts, ", "))
}

// paramAmount is a value of a param as the script writes it.
func paramAmount(param *plan.Param, v num.D) table.Amount {
	return numberAmount(param.Decl.Percent, param.Decl.Type.Unit, v)
}

// numberAmount is a number with its unit or in percent, with its own decimals.
func numberAmount(percent bool, u unit.Unit, v num.D) table.Amount {
	if percent {
		v, _ = v.Mul(num.Int(100))
		return table.Amount{Value: v, Places: decimals(v), Unit: "%"}
	}
	return table.Amount{Value: v, Places: decimals(v), Unit: unitOf(u, v)}
}
