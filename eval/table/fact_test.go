package table

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// nested is a table of rows within rows, two of which have one name.
func nested() *Table {
	tab := sheet(0, []string{"total"},
		line(Plain, 2, "Books", "1"), line(Plain, 2, "Books", "2"), line(Subtotal, None, "Operation", "3"),
		line(Plain, 4, "Books", "0.5"), line(Subtotal, None, "Training", "0.5"))
	tab.Rows[0].Level, tab.Rows[1].Level, tab.Rows[3].Level = 1, 1, 1
	return tab
}

func TestFactsNameRowsApart(t *testing.T) {
	var got []string
	for _, f := range nested().Facts("Dear", say.English) {
		got = append(got, f.Scenario+": "+f.Row+" = "+f.Value+" "+f.Unit)
	}
	want := []string{
		"Dear: Operation / Books = 1 DKK", "Dear: Operation / Books (2) = 2 DKK", "Dear: Operation = 3 DKK",
		"Dear: Training / Books = 0.5 DKK", "Dear: Training = 0.5 DKK",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestDistinct(t *testing.T) {
	got := Distinct([]string{"a", "a (2)", "a", "b", "a", ""})
	if diff := cmp.Diff([]string{"a", "a (2)", "a (3)", "b", "a (4)", ""}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFactsOfPointsAndCases(t *testing.T) {
	at := TextColumn(say.T("At"))
	at.Inline = true
	base, dear := NumberColumn(say.T("Base"), "DKK"), NumberColumn(say.Verbatim("Dear"), "DKK")
	base.Case, dear.Case = true, true
	point := NumberCell(num.Must("0.5"))
	point.Unit, point.Places = "hours", 1
	tab := &Table{Name: "t", Columns: []Column{TextColumn(say.Verbatim("What")), at, UnitColumn(), base, dear}}
	tab.Rows = []Row{{Parent: None, Cells: []Cell{TextCell("Meeting"), point, TextCell("DKK"), NumberCell(num.Int(1)), LabelCell(say.Verbatim("no value"))}}}
	want := []Fact{
		{"Thin", "t", "Meeting / 0,5 timer", "Værdi", "0.5", true, "timer"},
		{"Thin", "t", "Meeting / 0,5 timer", "Værdi", "1", true, "kr."},
		{"Dear", "t", "Meeting / 0,5 timer", "Værdi", "no value", false, ""},
	}
	if diff := cmp.Diff(want, tab.Facts("Thin", say.Danish)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCSV(t *testing.T) {
	facts := []Fact{
		{"", "t", "a, b; c", `say "x"`, "-1234567.5", true, "DKK"},
		{"=1+1", "t", "+x", "-y", "@z", false, "%"},
		{"", "t", "two\nlines", "\ttab", "1..3", false, ""},
	}
	for _, test := range []struct {
		name    string
		profile Profile
		want    string
	}{
		{"ordinary", OrdinaryCSV(), "scenario,table,row,column,value,unit\n" +
			",t,\"a, b; c\",\"say \"\"x\"\"\",-1234567.5,DKK\n" +
			"=1+1,t,+x,-y,@z,%\n" +
			",t,\"two\nlines\",\"\ttab\",1..3,\n"},
		{"danish", DanishCSV(), "\ufeffscenario;table;row;column;value;unit\r\n" +
			";t;\"a, b; c\";\"say \"\"x\"\"\";-1234567,5;DKK\r\n" +
			"'=1+1;t;'+x;'-y;'@z;%\r\n" +
			";t;\"two\nlines\";'\ttab;1..3;\r\n"},
	} {
		if diff := cmp.Diff(test.want, string(test.profile.CSV(facts))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"a | b":           `a \| b`,
		"*x* _y_ #z `q`":  "\\*x\\* \\_y\\_ \\#z \\`q\\`",
		"<b>":             `\<b\>`,
		"[4, 8...]":       `\[4, 8\.\.\.\]`,
		"a -- b":          `a \-\- b`,
		"1_234.5 - -3":    `1\_234.5 - -3`,
		"two\n\n lines":   "two lines",
		"1.234 kr. i alt": "1.234 kr. i alt",
	} {
		if got := EscapeMarkdown(text); got != want {
			t.Errorf("EscapeMarkdown(%q) = %q, not %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"1. marts 2018": `1\. marts 2018`,
		"- x":           `\- x`,
		"(a) x":         `(a\) x`,
		": x":           `\: x`,
		"kr., 2018":     "kr., 2018",
		"-3 x":          "-3 x",
		"1.234":         "1.234",
	} {
		if got := MarkdownParagraph(text); got != want {
			t.Errorf("MarkdownParagraph(%q) = %q, not %q", text, got, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	tab := nested()
	tab.Title, tab.Note = say.Verbatim("Cost_s"), say.Verbatim("a*b")
	want := "## Cost\\_s, kr.\n\n" +
		"| item          | total |\n" +
		"|---------------|------:|\n" +
		"| **Operation** | **3** |\n" +
		"| \u00a0\u00a0Books       |     1 |\n" +
		"| \u00a0\u00a0Books       |     2 |\n" +
		"| **Training**  | **1** |\n" +
		"| \u00a0\u00a0Books       |     1 |\n" +
		"\n*a\\*b*\n"
	if diff := cmp.Diff(want, tab.Markdown(Danish())); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
