package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// The operators, by the names that reports give them.
const (
	arithmetic = "arithmetic" // + and -, × and /, also by the names of functions and operations of the plan
	comparison = "comparison" // < and <=, = and ≠, a comparison and its opposite
	condition  = "condition"  // a condition and its opposite; and and or
	rounding   = "rounding"   // a value and the rounded value; up, down and to the nearest
	offByOne   = "off by one" // a written whole number, an index, a year: one more and one less
	branches   = "branches"   // what is chosen and what is not
	extremes   = "extremes"   // the least and the greatest
	early      = "early exit" // a return, continue or break that ends a block is left out
	ratios     = "ratio"      // numerator and denominator
	ends       = "ends"       // the start and the end, nothing and one
	calls      = "call"       // a statement that is a call is left out
)

// swapped holds, for a name in the code, the names that take its place and the operator that does it.
var swapped = func() map[string][][2]string {
	table := map[string][][2]string{}
	both := func(operator string, pairs ...string) {
		for _, pair := range pairs {
			x, y, _ := strings.Cut(pair, " ")
			table[x] = append(table[x], [2]string{operator, y})
			table[y] = append(table[y], [2]string{operator, x})
		}
	}
	both(arithmetic, "Add Sub", "Mul Div", "add sub", "mul div", "plus less")
	both(comparison, "Lt Le")
	both(condition, "And Or", "and or", "true false")
	both(rounding, "Floor Ceil", "FloorTo CeilTo", "FloorNear CeilNear")
	both(extremes, "Min Max", "min max", "MinFunc MaxFunc", "Low High")
	both(ratios, "Num Den")
	both(ends, "Start End", "None One")
	return table
}()

var opposite = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
}

var otherSign = map[token.Token]token.Token{
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.QUO,
	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN,
}

// walk lets every operator see every node. It leaves out what no figure depends on: panics, which only a fault of the program itself
// reaches, and how much room is made beforehand.
func (g *gatherer) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if isNamed(n.Fun, "panic") {
				return false
			}
			g.call(n)
			switch {
			case isNamed(n.Fun, "Grow"):
				return false
			case g.text(n.Fun) == "make":
				return g.made(n)
			case isNamed(n.Fun, "emit"):
				return g.emitted(n)
			}
		case *ast.BinaryExpr:
			g.binary(n)
		case *ast.AssignStmt:
			g.assignment(n)
		case *ast.IfStmt:
			g.ifElse(n)
		case *ast.SwitchStmt:
			g.cases(n)
		case *ast.Ident:
			g.name(n)
		case *ast.SelectorExpr:
			g.selector(n)
		case *ast.BasicLit:
			g.literal(n)
		case *ast.IndexExpr:
			g.index(n)
		case *ast.KeyValueExpr:
			g.name(n.Key)
			g.walk(n.Value)
			return false
		case *ast.BlockStmt:
			g.block(n.List)
		case *ast.CaseClause:
			g.block(n.Body)
		}
		return true
	})
}

// isNamed reports whether a call is of a function with that name, wherever it is from.
func isNamed(e ast.Expr, name string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == name
	case *ast.SelectorExpr:
		return e.Sel.Name == name
	}
	return false
}

// made looks only at the length of what is made, not at the room beyond it. Of a map there is none but that.
func (g *gatherer) made(n *ast.CallExpr) bool {
	if len(n.Args) != 2 {
		return false
	}
	if _, list := n.Args[0].(*ast.ArrayType); list {
		g.walk(n.Args[1])
	}
	return false
}

// emitted looks at a step of the plan. That it has no third operand is written None, which means nothing there.
func (g *gatherer) emitted(n *ast.CallExpr) bool {
	for _, arg := range n.Args {
		if !isNamed(arg, "None") && !isNamed(arg, "One") {
			g.walk(arg)
		}
	}
	return false
}

func (g *gatherer) binary(n *ast.BinaryExpr) {
	if n.Op == token.LAND || n.Op == token.LOR {
		other := map[token.Token]string{token.LAND: " || ", token.LOR: " && "}[n.Op]
		g.put(condition, n, "("+g.text(n.X)+other+g.text(n.Y)+")")
		return
	}
	for _, op := range opposite[n.Op] {
		g.put(comparison, n, g.text(n.X)+" "+op.String()+" "+g.text(n.Y))
	}
	if op, ok := otherSign[n.Op]; ok {
		g.put(arithmetic, n, "("+g.text(n.X)+" "+op.String()+" "+g.text(n.Y)+")")
	}
}

