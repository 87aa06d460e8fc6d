package demo

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/sources/municipality"

	"golang.org/x/text/encoding/japanese"
)

// testSite is one body's site, on the day that *day says.
func testSite(t *testing.T, b Body, p *Prefecture, day *int) *site {
	t.Helper()
	pages, err := loadStyles()
	if err != nil {
		t.Fatal(err)
	}
	return &site{body: b, prefecture: p.Name, date: p.Date, day: func() int { return *day }, pages: pages, failed: func(err error) { t.Error(err) }}
}

func load(t *testing.T) *Prefecture {
	t.Helper()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func get(s *site, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:9"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// decoded is a body in UTF-8, by the charset that the site says it has.
func decoded(t *testing.T, b Body, w *httptest.ResponseRecorder) string {
	t.Helper()
	body, err := w.Body.Bytes(), error(nil)
	switch b.Charset {
	case "Shift_JIS":
		body, err = japanese.ShiftJIS.NewDecoder().Bytes(body)
	case "EUC-JP":
		body, err = japanese.EUCJP.NewDecoder().Bytes(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestThePrefectureIsSound(t *testing.T) {
	p := load(t)
	if len(p.Bodies) < 12 {
		t.Errorf("%d bodies", len(p.Bodies))
	}
	styles, codes := map[string]bool{}, map[string]bool{}
	for _, b := range p.Bodies {
		if err := municipality.CheckCode(b.Code); err != nil {
			t.Error(err)
		}
		if _, real := municipality.All().ByCode(b.Code); real || codes[b.Code] {
			t.Errorf("%s: the code %s is taken", b.Name, b.Code)
		}
		codes[b.Code], styles[b.Feed+b.List] = true, true
	}
	if len(styles) < 9 {
		t.Errorf("only %d styles of feeds and lists", len(styles))
	}
}

func TestEachAnnouncementStandsFromItsDayUntilItsWithdrawal(t *testing.T) {
	p := load(t)
	for _, b := range p.Bodies {
		day := 0
		s := testSite(t, b, p, &day)
		for ; day <= p.LastDay; day++ {
			for _, a := range b.Announcements {
				status := http.StatusNotFound
				if a.Day <= day && (a.Withdrawn == nil || day < a.Withdrawn.Day) {
					status = http.StatusOK
				}
				if w := get(s, s.address(a)); w.Code != status {
					t.Errorf("day %d, %s %q: %d, should be %d", day, b.Name, a.Title, w.Code, status)
				}
				if listed := strings.Contains(entries(t, s), s.address(a)); listed != (status == http.StatusOK) && !b.Broken.on(day) {
					t.Errorf("day %d, %s %q: listed: %t", day, b.Name, a.Title, listed)
				}
			}
		}
	}
}

// entries are the feed, or all pages of the list, one after another.
func entries(t *testing.T, s *site) (all string) {
	all = decoded(t, s.body, get(s, s.entry()))
	for n := 2; s.isEntry(s.listAddress(n)); n++ {
		all += decoded(t, s.body, get(s, s.listAddress(n)))
	}
	return all
}

func TestAnExtensionIsPublishedOnItsDay(t *testing.T) {
	p, seen := load(t), 0
	for _, b := range p.Bodies {
		for _, a := range b.Announcements {
			if a.Extended == nil {
				continue
			}
			seen++
			day := a.Extended.Day - 1
			s := testSite(t, b, p, &day)
			if strings.Contains(decoded(t, b, get(s, s.address(a))), a.Extended.Value) {
				t.Errorf("%q is extended a day early", a.Title)
			}
			day++
			if page := decoded(t, b, get(s, s.address(a))); !strings.Contains(page, a.Extended.Value) || !strings.Contains(page, "<del>") {
				t.Errorf("%q is not extended:\n%s", a.Title, page)
			}
		}
	}
	if seen == 0 {
		t.Error("nothing is extended")
	}
}

func TestPagesAreInTheCharsetTheyDeclare(t *testing.T) {
	p, charsets := load(t), map[string]bool{}
	for _, b := range p.Bodies {
		day := p.LastDay
		s := testSite(t, b, p, &day)
		charsets[b.charset()] = true
		a := b.Announcements[0]
		for _, a = range b.Announcements {
			if a.shown(day) {
				break
			}
		}
		w := get(s, s.address(a))
		if declared := strings.Contains(w.Header().Get("Content-Type"), "charset="); declared == (b.Declared == "meta") {
			t.Errorf("%s: Content-Type %q", b.Name, w.Header().Get("Content-Type"))
		}
		if !bytes.Contains(w.Body.Bytes(), []byte(`<meta charset="`+b.charset()+`"`)) {
			t.Errorf("%s: no charset in a meta element", b.Name)
		}
		if b.Charset != "" && bytes.Contains(w.Body.Bytes(), []byte(a.Title)) {
			t.Errorf("%s: the page is UTF-8", b.Name)
		}
		if !strings.Contains(decoded(t, b, w), a.Title) {
			t.Errorf("%s: the page is not %s", b.Name, b.charset())
		}
	}
	if len(charsets) != 3 {
		t.Errorf("charsets: %v", charsets)
	}
}

func TestAnUnchangedListAnswers304UntilItMoves(t *testing.T) {
	p := load(t)
	for _, b := range p.Bodies {
		if b.ID != "kaku-minatono" && b.ID != "kaku-aoba" {
			continue
		}
		day := 1
		s := testSite(t, b, p, &day)
		first := get(s, s.entry())
		tag, when := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
		if (tag == "") == (when == "") {
			t.Fatalf("%s: ETag %q, Last-Modified %q", b.Name, tag, when)
		}
		conditions := []string{"If-None-Match", tag}
		if tag == "" {
			conditions = []string{"If-Modified-Since", when}
		}
		if w := get(s, s.entry(), conditions...); w.Code != http.StatusNotModified {
			t.Errorf("%s: %d though nothing has changed", b.Name, w.Code)
		}
		day = 3
		if w := get(s, s.entry(), conditions...); w.Code != http.StatusOK {
			t.Errorf("%s: %d though something was announced", b.Name, w.Code)
		}
	}
}

func TestTheCalendarTurnsADayAtATime(t *testing.T) {
	p, real := load(t), time.Unix(0, 0)
	c := NewCalendar(p, func() time.Time { return real })
	begin := c.Now()
	real = real.Add(time.Minute)
	if got := c.Now().Sub(begin); got != time.Minute {
		t.Errorf("within a day a minute takes %s", got)
	}
	if err := c.Sleep(t.Context(), time.Second); err != nil || c.Now().Sub(begin) != time.Minute+time.Second {
		t.Errorf("after a second's sleep: %s, %v", c.Now().Sub(begin), err)
	}
	c.Turn()
	if got := c.Now().Sub(begin); got != 24*time.Hour || c.Day() != 1 {
		t.Errorf("the next day begins after %s", got)
	}
}

func TestADocumentAloneHoldsOneDeadline(t *testing.T) {
	p, seen := load(t), 0
	for _, b := range p.Bodies {
		day := p.LastDay
		s := testSite(t, b, p, &day)
		for _, a := range b.Announcements {
			if a.Truth == nil || a.Truth.OnlyIn == "" {
				continue
			}
			seen++
			if page := decoded(t, b, get(s, s.address(a))); strings.Contains(page, "12月11日") || !strings.Contains(page, a.Truth.OnlyIn) {
				t.Errorf("%q names its deadline, or not its document:\n%s", a.Title, page)
			}
			w := get(s, b.Folder+"files/"+a.Truth.OnlyIn)
			if w.Code != http.StatusOK || !bytes.HasPrefix(w.Body.Bytes(), []byte("%PDF-")) || w.Body.Len() > 60<<10 {
				t.Errorf("%s: %d, %d bytes", a.Truth.OnlyIn, w.Code, w.Body.Len())
			}
		}
	}
	if seen == 0 {
		t.Error("no deadline stands in a document alone")
	}
}
