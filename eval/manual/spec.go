package manual

import (
	"slices"
	"strings"

	"github.com/costlang/cost/lang"
)

// section is a part of the reference under a heading, without the parts in it.
type section struct {
	title string
	lines []string   // below the heading
	parts []*section // under headings one level below
}

// document is the reference.
type document struct {
	sections []*section // under headings of the second level
	all      []*section // those and their parts, in order
}

const fence = "```"

// read cuts the reference at its headings. What stands above the first section is no topic.
func read() *document {
	d, at, fenced := &document{}, &section{}, false
	for line := range strings.Lines(lang.Spec()) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, fence) {
			fenced = !fenced
		}
		if next := d.open(line); next != nil && !fenced {
			at = next
			continue
		}
		at.lines = append(at.lines, line)
	}
	return d
}

// open begins the section of a heading; it returns nil for a line that is none.
func (d *document) open(line string) *section {
	title, isPart := strings.CutPrefix(line, "### ")
	if !isPart {
		var ok bool
		if title, ok = strings.CutPrefix(line, "## "); !ok {
			return nil
		}
	}
	s := &section{title: title}
	if isPart {
		above := d.sections[len(d.sections)-1]
		above.parts = append(above.parts, s)
	} else {
		d.sections = append(d.sections, s)
	}
	d.all = append(d.all, s)
	return s
}

// section returns that of a title, or an empty one.
func (d *document) section(title string) *section {
	if at := slices.IndexFunc(d.all, func(s *section) bool { return s.title == title }); at >= 0 {
		return d.all[at]
	}
	return &section{title: title}
}

// prose is the lines that do not stand between fences.
func (s *section) prose() []string {
	var out []string
	fenced := false
	for _, line := range s.lines {
		switch {
		case strings.HasPrefix(line, fence):
			fenced = !fenced
		case !fenced:
			out = append(out, line)
		}
	}
	return out
}

// block is one block of code: its kind, such as "cost fragment", the names behind the kind, and its lines.
type block struct {
	kind, names string
	lines       []string
}

// kinds of blocks, the longest first where one begins another.
var kinds = []string{"cost preamble", "cost fragment", "cost error", "cost warning", "cost file", "cost", "csv", "ebnf"}

// blocks returns the blocks of a section.
func (s *section) blocks() []block {
	var out []block
	fenced := false
	for _, line := range s.lines {
		switch {
		case strings.HasPrefix(line, fence):
			if fenced = !fenced; fenced {
				out = append(out, opened(line))
			}
		case fenced:
			last := &out[len(out)-1]
			last.lines = append(last.lines, line)
		}
	}
	return out
}

func opened(line string) block {
	tag := strings.TrimPrefix(line, fence)
	for _, kind := range kinds {
		if names, ok := strings.CutPrefix(tag+" ", kind+" "); ok {
			return block{kind: kind, names: strings.TrimSpace(names)}
		}
	}
	return block{kind: tag}
}

// preamble is the script that fragments go on from.
func (d *document) preamble() []string {
	for _, s := range d.all {
		for _, b := range s.blocks() {
			if b.kind == "cost preamble" {
				return b.lines
			}
		}
	}
	return nil
}

// gives returns the titles of the sections that give a file, by its name.
func (d *document) gives() map[string]string {
	out := map[string]string{}
	for _, s := range d.all {
		for _, b := range s.blocks() {
			if b.kind == "csv" || b.kind == "cost file" {
				out[b.names] = s.title
			}
		}
	}
	return out
}