func (g *gatherer) assignment(n *ast.AssignStmt) {
	if op, ok := otherSign[n.Tok]; ok {
		g.put(arithmetic, n, g.text(n.Lhs[0])+" "+op.String()+" "+g.text(n.Rhs[0]))
	}
}

// negate turns a condition round. Comparisons have opposites of their own.
func (g *gatherer) negate(cond ast.Expr) {
	if b, ok := cond.(*ast.BinaryExpr); ok && opposite[b.Op] != nil {
		return
	}
	g.put(condition, cond, "!("+g.text(cond)+")")
}

func (g *gatherer) ifElse(n *ast.IfStmt) {
	g.negate(n.Cond)
	if other, ok := n.Else.(*ast.BlockStmt); ok {
		g.put(branches, span2{n.Body, other}, g.text(other)+" else "+g.text(n.Body))
	}
}

// span2 is all from one node to another.
type span2 struct{ first, last ast.Node }

func (s span2) Pos() token.Pos { return s.first.Pos() }
func (s span2) End() token.Pos { return s.last.End() }

func (g *gatherer) cases(n *ast.SwitchStmt) {
	if n.Tag != nil {
		return
	}
	for _, c := range n.Body.List {
		for _, cond := range c.(*ast.CaseClause).List {
			g.negate(cond)
		}
	}
}

func (g *gatherer) name(n ast.Node) {
	id, ok := n.(*ast.Ident)
	if !ok {
		return
	}
	for _, other := range swapped[id.Name] {
		g.put(other[0], id, other[1])
	}
}

// selector moves what is said of years by one.
func (g *gatherer) selector(n *ast.SelectorExpr) {
	if n.Sel.Name == "Year" || n.Sel.Name == "Years" {
		g.byOne(n)
	}
}

// byOne puts one more and one less in the place of a whole number.
func (g *gatherer) byOne(n ast.Node) {
	g.put(offByOne, n, "("+g.text(n)+" + 1)")
	g.put(offByOne, n, "("+g.text(n)+" - 1)")
}

func (g *gatherer) literal(n *ast.BasicLit) {
	if v, err := strconv.ParseInt(strings.ReplaceAll(n.Value, "_", ""), 0, 64); n.Kind == token.INT && err == nil {
		g.put(offByOne, n, strconv.FormatInt(v+1, 10))
		g.put(offByOne, n, strconv.FormatInt(v-1, 10))
	}
}

// index moves an index that is not a written number.
func (g *gatherer) index(n *ast.IndexExpr) {
	if _, written := n.Index.(*ast.BasicLit); !written {
		g.byOne(n.Index)
	}
}

// call leaves out a rounding, and swaps what a choice is between and the two parts of a ratio.
func (g *gatherer) call(n *ast.CallExpr) {
	method, ok := n.Fun.(*ast.SelectorExpr)
	switch {
	case ok && slices.Contains([]string{"Round", "RoundTo", "RoundNear", "RoundBank", "FloorTo", "FloorNear", "CeilTo", "CeilNear", "Truncate", "Normalize"}, method.Sel.Name):
		g.put(rounding, n, g.text(method.X))
	case isNamed(n.Fun, "emit") && len(n.Args) == 5:
		g.step(n)
	case isNamed(n.Fun, "pick"):
		g.swapLast(branches, n)
	case isNamed(n.Fun, "NewRatio"), isNamed(n.Fun, "MulRatio"), isNamed(n.Fun, "Ratio"):
		g.swapLast(ratios, n)
	}
}

// step changes an operation of the plan beyond its name.
func (g *gatherer) step(n *ast.CallExpr) {
	switch op := g.text(n.Args[1]); op {
	case "Round", "Floor", "Ceil":
		g.put(rounding, n, g.text(n.Args[2]))
	case "Select":
		g.swapLast(branches, n)
	}
}

// swapLast swaps the last two arguments of a call.
func (g *gatherer) swapLast(operator string, n *ast.CallExpr) {
	if len(n.Args) < 2 {
		return
	}
	x, y := n.Args[len(n.Args)-2], n.Args[len(n.Args)-1]
	g.put(operator, span2{x, y}, g.text(y)+", "+g.text(x))
}

// block leaves out a statement that is a call, and the one that leaves a block at its end.
func (g *gatherer) block(list []ast.Stmt) {
	for i, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt:
			if call, ok := s.X.(*ast.CallExpr); ok && !isNamed(call.Fun, "panic") {
				g.put(calls, s, "")
			}
		case *ast.ReturnStmt, *ast.BranchStmt:
			if i == len(list)-1 {
				g.put(early, s, "")
			}
		}
	}
}
