package house

import (
	"slices"
	"strings"
	"testing"
)

// arrows says which of our packages each package may import. Data flows one way: text, tree, typed module, plan, a reading,
// tables, a rendering; nothing imports what comes after it. A new package needs a line here, which is the moment to think of it.
func arrows() map[string]string {
	return map[string]string{
		"lang/source": "",
		"lang/say":    "",
		"lang/diag":   "lang/say lang/source",
		"lang/ast":    "lang/source",
		"lang/parser": "lang/ast lang/diag lang/say lang/source",
		"lang/format": "lang/ast lang/source",
		"lang":        "lang/ast lang/diag lang/format lang/parser lang/say lang/source",

		"stdlib": "lang/source eval/num eval/unit",

		"eval/num":         "",
		"eval/unit":        "lang/say",
		"eval/check":       "lang lang/ast lang/diag lang/say lang/source eval/num eval/unit stdlib",
		"eval/rows":        "lang/diag lang/say lang/source eval/check eval/num",
		"eval/plan":        "lang/ast lang/diag lang/say lang/source eval/check eval/num eval/rows eval/unit",
		"eval/exact":       "lang/diag lang/say eval/check eval/num eval/plan",
		"eval/table":       "eval/num eval/unit lang/say",
		"eval/explain":     "lang/ast lang/say lang/source eval/check eval/exact eval/num eval/plan eval/table eval/unit",
		"eval/review":      "lang/ast lang/diag lang/say lang/source eval/check eval/exact eval/num eval/plan",
		"eval/workbook":    "lang/ast lang/diag lang/say lang/source eval/check eval/exact eval/num eval/plan eval/rows eval/table",
		"eval/xlsx":        "lang/say eval/rows eval/workbook",
		"eval/lanes":       "lang/diag eval/exact eval/plan",
		"eval/lanes/gen":   "",
		"eval/draw":        "",
		"eval/sensitivity": "lang/ast lang/diag lang/say eval/check eval/draw eval/exact eval/lanes eval/num eval/plan eval/rows",
		"eval": "lang lang/ast lang/diag lang/parser lang/say lang/source stdlib " +
			"eval/check eval/draw eval/exact eval/explain eval/lanes eval/num eval/plan eval/review eval/rows eval/sensitivity eval/table eval/unit eval/workbook",

		"eval/chart":      "eval/num eval/table lang/say",
		"eval/chart/vega": "",
		"eval/chart/page": "eval/chart eval/chart/vega eval/table lang/say",

		"eval/report/html": "eval eval/chart eval/chart/page eval/chart/vega eval/explain eval/num eval/table lang/diag lang/say lang/source",

		"eval/gallery":    "eval eval/num lang/diag lang/say testdata/errors",
		"testdata/errors": "",
		"eval/manual":     "eval eval/check eval/gallery eval/num eval/table eval/unit lang lang/diag lang/say lang/source stdlib",

		// These hold tests only, or nothing that others may import but their tests.
		"lang/diag/diagtest":     "lang/diag lang/say",
		"lang/corpus":            "",
		"eval/bits":              "",
		"eval/conformance":       "",
		"eval/house":             "",
		"eval/house/mutate":      "",
		"eval/referee":           "",
		"examples/embed/batch":   "eval",
		"examples/embed/service": "eval eval/num lang/diag",

		"cmd/cost": "eval eval/chart eval/chart/page eval/explain eval/manual eval/num eval/report/html eval/table eval/unit eval/workbook eval/xlsx lang lang/diag lang/say lang/source stdlib",
		"cmd/dist": "",
	}
}

// tests are what may import a library that no program links.
const tests = "tests"

// users names the one package that may import a library, so that it can be replaced in one place.
func users() map[string]string {
	return map[string]string{
		"github.com/alecthomas/participle/v2": "lang/parser",
		"github.com/shopspring/decimal":       "eval/num",
		"github.com/spf13/cobra":              "cmd/cost",
		"github.com/jedib0t/go-pretty/v6":     "cmd/cost",
		"github.com/vbauerster/mpb/v8":        "cmd/cost",
		"github.com/fsnotify/fsnotify":        "cmd/cost",
		"github.com/reeflective/readline":     "cmd/cost",
		"github.com/xuri/excelize/v2":         tests,
	}
}

func TestArrows(t *testing.T) {
	allowed := arrows()
	for _, line := range goTool(t, "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		pkg := ours(fields[0])
		list, known := allowed[pkg]
		if !known {
			t.Errorf("package %s has no line in the table of arrows", pkg)
			continue
		}
		for _, imported := range fields[1:] {
			if target := ours(imported); target != "" && !slices.Contains(strings.Fields(list), target) {
				t.Errorf("%s must not import %s", pkg, target)
			}
		}
	}
}

// ours returns an import path below the module, or "" for a foreign one.
func ours(importPath string) string {
	below, ok := strings.CutPrefix(importPath, module+"/")
	if !ok {
		return ""
	}
	return below
}

// The table itself must be free of circles and upward arrows: whatever a package reaches may not reach it.
func TestArrowsPointOneWay(t *testing.T) {
	allowed := arrows()
	var visit func(pkg string, trail []string)
	visit = func(pkg string, trail []string) {
		if slices.Contains(trail, pkg) {
			t.Fatalf("a circle: %v to %s", trail, pkg)
		}
		for _, next := range strings.Fields(allowed[pkg]) {
			if _, known := allowed[next]; !known {
				t.Errorf("%s points to %s, which has no line", pkg, next)
			}
			visit(next, append(slices.Clone(trail), pkg))
		}
	}
	for pkg := range allowed {
		visit(pkg, nil)
	}
}

func TestOneUserPerLibrary(t *testing.T) {
	for _, line := range goTool(t, "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		for library, user := range users() {
			for _, imported := range fields[1:] {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && ours(fields[0]) != user {
					t.Errorf("%s imports %s; only %s may", fields[0], imported, user)
				}
			}
		}
	}
}
