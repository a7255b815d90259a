package draw

import (
	_ "embed"
	"math/bits"
	"strconv"
	"strings"
)

//go:embed joe_kuo_6.txt
var joeKuo string

// dimensions is how many sequences the table has, the first, which needs no numbers, among them.
const dimensions = 1024

// columnsOfSobol is how many columns a generator matrix has: sequences repeat after 2^32 points.
const columnsOfSobol = 32

// directions gives the columns of the generator matrix of a dimension from 0 on, the first digit in the highest bit. Only the
// line of the table that is asked for is read: a short run has no time for all of them.
func directions(dimension int) []uint32 {
	var first [columnsOfSobol]uint32
	for i := range first {
		first[i] = 1 << (31 - i)
	}
	for line := range strings.Lines(joeKuo) {
		switch {
		case dimension == 0:
			return first[:]
		case strings.HasPrefix(line, "#"):
			continue
		}
		if dimension--; dimension == 0 {
			return directionsOf(line)
		}
	}
	return first[:]
}

// directionsOf reads one line of the table.
func directionsOf(line string) []uint32 {
	var numbers []uint32
	for field := range strings.FieldsSeq(line) {
		n, _ := strconv.ParseUint(field, 10, 32) // the table is part of the program, and tested
		numbers = append(numbers, uint32(n))
	}
	return columnsOf(int(numbers[0]), numbers[1], numbers[2:])
}

// columnsOf follows the recurrence of a primitive polynomial of some degree and coefficients.
func columnsOf(degree int, coefficients uint32, m []uint32) []uint32 {
	v := make([]uint32, columnsOfSobol)
	for i := range v {
		if i < degree {
			v[i] = m[i] << (31 - i)
			continue
		}
		v[i] = v[i-degree] ^ v[i-degree]>>degree
		for k := 1; k < degree; k++ {
			v[i] ^= (coefficients >> (degree - 1 - k) & 1) * v[i-k]
		}
	}
	return v
}

// The lowest bits of an index, and those that tables cover.
const (
	fineBits = 3
	lowBits  = 10
)

// sobol is one dimension of a Sobol sequence, scrambled.
type sobol struct {
	shift   uint64
	columns [columnsOfSobol]uint64
	// fine is what the lowest bits of an index add up to, and coarse the ones above them. Assembly knows how long fine is.
	fine   [1 << fineBits]uint64
	coarse [1 << (lowBits - fineBits)]uint64
}

// newSobol chooses the dimension and its scramble by a key: a random lower triangular matrix and a digital shift, after
// J. Matoušek, On the L2-discrepancy for anchored boxes, J. Complexity 14 (1998), 527-556.
func newSobol(key uint64) *sobol {
	s := &sobol{shift: mix(key + golden)}
	rows := triangle(key)
	for i, v := range directions(int(key % dimensions)) {
		s.columns[i] = scrambled(&rows, v)
	}
	s.tables()
	return s
}

func (s *sobol) tables() {
	sums(s.fine[:], s.columns[:])
	sums(s.coarse[:], s.columns[fineBits:])
}

// sums fills a table with what the bits of each place in it add up to.
func sums(table, columns []uint64) {
	for i := 1; i < len(table); i++ {
		table[i] = table[i&(i-1)] ^ columns[bits.TrailingZeros(uint(i))]
	}
}

// triangle is the rows of the scramble: row i has a one in column i and random digits before it.
func triangle(key uint64) (rows [64]uint32) {
	for i := range rows {
		random := uint32(mix(key+uint64(i+2)*golden) >> 32)
		switch {
		case i < columnsOfSobol:
			own := uint32(1) << (31 - i)
			rows[i] = random&^(own-1) | own
		default:
			rows[i] = random
		}
	}
	return rows
}

// scrambled multiplies a column by the scramble.
func scrambled(rows *[64]uint32, column uint32) (out uint64) {
	for _, row := range rows {
		out = out<<1 | uint64(bits.OnesCount32(row&column)&1)
	}
	return out
}

func (s *sobol) Fill(first int64, points []float64) {
	for len(points) > 0 {
		low := int(first) & (1<<lowBits - 1)
		n := min(len(points), 1<<lowBits-low)
		s.fill(low, s.shift^s.bits(uint64(first-int64(low))), points[:n])
		first, points = first+int64(n), points[n:]
	}
}

// fill writes points whose indices differ in the low bits alone.
func (s *sobol) fill(low int, base uint64, points []float64) {
	i := 0
	if low%len(s.fine) == 0 {
		i = fastUnits(points, s.coarse[low>>fineBits:], &s.fine, base)
	}
	for ; i < len(points); i++ {
		at := low + i
		points[i] = unit(base ^ s.coarse[at>>fineBits] ^ s.fine[at%len(s.fine)])
	}
}

// bits is what the bits of an index add up to.
func (s *sobol) bits(index uint64) (x uint64) {
	for i := 0; index != 0 && i < columnsOfSobol; i, index = i+1, index>>1 {
		if index&1 != 0 {
			x ^= s.columns[i]
		}
	}
	return x
}
