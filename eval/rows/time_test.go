package rows

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A table has the same times as a workbook shows them.
func TestTimesInText(t *testing.T) {
	for _, test := range []struct {
		danish           bool
		kind, cell, want string
	}{
		{false, "hours", "7:30:00", "7.5"},
		{false, "hours", "07:30:00", "7.5"},
		{false, "minutes", "0:20:00", "20"},
		{false, "minutes", "0:00:00.125", "0.002083333333333333333333333333333333"},
		{false, "minutes", "0:00:01.5", "0.025"},
		{false, "hours", "-180:00:00", "-180"},
		{false, "workdays", "37:00:00", "5"},
		{false, "hours/week", "37:00:00", "37"},
		{false, "hours", "999999999:00:00", "999999999"},
		{true, "hours", "7:30:00", "7.5"},
		{true, "minutes", "0:00:01,5", "0.025"},
	} {
		d := data("t:" + test.kind)
		d.Danish = test.danish
		table, found := readText(d, "t\n"+test.cell+"\n")
		if found != nil {
			t.Errorf("%s: %v", test.cell, found)
			continue
		}
		if diff := cmp.Diff(test.want+"\n", show(table)); diff != "" {
			t.Errorf("%s of %s: %s", test.cell, test.kind, diff)
		}
	}
}

func TestNoTimes(t *testing.T) {
	const say = "write a time with hours, minutes and seconds, such as 7:30:00, in a column of hours or minutes"
	for _, test := range []struct{ kind, cell, want string }{
		{"hours", "7:30", "C0480 rows.csv, line 2, column t: `7:30` is not a number of hours => " + say},
		{"number", "7:30", "`7:30` is not a number => " + say},
		{"number", "7:30:00", "`7:30:00` is not a number => " + say},
		{"weeks", "7:30:00", "`7:30:00` is not a number of weeks => " + say},
		{"DKK/hour", "7:30:00", "`7:30:00` is not a number of DKK/hour => " + say},
		{"hours", "7:60:00", "`7:60:00` is not a number of hours => a cell holds only digits"},
		{"hours", "7:30:60", "`7:30:60` is not"},
		{"hours", "7:3:00", "`7:3:00` is not"},
		{"hours", "7:30:00.", "`7:30:00.` is not"},
		{"hours", "7:30:00.1234", "`7:30:00.1234` is not"},
		{"hours", ":30:00", "`:30:00` is not"},
		{"hours", "--1:30:00", "`--1:30:00` is not"},
		{"hours", "1000000000:00:00", "`1000000000:00:00` is not"},
		{"hours", "1:00:00:00", "`1:00:00:00` is not"},
	} {
		_, found := readText(data("t:"+test.kind), "t\n"+test.cell+"\n")
		only(t, found, test.want)
	}
}
