package manual_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/stdlib"
)

// text returns a topic by its name.
func text(t *testing.T, m *manual.Manual, name string) string {
	t.Helper()
	topics := m.Find(name)
	if len(topics) == 0 || !strings.EqualFold(topics[0].Name, name) {
		t.Fatalf("%q finds %v", name, names(topics))
	}
	out, err := m.Text(context.Background(), topics[0])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func names(topics []*manual.Topic) []string {
	var out []string
	for _, topic := range topics {
		out = append(out, topic.Name)
	}
	return out
}

// everything lists what there are topics of.
func everything(t *testing.T) []string {
	t.Helper()
	out := []string{"topics", "modules", "errors", "preamble"}
	for _, h := range regexp.MustCompile(`(?m)^###? (.*)$`).FindAllStringSubmatch(lang.Spec(), -1) {
		if h[1] != "How to read this page" {
			out = append(out, strings.ToLower(strings.ReplaceAll(h[1], ",", "")))
		}
	}
	for _, f := range stdlib.Functions() {
		out = append(out, f.Name)
	}
	for _, info := range diag.Codes() {
		out = append(out, string(info.Code))
	}
	for _, unit := range []string{"hours", "weeks", "DKK", "EUR", "courses", "participants"} {
		out = append(out, "unit "+unit)
	}
	for _, path := range stdlib.Modules() {
		file, _ := stdlib.Module(path)
		for _, let := range regexp.MustCompile(`(?m)^let (\w+)`).FindAllStringSubmatch(file.Text, -1) {
			out = append(out, path+"."+let[1])
		}
	}
	out = append(out, "C01xx", "C02xx", "C03xx", "C04xx", "C05xx", "C06xx", "C07xx")
	return append(out, stdlib.Modules()...)
}

func TestEveryTopicHasAText(t *testing.T) {
	m := manual.New(say.English)
	reference := regexp.MustCompile("`cost help ([^`]+)`")
	for _, name := range everything(t) {
		got := text(t, m, name)
		if title, body, _ := strings.Cut(got, "\n\n"); !strings.HasPrefix(title, "# ") || strings.TrimSpace(body) == "" {
			t.Errorf("%s has the text\n%s", name, got)
		}
		for _, r := range reference.FindAllStringSubmatch(got, -1) {
			if found := m.Find(r[1]); r[1] != "TOPIC" && (len(found) == 0 || !strings.EqualFold(found[0].Name, r[1])) {
				t.Errorf("%s refers to %q, which finds %v", name, r[1], names(found))
			}
		}
	}
}

func TestFind(t *testing.T) {
	m := manual.New(say.English)
	for words, want := range map[string]string{
		"Units":                  "units",
		"UNIT":                   "unit",
		"cost, grant and saving": "cost grant and saving",
		"cost":                   "cost grant and saving",
		"grants":                 "cost grant and saving",
		"teams":                  "team",
		"lists":                  "lists per year",
		"dimension":              "fields know their dimension",
		"horizon":                "intervention",
		"meet":                   "session",
		"solve":                  "analyses",
		"round":                  "round",
		"low":                    "low",
		"dk.norms":               "dk.norms",
		"norms":                  "norm",
		"wages":                  "wage",
		"minute":                 "unit minutes",
		"dkk":                    "unit DKK",
		"kr":                     "unit DKK",
		"by":                     "word by",
		"source":                 "word source",
		"labels":                 "labels and sources",
		" c0203 ":                "C0203",
		"scenaro":                "",
		"and then":               "word then",
		"cost grant":             "cost grant and saving",
		"low high":               "low and high",
		"per team":               "basis",
		"of the":                 "",
		"running costs":          "cost grant and saving",
		"payer":                  "cost grant and saving",
		"csv":                    "data",
		"teacher_2023":           "dk.wages.teacher_2023",
		"dk.wages.teacher_2023":  "dk.wages.teacher_2023",
		"nurse":                  "dk.wages.nurse_2023",
		"301":                    "C0301",
		"c301":                   "C0301",
		"0301":                   "C0301",
		"C06xx":                  "C06xx",
		"c06":                    "C06xx",
		"C9999":                  "",
		"how to read this page":  "",
		"":                       "",
	} {
		got := ""
		if found := m.Find(words); len(found) > 0 {
			got = found[0].Name
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", words, diff)
		}
	}
}

// keywords are the words that the grammar begins a declaration with.
func keywords(t *testing.T) []string {
	t.Helper()
	_, grammar, _ := strings.Cut(lang.Spec(), "\nDecl  = ")
	grammar, _, ok := strings.Cut(grammar, " .\n")
	if !ok {
		t.Fatal("the grammar has no declarations")
	}
	var out []string
	for line := range strings.Lines(grammar) {
		first := regexp.MustCompile(`^\s*\|?\s*\(?((?: ?\|? ?"[a-z]+")+)`).FindStringSubmatch(line)
		if first == nil {
			t.Fatalf("a declaration begins with no word: %s", line)
		}
		for _, word := range strings.Split(first[1], "|") {
			out = append(out, strings.Trim(word, ` "`))
		}
	}
	return out
}

// The blocks of the reference are executed by the tests of the language; here is seen that there is one of each keyword.
func TestEveryDeclarationHasAWorkingExample(t *testing.T) {
	m := manual.New(say.English)
	all := keywords(t)
	if len(all) < 20 {
		t.Fatalf("only %v", all)
	}
	refused := regexp.MustCompile("(?s)```cost error.*?```")
	for _, word := range all {
		topics := m.Find(word)
		if len(topics) == 0 {
			t.Errorf("there is no topic for %s", word)
			continue
		}
		got, err := m.Text(context.Background(), topics[0])
		if err != nil {
			t.Fatal(err)
		}
		if got = refused.ReplaceAllString(got, ""); !regexp.MustCompile(`(?m)^` + word + `\b.*[^:]$`).MatchString(got) {
			t.Errorf("%s, in %s, has no example:\n%s", word, topics[0].Name, got)
		}
	}
}

// What the manual calls a connecting word, the parser refuses as a name, and no declaration begins with one.
func TestConnectingWords(t *testing.T) {
	m := manual.New(say.English)
	words := m.Topics("connecting words")
	if len(words) < 20 {
		t.Fatalf("only %v", names(words))
	}
	for _, topic := range words {
		word := strings.TrimPrefix(topic.Name, "word ")
		_, err := eval.Compile("word.cost", []byte("param "+word+" = 2\n"))
		if err == nil || !strings.Contains(err.Error(), string(diag.ConnectingWord)) {
			t.Errorf("a param may be called %s: %v", word, err)
		}
		if slices.Contains(keywords(t), word) {
			t.Errorf("%s begins a declaration", word)
		}
		if got := text(t, m, topic.Name); strings.Count(got, "`cost help ") < 2 {
			t.Errorf("the manual does not say where %s stands:\n%s", word, got)
		}
	}
}

func TestFunctionText(t *testing.T) {
	m := manual.New(say.English)
	for name, value := range map[string]string{
		"min": "3 hours", "max": "16,000 DKK", "sum": "200 DKK", "mean": "200 DKK", "count": "2", "round": "1,200 DKK", "floor": "2",
		"ceil": "3", "abs": "5 DKK", "known": "70 DKK", "npv": "46,395 DKK", "growth": "1, 1.02, 1.0404, …", "low": "36,000 DKK",
		"high": "60,000 DKK",
	} {
		f, _ := stdlib.Lookup(name)
		got := text(t, m, name)
		for _, part := range []string{strings.Join(f.Forms, ", ") + "\n\n", "\n" + f.Example + "\n", "gives\n\n```\n" + value + "\n```"} {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %q:\n%s", name, part, got)
			}
		}
		staged := strings.Contains("max sum mean count known npv low high", name)
		if diff := cmp.Diff(staged, strings.Contains(got, "intervention")); diff != "" {
			t.Errorf("%s shows a script: %s", name, diff)
		}
	}
}

