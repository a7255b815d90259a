package eval

import (
	"context"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Info is what a session knows of a name.
type Info struct {
	Name, Keyword, Label string
	Text                 string // of its declaration, "" for a result or unit
	Source               string
	File                 string // where it is declared, "" where nowhere
	Line                 int
	Value                *Value     // now, or nil
	Problem              say.Phrase // why it has no value though it is a figure, or ""
	Parts                []Entry    // of what has several values, such as talks.completed of the course talks
	Uses, UsedBy         []string   // names of the script
}

// Info describes a declaration by its name, a result such as costs.labour or talks.completed, of which the declaration is that of
// talks, or a function: its Text is the signature. What the program that runs the script lends has the Label that it gives. The error is a diag.List.
func (s *Session) Info(ctx context.Context, name string) (info Info, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, line := s.current()
	at := st.find(name)
	info.Name = name
	if at < 0 {
		if info.lent(st.module) {
			return info, nil
		}
		if v, err := st.value(ctx, st.module, name, line, nil); err == nil {
			info.Value = v
			owner, _, _ := strings.Cut(name, ".")
			if at := st.find(owner); at >= 0 {
				info.declaredBy(st, st.items[at])
			}
			return info, nil
		}
		return info, st.about(st.noSuch(name), ":info "+name, line)
	}
	it := st.items[at]
	info.declaredBy(st, it)
	info.Label, info.Source = labelIn(it.decl), sourceIn(it.decl)
	info.Value = st.defined(ctx, st.module, Change{Keyword: info.Keyword, Name: name})
	info.Parts = st.parts(ctx, it)
	if norm, ok := it.decl.(*ast.Norm); ok {
		info.Value, _ = st.value(ctx, st.module, st.file.Slice(norm.Value.Range()), line, nil)
	}
	if info.Value == nil && isFigure(info.Keyword) {
		_, err := st.value(ctx, st.module, name, line, nil)
		if list, ok := err.(diag.List); ok && len(list) > 0 {
			info.Problem = list[0].Message
		}
	}
	info.Uses, info.UsedBy = st.uses(it), st.usedBy(it)
	return info, nil
}

// lent describes a function, or a constant that the program which runs the script lends, and reports whether it is one.
func (info *Info) lent(m *check.Module) bool {
	for i, c := range m.Consts {
		if c.Name == info.Name {
			info.Keyword, info.Label, info.Source, info.Value = "constant", c.Label, c.Source, constantsOf(m)[i].Value
			return true
		}
	}
	f, ok := m.Function(info.Name)
	if ok {
		info.Keyword, info.Label, info.Text, info.Source = "function", f.Doc, f.Signature(), f.Source
	}
	return ok
}

// declaredBy keeps what a declaration is and where it stands.
func (info *Info) declaredBy(st *state, it *item) {
	where, _ := st.saidAt(it.decl.Range(), nil)
	info.Keyword, info.Text, info.File, info.Line = it.keyword(), it.body, where.Pos.Filename, where.Pos.Line
}

// parts are the values of a declaration that stand after its name and a dot, but for lists.
func (st *state) parts(ctx context.Context, it *item) []Entry {
	name := declaredName(it.decl)
	switch it.decl.(type) {
	case *ast.Course, *ast.Session, *ast.Cost, *ast.Category, *ast.Wage:
	default:
		return nil
	}
	var out []Entry
	for _, part := range st.module.Parts(name) {
		if v, err := st.value(ctx, st.module, name+"."+part, 1, nil); err == nil && v.Kind != ListValue {
			out = append(out, Entry{Name: name + "." + part, Value: v})
		}
	}
	return out
}

// Explain says where a figure comes from under the scenario chosen and with the values that were set, as Program.Explain does. The
// error is a diag.List.
func (s *Session) Explain(ctx context.Context, name string) (e *Explanation, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, line := s.current()
	p, err := st.compiled()
	if err != nil {
		return nil, err
	}
	e, err = p.Explain(ctx, name, nil, st.run()...)
	if err != nil {
		return nil, st.placed(err, name, line)
	}
	e.Problems, e.Warnings = st.said(e.Problems), st.said(e.Warnings)
	st.sayLines(e.Root, map[*explain.Node]bool{})
	return e, nil
}

// sayLines gives the parts of an explanation the lines where they were given.
func (st *state) sayLines(n *explain.Node, seen map[*explain.Node]bool) {
	if n == nil || seen[n] {
		return
	}
	seen[n] = true
	for i := len(st.given) - 1; i >= 0 && n.File == st.file.Name; i-- {
		if g := st.given[i]; n.Line >= g.line {
			n.File, n.Line = st.options.input, n.Line-g.line+g.input
		}
	}
	for _, t := range n.Terms {
		st.sayLines(t.Node, seen)
	}
}

func isFigure(keyword string) bool {
	return keyword == "param" || keyword == "let" || keyword == "output"
}

func labelIn(d ast.Decl) string {
	if l, ok := d.(ast.Labelled); ok && *l.LabelAt() != nil {
		return (*l.LabelAt()).Value
	}
	if c, ok := d.(*ast.Cost); ok {
		return c.Label.Value
	}
	return ""
}

func sourceIn(d ast.Decl) string {
	if c, ok := d.(ast.Cited); ok && *c.SourceAt() != nil {
		return (*c.SourceAt()).Value
	}
	return ""
}

// find is the place of a declaration that a name may mean, or -1: one of that name, else a scenario, cost or the like.
func (st *state) find(name string) int {
	for _, means := range []func(*item) bool{
		func(it *item) bool { return slices.Contains(it.keys, name) },
		func(it *item) bool { return declaredName(it.decl) == name },
		func(it *item) bool { return it.title() == name },
		func(it *item) bool { return len(it.keys) > 0 && it.keys[0] == name && it.title() == "" },
	} {
		if at := slices.IndexFunc(st.items, means); at >= 0 {
			return at
		}
	}
	return -1
}

// noSuch says that the script has no such name, and which are near.
func (st *state) noSuch(name string) diag.List {
	d := diag.New(diag.UnknownName, source.Span{}, say.T("unknown name `%s`", diag.Clipped(name)))
	var near []string
	for _, it := range st.items {
		title := it.title()
		if title != "" && levenshtein.ComputeDistance(strings.ToLower(title), strings.ToLower(name)) <= max(1, (len(name)+1)/3) {
			near = append(near, "`"+title+"`")
		}
	}
	if len(near) > 0 {
		d.Help = say.T("did you mean %s?", say.Or(near[:min(3, len(near))]))
	}
	return diag.List{d}
}

// mentions are the names that a declaration refers to, besides its own.
func mentions(it *item) map[string]bool {
	out := map[string]bool{}
	ast.Walk(it.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Name:
			out[n.Name] = true
		case *ast.Path:
			out[n.Parts[0].Name] = true
		case *ast.Ident:
			out[n.Name] = true
		case *ast.UnitTerm:
			out[n.Name] = true
		case *ast.UnitExpr:
			for _, t := range n.Terms {
				out[t.Name] = true
			}
		}
		return true
	})
	for _, key := range it.keys {
		delete(out, key)
	}
	return out
}

