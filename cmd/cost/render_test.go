package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Heads end on one line and cells begin on one; an accent written by itself takes no column of its own.
func TestDraw(t *testing.T) {
	g := grid{gap: 2, cols: []gridColumn{{head: "Cost", width: 10}, {head: "Year 1 later", right: true, width: 6}, {head: "Note", width: 6}}}
	g.rows = []gridRow{
		{cells: []string{"Cafe\u0301", "12", "a\tb"}},
		{cells: []string{"Rent of two rooms", "3", ""}},
		{rule: true, cells: []string{"Total", "15", "æøå"}},
	}
	want := "            Year 1\n" +
		"Cost         later  Note\n" +
		"──────────────────────────\n" +
		"Cafe\u0301            12  a    b\n" +
		"Rent of          3\n" +
		"two rooms\n" +
		"──────────────────────────\n" +
		"Total           15  æøå\n"
	if diff := cmp.Diff(want, draw(g)); diff != "" {
		t.Error(diff)
	}
}
