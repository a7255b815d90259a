package rows

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// data declares rows.csv with columns written as "stay:number", "share:%", "pay:thousand", each with a "?" for `or missing`.
func data(columns ...string) *check.Data {
	d := &check.Data{File: "rows.csv", Def: check.Def{Name: "rows", NameSpan: scriptSpan(1)}}
	for i, text := range columns {
		name, kind, _ := strings.Cut(text, ":")
		kind, missing := strings.CutSuffix(kind, "?")
		c := &check.Column{Name: name, Missing: missing, Span: scriptSpan(i + 2)}
		switch kind {
		case "text":
			c.Type.Kind = check.KindText
		case "date":
			c.Type.Kind = check.KindDate
		case "%":
			c.Percent = true
		case "thousand":
			c.Scale = 1000
		default:
			c.Type.Unit = unitOf(kind)
		}
		d.Columns = append(d.Columns, c)
	}
	return d
}

// unitOf is a built-in unit such as hours or minutes/participant; number is none.
func unitOf(text string) unit.Unit {
	var out unit.Unit
	for i, name := range strings.Split(text, "/") {
		b, ok := unit.NewRegistry().Lookup(name)
		switch {
		case ok && i == 0:
			out = unit.Of(b)
		case ok:
			out, _, _ = out.Div(unit.Of(b))
		}
	}
	return out
}

func danish(d *check.Data) *check.Data { d.Danish = true; return d }

func scriptSpan(line int) source.Span {
	return source.Span{Pos: source.Pos{Filename: "a.cost", Offset: line, Line: line, Column: 1}, EndPos: source.Pos{Filename: "a.cost", Offset: line + 1, Line: line, Column: 2}}
}

func readText(d *check.Data, text string) (*Table, diag.List) {
	table, _, found := Read(fstest.MapFS{d.File: {Data: []byte(text)}}, "a.cost", d, Limits{})
	return table, found
}

// show gives rows as lines, cells joined by " | " and a missing one as "?".
func show(t *Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		for i, c := range row {
			if i > 0 {
				b.WriteString(" | ")
			}
			switch {
			case c.Missing:
				b.WriteString("?")
			case c.Text != "":
				b.WriteString(c.Text)
			default:
				b.WriteString(c.Value.String())
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	abc := []string{"id:text", "stay:number"}
	for _, test := range []struct {
		name string
		data *check.Data
		text string
		want string
	}{
		{"plain", data(abc...), "id,stay\nA,7.8\nB,-2\n", "A | 7.8\nB | -2\n"},
		{"no last line end", data(abc...), "id,stay\nA,1", "A | 1\n"},
		{"mark and line ends of Windows", data(abc...), "\ufeffid,stay\r\nÅse,1\r\n\r\nBo,2\r\n", "Åse | 1\nBo | 2\n"},
		{"columns in another order, and more", data(abc...), "note,stay,more,id\nx,3,,A\n", "A | 3\n"},
		{"blanks around", data(abc...), " id , stay\n A , 3 \n", "A | 3\n"},
		{"quoted", data(abc...), "id,stay\n\"A, \"\"B\"\"\nC\",\"3\"\n", "A, \"B\"\nC | 3\n"},
		{"header only", data(abc...), "id,stay\n", ""},
		{"header only, no line end", data(abc...), "id,stay", ""},
		{"no column wanted", data(), "id,stay\nA,1\n", "\n"},
		{"missing", data("id:text?", "stay:number?", "day:date?"), "id,stay,day\n,,\nA, ,\n", "? | ? | ?\nA | ? | ?\n"},
		{"missing in one column", data("stay:number?"), "stay\n\"\"\n2\n\n", "?\n2\n"},
		{"dates", data("day:date"), "day\n1970-01-01\n1970-01-03\n1969-12-31\n2018-03-01\n", "0\n2\n-1\n17591\n"},
		{"percent", data("share:%"), "share\n12\n12%\n0.5 %\n-100%\n", "0.12\n0.12\n0.005\n-1\n"},
		{"scale", data("pay:thousand"), "pay\n480\n0.001\n", "480000\n1\n"},
		{"danish", danish(data("id:text", "stay:number", "day:date")), "id;stay;day\r\nA;7,4;01-03-2018\r\nB;1.234.567,5;2018-03-01\r\nC;-12.000;02-01-1970\r\n",
			"A | 7.4 | 17591\nB | 1234567.5 | 17591\nC | -12000 | 1\n"},
		{"danish percent", danish(data("share:%")), "share\n12,5 %\n", "0.125\n"},
		{"many digits", data("n:number"), "n\n0.1234567890123456789012345678901234567890\n", "0.123456789012345678901234567890123456789\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, found := readText(test.data, test.text)
			if found != nil {
				t.Fatal(found)
			}
			if diff := cmp.Diff(test.want, show(table)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMissingIsNotZero(t *testing.T) {
	table, found := readText(data("stay:number?", "id:text"), "stay,id\n,A\n0,B\n")
	if found != nil {
		t.Fatal(found)
	}
	got := []bool{table.Rows[0][0].Missing, table.Rows[1][0].Missing}
	if diff := cmp.Diff([]bool{true, false}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHeaderOnlyIsATable(t *testing.T) {
	table, found := readText(data("id:text"), "id\n")
	if table == nil || found != nil {
		t.Fatalf("table %v, findings %v", table, found)
	}
}

func TestValuesAreExact(t *testing.T) {
	table, _ := readText(data("share:%"), "share\n33.3\n")
	if got := table.Rows[0][0].Value; !got.Equal(num.Must("0.333")) {
		t.Errorf("33.3%% is %v", got)
	}
}
