package main

import (
	"os"
	"strconv"

	"golang.org/x/term"
)

// The columns of text: tables are laid out for usualWidth, and for less where the terminal is narrower.
const (
	usualWidth = 80
	leastWidth = 20
)

// terminalWidth returns the columns of the terminal that a file is; of a pipe or file what COLUMNS says, or 0.
func terminalWidth(f *os.File) int {
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		return width
	}
	width, _ := strconv.Atoi(os.Getenv("COLUMNS"))
	return width
}

// columns returns how wide text may be.
func (a *app) columns() int {
	if a.width <= 0 {
		return usualWidth
	}
	return max(leastWidth, min(a.width, usualWidth))
}
