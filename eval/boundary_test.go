package eval

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
)

// running is the functions of other packages that read a script, lower it or compute with it, by their names alone.
var running = []string{
	"Parse", "ParseFrom", "ParseExpr", "ParseQuery", "ParseAxis", "Check", "CheckAnalysis", "CheckExpr", "CheckSetting", "Extend",
	"Lower", "LowerFigure", "LowerWithout", "Query", "Setting", "Prepare", "LeaveOut", "Review", "Compile", "Read", "Format",
}

// callees is the names of what each function of the package calls, and its declaration.
func callees(t *testing.T) (map[string][]string, []*ast.FuncDecl) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	of := map[string][]string{}
	var all []*ast.FuncDecl
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				of[f.Name.Name] = append(of[f.Name.Name], called(f)...)
				all = append(all, f)
			}
		}
	}
	return of, all
}

// called is the names that a function calls, those it defers left out.
func called(f *ast.FuncDecl) (out []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			switch fun := call.Fun.(type) {
			case *ast.Ident:
				out = append(out, fun.Name)
			case *ast.SelectorExpr:
				out = append(out, fun.Sel.Name)
			}
		}
		return true
	})
	return out
}

// guards reports whether a function begins with the boundary.
func guards(f *ast.FuncDecl) bool {
	if len(f.Body.List) == 0 {
		return false
	}
	d, ok := f.Body.List[0].(*ast.DeferStmt)
	if !ok {
		return false
	}
	switch fun := d.Call.Fun.(type) {
	case *ast.Ident:
		return fun.Name == "recovered" || fun.Name == "quietly"
	case *ast.SelectorExpr:
		return fun.Sel.Name == "recovered"
	}
	return false
}

// fullName is Session.Eval, or Compile.
func fullName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	typ := f.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	switch generic := typ.(type) {
	case *ast.IndexExpr:
		typ = generic.X
	case *ast.IndexListExpr:
		typ = generic.X
	}
	return typ.(*ast.Ident).Name + "." + f.Name.Name
}

// entries is every exported function and method that can come to run a script.
func entries(t *testing.T) map[string]*ast.FuncDecl {
	t.Helper()
	of, all := callees(t)
	runs := map[string]bool{}
	for _, name := range running {
		runs[name] = true
	}
	for grown := true; grown; {
		grown = false
		for name, list := range of {
			if !runs[name] && slices.ContainsFunc(list, func(c string) bool { return runs[c] }) {
				runs[name], grown = true, true
			}
		}
	}
	out := map[string]*ast.FuncDecl{}
	for _, f := range all {
		if name := fullName(f); ast.IsExported(f.Name.Name) && ast.IsExported(name) && slices.ContainsFunc(called(f), func(c string) bool { return runs[c] }) {
			out[name] = f
		}
	}
	return out
}

