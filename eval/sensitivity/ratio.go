package sensitivity

import "github.com/costlang/cost/eval/num"

// sample is a function at a place, both exact.
type sample struct{ x, y num.D }

// ratio is a ratio of linear functions, y = (x - root) / (a - c·x), by where it is zero. A linear function has c = 0.
type ratio struct{ root, a, c num.D }

// fit finds the ratio of linear functions through three samples, and is false where there is none with a root: x = a·y + root - c·x·y
// is linear in what is sought.
func fit(s [3]sample) (r ratio, ok bool) {
	var xy [3]num.D
	for i := range s {
		if xy[i], ok = s[i].x.Mul(s[i].y); !ok {
			return r, false
		}
	}
	y := [3]num.D{s[0].y, s[1].y, s[2].y}
	x := [3]num.D{s[0].x, s[1].x, s[2].x}
	ones := [3]num.D{num.Int(1), num.Int(1), num.Int(1)}
	c := calculation{ok: true}
	whole := c.det(y, ones, xy)
	r = ratio{root: c.div(c.det(y, x, xy), whole), a: c.div(c.det(x, ones, xy), whole), c: c.div(c.det(y, ones, x), whole).Neg()}
	return r, c.ok
}

// through reports whether a sample lies on the ratio, as far as its digits tell.
func (r ratio) through(s sample) bool {
	c := calculation{ok: true}
	ay, cxy := c.mul(r.a, s.y), c.mul(r.c, c.mul(s.x, s.y))
	rest := c.sub(c.sub(s.x, ay), c.sub(r.root, cxy))
	size := greater(greater(s.x.Abs(), ay.Abs()), greater(r.root.Abs(), cxy.Abs()))
	return c.ok && rest.Abs().Cmp(c.mul(size, num.Power(-num.NearDigits))) <= 0
}

// calculation does arithmetic that may outgrow its digits, and then is not ok.
type calculation struct{ ok bool }

func (c *calculation) took(v num.D, ok bool) num.D {
	c.ok = c.ok && ok
	return v
}

func (c *calculation) mul(x, y num.D) num.D { return c.took(x.Mul(y)) }
func (c *calculation) sub(x, y num.D) num.D { return c.took(x.Sub(y)) }
func (c *calculation) add(x, y num.D) num.D { return c.took(x.Add(y)) }
func (c *calculation) div(x, y num.D) num.D { return c.took(x.Div(y)) }

// det is the determinant of three columns.
func (c *calculation) det(u, v, w [3]num.D) num.D {
	minor := func(i, j int) num.D { return c.sub(c.mul(v[i], w[j]), c.mul(v[j], w[i])) }
	first, second, third := c.mul(u[0], minor(1, 2)), c.mul(u[1], minor(0, 2)), c.mul(u[2], minor(0, 1))
	return c.add(c.sub(first, second), third)
}
