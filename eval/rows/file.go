package rows

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// open returns what the data file holds.
func (r *reader) open(fsys fs.FS, script string) ([]byte, bool) {
	if !r.checkPath(script) || !r.checkFile(fsys) || !r.checkForm() {
		return nil, false
	}
	content, err := r.load(fsys)
	switch {
	case err != nil:
		r.atName(diag.NotADataFile, say.T("%s cannot be read: %s", r.path, say.Cause(err)), say.Phrase{})
		return nil, false
	case len(content) > r.bytes():
		r.tooLarge(int64(len(content)), true)
		return nil, false
	}
	return content, true
}

// checkPath turns the path as written into one from the root, without looking at the disk.
func (r *reader) checkPath(script string) bool {
	name, folder := r.data.File, "."
	if fs.ValidPath(script) {
		folder = path.Dir(script)
	}
	bad, help := badPath(name), say.T("put the file in the folder of the script or below it, and write its path from there")
	joined := path.Join(folder, name)
	switch {
	case strings.Contains(name, `\`):
		help = say.T("write the path with /: %s", strings.ReplaceAll(name, `\`, "/"))
	case bad.Empty() && !fs.ValidPath(joined):
		bad = say.T("%s leads out of the folder of the script", name)
	}
	if !bad.Empty() {
		r.atName(diag.BadDataPath, bad, help)
		return false
	}
	r.path = joined
	return true
}

// longestPath is how many bytes a path may have: beyond some thousand no system opens one, and each of its folders is looked at.
const longestPath = 1000

// badPath says why a name is no relative path on any system, or is empty.
func badPath(name string) say.Phrase {
	switch {
	case name == "":
		return say.T("the name of the data file is empty")
	case len(name) > longestPath:
		return say.T("the path of the data file is %d bytes long, and at most %d are allowed", len(name), longestPath)
	case strings.ContainsRune(name, 0) || !utf8.ValidString(name):
		return say.T("%q cannot be a path", clip(name))
	case strings.Contains(name, `\`):
		return say.T("%s is written with \\", name)
	case strings.Contains(name, "://"):
		return say.T("%s is an address; data is read from files only", name)
	case path.IsAbs(name), len(name) > 1 && name[1] == ':':
		return say.T("%s is not relative to the script", name)
	}
	return say.Phrase{}
}

// checkFile looks at what the path names before anything is opened, since opening a pipe would wait for a writer.
func (r *reader) checkFile(fsys fs.FS) bool {
	if fsys == nil {
		r.atName(diag.NoDataFile, say.T("%s is not there: the script was given without a folder", r.path), say.T("put the script in a file beside its data"))
		return false
	}
	info, err := fs.Stat(fsys, r.path)
	switch {
	case err != nil:
		r.noFile(fsys, err)
	case info.IsDir():
		r.atName(diag.NotADataFile, say.T("%s is a folder", r.path), say.T("name the file in it: \"%s\"", path.Join(r.path, "rows.csv")))
	case !info.Mode().IsRegular():
		r.atName(diag.NotADataFile, say.T("%s is %s, not a file", r.path, special(info.Mode())), say.T("copy what it gives into a file"))
	case info.Size() > int64(r.bytes()):
		r.tooLarge(info.Size(), false)
	default:
		return true
	}
	return false
}

func special(mode fs.FileMode) say.Phrase {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return say.T("a pipe")
	case mode&fs.ModeSocket != 0:
		return say.T("a socket")
	case mode&fs.ModeDevice != 0:
		return say.T("a device")
	}
	return say.T("something special")
}

// tooLarge says that the file has some bytes, or at least so many, beside those of the files before it.
func (r *reader) tooLarge(size int64, atLeast bool) {
	r.tooMany(say.T("%s has too many bytes", r.path), size, atLeast)
}

func (r *reader) tooMany(what say.Phrase, size int64, atLeast bool) {
	p := diag.Passed{
		Field: "DataBytes", What: what,
		Asked: min(size, diag.Uncounted) + int64(r.limits.Before.Bytes), AtLeast: atLeast, Allowed: int64(r.limits.Bytes),
		Instead: say.T("keep the columns and rows that the script uses"),
	}
	if r.limits.Before.Bytes > 0 {
		p.What = say.T("%s and the data files above have too many bytes together", r.path)
	}
	d := p.At(diag.LimitReached, source.Span{})
	r.atName(d.Code, d.Message, d.Help)
}

// noFile says why the path names nothing that can be read.
func (r *reader) noFile(fsys fs.FS, err error) {
	link, isLink := linkIn(fsys, r.path)
	switch {
	case isLink && errors.Is(err, fs.ErrNotExist):
		r.atName(diag.NoDataFile, say.T("%s is not there: the link %s leads nowhere", r.path, link), say.T("copy the file itself to this place"))
	case isLink && !errors.Is(err, fs.ErrPermission):
		r.atName(diag.BadDataPath, say.T("%s is refused: the link %s leads out of the folder of the script", r.path, link), say.T("copy the file itself to this place"))
	case errors.Is(err, fs.ErrNotExist):
		r.atName(diag.NoDataFile, say.T("%s is not there", r.path), nearby(fsys, r.path))
	default:
		r.atName(diag.NotADataFile, say.T("%s cannot be read: %s", r.path, say.Cause(err)), say.Phrase{})
	}
}

// linkIn returns the first part of the path that is a symbolic link.
func linkIn(fsys fs.FS, name string) (string, bool) {
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		if info, err := fs.Lstat(fsys, name[:i]); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return name[:i], true
		}
	}
	return "", false
}

// nearby names the files that may have been meant.
func nearby(fsys fs.FS, name string) say.Phrase {
	dir, base := path.Split(name)
	dir = path.Clean(dir)
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return say.T("there is no folder %s beside the script", dir)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	near := nearest(base, names)
	if len(near) == 0 {
		return say.T("no file there has a name like it")
	}
	return say.T("the folder has %s", quoted(near))
}

// load reads at most one byte more than the limit, so that a file that grows meanwhile cannot fill the memory.
func (r *reader) load(fsys fs.FS) ([]byte, error) {
	f, err := fsys.Open(r.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadAtMost(f, r.bytes()+1, r.limits.Stopped)
}

// bytes is how many there may be in this file.
func (r *reader) bytes() int { return max(0, r.limits.Bytes-r.limits.Before.Bytes) }
