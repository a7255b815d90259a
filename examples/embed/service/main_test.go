package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
)

// A service that is asked to end takes no more requests, and answers those that it has.
func TestShutdownDrains(t *testing.T) {
	g, s := gated(t, func(*config) {})
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, listener, s.handler()) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	url := "http://" + listener.Addr().String() + "/price/slow"
	type reply struct {
		status int
		err    error
	}
	replies := make(chan reply, 1)
	go func() {
		answer, err := client.Post(url, "application/json", strings.NewReader(`{}`))
		if err != nil {
			replies <- reply{0, err}
			return
		}
		answer.Body.Close()
		replies <- reply{answer.StatusCode, nil}
	}()
	<-g.called
	end()
	for { // the listener is closed in a moment
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		c.Close()
	}
	select {
	case err := <-served:
		t.Fatalf("it ended before its request: %v", err)
	default:
	}
	close(g.open)
	if got := <-replies; got.err != nil || got.status != http.StatusOK {
		t.Errorf("status %d, %v", got.status, got.err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestRunNeedsAnAddress(t *testing.T) {
	if err := run(t.Context(), "localhost:no such port"); err == nil {
		t.Error("it listens nowhere")
	}
}
