package diag

// Codes of group C01: the text cannot be read as a script.
const (
	NotText         Code = "C0101"
	WrongEncoding   Code = "C0102"
	TextLimit       Code = "C0103"
	StrayCharacter  Code = "C0104"
	HiddenCharacter Code = "C0105"
	OpenText        Code = "C0106"
	Quotes          Code = "C0107"
	NumberForm      Code = "C0108"
	NumberGlued     Code = "C0109"
	NumberTooLong   Code = "C0110"
	DateForm        Code = "C0111"
	ForeignSign     Code = "C0112"
	OpenBracket     Code = "C0113"
	LoneBracket     Code = "C0114"
	NoValue         Code = "C0115"
	ConnectingWord  Code = "C0116"
	NoName          Code = "C0117"
	UnknownDecl     Code = "C0118"
	UnknownItem     Code = "C0119"
	NoWord          Code = "C0120"
	ItemSeparator   Code = "C0121"
	MissingBasis    Code = "C0122"
	RateForm        Code = "C0123"
	RangeForm       Code = "C0124"
	LineGoesOn      Code = "C0125"
	NumberThenName  Code = "C0126"
	FractionForm    Code = "C0127"
	TwoReadings     Code = "C0128"
	Parentheses     Code = "C0129"
	DoesNotFit      Code = "C0130"
	PartMisplaced   Code = "C0131"
	EmptyScript     Code = "C0132"
)

// InternalParser is a fault of the reader itself. No script is known to show it, so it is not in the list of codes.
const InternalParser Code = "C0199"

var syntaxCodes = []Info{
	{NotText, "not the text of a script", "The file holds bytes that no text holds. Check that the name is that of a script, not of a workbook or an archive."},
	{WrongEncoding, "not UTF-8", "Save the file as UTF-8: in most editors under Save as, Encoding."},
	{TextLimit, "a limit is passed", "Scripts have limits so that none can exhaust the machine. Make the script smaller, or raise the limit in eval.Limits."},
	{StrayCharacter, "a character no script uses", "Remove it, or write the sign the message names."},
	{HiddenCharacter, "a character that changes how the text is shown", "Remove it: with it the text reads differently from what the program sees."},
	{OpenText, "a text is not closed", "A text ends on its own line with the same sign it begins with, \"."},
	{Quotes, "quotation marks of another kind", "Texts stand between two straight marks, \"like this\"."},
	{NumberForm, "a number in another notation", "Decimals are written with a point, thousands may be grouped with _: 1_234.5. There are no exponents."},
	{NumberGlued, "a number runs into a word", "Put a blank between a number and its unit: 5 years."},
	{NumberTooLong, "a number is too long", "A number has at most 60 digits before its point and 60 after."},
	{DateForm, "not a date", "Dates are year, month and day with two digits each: 2018-03-01."},
	{ForeignSign, "a sign of another language", "Equality is one =, conditions are joined with and, or, not, a comment begins with #. There is no modulo, power or unary plus."},
	{OpenBracket, "a bracket is not closed", "Close it where its content ends. A declaration word in column 1 ends what stands above even inside brackets."},
	{LoneBracket, "a bracket closes nothing", "Remove it, or open one before it."},
	{NoValue, "a value is missing", "Write the value, or ? to leave it open."},
	{ConnectingWord, "a connecting word as a name", "Words such as in, per and under join the parts of a line. Choose another name."},
	{NoName, "a name is missing", "A declaration has a name that other lines refer to, before the label that reports print."},
	{UnknownDecl, "not a declaration", "A line in the open begins with a declaration word such as param, let, team or cost."},
	{UnknownItem, "not a field of this block", "The message lists the fields of the block."},
	{NoWord, "a word or sign is missing", "Put it where the message points."},
	{ItemSeparator, "items separated by a comma", "In this block items stand on lines of their own, or are separated by ;."},
	{MissingBasis, "a cost without category or basis", "After its label a cost has a category and how often it falls: operation once, training per team."},
	{RateForm, "a rate written with per", "The unit of a value is written with /: 520_000 DKK/year."},
	{RangeForm, "not a range", "A range is low..high, {one, two, three} or ±20%."},
	{LineGoesOn, "a line goes on by mistake", "A line that ends with an operator goes on in the next. Remove the operator, or write the value after it."},
	{NumberThenName, "only a unit may follow a number", "Values are multiplied with *: 3 * meetings."},
	{FractionForm, "a fraction in words", "A fraction is written with /: 5/6."},
	{TwoReadings, "two readings are possible", "Write the parentheses that say which is meant."},
	{Parentheses, "parentheses are needed", "Put ( ) around the part that the message shows."},
	{DoesNotFit, "something does not fit here", "Compare the line with the form the message shows."},
	{PartMisplaced, "a part that does not belong here", "Remove the part, or use the form the message shows."},
	{EmptyScript, "nothing to read", "A script has at least one declaration, such as param intake = 2."},
}
