package eval

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// binding is params and outputs of a program that were found once, to be run repeatedly. It is not changed once made.
type binding struct {
	program *Program
	opts    []RunOption
	inputs  []bound // each with a slot or more
	outputs []shownIn
	// base is a reading of the program under its scenario, of a plan with some steps more: the outputs in their units, and whether params
	// lie in ranges that no guard of the plan looks at.
	base    *exact.Reading
	slots   []int // of the plan: those of the inputs, one after the other
	given   []exact.Value
	wanted  []plan.Ref // the outputs
	inRange []plan.Ref // conditions that a run must meet beside the guards
	ranges  []lanes.Range
	folded  *ready[exact.Folded]
	crew    *ready[crew] // of batches
	idle    sync.Pool    // of *desk
	workers int
}

// bound is an input.
type bound struct {
	param *plan.Param
	first int // in the slots of the binding
	ratio unit.Ratio
	unit  string // as written, or ""
}

// shownIn is an output: a step of the program's plan, and what turns it into the wanted unit.
type shownIn struct {
	ref   plan.Ref
	ratio unit.Ratio
}

// spec is `NAME` or `NAME,UNIT`, which names something of the script and the unit its numbers have in Go.
type spec struct {
	name, unit string
	of         ast.Expr
	as         *ast.UnitExpr // or nil
	file       *source.File
}

// spec reads a spec. Where it stands is the name of a field or column.
func (p *Program) spec(where, text string) (spec, diag.List) {
	name, unitText, _ := strings.Cut(text, ",")
	s := spec{name: strings.TrimSpace(name), unit: strings.TrimSpace(unitText)}
	query := s.name
	if s.unit != "" {
		query += " as " + s.unit
	}
	s.file = source.NewFile(where, query)
	var problems diag.List
	s.of, s.as, problems = lang.ParseQuery(s.file, lang.WithLimits(p.limits.parser()))
	return s, problems
}

// display is the unit of a spec.
func (p *Program) display(s spec) (check.Display, diag.List) {
	_, d, problems := check.CheckQuery(p.module, s.of, s.as, nil)
	for i := range problems {
		if problems[i].Code == diag.OtherDimension {
			p.otherDimension(&problems[i], s)
		}
	}
	return d, problems
}

// otherDimension words a finding for a unit behind a name, where no `as` is written.
func (p *Program) otherDimension(d *diag.Diagnostic, s spec) {
	_, own, _ := check.CheckQuery(p.module, s.of, nil, nil)
	shown, _ := check.CheckUnit(p.module, s.as)
	is := shown.Unit.Dimension()
	if shown.Percent {
		is = say.T("a percentage")
	}
	d.Message = say.T("`%s` is %s, and its unit here, `%s`, is that of %s", s.name, own.Unit.Dimension(), s.unit, is)
	d.Help = say.T("the unit behind a name converts, and never changes the dimension")
}

// factor turns a number from one unit into another of its dimension.
func (s spec) factor(from, to check.Display) (unit.Ratio, diag.List) {
	ratio, ok := between(from, to)
	if !ok {
		return unit.One, diag.List{diag.New(diag.OutOfRange, s.of.Range(), say.T("`%s` is too far from the unit of `%s`", s.unit, s.name))}
	}
	return ratio, nil
}

// between is the factor from one unit to another, and false when there is none.
func between(from, to check.Display) (unit.Ratio, bool) {
	ratio, ok := from.Unit.To(to.Unit)
	for _, r := range []unit.Ratio{perOne(from), perOne(to).Inv()} {
		if ok {
			ratio, ok = ratio.Mul(r)
		}
	}
	return ratio, ok
}

// perOne is what 1 of a display is in its unit.
func perOne(d check.Display) unit.Ratio {
	if d.Percent {
		return unit.NewRatio(1, 100)
	}
	return unit.NewRatio(max(d.Scale, 1), 1)
}

// bind finds what inputs and outputs name, with all that is wrong with them.
func (p *Program) bind(inputs, outputs []field, o runOptions) (*binding, diag.List) {
	b := &binding{program: p, workers: o.workers}
	files := maps.Clone(p.files)
	var problems diag.List
	for i, f := range slices.Concat(inputs, outputs) {
		s, found := p.spec(f.name, f.tag)
		files[s.file.Name] = s.file
		if found.Err() == nil && i < len(inputs) {
			found = b.input(s, f)
		} else if found.Err() == nil {
			found = b.output(s)
		}
		problems = append(problems, found...)
	}
	if problems = append(problems, doubled(inputs)...); problems.Err() != nil {
		return nil, problems.Attach(files)
	}
	return b, b.read(o)
}

