package house

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Machines agree on the functions that IEEE 754 fixes only. The others of the library have assembly on some.
func TestNothingDependsOnTheMachine(t *testing.T) {
	differs := regexp.MustCompile(`\bmath\.(Exp|Exp2|Expm1|Log|Log2|Log10|Log1p|Pow|Cbrt|Erf|Erfc|Erfinv|Gamma|Lgamma|Hypot|A?Sinh?|A?Cosh?|A?Tanh?|Atan2|FMA)\(`)
	for _, file := range texts(t, ".go") {
		if strings.HasSuffix(file.name, "_test.go") {
			continue
		}
		if found := differs.FindString(file.body); found != "" {
			t.Errorf("%s: %s…)", file.name, found)
		}
	}
}

// Machines agree to the bit on the figures, so no product and sum of ours are joined into one operation that rounds once: Go does
// that on ARM for x*y + z, and does not for float64(x*y) + z. The code of the command tells.
func TestNothingIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("links a whole program")
	}
	binary := filepath.Join(t.TempDir(), "cost")
	goToolFor(t, []string{"GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0"}, "build", "-trimpath", "-o", binary, "./cmd/cost")
	code := goTool(t, "tool", "objdump", "-s", "^"+regexp.QuoteMeta(module)+"/", binary)
	const name = "TEXT " + module + "/"
	fused := regexp.MustCompile(`\bFN?M(ADD|SUB)[SD]\b`)
	function, functions := "", 0
	for _, line := range code {
		if after, ok := strings.CutPrefix(line, name); ok {
			function, _, _ = strings.Cut(after, "(SB)")
			functions++
		}
		if fused.MatchString(line) {
			t.Errorf("%s joins a product and a sum at %s", function, strings.Fields(line)[0])
		}
	}
	if functions < 1000 {
		t.Errorf("only %d functions were looked at", functions)
	}
}
