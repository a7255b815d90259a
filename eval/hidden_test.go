package eval_test

import (
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// hiding is what hides in a text or turns it around, and joining what some alphabets need.
var hiding, joining = []string{"\u202e", "\u2066", "\u200e", "\u061c", "\u200b", "\u2060", "\ufeff", "\U000e0061"}, []string{"\u200c", "\u200d"}

// hidden is every place that takes text from outside, with a mark in the middle of the text there.
func hidden(t *testing.T, mark string) (names, texts map[string]func() error) {
	t.Helper()
	script := func(text string) func() error {
		return func() error { _, err := eval.Compile("a.cost", []byte(text)); return err }
	}
	data := func(csv string) func() error {
		return func() error {
			files := fstest.MapFS{"r.csv": {Data: []byte(csv)}}
			_, err := eval.Compile("a.cost", []byte("data r from \"r.csv\" { place: text }\noutput n = count(r)\n"), eval.WithFS(files))
			return err
		}
	}
	p := compile(t, "param a = 1\nparam b = \"x\"\noutput c = a\n")
	input := func(in eval.Inputs) func() error {
		return func() error { _, err := p.Run(context.Background(), in); return err }
	}
	session := func(text string) func() error {
		return func() error { _, err := newSession(t).Eval(context.Background(), text); return err }
	}
	held := func(rows ...[]string) func() error {
		return func() error {
			_, err := eval.Compile("a.cost", []byte("data r from \"r\" { place: text }\noutput n = count(r)\n"), eval.WithRows("r", rows))
			return err
		}
	}
	names = map[string]func() error{
		"a name": script("let a" + mark + "b = 1\n"), "a column": data("pla" + mark + "ce\nx\n"), "a number": input(eval.Inputs{"a": "1" + mark + "0"}),
		"the name of an input": input(eval.Inputs{"a" + mark: 1}), "a name of a session": session("let a" + mark + "b = 1"),
	}
	texts = map[string]func() error{
		"a label": script("output a \"x" + mark + "y\" = 1\n"), "a comment": script("output a = 1 # x" + mark + "y\n"), "a cell": data("place\nx" + mark + "y\n"),
		"a cell of rows": held([]string{"place"}, []string{"x" + mark + "y"}), "a text of a session": session("let a = \"x" + mark + "y\""),
	}
	return names, texts
}

// What hides or turns around what is shown is refused in whatever is read, and the message names the character; joiners only in names.
func TestHiddenCharacters(t *testing.T) {
	for _, mark := range hiding {
		names, texts := hidden(t, mark)
		for where, read := range names {
			refused(t, where, mark, read())
		}
		for where, read := range texts {
			if list := refused(t, where, mark, read()); list != nil && list[0].Code != diag.HiddenCharacter {
				t.Errorf("%U in %s: %v", []rune(mark), where, list)
			}
		}
	}
	for _, mark := range joining {
		names, texts := hidden(t, mark)
		for where, read := range names {
			refused(t, where, mark, read())
		}
		for where, read := range texts {
			if err := read(); err != nil {
				t.Errorf("%U in %s: %v", []rune(mark), where, err)
			}
		}
	}
}

func refused(t *testing.T, where, mark string, err error) diag.List {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) {
		t.Errorf("%U in %s is taken", []rune(mark), where)
		return nil
	}
	noFault(t, err)
	return list
}
