package eval

import (
	"slices"

	"github.com/costlang/cost/lang/ast"
)

// shelf is the items of a state by what tells them apart, so that a text with many declarations does not look for each among all.
type shelf struct {
	items []*item          // nil where one was taken away
	at    map[string][]int // places by key
	tail  string           // what follows the last item
}

func (st *state) shelf() *shelf {
	s := &shelf{items: slices.Clone(st.items), at: make(map[string][]int, len(st.items)), tail: st.tail}
	for i, it := range s.items {
		s.label(i, it)
	}
	return s
}

func (s *shelf) label(place int, it *item) {
	for _, key := range it.keys {
		s.at[key] = append(s.at[key], place)
	}
}

// clashing are the places of the items that one cannot stand beside.
func (s *shelf) clashing(keys []string) []int {
	var out []int
	for _, key := range keys {
		out = append(out, s.at[key]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// replaced is the item that a declaration replaces, or nil.
func (s *shelf) replaced(d ast.Decl) *item {
	if places := s.clashing(keysOf(d)); len(places) > 0 {
		return s.items[places[0]]
	}
	return nil
}

// put adds an item, in place of those it clashes with.
func (s *shelf) put(it *item) {
	places := s.clashing(it.keys)
	if len(places) == 0 {
		s.add(it)
		return
	}
	old := s.items[places[0]]
	for _, at := range places {
		s.take(at)
	}
	s.place(places[0], it.inPlaceOf(old))
}

// add puts an item below all others.
func (s *shelf) add(it *item) {
	own := *it.onItsLine()
	own.lead, s.tail = s.tail+own.lead, ""
	s.items = append(s.items, nil)
	s.place(len(s.items)-1, &own)
}

// set puts an item at its place, and the one before it on a line of its own.
func (s *shelf) place(place int, it *item) {
	s.items[place] = it
	s.label(place, it)
	for i := place - 1; i >= 0; i-- {
		if s.items[i] != nil {
			s.items[i] = s.items[i].onItsLine()
			return
		}
	}
}

// take takes the item of a place away.
func (s *shelf) take(place int) {
	for _, key := range s.items[place].keys {
		s.at[key] = slices.DeleteFunc(s.at[key], func(at int) bool { return at == place })
	}
	s.items[place] = nil
}

// rest are the items in order, without those taken away.
func (s *shelf) rest() []*item {
	return slices.DeleteFunc(s.items, func(it *item) bool { return it == nil })
}
