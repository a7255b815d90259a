package say

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCause(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "/secret/x.cost", Err: err} }
	tests := []struct {
		err  error
		want []string
	}{
		{at(fs.ErrNotExist), []string{"no such file or directory", "filen eller mappen findes ikke"}},
		{at(fs.ErrPermission), []string{"permission denied", "der er ikke adgang til den"}},
		{at(syscall.ENOSPC), []string{"no space left on device", "der er ikke mere plads på disken"}},
		{at(syscall.EFBIG), []string{"file too large", "filen er for stor"}},
		{at(syscall.EISDIR), []string{"is a directory", "det er en mappe"}},
		{at(syscall.EPIPE), []string{"broken pipe", "modtageren er lukket"}},
		{at(syscall.EROFS), []string{"read-only file system", "disken er skrivebeskyttet"}},
		{&os.LinkError{Op: "rename", Old: "/secret/a", New: "/secret/b", Err: syscall.ENOSPC}, []string{"no space left on device", "der er ikke mere plads på disken"}},
		{errors.Join(fmt.Errorf("while it was written: %w", syscall.ENOSPC), nil), []string{"no space left on device", "der er ikke mere plads på disken"}},
		{at(errors.New("the drive smokes\n")), []string{"the drive smokes", "the drive smokes"}},
		{&os.LinkError{Op: "rename", Old: "/secret/a", New: "/secret/b", Err: errors.New("smoke")}, []string{"smoke", "smoke"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, inBoth(Cause(tt.err))); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.err, diff)
		}
	}
}
