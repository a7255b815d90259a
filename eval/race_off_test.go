//go:build !race

package eval_test

const slower = 1
