package review

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLatestYear(t *testing.T) {
	want := map[string]int{
		"": 0, "assumed": 0, "offer, 2023": 2023, "offer,2023": 2023, "(2023)": 2023, "report of 2021 and 2023.": 2023,
		"2021-2023": 2023, "2021–2023": 2023, "2023/24": 2024, "school year 1999/00": 2000, "2010-14": 2010, "2018-03-01": 2018, "31.12.2019": 2019,
		"1/4/2022": 2022, "03.2022": 2022, "2018-priser": 2018, "Prices:2023": 0, "in 2023: 5": 2023, "»Takster 2022«": 2022,
		"Regnskab, konto 2010": 0, "Faktura nr. 1987": 0, "Faktura nr. 1987, 2021": 2021, "konto 2010 og 2020, 2023": 2023,
		"accounts 2010 and 2020": 0, "pages 1990-1999": 0, "s. 2010": 0, "Journal, 2023": 2023, "journal 2023": 0, "Konto: 2010": 0,
		"§ 2010 i lov fra 2022": 2022, "§2010": 0, "tlf. 7020 2010": 0, "tlf. 7020 2010, 2023": 2023, "sag 2010-14/3": 0,
		"2010-14/3": 0, "A2010": 0, "2010A": 0, "2010-A": 0, "A-2010": 0, "12345 pages": 0, "20230 kr.": 0, "1,987": 0, "1899": 0, "2100": 0,
		"https://www.dst.dk/2020/ 2019": 2019, "www.dst.dk/2020": 0, "SL, https://x.dk/?y=2020": 0, "2010.1.2.3": 0, "2010-+12": 0, "...": 0, "-": 0, "2023-": 0,
	}
	got := map[string]int{}
	for text := range want {
		got[text] = latestYear(text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
