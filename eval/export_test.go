package eval

import "time"

// InTime is a program whose runs have another time than its compilation had.
func InTime(p *Program, limit time.Duration) *Program {
	own := *p
	own.limits.Time = limit
	return &own
}
