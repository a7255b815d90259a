package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// request is what a client asks. A number among the inputs is in the unit of the param, a text an expression such as "120%".
type request struct {
	Script   string      `json:"script"`
	Inputs   eval.Inputs `json:"inputs"`
	Scenario string      `json:"scenario"`
}

// pricing is the answer. Values are decimals in texts, since many readers of JSON take its numbers for floats.
type pricing struct {
	Scenario string    `json:"scenario,omitempty"`
	Outputs  []figure  `json:"outputs"`
	Warnings diag.List `json:"warnings,omitempty"`
}

type figure struct {
	Name  string `json:"name"`
	Label string `json:"label,omitempty"`
	Value num.D  `json:"value"`
	Unit  string `json:"unit"`
}

func pricingOf(r *eval.Result, scenario string) *pricing {
	out := &pricing{Scenario: scenario, Outputs: []figure{}, Warnings: r.Warnings()}
	for _, f := range r.Outputs() {
		out.Outputs = append(out.Outputs, figure{f.Name, f.Label, f.Value, f.Unit})
	}
	return out
}

// description is what a model takes and gives.
type description struct {
	Params    []param  `json:"params"`
	Scenarios []string `json:"scenarios"`
	Outputs   []string `json:"outputs"`
}

type param struct {
	Name  string `json:"name"`
	Label string `json:"label,omitempty"`
	Unit  string `json:"unit"`
	Range string `json:"range,omitempty"`
}

func descriptionOf(p *eval.Program) description {
	out := description{Scenarios: p.Scenarios()}
	for _, x := range p.Params() {
		out.Params = append(out.Params, param{x.Name, x.Label, x.Unit, x.Range})
	}
	for _, x := range p.Outputs() {
		out.Outputs = append(out.Outputs, x.Name)
	}
	return out
}

// problem is the answer to a request that is refused.
type problem struct {
	Error       string    `json:"error"`
	Diagnostics diag.List `json:"diagnostics,omitempty"`
}

// refusal is a request that is wrong in itself.
type refusal struct {
	status int
	text   string
}

func (r refusal) Error() string { return r.text }

// read takes a request apart: one object, and nothing behind it.
func read(body io.Reader) (asked request, err error) {
	d := json.NewDecoder(body)
	d.DisallowUnknownFields()
	if err = d.Decode(&asked); err == nil {
		if _, end := d.Token(); !errors.Is(end, io.EOF) {
			err = errors.Join(errors.New("there is more than one object"), end)
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return asked, refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("the request is too large: at most %d bytes are allowed", large.Limit)}
	case err != nil:
		return asked, refusal{http.StatusBadRequest, "the request is not the JSON expected: " + err.Error()}
	}
	return asked, nil
}

// refuse says why there is no answer: what the client can mend is 400 and has its places.
func refuse(w http.ResponseWriter, err error) {
	var wrong refusal
	var list diag.List
	switch {
	case errors.As(err, &wrong):
		write(w, wrong.status, problem{Error: wrong.text})
	case errors.Is(err, context.DeadlineExceeded):
		w.Header().Set("Retry-After", "1")
		write(w, http.StatusServiceUnavailable, problem{Error: "this took too long"})
	case errors.As(err, &list) && list[0].Code != diag.Internal:
		write(w, http.StatusBadRequest, problem{"the script or its inputs are wrong", list})
	default:
		write(w, http.StatusInternalServerError, problem{Error: "the service has a fault"})
	}
}

// write answers. An error of writing is that of a client who went away.
func write(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}
