package eval

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Inputs is values of params by name. A string is an expression of the language, such as "120%", "3 courses" or "[4, 8...]", whose unit is
// checked. An int, int32, int64, num.D or float64 (its shortest decimal, rounded to 60 places) is a number in the unit of the value written in
// the script. A slice of any of these, such as []float64, []string or the []any of JSON, is a list for a param that has one. Numbers and
// strings of named types, which Bind takes, are refused.
type Inputs map[string]any

// settings is inputs as the plan takes them.
type settings struct {
	slots exact.Inputs
	// texts are those that the script does not know. Their numbers go on where those of the plan end.
	texts []string
}

// settings turns inputs into values of the plan's input slots. What is wrong with them is listed up to the limit of diagnostics.
func (p *Program) settings(in Inputs) (settings, diag.List) {
	out := settings{slots: exact.Inputs{}}
	if params := len(p.plan.Params); len(in) > params+p.limits.Diagnostics {
		message := say.T("there are %s inputs, and the script has %s", say.Int(len(in)), say.Count(params, say.T("1 param"), say.T("%d params", params)))
		return out, diag.List{diag.New(diag.UnknownInput, p.here(), message)} // to list and to sort them all takes its time
	}
	var problems diag.List
	for _, name := range sortedKeys(in) {
		problems = append(problems, p.setting(name, in[name], &out)...)
		if len(problems) >= p.limits.Diagnostics && problems.Err() != nil {
			return out, problems[:p.limits.Diagnostics]
		}
	}
	return out, problems
}

func (p *Program) setting(name string, value any, out *settings) diag.List {
	if shown := diag.Clipped(name); shown != name && !p.hasParam(name) {
		shown = short(shown) // it stands twice in the error
		at := source.Span{Pos: source.Pos{Filename: "input " + shown, Line: 1, Column: 1}}
		return diag.List{diag.New(diag.NothingToSet, at, say.T("%s has no param `%s`", say.T("the script"), shown))}
	}
	if least := leastText(value); least > p.limits.SourceBytes {
		return diag.List{p.tooLong(source.Span{Pos: source.Pos{Filename: "input " + name, Line: 1, Column: 1}}, least)}
	}
	text, unfit := inputText(value)
	if p.isText(name) && isWord(text) {
		text = `"` + text + `"` // a text of letters needs no quotes here, where a shell may have taken them off
	}
	file := source.NewFile("input "+name, text)
	span := source.Span{Pos: source.Pos{Filename: file.Name, Line: 1, Column: 1}, EndPos: source.Pos{Filename: file.Name, Offset: len(text), Line: 1, Column: 1 + len(text)}}
	if !unfit.Empty() {
		return diag.List{diag.New(diag.OutOfRange, span, unfit)}
	}
	if len(text) > p.limits.SourceBytes {
		return diag.List{p.tooLong(span, len(text))}
	}
	files := source.Set{file.Name: file}
	for name, f := range p.files {
		files[name] = f
	}
	e, problems := lang.ParseExpr(file, lang.WithLimits(p.limits.parser()))
	if problems.Err() != nil {
		return problems.Attach(files)
	}
	set, problems := check.CheckSetting(p.module, name, e)
	if problems.Err() != nil {
		return problems.Attach(files)
	}
	return append(problems, p.evaluate(set, span, out)...).Attach(files)
}

// tooLong says that an input has more bytes than a script may have.
func (p *Program) tooLong(at source.Span, bytes int) diag.Diagnostic {
	d := diag.New(diag.TextLimit, at, say.T("%s: %s, at most %s are allowed", say.T("the input has too many bytes"), say.Number(diag.Grouped(int64(bytes))), say.Number(diag.Grouped(int64(p.limits.SourceBytes)))))
	d.Help = diag.AllowMore("SourceBytes", bytes)
	return d
}

// isWord reports whether a text begins as a word does and holds no quotes.
func isWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(first) && !strings.Contains(text, `"`)
}

// isText reports whether a param holds a text.
func (p *Program) isText(name string) bool {
	for _, param := range p.plan.Params {
		if param.Name == name {
			return param.Decl.Type.Kind == check.KindText
		}
	}
	return false
}

// evaluate reads a checked setting exactly and puts its values in their slots.
func (p *Program) evaluate(set *check.Setting, span source.Span, out *settings) diag.List {
	own, param, refs, problems := p.plan.Setting(set, p.limits.plan(nil))
	if problems.Err() != nil {
		return problems
	}
	if param < 0 {
		return diag.List{diag.New(diag.UnknownInput, span, say.T("`%s` is bound by `with` and cannot be set", set.Param.Name))}
	}
	r, err := exact.Run(background(), own, nil)
	if err != nil {
		return diag.List{diag.New(diag.Interrupted, span, say.Verbatim(err.Error()))}
	}
	for i, ref := range refs {
		v, ok := r.Value(ref)
		if !ok {
			return r.Problems(ref)
		}
		if ref >= 0 && own.Info[ref].Kind == check.KindText {
			at, _ := v.Int64()
			v = out.intern(p.plan.Texts, own.Texts[at])
		}
		out.slots[p.plan.Params[param].FirstSlot+i] = v
	}
	return nil
}

// intern is the number of a text: the one it has in the plan, or else one of its own.
func (s *settings) intern(known []string, text string) num.D {
	at := slices.Index(known, text)
	if at < 0 {
		if at = slices.Index(s.texts, text); at < 0 {
			at = len(s.texts)
			s.texts = append(s.texts, text)
		}
		at += len(known)
	}
	return num.Int(int64(at))
}

// leastText is how many bytes inputText has at least, without writing them.
func leastText(value any) int {
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice {
		return list.Len() * len("0, ")
	}
	return 0
}

// inputText is a value as a script writes it, or else why there is none.
func inputText(value any) (text string, unfit say.Phrase) {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice {
		return entryInput(value)
	}
	entries := make([]string, list.Len())
	for i := range entries {
		if entries[i], unfit = entryInput(list.Index(i).Interface()); !unfit.Empty() {
			return "", say.T("entry %d of the list: %s", i+1, unfit)
		}
	}
	return "[" + strings.Join(entries, ", ") + "]", unfit
}

// entryInput is inputText of what is no list.
func entryInput(value any) (text string, unfit say.Phrase) {
	switch v := value.(type) {
	case string:
		return v, say.Phrase{}
	case int:
		return strconv.Itoa(v), say.Phrase{}
	case int32:
		return strconv.FormatInt(int64(v), 10), say.Phrase{}
	case int64:
		return strconv.FormatInt(v, 10), say.Phrase{}
	case num.D:
		if !v.IsSet() {
			return "", say.T("this num.D was never set; a zero is num.Int(0)")
		}
		return v.String(), say.Phrase{}
	case float64:
		if d, ok := num.FromFloat(v); ok {
			return d.String(), say.Phrase{}
		}
		return "", say.T("%v is no number that a script can hold", v)
	}
	return "", say.T("an input is a string, int, int32, int64, float64 or num.D, or a list of them, not %T", value)
}
