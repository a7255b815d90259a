package rows

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
)

// named declares data from a file of that name with one column.
func named(file string) *check.Data {
	d := data("id:text")
	d.File = file
	return d
}

func only(t *testing.T, found diag.List, parts ...string) {
	t.Helper()
	if len(found) != 1 {
		t.Fatalf("%d findings: %v", len(found), found)
	}
	for _, part := range parts {
		if got := lines(found); !strings.Contains(got, part) {
			t.Errorf("got  %swant %s", got, part)
		}
	}
	for _, text := range diagtest.Untranslated(found) {
		t.Errorf("not all Danish: %s", text)
	}
}

func TestPaths(t *testing.T) {
	fsys := fstest.MapFS{"data/rows.csv": {Data: []byte("id\nA\n")}, "data/notes.txt": {}, "other.csv": {}}
	for file, want := range map[string]string{
		"":                 "C0472 the name of the data file is empty",
		"../rows.csv":      "C0472 ../rows.csv leads out of the folder",
		"data/../../x.csv": "C0472",
		strings.Repeat("a/", 30_000) + "rows.csv": "C0472 the path of the data file is 60008 bytes long, and at most 1000 are allowed",
		"/etc/rows.csv":       "C0472 /etc/rows.csv is not relative to the script",
		`C:\rows.csv`:         "=> write the path with /: C:/rows.csv",
		"C:/rows.csv":         "C0472 C:/rows.csv is not relative",
		"https://a.dk/x.csv":  "is an address",
		"a\x00b":              "cannot be a path",
		"data":                "C0471 data is a folder => name the file in it",
		"rows.csv":            "C0470 rows.csv is not there => no file there has a name like it",
		"data/row.csv":        "C0470 data/row.csv is not there => the folder has `rows.csv`",
		"dato/rows.csv":       "there is no folder dato beside the script",
		"data/rows.csv/x.csv": "C0470",
	} {
		_, file, found := Read(fsys, "a.cost", named(file), Limits{})
		only(t, found, want, "a.cost:1:1 ")
		if file != nil {
			t.Error("a file was read")
		}
	}
}

func TestPlainPathsAreCleaned(t *testing.T) {
	fsys := fstest.MapFS{"data/rows.csv": {Data: []byte("id\nA\n")}}
	table, file, found := Read(fsys, "a.cost", named("./data//rows.csv"), Limits{})
	if found != nil || show(table) != "A\n" {
		t.Fatal(found)
	}
	if file.Name != "data/rows.csv" {
		t.Errorf("the file is called %s", file.Name)
	}
}

// A script that another one uses may lie deeper, and its data beside it or above, but never outside the root.
func TestPathsAreRelativeToTheScript(t *testing.T) {
	fsys := fstest.MapFS{"parts/own.csv": {Data: []byte("id\nA\n")}, "shared.csv": {Data: []byte("id\nB\n")}}
	for name, want := range map[string]string{"own.csv": "parts/own.csv", "../shared.csv": "shared.csv"} {
		_, file, found := Read(fsys, "parts/g18.cost", named(name), Limits{})
		if found != nil || file.Name != want {
			t.Errorf("%s is %v: %v", name, file, found)
		}
	}
	_, _, found := Read(fsys, "parts/g18.cost", named("../../shared.csv"), Limits{})
	only(t, found, "C0472 ../../shared.csv leads out of the folder")
}

func TestNoFolder(t *testing.T) {
	_, _, found := Read(nil, "a.cost", named("rows.csv"), Limits{})
	only(t, found, "a.cost:1:1 C0470 rows.csv is not there: the script was given without a folder")
}

func TestForms(t *testing.T) {
	files := fstest.MapFS{"rows.csv": {Data: []byte("id\nA\n")}, "book.xlsx": {Data: []byte("PK\x03\x04")}, "old.XLS": {Data: []byte("\xd0\xcf\x11\xe0")}}
	reads := Readers{".xlsx": func([]byte, Room) (Book, error) { return nil, errors.New("not asked") }}
	for _, test := range []struct {
		file, sheet string
		readers     Readers
		want        string
	}{
		{"book.xlsx", "Ark1", nil, "C0474 this program cannot read .xlsx: book.xlsx => open it and save the sheet as CSV; a Go program"},
		{"old.XLS", "", nil, "C0474 this program cannot read .xls: old.XLS => open it and save the sheet as CSV"},
		{"old.XLS", "", reads, "C0474 this program cannot read .xls: old.XLS => open it and save it as .xlsx"},
		{"rows.csv", "Ark1", reads, "C0483 rows.csv has no sheets, since it is text => leave out `sheet \"Ark1\"`"},
	} {
		d := named(test.file)
		d.Sheet = test.sheet
		_, _, found := test.readers.Read(files, "a.cost", d, Limits{})
		only(t, found, test.want)
	}
}

// closed is a file system that lets nobody read.
type closed struct{}

func (closed) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: "C:/scripts/" + name, Err: fs.ErrPermission}
}

func TestNoPermission(t *testing.T) {
	_, _, found := Read(closed{}, "a.cost", named("rows.csv"), Limits{})
	only(t, found, "a.cost:1:1 C0471 rows.csv cannot be read: permission denied\n")
	if got := found[0].Message.In(say.Danish); got != "`rows.csv` kan ikke læses: der er ikke adgang til den" {
		t.Error(got)
	}
}

// script makes a folder for a script with an outside file beside it, and opens it as a script's root.
func script(t *testing.T) (dir string, root *os.Root) {
	t.Helper()
	base := t.TempDir()
	dir = filepath.Join(base, "script")
	write(t, filepath.Join(base, "outside.csv"), "id\nA\n")
	write(t, filepath.Join(dir, "inside.csv"), "id\nB\n")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRealFile(t *testing.T) {
	_, root := script(t)
	table, _, found := Read(root.FS(), "a.cost", named("inside.csv"), Limits{})
	if found != nil || show(table) != "B\n" {
		t.Fatal(found)
	}
}
