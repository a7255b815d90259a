package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
)

// No test leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// gate is a function lent to scripts, `gate(x)`, that says when it is called and then waits until it is opened.
type gate struct{ called, open chan struct{} }

func newGate() *gate { return &gate{make(chan struct{}, 100), make(chan struct{})} }

func (g *gate) option() eval.Option {
	return eval.WithFunc(eval.Func{Name: "gate", Params: []eval.FuncParam{{Name: "x"}}, Doc: "its argument, in a while", Pure: true,
		Exact: func(args []num.D) (num.D, error) {
			g.called <- struct{}{}
			<-g.open
			return args[0], nil
		}})
}

// gated is a service with one script, which waits at the gate.
func gated(t *testing.T, change func(*config)) (*gate, *service) {
	t.Helper()
	g, c := newGate(), usual()
	c.lent = []eval.Option{g.option()}
	change(&c)
	s, err := newService(fstest.MapFS{"slow.cost": {Data: []byte("param x = 2\noutput y = gate(x) * 3\n")}}, c)
	if err != nil {
		t.Fatal(err)
	}
	return g, s
}

// shipped is the service as run starts it.
func shipped(t *testing.T) *service {
	t.Helper()
	scripts, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	s, err := newService(scripts, usual())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// post returns status and body of a request to a handler.
func post(t *testing.T, h http.Handler, path string, body any) (int, string) {
	t.Helper()
	text, isText := body.(string)
	if !isText {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		text = string(b)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, strings.NewReader(text)))
	return w.Code, strings.TrimSpace(w.Body.String())
}

