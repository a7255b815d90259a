//go:build unix

package main

import (
	"io/fs"
	"os"
	"syscall"
)

// giveLike gives a file the owner and the group of another, as far as the user may.
func giveLike(name string, other fs.FileInfo) {
	if s, ok := other.Sys().(*syscall.Stat_t); ok {
		_ = os.Lchown(name, -1, int(s.Gid)) // a member of the group may do that, and only root the next
		_ = os.Lchown(name, int(s.Uid), -1)
	}
}

// namesOf returns how many names an open file has: one more than its further hard links.
func namesOf(f *os.File) (int, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Nlink), nil
	}
	return 1, nil
}