// The forms of functions are those of the reference.
func TestFormsAreThoseOfTheReference(t *testing.T) {
	section := text(t, manual.New(say.English), "functions")
	for _, f := range stdlib.Functions() {
		for _, form := range f.Forms {
			if !strings.Contains(section, "`"+form+"`") {
				t.Errorf("the reference lacks %s", form)
			}
		}
	}
}

// Each figure of a module stands in its topic with its source, as a script that uses the module has it.
func TestModuleText(t *testing.T) {
	m := manual.New(say.English)
	for path, parts := range map[string][]string{
		"dk.norms": {"| gross | 1,924 hours/year<br>Gross hours of a full-time year<br>37 hours × 52 weeks,"},
		"dk.discount": {"| from_2021_years_0_35 | 3.5 %<br>", "<br>Finansministeriet, 2021 |", "<br>Finansministeriet, 2013, until 2021-01-06 |",
			"the third, beyond year 70, is not verified", "<br>What took its place in 2021 is not verified, so this one has no last day. |"},
		"dk.wages": {"| social_pedagogue_pension_2024 | 14.2 %<br>", "| teacher_2023 | 47,200 DKK/month<br>",
			"\n\nHourly pay, per performed hour and per standard hour\n\n| figure |"},
	} {
		got := text(t, m, path)
		example, _ := stdlib.Example(path)
		for _, part := range append(parts, "```\n"+example+"```") {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %q:\n%s", path, part, got)
			}
		}
		file, _ := stdlib.Module(path)
		if want := strings.Count(file.Text, "\nlet "); strings.Count(got, "\n| ") != want+strings.Count(got, "\n| figure |") {
			t.Errorf("%s does not have its %d figures:\n%s", path, want, got)
		}
	}
}

