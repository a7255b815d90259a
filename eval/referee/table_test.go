package referee_test

import (
	"math/big"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/costlang/cost/eval/check"
)

// files is the texts of a script and of what it reads, by name.
type files map[string]string

// reader reads data files in the plainest way: a header, a line for each row, no quotes.
func (f files) reader() reader {
	return func(m *check.Module, d *check.Data) []row {
		sep := ","
		if d.Danish {
			sep = ";"
		}
		text := strings.TrimPrefix(strings.ReplaceAll(f[path.Join(path.Dir(m.File.Name), d.File)], "\r", ""), "\ufeff")
		lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
		header := strings.Split(lines[0], sep)
		var out []row
		for _, line := range lines[1:] {
			out = append(out, readRow(d, header, strings.Split(line, sep)))
		}
		return out
	}
}

func readRow(d *check.Data, header, cells []string) row {
	r := row{}
	for _, c := range d.Columns {
		i := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == c.Name })
		r[c.Name] = readCell(c, strings.TrimSpace(cells[i]), d.Danish)
	}
	return r
}

func readCell(c *check.Column, text string, danish bool) value {
	kind := c.Type.Kind
	switch {
	case text == "":
		return value{kind: kind, missing: true}
	case kind == check.KindText:
		return value{kind: kind, text: text}
	case kind == check.KindDate:
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			panic(err)
		}
		return value{kind: kind, number: whole(int(day.Unix() / 86400))}
	}
	return single(readNumber(c, text, danish))
}

func readNumber(c *check.Column, text string, danish bool) number {
	if danish {
		text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
	}
	x, ok := new(big.Rat).SetString(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	if !ok {
		panic("not a number: " + text)
	}
	if c.Percent {
		x = div(x, whole(100))
	}
	if c.Scale > 1 {
		x = mul(x, whole(int(c.Scale)))
	}
	return x
}
