package browser

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pdfText is what pdftotext says of a document: the words of its pages and where they stand, in points.
type pdfText struct {
	Pages []struct {
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
		Words  []struct {
			Text string  `xml:",chardata"`
			Left float64 `xml:"xMin,attr"`
			Top  float64 `xml:"yMin,attr"`
			End  float64 `xml:"xMax,attr"`
			Foot float64 `xml:"yMax,attr"`
		} `xml:"word"`
	} `xml:"body>doc>page"`
}

// printed is the file that a page gives when it is printed.
func (p *tab) printed(t *testing.T) string {
	t.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func read(t *testing.T, file string) pdfText {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var text pdfText
	d := xml.NewDecoder(bytes.NewReader(out))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

// Paper is A4, holds every number of every table, folded ones too, has nothing beyond its edges, and is light at night.
func (p *tab) testPaper(t *testing.T) {
	need(t, "pdftotext", "-v")
	p.look(t, desktop, "dark")
	file := p.printed(t)
	text := read(t, file)
	words := map[string]int{}
	for _, sheet := range text.Pages {
		if int(sheet.Width) < 594 || int(sheet.Width) > 596 || int(sheet.Height) < 840 || int(sheet.Height) > 843 {
			t.Errorf("a page has %v by %v points", sheet.Width, sheet.Height)
		}
		for _, w := range sheet.Words {
			words[strings.TrimSpace(w.Text)]++
			if w.Left < 0 || w.Top < 0 || w.End > sheet.Width || w.Foot > sheet.Height {
				t.Errorf("%q stands beyond the edge", w.Text)
			}
		}
	}
	numbers := value[[]string](t, p, `[...document.querySelectorAll("td.number")].flatMap(td => td.textContent.trim().split(/\s+/)).filter(s => s)`)
	if len(numbers) == 0 {
		t.Error("the page has no numbers")
	}
	for _, number := range numbers {
		if words[number]--; words[number] == -1 {
			t.Errorf("%s is not there as often as on the page", number)
		}
	}
	if share := darkness(t, file); share > 0.1 {
		t.Errorf("%.0f%% of a sheet is dark", 100*share)
	}
}

// darkness is the share of a sheet that is nearly black, of the one where it is largest.
func darkness(t *testing.T, file string) float64 {
	t.Helper()
	out, err := exec.Command("pdftoppm", "-r", "10", "-gray", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	most := 0.0
	for len(out) > 0 {
		var width, height, white int
		if _, err := fmt.Sscanf(string(out[:min(len(out), 30)]), "P5\n%d %d\n%d\n", &width, &height, &white); err != nil {
			t.Fatal(err)
		}
		out = out[len(fmt.Sprintf("P5\n%d %d\n%d\n", width, height, white)):]
		most = max(most, dark(out[:width*height]))
		out = out[width*height:]
	}
	return most
}

// dark is the share of pixels that are nearly black.
func dark(pixels []byte) float64 {
	const nearly = 40 // of 255
	found := 0
	for _, p := range pixels {
		if p < nearly {
			found++
		}
	}
	return float64(found) / float64(len(pixels))
}
