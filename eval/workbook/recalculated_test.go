package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/say"
)

// program compiles an example.
func program(t *testing.T, path string) *eval.Program {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// file is the workbook of a run.
func file(t *testing.T, p *eval.Program, in eval.Inputs, opts ...eval.RunOption) []byte {
	t.Helper()
	book, err := eval.Workbook(context.Background(), p, in, opts...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := xlsx.Write(book)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func opened(t *testing.T, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func examples(t *testing.T) []string {
	t.Helper()
	list, err := filepath.Glob("../../examples/*.cost")
	if err != nil || len(list) == 0 {
		t.Fatal(err, "there are no examples")
	}
	return list
}

// another is a value of a param that its range allows and that differs from the one in the script: between the ends in thousandths of the
// way, whole where both ends are.
func another(r *rand.Rand, p eval.Param, ends [2]num.D) num.D {
	low, high := ends[0].Float64(), ends[1].Float64()
	if ends[0].IsInt() && ends[1].IsInt() && high-low < 1000 {
		return num.Int(int64(low) + r.Int64N(int64(high-low)+1))
	}
	v, _ := num.FromFloat(low + (high-low)*float64(r.IntN(1000))/1000)
	return v.Round(6)
}

// changed gives every number that may be set another value, in a file and as inputs of a run.
func changed(t *testing.T, p *eval.Program, name string, file []byte) ([]byte, eval.Inputs) {
	t.Helper()
	hash := fnv.New64a()
	hash.Write([]byte(name))
	r := rand.New(rand.NewPCG(hash.Sum64(), 8))
	f, in := opened(t, file), eval.Inputs{}
	for _, param := range p.Params() {
		if param.Text != "" || param.List {
			continue
		}
		sheet, cell := named(t, f, param.Name)
		low, _ := param.Value.MulRatio(9, 10)
		high, _ := param.Value.MulRatio(11, 10)
		ends := [2]num.D{low, high}
		for i, col := range []string{"E", "F"} {
			if text, _ := f.GetCellValue(sheet, col+strings.TrimLeft(cell, "C"), excelize.Options{RawCellValue: true}); text != "" {
				ends[i] = num.Must(text)
			}
		}
		v := another(r, param, ends)
		in[param.Name] = v
		if err := f.SetCellFloat(sheet, cell, v.Float64(), -1, 64); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), in
}

// named is the cell of a defined name.
func named(t *testing.T, f *excelize.File, name string) (sheet, cell string) {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == name {
			sheet, cell, _ = strings.Cut(n.RefersTo, "!")
			return strings.Trim(sheet, "'"), strings.ReplaceAll(cell, "$", "")
		}
	}
	t.Fatalf("no cell is called %s", name)
	return "", ""
}

// Calc computes every figure of every example, under every scenario, as the exact run does; and after a change of all inputs as a run with
// those inputs.
func TestRecalculated(t *testing.T) {
	files, want := map[string][]byte{}, map[string]map[string]float64{}
	add := func(name string, file []byte, like *excelize.File) {
		files[name], want[name] = file, figures(t, like, "F")
	}
	for _, path := range examples(t) {
		p, name := program(t, path), filepath.Base(path)
		for _, scenario := range append([]string{""}, p.Scenarios()...) {
			own := file(t, p, nil, eval.Under(scenario))
			add(name+" "+scenario, own, opened(t, own))
		}
		base := file(t, p, nil)
		for i := range 2 {
			other := fmt.Sprint(name, " changed ", i)
			edited, in := changed(t, p, other, base)
			add(other, edited, opened(t, file(t, p, in)))
		}
		outputsAgree(t, p, want[name+" "])
	}
	if grid := want["worked.cost "]; grid["sensitivity 2.3.2"] == 0 {
		t.Error("the grid of worked.cost is not in the workbook")
	}
	danish := file(t, program(t, "../../examples/netvaerksmoeder.cost"), nil, eval.InLanguage(say.Danish))
	add("in Danish", danish, opened(t, danish))
	payers, err := eval.Compile("payers.cost", []byte(ofPayers))
	if err != nil {
		t.Fatal(err)
	}
	paid := file(t, payers, nil)
	add("payers", paid, opened(t, paid))
	add("payers changed", edited(t, paid, map[string]float64{"fee": 1234}), opened(t, file(t, payers, eval.Inputs{"fee": 1234})))
	rows := rowsProgram(t)
	over := file(t, rows, nil)
	add("rows", over, opened(t, over))
	moved, in := changed(t, rows, "rows changed", over)
	add("rows changed", moved, opened(t, file(t, rows, in)))
	for name, p := range map[string]*eval.Program{"series": seriesProgram(t), "filtered": filteredProgram(t)} {
		own := file(t, p, nil)
		add(name, own, opened(t, own))
		for i := range 2 {
			other := fmt.Sprint(name, " changed ", i)
			moved, in := changed(t, p, other, own)
			add(other, moved, opened(t, file(t, p, in)))
		}
	}
	every := file(t, everyProgram(t, 2), nil)
	add("every number", every, opened(t, every))
	add("every number edited", edited(t, every, otherNumbers()), opened(t, file(t, everyProgram(t, 3), nil)))
	odd := hostileProgram(t)
	own := file(t, odd, nil)
	add("hostile", own, opened(t, own))
	files["broken"] = edited(t, own, map[string]float64{"a1_": 1, "c_": 2})
	add("hostile changed", edited(t, own, map[string]float64{"a1_": 7, "c_": 0.3, "R_": 5.5}), opened(t, file(t, odd, eval.Inputs{"a1": 7, "c": 0.3, "R": 5.5})))
	files["operations"] = operations(t)
	typed := edits(t)
	for name, e := range typed {
		files[name] = e.file
	}
	for name, f := range recalculated(t, files) {
		t.Run(name, func(t *testing.T) {
			switch {
			case typed[name].see != nil:
				typed[name].see(t, f)
				return
			case name == "operations":
				operationsAgree(t, f)
			case name == "every number edited":
				agree(t, want[name], figures(t, f, "G"))
			case name == "broken":
				brokenShows(t, f)
				return
			case strings.Contains(name, "changed"):
				// The claims are of the script as it is written, and scenarios set again what was changed.
				agree(t, want[name], figures(t, f, "G"), "expectations ", "scenarios ")
			default:
				agree(t, want[name], figures(t, f, "G"))
				storedAgree(t, opened(t, files[name]), f)
			}
			noErrors(t, f)
		})
	}
}

// outputsAgree compares the figures that a workbook says the exact run has with those of a run.
func outputsAgree(t *testing.T, p *eval.Program, got map[string]float64) {
	t.Helper()
	r, err := p.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{}
	for _, o := range r.Outputs() {
		want["output "+o.Name] = o.Value.Float64()
	}
	agree(t, want, got)
}

// noErrors sees that no cell of a workbook is an error, but for those of operations that have no value.
func noErrors(t *testing.T, f *excelize.File) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		if sheet == "Operations" {
			continue
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for _, text := range row {
				if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "Err:") {
					t.Errorf("%s, row %d: %s", sheet, i+1, text)
				}
			}
		}
	}
}

// The same script gives the same bytes, and another language other titles over the same figures.
func TestSameBytes(t *testing.T) {
	p := program(t, "../../examples/worked.cost")
	first := file(t, p, nil)
	if !bytes.Equal(first, file(t, p, nil)) {
		t.Error("two workbooks of one script differ")
	}
	danish := opened(t, file(t, p, nil, eval.InLanguage(say.Danish)))
	want := "[Forudsætninger Model Resultater Følsomhed Forventninger Hvad hvis-model Værdier Om]"
	if got := fmt.Sprint(danish.GetSheetList()); got != want {
		t.Errorf("the Danish sheets are %s, not %s", got, want)
	}
}
