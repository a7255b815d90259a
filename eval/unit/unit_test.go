package unit_test

import (
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
)

// registry returns the units the tests write with.
func registry(t testing.TB) *unit.Registry {
	t.Helper()
	reg := unit.NewRegistry()
	declare(t, reg, "family", "families")
	declare(t, reg, "youth")
	return reg
}

type failer interface {
	Fatalf(format string, args ...any)
}

// read builds a unit from the form String writes: names with *, and after each / one name, or several in parentheses.
func read(t failer, reg *unit.Registry, text string) unit.Unit {
	over, under, _ := strings.Cut(text, "/")
	u, ok := product(t, reg, over), true
	for part := range strings.SplitSeq(under, "/") {
		if u, _, ok = u.Div(product(t, reg, strings.Trim(part, "()"))); !ok {
			t.Fatalf("%q does not fit", text)
		}
	}
	return u
}

func product(t failer, reg *unit.Registry, names string) unit.Unit {
	var u unit.Unit
	for name := range strings.SplitSeq(names, "*") {
		if name == "" || name == "1" {
			continue
		}
		b, ok := reg.Lookup(name)
		if !ok {
			t.Fatalf("no unit %q", name)
		}
		u, _, ok = u.Mul(unit.Of(b))
		if !ok {
			t.Fatalf("%q does not fit", names)
		}
	}
	return u
}

func TestMulAndDiv(t *testing.T) {
	reg := registry(t)
	for _, c := range []struct{ u, op, v, unit, factor string }{
		{"DKK/year", "*", "months", "DKK", "1/12"},
		{"months", "*", "DKK/year", "DKK", "1/12"},
		{"DKK/hour", "*", "minutes", "DKK", "1/60"},
		{"DKK/hour", "*", "workdays", "DKK", "37/5"},
		{"DKK", "/", "families", "DKK/family", "1"},
		{"DKK/family", "/", "months", "DKK/family/month", "1"},
		{"DKK/year", "/", "hours/year", "DKK/hour", "1"},
		{"DKK/year", "/", "hours/week", "DKK/hour", "1/52"},
		{"hours", "/", "workdays", "", "5/37"},
		{"years", "/", "weeks", "", "52"},
		{"hours", "*", "minutes", "hour*hour", "1/60"},
		{"minutes", "*", "hours", "minute*minute", "60"},
		{"1/month", "/", "years", "1/month/month", "1/12"},
		{"hours", "*", "months", "hour*month", "1"},
		{"DKK", "/", "EUR", "DKK/EUR", "1"},
		{"", "*", "", "", "1"},
		{"", "/", "weeks", "1/week", "1"},
	} {
		operate := unit.Unit.Mul
		if c.op == "/" {
			operate = unit.Unit.Div
		}
		got, factor, ok := operate(read(t, reg, c.u), read(t, reg, c.v))
		if !ok || got.String() != c.unit || factor.String() != c.factor {
			t.Errorf("%q %s %q = %q by %v, %v, want %q by %s", c.u, c.op, c.v, got, factor, ok, c.unit, c.factor)
		}
	}
}

func TestMulThatDoesNotFit(t *testing.T) {
	reg := registry(t)
	power := func(name string, n int) unit.Unit {
		return product(t, reg, strings.Repeat(name+"*", n))
	}
	if _, _, ok := power("DKK", 8).Mul(power("family", 8)); !ok {
		t.Error("the eighth powers were refused")
	}
	if _, _, ok := power("DKK", 8).Inv().Mul(power("family", 1)); !ok {
		t.Error("the power -8 was refused")
	}
	if got, _, ok := power("DKK", 8).Mul(power("DKK", 1)); ok {
		t.Errorf("the ninth power is %q", got)
	}
	if got, _, ok := power("DKK", 8).Inv().Div(power("DKK", 1)); ok {
		t.Errorf("the power -9 is %q", got)
	}
	if got, factor, ok := power("minute", 8).Div(power("workday", 8)); ok { // 444^8 has 22 digits
		t.Errorf("%q by %v", got, factor)
	}
	if factor, ok := power("workday", 8).To(power("minute", 8)); ok {
		t.Errorf("a factor of %v", factor)
	}
	if got, factor, ok := power("week", 5).Div(power("year", 5)); !ok || factor.String() != "1/380204032" || !got.IsNumber() {
		t.Errorf("%q by %v, %v", got, factor, ok) // 52^5
	}
}

