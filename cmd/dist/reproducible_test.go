package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// TestSameBitsElsewhere builds the release of this machine from two copies of the project, the second with other
// permissions, times and settings, as another user has them.
func TestSameBitsElsewhere(t *testing.T) {
	if testing.Short() {
		t.Skip("links the command twice")
	}
	if !slices.Contains(platforms(), platform{runtime.GOOS, runtime.GOARCH}) {
		t.Skip("no release is made for this machine")
	}
	host := platform{runtime.GOOS, runtime.GOARCH}
	at := time.Date(2024, 5, 6, 7, 8, 10, 0, time.UTC)
	one, two := copyOfProject(t, 0o644, at), copyOfProject(t, 0o600, at.Add(time.Hour))
	t.Setenv("CGO_ENABLED", "0")
	first := built(t, release{root: one, version: "v1.2.3", time: at, platforms: []platform{host}})
	asAnotherUser(t)
	second := built(t, release{root: two, version: "v1.2.3", time: at, platforms: []platform{host}})
	if diff := cmp.Diff(sumsOf(first), sumsOf(second)); diff != "" {
		t.Errorf("the second build differs (-first +second):\n%s", diff)
	}
	archived := fmt.Sprintf("cost_v1.2.3_%s_%s.zip", host.os, host.arch)
	want := fmt.Sprintf("%s  %s\n", sumsOf(first)[archived], archived)
	if diff := cmp.Diff(want, string(first[sums])); diff != "" {
		t.Errorf("checksums (-want +got):\n%s", diff)
	}
	checkArchive(t, host, first[archived])
}

// copyOfProject copies what a build reads and gives all files those permissions and that time.
func copyOfProject(t *testing.T, mode fs.FileMode, at time.Time) string {
	t.Helper()
	to := t.TempDir()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		target := filepath.Join(to, filepath.FromSlash(name))
		switch {
		case err != nil:
			return err
		case e.IsDir() && (name == "dist" || len(name) > 1 && name[0] == '.'):
			return fs.SkipDir
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		case !e.Type().IsRegular() || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		body, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, body, mode); err != nil {
			return err
		}
		return os.Chtimes(target, at, at)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// asAnotherUser changes what a user may have set that a build must not see. The caches stay, to save time.
func asAnotherUser(t *testing.T) {
	t.Helper()
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		folder, err := goTool(context.Background(), ".", nil, "env", name)
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, folder)
	}
	home := t.TempDir()
	for name, value := range map[string]string{
		"HOME": home, "USERPROFILE": home, "USER": "another", "TZ": "Asia/Tokyo", "LANG": "da_DK.UTF-8",
		"GOFLAGS": "-tags=another", "GOAMD64": "v3", "GOARM64": "v9.0", "CGO_ENABLED": "1", "GOENV": filepath.Join(home, "env"),
	} {
		t.Setenv(name, value)
	}
}

// built returns the files of a release by name, and demands that nothing else is left beside it.
func built(t *testing.T, r release) map[string][]byte {
	t.Helper()
	parent := t.TempDir()
	r.out = filepath.Join(parent, "out")
	if err := r.write(context.Background(), io.Discard); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"out"}, namesIn(t, parent)); diff != "" {
		t.Errorf("left beside the release (-want +got):\n%s", diff)
	}
	files := map[string][]byte{}
	for _, name := range namesIn(t, r.out) {
		files[name] = []byte(readFile(t, filepath.Join(r.out, name)))
	}
	return files
}

func sumsOf(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, body := range files {
		out[name] = fmt.Sprintf("%x", sha256.Sum256(body))
	}
	return out
}

// checkArchive checks what a released archive of this machine holds, and that the command in it runs.
func checkArchive(t *testing.T, host platform, body []byte) {
	t.Helper()
	files := unzipped(t, body)
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	first := []string{host.binary(), "README.md", "CHANGELOG.md", "LICENSE", "lang/SPEC.md"}
	if diff := cmp.Diff(first, names[:min(len(first), len(names))]); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	checkLinks(t, files)
	others := files[len(files)-1]
	if others.name != "LICENSES-OF-OTHERS.txt" {
		t.Fatalf("the last file is %s", others.name)
	}
	for _, said := range []string{"\nGo\n--\n", "\ngithub.com/spf13/cobra v1", "Apache License", "The Go Authors"} {
		if !bytes.Contains(others.body, []byte(said)) {
			t.Errorf("the licences of others do not say %q", said)
		}
	}
	folder := t.TempDir()
	for _, f := range files {
		writeFile(t, filepath.Join(folder, filepath.FromSlash(f.name)), string(f.body))
		if err := os.Chmod(filepath.Join(folder, filepath.FromSlash(f.name)), f.mode); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		cmd := exec.Command(filepath.Join(folder, host.binary()), args...)
		cmd.Dir = folder
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("cost %v: %v", args, err)
		}
		return string(out)
	}
	if got, want := run("version"), fmt.Sprintf("cost v1.2.3 (%s %s)\n", runtime.Version(), host); got != want {
		t.Errorf("cost version prints %q, not %q", got, want)
	}
	if got := run("test", "examples"); !strings.HasSuffix(got, " 0 failed\n") {
		t.Errorf("the examples print\n%s", got)
	}
}

// checkLinks demands that whatever the documents of an archive lead to is in it.
func checkLinks(t *testing.T, files []entry) {
	t.Helper()
	link, checked := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`), 0
	code := regexp.MustCompile("(?s)```.*?```") // in which Bind[In, Out](program) is no link
	for _, f := range files {
		if !strings.HasSuffix(f.name, ".md") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(f.body), ""), -1) {
			checked++
			target := path.Join(path.Dir(f.name), m[1])
			if !slices.ContainsFunc(files, func(e entry) bool { return e.name == target || strings.HasPrefix(e.name, target+"/") }) {
				t.Errorf("%s leads to %s, which is not in the archive", f.name, target)
			}
		}
	}
	if checked < 5 {
		t.Errorf("%d links were found", checked)
	}
}

// unzipped returns the entries of an archive in their order.
func unzipped(t *testing.T, body []byte) []entry {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out []entry
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, entry{f.Name, text, f.Mode()})
	}
	return out
}
