package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// says is a git that answers every question alike.
func says(answer string) gitTool { return func(...string) (string, error) { return answer, nil } }

func noGit(...string) (string, error) { return "", errors.New("there is no git") }

func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		git  gitTool
		want string
	}{
		{says("v1.2.0-3-g0123456789ab"), "v1.2.0-3-g0123456789ab"},
		{says(""), "development"},
		{noGit, "development"},
		{gitIn(context.Background(), t.TempDir()), "development"},
	} {
		if got := describe(c.git); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

func TestCheckVersion(t *testing.T) {
	for _, good := range []string{"v1.2.0", "development", "1.0-rc.1+build_5", "0123456789ab-dirty"} {
		if err := checkVersion(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "a/b", `a\b`, "a b", "..", "-x", "v1;rm", "æ", "a\n"} {
		if err := checkVersion(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestReleaseTime(t *testing.T) {
	for _, c := range []struct {
		epoch string
		git   gitTool
		want  time.Time
	}{
		{"1700000000", noGit, time.Date(2023, 11, 14, 22, 13, 20, 0, time.UTC)},
		{"1700000000", says("1600000000"), time.Date(2023, 11, 14, 22, 13, 20, 0, time.UTC)},
		{"", says("1600000000"), time.Date(2020, 9, 13, 12, 26, 40, 0, time.UTC)},
		{"", noGit, time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		got, err := releaseTime(c.epoch, c.git)
		if err != nil || got != c.want {
			t.Errorf("%q: %v, %v; not %v", c.epoch, got, err, c.want)
		}
	}
	for _, bad := range []string{"yesterday", "0", "-5", "1e9", "99999999999", "99999999999999999999"} {
		if got, err := releaseTime(bad, noGit); err == nil || !strings.Contains(err.Error(), "SOURCE_DATE_EPOCH") {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}
