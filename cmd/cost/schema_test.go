package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(runSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("run.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("run.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJSONFollowsItsSchema(t *testing.T) {
	s := compiledSchema(t)
	for _, name := range scripts(t) {
		for _, language := range languageCodes() {
			out := printed(t, "run", name, "--format", "json", "--locale", language)
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
			}
			sameLengths(t, name, out)
		}
	}
}

// sameLengths checks what the schema cannot say: every row has an entry per column.
func sameLengths(t *testing.T, name, out string) {
	t.Helper()
	var doc struct {
		Tables []struct {
			Name    string
			Columns []any
			Rows    [][]any
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	for _, table := range doc.Tables {
		for i, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("%s: table %s: row %d has %d entries for %d columns", name, table.Name, i+1, len(row), len(table.Columns))
			}
		}
	}
}

// TestSchemaRefuses checks that the schema is strict enough to notice a change.
func TestSchemaRefuses(t *testing.T) {
	s := compiledSchema(t)
	valid := `{"intervention":"A","about":"","horizon":"5 years","currency":"DKK","prices":2018,"outputs":[{"name":"total","label":"","value":"1.5","unit":"DKK"}],
		"tables":[{"name":"t","title":"","columns":[{"key":"a","name":"a","unit":""}],"rows":[["1"],[null]],"basis":{"draws":"64","seed":"0","sampler":"sobol","exact":true}}],
		"expectations":[{"text":"total = 1","ok":false,"actual":null,"gap":"-1","unit":"","under":"","differs":"","source":"","problem":""}],"notes":[],"warnings":[]}`
	for _, change := range [][2]string{
		{"", ""},
		{`"currency":"DKK",`, ``},
		{`"prices":2018`, `"prices":"2018"`},
		{`"value":"1.5"`, `"value":1.5`},
		{`"value":"1.5"`, `"value":"1,5"`},
		{`"value":"1.5"`, `"value":"1e5"`},
		{`["1"]`, `[1]`},
		{`"gap":"-1"`, `"gap":-1`},
		{`,"differs":""`, ``},
		{`"about":"",`, ``},
		{`"key":"a",`, ``},
		{`"ok":false`, `"ok":"no"`},
		{`"draws":"64"`, `"draws":64`},
		{`"seed":"0",`, ``},
		{`"sobol"`, `"halton"`},
		{`"exact":true`, `"exact":"yes"`},
		{`"notes":[]`, `"notes":[],"extra":1`},
	} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(valid, change[0], change[1], 1)))
		if err != nil {
			t.Fatal(err)
		}
		accepted, want := s.Validate(doc) == nil, change[0] == ""
		if diff := cmp.Diff(want, accepted); diff != "" {
			t.Errorf("%v accepted: %s", change, diff)
		}
	}
}
