package eval

import (
	"context"

	"github.com/costlang/cost/eval/exact"
)

// base is the reading of the script as it is written: that of the run when nothing else was put in.
func (p *Program) base(ctx context.Context, r *Result) (*exact.Reading, error) {
	if len(r.inputs) == 0 {
		return r.reading, nil
	}
	return exact.Run(ctx, p.plan, nil)
}
