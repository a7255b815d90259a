package eval_test

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
)

// session is one with a small script in it.
func session(options ...eval.Option) *eval.Session {
	s, err := eval.NewSession(options...)
	if err == nil {
		err = s.LoadText("fee.cost", []byte("param fee = 200 DKK in 100..300 \"Fee\"\nparam n = 3 in 1..5\noutput paid \"Paid\" = n * fee\nscenario \"Dear\" { fee = 300 DKK }\n"))
	}
	if err != nil {
		panic(err)
	}
	return s
}

// A session reads declarations and expressions, one after the other.
func ExampleSession() {
	ctx := context.Background()
	s, err := eval.NewSession()
	if err == nil {
		err = s.LoadText("fee.cost", []byte("param fee = 200 DKK\nparam n = 3 in 1..5\noutput paid \"Paid\" = n * fee\n"))
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"paid", "let rebate = 10%", "paid * (1 - rebate)", "_ as thousand DKK", "param n = 4", "paid"} {
		reply, err := s.Eval(ctx, text)
		switch {
		case err != nil:
			fmt.Println(err)
		case s.Declares(text):
			fmt.Println(reply.Changes[0].Kind == eval.Added, reply.Changes[0].After)
		default:
			fmt.Println(reply.Value, "-", reply.Value.Said())
		}
	}
	source, err := s.Source()
	fmt.Printf("%s%v\n", source, err)
	// Output:
	// 600 kr. - 600 kr.
	// true let rebate = 10%
	// 540 kr. - 540 kr.
	// 0.54 thousand kr. - 0.54 thousand kr.
	// false param n = 4 in 1..5
	// 800 kr. - 800 kr.
	// param fee = 200 DKK
	// param n   = 4 in 1..5
	// output paid "Paid" = n * fee
	// let rebate = 10%
	// <nil>
}

// What is typed line by line is incomplete until a block is closed.
func ExampleSession_Eval_incomplete() {
	s, err := eval.NewSession(eval.WithInputName("terminal"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"intervention \"Visits\" {", "intervention \"Visits\" { currency DKK }", "output a = b"} {
		s.At(7)
		_, err := s.Eval(context.Background(), text)
		list, _ := err.(diag.List)
		fmt.Println(lang.IsIncomplete(list), err)
	}
	// Output:
	// true terminal:7:23: error[C0113]: this `{` of `intervention` is not closed before the end of the text
	// false <nil>
	// false terminal:7:12: error[C0201]: unknown name `b`
}

// Take leaves out what is wrong and takes the rest; Preview changes nothing.
func ExampleSession_Take() {
	s, ctx := session(), context.Background()
	reply, err := s.Preview(ctx, "param fee = 250 DKK")
	fmt.Println(reply.Value, err)
	reply, err = s.Take(ctx, "let a = 1\nlet b = c\n")
	fmt.Println(len(reply.Changes), err)
	// Output:
	// 250 kr. <nil>
	// 1 <input>:2:9: error[C0201]: unknown name `c`
}

// Inputs and the scenario stay set until they are unset.
func ExampleSession_Set() {
	s, ctx := session(), context.Background()
	total := func() string {
		result, err := s.Run(ctx)
		if err != nil {
			return err.Error()
		}
		return result.Outputs()[0].Value.String()
	}
	_, err := s.Set("fee", "0.25 thousand DKK")
	fmt.Println(err, s.Inputs(), total())
	fmt.Println(s.Unset("fee"), total())
	fmt.Println(s.UseScenario("Dear"), s.Scenario(), total())
	// Output:
	// <nil> map[fee:0.25 thousand DKK] 750
	// <nil> 600
	// <nil> Dear 900
}

// Changes says what became of a script since it was loaded or saved.
func ExampleSession_Changes() {
	s, ctx := session(), context.Background()
	if _, err := s.Eval(ctx, "param n = 5"); err != nil {
		fmt.Println(err)
		return
	}
	changes, err := s.Changes(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range changes.Declarations {
		fmt.Printf("%s -> %s\n", c.Before, c.After)
	}
	s.Saved()
	changes, err = s.Changes(ctx)
	fmt.Println(changes.Empty(), err)
	// Output:
	// param n = 3 in 1..5 -> param n = 5 in 1..5
	// true <nil>
}

// An effect is an output before and after the changes of a session.
func ExampleEffect() {
	s, ctx := session(), context.Background()
	if _, err := s.Eval(ctx, "param n = 5"); err != nil {
		fmt.Println(err)
		return
	}
	changes, err := s.Changes(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range changes.Effects {
		fmt.Println(e.Title(), e.Changed(), e.Before.Amount(), e.After.Amount())
	}
	// Output: Paid true 600 kr. 1,000 kr.
}

// Every change can be taken back.
func ExampleSession_Undo() {
	s, ctx := session(), context.Background()
	fmt.Println(s.Remove("fee"))
	fmt.Println(s.Remove("Dear"), len(s.Program().Scenarios()))
	fmt.Println(s.Undo(), len(s.Program().Scenarios()))
	fmt.Println(s.Redo(), len(s.Program().Scenarios()), s.Redo())
	report, err := s.Report(ctx)
	fmt.Println(report.Outputs()[0].Amount(), err)
	// Output:
	// fee.cost:3:26: error[C0201]: unknown name `fee`
	// fee.cost:4:19: error[C0215]: the script has no param `fee`
	// <nil> 0
	// true 1
	// true 0 false
	// 600 kr. <nil>
}

// Questions in the words of a script, or as a Question.
func ExampleSession_Ask() {
	s, ctx := session(), context.Background()
	fmt.Println(strings.Join(eval.Asked(), " "))
	report, err := s.Ask(ctx, "vary paid by fee, n")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Tables[0].Title)
	report, err = s.Answer(ctx, eval.Question{Kind: eval.AskSolving, Of: "paid", By: []string{"fee"}, Target: 500})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Tables[0].Title)
	// Output:
	// vary tornado simulate solve
	// What if: Paid, one assumption at a time
	// Break-even: Paid by Fee
}

// What an editor or a terminal shows beside the text.
func ExampleSession_Complete() {
	s, ctx := session(), context.Background()
	from, list := s.Complete("output twice = 2 * pa", 21)
	fmt.Println(from, list[0].Text, "-", list[0].About)
	info, err := s.Info(ctx, "fee")
	fmt.Println(info.Keyword, info.Label, info.Value, info.UsedBy, err)
	params, known := s.List(ctx, "params")
	fmt.Println(params[0].Name, params[0].Value, known)
	fmt.Println(strings.Join(eval.Kinds(), " "))
	e, err := s.Explain(ctx, "paid")
	fmt.Println(e.Root.Title(), e.Root.Formula, err)
	// Output:
	// 19 paid - DKK
	// param Fee 200 kr. [paid scenario Dear] <nil>
	// fee 200 kr. true
	// analyses costs courses data expectations lets outputs params scenarios sessions teams wages functions units
	// Paid n * fee <nil>
}

// A session loads a script of a file system, with all that it names.
func ExampleSession_Load() {
	s, err := eval.NewSession()
	if err != nil {
		fmt.Println(err)
		return
	}
	files := fstest.MapFS{
		"stays.csv":  {Data: []byte("stay\n2\n4\n")},
		"stays.cost": {Data: []byte("data stays from \"stays.csv\" { stay: months }\n")},
	}
	fmt.Println(s.Load(files, "stays.cost"))
	reply, err := s.Eval(context.Background(), "mean(s.stay for s in stays)")
	fmt.Println(reply.Value, err)
	// Output:
	// <nil>
	// 3 months <nil>
}