// doubled finds params that two fields are for.
func doubled(inputs []field) diag.List {
	var out diag.List
	seen := map[string]string{}
	for _, f := range inputs {
		name, _, _ := strings.Cut(f.tag, ",")
		name = strings.TrimSpace(name)
		if first, twice := seen[name]; twice {
			d := misfit(f.name, say.T("%s and %s are both for `%s`", first, f.name, name))
			d.Code = diag.DuplicateName
			out = append(out, d)
		}
		seen[name] = f.name
	}
	return out
}

func (b *binding) input(s spec, f field) diag.List {
	p := b.program
	at := slices.IndexFunc(p.plan.Params, func(have *plan.Param) bool { return have.Name == s.name && have.Decl.Name == s.name })
	if at < 0 {
		return p.notAParam(s)
	}
	param := p.plan.Params[at]
	if misfits := unlike(s, f, param); misfits != nil {
		return misfits
	}
	ratio := unit.One
	if s.as != nil {
		d, problems := p.display(s)
		if problems.Err() == nil {
			ratio, problems = s.factor(d, check.Display{Unit: param.Decl.Type.Unit})
		}
		if problems.Err() != nil {
			return problems
		}
	}
	b.inputs = append(b.inputs, bound{param, len(b.slots), ratio, s.unit})
	for i := range param.Values {
		b.slots = append(b.slots, param.FirstSlot+i)
	}
	return nil
}

func (p *Program) notAParam(s spec) diag.List {
	_, problems := check.CheckSetting(p.module, s.name, s.of)
	if problems.Err() != nil {
		return problems
	}
	return diag.List{diag.New(diag.UnknownInput, s.of.Range(), say.T("`%s` is bound by `with` and cannot be set", s.name))}
}

// unlike reports a field that cannot hold what a param is.
func unlike(s spec, f field, p *plan.Param) diag.List {
	is := p.Decl.Type
	isText, isList := is.Kind == check.KindText, is.Series != check.Single
	var reason say.Phrase
	switch {
	case f.column && (isText || isList):
		reason = say.T("`%s` is %s, and %s of a batch holds single numbers", s.name, isA(isText), f.name)
	case isText && f.kind != textual:
		reason = say.T("`%s` is a text, and %s is not a string", s.name, f.name)
	case !isText && f.kind == textual:
		reason = say.T("`%s` is a number, and %s is a string", s.name, f.name)
	case isList && !f.isList():
		reason = say.T("`%s` is a list, and %s is neither a slice nor an array", s.name, f.name)
	case !isList && f.isList():
		reason = say.T("`%s` is not a list, and %s is a slice or an array", s.name, f.name)
	case f.form == array && f.length != len(p.Values):
		reason = say.T("`%s` has %s, and %s is an array of %d", s.name, say.Count(len(p.Values), say.T("1 entry"), say.T("%d entries", len(p.Values))), f.name, f.length)
	default:
		return nil
	}
	d := diag.New(diag.WrongKind, s.of.Range(), reason)
	d.Related = []diag.Related{{Span: p.Decl.NameSpan, Label: say.T("declared here")}}
	return diag.List{d}
}

// isA names what is no single number.
func isA(text bool) say.Phrase {
	if text {
		return say.T("a text")
	}
	return say.T("a list")
}

func (b *binding) output(s spec) diag.List {
	p := b.program
	at := slices.IndexFunc(p.plan.Outputs, func(have *plan.Output) bool { return have.Name == s.name })
	if at < 0 {
		return p.notAnOutput(s)
	}
	o := p.plan.Outputs[at]
	out := shownIn{o.Shown, unit.One}
	if s.as != nil {
		d, problems := p.display(s)
		if problems.Err() != nil {
			return problems
		}
		if out.ratio, problems = s.factor(check.Display{Unit: o.Decl.Value.Type().Unit}, d); problems != nil {
			return problems
		}
		out.ref = o.Value
	}
	b.outputs = append(b.outputs, out)
	return nil
}

