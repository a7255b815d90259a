package eval

import (
	"encoding/json"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// MarshalJSON gives intervention, about, scenario, currency, prices, horizon, outputs, tables, expectations, notes and warnings; the notes of tables are among the notes. Numbers are decimal strings, unreconciled:
// exact where the decimal ends, else 28 significant digits.
func (r *Report) MarshalJSON() ([]byte, error) {
	type output struct {
		Name  string `json:"name"`
		Label string `json:"label"`
		Value string `json:"value"`
		Unit  string `json:"unit"`
	}
	doc := struct {
		Intervention string         `json:"intervention"`
		About        string         `json:"about"`
		Scenario     string         `json:"scenario,omitempty"`
		Currency     string         `json:"currency"`
		Prices       *int           `json:"prices"`
		Horizon      string         `json:"horizon"`
		Outputs      []output       `json:"outputs"`
		Tables       []*table.Table `json:"tables"`
		Expectations []Expectation  `json:"expectations"`
		Notes        []string       `json:"notes"`
		Warnings     []string       `json:"warnings"`
	}{
		Intervention: r.Title, About: r.About, Scenario: r.Scenario, Currency: r.Currency, Horizon: r.Horizon.String(), Tables: r.Tables,
		Outputs: []output{}, Expectations: append([]Expectation{}, r.Expectations...), Notes: []string{}, Warnings: []string{},
	}
	if r.Prices != 0 {
		doc.Prices = &r.Prices
	}
	for _, f := range r.Outputs() {
		doc.Outputs = append(doc.Outputs, output{f.Name, f.Label, table.Digits(f.Value), f.Unit})
	}
	for _, n := range r.remarks() {
		doc.Notes = append(doc.Notes, n.String())
	}
	for _, w := range r.Warnings {
		doc.Warnings = append(doc.Warnings, w.In(r.language))
	}
	return json.Marshal(doc)
}

// MarshalJSON gives text, ok, actual, gap, unit, under, differs, source and problem. Actual and gap are decimal strings in the unit, null
// without a value; texts that there are none of are "".
func (e Expectation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Text    string  `json:"text"`
		OK      bool    `json:"ok"`
		Actual  *string `json:"actual"`
		Gap     *string `json:"gap"`
		Unit    string  `json:"unit"`
		Under   string  `json:"under"`
		Differs string  `json:"differs"`
		Source  string  `json:"source"`
		Problem string  `json:"problem"`
	}{e.Text, e.OK, e.digits(e.Actual), e.digits(e.Gap), e.Unit, e.Under, e.Differs, e.Source, e.Problem.String()})
}

// digits is a number of the expectation in JSON, nil where it has no value.
func (e Expectation) digits(v num.D) *string {
	if !e.Known {
		return nil
	}
	text := table.Digits(v)
	return &text
}
