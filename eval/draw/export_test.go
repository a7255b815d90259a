package draw

// Consecutive is the points of a param as the first dimensions of one sequence have them: by its place among the others,
// scrambled in their values only and without replicates.
func Consecutive(seed uint64, name string, place int) Source {
	return single{newDimension(keyOf(seed, name), unmixed(directions(place)))}
}

// ValuesOnly is the same for the dimension that its name leads to.
func ValuesOnly(seed uint64, name string) Source {
	key := keyOf(seed, name)
	return single{newDimension(key, unmixed(directions(int(key%dimensions))))}
}

// Alone is the points of a param that are scrambled as always, from one dimension that all params have.
func Alone(seed uint64, name string) Source {
	columns := directions(0)
	return newDimension(keyOf(seed, name), func(key uint64) []uint32 { return mixed(columns, key) })
}

func unmixed(columns []uint32) func(uint64) []uint32 { return func(uint64) []uint32 { return columns } }

// single is the first replicate.
type single struct{ *sobol }

func (s single) Fill(first int64, points []float64) {
	var one [1]float64
	for i := range points {
		s.sobol.Fill((first+int64(i))*Replicates, one[:])
		points[i] = one[0]
	}
}
