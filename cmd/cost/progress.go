package main

import (
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/costlang/cost/lang/diag"
)

// progress is a bar on the terminal while results go to a file. The zero progress shows nothing.
type progress struct {
	shown *mpb.Progress
	bar   *mpb.Bar
}

// progress begins a bar for so many points, where someone sees it and no results are in its way.
func (a *app) progress(points int64, to destination) progress {
	if points == 0 || !a.watched || os.Getenv("TERM") == "dumb" || !to.isFile() && a.read || a.errors.format == diag.JSON {
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
