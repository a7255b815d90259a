package parser

import (
	"maps"
	"slices"
)

// blocks are those whose items begin with words of their own, by the word of the declaration.
func blocks() map[string]*block {
	out := map[string]*block{"intervention": interventionBlock, "team": teamBlock, "course": courseBlock, "session": sessionBlock}
	maps.Copy(out, costBlocks)
	return out
}

// Declarations lists the words that begin a declaration.
func Declarations() []string { return slices.Sorted(maps.Keys(declarationWords)) }

// Fields lists the words that begin an item in the block of a declaration, none where items begin with names of the script.
func Fields(declaration string) []string {
	if b := blocks()[declaration]; b != nil {
		return slices.Clone(b.fields)
	}
	return nil
}

// Connecting reports whether a word joins what stands before it to what follows, so that no item begins with it.
func Connecting(word string) bool { return reserved[word] }
