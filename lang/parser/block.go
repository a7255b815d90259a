package parser

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// blockInfo is what messages know of the block of a declaration.
type blockInfo struct {
	what   string   // "a course"
	fields []string // the words that begin an item; none when items begin with a name of the script
	commas bool     // items may be separated by commas
	form   string   // how an item is written, when there are no fields
}

// block reads the items between `{` and `}`. I is the interface of the items, or a pointer to their one type.
type block[I any] struct {
	blockInfo
	items map[string]func(*reading) (I, error)
	each  func(*reading) (I, error) // reads any item, when items have no words of their own
}

// entry is a word with the rule that reads the item it begins.
type entry[I any] struct {
	word string
	read func(*reading) (I, error)
}

func fields[I any](what string, entries ...entry[I]) *block[I] {
	b := &block[I]{blockInfo: blockInfo{what: what}, items: map[string]func(*reading) (I, error){}}
	for _, e := range entries {
		b.items[e.word] = e.read
		b.fields = append(b.fields, e.word)
	}
	return b
}

func list[T any](what, form string, p production[T]) *block[*T] {
	each := func(r *reading) (*T, error) { return read(r, p) }
	return &block[*T]{blockInfo: blockInfo{what: what, form: form, commas: true}, each: each}
}

// as reads items of type T where the block holds I.
func as[I, T any](word string, p production[T], finish ...func(*reading, *T) error) entry[I] {
	return entry[I]{word, func(r *reading) (I, error) {
		item, err := read(r, p)
		for _, f := range finish {
			if err == nil {
				err = f(r, item)
			}
		}
		return any(item).(I), err
	}}
}

// body reads items up to the closing brace; the opening one was just read. Items that cannot be read are reported and
// replaced; whole is false when that was not possible.
func body[I any](r *reading, b *block[I]) (items []I, whole bool) {
	opener := r.lx.Cursor() - 1
	r.site.block = &b.blockInfo
	defer func() { r.site.block = nil }()
	whole = true
	for {
		r.skipEOL()
		switch t := r.peek(); {
		case t.is("}"):
			r.lx.Next()
			return items, whole
		case t.Type == lexer.EOF:
			r.report(r.unclosedBlock(opener))
			return items, whole
		}
		item, ok := bodyItem(r, b)
		if ok {
			items = append(items, item)
		} else {
			whole = false
		}
	}
}

func bodyItem[I any](r *reading, b *block[I]) (I, bool) {
	start := r.lx.MakeCheckpoint()
	r.site.item = start.Cursor()
	var item I
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
	bad, ok := any(r.badItem(start.Cursor())).(I)
	return bad, ok
}

func (b *block[I]) read(r *reading) (I, error) {
	if b.each != nil {
		return b.each(r)
	}
	t := r.peek()
	if t.Type == tokIdent {
		if f := b.items[t.Value]; f != nil {
			return f(r)
		}
	}
	var none I
	return none, errorAt(r.lx.Peek(), sayUnknownItem)
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
	d := diag.New(diag.OpenBracket, r.tokens[opener].span(), fmt.Sprintf("this `{` of `%s` is not closed", what))
	if r.next != nil {
		d.Message += fmt.Sprintf(" before `%s` on line %d", strings.TrimSpace(r.next.Value+" "+r.nextName()), r.next.Pos.Line)
		d.Related = []diag.Related{{Span: r.next.span(), Label: "begins here"}}
	} else {
		d.Message += " before the end of the text"
	}
	d.Help = "put `}` after its last item"
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
