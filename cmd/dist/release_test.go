package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestArchive(t *testing.T) {
	at := time.Date(2024, 5, 6, 7, 8, 10, 0, time.FixedZone("there", 3600))
	entries := []entry{{"cost", []byte("program"), executable}, {"README.md", []byte(strings.Repeat("text ", 100)), readable}}
	body, err := archive(entries, at)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entries, unzipped(t, body), cmp.AllowUnexported(entry{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		if !f.Modified.Equal(at) {
			t.Errorf("%s is of %v, not %v", f.Name, f.Modified, at)
		}
	}
	again, err := archive(entries, at.In(time.UTC))
	if err != nil || !bytes.Equal(body, again) {
		t.Errorf("an archive made where the clock is another differs; %v", err)
	}
}

// TestFailure breaks the build: the older release stays, and nothing half made is left.
func TestFailure(t *testing.T) {
	module := t.TempDir()
	writeFile(t, filepath.Join(module, "go.mod"), "module example.com/none\n")
	place := filepath.Join(module, "deep", "dist")
	writeFile(t, filepath.Join(place, sums), "older\n")
	r := release{root: module, out: place, version: "v2", platforms: platforms()[:1]}
	err := r.write(context.Background(), io.Discard)
	if err == nil || !strings.Contains(err.Error(), "cmd/cost") {
		t.Errorf("a module without the command gives %v", err)
	}
	if got := readFile(t, filepath.Join(place, sums)); got != "older\n" {
		t.Errorf("the older release says %q", got)
	}
	if diff := cmp.Diff([]string{"dist"}, namesIn(t, filepath.Dir(place))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReplace(t *testing.T) {
	folder := t.TempDir()
	place, finished, old := filepath.Join(folder, "dist"), filepath.Join(folder, "new"), filepath.Join(folder, "old")
	writeFile(t, filepath.Join(place, "cost_v1_linux_amd64.zip"), "older")
	writeFile(t, filepath.Join(place, sums), "older")
	writeFile(t, filepath.Join(finished, sums), "newer")
	if err := replace(place, finished, old); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{sums}, namesIn(t, place)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := readFile(t, filepath.Join(place, sums)); got != "newer" {
		t.Errorf("the release in place says %q", got)
	}
}

// TestForeignFolder gives a folder with something else in it as the place: it is refused before anything is built.
func TestForeignFolder(t *testing.T) {
	for _, name := range []string{"notes.txt", filepath.Join("cost_old.zip", "inner.txt")} {
		place := t.TempDir()
		writeFile(t, filepath.Join(place, name), "mine")
		r := release{root: place, out: place, version: "v2", platforms: platforms()}
		if err := r.write(context.Background(), io.Discard); err == nil || !strings.Contains(err.Error(), "no part of a release") {
			t.Errorf("%s: %v", name, err)
		}
		if got := readFile(t, filepath.Join(place, name)); got != "mine" {
			t.Errorf("%s now says %q", name, got)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := t.TempDir()
	r := release{root: root, out: filepath.Join(folder, "dist"), version: "v2", platforms: platforms()}
	if err := r.write(ctx, io.Discard); err != context.Canceled {
		t.Errorf("gives %v", err)
	}
	if names := namesIn(t, folder); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestModuleWithoutLicence(t *testing.T) {
	var out bytes.Buffer
	err := addLicences(&out, "example.com/none", t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "example.com/none has no licence") {
		t.Errorf("gives %v", err)
	}
}

func TestUsage(t *testing.T) {
	for args, want := range map[string]string{
		"-nothing":                          "flag provided but not defined: -nothing",
		"now":                               `no argument is known, such as "now"`,
		"-version a/b":                      `version "a/b" holds more than`,
		"-o=":                               "-o names no folder",
		"-platforms linux":                  `unknown platform "linux": darwin/amd64, darwin/arm64, linux/amd64`,
		"-platforms linux/amd64,plan9/mips": `unknown platform "plan9/mips"`,
	} {
		var out, problems strings.Builder
		exit := execute(context.Background(), strings.Fields(args), &out, &problems)
		if exit != exitUsage || out.Len() > 0 || !strings.Contains(problems.String(), want) {
			t.Errorf("%s: exit status %d, said %q", args, exit, problems.String())
		}
	}
	var out, problems strings.Builder
	if exit := execute(context.Background(), []string{"-h"}, &out, &problems); exit != exitFine || !strings.Contains(problems.String(), "os/arch") {
		t.Errorf("-h: exit status %d, said %q", exit, problems.String())
	}
}

func TestPlatforms(t *testing.T) {
	got, err := parsePlatforms("windows/arm64,linux/amd64,windows/arm64")
	if err != nil {
		t.Fatal(err)
	}
	if want := []platform{{"linux", "amd64"}, {"windows", "arm64"}}; !slices.Equal(want, got) {
		t.Errorf("%v, not %v", got, want)
	}
}

func namesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// writeFile writes a file and the folders it lies in.
func writeFile(t *testing.T, name, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
}
