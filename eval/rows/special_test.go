//go:build unix

package rows

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestLinks(t *testing.T) {
	dir, root := script(t)
	for link, target := range map[string]string{
		"in.csv": "inside.csv", "out.csv": "../outside.csv", "away": "..", "far.csv": "/dev/null", "gone.csv": "nothing.csv", "round.csv": "round.csv",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if table, _, found := Read(root.FS(), "a.cost", named("in.csv"), Limits{}); found != nil || show(table) != "B\n" {
		t.Error("a link inside the folder was refused:", found)
	}
	for file, want := range map[string]string{
		"out.csv":          "C0472 out.csv is refused: the link out.csv leads out of the folder of the script",
		"away/outside.csv": "C0472 away/outside.csv is refused: the link away leads out",
		"far.csv":          "C0472 far.csv is refused: the link far.csv",
		"gone.csv":         "C0470 gone.csv is not there: the link gone.csv leads nowhere",
		"round.csv":        "the link round.csv",
	} {
		_, _, found := Read(root.FS(), "a.cost", named(file), Limits{})
		only(t, found, want)
	}
}

// A pipe that nobody writes to would hold a careless reader for ever.
func TestPipe(t *testing.T) {
	dir, root := script(t)
	readers := Readers{".xlsx": func([]byte, Room) (Book, error) { return nil, errors.New("nobody is asked") }}
	for _, name := range []string{"pipe.csv", "pipe.xlsx"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, found := readers.Read(root.FS(), "a.cost", named(name), Limits{})
		only(t, found, "C0471 "+name+" is a pipe, not a file")
	}
}

func TestDevice(t *testing.T) {
	_, _, found := Read(os.DirFS("/dev"), "a.cost", named("zero"), Limits{})
	only(t, found, "C0471 zero is a device, not a file")
}
