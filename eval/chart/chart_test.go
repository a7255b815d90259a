package chart_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

var update = flag.Bool("update", false, "write the specs that are made now as what is expected")

// tablesOf are those of the report on a script.
func tablesOf(t *testing.T, name string) []*table.Table {
	t.Helper()
	folder, file := filepath.Split(name)
	p, err := eval.CompileFS(os.DirFS(folder), file)
	if err != nil {
		t.Fatal(err)
	}
	return reported(t, p)
}

// tablesIn are those of the report on the text of a script.
func tablesIn(t *testing.T, script string) []*table.Table {
	t.Helper()
	p, err := eval.Compile("a.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	return reported(t, p)
}

func reported(t *testing.T, p *eval.Program) []*table.Table {
	t.Helper()
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Tables
}

// The specs of scripts in both languages are as they were. The config is told once: it is the same in all.
func TestGoldenSpecs(t *testing.T) {
	scripts := []string{"testdata/reading.cost", "testdata/hostile.cost", "../../examples/worked.cost", "../../examples/netvaerksmoeder.cost"}
	for _, name := range scripts {
		tables := tablesOf(t, name)
		for _, l := range say.Languages() {
			var out bytes.Buffer
			for _, c := range chart.All(tables) {
				s := c.Spec(chart.Look{Language: l, Subtitle: say.Verbatim("of the test")})
				if diff := cmp.Diff(chart.Look{Language: l}.Config(), s["config"]); diff != "" {
					t.Errorf("%s: the config differs: %s", c.Name, diff)
				}
				delete(s, "config")
				text, err := s.Indented()
				if err != nil {
					t.Fatal(err)
				}
				out.WriteString(c.Kind + " of " + c.Name + "\n")
				out.Write(text)
			}
			golden(t, strings.TrimSuffix(filepath.Base(name), ".cost")+"."+l.Code()+".txt", out.Bytes())
		}
	}
}

func TestGoldenConfig(t *testing.T) {
	for _, theme := range []chart.Theme{chart.Light, chart.Dark} {
		text, err := chart.Look{Language: say.Danish, Theme: theme}.Config().Indented()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, map[chart.Theme]string{chart.Light: "light", chart.Dark: "dark"}[theme]+".da.json", text)
	}
}

// golden compares with a file of expected output, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// Every chart has a title, a description and its tables, and the same bytes each time; one of a report in a language is that of the
// report drawn in it.
func TestEveryChart(t *testing.T) {
	tables := tablesOf(t, "testdata/reading.cost")
	var danish []*table.Table
	for _, tab := range tables {
		danish = append(danish, tab.In(say.Danish))
	}
	said := chart.All(danish)
	var kinds []string
	for i, c := range chart.All(tables) {
		kinds = append(kinds, c.Kind)
		if c.Name == "" || c.Title.Empty() || c.Description.Empty() || len(c.Tables) == 0 || c.Tables[0].Name != c.Name {
			t.Errorf("%s lacks something: %v", c.Name, c)
		}
		look := chart.Look{Language: say.Danish}
		first, second := marshalled(t, c.Spec(look)), marshalled(t, c.Spec(look))
		if first != second {
			t.Errorf("%s differs from itself", c.Name)
		}
		if diff := cmp.Diff(first, marshalled(t, said[i].Spec(look))); diff != "" {
			t.Errorf("%s of a report in Danish differs: %s", c.Name, diff)
		}
		if untitled := c.Spec(chart.Look{Untitled: true}); untitled["title"] != nil {
			t.Errorf("%s has a title", c.Name)
		}
	}
	if diff := cmp.Diff(chart.Kinds(), kinds); diff != "" {
		t.Error(diff)
	}
}

func marshalled(t *testing.T, s chart.Spec) string {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A theme is a config: nothing else of a spec is different.
func TestThemeIsConfig(t *testing.T) {
	for _, c := range chart.All(tablesOf(t, "testdata/reading.cost")) {
		light, dark := c.Spec(chart.Look{}), c.Spec(chart.Look{Theme: chart.Dark})
		delete(light, "config")
		delete(dark, "config")
		if diff := cmp.Diff(marshalled(t, light), marshalled(t, dark)); diff != "" {
			t.Errorf("%s: %s", c.Name, diff)
		}
	}
}

// swings is a one-way table with a row for each param.
func swings(labels ...string) *table.Table {
	t := &table.Table{Name: "vary_x", Title: say.T("Title"), Columns: []table.Column{table.TextColumn(say.T("Assumption")), table.TextColumn(say.T("At"))}}
	for _, name := range []string{"x", "Change", "Swing"} {
		c := table.NumberColumn(say.Verbatim(name), "DKK")
		t.Columns = append(t.Columns, c)
	}
	t.Rows = []table.Row{{Kind: table.Subtotal, Parent: table.None, Cells: []table.Cell{table.TextCell("As it is"), table.EmptyCell(), table.NumberCell(num.Int(5))}}}
	for i, label := range labels {
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Key: "p" + strconv.Itoa(i), Cells: []table.Cell{table.TextCell(label), table.TextCell("at"), table.NumberCell(num.Int(int64(6 + i)))}})
	}
	return t
}

