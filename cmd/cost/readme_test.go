package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const readme = "../../README.md"

// fenced is a block of code of a document: its language, its lines, and where they start in the document.
type fenced struct {
	language, text string
	start          int
}

func fencedBlocks(t *testing.T, doc string) []fenced {
	t.Helper()
	var out []fenced
	parts := strings.Split(doc, "```")
	if len(parts)%2 == 0 {
		t.Fatal("a block of code is not closed")
	}
	at := 0
	for i, part := range parts {
		if i%2 == 1 {
			language, text, _ := strings.Cut(part, "\n")
			out = append(out, fenced{language, text, at + len(language) + 1})
		}
		at += len(part) + len("```")
	}
	return out
}

// TestReadme runs every block: scripts and Go programs, whose output is the text block that follows, and those of the
// commands that are ours.
func TestReadme(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	blocks := fencedBlocks(t, string(content))
	text, ran := string(content), 0
	// From the last block to the first, so that what is written with -update moves none that is still to come.
	for i := len(blocks) - 1; i >= 0; i-- {
		got, runs := runBlock(t, blocks[i])
		if !runs {
			continue
		}
		ran++
		if i+1 < len(blocks) && blocks[i+1].language == "text" {
			text = blocks[i+1].replaced(text, got)
		}
	}
	if ran < 3 {
		t.Errorf("%d blocks were run", ran)
	}
	sameText(t, readme, string(content), text)
}

// replaced returns the document with another text in the block.
func (b fenced) replaced(doc, text string) string {
	return doc[:b.start] + text + doc[b.start+len(b.text):]
}

// sameText compares the document with one whose output is that of now, or writes it with -update.
func sameText(t *testing.T, name, want, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.FromSlash(name), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}

// runBlock returns the output of a block, and whether it is one that runs.
func runBlock(t *testing.T, block fenced) (string, bool) {
	t.Helper()
	switch block.language {
	case "cost":
		out, problems, exit := call(t, block.text, "run", "-")
		if exit != exitFine || problems != "" {
			t.Errorf("exit status %d of\n%s\n%s", exit, block.text, problems)
		}
		return out, true
	case "go":
		return runGo(t, block.text), true
	case "sh":
		t.Run("commands", func(t *testing.T) { runCommands(t, block.text) })
		return "", true
	case "text":
		return "", false
	}
	t.Errorf("a block of unknown language %q", block.language)
	return "", false
}

// runGo runs a program as one that imports this module.
func runGo(t *testing.T, program string) string {
	t.Helper()
	source := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(source, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", source).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return string(out)
}

// runCommands runs the lines that call this command. The only other is the one that runs this test.
func runCommands(t *testing.T, lines string) {
	t.Helper()
	t.Chdir("../..")
	for line := range strings.Lines(lines) {
		args, ours := strings.CutPrefix(strings.TrimSpace(line), "go run ./cmd/cost ")
		if !ours {
			if line != "go test ./...\n" {
				t.Errorf("an unknown command: %s", line)
			}
			continue
		}
		if out, problems, exit := call(t, "", strings.Fields(args)...); exit != exitFine || out == "" {
			t.Errorf("%s: exit status %d\n%s", line, exit, problems)
		}
	}
}
