package parser

import (
	"errors"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// watch is asked on the way whether anybody still waits for what is read. There is none where nobody can stop the reading.
type watch struct {
	why  func() error
	asks int
	gone bool
}

// between is how often a watch is asked for each time that it asks itself.
const between = 1 << 8

func newWatch(l Limits) *watch {
	if l.Stopped == nil {
		return nil
	}
	return &watch{why: l.Stopped}
}

// ended reports whether nobody waits any more. It is asked at each token or item.
func (w *watch) ended() bool {
	if w == nil {
		return false
	}
	if w.asks++; w.asks%between == 0 {
		w.gone = w.gone || w.why() != nil
	}
	return w.gone
}

// now is ended, without waiting for the next time it asks.
func (w *watch) now() bool {
	if w != nil {
		w.gone = w.gone || w.why() != nil
	}
	return w != nil && w.gone
}

// errGone ends the reading of a chunk that nobody waits for. It is told once, for the whole text.
var errGone = errors.New("nobody waits for this text")

// interrupt says that the text was not read to its end, and nothing else: what is not read has no faults.
func (s *session) interrupt() {
	start := source.Pos{Filename: s.file.Name, Line: 1, Column: 1}
	s.list = diag.List{diag.New(diag.Interrupted, source.Span{Pos: start, EndPos: start}, say.T("the run was interrupted"))}
}