func (p *Program) notAnOutput(s spec) diag.List {
	var names []string
	for _, o := range p.plan.Outputs {
		names = append(names, o.Name)
	}
	d := diag.New(diag.UnknownName, s.of.Range(), say.T("the script has no output `%s`", s.name))
	d.Help = check.Suggest(s.name, names, say.T("its outputs are %s", listed(names)))
	return diag.List{d}
}

// read reads the program under its scenario, which stays as it is but for the inputs.
func (b *binding) read(o runOptions) diag.List {
	p := b.program
	scenario, set, problems := p.chosen(o)
	if problems.Err() != nil {
		return problems
	}
	ctx, cancel := context.WithTimeout(background(), p.limits.Time)
	defer cancel()
	under := exact.Inputs{}
	if scenario >= 0 {
		base, err := exact.Run(ctx, p.plan, nil)
		if err != nil {
			return p.stopped(err).List
		}
		under = underScenario(base, scenario)
	}
	maps.Copy(under, set.slots)
	base, err := exact.Run(ctx, b.extended(), under)
	if err != nil {
		return p.stopped(err).List
	}
	b.base, b.given = base, make([]exact.Value, len(b.slots))
	for i, slot := range b.slots {
		b.given[i].D, b.given[i].Known = under[slot]
	}
	b.opts = []RunOption{Under(o.scenario), With(o.inputs)}
	b.folded, b.crew = newReady[exact.Folded](), newReady[crew]()
	return nil
}

// extended is the plan of the program with steps of the binding behind its own.
func (b *binding) extended() *plan.Plan {
	whole := *b.program.plan
	e := &extension{Plan: &whole}
	whole.Steps, whole.Info, whole.Ratios = slices.Clip(whole.Steps), slices.Clip(whole.Info), slices.Clip(whole.Ratios)
	for _, o := range b.outputs {
		b.wanted = append(b.wanted, e.scaled(o))
	}
	for _, in := range b.inputs {
		if in.param.Low == plan.None {
			continue
		}
		for _, v := range in.param.Values {
			b.ranges = append(b.ranges, lanes.Range{Value: v, Low: in.param.Low, High: in.param.High})
			if in.param.Decl.Dist.Open() { // no guard of the plan looks at it, since draws may lie outside
				b.inRange = append(b.inRange, e.step(plan.And, e.step(plan.Le, in.param.Low, v), e.step(plan.Le, v, in.param.High)))
			}
		}
	}
	return &whole
}

// extension adds steps to the copy of a plan.
type extension struct{ *plan.Plan }

func (e *extension) step(op plan.Op, x, y plan.Ref) plan.Ref {
	e.Steps, e.Info = append(e.Steps, plan.Step{Op: op, A: x, B: y, C: plan.None}), append(e.Info, plan.Info{})
	return plan.Ref(len(e.Steps) - 1)
}

func (e *extension) scaled(o shownIn) plan.Ref {
	if o.ratio.IsOne() || o.ref < 0 {
		return o.ref
	}
	e.Ratios = append(e.Ratios, o.ratio)
	return e.step(plan.Scale, o.ref, plan.Ref(len(e.Ratios)-1))
}

// cut cuts out what a run of the binding reads.
func (b *binding) cut(ctx context.Context) (*exact.Folded, error) {
	return exact.Fold(ctx, b.base, b.slots, slices.Concat(b.wanted, b.conditions()))
}

// conditions is what must hold in a run.
func (b *binding) conditions() []plan.Ref {
	out := slices.Clone(b.inRange)
	for _, g := range b.program.plan.Guards {
		out = append(out, g.Cond)
	}
	return out
}

// desk is the memory of a run.
type desk struct{ slots, figures []exact.Value }

func (b *binding) desk() *desk {
	if d, ok := b.idle.Get().(*desk); ok {
		return d
	}
	return &desk{make([]exact.Value, len(b.slots)), make([]exact.Value, len(b.wanted)+len(b.inRange)+len(b.program.plan.Guards))}
}

