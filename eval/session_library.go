package eval

import (
	"io/fs"
	"sync"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// library keeps what a session has read of other files, so that one declaration more does not read them all again. A nil
// library keeps nothing.
type library struct {
	mu     sync.Mutex
	trees  map[string]readTree
	tables map[string]readRows
}

type readTree struct {
	tree  *ast.File
	found diag.List
}

type readRows struct {
	table *rows.Table
	file  *source.File
}

func newLibrary() *library {
	return &library{trees: map[string]readTree{}, tables: map[string]readRows{}}
}

// parse reads a script that another one uses.
func (l *library) parse(file *source.File, opts ...lang.Option) (*ast.File, diag.List) {
	if l == nil {
		return lang.Parse(file, opts...)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := file.Name + "\x00" + file.Text
	have, ok := l.trees[key]
	if !ok {
		have.tree, have.found = lang.Parse(file, opts...)
		l.trees[key] = have
	}
	own := *have.tree // a check that finds it too large takes its declarations away
	return &own, have.found
}

// rows reads the rows of a data declaration. What could not be read is tried again the next time.
func (l *library) rows(fsys fs.FS, script *source.File, d *check.Data, limits rows.Limits, readers rows.Readers) (*rows.Table, *source.File, diag.List) {
	if l == nil {
		return readers.Read(fsys, script.Name, d, limits)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := rowsKey(script, d)
	if have, ok := l.tables[key]; ok && limits.Allow(rows.SizeOf(have.table, have.file, d)) {
		return have.table, have.file, nil
	}
	t, file, found := readers.Read(fsys, script.Name, d, limits)
	if found == nil {
		l.tables[key] = readRows{t, file}
	}
	return t, file, found
}

// has reports whether the rows of all data of a module were read before.
func (l *library) has(m *check.Module) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range modules(m) {
		for _, d := range m.Datas {
			if _, ok := l.tables[rowsKey(m.File, d)]; !ok {
				return false
			}
		}
	}
	return true
}

// rowsKey names rows by all that the script says of them.
func rowsKey(script *source.File, d *check.Data) string {
	return script.Name + "\x00" + script.Slice(d.Span)
}
