package parser

import "github.com/costlang/cost/lang/ast"

// readPurpose reads the label and the category of a cost.
func readPurpose(r *reading, c *ast.Cost) error {
	label, err := r.text()
	if err != nil {
		return err
	}
	category, err := r.ident()
	if err != nil {
		return err
	}
	c.Label, c.Category = *label, *category
	return nil
}

// readBasis reads how often a cost falls.
func readBasis(r *reading, c *ast.Cost) (err error) {
	start := r.lx.Cursor()
	b := &c.Basis
	switch {
	case r.eat("once"):
		b.Once = true
	case r.eat("over"):
		b.OverPeriod = true
		err = r.want("period")
	default:
		err = r.perBasis(b)
	}
	b.Span = r.spanFrom(start)
	return err
}

// perBasis reads `per [completed] NOUN [of PATH] [per TIME]`.
func (r *reading) perBasis(b *ast.Basis) (err error) {
	if err = r.want("per"); err != nil {
		return err
	}
	b.Completed = r.eat("completed")
	b.Noun, err = r.ident()
	if err == nil && r.eat("of") {
		b.Of, err = r.path()
	}
	if err == nil && r.eat("per") {
		b.Per, err = r.ident()
	}
	return err
}

// readTiming reads when a cost falls, if that is said.
func readTiming(r *reading, c *ast.Cost) (err error) {
	start := r.lx.Cursor()
	t := &ast.Timing{}
	switch {
	case r.eat("in"):
		var n ast.Node
		n, err = r.read(whenRule)
		t.When, _ = n.(*ast.When)
	case r.eat("every"):
		t.Kind = ast.TimingEvery
		t.Value, err = r.value(parseArith)
	case r.eat("over"):
		t.Kind = ast.TimingOver
		t.Value, err = r.value(parseArith)
	default:
		return nil
	}
	t.Span = r.spanFrom(start)
	c.Timing = t
	return err
}
