package chart

import (
	"math"
	"strconv"
	"testing"
)

// rgb is a colour in linear light.
type rgb [3]float64

func rgbOf(t *testing.T, hex string) (out rgb) {
	t.Helper()
	for i := range out {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(n) / 255; c <= 0.04045 {
			out[i] = c / 12.92
		} else {
			out[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return out
}

func (c rgb) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

// contrast is that of the Web Content Accessibility Guidelines, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// visions are how people see: with all cones, and without those for red, green or blue, by Machado, Oliveira and Fernandes (2009).
var visions = map[string][3]rgb{
	"all":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":  {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deutranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":  {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func (c rgb) seen(m [3]rgb) (out rgb) {
	for i := range out {
		out[i] = min(1, max(0, m[i][0]*c[0]+m[i][1]*c[1]+m[i][2]*c[2]))
	}
	return out
}

// lab is the colour in Oklab, in which distances are about those that people see; 100 is from black to white.
func (c rgb) lab() [3]float64 {
	l := math.Cbrt(0.4122214708*c[0] + 0.5363325363*c[1] + 0.0514459929*c[2])
	m := math.Cbrt(0.2119034982*c[0] + 0.6806995451*c[1] + 0.1073969566*c[2])
	s := math.Cbrt(0.0883024619*c[0] + 0.2817188376*c[1] + 0.6299787005*c[2])
	return [3]float64{
		100 * (0.2104542553*l + 0.7936177850*m - 0.0040720468*s), 100 * (1.9779984951*l - 2.4285922050*m + 0.4505937099*s),
		100 * (0.0259040371*l + 0.7827717662*m - 0.8086757660*s),
	}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// Everyone tells the colours of a theme apart, and from its background: the least distance that the palette of Okabe and Ito has
// is 7.6.
func TestColorsForEveryone(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		p := theme.palette()
		background := rgbOf(t, p.background)
		if c := contrast(rgbOf(t, p.text), background); c < 7 {
			t.Errorf("letters have a contrast of %.1f", c)
		}
		if len(p.category) != mostStacked {
			t.Errorf("%d colours for %d parts", len(p.category), mostStacked)
		}
		for i, one := range p.category {
			if c := contrast(rgbOf(t, one), background); c < 3 {
				t.Errorf("%s has a contrast of %.1f", one, c)
			}
			for _, other := range p.category[:i] {
				for name, m := range visions {
					if d := distance(rgbOf(t, one).seen(m).lab(), rgbOf(t, other).seen(m).lab()); d < 8 {
						t.Errorf("%s: %s and %s are %.1f apart", name, one, other, d)
					}
				}
			}
		}
	}
}

// The ramp grows lighter all the way for everyone, and the figures on it can be read.
func TestRamp(t *testing.T) {
	middle, err := strconv.ParseFloat(onRampText, 64)
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]float64{}
	const steps = 200
	for i := range steps + 1 {
		share := float64(i) / steps
		c := onRamp(t, share)
		letters := rgb{1, 1, 1}
		if share >= middle {
			letters = rgb{}
		}
		if got := contrast(c, letters); got < 4.5 {
			t.Errorf("at %v of the ramp figures have a contrast of %.2f", share, got)
		}
		for name, m := range visions {
			light, before := c.seen(m).lab()[0], last[name]
			if light < before+1 && i%10 == 0 && i > 0 {
				t.Errorf("%s: the ramp does not grow lighter at %v", name, share)
			}
			if i%10 == 0 {
				last[name] = light
			}
		}
	}
}

// onRamp is the colour at a share of the ramp, between its stops as Vega draws it: in the numbers of its hex code.
func onRamp(t *testing.T, share float64) rgb {
	at := share * float64(len(ramp)-1)
	stop := min(int(at), len(ramp)-2)
	hex := "#"
	for i := 1; i < 7; i += 2 {
		low, errLow := strconv.ParseUint(ramp[stop][i:i+2], 16, 8)
		high, errHigh := strconv.ParseUint(ramp[stop+1][i:i+2], 16, 8)
		if errLow != nil || errHigh != nil {
			t.Fatal(errLow, errHigh)
		}
		mixed := math.Round(float64(low) + (at-float64(stop))*(float64(high)-float64(low)))
		hex += strconv.FormatUint(0x100+uint64(mixed), 16)[1:]
	}
	return rgbOf(t, hex)
}