// What a script calls things is text and nothing else, however long and whatever it holds: no chart has it in an expression.
func TestLabelsAreText(t *testing.T) {
	labels := []string{"a\nb\tc", `"quoted" 'and' \back\`, "</script><script>alert(1)</script>", strings.Repeat("long ", 100), strings.Repeat("x", 500), "same", "same", ""}
	c := chart.All([]*table.Table{swings(labels...)})[0]
	text := marshalled(t, c.Spec(chart.Look{}))
	if strings.ContainsAny(text, "<>") {
		t.Error("an angle bracket is not escaped")
	}
	var spec struct {
		Data struct {
			Values []struct{ Label, Text string }
		}
		Encoding struct {
			Y struct {
				Scale struct{ Domain []string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &spec); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, v := range spec.Data.Values {
		names[v.Label] = true
		if strings.ContainsAny(v.Text, "\n\t") {
			t.Errorf("%q is not on one line", v.Text)
		}
		for _, line := range strings.Split(v.Label, "\n") {
			if n := len([]rune(line)); n > 45 {
				t.Errorf("a line of a label has %d letters: %s", n, line)
			}
		}
	}
	if len(names) != len(labels) || len(spec.Encoding.Y.Scale.Domain) != len(labels) {
		t.Errorf("%d params have %d labels", len(labels), len(names))
	}
	if !strings.Contains(text, strings.Repeat("long ", 99)+"long") {
		t.Error("the whole of a long label is told nowhere")
	}
}

// Of sixty params the widest are drawn, and what is drawn says so; the table holds all.
func TestManyParams(t *testing.T) {
	tables := tablesOf(t, "testdata/many.cost")
	c := chart.Of("tornado", tables)[0]
	if rows := len(c.Tables[0].Rows); rows != 121 {
		t.Errorf("the table has %d rows", rows)
	}
	if text := c.Description.String(); !strings.HasSuffix(text, "The 40 widest are drawn; the table has 20 more.") {
		t.Error(text)
	}
	s := c.Spec(chart.Look{})
	if !strings.Contains(marshalled(t, s), `the 40 widest of 60 bars`) || s["height"] != 40*34 {
		t.Errorf("the axis does not say how many are drawn, or the height is %v", s["height"])
	}
}

// Tables without values, or that lay scenarios side by side, are no charts.
func TestNoCharts(t *testing.T) {
	valueless := swings("a")
	valueless.Rows[0].Cells[2] = table.TextCell("no value")
	beside := table.Beside([]*table.Table{swings("a"), swings("a")}, []say.Phrase{say.T("Base"), say.T("Scenario")}, 2, 2)
	interleaved := table.Interleaved([]*table.Table{swings("a"), swings("a")}, []say.Phrase{say.T("Base"), say.T("Scenario")}, true)
	for _, tab := range []*table.Table{valueless, beside, interleaved, swings(), {Name: "costs"}, {Name: "ladder"}, {Name: "simulate_x_histogram"}, {Name: "grid_x", Across: say.T("Share")}} {
		if charts := chart.All([]*table.Table{tab}); len(charts) > 0 {
			t.Errorf("%s is drawn as %s", tab.Name, charts[0].Kind)
		}
	}
}

// Large numbers are shortened on axes, with the word in the title.
func TestLargeNumbers(t *testing.T) {
	for _, tt := range []struct {
		value    string
		language say.Language
		want     string
	}{
		{"9000000", say.English, `"title":["kr."]`},
		{"-20000000", say.Danish, `"title":["mio. kr."]`},
		{"1000000000000", say.English, `"title":["billion kr."]`},
		{"1000000000000", say.Danish, `"title":["mia. kr."]`},
	} {
		tab := swings("a")
		tab.Rows[1].Cells[2] = table.NumberCell(num.Must(tt.value))
		text := marshalled(t, chart.All([]*table.Table{tab})[0].Spec(chart.Look{Language: tt.language}))
		if !strings.Contains(text, tt.want) {
			t.Errorf("%s: no %s in %s", tt.value, tt.want, text)
		}
	}
}
