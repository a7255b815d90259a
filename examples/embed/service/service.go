package main

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"runtime"
	"strings"
	"time"

	"github.com/costlang/cost/eval"
)

// config is what one request may take, and how many of them.
type config struct {
	limits   eval.Limits
	bytes    int64         // of a request
	atOnce   int           // scripts that are compiled or run at the same time
	patience time.Duration // from the first byte of a request to its answer
	lent     []eval.Option // functions and constants of the program, for all scripts
}

// usual is enough for scripts that a person writes: some milliseconds and a few megabytes each.
func usual() config {
	return config{
		limits: eval.Limits{
			SourceBytes: 64 << 10, Tokens: 20_000, Declarations: 2_000, Operations: 50_000, KeptBytes: 16 << 20, OutputBytes: 256 << 10, Time: 2 * time.Second,
		},
		bytes:    128 << 10,
		atOnce:   2 * runtime.GOMAXPROCS(0),
		patience: 5 * time.Second,
	}
}

// service holds scripts that are compiled once: any number of requests run one at the same time.
type service struct {
	config
	models map[string]*eval.Program
	places chan struct{}
}

// newService compiles all scripts of a folder, so that one with an error stops the start and no request.
func newService(scripts fs.FS, c config) (*service, error) {
	s := &service{config: c, models: map[string]*eval.Program{}, places: make(chan struct{}, c.atOnce)}
	names, err := fs.Glob(scripts, "*.cost")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		program, err := eval.CompileFS(scripts, name, s.options()...)
		if err != nil {
			return nil, err
		}
		s.models[strings.TrimSuffix(path.Base(name), ".cost")] = program
	}
	return s, nil
}

// options are those of every compilation.
func (s *service) options(more ...eval.Option) []eval.Option {
	return append(append(more, eval.WithLimits(s.limits)), s.lent...)
}

func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /price", s.price)
	mux.HandleFunc("POST /price/{model}", s.price)
	mux.HandleFunc("GET /price/{model}", s.describe)
	return mux
}

// enter waits for one of the places, which leave gives back.
func (s *service) enter(ctx context.Context) (leave func(), err error) {
	select {
	case s.places <- struct{}{}:
		return func() { <-s.places }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// price answers a request for the figures of a script.
func (s *service) price(w http.ResponseWriter, r *http.Request) {
	ctx, done := context.WithTimeout(r.Context(), s.patience)
	defer done()
	asked, err := read(http.MaxBytesReader(w, r.Body, s.bytes))
	if err != nil {
		refuse(w, err)
		return
	}
	answer, err := s.answer(ctx, r.PathValue("model"), asked)
	switch {
	case errors.Is(r.Context().Err(), context.Canceled):
		// Nobody is there any more to hear of it.
	case err != nil:
		refuse(w, err)
	default:
		write(w, http.StatusOK, answer)
	}
}

// answer runs a script of the service or the one that was sent.
func (s *service) answer(ctx context.Context, model string, asked request) (*pricing, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	program, err := s.program(ctx, model, asked.Script)
	if err != nil {
		return nil, err
	}
	result, err := program.Run(ctx, asked.Inputs, eval.Under(asked.Scenario))
	if err != nil {
		return nil, err
	}
	return pricingOf(result, asked.Scenario), nil
}

// program is a model by its name or, without a name, a script. It reads no files: it is given no file system.
func (s *service) program(ctx context.Context, model, script string) (*eval.Program, error) {
	switch {
	case model == "" && script == "":
		return nil, refusal{http.StatusBadRequest, "the request has no script"}
	case model == "":
		return eval.Compile("script", []byte(script), s.options(eval.WithContext(ctx))...)
	case script != "":
		return nil, refusal{http.StatusBadRequest, "the script of this path is fixed; POST /price takes others"}
	}
	program, known := s.models[model]
	if !known {
		return nil, refusal{http.StatusNotFound, "there is no such model"}
	}
	return program, nil
}

// describe says what a model may be asked.
func (s *service) describe(w http.ResponseWriter, r *http.Request) {
	program, err := s.program(r.Context(), r.PathValue("model"), "")
	if err != nil {
		refuse(w, err)
		return
	}
	write(w, http.StatusOK, descriptionOf(program))
}
