package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "write what the commands print now as what is expected")

// examples is the folder of the scripts that anyone can run.
const examples = "../../examples"

// workbooks is the folder of workbooks as LibreOffice writes them.
const workbooks = "../../testdata/workbooks"

func TestMain(m *testing.M) { testscript.Main(leakless{m}, map[string]func(){"cost": main}) }

// leakless are tests that leave no goroutine behind.
type leakless struct{ *testing.M }

func (m leakless) Run() int {
	if status := m.M.Run(); status != 0 {
		return status
	}
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestScripts drives the command as built. `status N COMMAND` runs a command that ends with that exit status.
func TestScripts(t *testing.T) {
	folder, err := filepath.Abs(examples)
	if err != nil {
		t.Fatal(err)
	}
	books, err := filepath.Abs(workbooks)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Condition:     condition,
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", folder)
			e.Setenv("WORKBOOKS", books)
			return nil
		},
	})
}

// condition knows where a missing program fails a script.
func condition(name string) (bool, error) {
	if name == "ci" {
		return os.Getenv("COST_CI") != "", nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitStatus(ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

func exitStatus(err error) int {
	var ended *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &ended):
		return ended.ExitCode()
	}
	return -1
}

// call runs a command line inside the test.
func call(t *testing.T, stdin string, args ...string) (stdout, stderr string, exit int) {
	t.Helper()
	t.Setenv(localeVariable, "")
	var out, problems bytes.Buffer
	a := &app{stdin: strings.NewReader(stdin), stdout: &out, stderr: &problems}
	exit = a.execute(context.Background(), args)
	return out.String(), problems.String(), exit
}
