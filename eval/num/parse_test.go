package num_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/costlang/cost/eval/num"
)

func TestParse(t *testing.T) {
	nines := strings.Repeat("9", 60)
	for text, want := range map[string]string{
		"0":                                   "0",
		"-0":                                  "0",
		"-0.0":                                "0",
		"007":                                 "7",
		"1_234.5":                             "1234.5",
		"1_234_567.000_1":                     "1234567.0001",
		"-12.50":                              "-12.5",
		"100":                                 "100",
		"0.125":                               "0.125",
		"9223372036854775808":                 "9223372036854775808",
		nines + "." + nines:                   nines + "." + nines,
		"0." + strings.Repeat("0", 60) + "5":  "0",
		"0." + strings.Repeat("0", 60) + "51": "0." + strings.Repeat("0", 59) + "1",
		"0." + strings.Repeat("0", 59) + "15": "0." + strings.Repeat("0", 59) + "2",
		"0." + strings.Repeat("0", 59) + "25": "0." + strings.Repeat("0", 59) + "2",
		strings.Repeat("0", 1_000) + "1":      "1",
	} {
		got, err := num.Parse(text)
		if err != nil || got.String() != want {
			t.Errorf("Parse(%q) = %v, %v, want %s", text, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	nines := strings.Repeat("9", 60)
	for text, want := range map[string]error{
		"": num.ErrSyntax, "-": num.ErrSyntax, "--1": num.ErrSyntax, "+1": num.ErrSyntax,
		".5": num.ErrSyntax, "5.": num.ErrSyntax, "1.2.3": num.ErrSyntax, ".": num.ErrSyntax,
		"_1": num.ErrSyntax, "1_": num.ErrSyntax, "1__2": num.ErrSyntax, "1_.5": num.ErrSyntax, "1._5": num.ErrSyntax,
		"1e6": num.ErrSyntax, "1E6": num.ErrSyntax, "0x1f": num.ErrSyntax, "Inf": num.ErrSyntax, "NaN": num.ErrSyntax,
		"7,4": num.ErrSyntax, "606 417": num.ErrSyntax, " 1": num.ErrSyntax, "1 ": num.ErrSyntax, "−1": num.ErrSyntax,
		"١":                       num.ErrSyntax,
		"1" + nines:               num.ErrTooLong,
		nines + "." + nines + "9": num.ErrTooLong, // rounds up to 10^60
	} {
		if got, err := num.Parse(text); !errors.Is(err, want) || !got.IsZero() {
			t.Errorf("Parse(%q) = %v, %v, want 0, %v", text, got, err, want)
		}
	}
}

// A conversion whose time grows with the square of the length would not come back from these.
func TestParseHugeLiterals(t *testing.T) {
	huge := strings.Repeat("7", 10_000_000)
	if _, err := num.Parse(huge); !errors.Is(err, num.ErrTooLong) {
		t.Errorf("10 MB of integer digits: %v", err)
	} else if len(err.Error()) > 200 {
		t.Errorf("the error repeats %d bytes of the literal", len(err.Error()))
	}
	if got, err := num.Parse("0." + huge); err != nil || got.String() != "0."+strings.Repeat("7", 59)+"8" {
		t.Errorf("10 MB of places: %v, %v", got, err)
	}
	if _, err := num.Parse(huge + "x"); !errors.Is(err, num.ErrSyntax) {
		t.Errorf("10 MB of digits and a letter: %v", err)
	}
}

// An error repeats a text of up to 40 bytes, and of a longer one its first 40.
func TestParseErrorsAreShort(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("k", 40): `"` + strings.Repeat("k", 40) + `" is not a number`,
		strings.Repeat("k", 41): `"` + strings.Repeat("k", 40) + `…" is not a number`,
	} {
		if _, err := num.Parse(text); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", text, err, want)
		}
	}
}

func TestMustPanics(t *testing.T) {
	defer func() {
		if got := recover(); got != `num: "12k" is not a number` {
			t.Errorf("recovered %v", got)
		}
	}()
	num.Must("12k")
}

// FuzzParse checks against the rationals of the standard library what is accepted, and that it reads back.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"1_234.5", "-0.125", "1e6", "0x10", "1/3", "500.000", "7,4", "1__0", strings.Repeat("9", 61)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := num.Parse(text)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(strings.ReplaceAll(text, "_", ""))
		if !ok || rat(t, x).Cmp(roundEven(want, num.MaxPlaces)) != 0 {
			t.Fatalf("Parse(%q) = %v", text, x)
		}
		if back, err := num.Parse(x.String()); err != nil || !back.Equal(x) {
			t.Fatalf("%v reads back as %v, %v", x, back, err)
		}
	})
}
