package workbook_test

import (
	"bytes"
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Tests here open workbooks in LibreOffice Calc, which computes them anew. The gate installs it (.ci/run); elsewhere they are left out
// where it is not there.

// officeTime is how long Calc may take for all the files of a test.
const officeTime = 4 * time.Minute

// always makes Calc compute every formula of a file that it opens, whatever the file says.
const always = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// recalculated opens files in Calc, all in one call, and returns what Calc saves them as.
func recalculated(t *testing.T, files map[string][]byte) map[string]*excelize.File {
	t.Helper()
	office, folder, out := officeOf(t), t.TempDir(), t.TempDir()
	user := filepath.Join(folder, "user")
	if err := os.Mkdir(user, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(always), 0o600); err != nil {
		t.Fatal(err)
	}
	profile := "file:///" + strings.TrimPrefix(filepath.ToSlash(folder), "/")
	args := []string{"-env:UserInstallation=" + profile, "--headless", "--convert-to", "xlsx", "--outdir", out}
	names := map[string]string{}
	for name, file := range files {
		at := filepath.Join(folder, strconv.Itoa(len(names))+".xlsx")
		names[name] = filepath.Join(out, filepath.Base(at))
		if err := os.WriteFile(at, file, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, at)
	}
	runOffice(t, office, args)
	opened := map[string]*excelize.File{}
	for name, path := range names {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		t.Cleanup(func() { f.Close() })
		opened[name] = f
	}
	return opened
}

func officeOf(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("COST_CI") == "" {
		t.Skip("LibreOffice is not installed")
	}
	t.Fatal("LibreOffice is not installed, and the gate needs it")
	return ""
}

func runOffice(t *testing.T, office string, args []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), officeTime)
	defer cancel()
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, office, args...)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &said, &said, time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", office, err, said.Bytes())
	}
}

// figures are the rows of the sheet of values, the last but one, by table and key: a column of it, as numbers.
func figures(t *testing.T, f *excelize.File, column string) map[string]float64 {
	t.Helper()
	list := f.GetSheetList()
	rows, err := f.GetRows(list[len(list)-2], excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	col, _ := excelize.ColumnNameToNumber(column)
	out := map[string]float64{}
	for _, row := range rows[1:] {
		if len(row) < col {
			t.Fatalf("%v has no cell in %s", row, column)
		}
		v, err := strconv.ParseFloat(row[col-1], 64)
		if err != nil {
			v = math.NaN()
		}
		out[row[0]+" "+row[1]] = v
	}
	return out
}

// agree compares figures to a billionth of them.
func agree(t *testing.T, want, got map[string]float64, but ...string) {
	t.Helper()
	if len(want) == 0 {
		t.Error("there are no figures to compare")
	}
	for key, w := range want {
		g, known := got[key]
		if skipped(key, but) {
			continue
		}
		if !known || !(math.Abs(w-g) <= 1e-9*math.Max(math.Abs(w), math.Abs(g))+1e-9) {
			t.Errorf("%s: %v, and the run has %v", key, g, w)
		}
	}
}

func skipped(key string, but []string) bool {
	for _, prefix := range but {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}
