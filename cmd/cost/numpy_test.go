package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The simulation of testdata/bench/meetings.cost is written in numpy beside it, to compare with: figures and time.
const bench = "../../testdata/bench"

// numpy returns a Python that has numpy. The gate installs it; the Python found first is not always the one of the system.
func numpy(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3", "python", "py"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import numpy").Run() == nil {
			return path
		}
	}
	if os.Getenv("COST_CI") == "" {
		t.Skip("no Python here has numpy")
	}
	t.Fatal("no Python here has numpy, and the gate needs it")
	return ""
}

// numpyCommand and costCommand make the two do the same: the percentiles of so many draws, the moments and the ends.
func numpyCommand(python string, draws int) *exec.Cmd {
	return exec.Command(python, filepath.Join(bench, "meetings_numpy.py"), strconv.Itoa(draws), "1")
}

func costCommand(cost string, draws int, more ...string) *exec.Cmd {
	args := []string{"simulate", filepath.Join(bench, "meetings.cost"), "--of", "whole", "--draws", strconv.Itoa(draws)}
	return exec.Command(cost, append(args, more...)...)
}

// inNumpy is what the program prints: the mean, the standard deviation and the percentiles, and the ends, which are left out.
func inNumpy(t *testing.T, python string, draws int) (out []float64) {
	t.Helper()
	text, err := numpyCommand(python, draws).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Fields(string(text)) {
		v, err := strconv.ParseFloat(line, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if len(out) != 11 {
		t.Fatalf("numpy prints %d numbers", len(out))
	}
	return out[:9]
}

// simulated is the same by the command, each number with its error.
func simulated(t *testing.T, cost string, draws int) (values, wrong []float64) {
	t.Helper()
	text, err := costCommand(cost, draws, "--format", "json", "--sampler", "random").Output()
	if err != nil {
		t.Fatal(err)
	}
	type simulatedTable struct {
		Name string
		Rows [][]string
	}
	var report struct{ Tables []simulatedTable }
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	simulation := slices.IndexFunc(report.Tables, func(t simulatedTable) bool { return strings.HasPrefix(t.Name, "simulate_") })
	for _, row := range report.Tables[simulation].Rows {
		v, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if e, err := strconv.ParseFloat(row[2], 64); err == nil { // the value as it is has none, nor have the ends
			values, wrong = append(values, v), append(wrong, e)
		}
	}
	return values, wrong
}

// Numpy's figures are the command's within the errors of independent draws, which both have.
func TestNumpyAgrees(t *testing.T) {
	const draws = 200_000
	python, cost := numpy(t), filepath.Join(t.TempDir(), "cost.exe")
	build(t, cost, ".")
	theirs := inNumpy(t, python, draws)
	ours, wrong := simulated(t, cost, draws)
	if len(ours) != len(theirs) {
		t.Fatalf("%d numbers, and %d of numpy", len(ours), len(theirs))
	}
	for i, v := range theirs {
		// The error of a difference is root two of one, and four of those are never seen.
		if off := math.Abs(v-ours[i]) / (math.Sqrt2 * wrong[i]); !(off < 4) || wrong[i] > 0.01*v {
			t.Errorf("figure %d is %v by numpy and %v ± %v here", i, v, ours[i], wrong[i])
		}
	}
}

// BenchmarkAgainstNumpy runs a million draws with percentiles by numpy and by the command in turn, whole processes, the command
// also on one core, and prints the times and, by the median round, how many times as fast the command is.
func BenchmarkAgainstNumpy(b *testing.B) {
	const draws = 1_000_000
	python, cost := numpy(b), filepath.Join(b.TempDir(), "cost.exe")
	build(b, cost, ".")
	var theirs, all, single, times, timesSingle []float64
	for b.Loop() {
		t := clocked(b, numpyCommand(python, draws)).Seconds()
		ours := clocked(b, costCommand(cost, draws)).Seconds()
		alone := costCommand(cost, draws)
		alone.Env = append(os.Environ(), "GOMAXPROCS=1")
		one := clocked(b, alone).Seconds()
		theirs, all, single = append(theirs, t), append(all, ours), append(single, one)
		times, timesSingle = append(times, t/ours), append(timesSingle, t/one)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(1000*middle(theirs), "ms-numpy")
	b.ReportMetric(1000*middle(all), "ms-cost")
	b.ReportMetric(1000*middle(single), "ms-one-core")
	b.ReportMetric(middle(times), "x-numpy")
	b.ReportMetric(middle(timesSingle), "x-one-core")
}

func middle(xs []float64) float64 { return slices.Sorted(slices.Values(xs))[len(xs)/2] }
