package draw

import "golang.org/x/sys/cpu"

// grain is how many points a turn of a loop in assembly takes at most. What is left over is done in Go.
const grain = 8

//go:noescape
func unitsAVX2(points *float64, at *digits, steps *digits, place uint64, n int)

//go:noescape
func uniformAVX2(points *float64, low, width float64, n int)

//go:noescape
func triangularAVX2(points *float64, t *triangular, n int)

// whole is how many of n points assembly takes.
func whole(n int) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	return n &^ (grain - 1)
}

// fastUnits writes the first points, which begin with the first replicate at a place, and returns how many: a multiple of the
// replicates. The digits are then those after them.
func (s *sobol) fastUnits(at *digits, place uint64, points []float64) int {
	n := whole(len(points)) &^ (Replicates - 1)
	if n > 0 {
		unitsAVX2(&points[0], at, &s.steps[0], place, n)
	}
	return n
}

// fast applies the distribution to the first points and returns how many.
func (u uniform) fast(points []float64) int {
	n := whole(len(points))
	if n > 0 {
		uniformAVX2(&points[0], u.low, u.width, n)
	}
	return n
}

// fast applies the distribution to the first points and returns how many.
func (t *triangular) fast(points []float64) int {
	n := whole(len(points))
	if n > 0 {
		triangularAVX2(&points[0], t, n)
	}
	return n
}

//go:noescape
func curveAVX2(points *float64, pieces *piece, first, side uint64, n int)

// fast applies the distribution to the first points and returns how many.
func (c *curve) fast(points []float64) int {
	n := whole(len(points))
	if n > 0 {
		curveAVX2(&points[0], &c.pieces[0], firstPiece, side, n)
	}
	return n
}
