package plan

import "github.com/costlang/cost/eval/check"

// assumed lists the wages, the norm and the written numbers of a script, then those of the scripts it uses.
func (l *lowerer) assumed(in *instance) {
	if n := in.m.Norm; n != nil {
		l.assume(in, n.Def, l.real(l.in(in, n.Value, perTime(l.units.hour, l.units.year))), false)
	}
	for _, w := range in.m.Wages {
		l.assume(in, w.Def, l.one(l.definition(in, w)), false)
	}
	for _, d := range in.m.Lets {
		if lit, ok := d.Value.(*check.Lit); ok && lit.Typ.Kind == check.KindNumber {
			l.assume(in, d.Def, l.one(l.definition(in, d)), lit.Percent)
		}
	}
	for _, use := range in.m.Uses {
		if !use.Standard {
			l.assumed(l.used(in, use))
		}
	}
}

func (l *lowerer) assume(in *instance, d check.Def, value Ref, percent bool) {
	d.Name = in.prefix + d.Name
	l.p.Assumed = append(l.p.Assumed, Assumed{d, l.real(value), percent})
}
