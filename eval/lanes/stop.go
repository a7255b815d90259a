package lanes

// stopped ends a compilation that nobody waits for any more.
type stopped struct{ cause error }

// looks is how many steps are compiled between two looks at whether somebody still waits.
const looks = 1 << 10

// look is called at each step of what takes long.
func (g *graph) look(i int) {
	if i%looks != 0 {
		return
	}
	if err := g.waited(); err != nil {
		panic(stopped{err})
	}
}

// onStop is deferred by what compiles.
func onStop(p **Program, err *error) {
	switch r := recover().(type) {
	case nil:
	case stopped:
		*p, *err = nil, r.cause
	default:
		panic(r)
	}
}
