package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A number is not broken from its unit, nor a sign from its number: here _ is a blank that is not broken at.
func TestUnbroken(t *testing.T) {
	for text, want := range map[string]string{
		"85 %–100 %":          "85_%–100_%",
		"0 kr.; 50.000 kr.":   "0_kr.; 50.000_kr.",
		"10 deltagere i alt":  "10_deltagere i alt",
		"share >= 87 %":       "share >=_87_%",
		"a = -3 kr.":          "a =_-3_kr.",
		"[2, 4, 4]":           "[2, 4, 4]",
		"År 1 og År 2":        "År 1_og År 2",
		"no numbers = at all": "no numbers = at all",
		" 5 ":                 " 5 ",
	} {
		if diff := cmp.Diff(want, strings.ReplaceAll(Unbroken(text), "\u00a0", "_")); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
