package unit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/unit"
)

// base looks a unit up and fails the test when there is none.
func base(t testing.TB, reg *unit.Registry, name string) *unit.Base {
	t.Helper()
	b, ok := reg.Lookup(name)
	if !ok {
		t.Fatalf("no unit %q", name)
	}
	return b
}

func declare(t testing.TB, reg *unit.Registry, spellings ...string) *unit.Base {
	t.Helper()
	b, err := reg.Declare(spellings)
	if err != nil {
		t.Fatalf("Declare(%q): %v", spellings, err)
	}
	return b
}

func TestBuiltins(t *testing.T) {
	type row struct{ Name, Plural, Dim, Factor string }
	reg := unit.NewRegistry()
	for _, want := range []row{
		{"DKK", "DKK", "money DKK", "1"},
		{"EUR", "EUR", "money EUR", "1"},
		{"minute", "minutes", "working time", "1"},
		{"hour", "hours", "working time", "60"},
		{"workday", "workdays", "working time", "444"},
		{"week", "weeks", "calendar time", "3"},
		{"month", "months", "calendar time", "13"},
		{"quarter", "quarters", "calendar time", "39"},
		{"year", "years", "calendar time", "156"},
		{"participant", "participants", "participant", "1"},
		{"course", "courses", "course", "1"},
		{"team", "teams", "team", "1"},
	} {
		b := base(t, reg, want.Name)
		got := row{b.Name(), b.Plural(), b.Dim(), b.Factor().String()}
		if diff := cmp.Diff(want, got); diff != "" || base(t, reg, want.Plural) != b || !b.IsBuiltin() {
			t.Errorf("%s: built in %v, -want +got\n%s", want.Name, b.IsBuiltin(), diff)
		}
	}
	if base(t, reg, "kr") != base(t, reg, "DKK") {
		t.Error("kr and DKK are not one unit")
	}
}

func TestCurrencies(t *testing.T) {
	reg := unit.NewRegistry()
	for code := range strings.FieldsSeq("EUR USD SEK NOK GBP CHF ISK PLN JPY CAD AUD") {
		if b := base(t, reg, code); !b.IsMoney() || b.Dim() != unit.Money(code) {
			t.Errorf("%s has the dimension %q", code, b.Dim())
		}
	}
	codes := 0
	for _, name := range reg.Names() {
		if b := base(t, reg, name); b.IsMoney() && name != "kr" {
			codes++
			if len(name) != 3 || name != strings.ToUpper(name) {
				t.Errorf("%q is no currency code", name)
			}
		}
	}
	if codes < 140 {
		t.Errorf("%d currencies", codes)
	}
}

func TestKinds(t *testing.T) {
	reg := unit.NewRegistry()
	declare(t, reg, "family", "families")
	for name, want := range map[string][4]bool{
		"kr": {true, false, false, false}, "workdays": {false, true, false, false},
		"quarter": {false, false, true, false}, "teams": {false, false, false, true}, "families": {false, false, false, true},
	} {
		b := base(t, reg, name)
		if got := [4]bool{b.IsMoney(), b.IsWorkingTime(), b.IsCalendarTime(), b.IsCounted()}; got != want {
			t.Errorf("%s: money, working, calendar, counted = %v", name, got)
		}
	}
}

func TestLookupOfWhatIsNoUnit(t *testing.T) {
	reg := unit.NewRegistry()
	for _, name := range []string{"day", "days", "Hour", "dkk", "", "family", "working time"} {
		if b, ok := reg.Lookup(name); ok {
			t.Errorf("%q is the unit %s", name, b.Name())
		}
	}
}

