package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// sums is the file of checksums, in the form that `sha256sum -c` reads.
const sums = "SHA256SUMS"

// release is one version of the command for some platforms.
type release struct {
	root      string // the folder of the module
	out       string // the folder to write
	version   string
	time      time.Time // of everything in the archives
	platforms []platform
}

// documents go into each archive beside the command, under their paths: the first page and all that it leads to.
func documents() []string {
	return []string{"README.md", "CHANGELOG.md", "LICENSE", "lang/SPEC.md", "lang/DECISIONS.md", "eval/EMBEDDING.md", "cmd/cost/schema", "examples"}
}

// write builds everything in a folder of its own beside the place it is for, and moves it there when it is whole.
func (r *release) write(ctx context.Context, stdout io.Writer) error {
	if err := onlyRelease(r.out); err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(r.out))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(parent, ".cost-release-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	finished := filepath.Join(work, "release")
	if err := os.Mkdir(finished, 0o755); err != nil {
		return err
	}
	if err := r.fill(ctx, work, finished, stdout); err != nil {
		return err
	}
	return replace(r.out, finished, filepath.Join(work, "old"))
}

// fill writes the archive of each platform and the checksums of them all.
func (r *release) fill(ctx context.Context, work, finished string, stdout io.Writer) error {
	var list bytes.Buffer
	for _, p := range r.platforms {
		body, err := r.archiveFor(ctx, p, filepath.Join(work, p.binary()))
		if err != nil {
			return err
		}
		name := r.archiveName(p)
		if err := os.WriteFile(filepath.Join(finished, name), body, readable); err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(body), name)
		fmt.Fprintf(stdout, "%s, %d bytes\n", name, len(body))
	}
	return os.WriteFile(filepath.Join(finished, sums), list.Bytes(), readable)
}

func (r *release) archiveName(p platform) string {
	return fmt.Sprintf("cost_%s_%s_%s.zip", r.version, p.os, p.arch)
}

// archiveFor returns the archive of a platform; binary is where the command is built.
func (r *release) archiveFor(ctx context.Context, p platform, binary string) ([]byte, error) {
	if err := r.buildCommand(ctx, p, binary); err != nil {
		return nil, err
	}
	command, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	entries := []entry{{p.binary(), command, executable}}
	for _, name := range documents() {
		files, err := filesOf(os.DirFS(r.root), name)
		if err != nil {
			return nil, err
		}
		entries = append(entries, files...)
	}
	others, err := r.licences(ctx, p)
	if err != nil {
		return nil, err
	}
	return archive(append(entries, entry{"LICENSES-OF-OTHERS.txt", others, readable}), r.time)
}

// filesOf returns a file, or all files of a folder but tests and what begins with a dot, in the order of their names.
func filesOf(fsys fs.FS, name string) ([]entry, error) {
	var out []entry
	err := fs.WalkDir(fsys, name, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		body, err := fs.ReadFile(fsys, name)
		out = append(out, entry{name, body, readable})
		return err
	})
	return out, err
}

// onlyRelease refuses a place with anything in it that is no part of a release, since all of it would go.
func onlyRelease(place string) error {
	entries, err := os.ReadDir(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		archived, _ := filepath.Match("cost_*.zip", e.Name())
		if e.IsDir() || e.Name() != sums && !archived {
			return fmt.Errorf("%s holds %s, which is no part of a release; name another folder with -o", place, e.Name())
		}
	}
	return nil
}

// replace moves a finished release to its place and keeps the older one, if any, until that is done.
func replace(place, finished, old string) error {
	if err := onlyRelease(place); err != nil {
		return err
	}
	err := os.Rename(place, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	replaced := err == nil
	if err := os.Rename(finished, place); err != nil {
		if replaced {
			return errors.Join(err, os.Rename(old, place))
		}
		return err
	}
	return nil
}
