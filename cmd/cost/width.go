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
	// widestScreen is the columns beyond which no diagnostic goes.
	widestScreen = 100
)

// terminalWidth returns the columns of the terminal that a file is; of a pipe or file, or of a terminal that does not know its
// size, what COLUMNS says, or 0.
func terminalWidth(f *os.File) int {
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		return width
	}
	width, _ := strconv.Atoi(os.Getenv("COLUMNS"))
	return width
}

// screenWidth returns the columns that diagnostics are wrapped to on the terminal that a file is; of anything else 0: they are
// read line by line there.
func screenWidth(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if width := terminalWidth(f); width > 0 {
		return max(leastWidth, min(width, widestScreen))
	}
	return usualWidth
}

// columns returns how wide text may be.
func (a *app) columns() int {
	if a.width <= 0 {
		return usualWidth
	}
	return max(leastWidth, min(a.width, usualWidth))
}
