package manual

import (
	"context"
	"slices"
	"strings"
)

// topicsName finds the list of all topics.
const topicsName = "topics"

// indexes are the topics that list others, and the preamble of the reference's fragments.
func (m *Manual) indexes(d *document) []*Topic {
	preamble := func() string {
		return "Examples that show a few lines only go on from this script:\n\n" + code(strings.Join(d.preamble(), "\n"))
	}
	return []*Topic{
		index(topicsName, "All topics", "Everything that can be looked up", m.contents),
		index(modulesName, "Standard modules", "Figures that can be cited, and that a script may use", m.moduleList),
		index(codesName, "Codes of errors and warnings", "Every code, with what it is about", m.codeList),
		index("preamble", "The script that examples go on from", "What stands above an example of a few lines", preamble),
	}
}

func index(name, title, line string, write func() string) *Topic {
	t := &Topic{Name: name, Title: title, Line: line, Group: lists, keys: keys{}}
	t.keys.add(name, isName)
	t.write = func(context.Context) (string, error) { return write(), nil }
	return t
}

// lists is the group of the topics that list others.
const lists = "lists"

func (m *Manual) moduleList() string {
	return listed(m.Topics(modulesName)) + "\nSee also `cost help use`.\n"
}

func (m *Manual) codeList() string {
	return coded(m.Topics(codesName)) + "\nSee also `cost help diagnostics`.\n"
}

// coded is a table of codes.
func coded(topics []*Topic) string {
	return strings.Replace(listed(topics), "| topic |", "| code |", 1)
}

// contents lists all topics by group. Of units and connecting words there are too many to list.
func (m *Manual) contents() string {
	out := "Each is looked up by `cost help TOPIC`.\n\n" + listed(m.Topics(lists))
	for _, group := range m.Groups() {
		out += "\n## " + capital(group.Name) + "\n\n" + listed(group.Topics)
	}
	return out + "\n## Units, words and codes\n\n" +
		"- The name of a unit, such as `hours` or `DKK`, and a connecting word, such as `by`.\n" +
		"- A code, such as `C0203`.\n"
}

// Group is topics that belong together.
type Group struct {
	Name   string // with a capital where it is a title of the reference
	Topics []*Topic
}

// Groups returns the topics worth browsing: the sections of the reference, those without parts first, then functions and
// modules.
func (m *Manual) Groups() []Group {
	general := Group{Name: "Language"}
	var out []Group
	for _, t := range m.Topics("") {
		if parts := m.Topics(t.Name); len(parts) > 0 {
			out = append(out, Group{Name: t.Title, Topics: append([]*Topic{t}, parts...)})
		} else {
			general.Topics = append(general.Topics, t)
		}
	}
	out = append([]Group{general}, out...)
	return append(out, Group{"Functions", m.Topics(functionsName)}, Group{"Standard modules", m.Topics(modulesName)})
}

// Browse returns the topics of all groups and the lists, and the codes if they are asked for.
func (m *Manual) Browse(withCodes bool) []*Topic {
	var out []*Topic
	for _, group := range m.Groups() {
		out = append(out, group.Topics...)
	}
	out = append(out, m.Topics(lists)...)
	if withCodes {
		out = slices.Concat(out, m.Topics(classesName), m.Topics(codesName))
	}
	return out
}
