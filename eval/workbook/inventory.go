package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// writtenNumber is a number as a script writes it: what its cell is called, which number it is, and where the script has it from.
type writtenNumber struct {
	name   string
	label  say.Phrase
	source string
	lent   bool // by a standard module
}

// inventory is the numbers that a script and those it uses write, by where they stand. What the script claims is not among them, nor a 0 or
// 1 that a formula adds, multiplies with or compares to: that is a way of saying a formula, and no number of its own.
type inventory struct {
	found map[source.Span]*writtenNumber
	value map[source.Span]string // the names of values that are formulas
	seen  map[*check.Module]bool
	steps []plan.Ref // of the plan that are such numbers
}

func newInventory(m *check.Module) *inventory {
	v := &inventory{found: map[source.Span]*writtenNumber{}, value: map[source.Span]string{}, seen: map[*check.Module]bool{}}
	v.module(m, "", say.Phrase{}, false)
	return v
}

// script is where an inventory is: a script, and what it is called by those that use it.
type script struct {
	*inventory
	m      *check.Module
	prefix string
	label  say.Phrase
	lent   bool
}

func (v *inventory) module(m *check.Module, prefix string, label say.Phrase, lent bool) {
	if v.seen[m] {
		return
	}
	v.seen[m] = true
	s := &script{v, m, prefix, label, lent}
	s.definitions()
	s.conventions()
	s.work()
	for _, d := range m.Scenarios {
		for _, set := range d.Sets {
			s.numbers(set.Param.Name+"_under_"+slug(d.Name), say.T("%s, under %q", say.Verbatim(set.Param.Label), say.Verbatim(d.Name)), set.Value)
		}
	}
	for _, use := range m.Uses {
		for _, set := range use.With {
			s.numbers(use.Name+"_"+set.Param.Name, say.T("%s / %s", use.Name, set.Param.Label), set.Value)
		}
		v.module(use.Module, prefix+use.Name+"_", say.Verbatim(use.Name), lent || use.Standard)
	}
	s.cite()
}

// definitions are what has a name in the script. The numbers of a formula have names after it.
func (s *script) definitions() {
	for _, d := range s.m.Params {
		s.param(d)
	}
	for _, d := range s.m.Wages {
		s.wage(d)
		s.part(d.Def, "pension", say.T("pension"), d.Pension)
		s.part(d.Def, "overhead", say.T("overhead"), d.Overhead)
		if n := s.m.Norm; n == nil || d.Norm != n.Value {
			s.part(d.Def, "norm", say.T("norm"), d.Norm)
		}
	}
	for _, d := range s.m.Lets {
		s.numbers(d.Name, say.Verbatim(d.Label), d.Value)
	}
	for _, d := range s.m.Outputs {
		s.numbers(d.Name, say.Verbatim(d.Label), d.Value)
	}
}

func (s *script) param(d *check.Param) {
	if d.Range == nil || d.Range.Kind != ast.PlusMinus {
		s.numbers(d.Name, say.Verbatim(d.Label), d.Value)
	} else {
		s.part(d.Def, "written", say.T("as written, the centre of its range"), d.Value)
	}
	if d.Range == nil {
		return
	}
	s.part(d.Def, "low", say.T("lowest value"), d.Range.Low)
	s.part(d.Def, "high", say.T("highest value"), d.Range.High)
	s.part(d.Def, "range", say.T("range around it, up and down"), d.Range.Deviation)
	for i, e := range d.Range.Values {
		s.part(d.Def, fmt.Sprint("alternative_", i+1), say.T("alternative %d of %d", i+1, len(d.Range.Values)), e)
	}
}

func (s *script) conventions() {
	if n := s.m.Norm; n != nil {
		s.numbers("norm", say.T("Hours of a full-time year"), n.Value)
	}
	if in := s.m.Intervention; in != nil {
		s.numbers("overhead", say.T("Overhead on labour"), in.Overhead)
		s.numbers("discount", say.T("Discount rate"), in.Discount)
		s.numbers("active_weeks", say.T("Weeks of a year in which there are meetings"), in.ActiveWeeks)
	}
	for _, ix := range s.m.Indexes {
		for _, e := range ix.Entries {
			s.part(ix.Def, strconv.Itoa(e.Year), say.Verbatim(strconv.Itoa(e.Year)), e.Value)
		}
	}
}

// wage notes the numbers of a wage: where it is computed, those that it is computed from.
func (s *script) wage(d *check.Wage) {
	if isNumber(d.Value) {
		s.put(d.Value, d.Name, say.Verbatim(d.Label))
		return
	}
	s.formula(d.Name+"_pay", say.Verbatim(d.Label), d.Value, true)
}

// part is a value inside a declaration.
func (s *script) part(d check.Def, name string, label say.Phrase, e check.Expr) {
	s.numbers(cmp.Or(d.Name, slug(d.Label))+"_"+name, say.T("%s: %s", d.Label, label), e)
}

// numbers notes a value that is a number, the entries of a list, or the numbers of a formula.
func (s *script) numbers(name string, label say.Phrase, e check.Expr) {
	switch list, isList := e.(*check.ListExpr); {
	case e == nil:
	case isNumber(e):
		s.put(e, name, label)
	case isList:
		for i, item := range list.Items {
			entry := say.T("entry %d", i+1)
			if list.Open && i == len(list.Items)-1 {
				entry = say.T("entry %d and on", i+1)
			}
			s.numbers(fmt.Sprint(name, "_", i+1), say.T("%s, %s", label, entry), item)
		}
	default:
		if s.value[e.Span()] == "" {
			s.value[e.Span()] = s.prefix + name
		}
		s.formula(name+"_1", label, e, false)
	}
}

