package browser

import "testing"

// Each kind of chart alone on a page: it is drawn at each width in each theme, with its tables, and keeps nobody out. The marks are
// its bars, or cells.
func TestCharts(t *testing.T) {
	const reading, hostile, many = charts + "reading.cost", charts + "hostile.cost", charts + "many.cost"
	for _, tt := range []struct {
		name  string
		asked []string
		marks int
	}{
		{"years", []string{reading, "years"}, 7 * 3},
		{"ladder", []string{reading, "ladder", "--locale", "da"}, 6},
		{"tornado", []string{reading, "tornado"}, 4 * 2},
		{"grid", []string{reading, "grid", "--locale", "da"}, 5 * 3},
		{"distribution", []string{reading, "distribution"}, 27},
		{"years of 10^12", []string{hostile, "years", "--locale", "da"}, 28},
		{"tornado of 10^12", []string{hostile, "tornado", "--of", "whole"}, 4 * 2},
		{"sixty params", []string{many, "tornado", "--locale", "da"}, 40 * 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := opened(t, written(t, "chart", append([]string{"chart"}, tt.asked...)...))
			if marks := value[int](t, p, `document.querySelectorAll(".mark-rect.role-mark path").length`); marks != tt.marks {
				t.Errorf("%d bars, not %d", marks, tt.marks)
			}
			t.Run("looks", p.testLooks)
			t.Run("paper", p.testPaper)
			t.Run("access", func(t *testing.T) { p.testAccess(t, "light", "dark") })
			p.quiet(t)
		})
	}
}
