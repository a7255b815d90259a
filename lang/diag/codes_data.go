package diag

// Codes of what is wrong with the data files of a script.
const (
	NoDataFile     Code = "C0470"
	NotADataFile   Code = "C0471"
	BadDataPath    Code = "C0472"
	DataEncoding   Code = "C0473"
	NotCSV         Code = "C0474"
	EmptyData      Code = "C0475"
	NoSuchColumn   Code = "C0476"
	ColumnTwice    Code = "C0477"
	WrongCellCount Code = "C0478"
	OpenQuote      Code = "C0479"
	BadCell        Code = "C0480"
	DecimalMark    Code = "C0481"
	EmptyCell      Code = "C0482"
	NoSuchSheet    Code = "C0483"
)

var dataCodes = []Info{
	{NoDataFile, "a data file that is not there", "The name is relative to the script. Mind the spelling, capitals and the ending; the message lists the nearest names in the folder."},
	{NotADataFile, "something that cannot be read as a file", "Rows come from an ordinary file that you may read, not from a folder, a pipe or a device."},
	{BadDataPath, "a path that data cannot have", "Data lies in the folder of the script or below it, and its path is written with /: \"data/stays.csv\". Copy the file there."},
	{DataEncoding, "data that is not UTF-8", "Save the file again as UTF-8; in Excel under Save As, CSV UTF-8."},
	{NotCSV, "data in a form that is not read", "Rows come from CSV text, and from .xlsx where the program reads workbooks. Open the file in the program it belongs to, and save it as the message says."},
	{EmptyData, "a data file without a header", "The first line of the file names its columns. Check that the file was saved."},
	{NoSuchColumn, "a column that the file does not have", "Columns are found by the names in the first line, in any order. Rename one of the two, and mind which sign separates the cells: `,`, or `;` with `danish`."},
	{ColumnTwice, "a column that stands twice", "The script asks for a column by its name, so the name stands once in the first line. Rename or remove one of the two."},
	{WrongCellCount, "a row of the wrong length", "Every row has as many cells as the first line. A separator inside a cell needs quotation marks around the cell; a file that ends early has to be saved again."},
	{OpenQuote, "a quotation mark out of place", "A cell that begins with \" ends with \", and a mark inside it is written twice: \"\"."},
	{BadCell, "a cell of the wrong kind", "The declaration says whether a column holds numbers, dates or text. A cell holds the bare value, in the unit of its column, without words or blanks."},
	{DecimalMark, "mixed decimal marks", "A file has decimal points, or it is declared `danish`: `;` between the cells, decimal comma, thousands point. Never both in one file."},
	{EmptyCell, "an empty cell", "An empty cell is never zero. Write the value, or declare the column `or missing` and say in the script what that means."},
	{NoSuchSheet, "a sheet that the data does not have", "A workbook with several sheets is read from the one that the script names, `sheet \"Stays\"`; a CSV file has none. Mind spelling and capitals; the message lists the names."},
}
