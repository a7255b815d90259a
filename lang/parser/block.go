package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// blockInfo is what messages know of the block of a declaration.
type blockInfo struct {
	what   say.Phrase // "a course"; none when items begin with a name of the script
	fields []string   // the words that begin an item; none likewise
	commas bool       // items may be separated by commas
	form   string     // how an item is written, when there are no fields
}

// block reads the items between `{` and `}`.
type block struct {
	blockInfo
	items map[string]func(*reading) (ast.Node, error)
	each  *production // reads any item, when items have no words of their own; what cannot be read then has no place in the tree
}

// entry is a word with the rule that reads the item it begins.
type entry struct {
	word string
	read func(*reading) (ast.Node, error)
}

// finisher looks at a node that was read, and completes it or refuses it.
type finisher func(*reading, ast.Node) error

func fields(what say.Phrase, entries ...entry) *block {
	b := &block{blockInfo: blockInfo{what: what}, items: map[string]func(*reading) (ast.Node, error){}}
	for _, e := range entries {
		b.items[e.word] = e.read
		b.fields = append(b.fields, e.word)
	}
	return b
}

func list(form string, p *production) *block {
	return &block{blockInfo: blockInfo{form: form, commas: true}, each: p}
}

func entryOf(word string, p *production, finish ...finisher) entry {
	return entry{word, func(r *reading) (ast.Node, error) {
		item, err := r.read(p)
		for _, f := range finish {
			if err == nil {
				err = f(r, item)
			}
		}
		return item, err
	}}
}

// itemsOf gives the items of a block as those of a declaration.
func itemsOf[I ast.Node](nodes []ast.Node) []I {
	var items []I
	for _, n := range nodes {
		items = append(items, n.(I))
	}
	return items
}

// body reads items up to the closing brace; the opening one was just read. Items that cannot be read are reported and
// replaced; whole is false when that was not possible.
func (r *reading) body(b *block) (items []ast.Node, whole bool) {
	opener := r.lx.Cursor() - 1
	r.site.block = &b.blockInfo
	defer func() { r.site.block = nil }()
	whole = true
	for {
		r.skipEOL()
		switch t := r.peek(); {
		case r.watch.ended():
			return items, false
		case t.is("}"):
			r.lx.Next()
			return items, whole
		case t.Type == lexer.EOF:
			r.report(r.unclosedBlock(opener))
			return items, whole
		}
		item, ok := r.bodyItem(b)
		if ok {
			items = append(items, item)
		} else {
			whole = false
		}
	}
}

// followsHead reports whether a head without a brace ends its line and an item of the block begins the next.
func (b *blockInfo) followsHead(tokens []token) bool {
	i := 0
	for ; !tokens[i].ends(); i++ {
		if tokens[i].is("{") {
			return false
		}
	}
	if tokens[i].Value != "\n" || tokens[i+1].Type == lexer.EOF {
		return false
	}
	item, sign := &tokens[i+1], &tokens[i+2]
	if len(b.fields) > 0 {
		return item.Type == tokIdent && contains(b.fields, item.Value)
	}
	return sign.is("=") || sign.is(":")
}

func (r *reading) bodyItem(b *block) (ast.Node, bool) {
	start := r.lx.MakeCheckpoint()
	r.site.item = start.Cursor()
	var item ast.Node
	err := guarded(func() (err error) {
		if item, err = b.read(r); err == nil {
			err = r.separator(b.commas)
		}
		return err
	})
	if err == nil {
		return item, true
	}
	r.reportError(err)
	r.lx.LoadCheckpoint(start)
	r.skipItem()
	return r.badItem(start.Cursor()), b.each == nil
}

func (b *block) read(r *reading) (ast.Node, error) {
	if b.each != nil {
		return r.read(b.each)
	}
	t := r.peek()
	if t.Type == tokIdent {
		if f := b.items[t.Value]; f != nil {
			return f(r)
		}
	}
	return nil, errorAt(r.lx.Peek(), sayUnknownItem)
}

// separator passes the end of an item.
func (r *reading) separator(commas bool) error {
	switch t := r.peek(); {
	case t.Type == tokEOL, commas && t.is(","):
		r.lx.Next()
		return nil
	case t.is("}"):
		return nil
	}
	return r.expected()
}

// skipItem passes the rest of an item that could not be read, up to its end or the brace that closes the block.
func (r *reading) skipItem() {
	for depth := 0; ; r.lx.Next() {
		switch t := r.peek(); {
		case t.Type == lexer.EOF, depth == 0 && (t.Type == tokEOL || t.is("}")):
			return
		case t.is("{"):
			depth++
		case t.is("}"):
			depth--
		}
	}
}

func (r *reading) badItem(start int) *ast.BadItem {
	return &ast.BadItem{Span: r.spanFrom(start), Names: namesIn(r.tokens[start:r.lx.Cursor()])}
}

// spanFrom gives the span from token start to what was read last.
func (r *reading) spanFrom(start int) source.Span {
	span := r.tokens[start].span()
	for i := r.lx.Cursor() - 1; i > start; i-- {
		if !r.tokens[i].ends() {
			return span.To(r.tokens[i].span())
		}
	}
	return span
}

// namesIn gives each name and text once: any of them may have been declared there.
func namesIn(tokens []token) []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range tokens {
		if (t.Type == tokIdent || t.Type == tokText) && !seen[t.Value] {
			seen[t.Value] = true
			names = append(names, t.Value)
		}
	}
	return names
}

// unclosedBlock points at the brace of a block that has no end.
func (r *reading) unclosedBlock(opener int) diag.Diagnostic {
	what := r.declName()
	d := diag.New(diag.OpenBracket, r.tokens[opener].span(), say.T("this `{` of `%s` is not closed", what))
	if r.next != nil {
		d.Message = say.T("this `{` of `%s` is not closed before `%s` on line %d", what, strings.TrimSpace(r.next.Value+" "+r.nextName()), r.next.Pos.Line)
		d.Related = []diag.Related{{Span: r.next.span(), Label: say.T("begins here")}}
	} else {
		d.Message = say.T("this `{` of `%s` is not closed before the end of the text", what)
	}
	d.Help = say.T("put `}` after its last item")
	d.Incomplete = r.next == nil
	return d
}

// declName gives the keyword and name of the declaration being read.
func (r *reading) declName() string {
	name := r.site.keyword
	if i := r.site.decl + 1; i < len(r.tokens) && r.tokens[i].Type == tokIdent {
		name += " " + r.tokens[i].Value
	}
	return clip(name)
}
