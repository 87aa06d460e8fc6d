package feeds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
)

func TestAtomKeepsTheRulesOfRFC4287(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	cmd := exec.Command(xmllint, "--noout", "--relaxng", "testdata/atom.rng", "-")
	cmd.Stdin = bytes.NewReader(render(t, Atom, testRecords(t)))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
}

func TestFeedsReadBack(t *testing.T) {
	records := testRecords(t)
	for _, f := range Formats()[:3] {
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(render(t, f.Write, records)))
		if err != nil || len(feed.Items) != len(records) {
			t.Fatalf("%s: %v", f.Name, err)
		}
		for i, item := range feed.Items {
			o := records[i]
			if item.Title != titleOf(o.Title) || item.GUID != channel.TagURI(o.ID) {
				t.Errorf("%s: item %d is %q %q", f.Name, i, item.Title, item.GUID)
			}
			if strings.HasPrefix(o.URL, "http") && item.Link != o.URL || strings.Contains(item.Link, "javascript") {
				t.Errorf("%s: item %d links %q, want %q", f.Name, i, item.Link, o.URL)
			}
			if at := publishedAt(o); !at.IsZero() && (item.PublishedParsed == nil || !item.PublishedParsed.Equal(at)) {
				t.Errorf("%s: item %d was published %v, want %v", f.Name, i, item.PublishedParsed, at)
			}
		}
	}
}

// checkXML reads to the end and fails on what is not well-formed.
func checkXML(t *testing.T, data []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v in %q", err, data)
		}
	}
}

// checkCalendar checks line ends, lengths and characters of each line, and that a parser finds the events.
func checkCalendar(t *testing.T, data []byte, events int) {
	t.Helper()
	for _, l := range strings.SplitAfter(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		l = strings.TrimSuffix(l, "\r\n")
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) {
			t.Fatalf("line of %d octets: %q", len(l), l)
		}
	}
	cal, err := ical.ParseCalendar(bytes.NewReader(data))
	if err != nil || len(cal.Events()) != events {
		t.Fatalf("%v in %q", err, data)
	}
}

func TestCalendarReadsBack(t *testing.T) { checkCalendar(t, render(t, Calendar, testRecords(t)), 11) }

func FuzzAnyWordsStayValid(f *testing.F) {
	f.Add("a]]>b&<script>", "\x00\u202e\xed\xa0\x80;,\\\r\nEND:VEVENT", "javascript:alert(1)")
	f.Add(strings.Repeat("題", 10000), "\ufffe=1+1", "https://x.example/%zz?<a>")
	f.Fuzz(func(t *testing.T, title, summary, link string) {
		o := opportunity.Opportunity{ID: "a", Title: title, Summary: summary, URL: link, Attachments: []opportunity.Attachment{{Title: title, URL: link}},
			Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-20", Note: summary}}}
		records := []opportunity.Opportunity{o}
		checkXML(t, render(t, Atom, records))
		checkXML(t, render(t, RSS, records))
		if data := render(t, JSON, records); !json.Valid(data) {
			t.Fatalf("no JSON: %q", data)
		}
		checkCalendar(t, render(t, Calendar, records), 1)
	})
}

// One operation writes 1,000 records.
func BenchmarkFormats(b *testing.B) {
	few := testRecords(b)
	records := make([]opportunity.Opportunity, 1000)
	for i := range records {
		records[i] = few[i%len(few)]
	}
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, channel, records); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
