package main

import (
	"os"

	"golang.org/x/term"
)

// The columns of text: tables are laid out for usualWidth, and for less where the terminal is narrower.
const (
	usualWidth = 80
	leastWidth = 40
)

// terminalWidth returns the columns of the terminal that a file is, or 0.
func terminalWidth(f *os.File) int {
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// columns returns how wide text may be.
func (a *app) columns() int {
	if a.width <= 0 {
		return usualWidth
	}
	return max(leastWidth, min(a.width, usualWidth))
}
