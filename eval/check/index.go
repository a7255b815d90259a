package check

import (
	"sort"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// declareIndex declares a price index.
func (c *checker) declareIndex(d *ast.Index) {
	x := &Index{Def: def(d.Name, nil, d.Source, d.Span)}
	c.mod.Indexes = append(c.mod.Indexes, x)
	c.bind(d.Name, "index", x)
	n := &node{key: key{x, partValue}, name: d.Name.Name, span: d.Span}
	first := map[int]ast.Number{}
	for _, e := range d.Entries {
		n.reads = append(n.reads, e.Value)
		year, ok := c.year(e.Year)
		if !ok {
			continue
		}
		if earlier, again := first[year]; again {
			c.report(diag.DuplicateYear, e.Year.Span, say.T("the index `%s` has %d twice", x.Name, year), func(f *finding) { f.also(earlier.Span, say.T("the first stands here")) })
			continue
		}
		first[year] = e.Year
		x.Entries = append(x.Entries, &IndexEntry{Year: year, Value: failed(e.Value.Range())})
	}
	sort.Slice(x.Entries, func(i, j int) bool { return x.Entries[i].Year < x.Entries[j].Year })
	n.resolve = func() { c.indexValues(x, d) }
	c.graph.add(n)
}

func (c *checker) indexValues(x *Index, d *ast.Index) {
	for _, e := range d.Entries {
		w := wantNumber()
		w.least = positive
		v := c.field(e.Value, e.Year.Text, w)
		if year, ok := (&checker{diags: newFindings(0)}).year(e.Year); ok && x.entry(year) != nil {
			x.entry(year).Value = v
		}
	}
}

// entry returns the index in a year, or nil.
func (x *Index) entry(year int) *IndexEntry {
	i := sort.Search(len(x.Entries), func(i int) bool { return x.Entries[i].Year >= year })
	if i < len(x.Entries) && x.Entries[i].Year == year {
		return x.Entries[i]
	}
	return nil
}

func (x *Index) years() []string {
	var years []string
	for _, e := range x.Entries {
		years = append(years, itoa(e.Year))
	}
	return years
}

// indexNamed finds an index of this script, or one of a used script whose entries are written out.
func (c *checker) indexNamed(p ast.Path) *Index {
	if len(p.Parts) == 1 {
		return find[Index](c, p, "index")
	}
	r := c.scope.lookup(p.Parts)
	if r.kind == refBroken {
		return nil
	}
	x, ok := r.thing.(*Index)
	if !ok || r.used < len(p.Parts) {
		c.report(diag.UnknownName, p.Span, say.T("unknown index `%s`", p.String()))
		return nil
	}
	for _, e := range x.Entries {
		if _, written := constant(e.Value); !written {
			c.report(diag.NotWritten, p.Span, say.T("the entries of an index that another script uses are written numbers"), func(f *finding) { f.also(e.Value.Span(), say.T("this one is not")) })
			return nil
		}
	}
	return x
}
