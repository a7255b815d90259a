package html

import "math"

// mostBytes is how large a page may be: one that people pass on must stay one that a mail can carry. The script stands on it whole, however long it is.
const mostBytes = 1_500_000

// size is how much stands on a page, where a script has much.
type size struct {
	derivations int // bytes
	folded      int // rows of a long table behind those that are seen
}

// tries is how often a page that leaves rows out is written again, for more of them.
const tries = 5

// sizes are tried in order until one of them fits.
var sizes = []size{{600_000, math.MaxInt}, {300_000, 1000}, {200_000, 300}, {100_000, 100}, {50_000, 20}}
