package explain

import (
	"time"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// day is a date, which is days since 1970-01-01.
func day(v num.D) say.Date {
	days, _ := v.Int64()
	return say.Date(time.Unix(0, 0).UTC().AddDate(0, 0, int(days)).Format(time.DateOnly))
}
