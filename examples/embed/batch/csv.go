package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// columns are the names of what is read and written, in order of the fields.
func columns() (in, out []string) {
	return []string{"served", "visits", "pay"}, []string{"per_family", "total_thousands"}
}

// readPoints reads a header, and a point for each row below it.
func readPoints(from io.Reader) ([]point, error) {
	rows := csv.NewReader(from)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return nil, err
	}
	if want, _ := columns(); !slices.Equal(header, want) {
		return nil, fmt.Errorf("the columns are %q, not %q", header, want)
	}
	var points []point
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return points, nil
		}
		if err != nil {
			return nil, err
		}
		p, err := pointOf(row)
		if err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		points = append(points, p)
	}
}

func pointOf(row []string) (p point, err error) {
	for i, field := range []*float64{&p.Served, &p.Visits, &p.Pay} {
		if *field, err = strconv.ParseFloat(row[i], 64); err != nil {
			return point{}, err
		}
	}
	return p, nil
}

// writePrices writes points and their prices.
func writePrices(to io.Writer, points []point, prices []price) error {
	rows := csv.NewWriter(to)
	in, out := columns()
	if err := rows.Write(slices.Concat(in, out)); err != nil {
		return err
	}
	for i, p := range points {
		row := []string{short(p.Served), short(p.Visits), short(p.Pay), rounded(prices[i].PerFamily), rounded(prices[i].Total)}
		if err := rows.Write(row); err != nil {
			return err
		}
	}
	rows.Flush()
	return rows.Error()
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// rounded is a price of two decimals, or nothing where there is none.
func rounded(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}
