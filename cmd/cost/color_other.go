//go:build !windows

package main

import "os"

// showsColors reports whether a terminal shows colours. All but Windows consoles do that TERM does not call dumb.
func showsColors(*os.File) bool { return true }
