package sensitivity

import (
	"context"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Grid is a figure over the values of two params.
type Grid struct {
	Base          Value
	Rows, Columns *plan.Param
	Connected     [2]bool // whether each of them can move the figure
	Cells         [][]Point
}

// Grid reads a figure at every combination of the values of two params: alternatives, steps, and of ranges without steps the two ends
// with the value of the base between them.
func (b *Base) Grid(ctx context.Context, of plan.Ref, rows, columns *plan.Param) (*Grid, error) {
	params := []*plan.Param{rows, columns}
	down, across := b.between(b.axis(rows.Axis())), b.between(b.axis(columns.Axis()))
	if n := times(down.size(), across.size()); n > b.Limits.Points {
		return nil, &TooLarge{Points: true, Needed: n, Limit: b.Limits.Points}
	}
	if err := b.room(times(down.size(), across.size())); err != nil {
		return nil, err
	}
	var at [][][]num.D
	for i := range down.size() {
		for j := range across.size() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			at = append(at, [][]num.D{down.level(i), across.level(j)})
		}
	}
	points, err := b.points(ctx, params, at, of)
	if err != nil {
		return nil, err
	}
	out := &Grid{Base: b.Value(of), Rows: rows, Columns: columns, Connected: [2]bool(b.Connected(ctx, []plan.Ref{of}, params))}
	for width := int(across.size()); len(points) > 0; points = points[width:] {
		out.Cells = append(out.Cells, points[:width])
	}
	return out, ctx.Err()
}