// A figure has its own facts, the heading and the comment above it, and how it is used.
func TestFigureText(t *testing.T) {
	m := manual.New(say.English)
	want := "# dk.discount.from_2013_years_71_on\n\n- 2.0 %\n- Discount rate from 31 May 2013, beyond year 70\n- Finansministeriet, 2013\n" +
		"- In use from 31 May 2013\n- What took its place in 2021 is not verified, so this one has no last day.\n\n" +
		"It is a figure of `cost help dk.discount`: Social discount rates of the Danish Ministry of Finance, real, a year.\n\nA script names"
	got := text(t, m, "dk.discount.from_2013_years_71_on")
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Error(diff)
	}
	if got := text(t, m, "dk.discount.from_2013_years_0_35"); !strings.Contains(got, "\n- Finansministeriet, 2013, until 2021-01-06\n") {
		t.Error(got)
	}
	if got := text(t, m, "dk.norms.gross"); strings.Count(got, "\n- ") != 3 {
		t.Error(got)
	}
}

// The example of each module is what a strict reader would write, with figures that are in use.
func TestExamplesOfModules(t *testing.T) {
	for _, path := range stdlib.Modules() {
		example, _ := stdlib.Example(path)
		p, err := eval.Compile("example.cost", []byte(example))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Run(context.Background(), nil); err != nil {
			t.Error(err)
		}
		found, err := p.Strict(context.Background())
		if err != nil || len(found) > 0 || len(p.Warnings()) > 0 {
			t.Errorf("the example of %s: %v %v %v", path, err, found, p.Warnings())
		}
	}
}

func TestClassText(t *testing.T) {
	got := text(t, manual.New(say.English), "C05xx")
	if !strings.HasPrefix(got, "# Codes C05xx\n\nAnalyses.\n\n| code | about |\n|---|---|\n| C0501 | ") || strings.Count(got, "\n| C0") != 5 {
		t.Error(got)
	}
}

func TestIsCode(t *testing.T) {
	for word, want := range map[string]bool{"C9999": true, "c03": true, "C": false, "301": false, "C06xx": false, "cost": false} {
		if manual.IsCode(word) != want {
			t.Errorf("%s: %v", word, !want)
		}
	}
}

func TestUnitText(t *testing.T) {
	m := manual.New(say.English)
	want := "# hours, a unit\n\nWorking time; a norm leads from it to calendar time.\n\nIt is written `hour` or `hours`.\n" +
		"- 1 hour is 60 minutes.\n- 1 hour is 5/37 workdays.\n\nSee also `cost help units`, `cost help counted units`.\n"
	if diff := cmp.Diff(want, text(t, m, "unit hours")); diff != "" {
		t.Error(diff)
	}
	for _, name := range unit.NewRegistry().Names() {
		found := m.Find(name)
		if !slices.ContainsFunc(found, func(topic *manual.Topic) bool { return strings.HasPrefix(topic.Name, "unit ") }) {
			t.Errorf("%s is not found: %v", name, names(found))
		}
	}
}

// Codes are explained in the language of the manual, with all that is said of them.
func TestCodeTextInDanish(t *testing.T) {
	m := manual.New(say.Danish)
	for _, info := range diag.Codes() {
		got, danish := text(t, m, string(info.Code)), info.In(say.Danish)
		if title, _, _ := strings.Cut(got, "\n"); danish.Title == info.Title || title != "# "+string(info.Code)+": "+danish.Title {
			t.Errorf("%s has the title %s", info.Code, title)
		}
		if danish.Remedy == info.Remedy || !strings.Contains(got, danish.Remedy+"\n") {
			t.Errorf("%s does not say %q:\n%s", info.Code, danish.Remedy, got)
		}
	}
	want := "# C0404: et år, der står to gange\n\nEt prisindeks har ét led pr. år. Fjern et af de to.\n\nScriptet\n\n"
	got := text(t, m, "C0404")
	if !strings.HasPrefix(got, want) || !strings.Contains(got, "\ngiver\n\n```output\nfejl[C0404]: prisindekset `prices` har 2016 to gange\n") {
		t.Error(got)
	}
	if got := text(t, m, "C0471"); !strings.Contains(got, "\nmed filen C0471/stays.csv\n\n") {
		t.Error(got)
	}
	if got := text(t, m, "errors"); !strings.Contains(got, "| C0404 | Et år, der står to gange |") {
		t.Error(got)
	}
}

// Suggestions and completions offer every name, except those of currencies.
func TestNames(t *testing.T) {
	m := manual.New(say.English)
	all := m.Names()
	for _, name := range []string{"scenario", "C0203", "dk.norms", "grant", "lists per year", "word by", "unit hours", "hour"} {
		if !slices.Contains(all, name) {
			t.Errorf("%s is not among the names", name)
		}
	}
	for _, name := range all {
		if name == "EUR" || name == "eur" {
			t.Errorf("%s is a name", name)
		}
		if len(m.Find(name)) == 0 {
			t.Errorf("%s finds nothing", name)
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range everything(t) {
		if seen[strings.ToLower(name)] {
			t.Errorf("two topics are named %s", name)
		}
		seen[strings.ToLower(name)] = true
	}
}
