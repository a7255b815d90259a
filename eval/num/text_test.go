package num_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
)

func TestNumbersInJSON(t *testing.T) {
	type price struct {
		Total num.D            `json:"total"`
		Not   *num.D           `json:"not"`
		By    map[string]num.D `json:"by"`
	}
	const text = `{"total":"123456789012345678901234567890.125","not":null,"by":{"a":"-0.1"}}`
	var p price
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	want := price{num.Must("123456789012345678901234567890.125"), nil, map[string]num.D{"a": num.Must("-0.1")}}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Error(diff)
	}
	if out, err := json.Marshal(p); err != nil || string(out) != text {
		t.Errorf("%s, %v", out, err)
	}
}

func TestUnmarshalTextKeepsWhatWasThere(t *testing.T) {
	x := num.Int(3)
	if err := x.UnmarshalText([]byte("1e9")); !errors.Is(err, num.ErrSyntax) || !x.Equal(num.Int(3)) {
		t.Errorf("%v, %v", x, err)
	}
}
