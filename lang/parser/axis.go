package parser

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// axisKeyword is what messages go by that are about an axis, which begins with no word of its own.
const axisKeyword = "axis"

// ParseAxis reads an axis of a sweep: `NAME in RANGE` with the ranges of params, or NAME alone, which gives no range. Both are nil
// when the list holds an error.
func ParseAxis(f *source.File, limits Limits) (param *ast.Path, in *ast.Range, problems diag.List) {
	s := &session{file: f, limits: limits.orDefault(), lines: map[int]bool{}}
	if !s.prepare(false) {
		return nil, nil, s.list
	}
	if len(s.chunks) == 0 {
		s.report(diag.New(diag.NoValue, wholeSpan(f), say.T("a param is missing")))
		return nil, nil, s.list
	}
	s.whole(s.chunks[0], axisKeyword, func(r *reading) (err error) {
		if param, err = r.path(); err != nil || !r.eat("in") {
			return err
		}
		n, err := r.read(rangeRule)
		in, _ = n.(*ast.Range)
		return err
	})
	if len(s.list) > 0 {
		return nil, nil, s.list.Sort()
	}
	return param, in, nil
}
