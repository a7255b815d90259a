package main

import "io"

// output passes on what is written and keeps the first error: the library of the command line drops those of its help.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil && o.err == nil {
		o.err = &writeError{err}
	}
	return n, err
}
