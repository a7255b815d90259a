package xlsx

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// format is what the number format of a cell makes of a number.
type format uint8

const (
	asNumber format = iota
	asPercent
	asClock // a time without a day
	asDate
	asElapsed // a time that runs on: hours may be more than 24
)

// mostFormats is how many formats of its own a workbook may have; Excel allows about 250.
const mostFormats = 10_000

// readStyles reads the formats that cells refer to by number.
func (p *parts) readStyles(name string) ([]format, error) {
	if name == "" {
		return nil, nil
	}
	var styles []format
	own := map[string]format{}
	err := p.read(name, func(d *document, _ element) error {
		return d.children(func(e element) error {
			switch e.name {
			case "numFmts":
				return d.children(func(e element) error {
					if len(own) == mostFormats {
						return damaged(say.T("it has more than %d number formats", mostFormats))
					}
					own[e.attr("numFmtId")] = formatOf(e.attr("formatCode"))
					return nil
				})
			case "cellXfs":
				return d.children(func(e element) error {
					id := e.attr("numFmtId")
					f, ok := own[id]
					if !ok {
						f = builtIn(id)
					}
					styles = append(styles, f)
					return nil
				})
			}
			return nil
		})
	})
	return styles, err
}

// builtIn is a format that workbooks give by number alone.
func builtIn(id string) format {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return asNumber
	case n == 9, n == 10:
		return asPercent
	case n == 46:
		return asElapsed
	case 18 <= n && n <= 21, n == 45, n == 47:
		return asClock
	case 14 <= n && n <= 22, 27 <= n && n <= 36, 50 <= n && n <= 58:
		return asDate
	}
	return asNumber
}

// formatOf is what a code such as `#,##0.00 "kr."` or `[$-406]d. mmmm yyyy` makes of positive numbers: the part before the first
// semicolon. What stands in quotation marks, behind \ _ and *, and in brackets does not count, but for hours and the like that run on.
func formatOf(code string) format {
	if strings.EqualFold(code, "general") || strings.EqualFold(code, "standard") {
		return asNumber
	}
	found, month := asNumber, false
scan:
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			break scan
		case '\\', '_', '*':
			i++
		case '"':
			i += max(strings.IndexByte(code[i+1:], '"'), 0) + 1
		case '[':
			inside, _, _ := strings.Cut(code[i+1:], "]")
			if i += len(inside) + 1; runsOn(inside) {
				return asElapsed
			}
		case '%':
			found = max(found, asPercent)
		case 'h', 'H', 's', 'S':
			found = max(found, asClock)
		case 'm', 'M': // minutes beside hours and seconds, else a month
			month = true
		case 'y', 'Y', 'd', 'D':
			found = asDate
		}
	}
	if month && found < asClock {
		return asDate
	}
	return found
}

// runsOn reports whether brackets hold a unit of time that is counted beyond the next one, as in [h] and [mm].
func runsOn(inside string) bool {
	inside = strings.ToLower(inside)
	return inside != "" && strings.ContainsAny(inside[:1], "hms") && strings.Trim(inside, inside[:1]) == ""
}