func TestTo(t *testing.T) {
	reg := registry(t)
	for _, c := range []struct{ u, v, factor string }{
		{"years", "months", "12"}, {"years", "weeks", "52"}, {"quarters", "years", "1/4"}, {"weeks", "months", "3/13"},
		{"hours", "workdays", "5/37"}, {"DKK/year", "DKK/month", "1/12"}, {"DKK/hour", "DKK/minute", "1/60"},
		{"hours/week", "workdays/year", "260/37"}, {"DKK/family", "kr/family", "1"}, {"", "", "1"},
	} {
		u, v := read(t, reg, c.u), read(t, reg, c.v)
		if factor, ok := u.To(v); !ok || factor.String() != c.factor {
			t.Errorf("%q to %q: %v, %v, want %s", c.u, c.v, factor, ok, c.factor)
		}
	}
	for _, c := range [][2]string{
		{"hours", "months"}, {"DKK", "EUR"}, {"DKK", ""}, {"", "families"}, {"DKK/family", "DKK"}, {"DKK", "1/DKK"},
		{"families", "participants"}, {"DKK/hour", "DKK/year"},
	} {
		u, v := read(t, reg, c[0]), read(t, reg, c[1])
		if factor, ok := u.To(v); ok || u.SameDim(v) || u.Equal(v) {
			t.Errorf("%q to %q: %v", c[0], c[1], factor)
		}
	}
	if read(t, reg, "months").Equal(read(t, reg, "years")) || !read(t, reg, "kr/families").Equal(read(t, reg, "DKK/family")) {
		t.Error("Equal compares bases, whatever they are called")
	}
}

func TestWords(t *testing.T) {
	reg := registry(t)
	for _, c := range []struct{ text, want, dimension string }{
		{"", "", "a plain number"},
		{"kr", "DKK", "money"},
		{"EUR/family", "EUR/family", "money in EUR per family"},
		{"hour", "hours", "working time"},
		{"year", "years", "calendar time"},
		{"family", "families", "families"},
		{"youth", "youth", "youth"},
		{"kr/families", "DKK/family", "money per family"},
		{"DKK/hours", "DKK/hour", "money per working time"},
		{"DKK/year", "DKK/year", "money per calendar time"},
		{"hours/year", "hours/year", "working time per calendar time"},
		{"family/year", "families/year", "families per calendar time"},
		{"1/weeks", "1/week", "a number per calendar time"},
		{"DKK/(month*family)", "DKK/family/month", "money per family and calendar time"},
		{"month*family", "family*month", "families times calendar time"},
		{"year*hour*team*family*DKK", "DKK*family*team*hour*year", "money times families times teams times working time times calendar time"},
		{"hour*hour", "hour*hour", "working time squared"},
		{"1/(week*week*week)", "1/week/week/week", "a number per calendar time cubed"},
		{"DKK*DKK*DKK*DKK", "DKK*DKK*DKK*DKK", "money to the power 4"},
	} {
		u := read(t, reg, c.text)
		if got := u.String(); got != c.want {
			t.Errorf("%q is displayed %q, want %q", c.text, got, c.want)
		}
		if got := u.Dimension().String(); got != c.dimension {
			t.Errorf("%q has the dimension %q, want %q", c.text, got, c.dimension)
		}
	}
}

// The words of dimensions are those of a language, also where its own are those of the registry.
func TestDanishWords(t *testing.T) {
	reg := registry(t)
	for text, want := range map[string]string{
		"": "et tal uden enhed", "hours": "arbejdstid", "weeks": "kalendertid", "kr": "penge", "families": "families", "participants": "deltagere",
	} {
		if got := read(t, reg, text).Dimension().In(say.Danish); got != want {
			t.Errorf("%q has the dimension %q, want %q", text, got, want)
		}
	}
}

