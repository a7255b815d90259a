//go:build !amd64

package draw

// Only amd64 has loops in assembly.

func fastUnits([]float64, []uint64, *bases) int { return 0 }

func (uniform) fast([]float64) int { return 0 }

func (*triangular) fast([]float64) int { return 0 }

func (*curve) fast([]float64) int { return 0 }
