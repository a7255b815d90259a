package workbook

import "github.com/costlang/cost/lang/say"

// layAbout writes how the workbook was made, and what a reader must know of it.
func (b *builder) layAbout() {
	s := b.about
	row := b.head(s, say.T("About this workbook"), b.subject())
	s.Widths = []float64{30, 110}
	facts := append(b.Facts,
		Fact{What: say.T("Recalculating"), Is: say.T("Excel and LibreOffice compute every formula when the file is opened. In LibreOffice answer yes if it asks, or press Ctrl+Shift+F9.")},
		Fact{What: say.T("What may be changed"), Is: say.T("The numbers in blue: assumptions, their low and high values, the other numbers of the script, data, what scenarios set and what expectations claim. Each number of the script is a cell with a name, which formulas read. Everything else is a formula. A range such as ±10% lies around the number that the script writes, which has a cell of its own, and stays there when the value is changed. Written in formulas are only numbers of the language, such as months of a year and ends of years, how many rows or steps there are, and a 0 or 1 that the script adds, multiplies with or compares to.")},
		Fact{What: say.T("What is fixed"), Is: say.T("Texts, which rows of data count, the horizon, the years that are written for starts, stops and costs, a wage of 0, and the kinds of things: they decide how the model is built. Change them in the script and export again.")},
		Fact{What: say.T("What is left out"), Is: say.T("Grids in steps, lowest and highest values over several params together, simulations and break-even values: `cost run` has them. Data that is too large for a sheet stands as numbers in formulas.")},
		Fact{What: say.T("Precision"), Is: say.T("The script computes in exact decimals, a spreadsheet with about 15 digits. Numbers count as equal where nine decimals or twelve digits agree, and what is rounded to multiples is first rounded to nine decimals of them. The sheet of values has the exact figures, those in % as numbers of hundredths; on the other sheets these are shares.")},
		Fact{What: say.T("Scenarios and expectations"), Is: say.T("A column of a scenario has the values that the scenario gives: an assumption that it sets does not follow the blue cell, unlike --set of `cost run`, while all others do. Expectations compare live figures with what the script as it is written claims: once an assumption is changed they may fail, which says nothing against the model. An assumption that the run set, or that the scenario of a claim sets, stays there as the script or the scenario has it.")},
		Fact{What: say.T("Missing values"), Is: say.T("Cells with #N/A or #DIV/0! say that the script has no value there. A note beside the row says why, and the checks on the sheet of expectations say what must hold and which figures have no value.")},
		Fact{What: say.T("Conventions"), Is: say.T("A year has 12 months and 52 weeks, a workday 7.4 hours. The horizon is divided into equal steps; what falls after it stands under later and counts in the total. Total means net of residual values, grants and savings.")},
	)
	for _, f := range facts {
		b.say(s, row, 0, f.What, Style{Bold: true})
		c := text(b.in(f.Is), Style{Wrap: !f.Digest})
		if f.Digest {
			c.Kind = Digest
		}
		s.Put(row, 1, c)
		row++
	}
}
