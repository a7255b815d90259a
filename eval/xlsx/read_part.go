package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/say"
)

const (
	mostParts = 50_000  // of a workbook; the list of them is the only thing that is read at once
	mostDepth = 50      // of elements in one another: sheets need nine
	mostToken = 1 << 20 // bytes of one tag or text; a cell holds at most 32,767 characters
)

var errLongToken = errors.New("a text or tag is too long")

// parts are the files in a workbook, which is an archive.
type parts struct {
	files    map[string]*zip.File // by their paths in small letters
	room     rows.Room
	unpacked int // bytes so far
}

func openParts(content []byte, room rows.Room) (*parts, error) {
	if bytes.Count(content, []byte("PK\x01\x02")) > mostParts {
		return nil, damaged(say.T("it has more than %d parts", mostParts))
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, damaged(say.T("it is cut off, or no archive"))
	}
	p := &parts{files: map[string]*zip.File{}, room: room}
	for _, f := range archive.File {
		name := partName(f.Name)
		if p.files[name] != nil {
			return nil, damaged(say.T("it has two parts %s", clip(name)))
		}
		p.files[name] = f
	}
	return p, nil
}

// partName is a path of a part as it is found by: capitals do not count, and some programs write the \ of Windows.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func (p *parts) has(name string) bool { return p.files[partName(name)] != nil }

// read reads a part to its end. The root element is given to a function, which need not go through its children.
func (p *parts) read(name string, root func(*document, element) error) error {
	f := p.files[partName(name)]
	if f == nil {
		return damaged(say.T("its part %s is missing", clip(name)))
	}
	stream, err := f.Open()
	if err != nil {
		return damaged(say.T("its part %s cannot be unpacked", clip(name)))
	}
	defer stream.Close()
	d := &document{parts: p, name: clip(name), from: stream, left: mostToken, size: f.UncompressedSize64}
	d.xml = xml.NewDecoder(d)
	err = d.children(func(e element) error { return root(d, e) })
	if err == nil && !d.any {
		err = damaged(say.T("its part %s is empty", d.name))
	}
	return err
}

// document is a part while it is read.
type document struct {
	parts *parts
	name  string
	from  io.Reader
	xml   *xml.Decoder
	size  uint64 // unpacked, as the archive says
	depth int    // of the element that was begun last and has not ended
	left  int    // bytes that the next tag or text may take
	turns int    // tags and texts so far
	any   bool   // it has an element
	fault error
}

// Read counts what is unpacked, and ends where it is too much.
func (d *document) Read(to []byte) (int, error) {
	if d.left <= 0 {
		return 0, errLongToken
	}
	n, err := d.from.Read(to[:min(len(to), d.left)])
	d.left -= n
	if d.parts.unpacked += n; d.parts.unpacked > d.parts.room.Bytes {
		d.fault = tooManyBytes(d.parts.unpacked)
		return n, d.fault
	}
	return n, err
}

// token is the next tag or text. The error is io.EOF at the end, or a refusal.
func (d *document) token() (xml.Token, error) {
	if d.turns++; d.turns%1024 == 0 && d.parts.room.Stopped != nil {
		if err := d.parts.room.Stopped(); err != nil {
			return nil, err
		}
	}
	d.left = mostToken
	t, err := d.xml.Token()
	switch {
	case d.fault != nil:
		return nil, d.fault
	case errors.Is(err, errLongToken):
		return nil, d.longToken()
	case err == io.EOF: // the decoder says so itself only outside of all elements
		return nil, err
	case err != nil:
		return nil, damaged(say.T("its part %s cannot be read", d.name))
	}
	switch t.(type) {
	case xml.StartElement:
		d.any = true
		if d.depth++; d.depth > mostDepth {
			return nil, damaged(say.T("its part %s is nested deeper than %d", d.name, mostDepth))
		}
	case xml.EndElement:
		d.depth--
	}
	return t, nil
}

// longToken refuses a text or tag that no program of spreadsheets writes. In a part that says that it unpacks to more than there is room
// for, what is wrong is its size, whatever it is made of.
func (d *document) longToken() error {
	if room := uint64(max(0, d.parts.room.Bytes)); d.size > room {
		return tooManyBytes(int(min(d.size, math.MaxInt)))
	}
	return damaged(say.T("its part %s has a text of more than %d bytes", d.name, mostToken))
}

// tooManyBytes refuses a workbook of at least so many.
func tooManyBytes(unpacked int) error {
	return &rows.Refusal{Why: say.T("it has too many bytes"), Unpacked: unpacked}
}

// element is a tag that begins.
type element struct {
	name  string // without its prefix
	attrs []xml.Attr
}

// attr is an attribute without a prefix, or "".
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// related is the attribute r:id, whose prefix may be another.
func (e element) related() string {
	for _, a := range e.attrs {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// children gives the elements directly in the one that was begun last, which may be read by the function or not.
func (d *document) children(each func(element) error) error {
	depth := d.depth
	for {
		t, err := d.token()
		if err == io.EOF && depth == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if d.depth == depth+1 {
				if err := each(element{t.Name.Local, t.Attr}); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if d.depth < depth {
				return nil
			}
		}
	}
}

// text adds the text of the element that was begun last, to its end.
func (d *document) text(to *strings.Builder) error {
	depth := d.depth
	for {
		t, err := d.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			if d.depth != depth {
				continue
			}
			if to.Write(t); to.Len() > mostToken {
				return d.longToken()
			}
		case xml.EndElement:
			if d.depth < depth {
				return nil
			}
		}
	}
}
