package eval

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Asked lists the words that a question may begin with.
func Asked() []string { return []string{"vary", "tornado", "simulate", "solve"} }

// Ask answers a question in the words of a script, under the scenario chosen and with the values that were set: `vary OUT by P, Q`
// and its other forms, `simulate OUT draws N seed K`, `solve P so OUT = V`, and `tornado OUT by P, Q`. Without params, `vary OUT`
// and `tornado OUT` take all that have a range. A colon may stand before the question. The error is a diag.List.
func (s *Session) Ask(ctx context.Context, text string) (r *Report, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, line := s.current()
	defer s.passed(text)
	q, opts, problems := st.question(text)
	if problems.Err() != nil {
		return nil, st.about(problems, text, line)
	}
	p, err := st.compiled()
	if err != nil {
		return nil, err
	}
	r, err = p.Answer(ctx, q, append(st.run(), opts...)...)
	if err != nil {
		return nil, st.placed(err, text, line)
	}
	r.Warnings = st.said(r.Warnings)
	return r, nil
}

// placed gives diagnostics about a text their line of the input.
func (st *state) placed(err error, text string, line int) error {
	if list, ok := err.(diag.List); ok {
		return st.about(list, text, line)
	}
	return err
}

// question reads a question.
func (st *state) question(text string) (Question, []RunOption, diag.List) {
	if rest, ok := strings.CutPrefix(text, ":"); ok {
		text = " " + rest
	}
	word, rest := word(strings.TrimLeft(text, " \t"))
	kind := AskOneWay
	if word == "tornado" {
		kind = AskTornado
		// A tornado is asked for as one-way tables are. The blanks keep what follows in its columns.
		text = strings.Replace(text, word, "vary   ", 1)
	}
	if word == "vary" || word == "tornado" {
		if of, only := pathAlone(rest); only {
			return Question{Kind: kind, Of: of}, nil, nil
		}
	}
	file := source.NewFile(st.options.input, text)
	tree, problems := lang.Parse(file, lang.WithLimits(st.options.limits.parser()))
	if problems.Err() != nil {
		if kind == AskTornado {
			problems = ofTornado(problems)
		}
		return Question{}, nil, problems
	}
	if len(tree.Decls) == 1 {
		if q, opts, ok := asQuestion(file, tree.Decls[0], kind); ok {
			return q, opts, nil
		}
	}
	d := diag.New(diag.DoesNotFit, tree.Decls[0].Range(), say.T("this is no question"))
	d.Help = say.T("ask one with %s", say.Or(say.Codes(Asked())))
	return Question{}, nil, diag.List{d}.Attach(source.Set{file.Name: file})
}

// ofTornado is what is wrong with a tornado, which was read as one-way tables are.
func ofTornado(list diag.List) diag.List {
	out := slices.Clone(list)
	for i := range out {
		d := &out[i]
		d.Help = say.T("the form is `tornado OUTPUT [by NAME, NAME]`")
		if strings.Contains(d.Message.String(), "`vary`") {
			d.Span, d.Message = source.Span{}, say.T("a name is missing after `tornado`")
		}
	}
	return out
}

// pathAlone reports whether a text is a name with its parts and nothing else.
func pathAlone(text string) (string, bool) {
	text = strings.TrimSpace(text)
	for part := range strings.SplitSeq(text, ".") {
		if name, rest := word(part); name == "" || rest != "" {
			return "", false
		}
	}
	return text, true
}

// asQuestion is an analysis of a script as a question.
func asQuestion(f *source.File, d ast.Decl, kind QuestionKind) (Question, []RunOption, bool) {
	switch d := d.(type) {
	case *ast.Vary:
		q, ok := varyQuestion(d, kind)
		return q, nil, ok
	case *ast.Solve:
		q := Question{Kind: AskSolving, Of: d.Of.String(), By: []string{d.Param.String()}, Target: strings.Repeat(" ", d.Target.Range().Pos.Column-1) + f.Slice(d.Target.Range())}
		return q, nil, true
	case *ast.Simulate:
		var opts []RunOption
		if n, ok := wholeNumber(d.Draws); ok {
			opts = append(opts, Draws(int(n)))
		}
		if n, ok := wholeNumber(d.Seed); ok {
			opts = append(opts, Seed(n))
		}
		return Question{Kind: AskSimulation, Of: d.Of.String()}, opts, true
	}
	return Question{}, nil, false
}

func varyQuestion(d *ast.Vary, kind QuestionKind) (Question, bool) {
	q := Question{Kind: kind, Of: d.Of.String()}
	params := d.By
	switch {
	case d.Without != nil:
		q.Kind, q.Data, q.Column = AskLeaveOut, d.Without.String(), d.Column.Parts[len(d.Column.Parts)-1].Name
	case len(d.Over) > 0:
		q.Kind, params = AskGrid, d.Over
	case d.Together:
		q.Kind = AskTogether
	}
	for _, p := range params {
		q.By = append(q.By, p.String())
	}
	return q, kind != AskTornado || q.Kind == AskTornado
}

// whole is a written number that is one, and false where there is none.
func wholeNumber(n *ast.Number) (uint64, bool) {
	if n == nil {
		return 0, false
	}
	v, err := strconv.ParseUint(strings.ReplaceAll(n.Text, "_", ""), 10, 62)
	return v, err == nil
}
