package plan_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// structures are scripts of all that the language has, with figures that were worked out by hand. The referee, which knows no plan, comes
// to the same ones.
const structures = "../../testdata/structures"

// script is a checked script with its rows and its plan.
type script struct {
	m    *check.Module
	data plan.Rows
	p    *plan.Plan
}

// lowerScript lowers a script of a folder, with the files it reads.
func lowerScript(t testing.TB, name string) *script {
	t.Helper()
	open := func(name string) (*source.File, error) {
		text, err := os.ReadFile(filepath.Join(structures, filepath.FromSlash(name)))
		return source.NewFile(name, string(text)), err
	}
	file, err := open(name)
	if err != nil {
		t.Fatal(err)
	}
	tree, problems := lang.Parse(file)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	m, _, problems := check.Check(file, tree, check.Options{Read: open})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	s := &script{m: m, data: plan.Rows{}}
	s.read(t, m)
	if s.p, problems = plan.Lower(m, s.data, wide); problems.Err() != nil {
		t.Fatal(problems)
	}
	return s
}

// read reads the rows of a script and of all it uses.
func (s *script) read(t testing.TB, m *check.Module) {
	for _, d := range m.Datas {
		table, _, problems := rows.Read(os.DirFS(structures), m.File.Name, d, rows.Limits{})
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		s.data[d] = table
	}
	for _, use := range m.Uses {
		s.read(t, use.Module)
	}
}

// under is what the inputs of a plan are in a scenario.
func under(t testing.TB, p *plan.Plan, scenario int) exact.Inputs {
	in := exact.Inputs{}
	if scenario < 0 {
		return in
	}
	written := reading(t, p, nil)
	for _, set := range p.Scenarios[scenario].Sets {
		for i, ref := range set.Values {
			in[p.Params[set.Param].FirstSlot+i], _ = written.Value(ref)
		}
	}
	return in
}

func reading(t testing.TB, p *plan.Plan, in exact.Inputs) *exact.Reading {
	t.Helper()
	r, err := exact.Run(context.Background(), p, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func eachStructure(t *testing.T, f func(t *testing.T, name string)) {
	scripts, err := filepath.Glob(structures + "/*.cost")
	if err != nil || len(scripts) < 20 {
		t.Fatal("too few scripts", len(scripts), err)
	}
	for _, file := range scripts {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) { f(t, name) })
	}
}

// TestExpectations sees that every figure is what its script expects it to be, and that nothing a run demands is missing.
func TestExpectations(t *testing.T) {
	eachStructure(t, func(t *testing.T, name string) {
		s := lowerScript(t, name)
		for _, e := range s.p.Expects {
			r := reading(t, s.p, under(t, s.p, e.Under))
			left, _ := r.Value(e.Left)
			if r.Holds(e.OK) == (e.Decl.Differs != "") {
				t.Errorf("%v: %s, the left side is %v", e.Decl.Span, e.Decl.Label, left)
			}
		}
		r := reading(t, s.p, nil)
		for _, g := range s.p.Guards {
			if !r.Holds(g.Cond) {
				t.Errorf("%v: %v", g.Failure.Span, g.Failure.Message)
			}
		}
	})
}

// TestFigures pins how many steps of each kind a script takes, all that its plan says beside them, and the value of every figure.
func TestFigures(t *testing.T) {
	eachStructure(t, func(t *testing.T, name string) {
		s := lowerScript(t, name)
		w := &writer{p: s.p, r: reading(t, s.p, nil)}
		w.counters()
		w.named()
		w.beside()
		pinned(t, path.Join("testdata", "figures", strings.TrimSuffix(name, ".cost")+".txt"), w.String())
	})
}

// TestTold pins what the steps of a figure are called when it is explained, and what they come to.
func TestTold(t *testing.T) {
	eachStructure(t, func(t *testing.T, name string) {
		s := lowerScript(t, name)
		figure, problems := plan.LowerFigure(s.m, s.data, wide, s.m.Outputs[0].Value)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		w := &writer{p: figure.Plan, r: reading(t, figure.Plan, nil)}
		fmt.Fprintln(w, s.m.Outputs[0].Name, w.value(figure.Ref))
		for _, ref := range slices.Sorted(maps.Keys(figure.Told)) {
			fmt.Fprintln(w, w.value(ref), figure.Info[ref].Unit, w.show(reflect.ValueOf(figure.Told[ref])))
		}
		pinned(t, path.Join("testdata", "told", strings.TrimSuffix(name, ".cost")+".txt"), w.String())
	})
}

