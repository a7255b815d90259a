package diag

// Codes of what only a run can find: values that params, data or scenarios bring.
const (
	DivisionByZero Code = "C0450"
	NoRows         Code = "C0451"
	MissingCell    Code = "C0452"
	OutOfRange     Code = "C0453"
	TooManyDigits  Code = "C0454"
	LimitReached   Code = "C0455"
	NoNorm         Code = "C0456"
	ParamRange     Code = "C0457"
	BadDuration    Code = "C0458"
	BadCompletion  Code = "C0459"
	BadYear        Code = "C0460"
	BadStop        Code = "C0461"
	BadPayers      Code = "C0462"
	Interrupted    Code = "C0463"
	UnknownInput   Code = "C0464"
	Internal       Code = "C0466"
	HostFunction   Code = "C0467"
)

var runCodes = []Info{
	{DivisionByZero, "division by zero", "A divisor is zero in this run. The message says which and where its value came from; guard the division with `if`, or mend the value."},
	{NoRows, "an aggregate over no rows", "A mean, min or max needs at least one row. Widen the `where`, or ask for a sum or a count, which are 0 over no rows."},
	{MissingCell, "a missing cell used as a number", "The column is declared `or missing` and this row has no value. Say what to do: known(r.x, VALUE), or `where known(r.x)`."},
	{OutOfRange, "a value that this place cannot take", "The message names the value and what may stand there."},
	{TooManyDigits, "a number grew beyond the limit of digits", "A value has more than 60 digits before the decimal point. A product of large numbers, often a wrong unit, is behind it."},
	{LimitReached, "a limit was reached", "The program stops before it uses more than it may. Make the script smaller or raise the limit that the message names."},
	{NoNorm, "an annual wage without norm where hours are needed", "Declare `norm HOURS/year`, or give the wage its own: `with norm 1_600 hours/year`. There is no silent default."},
	{ParamRange, "a parameter outside its range", "The value given for this run lies outside the bounds after `in`. Change the value or the bounds."},
	{BadDuration, "a length that does not fit", "A course, phase, life or spread must last longer than nothing, and the phases of a session no longer than its course."},
	{BadCompletion, "a completion outside 0 % to 100 %", "Completion is the share of participants that complete."},
	{BadYear, "a year outside the clock", "Years are whole numbers from 1 to the last year of the horizon, or calendar years when the horizon says `starting`."},
	{BadStop, "more teams stop than are active", "Stop no more teams than have started by then."},
	{BadPayers, "payer shares that do not add to 100 %", "Change the shares so that they add up."},
	{Interrupted, "the run was interrupted", "It was cancelled or its time was up; run it again, or raise Limits.Time."},
	{UnknownInput, "an input that the script does not have", "The message names the nearest params."},
	{Internal, "a fault of the program", "Not the script but the program is wrong. Please report it with the script that shows it."},
	{HostFunction, "a host function without a value", "The function is not of the language but of the Go program that runs the script, which says in the message why it has no value. Mend what it is given, or tell who runs the script."},
}
