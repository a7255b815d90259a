package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

// No test leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestPrices(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"points.csv"}, &stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	// A visit of 1.5 hours: 5 * 1.5 * 320 = 2,400 each, and 240 of them 576,000.
	want := `served,visits,pay,per_family,total_thousands
240,5,320,2400.00,576.00
240,8,320,3840.00,921.60
1000,5,450.5,3378.75,3378.75
1000,3,275,1237.50,1237.50
240,5,900,,
`
	if diff := cmp.Diff(want, stdout.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	const problem = "1 of 5 points have no value, the first has index 4: the new value of `pay` is 900 DKK/hour, outside its range\n"
	if diff := cmp.Diff(problem, stderr.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatCannotBePriced(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "EOF"},
		{"other columns", "visits,pay\n", `the columns are ["visits" "pay"]`},
		{"no number", "served,visits,pay\n1,2,3\n1,two,3\n", `line 3: strconv.ParseFloat: parsing "two"`},
		{"a cell short", "served,visits,pay\n1,2\n", "wrong number of fields"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "points.csv")
			if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			var stdout bytes.Buffer
			err := run(t.Context(), []string{name}, &stdout, &stdout)
			if err == nil || !strings.Contains(err.Error(), c.want) || stdout.Len() != 0 {
				t.Errorf("%v, and %q is printed", err, stdout.String())
			}
		})
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"a", "b"}, {filepath.Join(t.TempDir(), "none.csv")}} {
		if err := run(t.Context(), args, os.Stdout, os.Stderr); err == nil {
			t.Errorf("no error of %q", args)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := priced(ctx, make([]point, 100)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
