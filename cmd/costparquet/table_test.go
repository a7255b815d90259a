package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// object is a row by its names, with the names in order.
type object struct {
	names  []string
	values map[string]any
}

func (o object) Equal(p object) bool {
	return cmp.Equal(o.names, p.names) && cmp.Equal(o.values, p.values)
}

// objects reads lines as any reader of JSON does.
func objects(t *testing.T, lines string) []object {
	t.Helper()
	var out []object
	for line := range strings.Lines(lines) {
		o := object{values: map[string]any{}}
		if err := json.Unmarshal([]byte(line), &o.values); err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(line))
		for depth := 0; ; {
			at, err := d.Token()
			if err != nil {
				break
			}
			switch name := at.(type) {
			case json.Delim:
				depth += map[json.Delim]int{'{': 1, '[': 1, '}': -1, ']': -1}[name]
			case string:
				if _, is := o.values[name]; is && depth == 1 && !slices.Contains(o.names, name) {
					o.names = append(o.names, name)
				}
			}
		}
		out = append(out, o)
	}
	return out
}

// readBack reads a table with the library.
func readBack(t *testing.T, name string) []object {
	t.Helper()
	return readTable(t, read(t, name))
}

func readTable(t *testing.T, body []byte) []object {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out []object
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 100)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				out = append(out, objectOf(file.Schema(), row))
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// objectOf is a row as JSON has it.
func objectOf(s *parquet.Schema, row parquet.Row) object {
	o := object{values: map[string]any{}}
	for i, f := range s.Fields() {
		o.names = append(o.names, f.Name())
		var all []any
		for _, v := range row {
			if v.Column() == i && !v.IsNull() && v.Kind() == parquet.Double {
				all = append(all, v.Double())
			} else if v.Column() == i && !v.IsNull() {
				all = append(all, string(v.ByteArray()))
			}
		}
		switch {
		case !f.Leaf():
			o.values[f.Name()] = append([]any{}, all...)
		case len(all) == 0:
			o.values[f.Name()] = nil
		default:
			o.values[f.Name()] = all[0]
		}
	}
	return o
}

// tableOf makes a table of lines.
func tableOf(t *testing.T, in io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := writeTable(context.Background(), newLines(in), &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Names and texts are any that JSON has, lists have any length, and the first line may lack values.
func TestAnyNamesAndValues(t *testing.T) {
	lines := `{"z, (a,b/c)":null,"":"","a.b":[],"æ\u0000\"":[1,2,3],"list":1e308,"1":-0.1}
{"z, (a,b/c)":12345678901234567890,"":"\ud83d\ude00\n","a.b":[0.1],"æ\u0000\"":[],"list":5e-324,"1":0}
{"1":1,"list":2,"æ\u0000\"":[-1],"a.b":[1e-400,2],"":"=1+1","z, (a,b/c)":3}
`
	got := readTable(t, tableOf(t, strings.NewReader(lines)))
	want := objects(t, lines)
	want[2].names = want[0].names // in any order
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	windows := "\ufeff" + strings.ReplaceAll(lines, "\n", "\r\n\r\n")
	if !bytes.Equal(tableOf(t, strings.NewReader(lines)), tableOf(t, strings.NewReader(strings.TrimSuffix(windows, "\r\n")))) {
		t.Error("other bytes from lines of Windows")
	}
}

// generated is lines that are made as they are read, and the most memory that was in use meanwhile.
type generated struct {
	lines, at int
	left      []byte
	most      uint64
}

func (g *generated) Read(to []byte) (int, error) {
	if len(g.left) == 0 {
		if g.at == g.lines {
			return 0, io.EOF
		}
		if g.at%5000 == 0 {
			var m runtime.MemStats
			runtime.GC() // what is held, not what waits to be freed
			runtime.ReadMemStats(&m)
			g.most = max(g.most, m.HeapAlloc)
		}
		g.left = fmt.Appendf(nil, "{\"at\":%d,\"text\":\"%d %s\",\"half\":%d.5}\n", g.at, g.at, strings.Repeat("x", 2000), g.at)
		g.at++
	}
	n := copy(to, g.left)
	g.left = g.left[n:]
	return n, nil
}

// Memory does not grow with the lines: a group of rows is held at a time.
func TestMemoryIsBounded(t *testing.T) {
	g := &generated{lines: 100_000}
	var out countingWriter
	if err := writeTable(context.Background(), newLines(g), &out); err != nil {
		t.Fatal(err)
	}

	if g.most > 64<<20 {
		t.Errorf("%d MB are held for 200 MB of lines", g.most>>20)
	}
	if out == 0 {
		t.Error("nothing is written")
	}
}

type countingWriter int64

func (c *countingWriter) Write(b []byte) (int, error) {
	*c += countingWriter(len(b))
	return len(b), nil
}

// Rows stand in groups, none of which is made of many more bytes than it should.
func TestGroups(t *testing.T) {
	body := tableOf(t, &generated{lines: 3 * groupBytes / 2000})
	file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	rows := int64(0)
	for _, g := range file.RowGroups() {
		rows += g.NumRows()
		if g.NumRows() > groupBytes/2000+1 {
			t.Errorf("a group of %d rows", g.NumRows())
		}
	}
	if n := len(file.RowGroups()); n < 3 || rows != 3*groupBytes/2000 {
		t.Errorf("%d groups of %d rows in all", n, rows)
	}
}

// Any bytes are read as a table or refused, and never are another table than a reader of JSON sees.
func FuzzLines(f *testing.F) {
	for _, seed := range []string{"{\"a\":1}\n{\"a\":null}\n", "{\"a\":[1,2],\"b\":\"x\"}\n", "{\"a\":1", "[", "{\"a\":1e999}", "\ufeff{\"\":\"\"}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var out bytes.Buffer
		if writeTable(context.Background(), newLines(strings.NewReader(body)), &out) != nil {
			return
		}
		for i, o := range readTable(t, out.Bytes()) {
			if len(o.names) == 0 {
				t.Errorf("row %d has no names", i)
			}
		}
	})
}

func TestNothingIsLeftOfAFullDisk(t *testing.T) {
	err := writeTable(context.Background(), newLines(&generated{lines: 20_000}), full{})
	if err == nil || !strings.Contains(err.Error(), "the table could not be written: no space") {
		t.Error(err)
	}
	dir := t.TempDir()
	d, err := newDraft(filepath.Join(dir, "x.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	d.drop()
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }
