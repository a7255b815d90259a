package diag

// Codes of group C02: names, and the declarations that belong together.
const (
	UnknownName     Code = "C0201"
	DuplicateName   Code = "C0202"
	ReservedName    Code = "C0203"
	NotAValue       Code = "C0204"
	NoSuchResult    Code = "C0205"
	WrongThing      Code = "C0206"
	MissingLine     Code = "C0207"
	DuplicateLine   Code = "C0208"
	Cycle           Code = "C0209"
	UnknownCategory Code = "C0210"
	UnknownBasis    Code = "C0211"
	SeveralKinds    Code = "C0212"
	ImportCycle     Code = "C0213"
	UnreadableUse   Code = "C0214"
	NothingToSet    Code = "C0215"
	UnknownFunction Code = "C0216"
	NeedsHorizon    Code = "C0217"
	NotInPeriod     Code = "C0218"
	CombineMismatch Code = "C0219"
	UnknownWord     Code = "C0220"
	WrongArguments  Code = "C0221"
	TooMuchScript   Code = "C0222"
)

var nameCodes = []Info{
	{UnknownName, "an unknown name", "Nothing of that name is declared. Mind the spelling; the message lists the nearest names. Declarations may stand anywhere in the script."},
	{DuplicateName, "a name declared twice", "Units, results and declarations share one namespace. Rename one of the two."},
	{ReservedName, "a name that is taken", "Results such as total, costs and hours, the five categories and the built-in units exist in every script. Choose another name."},
	{NotAValue, "a thing used as a value", "A team, course, wage or cost line is no number. After a dot stand its results: talks.completed, leader.hourly, fee.cost."},
	{NoSuchResult, "a result that does not exist", "The message lists what may stand after the dot."},
	{WrongThing, "the wrong kind of thing", "This place takes one kind of declaration, such as a team or a param, and the name belongs to another."},
	{MissingLine, "a line is missing", "The declaration cannot do without it. The message says which line to add."},
	{DuplicateLine, "a line stands twice", "This line may stand once in its block. Remove one of the two."},
	{Cycle, "a definition that depends on itself", "The message shows the whole circle. Break it at the line that should be a number of its own."},
	{UnknownCategory, "an unknown category", "Use preparation, training, operation, investment or other, or declare one: `category NAME`."},
	{UnknownBasis, "an unknown basis", "Write once, over period, or per team, employee, course, participant, year or month, or per a counted unit, a team or a course of the script."},
	{SeveralKinds, "a bare basis with several kinds", "There is more than one kind of team or course, so the basis has to name one: `per local`, `per employee of local`, `per course of talks`."},
	{ImportCycle, "scripts that use each other in a circle", "Move what both need into a third script that uses neither."},
	{UnreadableUse, "a used script that cannot be read", "Check the name: it is relative to the script that uses it, and lies in the same folder tree. Standard modules are written without quotes."},
	{NothingToSet, "a value for something that is no param", "Scenarios, `with` and `--set` give values to params. Mind the spelling, or declare the param."},
	{UnknownFunction, "an unknown function", "The functions are min max sum mean count round floor ceil abs known npv growth low high."},
	{NeedsHorizon, "no horizon to count in", "A script with teams, courses, sessions or costs of its own says for how long: an intervention with `horizon 5 years` or `period D1 .. D2`."},
	{NotInPeriod, "a plan in a script that looks back", "With a period, what was done is data: write costs with collected amounts, or look forward with a horizon."},
	{CombineMismatch, "scripts that cannot be combined", "Combined scripts share the currency, the price year and the step of the horizon."},
	{UnknownWord, "a word that does not belong here", "The message lists the words that may stand here."},
	{WrongArguments, "a function used in a form it does not have", "The message shows the form that it has."},
	{TooMuchScript, "a script beyond the limits", "The limits keep a check short. Split the script, or raise the limit that the message names."},
}
