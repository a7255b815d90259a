package manual

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/say"
)

// glossary is what analysts look for by another word than that of the language: a topic, and the words of the field for
// it, in English and Danish, and signs. What the text of the reference says itself does not stand here.
const glossary = `
analyses: uncertainty, sensitivity, sensitivity analysis, risk, tornado, what if, monte carlo, simulation, break even, breakeven, threshold, goal seek, correlation, robustness, risiko, usikkerhed, følsomhed, følsomhedsanalyse, usikkerhedsanalyse, simulering, nulpunkt, korrelation, analyse, analyser
param: range, interval, bounds, alternatives, distribution, triangular, assumption, assumptions, parameter, parameters, ±, ~, .., interval, spænd, fordeling, forudsætning, forudsætninger, antagelse, antagelser, usikker
index: price index, inflation, deflator, cpi, price level, indexation, prisindeks, pristal, pristalsregulering, prisudvikling, prisniveau, fremskrivning, nettoprisindeks
intervention: price, prices, price year, fixed prices, currency, time horizon, planning horizon, project, program, programme, overhead rate, pris, priser, prisår, valuta, horisont, tidshorisont, periode, indsats, projekt, faste priser
residual value: depreciation, amortisation, amortization, write-off, lifetime, useful life, scrap value, salvage value, afskrivning, afskrivninger, restværdi, scrapværdi, levetid
present value: discounting, discount rate, npv of costs, net present value, nutidsværdi, nettonutidsværdi, diskontering, diskonteringsrente, kalkulationsrente, tilbagediskontering
labels and sources: citation, reference, references, footnote, evidence, valid until, expiry, kilde, kilder, kildeangivelse, betegnelse, henvisning, gyldig
text: comment, comments, remark, #, kommentar, kommentarer, utf-8, encoding
lines and items: line break, semicolon, newline, linjeskift, semikolon, linje, linjer
numbers: %, _, percent, percentage, per cent, decimal, decimals, decimal point, decimal comma, thousands, thousand dkk, million dkk, billion dkk, procent, decimaler, decimaltal, komma, tusind, millioner, tal
dates and texts: ", date, dato, datoer, string, strings
holes: ?, placeholder, unknown value, blank, ukendt
lists per year: ..., …, per year, ramp up, phase in, phasing, indfasning, optrapning, pr år, årligt
workbooks: excel, xlsx, xlsm, sheet, workbook, spreadsheet, cell, merged cells, regneark, ark, projektmappe, celle, flettede celler
data: csv, table of data, rows from a file, import, file, files, column, columns, missing, missing data, datasæt, fil, filer, kolonne, kolonner, manglende
rows: average over rows, group by, filter, gruppering, række, rækker
wage: salary, salaries, pay, employee, pension, hourly wage, yearly wage, løn, lønninger, årsløn, timeløn, månedsløn, pensionsbidrag, medarbejdertype
norm: working hours, hours per year, årsnorm, timenorm, arbejdstid
labour: fte, full-time equivalent, full-time equivalents, man-year, person-year, årsværk, fuldtidsstilling, fuldtidsstillinger, lønudgift, lønudgifter, arbejdskraft
overhead: indirect costs, on-costs, fællesudgifter, indirekte omkostninger
staff: personnel, head, heads, headcount, bemanding, personale, medarbejder, medarbejdere
team: start-up, hold, teams, opstart
course: programme of sessions, drop-out, dropout, attrition, completion rate, intake, participants, frafald, gennemførelse, gennemført, deltagelse, kursus, kurser, optag, varighed, forløb
session: meeting, meetings, preparation time, frequency, møde, møder, forberedelse, forberedelsestid, mødefrekvens, samling
cost grant and saving: expense, expenses, expenditure, running costs, fixed costs, variable costs, subsidy, funding, revenue, income, benefit, payers, udgift, udgifter, omkostninger, driftsudgifter, driftsomkostninger, besparelse, besparelser, tilskud, finansiering, indtægt, indtægter, betaler, gevinst
category: cost type, cost types, omkostningstype, omkostningstyper, kategorier, drift, etablering, investering, forberedelsesudgifter
basis: cost driver, unit of cost, fordelingsnøgle, grundlag
timing: when, schedule, recurring, one-off, tidspunkt, engangsudgift, tilbagevendende
scenario: scenarios, scenarier, scenarie, case, alternative assumptions
output: result, unit cost, cost per participant, key figure, enhedsomkostning, enhedsomkostninger, nøgletal, resultater
results: totals, i alt
expect: test, tests, check figure, assertion, control, kontrol, kontrolsum
use: import a script, library, module, include, bibliotek, modul, moduler
combine: merge, add scripts, samle, kombinere
checking against the official model: official model, omkostningsmodellen, socialstyrelsen, social- og boligstyrelsen, model, modellen
strict checking: lint, quality assurance, review of a script, kvalitetssikring
layout: format, formatting, indentation, style, formatering
diagnostics: error, warning, message, fejl, advarsel, fejlmeddelelse
tables: table, rounding of tables, report, workbook, spreadsheet, excel, export, tabel, tabeller, rapport, projektmappe, regneark, eksport
exactness: precision, rounding, significant digits, afrunding, præcision, nøjagtighed
round: round off, afrunde, rund
mean: average, gennemsnit, middelværdi
count: number of rows, antal
growth: yearly increase, vækst, årlig stigning
min: minimum, smallest, mindste
max: maximum, largest, største
units: day, days, measure, enheder
counted units: own unit, egen enhed
what falls when: later, after the horizon, periodisering
from gross to net: net, brutto, netto
expressions: operator, operators, formula, formulas, +, -, *, /, =, !=, <, <=, >, >=, formel, formler, udtryk
dk.discount: social discount rate, finansministeriet, samfundsøkonomisk kalkulationsrente
dk.wages: pay rates, overenskomst, lønsatser
dk.norms: hours of a full-time year, arbejdstimer
let: variable, constant, definition, variabel, konstant
unit participants: deltager, deltagere
topics: contents, hjælp, emner, indhold, oversigt
errors: code, codes, error codes, fejlkode, fejlkoder
modules: standard library, stdlib, standardbibliotek
words: keyword, keywords, reserved, nøgleord
`

// otherWords lets topics be found by what analysts and other languages call them, and by the synonyms that the check of
// scripts knows.
func (m *Manual) otherWords() {
	for line := range strings.Lines(strings.TrimSpace(glossary)) {
		name, words, _ := strings.Cut(strings.TrimSpace(line), ": ")
		m.alias(name, strings.Split(words, ", ")...)
	}
	for _, language := range say.Languages() {
		for english, own := range language.Catalogue() {
			if english, own = noun(english), noun(own); english != "" && own != "" {
				m.alias(english, own)
			}
		}
	}
	for word, meanings := range check.Synonyms() {
		for _, meant := range meanings {
			m.alias(meant, word)
		}
	}
}

// alias lets words find the topic that a name finds, if there is one.
func (m *Manual) alias(name string, words ...string) {
	if found := m.Find(name); len(found) > 0 {
		found[0].keys.addAll(words, isSame)
	}
}

// noun is the word behind an article, or "" for any other text.
func noun(text string) string {
	article, word, _ := strings.Cut(text, " ")
	if strings.Contains(" a an en et ", " "+article+" ") && !strings.ContainsFunc(word, notInName) {
		return word
	}
	return ""
}
