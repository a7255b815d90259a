package eval

import "time"

// Limits bounds what one compilation or run may use. The zero value of a field means its default.
type Limits struct {
	SourceBytes  int           // of one script; 2 MB
	Tokens       int           // of one script; 200,000
	Nesting      int           // of brackets, operators and conditions in an expression; 200
	Declarations int           // of all scripts read together; 20,000
	Modules      int           // scripts read together; 200
	Operations   int           // steps of a plan, and figures of its scenarios side by side; 2,000,000
	SweepPoints  int           // of an analysis that goes through many points; 10,000,000
	DataBytes    int           // of one data file; 64 MB
	Rows         int           // of one data file; 100,000
	Cells        int           // of one data file; 1,000,000
	Diagnostics  int           // reported of one compilation; 100
	Time         time.Duration // of one run; a minute
}

// DefaultLimits are safe for scripts that strangers wrote.
func DefaultLimits() Limits {
	return Limits{
		SourceBytes: 2 << 20, Tokens: 200_000, Nesting: 200, Declarations: 20_000, Modules: 200, Operations: 2_000_000,
		SweepPoints: 10_000_000,
		DataBytes:   64 << 20, Rows: 100_000, Cells: 1_000_000, Diagnostics: 100, Time: time.Minute,
	}
}

// filled replaces zero fields by their defaults.
func (l Limits) filled() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ have, def *int }{
		{&l.SourceBytes, &d.SourceBytes}, {&l.Tokens, &d.Tokens}, {&l.Nesting, &d.Nesting}, {&l.Declarations, &d.Declarations},
		{&l.Modules, &d.Modules}, {&l.Operations, &d.Operations}, {&l.SweepPoints, &d.SweepPoints}, {&l.DataBytes, &d.DataBytes}, {&l.Rows, &d.Rows},
		{&l.Cells, &d.Cells}, {&l.Diagnostics, &d.Diagnostics},
	} {
		if *f.have <= 0 {
			*f.have = *f.def
		}
	}
	if l.Time <= 0 {
		l.Time = d.Time
	}
	return l
}
