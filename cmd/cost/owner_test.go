//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOwnerIsKept lays out a file of somebody else, where the test may give one away, and else one of its own.
func TestOwnerIsKept(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.cost")
	writeFile(t, name, untidy)
	if os.Geteuid() == 0 {
		if err := os.Chown(name, 1234, 2345); err != nil {
			t.Fatal(err)
		}
	}
	before := ownersOf(t, name)
	if _, problems, exit := call(t, "", "fmt", "-w", name); exit != exitFine {
		t.Fatal(problems)
	}
	if diff := cmp.Diff(before, ownersOf(t, name)); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
	if diff := cmp.Diff(tidy, readFile(t, name)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// ownersOf returns the user and the group of a file.
func ownersOf(t *testing.T, name string) [2]uint32 {
	t.Helper()
	var s syscall.Stat_t
	if err := syscall.Stat(name, &s); err != nil {
		t.Fatal(err)
	}
	return [2]uint32{s.Uid, s.Gid}
}
