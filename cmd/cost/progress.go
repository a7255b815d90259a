package main

import (
	"context"
	"os"
	"slices"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// progress is a bar on the terminal while results go to a file. The zero progress shows nothing.
type progress struct {
	shown *mpb.Progress
	bar   *mpb.Bar
}

// progressTo begins a bar for so many points that are written as they come: to a terminal they would be in its way.
func (a *app) progressTo(to destination, points int64) progress {
	if !to.isFile() && a.read {
		return progress{}
	}
	return a.progress(points)
}

// progress begins a bar for so many points, where someone sees it. What is printed must wait for its end.
func (a *app) progress(points int64) progress {
	if points == 0 || !a.watched || os.Getenv("TERM") == "dumb" || a.errors.format == diag.JSON {
		return progress{}
	}
	shown := mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(a.columns()))
	bar := shown.New(points, mpb.BarStyle().Lbound("").Filler("█").Tip("").Padding("░").Rbound(""), mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Percentage(decor.WC{W: 5}), decor.AverageETA(decor.ET_STYLE_MMSS, decor.WC{W: 7})))
	return progress{shown, bar}
}

// add moves the bar.
func (p progress) add(points int) {
	if p.bar != nil {
		p.bar.IncrBy(points)
	}
}

// end takes the bar away, so that what is said next stands alone.
func (p progress) end() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.shown.Wait()
	}
}

// fewDraws are over before anyone could read a bar.
const fewDraws = 200_000

// draws is how many draws the simulations among some questions will make, 0 where nobody sees or waits for them.
func (a *app) draws(ctx context.Context, p *eval.Program, questions []eval.OwnQuestion, opts []eval.RunOption) int64 {
	if !a.watched {
		return 0
	}
	all := int64(0)
	for _, q := range questions {
		if q.Kind != eval.AskSimulation {
			continue
		}
		takes, err := p.EstimateSimulation(ctx, q.Of, append(slices.Clone(q.Options), opts...)...)
		if err != nil {
			return 0 // the answer says what is wrong
		}
		all += takes.Points
	}
	if all < fewDraws {
		return 0
	}
	return all
}
