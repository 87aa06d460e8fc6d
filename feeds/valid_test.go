package feeds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
)

func TestFeedsReadBack(t *testing.T) {
	records := testRecords(t)
	for _, f := range Formats()[:3] {
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(render(t, f.Write, records)))
		if err != nil || len(feed.Items) != len(records) {
			t.Fatalf("%s: %v", f.Name, err)
		}
		for i, item := range feed.Items {
			o := records[i]
			if item.Title != State(o).title() || item.GUID != channel.TagURI(o.ID) {
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
	f.Add(strings.Repeat("題", 40), "\ufffe=1+1", "https://x.example/%zz?<a>") // a long seed would be minimized for minutes
	f.Fuzz(func(t *testing.T, title, summary, link string) {
		if len(title)+len(summary)+len(link) > 2000 {
			t.Skip("TestLongWordsEndSoon has the long ones")
		}
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

// sampled is a writer that notes how much the heap has grown at most, looking every megabyte.
type sampled struct {
	base, peak uint64
	unseen     int
}

func (w *sampled) Write(p []byte) (int, error) {
	if w.unseen += len(p); w.unseen >= 1<<20 {
		w.unseen = 0
		w.look()
	}
	return len(p), nil
}

func (w *sampled) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if w.base == 0 {
		w.base = m.HeapAlloc
	}
	w.peak = max(w.peak, m.HeapAlloc)
}

// One operation writes 10,000 records; peak-B is how much the heap grew meanwhile, garbage included.
func BenchmarkFormats(b *testing.B) {
	records := manyRecords(b, 10_000)
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			runtime.GC()
			w := &sampled{}
			w.look()
			for b.Loop() {
				if err := f.Write(w, channel, records); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(w.peak-w.base), "peak-B")
		})
	}
}
