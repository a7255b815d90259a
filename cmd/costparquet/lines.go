package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/costlang/cost/lang/say"
)

// longestLine is how many bytes a line may have: as many as ten thousand columns take.
const longestLine = 1 << 20

// lines reads lines one by one and counts them.
type lines struct {
	in     *bufio.Reader
	number int // of the last one, from 1 on
	long   []byte
}

func newLines(in io.Reader) *lines {
	r := bufio.NewReaderSize(in, 1<<16)
	if mark, _ := r.Peek(3); string(mark) == "\ufeff" {
		_, _ = r.Discard(len(mark)) // they are there
	}
	return &lines{in: r}
}

// next is the next line that is not empty, until it is called again, or io.EOF.
func (l *lines) next() ([]byte, error) {
	for {
		l.number++
		line, err := l.read()
		if errors.Is(err, bufio.ErrTooLong) {
			return nil, inLine(l.number, say.T("it has more than %s bytes; sweep fewer figures at a time", say.Int(longestLine)))
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, unreadable(err)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, io.EOF
		}
	}
}

// read is a line with its end, as far as there is one.
func (l *lines) read() ([]byte, error) {
	line, err := l.in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	l.long = append(l.long[:0], line...)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.in.ReadSlice('\n')
		if l.long = append(l.long, line...); len(l.long) > longestLine {
			return nil, bufio.ErrTooLong
		}
	}
	return l.long, err
}
