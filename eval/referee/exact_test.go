package referee_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// lowered is a script that both sides read: the referee its module, the exact reading its plan.
type lowered struct {
	module *check.Module
	plan   *plan.Plan
	data   reader
}

// lower parses, checks and lowers the script of a name.
func lower(texts files, name string) (*lowered, error) {
	file := source.NewFile(name, texts[name])
	tree, found := lang.Parse(file)
	if err := found.Err(); err != nil {
		return nil, err
	}
	m, _, found := check.Check(file, tree, check.Options{Read: texts.script})
	if err := found.Err(); err != nil {
		return nil, err
	}
	data := texts.reader()
	p, found := plan.Lower(m, allRows(m, data, plan.Rows{}), plan.Limits{Operations: 2_000_000})
	if err := found.Err(); err != nil {
		return nil, err
	}
	return &lowered{m, p, data}, nil
}

func (f files) script(name string) (*source.File, error) {
	text, ok := f[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return source.NewFile(name, text), nil
}

// allRows gives the plan the rows of a script and of all it uses.
func allRows(m *check.Module, data reader, out plan.Rows) plan.Rows {
	for _, d := range m.Datas {
		t := &rows.Table{}
		for _, r := range data(m, d) {
			t.Rows = append(t.Rows, cellsOf(d, r))
		}
		out[d] = t
	}
	for _, use := range m.Uses {
		allRows(use.Module, data, out)
	}
	return out
}

func cellsOf(d *check.Data, r row) []rows.Cell {
	cells := make([]rows.Cell, len(d.Columns))
	for i, c := range d.Columns {
		v := r[c.Name]
		cells[i] = rows.Cell{Text: v.text, Missing: v.missing}
		if v.number != nil {
			cells[i].Value = num.Must(v.number.FloatString(12))
		}
	}
	return cells
}

// scenario finds a scenario by its name; the empty name is none.
func (l *lowered) scenario(name string) *check.Scenario {
	for _, s := range l.module.Scenarios {
		if s.Name == name || s.Label == name {
			return s
		}
	}
	return nil
}

// read runs the plan under a scenario and names its figures; it gives the guards that do not hold, too.
func (l *lowered) read(s *check.Scenario) (figures, error) {
	r, err := l.run(s)
	if err != nil {
		return nil, err
	}
	at := func(ref plan.Ref) (num.D, error) {
		if d, bad := r.Problem(ref); bad {
			return num.D{}, diag.List{d}
		}
		v, ok := r.Value(ref)
		if !ok {
			return v, errors.New("no value")
		}
		return v, nil
	}
	return read(l.plan, s, at), r.Problems().Err()
}

func (l *lowered) run(s *check.Scenario) (*exact.Reading, error) {
	base, err := exact.Run(context.Background(), l.plan, nil)
	if err != nil || s == nil {
		return base, err
	}
	in := exact.Inputs{}
	for _, x := range l.plan.Scenarios {
		if x.Decl != s {
			continue
		}
		for _, set := range x.Sets {
			for i, ref := range set.Values {
				v, ok := base.Value(ref)
				if !ok {
					return nil, fmt.Errorf("scenario %s sets a value that is none", s.Name)
				}
				in[l.plan.Params[set.Param].FirstSlot+i] = v
			}
		}
	}
	return exact.Run(context.Background(), l.plan, in)
}
