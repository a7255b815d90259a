package peers

import (
	"fmt"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// inStarlark is a function that is called on a thread that is kept.
type inStarlark struct {
	thread   starlark.Thread
	function starlark.Value
	args     starlark.Tuple
}

// NewStarlark is the model in the language of go.starlark.net.
func NewStarlark(source string) (Peer, error) {
	p := &inStarlark{args: make(starlark.Tuple, paramCount)}
	globals, err := starlark.ExecFileOptions(&syntax.FileOptions{}, &p.thread, "meetings.star", source, nil)
	if err != nil {
		return nil, err
	}
	globals.Freeze()
	p.function = globals["figures"]
	return p, nil
}

func (*inStarlark) Name() string { return "starlark" }

func (p *inStarlark) Run(s *Scenario) (f Figures, err error) {
	for i, v := range s {
		p.args[i] = starlark.Float(v)
	}
	out, err := starlark.Call(&p.thread, p.function, p.args, nil)
	if err != nil {
		return f, err
	}
	list, ok := out.(starlark.Tuple)
	if !ok || len(list) != figureCount {
		return f, fmt.Errorf("starlark gives %v", out)
	}
	for i, v := range list {
		if f[i], ok = starlark.AsFloat(v); !ok {
			return f, fmt.Errorf("starlark gives %v", v)
		}
	}
	return f, nil
}
