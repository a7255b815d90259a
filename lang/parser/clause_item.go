package parser

import "github.com/costlang/cost/lang/ast"

// Clauses of items.
var (
	whenRule    = rule(&ast.When{}, parseArith, valueAfter("..", func(w *ast.When) *ast.Expr { return &w.To }))
	moveRule    = rule(&ast.Move{}, parseArith, after("in", readWhen))
	pricesIndex = after("by", func(r *reading, p *ast.PricesItem) (err error) {
		p.Index, err = r.path()
		return err
	})
	horizonStep = after("by", func(r *reading, h *ast.HorizonItem) (err error) {
		h.Step, err = r.ident()
		return err
	})
	horizonStart = valueAfter("starting", func(h *ast.HorizonItem) *ast.Expr { return &h.Starting })
	moves        = then(func(r *reading, m *ast.MoveItem) (err error) {
		m.Moves, err = listed[*ast.Move](r, moveRule)
		return err
	})
	inTotal = after("in", func(r *reading, s *ast.StartsItem) error {
		s.InTotal = true
		return r.want("total")
	})
	beyondUntil = then(func(r *reading, b *ast.BeyondItem) error {
		if b.Source == nil {
			return nil
		}
		return r.until(b.Source)
	})
	meetForm    = then(readMeet)
	prepareForm = then(readPrepare)
	staffTime   = valueAfter("for", func(s *ast.StaffItem) *ast.Expr { return &s.For })
	wagesTime   = valueAfter("for", func(w *ast.WagesItem) *ast.Expr { return &w.For })
)

func readWhen(r *reading, m *ast.Move) error {
	n, err := r.read(whenRule)
	m.When, _ = n.(*ast.When)
	return err
}

// readMeet reads how often, and how long each time.
func readMeet(r *reading, m *ast.MeetItem) (err error) {
	if m.Times = r.eat("times"); !m.Times {
		err = r.meetSpan(m)
	}
	if err == nil {
		err = r.want(",")
	}
	if err == nil {
		m.Length, err = r.value(parseArith)
	}
	if err == nil {
		err = r.want("each")
	}
	return err
}

// meetSpan reads `[per NOUN] for TIME`.
func (r *reading) meetSpan(m *ast.MeetItem) (err error) {
	if r.eat("per") {
		m.Per, err = r.ident()
	}
	if err == nil {
		err = r.want("for")
	}
	if err == nil {
		m.For, err = r.value(parseArith)
	}
	return err
}

func readPrepare(r *reading, p *ast.PrepareItem) (err error) {
	p.Each = r.eat("each")
	if err = r.want("by"); err == nil {
		p.By, err = r.value(parseArith)
	}
	return err
}
