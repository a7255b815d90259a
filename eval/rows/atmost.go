package rows

import (
	"bytes"
	"errors"
	"io"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// mostEmpty is how many reads in a row may bring nothing.
const mostEmpty = 100

var errReader = errors.New("its reader says that it read more than it was asked for")

// longPart is how many bytes are asked for at a time once a file turns out to be long.
const longPart = 64 << 10

// ReadAtMost reads at most n bytes, whatever the file says of its size. Between the parts of the file stopped is asked, unless it is
// nil, and its error ends the reading. A reader that brings nothing again and again is given up.
func ReadAtMost(from io.Reader, n int, stopped func() error) ([]byte, error) {
	var all bytes.Buffer
	part := make([]byte, min(n, 8<<10)) // as long as most scripts are
	for empty := 0; all.Len() < n && empty < mostEmpty; {
		if stopped != nil {
			if err := stopped(); err != nil {
				return nil, err
			}
		}
		own := part[:min(len(part), n-all.Len())]
		got, err := from.Read(own)
		if got < 0 || got > len(own) {
			return nil, errReader
		}
		all.Write(own[:got])
		if got == len(part) && got < longPart {
			part = make([]byte, longPart)
		}
		if empty++; got > 0 {
			empty = 0
		}
		switch {
		case errors.Is(err, io.EOF):
			return all.Bytes(), nil
		case err != nil:
			return nil, err
		case empty == mostEmpty:
			return nil, io.ErrNoProgress
		}
	}
	return all.Bytes(), nil
}

// stopped reports now and then whether the reading is to end, and says so.
func (r *reader) stopped(row int) bool {
	if r.limits.Stopped == nil || row%1024 != 0 {
		return false
	}
	err := r.limits.Stopped()
	if err != nil {
		r.atName(diag.NotADataFile, say.T("%s cannot be read: %s", r.path, say.Cause(err)), say.Phrase{})
	}
	return err != nil
}
