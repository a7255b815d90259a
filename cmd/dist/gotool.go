package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// versionVariable is the variable of the command that holds the version of a release.
const versionVariable = "main.release"

// goTool runs the go command in a folder and returns what it prints.
func goTool(ctx context.Context, folder string, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), env...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, problems.Bytes())
	}
	return strings.TrimSpace(string(out)), nil
}

// moduleRoot is the folder of the module that the current folder lies in.
func moduleRoot(ctx context.Context) (string, error) {
	file, err := goTool(ctx, ".", nil, "env", "GOMOD")
	if err != nil {
		return "", err
	}
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("the current folder lies in no module: change to that of the project")
	}
	return filepath.Dir(file), nil
}

// environment leaves nothing that changes the bits to the settings of whoever builds.
func (p platform) environment() []string {
	return []string{
		"GOOS=" + p.os, "GOARCH=" + p.arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0",
		"GOFLAGS=-mod=readonly", "GOWORK=off", "GOEXPERIMENT=", "GOFIPS140=off",
	}
}

// buildCommand builds the command. The build ID stays: it comes from the source alone, and the linker makes of it the
// UUID without which macOS may refuse to load a program.
func (r *release) buildCommand(ctx context.Context, p platform, binary string) error {
	_, err := goTool(ctx, r.root, p.environment(), "build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -X "+versionVariable+"="+r.version, "-o", binary, "./cmd/cost")
	return err
}
