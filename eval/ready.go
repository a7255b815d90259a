package eval

import (
	"context"
	"sync/atomic"
)

// ready is what is made by the first who needs it and kept for all others. Who waits no longer makes nothing, and the next one does.
type ready[T any] struct {
	value atomic.Pointer[T]
	turn  chan struct{} // holds one while somebody makes it
}

func newReady[T any]() *ready[T] { return &ready[T]{turn: make(chan struct{}, 1)} }

// once is what is kept, or why there is nothing: what making it says, or the context.
func (r *ready[T]) once(ctx context.Context, made func(context.Context) (*T, error)) (*T, error) {
	if v := r.value.Load(); v != nil {
		return v, nil
	}
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if v := r.value.Load(); v != nil {
		return v, nil
	}
	v, err := made(ctx)
	if err == nil {
		r.value.Store(v)
	}
	return v, err
}
