package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/lang/say"
)

// notOnWindows are the signs that no name of a file may hold there.
const notOnWindows = `<>:"|?*\/`

// devices are the names that Windows keeps for devices, in any folder and with any ending.
var devices = []string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}

// unportable says why a colleague on some system could not open a file of that name, or nothing.
func unportable(base string) say.Phrase {
	if at := strings.IndexAny(base, notOnWindows); at >= 0 {
		return say.T("%s holds %s, which no name of a file may hold on Windows; choose another name", quote(base), quote(base[at:at+1]))
	}
	for _, name := range []string{base, stem(base)} {
		switch {
		case strings.HasSuffix(name, "."):
			return say.T("%s ends in a dot, which Windows leaves out; choose another name", quote(name))
		case strings.HasSuffix(name, " "):
			return say.T("%s ends in a blank, which Windows leaves out; choose another name", quote(name))
		}
	}
	first, _, _ := strings.Cut(base, ".")
	if isDevice(strings.TrimRight(first, " ")) {
		return say.T("%s is the name of a device on Windows; choose another name", quote(first))
	}
	return say.Phrase{}
}

func isDevice(name string) bool {
	name = strings.ToUpper(name)
	port, isPort := strings.CutPrefix(name, "COM")
	if !isPort {
		port, isPort = strings.CutPrefix(name, "LPT")
	}
	number := []rune(port)
	return slices.Contains(devices, name) || isPort && len(number) == 1 && strings.ContainsRune("0123456789¹²³", number[0])
}

// argument is the path of a file as a shell takes it for one argument: the same for sh, PowerShell and cmd where that is
// possible.
func argument(path string) string {
	if strings.HasPrefix(path, "-") {
		path = "." + string(filepath.Separator) + path // not a flag
	}
	switch {
	case !strings.ContainsFunc(path, needsQuotes):
		return path
	case !strings.ContainsAny(path, "$`!\"“”„"):
		return `"` + path + `"` // nothing in it means anything between these
	case runtime.GOOS == "windows":
		return "'" + strings.ReplaceAll(path, "'", "''") + "'" // PowerShell
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// needsQuotes reports signs that may mean something to a shell.
func needsQuotes(r rune) bool {
	plain := unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.+/", r)
	return !plain && !(runtime.GOOS == "windows" && (r == '\\' || r == ':'))
}
