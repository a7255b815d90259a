package say

import (
	"embed"
	"encoding/json"
	"io/fs"
	"maps"
	"strings"
	"sync"
)

// Language is a language that the program speaks. The zero Language is English.
type Language struct{ own *catalogue }

// English and Danish are the languages. A program that never names Danish does not link its catalogue.
var (
	English = Language{}
	Danish  = Language{&catalogue{code: "da", read: readDanish}}
)

// Languages lists the languages, English first.
func Languages() []Language { return []Language{English, Danish} }

// LanguageOf is the language of a code, and false where there is none of it.
func LanguageOf(code string) (Language, bool) {
	for _, l := range Languages() {
		if l.Code() == code {
			return l, true
		}
	}
	return English, false
}

// Code is the code of the language in ISO 639: en or da.
func (l Language) Code() string {
	if l.own == nil {
		return "en"
	}
	return l.own.code
}

// Catalogue returns what the program says in a language, by the English of it; nil for English.
func (l Language) Catalogue() map[string]string {
	if l.own == nil {
		return nil
	}
	return maps.Clone(l.own.all())
}

// format is an English format in the language. Formats without a word, such as "%s, %s", are the same in all.
func (l Language) format(english string) string {
	if l.own == nil || !hasWords(english) {
		return english
	}
	if own, ok := l.own.all()[english]; ok {
		return own
	}
	return english
}

// catalogue is what a language calls things, read when something is first said in it.
type catalogue struct {
	code  string
	read  func() map[string]string
	once  sync.Once
	words map[string]string
}

func (c *catalogue) all() map[string]string {
	c.once.Do(func() { c.words = c.read() })
	return c.words
}

//go:embed da/*.json
var danishFiles embed.FS

func readDanish() map[string]string { return gather(danishFiles, "da") }

// gather joins the files of a folder, each a JSON object from English to the language. A file that is no such object is
// a fault of the program that its tests find.
func gather(files fs.FS, folder string) map[string]string {
	all := map[string]string{}
	names, _ := fs.Glob(files, folder+"/*.json")
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		var part map[string]string
		if err == nil && json.Unmarshal(text, &part) == nil {
			maps.Copy(all, part)
		}
	}
	return all
}

// hasWords reports whether a format says something beside its arguments.
func hasWords(format string) bool {
	for {
		before, after, verb := strings.Cut(format, "%")
		if strings.ContainsFunc(before, isLetter) {
			return true
		}
		if !verb {
			return false
		}
		format = strings.TrimLeft(after, "[]0123456789.+-")
		if format != "" {
			format = format[1:]
		}
	}
}

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' || r > 0x7f }
