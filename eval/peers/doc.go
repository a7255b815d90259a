// Package peers runs the model of testdata/bench/meetings.cost in other languages that Go programs embed, and races the lanes
// against them. It is a module of its own, so that whoever uses cost does not get its libraries. Run it by hand:
//
//	cd eval/peers
//	go test                  # every language gives the figures of the lanes, to 1e-9
//	go test -bench . -run -  # how many times as fast the lanes are, on one thread
//
// The model stands there twice in each language. In formulas it is what someone who knows the language would write: the formulas
// of the script by their names, the five years in a loop where the language has one and else written out, compiled once, called
// with twelve numbers. In folded it is the loop in Go that eval/lanes compares with, which has no more operations than the lanes:
// years written out, what does not vary worked out beforehand, what is needed twice kept. Folding is what the lanes do by
// themselves, so the first says what someone gains who moves a model, and the second how much of it is due to blocks and kernels.
// What calls may share is reused: machine, stack, map of variables. Other ways that were slower are said beside each.
//
// The lanes use the widest kernels that the processor has. GODEBUG=cpu.avx512f=off shows what AVX2 gives.
package peers

// figureCount and paramCount are how many figures the model has, and params.
const (
	figureCount = 4
	paramCount  = 12
)

// names are the params as the programs call them, in order.
func names() [paramCount]string {
	return [...]string{
		"intake", "finishing", "meetings", "length", "before", "leader", "caseworker", "attendants", "wage_growth", "fee", "rent", "rate",
	}
}

// Scenario is the value of each param.
type Scenario [paramCount]float64

// Figures are what a scenario comes to: the whole cost, its present value, the cost per completed family, and the share that
// operation has.
type Figures [figureCount]float64

// Peer is the model in some language.
type Peer interface {
	// Name says which language.
	Name() string
	// Run gives the figures of a scenario. One goroutine calls it at a time.
	Run(*Scenario) (Figures, error)
}
