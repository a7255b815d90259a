//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// The keys of a terminal.
const (
	ctrlA, ctrlC, ctrlD, ctrlR = "\x01", "\x03", "\x04", "\x12"
	enterKey, tabKey, upKey    = "\r", "\t", "\x1b[A"
	pasteBegins, pasteEnds     = "\x1b[200~", "\x1b[201~"
)

var workedScript = filepath.Join(examples, "worked.cost")

// TestTerminalGreets checks the line above the first prompt, and that ctrl-D leaves with the status of what is fine, whatever was wrong.
func TestTerminalGreets(t *testing.T) {
	s := sessionOn(t, 80, 20, nil, workedScript)
	s.shows("worked.cost has 4 outputs; `:help` lists the commands")
	s.types("1 + " + enterKey)
	s.endsWith("cost> 1 +\n  ...")
	s.types("nothing" + enterKey)
	s.shows("unknown name `nothing`", "<stdin>:2")
	s.types(ctrlD)
	if got := s.leaves(); got != exitFine {
		t.Errorf("exit status %d", got)
	}
	s = sessionOn(t, 80, 20, nil, workedScript, "--locale", "da")
	s.shows("worked.cost har 4 resultater; `:help` viser kommandoerne")
	s.types(":help" + enterKey + ":quit" + enterKey)
	if got := s.leaves(); got != exitFine {
		t.Errorf("exit status %d", got)
	}
}

// TestTerminalPreview checks that a value or what is wrong is seen before the line ends, and that ctrl-C clears the line.
func TestTerminalPreview(t *testing.T) {
	s := sessionOn(t, 80, 20, nil, workedScript)
	s.types("total / 7")
	s.endsWith("cost> total / 7\n= 52,118 kr.")
	s.types(" + 1 hour")
	s.endsWith("cost> total / 7 + 1 hour\nmoney plus working time")
	s.types(ctrlC)
	s.endsWith("cost> total / 7 + 1 hour\ncost>")
	s.types("let x = (" + enterKey + "2 + ")
	s.endsWith("cost> let x = (\n  ... 2 +")
	s.types("3) * 2")
	s.endsWith("  ... 2 + 3) * 2\n= 10")
}

// TestTerminalPreviewFollows checks that a preview is of the script as it is, though the line is the same.
func TestTerminalPreviewFollows(t *testing.T) {
	s := sessionOn(t, 60, 20, nil)
	s.types("let x = 2" + enterKey + "x * 10")
	s.endsWith("x * 10\n= 20")
	s.types(ctrlC + "let x = 3" + enterKey + "x * 10")
	s.endsWith("x * 10\n= 30")
}

// TestTerminalCompletes checks what may stand at the cursor, behind letters of every kind.
func TestTerminalCompletes(t *testing.T) {
	s := sessionOn(t, 80, 24, nil, workedScript)
	s.types("tal" + tabKey + ".")
	s.shows("cost> talks.")
	s.types("co" + tabKey)
	s.shows("completed_inside", "courses")
	s.types("m" + tabKey + "_" + tabKey)
	s.endsWith("cost> talks.completed_inside\n= 60 participants")
	s.types(ctrlC + "let blåbær_i_år = 3" + enterKey + "1 + blå" + tabKey)
	s.endsWith("cost> 1 + blåbær_i_år\n= 4")
	s.types(ctrlC + ":unse" + tabKey)
	s.endsWith(":unset")
	s.types(ctrlC + tabKey)
	s.shows("intervention", "more")
	s.types(ctrlC + "team t {" + enterKey + "  sta" + tabKey)
	s.shows("  ...   sta\nstaff", "start")
}

// TestTerminalBlocks checks that blocks go on below a second prompt, and that ctrl-C takes all of one back.
func TestTerminalBlocks(t *testing.T) {
	s := sessionOn(t, 60, 20, nil)
	s.types("wage æ = 300 DKK/hour" + enterKey + "team t {" + enterKey + "  staff æ" + enterKey + "  start 1 in year 1" + enterKey)
	s.endsWith("  ...   start 1 in year 1\n  ...")
	s.types(ctrlC + ":list teams" + enterKey + "æ.hourly" + enterKey)
	s.endsWith("cost> :list teams\ncost> æ.hourly\n300 kr./hour\ncost>")
}

// TestTerminalStops checks that ctrl-C stops what runs, and nothing else; and that a session ends that is asked to.
func TestTerminalStops(t *testing.T) {
	s := sessionOn(t, 80, 20, nil, workedScript)
	s.types("let mine = 7" + enterKey + ":simulate per_completed draws 10_000_000" + enterKey)
	s.until(func() bool { return strings.Count(s.raw(), "\x1b[?2004l") == 2 }, "that two lines were taken")
	time.Sleep(20 * time.Millisecond) // until ctrl-C is a signal again
	s.types(ctrlC)
	s.shows("interrupted")
	s.types("mine + 1" + enterKey)
	s.endsWith("mine + 1\n8\ncost>")
	s.types("half a line")
	s.shows("half a line")
	if err := s.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if got := s.leaves(); got != exitInterrupted {
		t.Errorf("exit status %d, not %d", got, exitInterrupted)
	}
}

