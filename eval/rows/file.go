package rows

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/diag"
)

// open returns the text of the data file without its byte order mark.
func (r *reader) open(fsys fs.FS, script string) (string, bool) {
	if !r.checkPath(script) || !r.checkSheet() || !r.checkFile(fsys) {
		return "", false
	}
	content, err := r.load(fsys)
	switch {
	case err != nil:
		r.atName(diag.NotADataFile, fmt.Sprintf("%s cannot be read: %s", r.path, cause(err)), "")
		return "", false
	case len(content) > r.limits.Bytes:
		r.tooLarge()
		return "", false
	}
	return r.decode(content)
}

// checkPath turns the path as written into one from the root, without looking at the disk.
func (r *reader) checkPath(script string) bool {
	name, folder := r.data.File, "."
	if fs.ValidPath(script) {
		folder = path.Dir(script)
	}
	bad, help := badPath(name), "put the file in the folder of the script or below it, and write its path from there"
	joined := path.Join(folder, name)
	switch {
	case strings.Contains(name, `\`):
		help = "write the path with /: " + strings.ReplaceAll(name, `\`, "/")
	case bad == "" && !fs.ValidPath(joined):
		bad = name + " leads out of the folder of the script"
	}
	if bad != "" {
		r.atName(diag.BadDataPath, bad, help)
		return false
	}
	r.path = joined
	return true
}

// badPath says why a name is no relative path on any system, or is "".
func badPath(name string) string {
	switch {
	case name == "":
		return "the name of the data file is empty"
	case strings.ContainsRune(name, 0) || !utf8.ValidString(name):
		return fmt.Sprintf("%q cannot be a path", clip(name))
	case strings.Contains(name, `\`):
		return name + " is written with \\"
	case strings.Contains(name, "://"):
		return name + " is an address; data is read from files only"
	case path.IsAbs(name), len(name) > 1 && name[1] == ':':
		return name + " is not relative to the script"
	}
	return ""
}

// checkSheet refuses a sheet, which only a workbook has.
func (r *reader) checkSheet() bool {
	if r.data.Sheet == "" {
		return true
	}
	message := fmt.Sprintf("sheet %q of %s cannot be read: workbooks are not read yet", r.data.Sheet, r.path)
	r.atName(diag.NotCSV, message, "save the sheet as CSV, and leave out `sheet`")
	return false
}

// checkFile looks at what the path names before anything is opened, since opening a pipe would wait for a writer.
func (r *reader) checkFile(fsys fs.FS) bool {
	if fsys == nil {
		r.atName(diag.NoDataFile, r.path+" is not there: the script was given without a folder", "put the script in a file beside its data")
		return false
	}
	info, err := fs.Stat(fsys, r.path)
	switch {
	case err != nil:
		r.noFile(fsys, err)
	case info.IsDir():
		r.atName(diag.NotADataFile, r.path+" is a folder", "name the file in it: \""+path.Join(r.path, "rows.csv")+"\"")
	case !info.Mode().IsRegular():
		r.atName(diag.NotADataFile, r.path+" is "+special(info.Mode())+", not a file", "copy what it gives into a file")
	case info.Size() > int64(r.limits.Bytes):
		r.tooLarge()
	default:
		return true
	}
	return false
}

func special(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something special"
}

func (r *reader) tooLarge() {
	r.atName(diag.LimitReached, fmt.Sprintf("%s has more than %d bytes", r.path, r.limits.Bytes), "keep the columns and rows that the script uses, or raise Limits.DataBytes")
}

// noFile says why the path names nothing that can be read.
func (r *reader) noFile(fsys fs.FS, err error) {
	link, isLink := linkIn(fsys, r.path)
	switch {
	case isLink && errors.Is(err, fs.ErrNotExist):
		r.atName(diag.NoDataFile, fmt.Sprintf("%s is not there: the link %s leads nowhere", r.path, link), "copy the file itself to this place")
	case isLink && !errors.Is(err, fs.ErrPermission):
		r.atName(diag.BadDataPath, fmt.Sprintf("%s is refused: the link %s leads out of the folder of the script", r.path, link), "copy the file itself to this place")
	case errors.Is(err, fs.ErrNotExist):
		r.atName(diag.NoDataFile, r.path+" is not there", nearby(fsys, r.path))
	default:
		r.atName(diag.NotADataFile, fmt.Sprintf("%s cannot be read: %s", r.path, cause(err)), "")
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
func nearby(fsys fs.FS, name string) string {
	dir, base := path.Split(name)
	dir = path.Clean(dir)
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return "there is no folder " + dir + " beside the script"
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return orList("the folder has ", nearest(base, names), "no file there has a name like it")
}

// cause is an error without the path, which the message names already and which may be of the machine.
func cause(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

// load reads at most one byte more than the limit, so that a file that grows meanwhile cannot fill the memory.
func (r *reader) load(fsys fs.FS) ([]byte, error) {
	f, err := fsys.Open(r.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var content bytes.Buffer
	_, err = content.ReadFrom(io.LimitReader(f, int64(r.limits.Bytes)+1))
	return content.Bytes(), err
}
