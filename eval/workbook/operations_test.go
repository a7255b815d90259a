package workbook_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/source"
)

// ops lists the operations of plans that compute, by their number of operands.
var ops = map[plan.Op]int{
	plan.Add: 2, plan.Sub: 2, plan.Mul: 2, plan.Div: 2, plan.Scale: 1, plan.Neg: 1, plan.Abs: 1, plan.Min: 2, plan.Max: 2, plan.Round: 2,
	plan.Floor: 2, plan.Ceil: 2, plan.Eq: 2, plan.Lt: 2, plan.Le: 2, plan.And: 2, plan.Or: 2, plan.Not: 1, plan.Select: 3,
}

// apart are those that compute nothing of their operands.
var apart = []plan.Op{plan.Const, plan.Input, plan.Fail, plan.Invoke}

// Every operation of a plan has a formula, and a case below.
func TestEveryOperation(t *testing.T) {
	n := 0
	for op := plan.Op(0); named1(op); op++ {
		if n++; !workbook.HasFormula(op) {
			t.Errorf("%s has no formula", op)
		}
	}
	if n != len(ops)+len(apart) {
		t.Errorf("plans have %d operations, and the test knows %d", n, len(ops)+len(apart))
	}
}

// named1 reports whether there is an operation of a number.
func named1(op plan.Op) (ok bool) {
	defer func() { ok = recover() == nil }()
	return op.String() != ""
}

const perOperation = 60

// drawn is a number as scripts have them, now and then one that others are equal to.
func drawn(r *rand.Rand) num.D {
	usual := []string{"0", "1", "-1", "2.5", "100", "0.1", "12", "-2.5", "0.3"}
	if r.IntN(3) == 0 {
		return num.Must(usual[r.IntN(len(usual))])
	}
	v, _ := num.FromFloat(math.Round((r.Float64()-0.4)*math.Pow(10, float64(2+r.IntN(5)))*100) / 100)
	return v
}

// operationCase is one operation on drawn numbers.
type operationCase struct {
	op     plan.Op
	values [3]num.D
	plan   *plan.Plan
	at     plan.Ref
}

func operationCases() []operationCase {
	r := rand.New(rand.NewPCG(8, 26))
	var out []operationCase
	for _, op := range append([]plan.Op{}, plan.Add, plan.Sub, plan.Mul, plan.Div, plan.Scale, plan.Neg, plan.Abs, plan.Min, plan.Max, plan.Round, plan.Floor,
		plan.Ceil, plan.Eq, plan.Lt, plan.Le, plan.And, plan.Or, plan.Not, plan.Select) {
		for range perOperation {
			out = append(out, operationOn(op, [3]num.D{drawn(r), drawn(r), drawn(r)}))
		}
	}
	return out
}

// operationOn is a plan of one operation on numbers that are written somewhere.
func operationOn(op plan.Op, values [3]num.D) operationCase {
	p := &plan.Plan{Ratios: []unit.Ratio{unit.NewRatio(52, 12)}}
	for i, v := range values {
		p.Consts = append(p.Consts, v)
		p.Steps = append(p.Steps, plan.Step{Op: plan.Const, A: plan.Ref(i)})
		span := source.Span{Pos: source.Pos{Filename: "a", Line: i + 1, Column: 1, Offset: i}}
		p.Info = append(p.Info, plan.Info{Span: span})
	}
	step := plan.Step{Op: op, A: 0, B: 1, C: 2}
	switch op {
	case plan.Scale:
		step.B = 0
	case plan.Div:
		step.C = plan.None
	}
	p.Steps, p.Info = append(p.Steps, step), append(p.Info, plan.Info{})
	return operationCase{op, values, p, 3}
}

// operations is a workbook of every operation on drawn numbers: the numbers, then the formula. Every other case has its second number in
// the formula itself.
func operations(t *testing.T) []byte {
	t.Helper()
	s := &workbook.Sheet{Title: "Operations"}
	for i, c := range operationCases() {
		for col, v := range c.values {
			s.Put(i, col, workbook.Cell{Kind: workbook.Number, Text: v.String()})
		}
		place := func(x plan.Ref) string {
			if x == 1 && i%2 == 1 || x < 0 || x > 2 {
				return ""
			}
			return string(rune('A'+x)) + strconv.Itoa(i+1)
		}
		text, err := workbook.OperationFormula(c.plan, c.at, place)
		if err != nil {
			t.Fatal(err)
		}
		s.Put(i, 3, workbook.Cell{Kind: workbook.Formula, Text: text})
	}
	out, err := xlsx.Write(&workbook.Book{Sheets: []*workbook.Sheet{s}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// operationsAgree compares what Calc makes of every operation with the exact reading.
func operationsAgree(t *testing.T, f *excelize.File) {
	t.Helper()
	known := 0
	for i, c := range operationCases() {
		r, err := exact.Run(context.Background(), c.plan, nil)
		if err != nil {
			t.Fatal(err)
		}
		at := fmt.Sprint("D", i+1)
		text, _ := f.GetCellValue("Operations", at, excelize.Options{RawCellValue: true})
		formula, _ := f.GetCellFormula("Operations", at)
		want, ok := r.Value(c.at)
		got, err := strconv.ParseFloat(text, 64)
		switch {
		case ok != (err == nil):
			t.Errorf("%s of %v is %q by =%s, and the run has %v, %v", c.op, c.values, text, formula, want, ok)
		case ok && !(math.Abs(got-want.Float64()) <= 1e-9*math.Max(1, math.Abs(got))):
			t.Errorf("%s of %v is %v by =%s, and the run has %v", c.op, c.values, got, formula, want)
		case ok:
			known++
		}
	}
	if known < len(operationCases())*3/4 {
		t.Errorf("only %d operations of %d have a value", known, len(operationCases()))
	}
}
