package feeds

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"koubo/bench/worktime"
	"koubo/opportunity"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"題\r\n名\r1": "題\n名\n1", "a\x00\x08\u0085b": "ab", "a\u202e\u2066\u200fb": "ab", "\xff\xfea": "〓a", "\uFFFD": "〓", "文\uFFFD字\xed\xa0\x80": "文〓字〓", "\ufffe\uffff": "", "👩‍💻": "👩‍💻",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
	if got := line(" a\t\nb   c\u202e "); got != "a b c" {
		t.Errorf("line = %q", got)
	}
}

func TestYenText(t *testing.T) {
	for yen, want := range map[int64]string{
		0: "0円", 999: "999円", 1000: "1,000円", 12_000_000: "12,000,000円", -5000: "-5,000円",
		math.MaxInt64: "9,223,372,036,854,775,807円", math.MinInt64: "-9,223,372,036,854,775,808円",
	} {
		if got := yenText(yen); got != want {
			t.Errorf("%d is %s, want %s", yen, got, want)
		}
	}
}

func TestWebLink(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.jp/x?q=題#節": "https://a.jp/x?q=%E9%A1%8C#%E7%AF%80", " HTTP://a.jp/ ": "http://a.jp/", "https://a.jp/%E9%A1%8C": "https://a.jp/%E9%A1%8C",
		"https://a.jp/?<\">": "https://a.jp/?%3C%22%3E", "javascript:alert(1)": "", "data:text/html,x": "", "file:///etc/passwd": "", "//a.jp/": "", "/x": "", "": "",
		"https://a.jp/[1]?q[]=1#[2]": "https://a.jp/%5B1%5D?q%5B%5D=1#%5B2%5D", "http://[2001:db8::1]:8080/[a]": "http://[2001:db8::1]:8080/%5Ba%5D", "https://日本語.jp/題": "https://xn--wgv71a119e.jp/%E9%A1%8C",
		"https://%E6%97%A5%E6%9C%AC%E8%AA%9E.jp/": "https://xn--wgv71a119e.jp/", "https://１２.jp/": "https://12.jp/", "https://a..jp/": "", "https://.jp/": "", "https://-a.jp/": "", "https://a-.jp/": "", "https://a<b.jp/": "", "http://[fe80::1%25eth0]/": "", "https://a.jp@a.jp/[": "https://a.jp@a.jp/%5B", "https://a.jp?[": "https://a.jp?%5B", "https://a.jp./": "https://a.jp./", "https://a_b.jp/": "https://a_b.jp/",
		"https://": "", "http:a": "", "java\nscript:alert(1)": "", "https://a.jp/%zz": "",
	} {
		if got := webLink(in); got != want {
			t.Errorf("webLink(%q) = %q, want %q", in, got, want)
		}
	}
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

// TestSimpleLinksAreWhatParsingMakesOfThem: an address that is taken as it is must be the one that reading it would give.
func TestSimpleLinksAreWhatParsingMakesOfThem(t *testing.T) {
	random, simple := rand.New(rand.NewPCG(3, 4)), 0
	pieces := []string{"a", "B", "0", "-", ".", "_", "~", "/", "/", "?", "&", "=", "+", "city.example.jp", "//", "..", "%41", ":80", "@", "#", ";", ",", "市"}
	for range 200_000 {
		raw := []string{"https://", "http://", "http:/", "HTTP://"}[random.IntN(4)]
		for range random.IntN(9) {
			raw += pieces[random.IntN(len(pieces))]
		}
		if !isSimpleLink(raw) {
			continue
		}
		if simple++; parsedLink(raw) != raw {
			t.Fatalf("%q is taken as it is and not as %q", raw, parsedLink(raw))
		}
	}
	if simple < 1000 {
		t.Errorf("only %d were simple", simple)
	}
}