// uses are the names of the script that a declaration refers to, in order of the script.
func (st *state) uses(it *item) []string {
	have := mentions(it)
	var out []string
	for _, other := range st.items {
		name := declaredName(other.decl)
		if other != it && name != "" && !slices.Contains(out, name) && slices.ContainsFunc(other.keys, func(k string) bool { return have[k] }) {
			out = append(out, name)
		}
	}
	return out
}

// usedBy are the declarations that refer to one, in order of the script.
func (st *state) usedBy(it *item) []string {
	var out []string
	for _, other := range st.items {
		have := mentions(other)
		if other != it && (slices.ContainsFunc(it.keys, func(k string) bool { return have[k] }) || goesByNorm(other, it)) {
			out = append(out, strings.TrimSpace(titled(other)))
		}
	}
	return out
}

// goesByNorm reports whether one declaration is a wage without a norm of its own and the other is the norm of the script.
func goesByNorm(it, norm *item) bool {
	wage, ok := it.decl.(*ast.Wage)
	if _, isNorm := norm.decl.(*ast.Norm); !ok || !isNorm {
		return false
	}
	return !slices.ContainsFunc(wage.With, func(top *ast.OnTop) bool { return top.Field.Name == "norm" })
}

// titled is a declaration by its name, or where it has none by its word and what tells it from others.
func titled(it *item) string {
	if name := declaredName(it.decl); name != "" {
		return name
	}
	const most = 40
	title := []rune(it.title())
	if len(title) > most {
		title = append(title[:most], '…')
	}
	return it.keyword() + " " + string(title)
}

// Entry is a line of a list.
type Entry struct {
	Name, About string
	Value       *Value // or nil
	Text        string // of what has no value: spellings of a unit, forms of a function
}

// kindsListed are what can be listed, by the words of declarations.
var kindsListed = map[string][]string{
	"params": {"param"}, "lets": {"let"}, "wages": {"wage"}, "teams": {"team"}, "courses": {"course"}, "sessions": {"session"},
	"costs": {"cost", "grant", "saving"}, "scenarios": {"scenario"}, "outputs": {"output"}, "data": {"data"},
	"analyses": {"vary", "simulate", "solve", "correlate"}, "expectations": {"expect"},
}

// Kinds lists what List can list.
func Kinds() []string { return append(sortedKinds(), "functions", "units") }

func sortedKinds() []string {
	var out []string
	for kind := range kindsListed {
		out = append(out, kind)
	}
	slices.Sort(out)
	return out
}

// List lists the declarations of a kind, or the units or functions that the script has; constants of the program that runs it are among
// the lets. It reports whether there is such a kind.
func (s *Session) List(ctx context.Context, kind string) (list []Entry, known bool) {
	defer quietly()
	st, _ := s.current()
	words, ok := kindsListed[kind]
	switch {
	case kind == "units":
		return st.units(), true
	case kind == "functions":
		return functionsOf(st.module), true
	case !ok:
		return nil, false
	}
	var out []Entry
	for _, it := range st.items {
		if word := it.keyword(); slices.Contains(words, word) {
			e := Entry{Name: it.title(), About: labelIn(it.decl)}
			e.Value = st.defined(ctx, st.module, Change{Keyword: word, Name: e.Name})
			out = append(out, e)
		}
	}
	if kind == "lets" {
		out = append(out, constantsOf(st.module)...)
	}
	return out, true
}

// units are those that the script declares, then those of time and counts that every script has, then its currency.
func (st *state) units() []Entry {
	var declared, built []Entry
	m := st.module
	seen := map[string]bool{}
	for _, name := range m.Units.Names() {
		b, _ := m.Units.Lookup(name)
		if seen[b.Name()] || b.IsMoney() && (m.Intervention == nil || m.Intervention.Currency != b) {
			continue
		}
		seen[b.Name()] = true
		e := Entry{Name: b.Name(), Text: strings.Join(b.Spellings()[1:], ", ")}
		if b.IsBuiltin() {
			built = append(built, e)
		} else {
			declared = append(declared, e)
		}
	}
	return append(declared, built...)
}
