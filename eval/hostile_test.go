package eval_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

const megabyte = 1 << 20

// lines joins what make writes of the numbers below n.
func lines(n int, make func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(make(i))
	}
	return b.String()
}

// squares is 1.1 squared n times, each square a definition of its own.
func squares(n int) string {
	return "let v0 = 1.1\n" + lines(n, func(i int) string { return fmt.Sprintf("let v%d = v%d * v%d\n", i+1, i, i) }) + fmt.Sprintf("output last = v%d\n", n)
}

func utf16Text(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// hostile is texts that nobody writes by hand and the code of their first error, "" for those that run. What they have in common is that
// some way of reading them takes for ever, or the memory of the machine.
var hostile = map[string]struct {
	script string
	code   diag.Code
}{
	"round brackets":      {strings.Repeat("(", megabyte), diag.TextLimit},
	"minus":               {strings.Repeat("-", megabyte), diag.TextLimit},
	"square brackets":     {strings.Repeat("[", megabyte), diag.TextLimit},
	"curly brackets":      {strings.Repeat("{", megabyte), diag.TextLimit},
	"not":                 {"let a = " + strings.Repeat("not ", megabyte/4), diag.TextLimit},
	"if":                  {"let a = " + strings.Repeat("if ", megabyte/3), diag.TextLimit},
	"calls":               {"let a = " + strings.Repeat("abs(", megabyte/4), diag.TextLimit},
	"deep and closed":     {"let a = " + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000) + "\n", diag.TextLimit},
	"dots":                {"let a = b" + strings.Repeat(".c", megabyte/2), diag.TextLimit},
	"quotation marks":     {strings.Repeat(`"`, megabyte), diag.TextLimit},
	"lower quotes":        {strings.Repeat("„", megabyte/3), diag.StrayCharacter},
	"apostrophes":         {strings.Repeat("'", megabyte), diag.Quotes},
	"semicolons":          {strings.Repeat(";", megabyte), diag.TextLimit},
	"line ends":           {strings.Repeat("\n", megabyte), diag.EmptyScript},
	"comment":             {"#" + strings.Repeat("x", megabyte) + "\noutput a = 1\n", ""},
	"literal":             {"let a = " + strings.Repeat("1", 10*megabyte), diag.TextLimit},
	"literal in limit":    {"let a = " + strings.Repeat("1", megabyte), diag.NumberTooLong},
	"decimals":            {"let a = 0." + strings.Repeat("1", megabyte), diag.NumberTooLong},
	"digits and points":   {"let a = " + strings.Repeat("1.", megabyte/2), diag.NumberForm},
	"squares that go on":  {squares(30), diag.TooManyDigits},
	"squares that shrink": {strings.Replace(squares(30), "1.1", "0.1", 1), ""},
	"doubled":             {strings.ReplaceAll(squares(1000), "*", "+"), diag.TooManyDigits},
	"chained lets":        {"let v0 = 1\n" + lines(19_900, func(i int) string { return fmt.Sprintf("let v%d = v%d + 1\n", i+1, i) }) + "output last = v19900\n", ""},
	"chained backwards":   {"output last = v0\n" + lines(19_900, func(i int) string { return fmt.Sprintf("let v%d = v%d + 1\n", i, i+1) }) + "let v19900 = 1\n", ""},
	"a circle of lets":    {lines(19_900, func(i int) string { return fmt.Sprintf("let v%d = v%d + 1\n", i, (i+1)%19_900) }), diag.Cycle},
	"long name":           {"let " + strings.Repeat("n", 1_000_000) + " = 1\noutput a = 1\n", diag.TextLimit},
	"long unknown name":   {"output a = " + strings.Repeat("n", 1_000_000) + "\n", diag.TextLimit},
	"long label":          {`output a "` + strings.Repeat("x", megabyte) + "\" = 1\n", diag.TextLimit},
	"many params":         {lines(100_000, func(i int) string { return fmt.Sprintf("param p%d = 1\n", i) }), diag.TextLimit},
	"params in limit":     {lines(15_000, func(i int) string { return fmt.Sprintf("param p%d = 1 in 0..2\n", i) }) + "output a = p0\n", ""},
	"unknown names":       {lines(15_000, func(i int) string { return fmt.Sprintf("let v%d = w%d\n", i, i) }), diag.UnknownName},
	"many spellings":      {"unit u" + lines(90_000, func(i int) string { return fmt.Sprintf(", u%d", i) }) + "\noutput a = 1\n", ""},
	"many items":          {"intervention \"E\" { currency DKK; horizon 1 year }\ncost \"c\" other once {\n" + strings.Repeat("amount 1 DKK\n", 30_000) + "}\noutput total\n", ""},
	"open blocks":         {strings.Repeat("team a { staff\n", 30_000), diag.NoValue},
	"scenarios in a row":  {"param p = 1\nscenario \"0\" { p = 2 }\n" + lines(5_000, func(i int) string { return fmt.Sprintf("scenario \"%d\" from \"%d\" { p = 2 }\n", i+1, i) }), ""},
	"scenarios, outputs":  {"param p = 1\n" + lines(2_000, func(i int) string { return fmt.Sprintf("scenario \"%d\" { p = 2 }\noutput o%d = p\n", i, i) }), diag.LimitReached},
	"low of low":          {"param p = 1 in 0..2\nlet a0 = p\n" + lines(60, func(i int) string { return fmt.Sprintf("let a%d = low(a%d by p) + high(a%d by p)\n", i+1, i, i) }) + "output a = a60\n", ""},
	"months of a century": {"intervention \"E\" { currency DKK; horizon 100 years by month }\nwage g = 1 DKK/hour\nteam t { staff g; start 1 in years 1..100 }\ncourse c { team t; participants 8; starts 5 per year; duration 50 years }\nsession s for c { meet 1/week for 40 years, 1 hour each; staff g }\n", diag.LimitReached},
	"endless horizon":     {"intervention \"E\" { currency DKK; horizon 99999999999999999999 years }\n", diag.StepsDoNotFit},
	"zero bytes":          {strings.Repeat("\x00", megabyte), diag.NotText},
	"one zero byte":       {"let a = 1\x00\n", diag.NotText},
	"UTF-16":              {utf16Text("let løn = 1\n"), diag.WrongEncoding},
	"Windows-1252":        {"let l\xf8n = 1\n", diag.WrongEncoding},
	"lone mark":           {"\ufeff", diag.EmptyScript},
	"empty":               {"", diag.EmptyScript},
	"half a letter":       {"let a = \"\xc3", diag.WrongEncoding},
}

// TestHostileScripts sees that each of them ends, with a result or with the diagnostic that fits it.
func TestHostileScripts(t *testing.T) {
	for name, test := range hostile {
		t.Run(name, func(t *testing.T) {
			r, err := compileAndReport(test.script)
			if err == nil {
				if test.code != "" {
					t.Errorf("it runs, and %s is wanted; its outputs are %v", test.code, r.Outputs())
				}
				return
			}
			noFault(t, err)
			if first := listOf(t, err)[0]; first.Code != test.code {
				t.Errorf("%.300v, and %s is wanted", first, test.code)
			}
		})
	}
}

func compileAndReport(script string) (*eval.Report, error) {
	p, err := eval.Compile("hostile.cost", []byte(script))
	if err != nil {
		return nil, err
	}
	return p.Report(context.Background(), nil)
}
