package gallery_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/gallery"
	"github.com/costlang/cost/lang/diag"
)

func TestOf(t *testing.T) {
	e, ok := gallery.Of("C0451")
	if !ok || e.Script.Name != "C0451.cost" || e.Script.Text == "" {
		t.Fatalf("%+v, %t", e, ok)
	}
	if len(e.Beside) != 1 || e.Beside[0].Name != "C0451/stays.csv" || e.Beside[0].Text == "" {
		t.Errorf("the files beside it are %+v", e.Beside)
	}
	for _, code := range []diag.Code{diag.Internal, "C9999", "../errors/C0451", ""} {
		if _, ok := gallery.Of(code); ok {
			t.Errorf("there is an example of %q", code)
		}
	}
}

// The comments of an example are followed, and one that cannot be is no finding.
func TestComments(t *testing.T) {
	for _, code := range []diag.Code{"C0222", "C0455", "C0463", "C0464"} {
		e, _ := gallery.Of(code)
		list, err := e.Findings(context.Background())
		if err != nil || len(list) != 1 || list[0].Code != code {
			t.Errorf("%s: %v, %v", code, list, err)
		}
	}
	e, _ := gallery.Of("C0455")
	for comment, want := range map[string]string{
		"# limits: Pages=3\n":      `C0455.cost: unknown limit "Pages"`,
		"# limits: Operations=a\n": `C0455.cost: strconv.Atoi: parsing "a": invalid syntax`,
		"# limits: Time=soon\n":    `C0455.cost: time: invalid duration "soon"`,
	} {
		e.Script.Text = comment
		_, err := e.Findings(context.Background())
		if err == nil {
			t.Fatalf("%s is followed", comment)
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Error(diff)
		}
	}
}
