package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// showsColors asks a console to read the codes of colours, which those before Windows 10 cannot.
func showsColors(f *os.File) bool {
	var mode uint32
	console := windows.Handle(f.Fd())
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
