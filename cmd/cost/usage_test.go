package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrapUsage(t *testing.T) {
	text := "Run a script and print it.\n\nFlags:\n      --csv profile   how CSV is written: ordinary, or danish\n      --detail        print every cost line\n"
	for columns, want := range map[int]string{
		80: text,
		44: "Run a script and print it.\n\nFlags:\n      --csv profile   how CSV is written:\n                      ordinary, or danish\n      --detail        print every cost line\n",
		24: "Run a script and print\nit.\n\nFlags:\n      --csv profile how\n      CSV is written:\n      ordinary, or\n      danish\n      --detail print\n      every cost line\n",
	} {
		if diff := cmp.Diff(want, wrapUsage(text, columns)); diff != "" {
			t.Errorf("%d columns (-want +got):\n%s", columns, diff)
		}
	}
}

// TestUsageFits checks that the help of every command fits the screen, by its flag and by the command help, and says the same.
func TestUsageFits(t *testing.T) {
	for _, name := range []string{"run", "check", "test", "fmt", "new", "help", "schema", "version"} {
		usual := callWide(t, 0, name, "--help")
		for _, columns := range []int{20, 40, 80, 132} {
			got := callWide(t, columns, name, "--help")
			fitsIn(t, got, min(columns, usualWidth))
			if diff := cmp.Diff(strings.Fields(usual), strings.Fields(got)); columns >= 40 && diff != "" {
				t.Errorf("%s in %d columns (-usual +got):\n%s", name, columns, diff)
			}
		}
	}
}
