package main

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// previewed is what stands below a line while it is typed.
type previewed struct {
	text    string
	problem bool // the text says what is wrong
}

// previewer computes previews beside the keys: one at a time, and only that of the line as it is.
type previewer struct {
	compute func(context.Context, string) previewed
	show    func() // draws the line again

	mu      sync.Mutex
	wanted  string // the text that is previewed, "" for none
	turn    int    // of texts that were wanted
	known   int    // the turn that found is of
	found   previewed
	running bool
	cancel  context.CancelFunc // of what runs
}

// Previews of a text end after previewTime. Where nothing can be drawn between two keys, patience is how long a key waits for one.
const (
	previewTime     = 2 * time.Second
	previewPatience = 30 * time.Millisecond
)

func newPreviewer(compute func(context.Context, string) previewed, show func()) *previewer {
	return &previewer{compute: compute, show: show}
}

// of is the preview of a text as far as it is known; until then it is that of the text before, with a mark.
func (p *previewer) of(text string) previewed {
	p.want(text)
	if runtime.GOOS == "windows" {
		p.await(previewPatience)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	found := p.found
	if p.known != p.turn && found.text != "" {
		found.text += " …"
	}
	return found
}

// want has a text previewed, and none that was before.
func (p *previewer) want(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if text == p.wanted {
		return
	}
	p.wanted = text
	p.turn++
	switch {
	case text == "":
		p.known, p.found = p.turn, previewed{}
		p.stop()
	case p.running:
		p.stop()
	default:
		p.running = true
		go p.run()
	}
}

// stop stops what runs.
func (p *previewer) stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

// run computes previews until that of the text that is wanted is known.
func (p *previewer) run() {
	for ctx, text, turn := p.next(); ctx != nil; ctx, text, turn = p.next() {
		if found := p.compute(ctx, text); p.keep(turn, found) {
			p.show()
		}
	}
}

// next is the text that is to be previewed and its turn; there is no context when there is none.
func (p *previewer) next() (ctx context.Context, text string, turn int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stop()
	if p.known == p.turn {
		p.running, p.cancel = false, nil
		return nil, "", 0
	}
	ctx, p.cancel = context.WithTimeout(context.Background(), previewTime)
	return ctx, p.wanted, p.turn
}

// keep keeps what was found, unless another text is wanted by now.
func (p *previewer) keep(turn int, found previewed) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if turn != p.turn {
		return false
	}
	p.known, p.found = turn, found
	return true
}

// forget drops what is known, since the script may be another one now.
func (p *previewer) forget() { p.want("") }

// await waits for what is wanted, but not for long.
func (p *previewer) await(most time.Duration) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(time.Millisecond) {
		p.mu.Lock()
		done := p.known == p.turn
		p.mu.Unlock()
		if done {
			return
		}
	}
}
