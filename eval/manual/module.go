package manual

import (
	"context"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// module is a standard module as it is written.
type module struct {
	path  string
	file  *source.File
	about string // the comment it begins with
	lets  []*check.Let
}

// readModule compiles a standard module.
func readModule(path string) module {
	file, _ := stdlib.Module(path)
	m := module{path: path, file: file}
	m.about, _ = m.comment(1)
	if p, err := eval.Compile(file.Name, []byte(file.Text)); err == nil {
		m.lets = p.Module().Lets
	}
	return m
}

// comment is the comment that begins on a line, counted from 1, and the number of the line after it.
func (m module) comment(line int) (string, int) {
	var words []string
	for ; line <= m.file.Lines(); line++ {
		text, ok := strings.CutPrefix(m.file.Line(line), "#")
		if !ok {
			break
		}
		words = append(words, strings.TrimSpace(text))
	}
	return strings.Join(words, " "), line
}

// modules are the standard modules, and their figures by name.
func modules() []*Topic {
	var out []*Topic
	for _, path := range stdlib.Modules() {
		m := readModule(path)
		t := &Topic{Name: path, Title: path, Line: sentence(m.about), Group: modulesName, keys: keys{}}
		t.keys.add(path, isName)
		t.keys.add(strings.TrimPrefix(path, "dk."), leadsLine)
		t.write = m.text
		out = append(append(out, t), m.figures()...)
	}
	return out
}

// leastWord is the letters of a word of a name by which a figure is found: min and new are about anything.
const leastWord = 4

// figures are the topics of the figures of a module. The words of a name find it too: teacher is one of teacher_2023.
func (m module) figures() []*Topic {
	var out []*Topic
	for i, l := range m.lets {
		name := m.path + "." + l.Name
		t := &Topic{Name: name, Title: name, Line: l.Label, Group: figuresName, keys: keys{}}
		t.keys.add(name, isName)
		t.keys.add(l.Name, inFigure)
		for _, word := range strings.Split(l.Name, "_") {
			if len(word) >= leastWord && !strings.ContainsFunc(word, unicode.IsDigit) {
				t.keys.add(word, inFigure)
			}
		}
		t.write = func(ctx context.Context) (string, error) { return m.figureText(ctx, i) }
		out = append(out, t)
	}
	return out
}

// text is a module as it is written: its comments, and its figures in tables.
func (m module) text(ctx context.Context) (string, error) {
	figures, err := m.lent(ctx)
	if err != nil {
		return "", err
	}
	out := m.about + "\n"
	for i := range m.lets {
		heading, about := m.above(i)
		if i == 0 || heading != "" {
			out += "\n" + heading + "\n\n| figure | value, what it is, and the source |\n|---|---|\n"
		}
		out += "| " + m.lets[i].Name + " | " + cell(strings.Join(append(facts(m.lets[i], figures[i]), about...), "<br>")) + " |\n"
	}
	return out + m.used(), nil
}

// figureText is one figure of a module.
func (m module) figureText(ctx context.Context, i int) (string, error) {
	figures, err := m.lent(ctx)
	if err != nil {
		return "", err
	}
	_, about := m.above(i)
	heading := m.heading(i)
	if heading != "" {
		about = append([]string{heading}, about...)
	}
	out := ""
	for _, fact := range append(facts(m.lets[i], figures[i]), about...) {
		out += "- " + fact + "\n"
	}
	return out + "\nIt is a figure of `cost help " + m.path + "`: " + sentence(m.about) + ".\n" + m.used(), nil
}

// facts are what is known of a figure: its value, what it is, and where it comes from, with the last day of that.
func facts(l *check.Let, f eval.Figure) []string {
	from := l.Source
	if l.Until != "" {
		from += ", until " + l.Until
	}
	return []string{shown(f), l.Label, from}
}

// above is what is said above a figure: the heading that begins there, or "", and the comment on the figure.
func (m module) above(i int) (heading string, about []string) {
	line := 1
	if i > 0 {
		line = m.lets[i-1].Span.EndPos.Line + 1
	} else {
		_, line = m.comment(1)
	}
	for line < m.lets[i].Span.Pos.Line {
		text, next := m.comment(line)
		switch {
		case text == "":
			next = line + 1
		case next == m.lets[i].Span.Pos.Line:
			about = []string{text}
		default:
			heading = text
		}
		line = next
	}
	return heading, about
}

// heading is that of the part of the module which a figure stands in, or "".
func (m module) heading(i int) string {
	for ; i >= 0; i-- {
		if heading, _ := m.above(i); heading != "" {
			return heading
		}
	}
	return ""
}

// used shows how a script uses the module.
func (m module) used() string {
	example, _ := stdlib.Example(m.path)
	return "\nA script names its figures after a `use`:\n\n" + code(example) + "\nSee also `cost help use`.\n"
}

// lent runs a script that uses the module, and returns the figures that it lends. What is written in percent is shown so.
func (m module) lent(ctx context.Context) ([]eval.Figure, error) {
	script := "use " + m.path + "\n"
	for _, l := range m.lets {
		script += "output " + l.Name + " = " + m.path + "." + l.Name
		if at := l.Value.Span(); strings.HasSuffix(m.file.Text[at.Pos.Offset:at.EndPos.Offset], "%") {
			script += " as %"
		}
		script += "\n"
	}
	return outputs(ctx, script)
}
