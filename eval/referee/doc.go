// Package referee holds only tests: a second interpreter of the language, written from its meaning and from nothing else.
//
// It walks the typed module (teams, courses, phases, sessions, costs) with explicit loops over cohorts, courses, meetings and steps, in
// math/big.Rat, and shares no code with the plan or with the exact reading. Random scripts, the examples and the structures of
// testdata must come out the same in both. Where the two differ, one of them has misread the language.
package referee
