package draw

import (
	_ "embed"
	"math/bits"
	"slices"
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

// Replicates is how many sequences the draws of a param are dealt to in turn, each scrambled by itself. What a figure differs by
// from one to the next is then an honest measure of its error, also where two params happen to go together in one of them.
const Replicates = 1 << replicateBits

const replicateBits = 4

// digits is a number for each replicate. Assembly knows how many there are.
type digits [Replicates]uint64

// sobol is one dimension of a Sobol sequence, scrambled for each replicate. The place of a point within its replicate is the
// higher bits of its index, each of which stands for a column.
type sobol struct {
	shift   digits
	columns [columnsOfSobol]digits
	// steps are what changes from a place to the next one: all columns up to that of its lowest bit that is set. Places begin again
	// after the last.
	steps [columnsOfSobol + 1]digits
}

// newSobol chooses the dimension and its scrambles by a key.
func newSobol(key uint64) *sobol {
	columns := directions(int(key % dimensions))
	return newDimension(key, func(key uint64) []uint32 { return mixed(columns, key) })
}

// newDimension scrambles the values of each replicate by a random lower triangular matrix and a digital shift, after J. Matoušek,
// On the L2-discrepancy for anchored boxes, J. Complexity 14 (1998), 527-556.
func newDimension(key uint64, columns func(key uint64) []uint32) *sobol {
	s := &sobol{}
	for r := range Replicates {
		own := mix(key + uint64(r)*golden)
		rows := triangle(own)
		s.shift[r] = mix(own + golden)
		for i, v := range columns(mix(own ^ golden)) {
			s.columns[i][r] = scrambled(&rows, v)
		}
	}
	for i := range s.columns {
		s.steps[i].add(&s.columns[i])
		s.steps[i+1] = s.steps[i]
	}
	return s
}

func (d *digits) add(other *digits) {
	for r, v := range other {
		d[r] ^= v
	}
}

// mixed scrambles the digits of the index: each column takes a random choice of those before it. Every first 2^k points stay a
// net. Without it two params whose names lead to the same dimension would rise and fall together, however their values are
// scrambled, since that leaves equal first digits equal.
func mixed(columns []uint32, key uint64) []uint32 {
	out := slices.Clone(columns)
	for i := range out {
		for chosen := mix(key+uint64(i)*golden) & (1<<i - 1); chosen != 0; chosen &= chosen - 1 {
			out[i] ^= columns[bits.TrailingZeros64(chosen)]
		}
	}
	return out
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
	place, r := uint64(first)>>replicateBits, int(first)%Replicates
	at := s.at(place)
	for {
		if r == 0 {
			n := s.fastUnits(&at, place, points)
			place, points = place+uint64(n>>replicateBits), points[n:]
		}
		n := min(len(points), Replicates-r)
		for i := range points[:n] {
			points[i] = unit(at[r+i])
		}
		if points = points[n:]; len(points) == 0 {
			return
		}
		place, r = place+1, 0
		at.add(&s.steps[s.step(place)])
	}
}

// at is the digits of all replicates at a place.
func (s *sobol) at(place uint64) digits {
	out := s.shift
	for i := range s.columns {
		if place>>i&1 == 1 {
			out.add(&s.columns[i])
		}
	}
	return out
}

// step is the number of the step that leads to a place.
func (s *sobol) step(place uint64) int { return min(bits.TrailingZeros64(place), columnsOfSobol) }
