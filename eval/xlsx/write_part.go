package xlsx

import (
	"bufio"
	"encoding/xml"
	"strings"
)

// part is a file of XML in a workbook while it is written. It keeps no more of itself than which elements are open.
type part struct {
	out  *bufio.Writer
	open []string
}

// part adds a file to the workbook, unless something went wrong before. The archive tells no time, which would be another one every time.
func (w *writer) part(name string, fill func(*part)) {
	if w.err != nil {
		return
	}
	to, err := w.zip.Create(name)
	if err != nil {
		w.err = err
		return
	}
	p := &part{out: bufio.NewWriter(to)}
	if !strings.HasSuffix(name, ".vml") { // which is older than that
		p.raw(xml.Header)
	}
	fill(p)
	w.err = p.out.Flush()
}

// raw writes what is XML already. What went wrong is kept until the part is whole, as bufio does.
func (p *part) raw(text string) { p.out.WriteString(text) }

// plain writes a text, with U+FFFD for what XML cannot have.
func (p *part) plain(text string) { xml.EscapeText(p.out, []byte(text)) }

// tag writes the beginning of an element but for its last bracket. Attributes are names and values in turn.
func (p *part) tag(name string, attrs []string) {
	p.raw("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		p.raw(" " + attrs[i] + `="`)
		p.plain(attrs[i+1])
		p.raw(`"`)
	}
}

func (p *part) begin(name string, attrs ...string) {
	p.tag(name, attrs)
	p.raw(">")
	p.open = append(p.open, name)
}

// end ends the element that was begun last.
func (p *part) end() {
	last := len(p.open) - 1
	p.raw("</" + p.open[last] + ">")
	p.open = p.open[:last]
}

// empty writes an element without anything in it.
func (p *part) empty(name string, attrs ...string) {
	p.tag(name, attrs)
	p.raw("/>")
}

// text writes an element that holds a text.
func (p *part) text(name, text string, attrs ...string) {
	p.begin(name, attrs...)
	p.plain(text)
	p.end()
}
