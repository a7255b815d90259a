package plan

// value is a lowered expression: one step, or a list of them.
type value struct {
	ref  Ref
	list *series
}

// series makes its entries when they are first asked for, since a list that repeats its last entry has no end.
type series struct {
	make func(i int) Ref
	done map[int]Ref
	// last is the number of the last entry of its own, or -1 when every entry is its own. Later entries are the last again.
	last int
}

func single(x Ref) value { return value{ref: x} }

func listOf(make func(i int) Ref) value {
	return value{list: &series{make: make, done: map[int]Ref{}, last: -1}}
}

// entries is a list whose steps are there already. Asked for more, it repeats the last.
func entries(refs []Ref) value {
	return value{list: &series{make: func(i int) Ref { return refs[i] }, done: map[int]Ref{}, last: len(refs) - 1}}
}

func (s *series) at(i int) Ref {
	if s.last >= 0 && i > s.last {
		i = s.last
	}
	if ref, ok := s.done[i]; ok {
		return ref
	}
	ref := s.make(i)
	s.done[i] = ref
	return ref
}

// zip applies an operation entry by entry; a single value meets every entry.
func zip(f func(x, y Ref) Ref, x, y value) value {
	if x.list == nil && y.list == nil {
		return single(f(x.ref, y.ref))
	}
	return listOf(func(i int) Ref { return f(x.entry(i), y.entry(i)) })
}

// entry is an entry of a list; a single value is every one.
func (v value) entry(i int) Ref {
	if v.list == nil {
		return v.ref
	}
	return v.list.at(i)
}

// each applies an operation to every entry.
func each(f func(x Ref) Ref, x value) value {
	return zip(func(a, _ Ref) Ref { return f(a) }, x, single(None))
}
