package say

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// Cause is why a file could not be read or written: what the operating system says, without the path, which stands in the
// message already and may be of the machine. An error that the system has no common name for is said in its own words.
func Cause(err error) Phrase {
	for _, known := range systemErrors {
		if known.is(err) {
			return known.said
		}
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return Verbatim(strings.TrimSpace(err.Error()))
}

// systemError is an error by its name, and by its numbers on Windows, which has none of those names.
type systemError struct {
	name    error
	windows []syscall.Errno
	said    Phrase
}

var systemErrors = []systemError{
	{fs.ErrNotExist, nil, T("no such file or directory")},
	{fs.ErrPermission, nil, T("permission denied")},
	{syscall.ENOSPC, []syscall.Errno{39, 112}, T("no space left on device")},
	{syscall.EFBIG, []syscall.Errno{223}, T("file too large")},
	{syscall.EISDIR, nil, T("is a directory")},
	{syscall.EPIPE, []syscall.Errno{109, 232}, T("broken pipe")},
	{syscall.EROFS, []syscall.Errno{19}, T("read-only file system")},
}

func (s systemError) is(err error) bool {
	var number syscall.Errno
	if runtime.GOOS == "windows" && errors.As(err, &number) {
		for _, own := range s.windows {
			if number == own {
				return true
			}
		}
	}
	return errors.Is(err, s.name)
}
