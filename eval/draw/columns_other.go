//go:build !amd64

package draw

// Only amd64 has loops in assembly.

func (*sobol) fastUnits(*digits, uint64, []float64) int { return 0 }

func (uniform) fast([]float64) int { return 0 }

func (*triangular) fast([]float64) int { return 0 }

func (*curve) fast([]float64) int { return 0 }
