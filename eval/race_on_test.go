//go:build race

package eval_test

// slower is how many times longer a test may take than without the race detector.
const slower = 6
