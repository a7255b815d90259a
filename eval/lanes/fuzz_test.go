package lanes

import (
	"context"
	"math/rand/v2"
	"runtime"
	"testing"
)

// Kernels, sizes of blocks, workers and a reading of one point at a time give the same bits, for random programs.
func FuzzSameBits(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 150 {
		f.Add(r.Uint64(), uint8(1+r.IntN(6)), uint16(5+r.IntN(150)), uint8(1+r.IntN(5)), uint16(r.IntN(1000)))
	}
	f.Add(uint64(1), uint8(3), uint16(700), uint8(2), uint16(2*Chunk+5))
	f.Fuzz(func(t *testing.T, seed uint64, inputs uint8, operations uint16, outputs uint8, points uint16) {
		n := 1 + int(points)%(3*Chunk)
		p := drawn(rand.New(rand.NewPCG(seed, 1)), 1+int(inputs)%12, 1+int(operations)%3_000, 1+int(outputs)%6)
		in, want := columns(p.inputs, n), columns(p.outputs, n)
		spread{}.Fill(0, n, in)
		p.newMachine(inPortableGo).Run(in, want)
		sameByAllKernels(t, p, in, want)
		sameOnWorkers(t, p, want)
		sameAlone(t, p, in, want)
	})
}

func sameByAllKernels(t *testing.T, p *Program, in, want [][]float64) {
	t.Helper()
	for _, by := range available() {
		got := columns(p.outputs, len(want[0]))
		p.newMachine(by).Run(in, got)
		station, n := p.newStation(p.newMachine(by), Chunk), min(len(want[0]), Chunk)
		chunk := station.read(t.Context(), spread{}, 0, n)
		for k := range want {
			same(t, want[k], got[k], by.name)
			same(t, want[k], chunk[k], by.name+" in a chunk")
		}
	}
}

func same(t *testing.T, want, got []float64, by string) {
	t.Helper()
	for i := range got {
		if !sameBits(want[i], got[i]) {
			t.Fatalf("a figure at %d is %v, and %v by %s", i, want[i], got[i], by)
		}
	}
}

func sameOnWorkers(t *testing.T, p *Program, want [][]float64) {
	t.Helper()
	none := func(bool) {}
	for _, workers := range []int{1, 3} {
		err := Sweep(context.Background(), p, spread{}, int64(len(want[0])), workers, func(first int64, out [][]float64) bool {
			for k, figures := range out {
				for i, x := range figures {
					if at := int(first) + i; !sameBits(want[k][at], x) {
						t.Errorf("figure %d at %d is %v, and %v on %d workers", k, at, want[k][at], x, workers)
						return false
					}
				}
			}
			return true
		}, none)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// sameAlone looks at some hundred points, the last among them.
func sameAlone(t *testing.T, p *Program, in, want [][]float64) {
	t.Helper()
	n := len(want[0])
	for i := n - 1; i >= 0; i -= 1 + n/300 {
		point := make([]float64, p.inputs)
		for k := range point {
			point[k] = in[k][i]
		}
		for k, one := range p.One(point) {
			if !sameBits(want[k][i], one) {
				t.Fatalf("figure %d at %d is %v, and %v alone", k, i, want[k][i], one)
			}
		}
	}
}

// What a worker holds is what a program says beforehand, within an eighth.
func TestBytes(t *testing.T) {
	for _, operations := range []int{50, 2_000} {
		p := drawn(rand.New(rand.NewPCG(13, 14)), 6, operations, 3)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		held = p.newStation(p.NewMachine(), Chunk)
		runtime.ReadMemStats(&after)
		got := int64(after.TotalAlloc - before.TotalAlloc)
		if said := p.Bytes(); got > said+said/8 || got < said-said/8 {
			t.Errorf("%d operations: %d bytes, said to be %d", operations, got, said)
		}
	}
}

// held keeps a station from being optimised away.
var held *station
