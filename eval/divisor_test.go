package eval_test

import (
	"context"
	"strings"
	"testing"
)

// A divisor that is zero only as a whole names what it is made of.
func TestDivisorOfSeveralParts(t *testing.T) {
	p := compile(t, "param d = 2 in 0..4\noutput y = 5 / (d * 3 - 6)\n")
	_, err := p.Run(context.Background(), nil)
	list := listOf(t, err)
	related := list[0].Related
	if last := related[len(related)-1]; !strings.Contains(last.Label, "`d` is 2") || last.Span.Pos.Line != 1 {
		t.Errorf("%+v", related)
	}
}

// What changes and swings is the difference of the figures as they are printed.
func TestOneWayAddsUpAsPrinted(t *testing.T) {
	p := compile(t, "param n = 3 in 1..7\noutput share = 1_000_000 DKK / n\nvary share by n\n")
	tab := tableNamed(t, report(t, p).Tables, "vary_share")
	number := func(row, col int) int64 {
		v, _ := tab.Cell(row, col).Printed(tab.Columns[col])
		n, ok := v.Int64()
		if !ok {
			t.Fatalf("row %d column %d is %v", row, col, v)
		}
		return n
	}
	base := number(0, 2)
	for row := 1; row < 3; row++ {
		if number(row, 2)-base != number(row, 3) {
			t.Errorf("row %d: %d - %d is printed as %d", row, number(row, 2), base, number(row, 3))
		}
	}
	if swing := number(1, 2) - number(2, 2); swing != number(1, 4) {
		t.Errorf("a swing of %d is printed as %d", swing, number(1, 4))
	}
}
