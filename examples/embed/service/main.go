// Command service prices scenarios over HTTP: scripts that it holds, by POST /price/NAME, and scripts that strangers send, by POST /price.
// It shows what a server needs around package eval: limits, a bound on what goes on at the same time, contexts, errors with their places,
// and a shutdown that lets requests finish.
//
//	go run ./examples/embed/service
//	curl -d '{"inputs": {"visits": 8, "pay": "0.4 thousand DKK/hour"}}' localhost:8080/price/visits
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

//go:embed scripts/*.cost
var embedded embed.FS

// scripts is the folder of the models.
func scripts() (fs.FS, error) { return fs.Sub(embedded, "scripts") }

func main() {
	address := flag.String("address", "localhost:8080", "where to listen")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *address); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves the scripts of the program until the context ends.
func run(ctx context.Context, address string) error {
	folder, err := scripts()
	if err != nil {
		return err
	}
	s, err := newService(folder, usual())
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "listening on", listener.Addr())
	return serve(ctx, listener, s.handler())
}

// drainTime is how long requests may go on when the service is asked to end: longer than any of them takes.
const drainTime = 10 * time.Second

// serve answers requests until the context ends; then it takes no more, and waits for those under way.
func serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, MaxHeaderBytes: 16 << 10,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	drain, done := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer done()
	err := server.Shutdown(drain)
	if err != nil {
		err = errors.Join(err, server.Close()) // ends the contexts of what still runs
	}
	<-ended
	return err
}
