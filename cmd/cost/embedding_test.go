package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const embeddingPage = "../../eval/EMBEDDING.md"

// TestEmbeddingPage compiles and runs every block of Go on the page: the first is a program, and the others, which go on from it, are
// functions of one. A text block is what the block above it prints; without one it prints nothing.
func TestEmbeddingPage(t *testing.T) {
	content, err := os.ReadFile(filepath.FromSlash(embeddingPage))
	if err != nil {
		t.Fatal(err)
	}
	blocks := fencedBlocks(t, string(content))
	var fragments []string
	for _, b := range blocks {
		if b.language != "go" && b.language != "text" {
			t.Errorf("a block of unknown language %q", b.language)
		}
		if b.language == "go" {
			fragments = append(fragments, b.text)
		}
	}
	if len(fragments) < 5 {
		t.Fatalf("%d blocks of Go", len(fragments))
	}
	script, _, _ := strings.Cut(fragments[0][strings.Index(fragments[0], "const script"):], "func main")
	printed := append([]string{runGo(t, fragments[0])}, strings.Split(runGo(t, asProgram(script, fragments[1:])), mark)...)
	if len(printed) != len(fragments)+1 {
		t.Fatalf("%d texts of %d blocks", len(printed), len(fragments))
	}
	text, at := string(content), len(fragments)
	for i := len(blocks) - 1; i >= 0; i-- {
		if blocks[i].language != "go" {
			continue
		}
		at--
		if i+1 < len(blocks) && blocks[i+1].language == "text" {
			text = blocks[i+1].replaced(text, printed[at])
		} else if printed[at] != "" {
			t.Errorf("what block %d prints stands nowhere:\n%s", at, printed[at])
		}
	}
	sameText(t, embeddingPage, string(content), text)
}

// mark ends what a fragment prints.
const mark = "-- end of a fragment --\n"

// asProgram is a program of fragments that leave out what the page says they do: imports, a context and the program compiled from the script.
func asProgram(script string, fragments []string) string {
	var b strings.Builder
	b.WriteString(`package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/diag"
)

var _ = []any{json.Unmarshal, errors.As, strings.Repeat, time.Second, num.Int, diag.TextLimit, os.Exit, xlsx.Reader}

` + script + `
func main() {
	program, err := eval.Compile("visits.cost", []byte(script))
	if err != nil {
		panic(err)
	}
`)
	for i := range fragments {
		b.WriteString("\tfragment" + strconv.Itoa(i) + "(context.Background(), program)\n\tfmt.Print(" + strconv.Quote(mark) + ")\n")
	}
	b.WriteString("}\n")
	for i, f := range fragments {
		b.WriteString("\nfunc fragment" + strconv.Itoa(i) + "(ctx context.Context, program *eval.Program) {\n" + f + "}\n")
	}
	return b.String()
}
