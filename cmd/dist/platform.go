package main

import (
	"fmt"
	"slices"
	"strings"
)

// platform is an operating system and a processor, as Go names them.
type platform struct{ os, arch string }

// platforms are those that a release is built for, in the order of its checksums.
func platforms() []platform {
	return []platform{
		{"darwin", "amd64"}, {"darwin", "arm64"},
		{"linux", "amd64"}, {"linux", "arm64"},
		{"windows", "amd64"}, {"windows", "arm64"},
	}
}

func (p platform) String() string { return p.os + "/" + p.arch }

// binary is the name of the command on the platform.
func (p platform) binary() string {
	if p.os == "windows" {
		return "cost.exe"
	}
	return "cost"
}

func platformNames() []string {
	var names []string
	for _, p := range platforms() {
		names = append(names, p.String())
	}
	return names
}

// parsePlatforms reads a list of platforms that are separated by commas. They come in the order of platforms, each once.
func parsePlatforms(list string) ([]platform, error) {
	asked := strings.Split(list, ",")
	for _, name := range asked {
		if !slices.Contains(platformNames(), name) {
			return nil, fmt.Errorf("unknown platform %q: %s", name, strings.Join(platformNames(), ", "))
		}
	}
	return slices.DeleteFunc(platforms(), func(p platform) bool { return !slices.Contains(asked, p.String()) }), nil
}
