package format

// step is how far a block or a line that goes on is indented.
const step = 2

// line is one line of the result.
type line struct {
	pieces  []piece // none for a comment of its own
	comment string  // with its #, or ""
	apart   int     // blanks before the comment
	indent  int
	blank   bool // a blank line stands before it
	row     bool // it may be aligned with its neighbours
}

// bracket is an open bracket.
type bracket struct {
	indent int // of the line it stands on
	item   int // indent of the item it stands in
	block  bool
}

// cutter cuts pieces into lines.
type cutter struct {
	pieces []piece
	lines  []line
	open   []bracket
	item   int // indent of the item that is written
	items  int // begun on this line, outside the blocks opened on it
	blocks int // opened on this line and not closed
}

// cut makes lines of pieces.
func cut(pieces []piece) []line {
	c := &cutter{pieces: pieces}
	for i := range pieces {
		if i == 0 || c.breaks(i) {
			c.start(i)
		}
		c.put(i)
	}
	c.end()
	return c.lines
}

// breaks reports whether piece i begins a line: where one began, and inside the braces of a block of several lines. The
// brace that opens a block stands behind its head.
func (c *cutter) breaks(i int) bool {
	last, p := &c.pieces[i-1], &c.pieces[i]
	below := p.line > last.line
	switch {
	case last.has(isComment):
		return true
	case p.has(isComment):
		return below
	case p.has(opensBlock):
		return false
	case last.has(opensBlock) && last.has(broken):
		return true
	case p.has(closesBlock):
		return p.has(broken)
	}
	return below
}

// start begins a line with piece i.
func (c *cutter) start(i int) {
	c.end()
	l := line{indent: c.indent(i), blank: i > 0 && c.apart(i)}
	p := &c.pieces[i]
	l.row = p.has(begins)
	if p.has(begins) {
		c.item = l.indent
	}
	c.lines = append(c.lines, l)
	c.items, c.blocks = 0, 0
}

// end completes the last line: several items, or a head whose block goes on below, are aligned with nothing.
func (c *cutter) end() {
	if len(c.lines) > 0 && (c.items > 1 || c.blocks > 0) {
		c.lines[len(c.lines)-1].row = false
	}
}

// apart reports whether a blank line stands before piece i. There is none just inside brackets.
func (c *cutter) apart(i int) bool {
	last := &c.pieces[i-1]
	if last.has(isComment) && len(c.line().pieces) > 0 {
		last = &c.pieces[i-2] // what the comment stands behind
	}
	return c.pieces[i].line > c.pieces[i-1].line+1 && !last.opens() && !c.pieces[i].closes()
}

func (c *cutter) line() *line { return &c.lines[len(c.lines)-1] }

// put writes piece i on the last line.
func (c *cutter) put(i int) {
	p, l := c.pieces[i], c.line()
	if p.has(isComment) {
		l.comment = p.text
		return
	}
	if n := len(l.pieces); n > 0 {
		p.before = blanksBetween(&l.pieces[n-1], &p)
	}
	c.follow(&p)
	l.pieces = append(l.pieces, p)
}

func blanksBetween(left, right *piece) int {
	if left.has(joinsRight) || right.has(joinsLeft) && !left.has(opensBlock) {
		return 0
	}
	return 1
}

// follow keeps account of brackets and items. Columns inside a block are not those of the line it stands on.
func (c *cutter) follow(p *piece) {
	if p.closes() && len(c.open) > 0 {
		last := c.open[len(c.open)-1]
		c.open = c.open[:len(c.open)-1]
		if last.block {
			c.item, c.blocks = last.item, c.blocks-1
		}
	}
	if c.blocks > 0 {
		p.column = 0
	} else if p.has(begins) {
		c.items++
	}
	if p.opens() {
		block := p.has(opensBlock)
		c.open = append(c.open, bracket{indent: c.line().indent, item: c.item, block: block})
		if block {
			c.blocks++
		}
	}
}

// indent is how far a line that begins with piece i stands in.
func (c *cutter) indent(i int) int {
	p := &c.pieces[i]
	switch {
	case p.has(isComment):
		return c.commentIndent(i)
	case p.has(begins) || c.continues(p):
		return c.level()
	case p.closes() && len(c.open) > 0:
		return c.open[len(c.open)-1].indent
	case p.has(opensBlock):
		return c.item
	}
	return c.further()
}

// commentIndent is that of what a comment stands before: of the comment above it, when that has a line of its own.
func (c *cutter) commentIndent(i int) int {
	if i > 0 && len(c.line().pieces) == 0 {
		return c.line().indent
	}
	for ; i < len(c.pieces); i++ {
		p := &c.pieces[i]
		switch {
		case p.has(isComment):
			continue
		case p.has(begins|closesBlock) || c.continues(p):
			return c.level()
		}
		return c.further()
	}
	return c.level()
}

// level is the indent of the items of the innermost block.
func (c *cutter) level() int {
	for i := len(c.open) - 1; i >= 0; i-- {
		if c.open[i].block {
			return c.open[i].indent + step
		}
	}
	return 0
}

// continues reports a comma between two entries of a block.
func (c *cutter) continues(p *piece) bool {
	n := len(c.open)
	return p.text == "," && n > 0 && c.open[n-1].block
}

// further is the indent of a line that goes on from the one above.
func (c *cutter) further() int {
	if n := len(c.open); n > 0 && !c.open[n-1].block {
		return c.open[n-1].indent + step
	}
	return c.item + step
}
