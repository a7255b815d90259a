package html

import (
	"encoding/json"

	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/lang/say"
)

// drawings is what the program of the page needs: the specs of the charts that have a place, what is
// otherwise on a telephone, the configs of both themes, and its own words. JSON is written without the signs that end a script
// element.
func (w *writer) drawings() (string, error) {
	look := chart.Look{Language: w.Language, Untitled: true}
	specs, narrow := map[string]chart.Spec{}, map[string]chart.Spec{}
	for _, c := range w.drawn {
		id := "chart-" + c.Name
		specs[id], narrow[id] = c.Spec(look), c.Narrower(look)
		delete(specs[id], "config")
	}
	light, dark := look, look
	light.Theme, dark.Theme = chart.Light, chart.Dark
	text, err := json.Marshal(map[string]any{
		"charts": specs, "narrow": narrow, "narrowest": chart.Narrowest, "light": light.Config(), "dark": dark.Config(),
		"words": map[string]string{"parts": w.say(say.T("It comes from")), "line": w.say(say.T("line %s", "#"))},
	})
	return string(text), err
}
