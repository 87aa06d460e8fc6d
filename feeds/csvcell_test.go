package feeds

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// csvRow reads the one row of a table back by its column names.
func csvRow(t *testing.T, o opportunity.Opportunity) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := writeCSV(&b, Channel{Home: "https://koubo.example"}, []opportunity.Opportunity{o}, true); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	row := map[string]string{}
	for i, name := range rows[0] {
		row[name] = rows[1][i]
	}
	return row
}

// attached makes n attachments whose addresses have size characters each.
func attached(n, size int) (all []opportunity.Attachment) {
	for i := range n {
		address := fmt.Sprintf("https://www.city.example/%d/", i)
		all = append(all, opportunity.Attachment{URL: address + strings.Repeat("a", size-len(address))})
	}
	return all
}

func TestCellsFitExcel(t *testing.T) {
	exact := strings.Repeat("a", mostInCell)
	for _, c := range []struct {
		name, column string
		record       opportunity.Opportunity
		want         string // the cell, or its end after …
	}{
		{"a text at the bound", "eligibility", opportunity.Opportunity{Eligibility: exact}, exact},
		{"a text beyond it", "eligibility", opportunity.Opportunity{Eligibility: exact + "a"}, "…aaa…（以下略）"},
		{"Japanese counts by character", "summary", opportunity.Opportunity{Summary: strings.Repeat("長", mostInCell)}, strings.Repeat("長", mostInCell)},
		{"Japanese beyond it", "summary", opportunity.Opportunity{Summary: strings.Repeat("長", mostInCell+1)}, "…長長…（以下略）"},
		{"𠮷 counts twice", "title", opportunity.Opportunity{Title: strings.Repeat("𠮷", mostInCell/2+1)}, "…𠮷𠮷…（以下略）"},
		{"𠮷 within it", "title", opportunity.Opportunity{Title: strings.Repeat("𠮷", mostInCell/2)}, strings.Repeat("𠮷", mostInCell/2)},
		{"the apostrophe counts, too", "eligibility", opportunity.Opportunity{Eligibility: "=" + exact[1:]}, "…aaa…（以下略）"},
		{"an address is whole or not there", "url", opportunity.Opportunity{URL: "https://www.city.example/" + exact}, ""},
		{"an address that a reader may follow", "url", opportunity.Opportunity{URL: "https://www.city.example/" + exact[:30000]}, "https://www.city.example/" + exact[:30000]},
		{"addresses at the bound", "attachments", opportunity.Opportunity{Attachments: attached(32, 1023)}, strings.Join(linksOf(attached(32, 1023)), "\n")},
		{"addresses beyond it", "attachments", opportunity.Opportunity{Attachments: attached(40, 1023)}, "…a\n（ほか9件）"},
		{"addresses of Japanese names", "attachments", opportunity.Opportunity{Attachments: []opportunity.Attachment{
			{URL: "https://www.city.example/1.pdf"}, {URL: "https://www.city.example/" + strings.Repeat("様", 4000) + ".pdf"}}}, "https://www.city.example/1.pdf\n（ほか1件）"},
		{"one long address", "attachments", opportunity.Opportunity{Attachments: attached(1, 40000)}, "（ほか1件）"},
		{"themes", "themes", opportunity.Opportunity{Themes: strings.Split(strings.Repeat("mobility,", 5000), ",")[:5000]}, "…;mobility;（ほか1361件）"},
	} {
		got := csvRow(t, c.record)[c.column]
		if units(got) > mostInCell {
			t.Errorf("%s: %d units", c.name, units(got))
		}
		if end, cut := strings.CutPrefix(c.want, "…"); cut && !strings.HasSuffix(got, end) || !cut && got != c.want {
			t.Errorf("%s: the cell of %d units ends in %q", c.name, units(got), got[max(0, len(got)-60):])
		}
	}
}

func linksOf(all []opportunity.Attachment) (links []string) {
	for _, a := range all {
		links = append(links, a.URL)
	}
	return links
}

// TestShortenedCellsUseTheirRoom leaves nothing out that would have fitted.
func TestShortenedCellsUseTheirRoom(t *testing.T) {
	row := csvRow(t, opportunity.Opportunity{Attachments: attached(2000, 100), Summary: strings.Repeat("長", 50000)})
	if n := units(row["summary"]); n != mostInCell {
		t.Errorf("a cut text has %d units", n)
	}
	if n := units(row["attachments"]); n < mostInCell-120 {
		t.Errorf("a cut list has %d units", n)
	}
	if kept := strings.Count(row["attachments"], "\n"); !strings.HasSuffix(row["attachments"], fmt.Sprintf("\n（ほか%d件）", 2000-kept)) {
		t.Errorf("%d members are there, and %s", kept, row["attachments"][len(row["attachments"])-40:])
	}
}

// headedCSV is the file as a whole, without the mark that Excel wants.
func headedCSV(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return writeCSV(w, c, records, true)
}

// No cell of any column is evaluated, whatever the record holds (OWASP, CSV Injection).
func TestCellsAreNoFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "-1", "-1-1": "'-1-1", "-": "'-", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\n=1", " =1": "' =1", "　＝1": "'　＝1", "＠x": "'＠x", "\n-1": "'\n-1",
		"\u202e=1": "'=1", "\x00=1": "'=1", "題=1": "題=1", "": "", "2026-11-20": "2026-11-20", "－1": "'－1",
	} {
		if got := inert(in); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
	bad := `=HYPERLINK("http://evil.example","x")`
	record := opportunity.Opportunity{ID: bad, Title: bad, URL: bad, Summary: bad, Eligibility: bad, Kind: opportunity.Kind(bad), Stage: opportunity.Stage(bad), Themes: []string{bad},
		Issuer: opportunity.Issuer{Code: bad, Name: bad, Prefecture: bad, Department: bad}, Contact: opportunity.Contact{Department: bad, Phone: bad, Email: bad}}
	rows, err := csv.NewReader(bytes.NewReader(render(t, headedCSV, []opportunity.Opportunity{record}))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatal(err, rows)
	}
	for i, value := range rows[1] {
		if strings.HasPrefix(value, "=") {
			t.Errorf("column %s holds %q", rows[0][i], value)
		}
	}
}

// TestTheLastEndOfARole: a day without an hour lasts until its midnight.
func TestTheLastEndOfARole(t *testing.T) {
	end := func(day jdate.Date, clock jdate.Clock) opportunity.Deadline {
		return opportunity.Deadline{Role: opportunity.Submission, End: day, EndTime: clock}
	}
	for want, ends := range map[string][]opportunity.Deadline{
		"2026-11-20":                {end("2026-11-20", "17:00"), end("2026-11-20", ""), end("2026-11-13", "")},
		"2026-11-20T17:00:00+09:00": {end("2026-11-20", "12:00"), end("2026-11-20", "17:00"), end("2026-13-01", "")},
		"":                          {{Role: opportunity.Submission, Start: "2026-11-20"}, {Role: opportunity.Questions, End: "2026-11-20"}},
	} {
		if got := csvRow(t, opportunity.Opportunity{Deadlines: ends})["submission_end"]; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
