package rows

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

const maxNearest = 3

// nearest returns the candidates most like name, the best first: a third of the letters may differ, capitals never count.
func nearest(name string, candidates []string) []string {
	type match struct {
		name     string
		distance int
	}
	var near []match
	for _, c := range candidates {
		limit := max(2, len(name)/3)
		if len(c) > len(name)+limit {
			continue // so that no hostile name makes the comparison long
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(c)); d <= limit && d < len(name) {
			near = append(near, match{c, d})
		}
	}
	slices.SortStableFunc(near, func(a, b match) int { return cmp.Compare(a.distance, b.distance) })
	var names []string
	for _, m := range near[:min(len(near), maxNearest)] {
		names = append(names, m.name)
	}
	return names
}

// quoted gives names one after the other.
func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = quote(n)
	}
	return strings.Join(out, ", ")
}
