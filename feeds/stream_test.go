package feeds

import (
	"io"
	"strings"
	"testing"
	"time"

	"koubo/bench/worktime"
	"koubo/opportunity"
)

// writes counts the calls of Write and keeps the longest.
type writes struct{ count, longest, total int }

func (w *writes) Write(p []byte) (int, error) {
	w.count, w.longest, w.total = w.count+1, max(w.longest, len(p)), w.total+len(p)
	return len(p), nil
}

// manyRecords repeats the test records until there are n.
func manyRecords(t testing.TB, n int) []opportunity.Opportunity {
	few := testRecords(t)
	records := make([]opportunity.Opportunity, n)
	for i := range records {
		records[i] = few[i%len(few)]
	}
	return records
}

// Every format hands on what it has as it goes: 10,000 records never stand in memory as a document.
func TestFormatsStream(t *testing.T) {
	records := manyRecords(t, 10_000)
	for _, f := range Formats() {
		var w writes
		if err := f.Write(&w, channel, records); err != nil {
			t.Fatal(err)
		}
		if w.longest > 64<<10 || w.count < 50 || w.total < 1<<20 {
			t.Errorf("%s: %d writes of at most %d bytes, %d in all", f.Name, w.count, w.longest, w.total)
		}
	}
}

// failing is a connection that breaks after some bytes.
type failing struct{ left int }

func (w *failing) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestFormatsReportABrokenWriter(t *testing.T) {
	for _, f := range Formats() {
		for _, bytes := range []int{0, 5000} {
			if err := f.Write(&failing{bytes}, channel, manyRecords(t, 100)); err == nil {
				t.Errorf("%s says nothing of a writer that breaks after %d bytes", f.Name, bytes)
			}
		}
	}
}

// Words of any length cost time in proportion: 256 KiB of them some twentieth of the bound.
func TestLongWordsEndSoon(t *testing.T) {
	for _, piece := range []string{"題", "=", "\r\n", "]]>", "&<", "\\,;", "\xff", "\u202e", " ", "https://a.example/?<"} {
		long := strings.Repeat(piece, 1<<18/len(piece))
		o := opportunity.Opportunity{ID: "a", Title: long, Summary: long, URL: "https://a.example/" + long, Eligibility: long, Attachments: []opportunity.Attachment{{Title: long, URL: "https://a.example/" + long}},
			Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-20", Note: long}}}
		for _, f := range Formats() {
			took := worktime.Of(t, func() { render(t, f.Write, []opportunity.Opportunity{o}) })
			if took > time.Second {
				t.Errorf("%s took %v for 256 KiB of %q", f.Name, took, piece)
			}
		}
	}
}
