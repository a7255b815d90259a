package lang_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang"
)

func TestSpec(t *testing.T) {
	want, err := os.ReadFile("SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), lang.Spec()); diff != "" {
		t.Error(diff)
	}
}