// pinned compares a text with the one in a file.
func pinned(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestQueries sees that a plan of one figure alone comes to what the whole plan does.
func TestQueries(t *testing.T) {
	eachStructure(t, func(t *testing.T, name string) {
		s := lowerScript(t, name)
		whole := reading(t, s.p, nil)
		for i, o := range s.m.Outputs {
			own, values, problems := plan.Query(s.m, o.Value, s.data, wide)
			if problems.Err() != nil || len(values) != 1 {
				t.Fatal(len(values), problems)
			}
			got, _ := reading(t, own, nil).Value(values[0])
			if want, _ := whole.Value(s.p.Outputs[i].Value); !got.Equal(want) {
				t.Errorf("%s is %v alone, and %v of all", o.Name, got, want)
			}
		}
	})
}

// TestSettings sees that what a scenario sets is the same when it is set from outside.
func TestSettings(t *testing.T) {
	eachStructure(t, func(t *testing.T, name string) {
		s := lowerScript(t, name)
		for i, scenario := range s.m.Scenarios {
			want := under(t, s.p, i)
			for _, set := range scenario.Sets {
				own, param, values, problems := s.p.Setting(set, wide)
				if problems.Err() != nil || s.p.Params[param].Decl != set.Param || len(values) != len(s.p.Params[param].Values) {
					t.Fatal(param, len(values), problems)
				}
				for slot, ref := range values {
					v, _ := reading(t, own, nil).Value(ref)
					got := meaning(own, set.Param, v)
					if want := meaning(s.p, set.Param, want[s.p.Params[param].FirstSlot+slot]); got != want {
						t.Errorf("%s: slot %d of %s is %s, want %s", scenario.Name, slot, set.Param.Name, got, want)
					}
				}
			}
		}
	})
}

// meaning is the text that a value stands for, or the number that it is.
func meaning(p *plan.Plan, of *check.Param, v num.D) string {
	if n, ok := v.Int64(); ok && of.Type.Kind == check.KindText {
		return p.Texts[n]
	}
	return v.String()
}

// writer writes what a plan comes to.
type writer struct {
	strings.Builder
	p *plan.Plan
	r *exact.Reading
}

func (w *writer) value(ref plan.Ref) string {
	v, ok := w.r.Value(ref)
	if !ok {
		return "?"
	}
	return v.Significant(20)
}

// counters writes how many steps do what in which unit: lowering neither folds nor repeats them, and a sum of nothing takes none.
func (w *writer) counters() {
	count := map[string]int{}
	for i, s := range w.p.Steps {
		what := fmt.Sprint(s.Op, " ", w.p.Info[i].Unit)
		if kind := w.p.Info[i].Kind; kind != check.KindNumber {
			what = fmt.Sprint(s.Op, " ", kind)
		}
		count[strings.TrimSpace(what)]++
	}
	for _, op := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(w, "%d %s\n", count[op], op)
	}
}

// named writes the steps with a name: value, unit, kind and source.
func (w *writer) named() {
	for i, info := range w.p.Info {
		if info.Name != "" {
			fmt.Fprintln(w, info.Name, "=", w.value(plan.Ref(i)), info.Unit, info.Percent, info.Source)
		}
	}
}

// beside writes what a plan has apart from its steps.
func (w *writer) beside() {
	for i := range reflect.TypeFor[plan.Plan]().NumField() {
		name, field := reflect.TypeFor[plan.Plan]().Field(i).Name, reflect.ValueOf(*w.p).Field(i)
		switch name {
		case "Steps", "Info", "Consts", "Ratios", "Module":
		case "Results":
			w.results(field.Elem())
		default:
			w.list(name, field)
		}
	}
}

func (w *writer) results(v reflect.Value) {
	for i := range v.NumField() {
		w.list(v.Type().Field(i).Name, v.Field(i))
	}
}

// list writes a value, an element of a list on each line.
func (w *writer) list(name string, v reflect.Value) {
	if v.Kind() != reflect.Slice {
		fmt.Fprintln(w, name, w.show(v))
		return
	}
	for i := range v.Len() {
		fmt.Fprintln(w, name, w.show(v.Index(i)))
	}
}

// show is a value on one line. Of what another package declared it is the text, if there is any.
func (w *writer) show(v reflect.Value) string {
	if !v.CanInterface() {
		return ""
	}
	switch x := v.Interface().(type) {
	case plan.Ref:
		return w.value(x)
	case say.Phrase, unit.Unit, unit.Ratio:
		return fmt.Sprint(x)
	case source.Span:
		return fmt.Sprintf("%d:%d", x.Pos.Line, x.Pos.Column)
	case plan.Setting:
		if x.Param == "" {
			return ""
		}
		return fmt.Sprintf("%v: %s %d", x.Label, x.Param, x.Choice)
	case plan.Place:
		if x.Flow == 0 {
			return ""
		}
		return fmt.Sprintf("in %v at %d.%d", x.Label, x.Part, x.At)
	}
	var parts []string
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || v.Type().Elem().PkgPath() != reflect.TypeFor[plan.Plan]().PkgPath() {
			return ""
		}
		return w.show(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return ""
		}
		for i := range v.Len() {
			parts = append(parts, w.show(v.Index(i)))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case reflect.Struct:
		for i := range v.NumField() {
			if text := w.show(v.Field(i)); text != "" {
				parts = append(parts, text)
			}
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	if v.IsZero() {
		return ""
	}
	return fmt.Sprint(v.Interface())
}
