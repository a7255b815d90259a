package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licences gathers the texts that the licences of what is linked ask to go with a binary, those of Go first.
func (r *release) licences(ctx context.Context, p platform) ([]byte, error) {
	goroot, err := goTool(ctx, r.root, p.environment(), "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	modules, err := goTool(ctx, r.root, p.environment(), "list", "-deps", "-f",
		`{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`, "./cmd/cost")
	if err != nil {
		return nil, err
	}
	lines := strings.FieldsFunc(modules, func(c rune) bool { return c == '\n' || c == '\r' })
	slices.Sort(lines)
	var out bytes.Buffer
	out.WriteString("The command cost is built of these too, under the licences that follow.\n")
	for _, line := range append([]string{"Go\t" + goroot}, slices.Compact(lines)...) {
		name, folder, _ := strings.Cut(line, "\t")
		if err := addLicences(&out, name, folder); err != nil {
			return nil, err
		}
	}
	err = r.vendored(&out)
	return out.Bytes(), err
}

// vendored writes the licences of the programs that lie in the project as they were published.
func (r *release) vendored(out *bytes.Buffer) error {
	const folder = "eval/chart/vega"
	entries, err := os.ReadDir(filepath.Join(r.root, filepath.FromSlash(folder)))
	for _, e := range entries {
		if err == nil && e.IsDir() {
			err = addLicences(out, folder+"/"+e.Name(), filepath.Join(r.root, filepath.FromSlash(folder), e.Name()))
		}
	}
	return err
}

// addLicences writes the licences that lie in a folder below the name of what they are for.
func addLicences(out *bytes.Buffer, name, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	licence, found := regexp.MustCompile(`(?i)^((un)?licen[cs]e|copying|notice)(\.\w+)?$`), false
	for _, e := range entries {
		if e.IsDir() || !licence.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", name, strings.Repeat("-", len(name)), bytes.TrimSpace(text))
		found = true
	}
	if !found {
		return fmt.Errorf("%s has no licence in %s", name, folder)
	}
	return nil
}
