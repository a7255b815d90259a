package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// gitTool runs git and returns the line it prints.
type gitTool func(args ...string) (string, error)

// gitIn asks the repository whose top is the folder, and none that the folder merely lies in.
func gitIn(ctx context.Context, folder string) gitTool {
	return func(args ...string) (string, error) {
		cmd := exec.CommandContext(ctx, "git", args...)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(folder))
		out, err := cmd.Output()
		return strings.TrimSpace(string(out)), err
	}
}

// describe names what is checked out: its tag, or the tag before it, the commits since and the commit. The length of the
// commit is fixed, since git would choose one by the size of the repository.
func describe(git gitTool) string {
	name, err := git("describe", "--tags", "--always", "--dirty", "--abbrev=12")
	if err != nil || name == "" {
		return "development"
	}
	return name
}

// checkVersion refuses a version that is no part of a file name on some platform.
func checkVersion(version string) error {
	if !regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._+-]*$`).MatchString(version) {
		return fmt.Errorf("version %q holds more than letters, digits and . _ + -; name another with -version", version)
	}
	return nil
}

// The times that a zip archive can hold.
var (
	earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Unix(math.MaxUint32, 0).UTC()
)

// releaseTime is the time of all that is in the archives: epoch, in seconds since 1970, where it is set, else the time
// of the commit, and without git one that never changes.
func releaseTime(epoch string, git gitTool) (time.Time, error) {
	if epoch != "" {
		return seconds("SOURCE_DATE_EPOCH", epoch)
	}
	if at, err := git("log", "-1", "--format=%ct"); err == nil && at != "" {
		return seconds("the time of the commit", at)
	}
	return earliest, nil
}

func seconds(what, text string) (time.Time, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	at := time.Unix(n, 0).UTC()
	if err != nil || at.Before(earliest) || at.After(latest) {
		return at, fmt.Errorf("%s is %q, not seconds since 1970 between %s and %s", what, text,
			earliest.Format(time.DateOnly), latest.Format(time.DateOnly))
	}
	return at, nil
}
