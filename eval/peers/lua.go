package peers

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

// inLua is a function of locals only, which the machine keeps in registers.
type inLua struct {
	state    *lua.LState
	function lua.LValue
}

// NewLua is the model in Lua, by github.com/yuin/gopher-lua.
func NewLua(source string) (Peer, error) {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	if err := state.DoString(source); err != nil {
		return nil, err
	}
	p := &inLua{state, state.Get(-1)}
	state.Pop(1)
	return p, nil
}

func (*inLua) Name() string { return "lua" }

func (p *inLua) Run(s *Scenario) (f Figures, err error) {
	p.state.Push(p.function)
	for _, v := range s {
		p.state.Push(lua.LNumber(v))
	}
	p.state.Call(paramCount, figureCount)
	for i := range f {
		v, ok := p.state.Get(i - figureCount).(lua.LNumber)
		if !ok {
			return f, fmt.Errorf("lua gives %v", p.state.Get(i-figureCount))
		}
		f[i] = float64(v)
	}
	p.state.Pop(figureCount)
	return f, nil
}
