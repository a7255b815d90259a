package check

import "github.com/costlang/cost/lang/ast"

// kind is what the check does with one kind of declaration: enter its names and its nodes of the dependency graph, with
// the functions that resolve them. A new kind of declaration is one entry here and one file.
type kind struct {
	takes   func(ast.Decl) bool
	declare func(*checker, ast.Decl)
}

func on[D ast.Decl](declare func(*checker, D)) kind {
	return kind{
		takes:   func(d ast.Decl) bool { _, ok := d.(D); return ok },
		declare: func(c *checker, d ast.Decl) { declare(c, d.(D)) },
	}
}

var kinds = []kind{
	on((*checker).declareIntervention),
	on((*checker).declareUse),
	on((*checker).declareCombine),
	on((*checker).declareUnit),
	on((*checker).declareNorm),
	on((*checker).declareIndex),
	on((*checker).declareData),
	on((*checker).declareParam),
	on((*checker).declareLet),
	on((*checker).declareWage),
	on((*checker).declareTeam),
	on((*checker).declareCourse),
	on((*checker).declareSession),
	on((*checker).declareCategory),
	on((*checker).declareCost),
	on((*checker).declareScenario),
	on((*checker).declareOutput),
	on((*checker).declareExpect),
	on((*checker).declareVary),
	on((*checker).declareSimulate),
	on((*checker).declareSolve),
	on((*checker).declareCorrelate),
	on((*checker).declareBad),
}

func (c *checker) declare(d ast.Decl) {
	for _, k := range kinds {
		if k.takes(d) {
			k.declare(c, d)
			return
		}
	}
}

// declareBad silences what would follow from a declaration that could not be read.
func (c *checker) declareBad(d *ast.BadDecl) { c.scope.forgive(d.Names) }
