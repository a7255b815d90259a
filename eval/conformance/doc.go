// Package conformance holds only tests: it runs the cases of testdata/conformance, which any implementation of the language could run.
//
// A case is a script with its inputs, and figures to the last digit or diagnostics. No figure is recorded from a run: each stands
// beside a calculation of its own, which is evaluated here in rationals by code that shares nothing with the interpreter. What the cases
// cover (productions of the grammar, operations of the plan, rules of units, codes of diagnostics) is observed, not claimed.
package conformance
