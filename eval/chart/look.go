package chart

import "github.com/costlang/cost/eval/table"

// Theme is the colours of a page.
type Theme int

// The themes.
const (
	Light Theme = iota
	Dark
)

// usualWidth is the columns of pixels that a chart has for its drawing, narrowWidth those on a telephone.
const usualWidth, narrowWidth = 640, 344

// Narrowest is the fewest columns of pixels that a chart is drawn in as it is on a page; in fewer it is drawn as on a telephone.
const Narrowest = 560

// width is the columns of pixels for a drawing with its axes.
func (l Look) width() int {
	if l.Narrow {
		return narrowWidth
	}
	return usualWidth
}

// room is the columns of pixels between the axes of the narrowest drawing, which texts have to do with.
func (l Look) room() int {
	const axes = 74
	if l.Narrow {
		return narrowWidth - axes
	}
	return Narrowest - 140
}

// narrowAxis is the letters of a line of the title of an axis on a telephone.
const narrowAxis = 34

// axisWidth is the letters of a line of the title of an axis.
func (l Look) axisWidth() int {
	if l.Narrow {
		return narrowAxis
	}
	return titleWidth
}

// The styles that marks name: all colours stand in the config, so that another theme is another config of the same spec.
const (
	styleStack   = "stack"   // a part of a bar
	styleBase    = "base"    // the figure as it is
	styleNet     = "net"     // what bars that go both ways come to
	styleTarget  = "target"  // what it is to come to
	styleMean    = "mean"    // the mean of draws
	styleSpread  = "spread"  // percentiles of draws
	styleNote    = "note"    // texts beside marks
	styleLabel   = "label"   // labels within a drawing, over what is below them
	styleHalo    = "halo"    // what is behind them
	styleOnDark  = "onDark"  // texts on the dark half of a ramp
	styleOnLight = "onLight" // texts on the other half
)

// palette is what a theme is painted with.
type palette struct {
	background, text, faint string
	// category tells kinds apart, for people who see all colours and for those who do not: by Okabe and Ito (2008) as far as
	// those stand out from the background, and others that were searched for by their distances.
	category []string
}

// palettes are those of the themes.
func (t Theme) palette() palette {
	if t == Dark {
		return palette{"#15181c", "#e8e6e1", "#43484f",
			[]string{"#56b4e9", "#e69f00", "#009e73", "#fadc5a", "#9650c8", "#a0d7b9", "#1e780f", "#c3ffd7"}}
	}
	return palette{"#ffffff", "#1b1b1b", "#d5d5d5",
		[]string{"#0072b2", "#d55e00", "#009e73", "#9b7de1", "#282878", "#641e00", "#785050", "#4b3ca5"}}
}

// ramp goes from low to high in even steps of lightness, and from blue to yellow, which hardly anyone mistakes: cividis of
// Nuñez, Anderton and Renslow (2018). onRampText is the share of it from which on dark letters are easier to read on it than light.
var ramp = []string{"#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"}

const onRampText = "0.47"

// Background is the colour that a page of the theme has, Text that of its letters.
func (t Theme) Background() string { return t.palette().background }

// Text is the colour of letters.
func (t Theme) Text() string { return t.palette().text }

// Config is the config of specs in a look: colours, letters and the format of numbers. A page that can be light and dark keeps one
// spec and gives it the other config.
func (l Look) Config() Spec {
	p := l.Theme.palette()
	return Spec{
		"background": p.background,
		"font":       "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
		"locale":     Spec{"number": l.numbers()},
		"view":       Spec{"stroke": nil},
		"axis": Spec{
			"labelColor": p.text, "titleColor": p.text, "gridColor": p.faint, "tickColor": p.faint, "domainColor": p.faint,
			"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titlePadding": 10,
		},
		"legend": Spec{
			"labelColor": p.text, "titleColor": p.text, "labelFontSize": 12, "columnPadding": 14, "titleFontWeight": "normal",
			"symbolBaseFillColor": p.text, "symbolBaseStrokeColor": p.text, "layout": Spec{"bottom": Spec{"margin": 12, "direction": "vertical"}},
		},
		"title": Spec{
			"color": p.text, "subtitleColor": p.text, "fontSize": 16, "subtitleFontSize": 13, "subtitlePadding": 6,
			"anchor": "start", "frame": "bounds", "offset": 14,
		},
		"range": Spec{"category": p.category, "ramp": ramp, "heatmap": ramp},
		"bar":   Spec{"color": p.category[0]},
		"text":  Spec{"color": p.text, "fontSize": 12},
		"style": l.styles(p),
	}
}

func (l Look) styles(p palette) Spec {
	return Spec{
		styleStack:   Spec{"stroke": p.background, "strokeWidth": 1},
		styleBase:    Spec{"color": p.text, "strokeWidth": 1.5},
		styleNet:     Spec{"color": p.text, "size": 130, "opacity": 1},
		styleTarget:  Spec{"color": p.category[2], "strokeWidth": 1.5, "strokeDash": []int{6, 3}},
		styleMean:    Spec{"color": p.category[1], "strokeWidth": 2},
		styleSpread:  Spec{"color": p.text, "strokeWidth": 1, "strokeDash": []int{4, 3}},
		styleNote:    Spec{"color": p.text, "fontSize": 11},
		styleLabel:   Spec{"color": p.text, "fontSize": 12},
		styleHalo:    Spec{"color": p.background, "stroke": p.background, "strokeWidth": 5, "fontSize": 12},
		styleOnDark:  Spec{"color": "#ffffff"},
		styleOnLight: Spec{"color": "#000000"},
	}
}

// numbers is the format of numbers as d3 takes it, which is that of the tables.
func (l Look) numbers() Spec {
	style := table.StyleOf(l.Language)
	return Spec{
		"decimal": style.Decimal, "thousands": style.Thousands, "grouping": []int{3}, "currency": []string{"", ""},
		"percent": style.Percent(""), "minus": "-",
	}
}
