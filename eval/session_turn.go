package eval

import (
	"context"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// turn waits until nobody changes the session, no longer than the context and Limits.Time allow, and returns what ends it.
func (s *Session) turn(ctx context.Context) (done func(), err error) {
	st, _ := s.current()
	patience, over := context.WithTimeout(ctx, st.options.limits.Time)
	defer over()
	if patience.Err() == nil {
		select {
		case s.changing <- struct{}{}:
			return func() { <-s.changing }, nil
		case <-patience.Done():
		}
	}
	return nil, st.ended(patience)
}

// ended says that a context of a call is over, or nil.
func (st *state) ended(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	at := source.Span{Pos: source.Pos{Filename: st.options.input}}
	return st.options.limits.stopped(at, say.T("the session takes too long"), context.Cause(ctx))
}

// waitedFor is a state whose changes are compiled as long as a context allows. What it returns beside lets go of it.
func (st *state) waitedFor(ctx context.Context) (*state, func()) {
	own, session := st.next(), st.options.waiting
	if session == nil {
		own.options.waiting = ctx
		return own, func() {}
	}
	if session.Err() != nil {
		return own, func() {}
	}
	joint, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(session, func() { cancel(context.Cause(session)) })
	own.options.waiting = joint
	return own, func() { stop(); cancel(nil) }
}
