package main

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/costlang/cost/lang/say"
)

// kind is what a column holds.
type kind int

const (
	number kind = iota // or null
	text
	list // of numbers
)

// said names a kind.
func (k kind) said() say.Phrase {
	return [...]say.Phrase{say.T("a number"), say.T("a text"), say.T("a list")}[k]
}

// field is a name of an object with its value.
type field struct {
	name  string
	kind  kind
	known bool // false for null
	text  string
	list  []float64 // of a number, the number alone
}

// parser reads an object a line.
type parser struct {
	*json.Decoder
	fields []field // of the last object
}

// object reads a line, until it is called again. The error is a text for people.
func (p *parser) object(line []byte) ([]field, *say.Phrase) {
	p.fields = p.fields[:0]
	p.Decoder = json.NewDecoder(bytes.NewReader(line))
	p.UseNumber()
	if t, err := p.Token(); err != nil || t != json.Delim('{') {
		return nil, noObject()
	}
	for p.More() {
		name, err := p.Token()
		if err != nil {
			return nil, noObject()
		}
		f := field{name: name.(string)} // the decoder refuses other names
		if wrong := p.value(&f); wrong != nil {
			return nil, wrong
		}
		p.fields = append(p.fields, f)
	}
	if _, err := p.Token(); err != nil || p.InputOffset() != int64(len(line)) {
		return nil, noObject()
	}
	return p.fields, nil
}

// value reads the value of a name.
func (p *parser) value(f *field) *say.Phrase {
	t, err := p.Token()
	if err != nil {
		return noObject()
	}
	f.known = true
	switch t := t.(type) {
	case nil:
		f.known = false
		return nil
	case string:
		f.kind, f.text = text, t
		return nil
	case json.Number:
		return f.append(t)
	case json.Delim:
		if t == '[' {
			f.kind = list
			return p.list(f)
		}
	}
	return because(say.T("%s is no number, text, list of numbers or null; %s", f.quoted(), anew()))
}

func (p *parser) list(f *field) *say.Phrase {
	for p.More() {
		t, err := p.Token()
		if err != nil {
			return noObject()
		}
		n, ok := t.(json.Number)
		if !ok {
			return because(say.T("%s is a list of something else than numbers; %s", f.quoted(), anew()))
		}
		if wrong := f.append(n); wrong != nil {
			return wrong
		}
	}
	if _, err := p.Token(); err != nil {
		return noObject()
	}
	return nil
}

func (f *field) append(n json.Number) *say.Phrase {
	v, err := strconv.ParseFloat(n.String(), 64)
	if err != nil {
		return because(say.T("%s is larger than a double can be; sweep it in a larger unit", f.quoted()))
	}
	f.list = append(f.list, v)
	return nil
}

func (f *field) quoted() string { return strconv.Quote(f.name) }

func because(p say.Phrase) *say.Phrase { return &p }

func noObject() *say.Phrase {
	return because(say.T("it is no whole JSON object; %s", anew()))
}