// formula notes the numbers of a formula, and what each does in it.
func (s *script) formula(name string, label say.Phrase, e check.Expr, pay bool) {
	found := numbersIn(e)
	for i, x := range found {
		does := s.does(x, pay)
		switch {
		case len(found) > 1 && does.Empty():
			does = say.T("number %d of %d", i+1, len(found))
		case len(found) > 1:
			does = say.T("number %d of %d, %s", i+1, len(found), does)
		case does.Empty():
			does = say.T("the number in its formula")
		}
		s.put(x.number, nthOf(name, i, len(found)), say.T("%s: %s", label, does))
	}
}

// nthOf is a name with the place of one of several, instead of a place that it ends in.
func nthOf(name string, i, of int) string {
	if of == 1 {
		return name
	}
	return fmt.Sprint(strings.TrimSuffix(name, "_1"), "_", i+1)
}

func (s *script) put(e check.Expr, name string, label say.Phrase) {
	if s.found[e.Span()] != nil {
		return
	}
	if !s.label.Empty() {
		label = say.T("%s / %s", s.label, label)
	}
	s.found[e.Span()] = &writtenNumber{name: s.prefix + name, label: label, lent: s.lent}
}

// isNumber reports whether an expression is a number as it is written, maybe with a sign before it.
func isNumber(e check.Expr) bool {
	if minus, ok := e.(*check.UnaryExpr); ok {
		lit, ok := minus.X.(*check.Lit)
		return ok && minus.Op == "-" && isNumber(lit) && lit.Src.EndPos == minus.Src.EndPos
	}
	lit, ok := e.(*check.Lit)
	return ok && (lit.Typ.Kind == check.KindNumber || lit.Typ.Kind == check.KindDate)
}

// inFormula is a number within a formula, and what it stands directly in.
type inFormula struct {
	number, in check.Expr
}

// numbersIn are the numbers of a formula in the order of the script.
func numbersIn(e check.Expr) []inFormula {
	var out []inFormula
	var visit func(e, in check.Expr)
	visit = func(e, in check.Expr) {
		if !isNumber(e) {
			for _, x := range check.Operands(e) {
				visit(x, e)
			}
			return
		}
		if !isWayOfSaying(e, in) {
			out = append(out, inFormula{e, in})
		}
	}
	visit(e, nil)
	slices.SortStableFunc(out, func(a, b inFormula) int { return cmp.Compare(a.number.Span().Pos.Offset, b.number.Span().Pos.Offset) })
	return out
}

// isWayOfSaying reports whether a number is a 0 or 1 among signs or arguments.
func isWayOfSaying(e, in check.Expr) bool {
	switch in.(type) {
	case *check.BinaryExpr, *check.UnaryExpr, *check.CallExpr:
	default:
		return false
	}
	if minus, ok := e.(*check.UnaryExpr); ok {
		e = minus.X
	}
	lit := e.(*check.Lit)
	return lit.Typ.Unit.IsNumber() && !lit.Percent && (lit.Value.String() == "0" || lit.Value.String() == "1")
}

// longestOther is how long what stands on the other side of a sign may be to say what a number does there.
const longestOther = 40

// does says what a number does in a formula, or nothing. Other numbers are no part of it: they may be changed.
func (s *script) does(x inFormula, pay bool) say.Phrase {
	in, ok := x.in.(*check.BinaryExpr)
	if !ok {
		return say.Phrase{}
	}
	first, side := in.X.Span() == x.number.Span(), in.X
	if first {
		side = in.Y
	}
	other := strings.Join(strings.Fields(s.m.File.Slice(side.Span())), " ")
	if other == "" || len(other) > longestOther || strings.Contains(other, `"`) || len(numbersIn(side)) > 0 {
		return say.Phrase{}
	}
	switch {
	case in.Op == "*" && first && pay:
		return say.T("pay before %s", other)
	case in.Op == "*" && first:
		return say.T("before %s", other)
	case in.Op == "*":
		return say.T("what %s is multiplied by", other)
	case in.Op == "/" && !first:
		return say.T("what %s is divided by", other)
	case in.Op == "/":
		return say.T("what is divided by %s", other)
	case in.Op == "+":
		return say.T("what is added to %s", other)
	case in.Op == "-" && !first:
		return say.T("what is taken from %s", other)
	case in.Op == "-":
		return say.T("what %s is taken from", other)
	}
	return say.T("what %s is compared to", other)
}

// slug is a label as a name: its words in small letters, as far as a name should be long.
func slug(label string) string {
	const most = 20
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := ""
	for _, w := range words {
		if out != "" && len(out)+len(w) >= most {
			break
		}
		out = strings.TrimPrefix(out+"_"+w, "_")
	}
	if r := []rune(out); len(r) > most {
		out = string(r[:most])
	}
	return out
}

// cite gives every number the source that its own line names, or else what it stands in.
func (s *script) cite() {
	var order []source.Span
	for at := range s.found {
		if at.Pos.Filename == s.m.File.Name {
			order = append(order, at)
		}
	}
	slices.SortFunc(order, byPlace)
	ast.Walk(s.m.Tree, func(n ast.Node) bool {
		cited, ok := n.(ast.Cited)
		if !ok || *cited.SourceAt() == nil {
			return true
		}
		all := n.Range()
		first, _ := slices.BinarySearchFunc(order, all, byPlace)
		for _, at := range order[first:] {
			if at.EndPos.Offset > all.EndPos.Offset {
				break
			}
			s.found[at].source = (*cited.SourceAt()).Value // the innermost comes last
		}
		return true
	})
}

func byPlace(a, b source.Span) int { return cmp.Compare(a.Pos.Offset, b.Pos.Offset) }