// run reads the outputs exactly for the fields of a struct, and writes those of another. What the folded plan cannot say, why there is
// no figure, a run of the whole program says.
func (b *binding) run(ctx context.Context, fields, results []field, in, out unsafe.Pointer) (err error) {
	defer b.program.recovered(ctx, &err)
	d := b.desk()
	defer b.idle.Put(d)
	if b.fill(d.slots, fields, in) {
		folded, err := b.folded.once(ctx, b.cut)
		if err == nil {
			err = folded.Read(ctx, d.slots, d.figures)
		}
		if err != nil {
			return b.program.stopped(err)
		}
		if sound(d.figures[:len(b.wanted)], d.figures[len(b.wanted):]) {
			for i, f := range results {
				f.put(out, d.figures[i].D)
			}
			return nil
		}
	}
	return b.whole(ctx, fields, results, in, out)
}

// sound reports whether all figures have a value and no condition fails.
func sound(figures, conditions []exact.Value) bool {
	return !slices.ContainsFunc(figures, func(v exact.Value) bool { return !v.Known }) &&
		!slices.ContainsFunc(conditions, func(v exact.Value) bool { return v.Known && v.IsZero() })
}

// fill puts the fields into their slots, and reports whether they are there as they are.
func (b *binding) fill(slots []exact.Value, fields []field, in unsafe.Pointer) bool {
	copy(slots, b.given)
	for i, to := range b.inputs {
		f := &fields[i]
		at, n := f.entries(in)
		if at == nil && f.form != array {
			continue
		}
		if n != len(to.param.Values) {
			return false
		}
		for entry := range n {
			v, ok := b.value(f, unsafe.Add(at, uintptr(entry)*f.size), to.ratio)
			if !ok {
				return false
			}
			slots[to.first+entry] = exact.Value{D: v, Known: true}
		}
	}
	return true
}

func (b *binding) value(f *field, at unsafe.Pointer, ratio unit.Ratio) (num.D, bool) {
	if f.kind == textual {
		text := slices.Index(b.program.plan.Texts, *(*string)(at))
		return num.Int(int64(text)), text >= 0
	}
	v, ok := f.number(at)
	if ok && !ratio.IsOne() {
		v, ok = v.MulRatio(ratio.Num, ratio.Den)
	}
	return v, ok
}

// whole runs the whole program, with the fields as inputs.
func (b *binding) whole(ctx context.Context, fields, results []field, in, out unsafe.Pointer) error {
	r, err := b.program.runFor(ctx, b.refs, b.asInputs(fields, in), b.opts)
	if err != nil {
		return onlyErrors(err)
	}
	for i, o := range b.outputs {
		v, _ := r.reading.Value(o.ref)
		v, ok := v.MulRatio(o.ratio.Num, o.ratio.Den)
		if !ok {
			d := diag.Passed{
				What:  say.T("a number here has too many digits before the decimal point"),
				Field: "Digits", Asked: num.MaxDigits + 1, AtLeast: true, Allowed: num.MaxDigits,
			}.At(diag.TooManyDigits, b.program.plan.Info[o.ref].Span)
			d.Help = say.T("look for a wrong unit or a product of large numbers") // there are never more
			return diag.List{d}.Attach(b.program.files)
		}
		results[i].put(out, v)
	}
	return nil
}

// onlyErrors leaves out the warnings beside errors.
func onlyErrors(err error) error {
	if list, is := err.(diag.List); is {
		return list.Errors()
	}
	return err
}

// refs is the outputs in the plan of the program.
func (b *binding) refs(*Program) []plan.Ref {
	var out []plan.Ref
	for _, o := range b.outputs {
		out = append(out, o.ref)
	}
	return out
}

// asInputs is the fields as Inputs.
func (b *binding) asInputs(fields []field, in unsafe.Pointer) Inputs {
	out := Inputs{}
	for i, f := range fields {
		at, n := f.entries(in)
		if at == nil && f.form != array {
			continue
		}
		to := b.inputs[i]
		if !f.isList() {
			out[to.param.Name] = to.asInput(f, f.entry(at))
			continue
		}
		entries := make([]any, n)
		for entry := range entries {
			entries[entry] = to.asInput(f, f.entry(unsafe.Add(at, uintptr(entry)*f.size)))
		}
		out[to.param.Name] = entries
	}
	return out
}

// asInput is an entry as a script writes it, or as it is when it cannot be written.
func (in bound) asInput(f field, v any) any {
	text, unfit := inputText(v)
	switch {
	case !unfit.Empty():
		return v
	case f.kind == textual:
		return `"` + text + `"`
	case in.unit == "%":
		return text + "%"
	case in.unit != "":
		return text + " " + in.unit
	}
	return text
}
