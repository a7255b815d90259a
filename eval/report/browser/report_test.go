package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// reports are what is asked of the command for each page. Every kind of chart and of section is on one of them.
var reports = map[string][]string{
	"pn":             {examples + "netvaerksmoeder.cost", "--scenario", "all"},
	"worked":         {examples + "worked.cost"},
	"mentalisering":  {examples + "mentalisering.cost"},
	"reading groups": {charts + "reading.cost"},
}

var languages = []string{"en", "da"}

// What a reader does with a report: in each language, on a phone and a desk, by day and by night, with a mouse, with keys and on
// paper. All of it is silent.
func TestReports(t *testing.T) {
	for name, asked := range reports {
		for theme, language := range map[string]string{"light": "en", "dark": "da"} { // the checks of one theme take seconds
			t.Run(name+" "+language, func(t *testing.T) {
				t.Parallel()
				p := opened(t, written(t, name, append([]string{"report", "--locale", language}, asked...)...))
				p.demand(t, `document.querySelector(".drawing")`)
				t.Run("first key", p.testFirstKey)
				t.Run("looks", p.testLooks)
				t.Run("width", p.testWidth)
				t.Run("figures", func(t *testing.T) { p.none(t, source(t, "figures.js")) })
				t.Run("mouse", p.testMouse)
				t.Run("keys", p.testKeys)
				t.Run("lines", p.testLines)
				t.Run("folds", p.testFolds)
				t.Run("paper", p.testPaper)
				t.Run("access", func(t *testing.T) { p.testAccess(t, theme) })
				p.quiet(t)
			})
		}
	}
}

// allDrawn is so when every chart of a page is drawn.
const allDrawn = `document.readyState === "complete" && [...document.querySelectorAll(".drawing, #chart")].every(d => d.querySelector("svg .role-mark"))`

// testLooks shows a page at each width in each theme: its charts come to be drawn for that, and nothing is wider than the window.
func (p *tab) testLooks(t *testing.T) {
	for _, theme := range []string{"dark", "light"} {
		for _, width := range []int64{phone, desktop} {
			t.Run(fmt.Sprint(width, " ", theme), func(t *testing.T) {
				p.look(t, width, theme)
				p.soonNone(t, source(t, "drawn.js"))
				p.none(t, source(t, "wide.js"))
			})
		}
	}
}

// What a figure opens is as wide as the window too.
func (p *tab) testWidth(t *testing.T) {
	for _, width := range []int64{phone, desktop} {
		p.look(t, width, "light")
		p.run(t, `document.querySelector("button.figure").click()`)
		p.demand(t, `derivation.open && derivation.scrollWidth <= derivation.clientWidth && derivation.getBoundingClientRect().width <= window.innerWidth`)
		p.run(t, `derivation.close()`)
	}
}

// headline is the first main figure.
const headline = "#figures button.figure"

// isOpen and isBack are so when the derivation of the figure `asked` is shown, and when it was put away again, which the page is told
// some time later.
const (
	isOpen = `derivation.open && derivation.querySelector(".result")?.textContent`
	isBack = `gone && !derivation.open && document.activeElement === asked`
)

// askFor scrolls to a figure, which is `asked` from now on, and not `gone` from again. A frame goes by first, in which the page is
// told of what closed last.
func (p *tab) askFor(t *testing.T, figure string) {
	t.Helper()
	p.demand(t, `new Promise(done => setTimeout(done, 50, true))`)
	p.run(t, fmt.Sprintf(`window.asked = document.querySelector(%q); window.gone = false; asked.scrollIntoView({block: "center"}); asked.blur();
		derivation.addEventListener("close", () => setTimeout(() => { window.gone = true; }), {once: true})`, figure))
}