// TestTerminalNarrow checks that lines that go on and what stands below them keep their places at the bottom of a small screen.
func TestTerminalNarrow(t *testing.T) {
	s := sessionOn(t, 20, 8, nil, workedScript)
	s.types("per_completed * 2 + per_started")
	s.endsWith("cost> per_completed\n* 2 + per_started\n= 16,721 kr./parti…")
	s.types(enterKey)
	s.endsWith("16,721 kr./participa\nnt\ncost>")
	s.types("1 + 12345678 + 12345678")
	s.endsWith("cost> 1 + 12345678 +\n 12345678\n= 24,691,357")
	s.types(ctrlA + "7 - ")
	s.endsWith("cost> 7 - 1 + 123456\n78 + 12345678\n= 24,691,362")
	s.types(ctrlC + "t" + tabKey)
	s.endsWith("talks\nteam\ntotal\nand 2 more")
}

// TestTerminalResizes checks that a line goes on when the screen has another size.
func TestTerminalResizes(t *testing.T) {
	s := sessionOn(t, 80, 20, nil)
	s.types("1 + 2")
	s.endsWith("= 3")
	s.view.Resize(30, 12)
	if err := pty.Setsize(s.keys, &pty.Winsize{Cols: 30, Rows: 12}); err != nil {
		t.Fatal(err)
	}
	s.types(" + 4" + enterKey)
	s.endsWith("cost> 1 + 2 + 4\n7\ncost>")
}

// TestTerminalPastes pastes a block that needs what stands below it, and 5,000 lines, of which the last is typed on.
func TestTerminalPastes(t *testing.T) {
	s := sessionOn(t, 60, 20, nil)
	s.types(pasteBegins + "let twice = once * 2\r\nlet once = 4 DKK # æ\r\n" + pasteEnds + "twice" + enterKey)
	s.endsWith("cost> let once = 4 DKK # æ\ncost> twice\n8 kr.\ncost>")
	var lines strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&lines, "let p%d = %d * 2\r", i, i)
	}
	s.types(pasteBegins + lines.String() + "p4999 + \x1b[31m1" + pasteEnds)
	s.endsWith("cost> let p4999 = 4999 * 2\ncost> p4999 + [31m1\na blank is missing in `31m1`")
	s.types(ctrlC + "p4999 + 1" + enterKey)
	s.endsWith("p4999 + 1\n9,999\ncost>")
	s.types(upKey + upKey + upKey)
	s.endsWith("cost> twice\n= 8 kr.")
}

// TestTerminalColors checks that words, numbers and texts are told apart, and nothing where colours are not wanted.
func TestTerminalColors(t *testing.T) {
	const line = `let æ = 3 DKK * total + "x" # ø`
	s := sessionOn(t, 80, 20, nil, workedScript)
	s.types(line)
	for _, want := range []string{"let\x1b[0m", "\x1b[35m3 DKK", "\x1b[36mtotal", "\x1b[32m\"x\"", "\x1b[2m# ø"} {
		s.until(func() bool { return strings.Contains(s.raw(), want) }, fmt.Sprintf("%q", want))
	}
	s = sessionOn(t, 80, 20, []string{"NO_COLOR=1"}, workedScript)
	s.types(line + enterKey + "1 + 1")
	s.endsWith("= 2")
	for _, code := range regexp.MustCompile(`\x1b\[[0-9;]*m`).FindAllString(s.raw(), -1) {
		if code != "\x1b[0m" && code != "\x1b[49m" && code != "\x1b[39m" {
			t.Errorf("%q is written", code)
		}
	}
}

// TestTerminalWithoutDrawing checks the plain prompt of a terminal that can draw nothing.
func TestTerminalWithoutDrawing(t *testing.T) {
	s := sessionOn(t, 80, 20, []string{"TERM=dumb"}, workedScript)
	s.types("let x = (" + enterKey)
	s.endsWith("cost> let x = (\n  ...")
	s.types("3)" + enterKey)
	s.endsWith("  ... 3)\ncost>")
	s.types("x")
	s.endsWith("  ... 3)\ncost> x")
	s.types(ctrlC)
	s.endsWith("cost> x^C\ncost>")
	s.types("x * 2" + enterKey)
	s.endsWith("x * 2\n6\ncost>")
	if strings.Contains(s.raw(), "\x1b") {
		t.Errorf("something is drawn: %q", s.raw())
	}
	s.types(ctrlD)
	if got := s.leaves(); got != exitFine {
		t.Errorf("exit status %d", got)
	}
}

// TestTerminalHistory checks that lines are there again, in the session and the next, and that a session does without a file.
func TestTerminalHistory(t *testing.T) {
	folder := t.TempDir()
	kept := []string{"COST_HISTORY=" + filepath.Join(folder, "kept")}
	s := sessionOn(t, 80, 20, kept)
	s.types("1 + 41" + enterKey + "let æ = 2" + enterKey + upKey + upKey)
	s.endsWith("cost> 1 + 41\n= 42")
	s.types(ctrlC + ctrlD)
	s.leaves()
	s = sessionOn(t, 80, 20, kept)
	s.types(upKey)
	s.endsWith("cost> let æ = 2\n= 2")
	s.types(ctrlC + "1" + ctrlR)
	s.endsWith("cost> 1 + 41\n= 42")
	for _, env := range [][]string{{"COST_HISTORY=" + folder}, {"COST_HISTORY=", "HOME="}, {"COST_HISTORY=" + filepath.Join(folder, "none", "kept")}} {
		s = sessionOn(t, 80, 20, env)
		s.types("1 + 1" + enterKey + upKey)
		s.endsWith("2\ncost> 1 + 1\n= 2")
		if told := strings.Count(s.raw(), "is not kept for another session"); told != min(1, len(env[0])-len("COST_HISTORY=")) {
			t.Errorf("%v: said %d times:\n%s", env, told, s.text())
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "none")); err == nil {
		t.Error("a folder was made")
	}
}