func TestDeclare(t *testing.T) {
	reg := unit.NewRegistry()
	family := declare(t, reg, "family", "families", "family")
	if diff := cmp.Diff([]string{"family", "families"}, family.Spellings()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if family.Dim() != "family" || !family.Factor().IsOne() || family.IsBuiltin() {
		t.Errorf("dimension %q, factor %v, built in %v", family.Dim(), family.Factor(), family.IsBuiltin())
	}
	if one := declare(t, reg, "sheep"); one.Plural() != "sheep" {
		t.Errorf("the plural of a single name is %q", one.Plural())
	}
	if _, ok := unit.NewRegistry().Lookup("family"); ok {
		t.Error("a declaration reached another registry")
	}
}

func TestDeclareMerges(t *testing.T) {
	reg := unit.NewRegistry()
	first := declare(t, reg, "family", "families")
	if again := declare(t, reg, "familie", "families", "familier"); again != first {
		t.Error("a common spelling made two units")
	}
	if diff := cmp.Diff([]string{"family", "families", "familie", "familier"}, first.Spellings()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if base(t, reg, "familier") != first || first.Name() != "family" || first.Plural() != "families" {
		t.Errorf("familier leads to %q, plural %q", base(t, reg, "familier").Name(), first.Plural())
	}
}

func TestDeclareJoinsTwoUnits(t *testing.T) {
	reg := unit.NewRegistry()
	child := declare(t, reg, "child", "children")
	barn := declare(t, reg, "barn", "børn")
	if unit.Of(child).SameDim(unit.Of(barn)) {
		t.Fatal("one unit before anything joins them")
	}
	if joined := declare(t, reg, "barn", "child"); joined != child {
		t.Errorf("joined under %q, want the one declared first", joined.Name())
	}
	if !unit.Of(child).Equal(unit.Of(barn)) || barn.Name() != "child" || barn.Dim() != "child" || barn.Plural() != "children" {
		t.Errorf("barn is %q of %q", barn.Name(), barn.Dim())
	}
	if base(t, reg, "børn") != child || !slices.Contains(barn.Spellings(), "børn") || !barn.IsCounted() {
		t.Errorf("børn leads to %v", base(t, reg, "børn").Spellings())
	}
}

func TestDeclareRefuses(t *testing.T) {
	reg := unit.NewRegistry()
	before := reg.Names()
	var builtin *unit.BuiltinError
	for _, spellings := range [][]string{{"hour"}, {"session", "hours"}, {"kr", "kroner"}, {"EUR"}, {"participant", "borger"}} {
		_, err := reg.Declare(spellings)
		if !errors.As(err, &builtin) || !slices.Contains(builtin.Base.Spellings(), builtin.Spelling) {
			t.Errorf("Declare(%q) = %v", spellings, err)
		}
	}
	if want := "participant is a built-in unit"; builtin.Error() != want {
		t.Errorf("%q, want %q", builtin.Error(), want)
	}
	for _, spellings := range [][]string{nil, {}, {""}, {"family", ""}} {
		if _, err := reg.Declare(spellings); !errors.Is(err, unit.ErrNoName) {
			t.Errorf("Declare(%q) = %v", spellings, err)
		}
	}
	if diff := cmp.Diff(before, reg.Names()); diff != "" {
		t.Errorf("a refused declaration changed the registry\n%s", diff)
	}
}

func TestNamesAreSorted(t *testing.T) {
	reg := unit.NewRegistry()
	declare(t, reg, "family", "families")
	names := reg.Names()
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("not sorted, or not each once")
	}
	for _, want := range []string{"DKK", "kr", "families", "workday", "EUR"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

// What was handed out belongs to the caller.
func TestSpellingsAreACopy(t *testing.T) {
	hour := base(t, unit.NewRegistry(), "hour")
	hour.Spellings()[0] = "minute"
	if hour.Name() != "hour" {
		t.Errorf("an hour is now a %s", hour.Name())
	}
}

// Whatever the order of declarations, two spellings name one unit when a chain of declarations links them.
func TestDeclarationsLinkSpellings(t *testing.T) {
	spelling := rapid.SampledFrom(strings.Fields("a b c d e f g h"))
	rapid.Check(t, func(t *rapid.T) {
		declarations := rapid.SliceOfN(rapid.SliceOfN(spelling, 1, 3), 1, 6).Draw(t, "declarations")
		reg, linked := unit.NewRegistry(), map[string]string{}
		for _, spellings := range declarations {
			if _, err := reg.Declare(spellings); err != nil {
				t.Fatal(err)
			}
			link(linked, spellings)
		}
		for x := range linked {
			for y := range linked {
				bx, _ := reg.Lookup(x)
				by, _ := reg.Lookup(y)
				if (bx == by) != (linked[x] == linked[y]) {
					t.Fatalf("%s and %s: one unit %v, linked %v", x, y, bx == by, linked[x] == linked[y])
				}
				if !slices.Contains(bx.Spellings(), x) {
					t.Fatalf("%s leads to %v", x, bx.Spellings())
				}
			}
		}
	})
}

// link renames the groups of all spellings to that of the first: the slow, obvious way.
func link(group map[string]string, spellings []string) {
	for _, s := range spellings {
		if _, ok := group[s]; !ok {
			group[s] = s
		}
		from, to := group[s], group[spellings[0]]
		for member, g := range group {
			if g == from {
				group[member] = to
			}
		}
	}
}