func TestBeside(t *testing.T) {
	reg := registry(t)
	for text, want := range map[string]string{
		"families": "family", "workdays": "workday", "hours/year": "hour/year", "DKK/family": "DKK/family", "1/week": "1/week", "": "",
	} {
		u := unit.Unit{}
		if text != "" {
			u = read(t, reg, text)
		}
		if diff := cmp.Diff([]string{want, text}, []string{u.Beside(true), u.Beside(false)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestQuestions(t *testing.T) {
	reg := registry(t)
	type answers struct{ Number, Money, Working, Calendar, Counted bool }
	for text, want := range map[string]answers{
		"": {Number: true}, "EUR": {Money: true}, "minutes": {Working: true}, "weeks": {Calendar: true},
		"families": {Counted: true}, "DKK/family": {}, "1/DKK": {}, "hour*hour": {}, "1/family": {}, "family*family": {},
	} {
		u := read(t, reg, text)
		got := answers{u.IsNumber(), u.IsMoney(), u.IsWorkingTime(), u.IsCalendarTime(), u.IsCounted()}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
	rate := read(t, reg, "DKK/(family*month)")
	if diff := cmp.Diff(map[string]int{"money DKK": 1, "family": -1, unit.CalendarTime: -1}, rate.Dims()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if rate.Exp("family") != -1 || rate.Exp("team") != 0 || rate.Is("family", -1) || !read(t, reg, "1/week").Is(unit.CalendarTime, -1) {
		t.Errorf("exponents of %s", rate)
	}
	if b, exp := rate.MoneyPart(); b != base(t, reg, "kr") || exp != 1 {
		t.Errorf("the money of %s has the exponent %d", rate, exp)
	}
	if b, exp := read(t, reg, "hours").MoneyPart(); b != nil || exp != 0 {
		t.Errorf("there is money in hours: %s^%d", b.Name(), exp)
	}
	if b, exp := (unit.Unit{}).MoneyPart(); b != nil || exp != 0 {
		t.Errorf("there is money in a plain number: %s^%d", b.Name(), exp)
	}
	if b, ok := read(t, reg, "families").Only(); !ok || b.Name() != "family" {
		t.Error("families are not only families")
	}
	if _, ok := rate.Only(); ok {
		t.Errorf("%s is only one base", rate)
	}
}

func TestPartsAreACopy(t *testing.T) {
	reg := registry(t)
	u := read(t, reg, "DKK/family")
	u.Parts()[0].Exp = 5
	if _, _, ok := u.Mul(u); !ok || u.String() != "DKK/family" {
		t.Errorf("the unit is now %s", u)
	}
}

// one is what the value 1 in u is in the reference units of its dimensions.
func one(u unit.Unit) *big.Rat {
	total := big.NewRat(1, 1)
	for _, p := range u.Parts() {
		factor := rat(p.Base.Factor())
		if p.Exp < 0 {
			factor.Inv(factor)
		}
		for range max(p.Exp, -p.Exp) {
			total.Mul(total, factor)
		}
	}
	return total
}

func rat(r unit.Ratio) *big.Rat { return big.NewRat(r.Num, r.Den) }

// units draws units of up to four bases, a dimension often more than once.
func units(reg *unit.Registry) *rapid.Generator[unit.Unit] {
	names := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(
		"DKK EUR minute hour workday week month quarter year family participant team")), 0, 2)
	return rapid.Custom(func(t *rapid.T) unit.Unit {
		over, under := names.Draw(t, "over"), names.Draw(t, "under")
		return read(t, reg, strings.Join(over, "*")+"/"+strings.Join(under, "*"))
	})
}

// laws checks three random units. The value 1 u times 1 v must be the factor that Mul gives, in the unit it gives.
func laws(reg *unit.Registry) func(t *rapid.T) {
	return func(t *rapid.T) {
		u, v, w := units(reg).Draw(t, "u"), units(reg).Draw(t, "v"), units(reg).Draw(t, "w")
		uv := consistent(t, u, v)
		vu := consistent(t, v, u)
		if !uv.SameDim(vu) || !consistent(t, uv, w).SameDim(consistent(t, u, consistent(t, v, w))) {
			t.Fatalf("dimensions of %q, %q and %q depend on the order", u, v, w)
		}
		if !consistent(t, uv, v.Inv()).SameDim(u) || !consistent(t, u, u.Inv()).IsNumber() || !u.Inv().Inv().Equal(u) {
			t.Fatalf("%q by %q does not undo the product", u, v)
		}
		convertible(t, uv, vu)
		displayed(t, reg, uv)
		oncePerDimension(t, uv)
	}
}

// consistent multiplies, and checks the factor against the reference units.
func consistent(t *rapid.T, u, v unit.Unit) unit.Unit {
	product, factor, ok := u.Mul(v)
	if !ok {
		t.Fatalf("%q * %q failed", u, v)
	}
	want := new(big.Rat).Mul(one(u), one(v))
	if got := new(big.Rat).Mul(rat(factor), one(product)); got.Cmp(want) != 0 {
		t.Fatalf("%q * %q = %v %q", u, v, factor, product)
	}
	return product
}

// convertible checks that To there and back is nothing, and agrees with the reference units.
func convertible(t *rapid.T, u, v unit.Unit) {
	there, okThere := u.To(v)
	back, okBack := v.To(u)
	if !okThere || !okBack || rat(there).Cmp(rat(back.Inv())) != 0 {
		t.Fatalf("%q to %q: %v, %v and %v, %v back", u, v, there, okThere, back, okBack)
	}
	if got := new(big.Rat).Mul(rat(there), one(v)); got.Cmp(one(u)) != 0 {
		t.Fatalf("1 %q is %v %q", u, there, v)
	}
	if there.IsOne() != (one(u).Cmp(one(v)) == 0) {
		t.Fatalf("%v.IsOne() = %v", there, there.IsOne())
	}
}

// displayed checks that what is displayed is an expression of the language with the same meaning.
func displayed(t *rapid.T, reg *unit.Registry, u unit.Unit) {
	if back := read(t, reg, u.String()); !back.Equal(u) || back.Dimension().String() != u.Dimension().String() {
		t.Fatalf("%q reads back as %q", u, back)
	}
}

func oncePerDimension(t *rapid.T, u unit.Unit) {
	exponents := slices.Collect(maps.Values(u.Dims()))
	if len(exponents) != len(u.Parts()) || slices.Contains(exponents, 0) {
		t.Fatalf("%q has the parts %v", u, u.Parts())
	}
}

func TestLaws(t *testing.T) { rapid.Check(t, laws(registry(t))) }

// FuzzLaws lets the fuzzer look for units that break the same laws.
func FuzzLaws(f *testing.F) { f.Fuzz(rapid.MakeFuzz(laws(registry(f)))) }

func BenchmarkMul(b *testing.B) {
	reg := registry(b)
	u, v := read(b, reg, "DKK/(family*year)"), read(b, reg, "months")
	for b.Loop() {
		u.Mul(v)
	}
}
