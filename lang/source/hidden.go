package source

import "strings"

// Reorders reports characters that change the order in which the line around them is shown.
func Reorders(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
}

// Hidden reports characters that reorder or hide what is shown: with them two texts can differ that look the same. The joiners U+200C and
// U+200D are none of them, since some scripts are not written without them.
func Hidden(r rune) bool {
	switch {
	case r < 0x061c:
		return false
	case r == 0x200b, r == 0x180e, r == 0xfeff, r >= 0x2060 && r <= 0x2064, r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return Reorders(r)
}

// HiddenIn is where the first hidden character of a text begins, or -1.
func HiddenIn(text string) int { return strings.IndexFunc(text, Hidden) }
