package manual

import (
	"context"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// modules are the standard modules.
func modules() []*Topic {
	var out []*Topic
	for _, path := range stdlib.Modules() {
		file, _ := stdlib.Module(path)
		about := opening(file)
		t := &Topic{Name: path, Title: path, Line: sentence(about), Group: modulesName, keys: keys{}}
		t.keys.add(path, isName)
		t.keys.add(strings.TrimPrefix(path, "dk."), leadsLine)
		t.write = func(ctx context.Context) (string, error) { return moduleText(ctx, path, file, about) }
		out = append(out, t)
	}
	return out
}

// opening is the comment that a module begins with.
func opening(file *source.File) string {
	var words []string
	for line := range strings.Lines(file.Text) {
		text, ok := strings.CutPrefix(line, "#")
		if !ok {
			break
		}
		words = append(words, strings.TrimSpace(text))
	}
	return strings.Join(words, " ")
}

func moduleText(ctx context.Context, path string, file *source.File, about string) (string, error) {
	p, err := eval.Compile(file.Name, []byte(file.Text))
	if err != nil {
		return "", err
	}
	lets := p.Module().Lets
	figures, err := lent(ctx, path, file, lets)
	if err != nil {
		return "", err
	}
	out := about + "\n\n| figure | value, what it is, and the source |\n|---|---|\n"
	for i, l := range lets {
		out += "| " + l.Name + " | " + cell(strings.Join([]string{shown(figures[i]), l.Label, l.Source}, "<br>")) + " |\n"
	}
	first := path + "." + lets[0].Name
	return out + "\nA script names them after a `use`:\n\n" + code("use "+path+"\noutput figure = "+first) + "\nSee also `cost help use`.\n", nil
}

// lent runs a script that uses a module, and returns the figures that it lends. What is written in percent is shown so.
func lent(ctx context.Context, path string, file *source.File, lets []*check.Let) ([]eval.Figure, error) {
	script := "use " + path + "\n"
	for _, l := range lets {
		script += "output " + l.Name + " = " + path + "." + l.Name
		if at := l.Value.Span(); strings.HasSuffix(file.Text[at.Pos.Offset:at.EndPos.Offset], "%") {
			script += " as %"
		}
		script += "\n"
	}
	return outputs(ctx, script)
}
