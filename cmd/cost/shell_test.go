//go:build unix

package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestArgumentsOfShell lets sh read what is printed for it.
func TestArgumentsOfShell(t *testing.T) {
	for _, path := range []string{"a b", "$HOME", "it's `$x`", "a\\b c", "!!", "(a);b|c&d", "#a", "*[a]?", "\t", "-n"} {
		out, err := exec.Command("sh", "-c", "printf %s "+argument(path)).Output()
		if got := strings.TrimPrefix(string(out), "./"); err != nil || got != path {
			t.Errorf("%q becomes %q, %v", path, got, err)
		}
	}
}
