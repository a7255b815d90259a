package eval_test

import (
	"errors"

	"github.com/costlang/cost/eval/num"
)

// sums is arithmetic on guarded decimals that looks at every result, as whoever writes it by hand must.
type sums struct{ failed bool }

func (s *sums) add(x, y num.D) num.D {
	z, ok := x.Add(y)
	s.failed = s.failed || !ok
	return z
}

func (s *sums) mul(x, y num.D) num.D {
	z, ok := x.Mul(y)
	s.failed = s.failed || !ok
	return z
}

func (s *sums) div(x, y num.D) num.D {
	z, ok := x.Div(y)
	s.failed = s.failed || !ok
	return z
}

func (s *sums) sum(xs [5]num.D) num.D {
	all := xs[0]
	for _, x := range xs[1:] {
		all = s.add(all, x)
	}
	return all
}

// rangesOfMeetings is what the params of testdata/bench/meetings.cost may be.
func rangesOfMeetings() (out [12][2]num.D) {
	for i, r := range [12][2]string{
		{"1", "3"}, {"0.85", "1"}, {"6", "10"}, {"1.5", "2.5"}, {"0.5", "2"}, {"300", "380"}, {"270", "350"}, {"6", "12"}, {"0", "0.02"},
		{"20000", "36000"}, {"70000", "110000"}, {"0.02", "0.05"},
	} {
		out[i] = [2]num.D{num.Must(r[0]), num.Must(r[1])}
	}
	return out
}

// What does not vary, worked out beforehand.
var (
	handOne                        = num.Int(1)
	handYears                      = [5]num.D{num.Int(1), num.Int(2), num.Int(3), num.Int(4), num.Int(5)}
	handPrices                     = [5]num.D{num.Int(1), num.Must("1.018"), num.Must("1.036324"), num.Must("1.054977832"), num.Must("1.073967432976")}
	handInvested                   = [5]num.D{num.Int(27_000), num.Int(27_000), num.Int(27_000), num.Int(54_000), num.Int(54_000)}
	handReplaced                   = [5]num.D{num.Must("0.45"), num.Must("0.9"), num.Must("1.35"), num.Must("1.8"), num.Must("2.25")}
	handOverhead, handProfessional = num.Must("1.12"), num.Int(290)
	handSpoken, handPlanning       = num.Int(100), num.Int(120)
	handKilometres, handStaff      = num.Must("131.4"), num.Int(3)
	handFolder                     = num.Int(85)
	errHandRange, errHandDigits    = errors.New("out of range"), errors.New("too many digits")
)

// byHand is what a programmer would write instead of testdata/bench/meetings.cost, in the order of the script.
func byHand(q *quote[num.D], ranges [12][2]num.D) (out price[num.D], err error) {
	for i, v := range q.all() {
		if v.Cmp(ranges[i][0]) < 0 || v.Cmp(ranges[i][1]) > 0 {
			return out, errHandRange
		}
	}
	var s sums
	var started, completed, wages [5]num.D
	wages[0] = handOne
	growth := s.add(handOne, q.WageGrowth)
	for y := range 5 {
		started[y] = s.mul(handYears[y], q.Intake)
		completed[y] = s.mul(started[y], q.Finishing)
		if y > 0 {
			wages[y] = s.mul(wages[y-1], growth)
		}
	}
	teamHour := s.mul(s.add(q.Leader, q.Caseworker), handOverhead)
	attendedHour := s.mul(s.mul(q.Attendants, handProfessional), handOverhead)
	atMeeting := s.mul(q.Length, s.add(s.add(teamHour, attendedHour), handSpoken))
	perFamily := s.mul(q.Meetings, s.add(atMeeting, s.mul(q.Before, teamHour)))
	travel := s.mul(s.mul(q.Meetings, q.Attendants), handKilometres)
	planning, fees := s.mul(handPlanning, teamHour), s.mul(handStaff, q.Fee)

	var byYear, operating [5]num.D
	for y := range 5 {
		training := s.add(fees, s.mul(handReplaced[y], q.Fee))
		met := s.mul(s.mul(started[y], perFamily), wages[y])
		travelled := s.mul(s.mul(started[y], travel), handPrices[y])
		rent := s.mul(s.mul(handYears[y], q.Rent), handPrices[y])
		operating[y] = s.add(s.add(met, travelled), rent)
		other := s.mul(s.mul(started[y], handFolder), handPrices[y])
		byYear[y] = s.add(s.add(s.add(s.add(s.mul(planning, wages[y]), training), operating[y]), handInvested[y]), other)
	}
	discount, factor := s.add(handOne, q.Rate), handOne
	out.Present = byYear[0]
	for y := 1; y < 5; y++ {
		factor = s.mul(factor, discount)
		out.Present = s.add(out.Present, s.div(byYear[y], factor))
	}
	out.Whole = s.sum(byYear)
	out.PerCompleted = s.div(out.Whole, s.sum(completed))
	out.OperatingShare = s.div(s.sum(operating), out.Whole)
	if s.failed {
		return out, errHandDigits
	}
	return out, nil
}
