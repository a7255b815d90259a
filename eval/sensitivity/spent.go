package sensitivity

import "sync/atomic"

// Spent is what analyses have used of limits that they share. Any number of goroutines may use it.
type Spent struct{ work, bytes, points atomic.Int64 }

// bytesAnd is the bytes kept so far with some more, which count from then on.
func (s *Spent) bytesAnd(more int64) int64 {
	if s == nil {
		return more
	}
	return s.bytes.Add(min(more, MaxSize-s.bytes.Load()))
}

// pointsAnd is the points of sweeps and simulations so far with some more, which count from then on.
func (s *Spent) pointsAnd(more int64) int64 {
	if s == nil {
		return more
	}
	return s.points.Add(min(more, MaxSize-s.points.Load()))
}

// work says with a TooLarge that no so many steps more may be read.
func (b *Base) work(steps int64) error {
	n := steps
	if b.Spent != nil {
		n = b.Spent.work.Add(min(steps, MaxSize-b.Spent.work.Load()))
	}
	if b.Limits.Work > 0 && n > b.Limits.Work {
		return &TooLarge{Work: true, Needed: n, Limit: b.Limits.Work}
	}
	return nil
}

// looksPerStep is how often the steps of a plan are passed over, to see what leads where and what to cut out, in the time that as many
// are read.
const looksPerStep = 4

// looks counts that the whole plan is passed over so many times.
func (b *Base) looks(times int64) error {
	return b.work(times * int64(len(b.Reading.Plan.Steps)) / looksPerStep)
}

// Reads counts steps that something else than an analysis reads. The error is a TooLarge.
func (b *Base) Reads(steps int) error { return b.work(int64(steps)) }
