package browser

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long anything may take that a page does.
const patience = 40 * time.Second

// tab is a page that is open. It hears everything that the browser has against the page.
type tab struct {
	ctx  context.Context
	file string

	mu       sync.Mutex
	problems []string
	requests []string
}

// opened shows a file in a tab of its own, as wide as a desktop and light, and waits until its charts are drawn.
func opened(t *testing.T, file string) *tab {
	t.Helper()
	needBrowser(t)
	ctx, end := chromedp.NewContext(chromium, chromedp.WithNewWindow(true)) // what is in the background gets no keys
	t.Cleanup(end)
	p := &tab{ctx: ctx, file: file}
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first call
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	call(t, p, network.Enable, network.EnableParams{})
	call(t, p, audits.Enable, cdp.Empty{})
	call(t, p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.look(t, desktop, "light")
	p.do(t, chromedp.Navigate(address(file)))
	p.wait(t, allDrawn)
	return p
}

// call has the browser carry out a command of its protocol.
func call[P, R any](t *testing.T, p *tab, command cdp.Command[P, R], params P) R {
	t.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// address is that of a file.
func address(file string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// hear keeps what is said on the console, what is thrown, refused, asked of the network or asked of the reader.
func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *network.EventWebSocketCreated:
		p.requests = append(p.requests, e.URL)
	case *runtime.EventExceptionThrown:
		p.problems = append(p.problems, fmt.Sprintf("exception: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		text := "console." + string(e.Type)
		for _, arg := range e.Args {
			text += " " + string(arg.Value) + arg.Description
		}
		p.problems = append(p.problems, text)
	case *log.EventEntryAdded:
		p.problems = append(p.problems, "log: "+string(e.Entry.Level)+" "+e.Entry.Text)
	case *audits.EventIssueAdded:
		p.problems = append(p.problems, "issue: "+string(e.Issue.Code))
	case *page.EventJavascriptDialogOpening:
		p.problems = append(p.problems, "the page asks: "+e.Message)
		go chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	case *page.EventWindowOpen:
		p.problems = append(p.problems, "the page opens "+e.URL)
	}
}

// quiet demands that the browser has had nothing against the page, which has asked for its own file once and nothing else.
func (p *tab) quiet(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, problem := range p.problems {
		t.Error(problem)
	}
	if len(p.requests) != 1 || p.requests[0] != address(p.file) {
		t.Errorf("the page asks for %q", p.requests)
	}
}

// do acts as a reader does.
func (p *tab) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// run carries out statements of JavaScript.
func (p *tab) run(t *testing.T, statements string) {
	t.Helper()
	p.do(t, chromedp.Evaluate[chromedp.Void]("{"+statements+"}"))
}

// value is that of an expression of JavaScript, which may be a promise.
func value[T any](t *testing.T, p *tab, expression string) T {
	t.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// holds is whether an expression of JavaScript is true.
func (p *tab) holds(t *testing.T, expression string) bool {
	t.Helper()
	return value[bool](t, p, "(async () => !!(await ("+expression+")))()")
}

// demand fails unless an expression is true by now.
func (p *tab) demand(t *testing.T, expression string) {
	t.Helper()
	if !p.holds(t, expression) {
		t.Errorf("it is not so that %s", expression)
	}
}

// wait waits until an expression is true.
func (p *tab) wait(t *testing.T, expression string) {
	t.Helper()
	for end := time.Now().Add(patience / 2); !p.holds(t, expression); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it did not come to be so that %s", expression)
		}
	}
}

// none fails with each problem that a script of testdata finds.
func (p *tab) none(t *testing.T, script string) {
	t.Helper()
	for _, problem := range value[[]string](t, p, "("+script+")()") {
		t.Error(problem)
	}
}

// soonNone waits until a script of testdata finds no problem.
func (p *tab) soonNone(t *testing.T, script string) {
	t.Helper()
	for end := time.Now().Add(patience / 2); len(value[[]string](t, p, "("+script+")()")) > 0 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	p.none(t, script)
}

// press presses a key, as chromedp names it.
func (p *tab) press(t *testing.T, key string) {
	t.Helper()
	p.do(t, chromedp.KeyEvent(key))
}

// Widths of windows, in pixels.
const (
	phone   = 390
	desktop = 1280
)

// look gives the window a width, and the reader a theme.
func (p *tab) look(t *testing.T, width int64, theme string) {
	t.Helper()
	call(t, p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1})
	call(t, p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
}