// A panic of the program itself becomes a diagnostic, or an empty answer, whichever way into the package is taken: every exported function
// that can come to run a script begins with the boundary, and an injected panic of each comes out as what it should.
func TestEveryEntryHasTheBoundary(t *testing.T) {
	found := entries(t)
	broken := faulty(t)
	for name, f := range found {
		if harmless[name] {
			continue
		}
		if !guards(f) {
			t.Errorf("%s does not begin with the boundary", name)
		}
		if broken[name] == nil {
			t.Errorf("no panic is injected into %s", name)
		}
	}
	for name, call := range broken {
		if found[name] == nil {
			t.Errorf("%s is no entry any more", name)
			continue
		}
		err := call()
		if silent := slices.Contains(quiet, name); silent {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var list diag.List
		if !errors.As(err, &list) || list[0].Code != diag.Internal || !strings.Contains(list[0].Help.String(), "report") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(found) < 30 {
		t.Errorf("only %d entries are found: %v", len(found), slices.Sorted(maps.Keys(found)))
	}
}

// harmless are those whose calls have only the names of what runs a script: they print or compare what is computed already.
var harmless = map[string]bool{"Report.Facts": true, "Limits.Set": true, "On": true, "Sweep.Estimate": true, "WithLimits": true, "DefaultLimits": true}

// quiet are the entries without an error to return.
var quiet = []string{"Report.Method", "Session.Program", "Session.Declares", "Session.Complete", "Session.List", "Program.Explainable", "Program.Params", "Bound.Estimate"}

// trap is a file system at fault.
type trap struct{}

func (trap) Open(string) (fs.File, error) { panic("a trap") }

// faulty calls every entry of a program and of a session whose insides are torn out.
func faulty(t *testing.T) map[string]func() error {
	t.Helper()
	ctx := context.Background()
	p, err := Compile("test.cost", []byte("data rows from \"rows.csv\" { n: number }\nparam a = 1 in 0..2\nparam c = 1 in 0..2\noutput b = a * c * sum(r.n for r in rows)\nexpect b = 1\nscenario \"s\" { a = 2 }\n"),
		WithFS(fstest.MapFS{"rows.csv": {Data: []byte("n\n1\n")}}))
	if err != nil {
		t.Fatal(err)
	}
	sweep, err := p.Sweep(ctx, []string{"b"}, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	result, err := p.Run(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Report(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	derived, err := report.Derivations(ctx)
	if err != nil {
		t.Fatal(err)
	}
	derived.figure, derived.steps = nil, nil
	torn := *p
	torn.module, torn.plan = tornModule(p), nil
	result.program, report.program = &torn, &torn
	sweep.reading = nil
	out := map[string]func() error{
		"Compile":                 func() error { _, err := Compile("t.cost", []byte("use \"x.cost\" as x\n"), WithFS(trap{})); return err },
		"CompileFS":               func() error { _, err := CompileFS(trap{}, "t.cost"); return err },
		"Outlines":                func() error { _, err := Outlines(trap{}, "t.csv"); return err },
		"NewSession":              func() error { _, err := NewSession(func(*options) { panic("an option at fault") }); return err },
		"Sweep.Run":               func() error { _, err := sweep.Run(ctx, nil); return err },
		"Sweep.Point":             func() error { _, err := sweep.Point(ctx, 0); return err },
		"Report.ScenarioSets":     func() error { _, err := report.ScenarioSets(ctx); return err },
		"Report.Method":           func() error { report.Method(); return nil },
		"Report.Derivations":      func() error { _, err := report.Derivations(ctx); return err },
		"Derivations.OutputUnder": func() error { _, err := derived.OutputUnder(ctx, "", "b"); return err },
		"Derivations.Number":      func() error { _, err := derived.Number(ctx, report.Tables[0], 0, 2); return err },
		"Derivations.Expectation": func() error { _, err := derived.Expectation(ctx, 0); return err },
		"Result.Explain":          func() error { _, err := result.Explain("b"); return err },
		"Result.SOM":              func() error { _, err := result.SOM(); return err },
	}
	maps.Copy(out, faultyProgram(ctx, &torn))
	maps.Copy(out, faultyBinding(t, ctx, p, &torn))
	maps.Copy(out, faultySession(t, ctx))
	return out
}

// faultyBinding calls bindings of a torn program, and those of a whole one that lost how they run.
func faultyBinding(t *testing.T, ctx context.Context, p, torn *Program) map[string]func() error {
	t.Helper()
	type in struct {
		A float64 `cost:"a"`
	}
	type out struct {
		B float64 `cost:"b"`
	}
	bound, err := Bind[in, out](p)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := p.Batch([]string{"a"}, []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	bound.folded, bound.crew, batch.crew = nil, nil, nil
	return map[string]func() error{
		"Bind":           func() error { _, err := Bind[in, out](torn); return err },
		"Program.Batch":  func() error { _, err := torn.Batch([]string{"a"}, []string{"b"}); return err },
		"Bound.Run":      func() error { _, err := bound.Run(ctx, in{1}); return err },
		"Bound.Estimate": func() error { bound.Estimate(1); return nil },
		"Bound.Batch":    func() error { return bound.Batch(ctx, make([]in, 1), make([]out, 1)) },
		"Batch.Run":      func() error { return batch.Run(ctx, [][]float64{{1}}, [][]float64{{1}}) },
	}
}

func faultyProgram(ctx context.Context, p *Program) map[string]func() error {
	return map[string]func() error{
		"Program.Run":                func() error { _, err := p.Run(ctx, nil); return err },
		"Program.Report":             func() error { _, err := p.Report(ctx, nil); return err },
		"Workbook":                   func() error { _, err := Workbook(ctx, p, nil); return err },
		"Program.Expectations":       func() error { _, err := p.Expectations(ctx); return err },
		"Program.Explain":            func() error { _, err := p.Explain(ctx, "b", nil); return err },
		"Program.Explainable":        func() error { p.Explainable(); return nil },
		"Program.Params":             func() error { p.Params(); return nil },
		"Program.Answer":             func() error { _, err := p.Answer(ctx, Question{Of: "b"}); return err },
		"Program.AnswerAll":          func() error { _, err := p.AnswerAll(ctx, Question{Of: "b"}); return err },
		"Program.OneWay":             func() error { _, err := p.OneWay(ctx, "b", nil); return err },
		"Program.Together":           func() error { _, err := p.Together(ctx, "b", nil); return err },
		"Program.Grid":               func() error { _, err := p.Grid(ctx, "b", "a", "c"); return err },
		"Program.LeaveOut":           func() error { _, err := p.LeaveOut(ctx, "b", "rows", "n"); return err },
		"Program.Solve":              func() error { _, err := p.Solve(ctx, "b", 1, "a"); return err },
		"Program.Simulate":           func() error { _, err := p.Simulate(ctx, "b"); return err },
		"Program.EstimateSimulation": func() error { _, err := p.EstimateSimulation(ctx, "b"); return err },
		"Program.Sweep":              func() error { _, err := p.Sweep(ctx, []string{"b"}, []string{"a"}); return err },
		"Program.ScenarioTable":      func() error { _, _, err := p.ScenarioTable(ctx, nil); return err },
		"Program.Against":            func() error { _, err := p.Against(ctx, Profiles()[0].Name); return err },
		"Program.Strict":             func() error { _, err := p.Strict(ctx); return err },
	}
}

// tornModule is a module that still knows its file, and nothing else that is right.
func tornModule(p *Program) *check.Module {
	own := *p.module
	own.Outputs, own.Params, own.Lets = append(own.Outputs, nil), append(own.Params, nil), append(own.Lets, nil)
	return &own
}

func faultySession(t *testing.T, ctx context.Context) map[string]func() error {
	t.Helper()
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s.now = nil
	return map[string]func() error{
		"Session.Load":        func() error { return s.Load(trap{}, "t.cost") },
		"Session.LoadText":    func() error { return s.LoadText("t.cost", nil) },
		"Session.Program":     func() error { s.Program(); return nil },
		"Session.Source":      func() error { _, err := s.Source(); return err },
		"Session.Set":         func() error { _, err := s.Set("b", "1"); return err },
		"Session.Unset":       func() error { return s.Unset("b") },
		"Session.UseScenario": func() error { return s.UseScenario("b") },
		"Session.Remove":      func() error { return s.Remove("b") },
		"Session.Run":         func() error { _, err := s.Run(ctx); return err },
		"Session.Report":      func() error { _, err := s.Report(ctx); return err },
		"Session.Answer":      func() error { _, err := s.Answer(ctx, Question{Of: "b"}); return err },
		"Session.Ask":         func() error { _, err := s.Ask(ctx, "vary b"); return err },
		"Session.Eval":        func() error { _, err := s.Eval(ctx, "b"); return err },
		"Session.Take":        func() error { _, err := s.Take(ctx, "b"); return err },
		"Session.Preview":     func() error { _, err := s.Preview(ctx, "b"); return err },
		"Session.Declares":    func() error { s.Declares("b"); return nil },
		"Session.Complete":    func() error { s.Complete("b", 1); return nil },
		"Session.Info":        func() error { _, err := s.Info(ctx, "b"); return err },
		"Session.Explain":     func() error { _, err := s.Explain(ctx, "b"); return err },
		"Session.List":        func() error { s.List(ctx, "params"); return nil },
		"Session.Changes":     func() error { _, err := s.Changes(ctx); return err },
	}
}

type bareIn struct {
	A float64 `cost:"a"`
}

type bareOut struct {
	B float64 `cost:"b"`
}

// argument is a value of a type for a call: a context and a word, and the zero of everything else.
func argument(t reflect.Type) reflect.Value {
	switch {
	case t == reflect.TypeFor[context.Context]():
		return reflect.ValueOf(context.Background())
	case t.Kind() == reflect.String:
		return reflect.ValueOf("x").Convert(t)
	}
	return reflect.Zero(t)
}

// callAll calls every exported method of a value, and gives the errors of those that have one.
func callAll(v reflect.Value, argument func(reflect.Type) reflect.Value) map[string]error {
	out := map[string]error{}
	for i := range v.NumMethod() {
		of := v.Method(i).Type()
		var args []reflect.Value
		for k := range of.NumIn() {
			if !of.IsVariadic() || k < of.NumIn()-1 {
				args = append(args, argument(of.In(k)))
			}
		}
		results := v.Method(i).Call(args)
		if n := len(results); n > 0 && of.Out(n-1) == reflect.TypeFor[error]() {
			out[v.Type().String()+"."+v.Type().Method(i).Name], _ = results[n-1].Interface().(error)
		}
	}
	return out
}

// A mistake of who calls is an error that says so, and neither a panic nor a fault of the package to report.
func mistaken(t *testing.T, name string, err error, want string) {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) || list[0].Code != diag.OutOfRange || !strings.Contains(list[0].Message.String(), want) {
		t.Errorf("%s: %v, and %q is wanted", name, err, want)
	}
}

func TestBoundaryOfWhatWasNeverMade(t *testing.T) {
	called := 0
	for _, v := range []any{
		(*Program)(nil), &Program{}, (*Batch)(nil), &Batch{}, (*Session)(nil), &Session{},
		(*Bound[bareIn, bareOut])(nil), &Bound[bareIn, bareOut]{},
	} {
		want := "the program was not compiled"
		if _, is := v.(*Session); is {
			want = "NewSession"
		}
		for name, err := range callAll(reflect.ValueOf(v), argument) {
			called++
			if strings.HasSuffix(name, "Session.Load") {
				want := "file system"
				mistaken(t, name, err, want)
				continue
			}
			mistaken(t, name, err, want)
		}
	}
	if called < 70 {
		t.Errorf("only %d methods were called", called)
	}
	for _, p := range []*Program{nil, {}} {
		_, err := Bind[bareIn, bareOut](p)
		mistaken(t, "Bind", err, "the program was not compiled")
	}
}

func TestBoundaryWithoutContextOrOption(t *testing.T) {
	p, err := Compile("test.cost", []byte("param a = 1 in 0..2\noutput b = a\n"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	bound, err := Bind[bareIn, bareOut](p)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := p.Batch([]string{"a"}, []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{p, s, bound, batch} {
		of := reflect.TypeOf(v)
		for name, err := range callAll(reflect.ValueOf(v), func(t reflect.Type) reflect.Value {
			if t == reflect.TypeFor[context.Context]() {
				return reflect.Zero(t)
			}
			return argument(t)
		}) {
			m, _ := of.MethodByName(name[strings.LastIndex(name, ".")+1:])
			if m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
				mistaken(t, name, err, "there is no context")
			}
		}
	}
	_, err = Compile("test.cost", nil, nil)
	mistaken(t, "Compile", err, "an option is nil")
	_, err = NewSession(nil)
	mistaken(t, "NewSession", err, "an option is nil")
	_, err = p.Run(t.Context(), nil, nil)
	mistaken(t, "Run", err, "an option is nil")
	_, err = Bind[bareIn, bareOut](p, nil)
	mistaken(t, "Bind", err, "an option is nil")
	_, err = p.Strict(t.Context(), nil)
	mistaken(t, "Strict", err, "an option is nil")
}