// some are figures of sentences and tables: the first of each section that shows any.
func (p *tab) some(t *testing.T) []string {
	t.Helper()
	found := value[[]string](t, p, `[...document.querySelectorAll("main section")].filter(s => s.querySelector("button.figure")?.checkVisibility()).map(s => "#" + s.id + " button.figure")`)
	if len(found) < 2 {
		t.Fatalf("figures stand in %q only", found)
	}
	return found
}

// The first key of a reader leads to a way past the contents.
func (p *tab) testFirstKey(t *testing.T) {
	p.press(t, kb.Tab)
	p.demand(t, `document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().left >= 0`)
	p.press(t, kb.Enter)
	p.wait(t, `location.hash === "#content"`)
	p.press(t, kb.Tab)
	p.demand(t, `document.querySelector("main").contains(document.activeElement)`)
}

// A figure opens with a click, and what opened is put away with its button or a click beside it.
func (p *tab) testMouse(t *testing.T) {
	for _, figure := range p.some(t) {
		p.askFor(t, figure)
		p.do(t, chromedp.Click(chromedp.CSS(figure)))
		p.wait(t, isOpen)
		p.do(t, chromedp.Click(chromedp.CSS("#derivation-close")))
		p.wait(t, isBack)
	}
	p.askFor(t, headline)
	p.do(t, chromedp.Click(chromedp.CSS(headline)))
	p.wait(t, isOpen)
	p.do(t, chromedp.MouseClickXY(5, 5))
	p.wait(t, isBack)
}

// A figure opens with Enter and with the space bar, parts of it open too, and Escape goes back to it.
func (p *tab) testKeys(t *testing.T) {
	for _, key := range []string{kb.Enter, " "} {
		for _, figure := range p.some(t) {
			p.askFor(t, figure)
			p.do(t, chromedp.Focus(chromedp.CSS(figure)))
			p.press(t, key)
			p.wait(t, isOpen)
			p.demand(t, `derivation.contains(document.activeElement)`)
			p.press(t, kb.Escape)
			p.wait(t, isBack)
		}
	}
	p.askFor(t, headline)
	p.do(t, chromedp.Focus(chromedp.CSS(headline)))
	p.press(t, kb.Enter)
	p.wait(t, isOpen)
	p.do(t, chromedp.Focus(chromedp.CSS("#derivation details > summary")))
	p.press(t, kb.Enter)
	p.wait(t, `derivation.querySelector("details[open] > .below")?.textContent`)
	p.press(t, kb.Escape)
	p.wait(t, isBack)
}

// A link of a derivation leads to its line of the script.
func (p *tab) testLines(t *testing.T) {
	p.askFor(t, headline)
	p.do(t, chromedp.Focus(chromedp.CSS(headline)))
	p.press(t, kb.Enter)
	p.wait(t, isOpen)
	to := value[string](t, p, `derivation.querySelector("a").hash`)
	p.do(t, chromedp.Focus(chromedp.CSS("#derivation a")))
	p.press(t, kb.Enter)
	p.wait(t, fmt.Sprintf(`!derivation.open && location.hash === %q && document.querySelector(":target").matches(".script li")`, to))
	p.wait(t, `(r => r.top >= 0 && r.bottom <= window.innerHeight)(document.querySelector(":target").getBoundingClientRect())`)
	p.demand(t, `getComputedStyle(document.querySelector(":target")).backgroundColor !== getComputedStyle(document.querySelector(".script")).backgroundColor`)
}

// What is folded opens by its summary, and closes again.
func (p *tab) testFolds(t *testing.T) {
	p.demand(t, `document.querySelectorAll("main details").length > 0`)
	press := func(open string) []string {
		return value[[]string](t, p, `[...document.querySelectorAll("main details")].map(d => (d.firstElementChild.click(), `+open+` ? "" : d.textContent)).filter(s => s)`)
	}
	if diff := cmp.Diff([]string{}, press(`d.open && d.getBoundingClientRect().height > d.firstElementChild.getBoundingClientRect().height + 10`)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{}, press(`!d.open`)); diff != "" {
		t.Error(diff)
	}
}
