package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	root     = "../../.."
	examples = root + "/examples/"
	charts   = root + "/eval/chart/testdata/"
)

// What all tests share: the command, and one browser, in which every page has a tab. It is nil where there is none.
var (
	command  string
	chromium context.Context
)

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "browser")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	command = filepath.Join(dir, "cost")
	if runtime.GOOS == "windows" {
		command += ".exe"
	}
	build := exec.Command("go", "build", "-o", command, "./cmd/cost")
	build.Dir = filepath.FromSlash(root)
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	path := found()
	if path == "" {
		return m.Run()
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true),
		chromedp.Flag("force-device-scale-factor", "1"), chromedp.UserDataDir(filepath.Join(dir, "profile")))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, end := chromedp.NewContext(allocator)
	defer end()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, path, err)
		return 1
	}
	chromium = browser
	return m.Run()
}

// found is a browser of the system that is or is made of Chromium, or "".
func found() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// needBrowser leaves a test out where there is no browser. The gate has one.
func needBrowser(t *testing.T) {
	t.Helper()
	if chromium == nil && os.Getenv("COST_CI") == "" {
		t.Skip("Chromium is not installed")
	}
	if chromium == nil {
		t.Fatal("Chromium is not installed")
	}
}

// need leaves a test out where a program is not installed. The gate has them all.
func need(t *testing.T, program string, args ...string) {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil && os.Getenv("COST_CI") == "" {
		t.Skipf("%s, or what it needs, is not installed: %v %.100s", program, err, out)
	}
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
}

// written is the file that the command writes of a script, asked in some way, under a name.
func written(t *testing.T, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name+".html")
	if out, err := exec.Command(command, append(args, "-o", file)...).CombinedOutput(); err != nil {
		t.Fatalf("cost %v: %v\n%s", args, err, out)
	}
	return file
}
