package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// variable tells a test program which mutant to be.
const variable = "COST_MUTANT"

// build is test programs that hold the same mutants. Each is compiled when it is first asked for.
type build struct {
	root, dir string
	overlay   string // the file that says what is compiled in the place of what
	mutex     sync.Mutex
	programs  map[string]string // by package
}

// selector is the file that a package with mutants gets: it reads the variable, and ends a program that takes too much memory.
const selectorFile = `package %s

import (
	"os"
	"runtime/metrics"
	"strconv"
	"time"
)

var mutantChosen, _ = strconv.Atoi(os.Getenv("` + variable + `"))

func init() {
	if mutantChosen == 0 {
		return
	}
	go func() {
		for sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}; ; time.Sleep(20 * time.Millisecond) {
			if metrics.Read(sample); sample[0].Value.Uint64() > 1<<30 {
				os.Stderr.WriteString("a gigabyte of memory\n")
				os.Exit(1)
			}
		}
	}()
}
`

// newBuild writes what is compiled: for mutants of functions the files with all of them, for another the file with its change.
func newBuild(root string, mutants []*mutant) (*build, error) {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	b := &build{root: root, dir: dir, overlay: filepath.Join(dir, "overlay.json"), programs: map[string]string{}}
	texts := map[string][]byte{}
	for _, m := range mutants {
		if _, done := texts[m.file.path]; done {
			continue
		}
		texts[m.file.path] = m.applied()
		if m.body != nil {
			texts[m.file.path] = together(m.file, mutants)
		}
		texts[filepath.Join(filepath.Dir(m.file.path), "mutant_chosen.go")] = fmt.Appendf(nil, selectorFile, m.file.tree.Name.Name)
	}
	return b, b.write(texts)
}

func (b *build) write(texts map[string][]byte) error {
	replace := map[string]string{}
	for path, text := range texts {
		replace[path] = filepath.Join(b.dir, fmt.Sprintf("%d.go", len(replace)))
		if err := os.WriteFile(replace[path], text, 0o600); err != nil {
			return err
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(b.overlay, overlay, 0o600)
}

// together is the text of a file in which every function begins with what its mutants do instead.
func together(f *file, mutants []*mutant) []byte {
	var inserts []edit
	for _, m := range mutants {
		if m.file != f || m.body == nil {
			continue
		}
		inside := edit{m.change.from - m.body.from, m.change.to - m.body.from, m.change.text}
		body := inside.apply(f.text[m.body.from:m.body.to])
		leave := "\nreturn\n"
		if m.results {
			leave = "\n" // what compiled ends in a return or panic
		}
		inserts = append(inserts, edit{m.body.from, m.body.from, fmt.Sprintf("\nif mutantChosen == %d {\n%s%s}\n", m.id, body, leave)})
	}
	slices.SortStableFunc(inserts, func(a, b edit) int { return b.from - a.from })
	text := f.text
	for _, e := range inserts {
		text = e.apply(text)
	}
	return text
}

// program compiles the tests of a package.
func (b *build) program(folder string) (string, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if path, ok := b.programs[folder]; ok {
		return path, nil
	}
	path := filepath.Join(b.dir, strings.ReplaceAll(folder, "/", "_")+".test")
	compile := exec.Command("go", "test", "-c", "-vet=off", "-overlay", b.overlay, "-o", path, "./"+folder)
	compile.Dir = b.root
	if out, err := compile.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the tests of %s with mutants: %w\n%s", folder, err, bytes.TrimSpace(out))
	}
	b.programs[folder] = path
	return path, nil
}

func (b *build) remove() error { return os.RemoveAll(b.dir) }