func TestPrices(t *testing.T) {
	h := shipped(t).handler()
	for _, c := range []struct{ name, path, body, want string }{
		{"a model as it is", "/price/group", `{}`, `{"outputs":[{"name":"total","label":"Total over two years","value":"96000","unit":"DKK"},` +
			`{"name":"per_child","label":"Cost per child who completes","value":"1666.666666666666666666666666666667","unit":"DKK/child"}]}`},
		{"numbers and texts", "/price/visits", `{"inputs": {"visits": 8, "pay": "0.25 thousand DKK/hour", "lasting": "1 hour"}}`,
			`{"outputs":[{"name":"per_family","label":"Cost per family","value":"2000","unit":"DKK/family"},{"name":"total","label":"Total of the year","value":"480000","unit":"DKK"}]}`},
		{"a scenario", "/price/visits", `{"scenario": "Dear", "inputs": {"served": 1}}`,
			`{"scenario":"Dear","outputs":[{"name":"per_family","label":"Cost per family","value":"3000","unit":"DKK/family"},{"name":"total","label":"Total of the year","value":"3000","unit":"DKK"}]}`},
		{"a script", "/price", `{"script": "param fee = 0.10 DKK\noutput three = 3 * fee\n", "inputs": {"fee": 0.2}}`, `{"outputs":[{"name":"three","label":"three","value":"0.6","unit":"DKK"}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body := post(t, h, c.path, c.body)
			if diff := cmp.Diff(c.want, body); status != http.StatusOK || diff != "" {
				t.Errorf("status %d (-want +got):\n%s", status, diff)
			}
		})
	}
}

func TestDescription(t *testing.T) {
	w := httptest.NewRecorder()
	shipped(t).handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/price/group", nil))
	want := `{"params":[{"name":"size","label":"Children in a group","unit":"children","range":"{6, 8, 10}"}],"scenarios":[],"outputs":["total","per_child"]}`
	if diff := cmp.Diff(want, strings.TrimSpace(w.Body.String())); w.Code != http.StatusOK || diff != "" {
		t.Errorf("status %d (-want +got):\n%s", w.Code, diff)
	}
}

// refused is what a client reads of a request that is refused.
type refused struct {
	Error       string
	Diagnostics []struct {
		Code         string
		File         string
		Line, Column int
	}
}

// place is code, file, line and column of the first diagnostic.
func (r refused) place() [4]any {
	if len(r.Diagnostics) == 0 {
		return [4]any{}
	}
	d := r.Diagnostics[0]
	return [4]any{d.Code, d.File, d.Line, d.Column}
}

func TestRefusals(t *testing.T) {
	h := shipped(t).handler()
	for _, c := range []struct {
		name, path string
		body       any
		status     int
		place      [4]any
	}{
		{"no JSON", "/price", "output a = 1", 400, [4]any{}},
		{"two objects", "/price", `{"script": "output a = 1"} {}`, 400, [4]any{}},
		{"an unknown field", "/price/group", `{"input": {}}`, 400, [4]any{}},
		{"no script", "/price", `{}`, 400, [4]any{}},
		{"a script where one is fixed", "/price/group", request{Script: "output a = 1"}, 400, [4]any{}},
		{"no such model", "/price/nothing", `{}`, 404, [4]any{}},
		{"too large", "/price", request{Script: strings.Repeat("#", 200<<10)}, 413, [4]any{}},
		{"a wrong unit", "/price/visits", request{Inputs: eval.Inputs{"pay": "400 DKK"}}, 400, [4]any{"C0303", "input pay", 1, 1}},
		{"no number", "/price/visits", `{"inputs": {"pay": [1, 2]}}`, 400, [4]any{"C0317", "input pay", 1, 1}},
		{"outside of its range", "/price/visits", request{Inputs: eval.Inputs{"served": 0}}, 400, [4]any{"C0457", "input served", 1, 1}},
		{"no such param", "/price/visits", request{Inputs: eval.Inputs{"paid": 1}}, 400, [4]any{"C0215", "input paid", 1, 1}},
		{"no such scenario", "/price/visits", request{Scenario: "Cheap"}, 400, [4]any{"C0464", "visits.cost", 0, 0}},
		{"an unknown name", "/price", request{Script: "let a = 1\noutput b = a * c\n"}, 400, [4]any{"C0201", "script", 2, 16}},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body := post(t, h, c.path, c.body)
			var got refused
			if err := json.Unmarshal([]byte(body), &got); err != nil || got.Error == "" {
				t.Fatalf("%v: %s", err, body)
			}
			if diff := cmp.Diff(c.place, got.place()); status != c.status || diff != "" {
				t.Errorf("status %d, not %d (-want +got):\n%s\n%s", status, c.status, diff, body)
			}
		})
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "let a%d = 0\n", i)
	}
	return b.String() + "output a = 1\n"
}

// longUnit is a short script whose outputs are long, since each tells its unit.
func longUnit(outputs int) string {
	var b strings.Builder
	b.WriteString("let z0 = 1\n")
	for i := range 12 {
		fmt.Fprintf(&b, "unit %s%d, u%d\nlet z%d = z%d * 1 u%d\n", strings.Repeat("x", 190), i, i, i+1, i, i)
	}
	for i := range outputs {
		fmt.Fprintf(&b, "output o%d = z12\n", i)
	}
	return b.String()
}

// Scripts that mean harm get an answer soon, and it is no figure.
func TestHostileScripts(t *testing.T) {
	h := shipped(t).handler()
	for name, script := range map[string]string{
		"deep nesting":     "output a = " + strings.Repeat("(", 60_000),
		"a huge number":    "output a = " + strings.Repeat("9", 60_000),
		"a long course":    "intervention \"x\" { currency DKK; horizon 1_000_000_000 years }\noutput a = total\n",
		"a file outside":   "data d from \"../../../etc/passwd\" { a: text }\noutput a = count(d)\n",
		"another script":   "use \"visits.cost\" as v\noutput a = v.total\n",
		"repeated squares": "let a = 99\nlet b = a*a*a*a*a*a*a*a\nlet c = b*b*b*b*b*b*b*b\noutput d = c*c*c*c*c*c*c*c\n",
		"many names":       manyNames(5_000),
		"no text":          "output a = \x00\xff",
		"a unit too often": longUnit(1_900),
		"names that hide":  "let a\u202eb = 1\noutput c = 1\n",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			status, body := post(t, h, "/price", request{Script: script})
			if took := time.Since(start); status != http.StatusBadRequest || took > 2*time.Second || len(body) > 20_000 {
				t.Errorf("status %d after %v: %.300s", status, took, body)
			}
		})
	}
}

// Any number of clients get the figures of their own inputs.
func TestManyClients(t *testing.T) {
	server := httptest.NewServer(shipped(t).handler())
	defer server.Close()
	var wait sync.WaitGroup
	for client := range 8 {
		wait.Go(func() {
			for n := range 20 {
				served := 1 + client*20 + n
				body, _ := json.Marshal(request{Inputs: eval.Inputs{"served": served}})
				answer, err := server.Client().Post(server.URL+"/price/visits", "application/json", bytes.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				var got pricing
				err = json.NewDecoder(answer.Body).Decode(&got)
				answer.Body.Close()
				if want := num.Int(int64(served) * 2_400); err != nil || !got.Outputs[1].Value.Equal(want) {
					t.Errorf("%v: %v, not %v", err, got, want)
				}
			}
		})
	}
	wait.Wait()
}

// No more scripts than there are places go on at a time; who waits too long is told to come again.
func TestPlaces(t *testing.T) {
	g, s := gated(t, func(c *config) { c.atOnce, c.patience = 1, 300*time.Millisecond })
	first := make(chan int)
	go func() {
		status, _ := post(t, s.handler(), "/price/slow", `{}`)
		first <- status
	}()
	<-g.called
	w := httptest.NewRecorder()
	s.handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/price/slow", strings.NewReader(`{}`)))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	if len(g.called) != 0 {
		t.Error("two scripts went on at the same time")
	}
	close(g.open)
	<-first
	if status, body := post(t, s.handler(), "/price/slow", `{}`); status != http.StatusOK {
		t.Errorf("with a place free again: status %d, %s", status, body)
	}
}

// A client who goes away ends what was done for it.
func TestClientGoesAway(t *testing.T) {
	g, s := gated(t, func(*config) {})
	left, ended := make(chan struct{}), make(chan int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		context.AfterFunc(r.Context(), func() { close(left) })
		written := httptest.NewRecorder()
		s.handler().ServeHTTP(written, r)
		ended <- written.Body.Len()
	}))
	defer server.Close()
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/price/slow", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		<-g.called
		leave()
	}()
	if answer, err := server.Client().Do(r); err == nil {
		answer.Body.Close()
		t.Error("there was an answer")
	}
	<-left
	close(g.open)
	if n := <-ended; n != 0 {
		t.Errorf("%d bytes were written to nobody", n)
	}
	if len(s.places) != 0 {
		t.Error("its place is not free")
	}
}

func TestAScriptWithAnErrorStopsTheStart(t *testing.T) {
	_, err := newService(fstest.MapFS{"a.cost": {Data: []byte("output a = b\n")}}, usual())
	if err == nil || !strings.Contains(err.Error(), "a.cost:1:12: error[C0201]") {
		t.Error(err)
	}
}

// A request that is too large is told how large one may be.
func TestTooLargeSaysTheSize(t *testing.T) {
	_, err := read(http.MaxBytesReader(nil, io.NopCloser(strings.NewReader(`{"script": "output a = 1"}`)), 10))
	if want := "the request is too large: at most 10 bytes are allowed"; err == nil || err.Error() != want {
		t.Error(err)
	}
}
