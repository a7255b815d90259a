package html

import (
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// listing is the script with the numbers of its lines, and below it those that it uses.
func (w *writer) listing() string {
	var out strings.Builder
	for i, file := range w.scripts {
		if i == 1 {
			out.WriteString("<p>" + w.text(say.T("It uses these:")) + "</p>\n")
		}
		name := file.Name
		if i == 0 && w.Name != "" {
			name = w.Name
		}
		out.WriteString("<h3>" + esc(path.Base(name)) + "</h3>\n" + w.lines(file, i))
	}
	return out.String()
}

// lines are those of a text, each with an id that derivations lead to.
func (w *writer) lines(file *source.File, at int) string {
	var out strings.Builder
	out.WriteString("<ol class=\"script\" lang=\"zxx\">\n")
	text := strings.TrimRight(strings.ReplaceAll(file.Text, "\r\n", "\n"), "\n")
	for i, line := range strings.Split(text, "\n") {
		class := ""
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			class = " class=\"comment\""
		}
		out.WriteString("<li id=\"" + lineID(at, i+1) + "\"" + class + ">" + inText.Replace(shownLine(line)) + "</li>\n")
	}
	out.WriteString("</ol>\n")
	return out.String()
}

// inText escapes what a page would obey between tags.
var inText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// shownLine is a line with what a page would obey replaced: all but tabs.
func shownLine(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return ' '
		}
		return r
	}, line)
}

// lineID is the id of a line of a script by its place in the list.
func lineID(at, line int) string {
	if at == 0 {
		return "L" + strconv.Itoa(line)
	}
	return "F" + strconv.Itoa(at+1) + "L" + strconv.Itoa(line)
}

// lineID is the id of a line of a file, "" where the page does not have it.
func (w *writer) lineID(file string, line int) string {
	for i, f := range w.scripts {
		if f.Name == file && line > 0 && line <= strings.Count(f.Text, "\n")+1 {
			return lineID(i, line)
		}
	}
	return ""
}

// linked is a text that leads to a line of a script, where the page has it.
func (w *writer) linked(text, file string, line int) string {
	id := w.lineID(file, line)
	if id == "" {
		return esc(text)
	}
	return "<a href=\"#" + id + "\">" + esc(text) + "</a>"
}
