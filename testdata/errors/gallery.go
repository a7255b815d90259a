// Package gallery holds the script that shows each code of a diagnostic, with the files that the script reads. Beside each
// lies what is said of it, CODE.txt and in Danish CODE.da.txt, which are not needed to say it again.
package gallery

import (
	"embed"
	"io/fs"
)

//go:embed *.cost C*/*
var files embed.FS

// Files returns the scripts, CODE.cost, and the files they read, in folders named CODE.
func Files() fs.FS { return files }
