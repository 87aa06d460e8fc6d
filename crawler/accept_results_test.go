package crawler

// What becomes of a page and of the calls that stand on it. Here are, in this order, the tests of the reading of a page in
// reader.go, of drafts.go, accept.go, merge.go, results.go and vanish.go.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/crawler/parsing"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/parsers/part"
	"koubo/sources"

	"golang.org/x/text/encoding/unicode"
)

// listed is an announcement as a list has it.
func listed(title string) item {
	return item{key: "a.jp/" + title, draft: opportunity.Draft{URL: "https://a.jp/" + title, Title: title}, on: []string{"list"}}
}

func draft(address, title string) opportunity.Draft {
	return opportunity.Draft{URL: address, Title: title}
}

const (
	parkCall  = "公園管理DX実証実験の参加企業募集"
	lunchCall = "給食配送業務公募型プロポーザル"
	busCall   = "自動運転バス実証実験の協力企業募集"
)

// shut is a site whose robots.txt forbids all.
type shut struct{}

func (shut) RoundTrip(req *http.Request) (*http.Response, error) {
	w := &web{pages: map[string]string{"https://a.jp/robots": "User-agent: *\nDisallow: /\n"}}
	other := req.Clone(req.Context())
	other.URL.Path = "/robots"
	return w.RoundTrip(other)
}

// TestWhyAPageCannotBeRead, by what its server says.
func TestWhyAPageCannotBeRead(t *testing.T) {
	const good = "<html><body><main><h1>call</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"
	later := fetch.Later{Host: "a.jp"}
	for name, c := range map[string]struct {
		body      string
		halted    error
		asked     int // in this visit before
		kind      outcomeKind
		says      string
		requested string
	}{
		"read": {good, nil, 0, pageRead, "", "/call"}, "the last of many": {good, nil, 299, pageRead, "", "/call"}, "one too many": {good, nil, 300, pagePostponed, "as many pages as one may", ""}, "halted": {good, later, 0, pagePostponed, later.Error(), ""},
		"404": {"status 404", nil, 0, pageGone, "it answers 404", "/call"}, "410": {"status 410", nil, 0, pageGone, "it answers 410", "/call"}, "403": {"status 403", nil, 0, pageFailed, "refuses us", "/call"}, "500": {"status 500", nil, 0, pageFailed, "answers 500", "/call"},
		"304 unasked": {"status 304", nil, 0, pageFailed, "304", "/call"}, "sent elsewhere": {`<meta http-equiv="refresh" content="0; url=/new">`, nil, 0, pageRead, "", "/call /new"}, "sent on twice": {`<meta http-equiv="refresh" content="0; url=/on">`, nil, 0, pageRead, "", "/call /on /new"}, "sent in vain": {`<meta http-equiv="refresh" content="0; url=/gone">`, nil, 0, pageGone, "it answers 404", "/call /gone"},
		"its server breaks off": {"down", nil, 0, pageFailed, "the request failed: ", "/call"},
	} {
		w := &web{pages: map[string]string{"https://a.jp/call": c.body, "https://a.jp/on": `<meta http-equiv="refresh" content="0; url=/new">`, "https://a.jp/new": good}}
		r := readerOf(w, sources.Source{})
		r.halted, r.pages = c.halted, c.asked
		one := taskOf("https://a.jp/call", "call")
		o := r.readPage(t.Context(), &one, nil)
		if o.kind != c.kind || (o.err == nil) != (c.says == "") || o.err != nil && !strings.Contains(o.err.Error(), c.says) || w.paths() != c.requested {
			t.Errorf("%s: %s, %v, asked for %s", name, o.kind, o.err, w.paths())
		}
		if gone := c.kind == pageGone; gone != (o.status == 404 || o.status == 410) || (c.requested != "") && r.pages != c.asked+1 {
			t.Errorf("%s: status %d, %d pages", name, o.status, r.pages)
		}
	}
	forbidden := readerOf(&web{}, sources.Source{})
	forbidden.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Second, MaxBody: 1 << 20, Transport: shut{}, Clock: fetch.SystemClock{}, Hosts: noHosts{}}).Client(fetch.ClientOptions{Once: true})
	one := taskOf("https://a.jp/call", "call")
	if o := forbidden.readPage(t.Context(), &one, nil); o.kind != pageForbidden || o.err == nil {
		t.Errorf("%s, %v", o.kind, o.err)
	}
}

// TestAPageIsAskedForConditionally, unless the operator or a new group of announcements wants it whole.
func TestAPageIsAskedForConditionally(t *testing.T) {
	for name, c := range map[string]struct {
		unconditional bool
		group         string // it was read in
		want          bool
	}{"as before": {false, "g", true}, "unconditional": {true, "g", false}, "listed with others": {false, "", false}} {
		w := &web{pages: map[string]string{"https://a.jp/call": "x"}}
		one := taskOf("https://a.jp/call", "call")
		one.items[0].group, one.known[0].Group = "g", c.group
		r := readerOf(w, sources.Source{Unconditional: c.unconditional})
		o := r.readPage(t.Context(), &one, map[string]sources.Validator{one.page: {ETag: `"1"`, Hash: fetch.HashOf([]byte("x"))}})
		if conditional := w.asked[0].Header.Get("If-None-Match") != ""; conditional != c.want || (o.kind == pageUnchanged) != c.want || c.want && o.validator.Hash == "" {
			t.Errorf("%s: conditional %v, %s", name, conditional, o.kind)
		}
	}
}

// taskOf is the task of announcements that are listed for one page.
func taskOf(page string, titles ...string) task {
	one := task{page: page, listed: true}
	for _, title := range titles {
		i := listed(title)
		i.draft.URL = page
		one.items, one.known = append(one.items, i), append(one.known, sources.Known{Pending: true, FirstSeen: planAt})
	}
	return one
}

// papersOf answers every request with a PDF file, but for robots.txt, and counts them.
type papersOf struct{ asked int }

func (p *papersOf) RoundTrip(req *http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{}, Request: req, Body: io.NopCloser(strings.NewReader("%PDF-1.4"))}
	if strings.HasSuffix(req.URL.Path, ".pdf") {
		p.asked++
		resp.StatusCode = http.StatusOK
	}
	return resp, nil
}

// papersAt is a reader of which documents read to these texts, "" for one that fails, "late" for one not read in time.
func papersAt(texts map[string]string) (*reader, *web) {
	w := &web{pages: map[string]string{}}
	for address, text := range texts {
		w.pages[address] = text
	}
	r := readerOf(w, sources.Source{ID: "city"})
	r.opt.PDFText = func(_ context.Context, source string, data []byte) (string, error) {
		switch string(data) {
		case "late":
			return "", fmt.Errorf("%w: busy", page.ErrNotReadInTime)
		case "broken":
			return "", errors.New("no PDF")
		}
		return source + "\n" + string(data), nil
	}
	return r, w
}

// TestWhichPagesAreDocuments, and which can be read as text at all.
func TestWhichPagesAreDocuments(t *testing.T) {
	long := strings.Repeat(" ", 511)
	for _, c := range []struct {
		kind, body string
		pdf, text  bool
	}{
		{"application/pdf", "x", true, false}, {"application/x-PDF; a=b", "x", true, false}, {"application/octet-stream", "%PDF-1", true, false}, {"", "%PDF-", false, true}, {"text/html", "%PDF-1", true, true}, {"", "x%PDF-1", false, true},
		{"", "x", false, true}, {"text/plain", "x", false, true}, {"TEXT/HTML", "x", false, true}, {"application/xhtml+xml", "x", false, true}, {"application/xml", "x", false, true}, {"application/zip", "PK", false, false}, {"application/msword", "x", false, false},
		{"application/octet-stream", "<!DOCTYPE html><p>", false, true}, {"application/octet-stream", " <html>", false, true}, {"application/octet-stream", long + "<html>", false, false}, {"image/png", "", false, false},
	} {
		p := page.Page{ContentType: c.kind, Body: []byte(c.body)}
		if isPDF(p) != c.pdf || isText(p) != c.text {
			t.Errorf("%q, %q: a document %v, text %v", c.kind, c.body, isPDF(p), isText(p))
		}
	}
}

// TestWhatAPageReadsTo: one draft, or one for each announcement that it tells apart; a document without its own title; and why it cannot
// be read.
func TestWhatAPageReadsTo(t *testing.T) {
	busy := fmt.Errorf("%w: busy", page.ErrNotReadInTime)
	two := "<html><body><main><h1>募集</h1><h2>" + parkCall + "</h2><p>提出期限：令和8年12月18日</p><h2>" + lunchCall + "</h2><p>提出期限：令和8年12月4日</p></main></body></html>"
	for name, c := range map[string]struct {
		kind, body string
		titles     []string
		pdf        PDFText
		want       string // the texts of the drafts, and whose each is
		err        error
	}{
		"a page":                         {"text/html; charset=utf-8", two, []string{"call"}, nil, "[true false] [0]", nil},
		"two announcements":              {"text/html; charset=utf-8", two, []string{parkCall, lunchCall}, nil, "[true true] [0 1]", nil},
		"two, in other order":            {"text/html; charset=utf-8", two, []string{lunchCall, parkCall}, nil, "[true true] [0 1]", nil},
		"two, and one that is not there": {"text/html; charset=utf-8", two, []string{parkCall, busCall, lunchCall}, nil, "[true true] [0 -1 1]", nil},
		"two that it does not hold":      {"text/html; charset=utf-8", two, []string{busCall, "庁舎照明の提案募集"}, nil, "[true false] [0 0]", nil},
		"a document":                     {"application/pdf", "x", []string{"call"}, func(context.Context, string, []byte) (string, error) { return "入札公告\n提出期限", nil }, "[true false] [0]", nil},
		"a document that is not read":    {"application/pdf", "x", []string{"call"}, nil, "", errNoText},
		"a document not read in time":    {"application/pdf", "x", []string{"call"}, func(context.Context, string, []byte) (string, error) { return "", busy }, "", page.ErrNotReadInTime},
		"no text":                        {"application/zip", "PK", []string{"call"}, nil, "", errNoText},
	} {
		r := readerOf(&web{}, sources.Source{ID: "city"})
		r.opt.PDFText = c.pdf
		read, of, err := r.readDrafts(t.Context(), taskOf("https://a.jp/1", c.titles...), page.Page{URL: "https://a.jp/1", ContentType: c.kind, Body: []byte(c.body)})
		if c.err != nil {
			if !errors.Is(err, c.err) || len(read) > 0 {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := fmt.Sprint([]bool{len(read) > 0, len(read) > 1}, " ", of); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		for _, one := range read {
			if one.apart != (len(read) > 1) || c.pdf != nil && one.draft.Title != "" || c.pdf == nil && one.clock == 0 && !one.apart {
				t.Errorf("%s: %+v", name, one)
			}
		}
	}
}

// TestWhatCouldNotBeReadOfOnePart is not forgotten for another part of its page that lacks nothing; what a frame or document that is gone for
// good costs nobody is.
func TestWhatCouldNotBeReadOfOnePart(t *testing.T) {
	const due = "提案書の提出期限：令和8年12月18日"
	gone, late := errors.New("it is gone"), fmt.Errorf("%w: busy", page.ErrNotReadInTime)
	terms := func(path string) []opportunity.Attachment {
		return []opportunity.Attachment{{Title: "募集要項", URL: "https://a.jp/" + path, MediaType: "application/pdf"}}
	}
	lacks, names := opportunity.Draft{Title: parkCall, Text: "公募します。"}, opportunity.Draft{Title: lunchCall, Text: "公募します。\n" + due}
	lacksGone, lacksLate := lacks, lacks
	lacksGone.Attachments, lacksLate.Attachments = terms("gone"), terms("late")
	for name, c := range map[string]struct {
		parts []opportunity.Draft
		known bool  // it named a deadline before
		frame error // of the page's frames
		want  bool
	}{
		"gone": {[]opportunity.Draft{lacksGone}, true, nil, true}, "gone, never known": {[]opportunity.Draft{lacksGone}, false, nil, false}, "late": {[]opportunity.Draft{lacksLate}, false, nil, true},
		"gone, and another": {[]opportunity.Draft{lacksGone, names}, true, nil, true}, "another, and gone": {[]opportunity.Draft{names, lacksGone}, true, nil, true},
		"a frame": {[]opportunity.Draft{lacks}, true, gone, true}, "a frame, not needed": {[]opportunity.Draft{names}, true, gone, false}, "a frame gone, a document late": {[]opportunity.Draft{lacksLate}, false, gone, true},
	} {
		r, _ := papersAt(map[string]string{"https://a.jp/gone": "status 404", "https://a.jp/late": "late"})
		one, o := taskOf("https://a.jp/1", parkCall, lunchCall), &outcome{}
		for n, d := range c.parts {
			if one.known[n].FirstSeen = planAt; c.known {
				one.known[n].Deadline = planAt.AddDate(0, 1, 0)
			}
			p := readPart{draft: d, apart: true}
			if n == 0 {
				p.unread = c.frame
			}
			r.complete(t.Context(), one, o, n, p)
		}
		if (o.incomplete != nil) != c.want || c.frame != nil && len(c.parts[0].Attachments) > 0 && !errors.Is(o.incomplete, late) && !mayPass(o.incomplete) {
			t.Errorf("%s: %v", name, o.incomplete)
		}
	}
}

// TestADocumentOfSeveralCallsIsAskedForOnce in a visit where it did not change, and again at the next where it was not asked for at all.
func TestADocumentOfSeveralCallsIsAskedForOnce(t *testing.T) {
	const address, text = "https://a.jp/terms.pdf", "提出期限：令和8年12月18日"
	before := sources.Validator{ETag: `"1"`, Hash: fetch.HashOf([]byte(text)), Fetched: planAt.Add(-openCheck)}
	call := sources.Known{ID: "1", Open: true, Deadline: planAt.AddDate(0, 1, 0), Document: address}
	for name, c := range map[string]struct {
		page    string
		halted  error
		changed bool
		asked   int
		noted   bool
	}{"unchanged": {text, nil, false, 1, true}, "replaced": {"another", nil, true, 1, false}, "gone": {"status 404", nil, false, 1, true}, "a pause": {text, fetch.Later{Host: "a.jp"}, false, 0, false}} {
		r, w := papersAt(map[string]string{address: c.page})
		r.halted = c.halted
		found := nothingKnown()
		found.memory.Validators = map[string]sources.Validator{address: before}
		changed := r.documentChanged(t.Context(), found, &task{known: []sources.Known{call, call}})
		if !changed {
			changed = r.documentChanged(t.Context(), found, &task{known: []sources.Known{call}})
		}
		if now, noted := found.visit.Validators[address]; changed != c.changed || len(w.asked) != c.asked || noted != c.noted || noted && !now.Fetched.Equal(planAt) {
			t.Errorf("%s: changed %v, asked %q, %+v", name, changed, w.paths(), now)
		}
	}
}

// TestDocumentsAreSettled: one that no open call names any more is forgotten, and where one was replaced the pages of other calls that name it
// are read whole again.
func TestDocumentsAreSettled(t *testing.T) {
	const page, terms, further = "https://a.jp/1", "https://a.jp/terms.pdf", "https://a.jp/further.pdf"
	open := sources.Known{ID: "1", URL: page, Open: true, Deadline: planAt.AddDate(0, 1, 0), Document: terms}
	with := func(change func(*sources.Known)) *sources.Known {
		k := open
		change(&k)
		return &k
	}
	for name, c := range map[string]struct {
		was  sources.Known
		now  *sources.Known // nil where the visit learned nothing of it
		hash string         // of the document as another call read it in this visit, "" for unread
		read bool           // the call's page was
		want []string
	}{
		"named":                   {open, nil, "", false, nil},
		"named yet":               {open, &open, "", true, nil},
		"named no more":           {open, with(func(k *sources.Known) { k.Document = "" }), "", true, []string{terms}},
		"another":                 {open, with(func(k *sources.Known) { k.Document = further }), "", true, []string{terms}},
		"withdrawn":               {open, with(func(k *sources.Known) { k.Open, k.Gone = false, true }), "", false, []string{terms}},
		"over":                    {*with(func(k *sources.Known) { k.Deadline = planAt }), nil, "", false, []string{terms}},
		"over, read now":          {open, with(func(k *sources.Known) { k.Deadline = planAt }), "", true, nil},
		"another call's now":      {open, &sources.Known{Alias: "b"}, "", false, []string{terms}},
		"as it was":               {open, nil, "before", false, nil},
		"replaced":                {open, nil, "after", false, []string{page}},
		"replaced, and read":      {open, &open, "after", true, nil},
		"replaced, its page kept": {open, &open, "after", false, []string{page}},
		"replaced, over":          {*with(func(k *sources.Known) { k.Deadline = planAt }), nil, "after", false, nil},
	} {
		rs := nothingKnown()
		rs.memory = sources.Memory{Known: map[string]sources.Known{"a.jp/1": c.was}, Validators: map[string]sources.Validator{terms: {Hash: "before"}, page: {Hash: "x"}}}
		if rs.visit.Known = map[string]sources.Known{}; c.now != nil {
			rs.visit.Known["a.jp/1"] = *c.now
		}
		if c.read {
			rs.claimed["a.jp/1"] = "call"
		}
		if c.hash != "" { // by a call that no visit knew
			rs.visit.Known["a.jp/2"], rs.claimed["a.jp/2"] = open, "another"
			rs.visit.Validators[terms] = sources.Validator{Hash: c.hash}
		}
		rs.visit.Validators[page] = sources.Validator{Hash: "x"}
		rs.settleDocuments()
		if _, kept := rs.visit.Validators[page]; !slices.Equal(rs.visit.Forget, c.want) || kept == slices.Contains(c.want, page) {
			t.Errorf("%s: forgets %q, the page's validator kept: %v", name, rs.visit.Forget, kept)
		}
	}
	rs := nothingKnown()
	over := *with(func(k *sources.Known) { k.Deadline = planAt })
	rs.memory = sources.Memory{Known: map[string]sources.Known{"a.jp/1": over, "a.jp/terms.pdf": {ID: "2", URL: terms}}, Validators: map[string]sources.Validator{terms: {Hash: "before"}}}
	if rs.settleDocuments(); len(rs.visit.Forget) != 0 {
		t.Errorf("the page of another call is forgotten: %q", rs.visit.Forget)
	}
}

// TestPagesThatAreTheSameAreOne, and an empty one is none.
func TestPagesThatAreTheSameAreOne(t *testing.T) {
	var pages []page.Page
	for _, body := range []string{"a", "", "b", "a", "b", "c"} {
		pages = append(pages, page.Page{Body: []byte(body)})
	}
	distinct, of := distinctPages(pages)
	if len(distinct) != 3 || string(distinct[2].Body) != "c" || fmt.Sprint(of) != "[0 -1 1 0 1 2]" {
		t.Errorf("%d pages, %v", len(distinct), of)
	}
}

// TestOtherAnnouncementsOfAPageBoundTheWanted, where there is more than the page's only one.
func TestOtherAnnouncementsOfAPageBoundTheWanted(t *testing.T) {
	beside := []part.Part{{Fragment: "x"}}
	alone, named := listed("call"), listed("call")
	named.draft.Part = "#p"
	for name, c := range map[string]struct {
		items []item
		want  int
	}{"alone": {[]item{alone}, 1}, "one of several": {[]item{named}, 2}, "two": {[]item{alone, named}, 3}, "two without parts": {[]item{alone, alone}, 3}} {
		if got := wantedParts(task{items: c.items, beside: beside}); len(got) != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAPageWithoutTheWantedPartIsReadWhole, although it holds others.
func TestAPageWithoutTheWantedPartIsReadWhole(t *testing.T) {
	r := &reader{Crawler: &Crawler{parsers: parsing.New(1)}, frame: hostframe.New(noFrames{}).Visit()}
	i := listed("call")
	i.draft.Part, i.draft.Title, i.fragment = "#none", "ここにはない公募", "#none"
	body := "<h1>募集</h1><h2 id=p>" + parkCall + "</h2><p>提出期限：12月18日</p><h2 id=l>" + lunchCall + "</h2><p>提出期限：12月4日</p>"
	drafts, of, err := r.readDrafts(t.Context(), task{items: []item{i}, known: []sources.Known{{}}, beside: []part.Part{{Fragment: "p", Title: parkCall}, {Fragment: "l", Title: lunchCall}}},
		page.Page{URL: "https://a.jp/call", ContentType: "text/html; charset=utf-8", Body: []byte(body)})
	if err != nil || len(drafts) != 1 || !slices.Equal(of, []int{0}) || !strings.Contains(drafts[0].draft.Text, "12月18日") {
		t.Errorf("%d drafts, %v, %v", len(drafts), of, err)
	}
}

// TestTheDocumentsOfACallAreRead where its page names no deadline: those that state terms, by the words of their titles, two at most, until
// one names it.
func TestTheDocumentsOfACallAreRead(t *testing.T) {
	const due, more = "提案書の提出期限：令和8年12月18日", "施設の概要を示す。"
	texts := map[string]string{"https://a.jp/due": due, "https://a.jp/more": more, "https://a.jp/more2": more, "https://a.jp/late": "late", "https://a.jp/broken": "broken", "https://a.jp/gone": "status 404"}
	at := func(title, path string) opportunity.Attachment {
		return opportunity.Attachment{Title: title, URL: "https://a.jp/" + path, MediaType: "application/pdf"}
	}
	for name, c := range map[string]struct {
		text     string
		files    []opportunity.Attachment
		want     string // what was asked for
		deadline bool
		late     bool
		told     int
	}{
		"the page names it":             {due, []opportunity.Attachment{at("募集要項", "due")}, "", true, false, 0},
		"one":                           {more, []opportunity.Attachment{at("募集要項", "due")}, "/due", true, false, 0},
		"the best words first":          {more, []opportunity.Attachment{at("手引", "more"), at("公告", "more2"), at("募集要項", "due")}, "/due", true, false, 0},
		"two at most":                   {more, []opportunity.Attachment{at("募集要項", "more"), at("公告", "more2"), at("手引", "due")}, "/more /more2", false, false, 0},
		"the second":                    {more, []opportunity.Attachment{at("募集要項", "more"), at("公告", "due"), at("手引", "more2")}, "/more /due", true, false, 0},
		"other documents":               {more, []opportunity.Attachment{at("位置図", "due")}, "", false, false, 0},
		"no PDF":                        {more, []opportunity.Attachment{{Title: "募集要項", URL: "https://a.jp/due", MediaType: "application/msword"}}, "", false, false, 0},
		"two words of one title":        {more, []opportunity.Attachment{at("募集要項・実施要領", "more"), at("公告", "due")}, "/more /due", true, false, 0},
		"one that is late":              {more, []opportunity.Attachment{at("募集要項", "late")}, "/late", false, true, 1},
		"one that is late, another not": {more, []opportunity.Attachment{at("募集要項", "late"), at("公告", "due")}, "/late /due", true, true, 1},
		"one late, and too many":        {more, []opportunity.Attachment{at("募集要項", "late"), at("公告", "more"), at("手引", "due")}, "/late /more", false, true, 1},
		"one that is broken":            {more, []opportunity.Attachment{at("募集要項", "broken"), at("公告", "due")}, "/broken /due", true, true, 1},
		"one that is gone":              {more, []opportunity.Attachment{at("募集要項", "gone"), at("公告", "due")}, "/gone /due", true, true, 1},
	} {
		r, w := papersAt(texts)
		d := opportunity.Draft{Title: parkCall, URL: "https://a.jp/1", Text: "公募型プロポーザルを実施します。\n" + c.text, Attachments: c.files, Published: "2026-11-10"}
		full, record, unread := r.withAttachments(t.Context(), d, map[string]paper{}, "2026-11-10")
		if w.paths() != c.want || record.LacksDeadline() == c.deadline || (unread != nil) != c.late || len(r.problems) != c.told {
			t.Errorf("%s: asked for %q, deadlines %v, late %v, %v", name, w.paths(), record.Deadlines, unread, r.problems)
		}
		for _, a := range c.files {
			if strings.Count(full.Text, "\n# "+a.Title+"\n") > 1 {
				t.Errorf("%s: %s is read twice: %q", name, a.Title, full.Text)
			}
		}
		if read := strings.Contains(c.want, "/due"); read != (strings.Contains(full.Text, "\n# ") && strings.Contains(full.Text, "city\n"+due)) {
			t.Errorf("%s: %q", name, full.Text)
		}
	}
	r, w := papersAt(texts)
	r.opt.PDFText = nil
	if _, record, _ := r.withAttachments(t.Context(), opportunity.Draft{Title: parkCall, Attachments: []opportunity.Attachment{at("募集要項", "due")}}, nil, "2026-11-10"); w.paths() != "" || !record.LacksDeadline() {
		t.Errorf("documents are not to be read, and were asked for: %s", w.paths())
	}
}

// TestADocumentIsAskedForOnce, whether it was read or not.
func TestADocumentIsAskedForOnce(t *testing.T) {
	for path, want := range map[string]string{"due": "", "gone": "404", "broken": "no PDF"} {
		r, w := papersAt(map[string]string{"https://a.jp/due": "text", "https://a.jp/broken": "broken"})
		papers := map[string]paper{}
		for range 3 {
			p := r.attachment(t.Context(), opportunity.Attachment{URL: "https://a.jp/" + path}, papers)
			if (p.err == nil) != (want == "") || p.err != nil && !strings.Contains(p.err.Error(), want) || want == "" && p.text != "city\ntext" {
				t.Errorf("%s: %+v", path, p)
			}
		}
		if w.paths() != "/"+path || len(r.problems) != map[bool]int{true: 1}[want != ""] {
			t.Errorf("asked for %s, %v", w.paths(), r.problems)
		}
	}
}

// TestWhatAPageReadToBeforeIsCompletedLikeWhatItReadsTo now: with its documents, each asked for once, and with the columns of its list.
// Else a deadline that neither reading has from the page itself would count as new.
func TestWhatAPageReadToBeforeIsCompletedLikeWhatItReadsTo(t *testing.T) {
	const day = "2026-12-18"
	for name, c := range map[string]struct {
		attachments []opportunity.Attachment
		fields      []opportunity.Field
		asked       int
	}{
		"a document":       {[]opportunity.Attachment{{Title: "募集要項", URL: "https://a.jp/a.pdf", MediaType: "application/pdf"}}, nil, 1},
		"a column":         {nil, []opportunity.Field{{Label: "提出期限", Value: "令和8年12月18日"}}, 0},
		"neither is known": {nil, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			web := &papersOf{}
			network := fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Second, MaxBody: 1 << 20, Transport: web, Clock: fetch.SystemClock{}, Hosts: noHosts{}})
			r := &reader{Crawler: &Crawler{parsers: parsing.New(1)}, client: network.Client(fetch.ClientOptions{Once: true})}
			r.opt.PDFText = func(context.Context, string, []byte) (string, error) {
				return "企画提案書の提出期限：令和8年12月18日", nil
			}
			i := listed("call")
			i.draft.Title, i.draft.Fields = parkCall, c.fields
			own := opportunity.Draft{Title: i.draft.Title, Text: "公募型プロポーザルを実施します。", Attachments: c.attachments, Published: "2026-11-10"}
			before := own
			before.Text = "本文へ\n" + own.Text
			var o outcome
			r.complete(t.Context(), task{items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &o, 0, readPart{draft: own, before: &before, apart: true})
			now, then := o.records[0].Deadlines, o.reread[0].Deadlines
			if c.attachments == nil && c.fields == nil {
				if len(now)+len(then) > 0 {
					t.Errorf("%v, before %v", now, then)
				}
				return
			}
			if len(now) == 0 || len(then) == 0 || string(now[0].End) != day || string(then[0].End) != day || web.asked != c.asked {
				t.Errorf("%v, before %v, asked %d times", now, then, web.asked)
			}
		})
	}
}

// TestTheColumnsOfAListStandWhereTheyNameADeadline, and the page and its documents do not.
func TestTheColumnsOfAListStandWhereTheyNameADeadline(t *testing.T) {
	const call = "公募型プロポーザルを実施します。"
	for name, c := range map[string]struct {
		text   string
		fields []opportunity.Field
		want   string // the text that is kept
	}{
		"none": {call, nil, call}, "a deadline": {call, []opportunity.Field{{Label: "件名", Value: "x"}, {Label: "提出期限", Value: "令和8年12月18日"}}, call + "\n件名\tx\n提出期限\t令和8年12月18日"},
		"no deadline": {call, []opportunity.Field{{Label: "件名", Value: "x"}}, call}, "the page names one": {call + "\n提案書の提出期限：令和8年12月4日", []opportunity.Field{{Label: "提出期限", Value: "令和8年12月18日"}}, call + "\n提案書の提出期限：令和8年12月4日"},
	} {
		r := readerOf(&web{}, sources.Source{})
		d := opportunity.Draft{Title: parkCall, URL: "https://a.jp/1", Text: c.text, Published: "2026-11-10"}
		got, record := r.withListed(d, r.normalize(d, "2026-11-10"), c.fields, "2026-11-10")
		if got.Text != c.want || record.LacksDeadline() != (c.want == call) {
			t.Errorf("%s: %q, %v", name, got.Text, record.Deadlines)
		}
	}
}

// TestTheFrameOfAnEarlierReading: what a page was read to is told by the frame as it was at its earlier reading: of a page that was never read there is none.
func TestTheFrameOfAnEarlierReading(t *testing.T) {
	const body = "<html><body><main><h1>call</h1><p>x</p></main></body></html>"
	for name, k := range map[string]sources.Known{"never read": {Pending: true}, "read": {ID: "1"}} {
		r := readerOf(&web{}, sources.Source{})
		one, err := r.readHTML(task{known: []sources.Known{k}}, page.Page{URL: "https://a.jp/1", ContentType: "text/html; charset=utf-8", Body: []byte(body)}, true)
		if err != nil || one.before != nil || one.clock == 0 || one.draft.Title != "call" {
			t.Errorf("%s: %+v, %v", name, one, err)
		}
		part, err := r.readHTML(task{known: []sources.Known{k}}, page.Page{URL: "https://a.jp/2", ContentType: "text/html; charset=utf-8", Body: []byte(body)}, false)
		if err != nil || part.clock != one.clock || part.unsure {
			t.Errorf("%s, a part: %+v, %v", name, part, err)
		}
	}
	r := readerOf(&web{}, sources.Source{})
	if _, err := r.readHTML(task{known: []sources.Known{{}}}, page.Page{URL: "https://a.jp/%zz", ContentType: "text/html", Body: []byte(body)}, true); err == nil {
		t.Error("the host of no address is known")
	}
}

// TestWhyAPageIsSuspect: each reason, where none before it holds.
func TestWhyAPageIsSuspect(t *testing.T) {
	src := sources.Source{Feeds: []string{"https://a.jp/feed"}, Lists: []string{"https://a.jp/list"}}
	const facts = "提出期限：令和8年12月1日\n募集要項、様式、質問、契約"
	for name, c := range map[string]struct {
		final, kind, body string
		own               opportunity.Draft
		change            func(*task)
		titled            bool
		says              string
	}{
		"its page":                       {own: opportunity.Draft{Title: "お知らせ", Text: facts}},
		"a home page by its address":     {final: "https://a.jp/", own: opportunity.Draft{Text: facts}, titled: true, says: "the home page"},
		"a list by its address":          {final: "https://a.jp/list", own: opportunity.Draft{Text: facts}, titled: true, says: "the list"},
		"a login by its address":         {final: "https://a.jp/login", own: opportunity.Draft{Text: facts}, titled: true, says: "a login"},
		"a document":                     {kind: "application/pdf", own: opportunity.Draft{Title: "メンテナンス中"}},
		"titled":                         {own: opportunity.Draft{Title: "メンテナンス中"}, titled: true},
		"a notice":                       {own: opportunity.Draft{Title: "メンテナンス中", Text: facts}, says: "a notice of its own (メンテナンス中)"},
		"a home page by its title":       {own: opportunity.Draft{Title: "あおば市公式ホームページ", Text: facts}, says: "its home page (あおば市公式ホームページ)"},
		"a home page, undecided":         {own: opportunity.Draft{Title: "あおば市公式ホームページ", Text: facts}, change: func(t *task) { t.items[0].undecided = true }, says: "its home page"},
		"no facts, undecided":            {own: opportunity.Draft{Title: "お知らせ"}, change: func(t *task) { t.items[0].undecided = true }},
		"a password":                     {own: opportunity.Draft{Title: "お知らせ", Text: facts}, body: `<INPUT name="x" type = "password">`, says: "a password"},
		"its title no longer":            {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Titled, t.known[0].Title = true, t.items[0].draft.Title }, says: "title no longer"},
		"its title never":                {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Title = t.items[0].draft.Title }},
		"its title under another before": {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Titled, t.known[0].Title = true, "other" }},
		"neither title nor facts":        {own: opportunity.Draft{Title: "お知らせ"}, says: "neither the announcement's title nor facts"},
	} {
		one := taskOf("https://a.jp/1", parkCall)
		if c.change != nil {
			c.change(&one)
		}
		if c.final == "" {
			c.final = one.page
		}
		if c.kind == "" {
			c.kind = "text/html"
		}
		got := suspicion(src, one, fetch.Response{Page: page.Page{URL: c.final, ContentType: c.kind, Body: []byte(c.body)}}, c.own, c.titled)
		if (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

// TestWhereAnAnnouncementsPageCannotBe: at the home page, at a list of the source, behind a login.
func TestWhereAnAnnouncementsPageCannotBe(t *testing.T) {
	src := sources.Source{Feeds: []string{"https://a.jp/feed.xml"}, Lists: []string{"https://a.jp/list.html"}}
	for final, want := range map[string]string{
		"https://a.jp/call.html": "", "http://a.jp/call.html": "", "https://a.jp/2026/call.html": "", "https://a.jp/": "home page", "https://a.jp/list.html": "the list", "http://a.jp/feed.xml": "the list",
		"https://a.jp/auth/x": "a login", "https://a.jp/authors/x": "",
	} {
		got := wrongPlace(src, "https://a.jp/call.html", final)
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", final, got, want)
		}
	}
}

// TestAPageCarriesATitle in its heading, in one line of its text, or as a document's; of several announcements that of one will do.
func TestAPageCarriesATitle(t *testing.T) {
	for name, c := range map[string]struct {
		own  opportunity.Draft
		want bool
	}{
		"heading": {opportunity.Draft{Title: parkCall}, true}, "text": {opportunity.Draft{Text: "x\n" + parkCall + "\ny"}, true}, "document": {opportunity.Draft{Attachments: []opportunity.Attachment{{Title: "位置図"}, {Title: parkCall}}}, true},
		"none": {opportunity.Draft{Title: lunchCall, Text: busCall}, false},
	} {
		if got := carriesTitle(c.own, parkCall); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if got := isTitled(taskOf("p", busCall+"の案内", parkCall), c.own); name != "none" && got != c.want {
			t.Errorf("%s, of two announcements: %v", name, got)
		}
	}
	if isTitled(task{}, opportunity.Draft{Title: parkCall}) {
		t.Error("a page carries the title of no announcement")
	}
	const eight, seven = "公園管理業務委託", "公園管理業務委"
	for _, c := range []struct {
		text, title string
		want        bool
	}{{eight, eight, true}, {seven, seven, false}, {seven, eight, false}, {eight, seven, false}, {"若葉市の" + eight + "について", eight, true}, {"", eight, false}} {
		if got := holdsMost(c.text, c.title); got != c.want {
			t.Errorf("%q holds most of %q: %v", c.text, c.title, got)
		}
	}
}

// TestTitlesThatResemble: one holds the other, from eight characters on, or three fifths of the pairs of characters of the shorter one,
// after folding and without spaces.
func TestTitlesThatResemble(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", false}, {"公園", "公園", true}, {"公園管理業務委託", "若葉市公園管理業務委託について", true}, {"若葉市公園管理業務委託について", "公園管理業務委託", true},
		{"公園管理業務委託の公募", "道路照明灯の更新工事", false}, {"若葉市公園売店の運営事業者募集", "公園売店運営事業者の募集(若葉市)", true},
		{"公園管理業務", "公園管理事務所棟", true}, {"公園管理業務", "公園管財事務所棟", false}, // three of five pairs, two
		{"公園管理業務委託", "x公園管理業務委託x", true}, {"公園管理業務委", "x公園管理業務委x", true}, {"abcdefghijklmnopqrstuvwx", "__abcdefghijklmnopqrstuvwx", true},
		{"abcdef", "abcdxx", true}, {"abcdef", "abcxxx", false}, {"ＡＢＣＤ", "abcd", true}, {"a b c d", "abcd", true}, {"a", "b", false}, {"a", "ab", false}, {"", "ab", false}, {"abc", "xabyy", false},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := jtext.Resembles(pair[0], pair[1]); got != c.want {
				t.Errorf("%q and %q: %v", pair[0], pair[1], got)
			}
		}
	}
}

// TestFactsOfACall: a step, a sum, four of the words that calls carry, or two of them and a document.
func TestFactsOfACall(t *testing.T) {
	one := taskOf("p", parkCall)
	file := []opportunity.Attachment{{URL: "https://a.jp/1.pdf"}}
	for _, c := range []struct {
		own  opportunity.Draft
		want bool
	}{
		{opportunity.Draft{Text: "募集、公募、応募"}, false}, {opportunity.Draft{Text: "募集、公募、応募、様式"}, true}, {opportunity.Draft{Text: "募集"}, false},
		{opportunity.Draft{Text: "募集", Attachments: file}, false}, {opportunity.Draft{Text: "募集、様式", Attachments: file}, true}, {opportunity.Draft{Attachments: file}, false},
		{opportunity.Draft{Text: "提案書の締切は12月18日までです。"}, true}, {opportunity.Draft{Text: "2026年11月5日 公開"}, false},
		{opportunity.Draft{Title: parkCall, Text: "提案上限額：1,000万円"}, true}, {opportunity.Draft{Title: parkCall, Text: "提出の締切は12月18日です。"}, true},
		{opportunity.Draft{Text: "参加表明書の受付期限：令和8年12月1日"}, true}, {opportunity.Draft{Text: "現地説明会：令和8年12月1日"}, true}, {opportunity.Draft{Text: "公開日：令和8年12月1日"}, false}, {opportunity.Draft{Text: "水道料金の納付期限：令和8年12月1日"}, false},
		{opportunity.Draft{Text: "契約、委託、様式"}, false}, {opportunity.Draft{Text: "契約、委託、様式、仕様書"}, true}, {opportunity.Draft{Text: "契約、委託", Attachments: file}, true}, {opportunity.Draft{Text: "契約", Attachments: file}, false},
	} {
		if got := statesFacts(c.own, one); got != c.want {
			t.Errorf("%+v: %v", c.own, got)
		}
	}
}

// TestAShortPageWithANoticeIsOne: words of a notice in a long text are the announcement's own.
func TestAShortPageWithANoticeIsOne(t *testing.T) {
	notice := "ただいまメンテナンス中です。"
	for text, want := range map[string]bool{notice: true, notice + strings.Repeat("募", cause.FewWords-len([]rune(notice))): true, notice + strings.Repeat("募", cause.FewWords-len([]rune(notice))+1): false, notice + strings.Repeat("募", cause.FewWords): false, "募集します。": false} {
		if got := cause.NoticeWords(opportunity.Draft{Title: "公園管理業務", Text: text}) != ""; got != want {
			t.Errorf("%d characters: %v", len([]rune(text)), got)
		}
	}
}

// TestANoticeIsOneWhateverFactsStandBelowIt: some servers put it above the frame of all pages.
func TestANoticeIsOneWhateverFactsStandBelowIt(t *testing.T) {
	facts := "提出期限：令和8年12月1日\n募集要項、様式、質問、契約"
	one := task{page: "http://a.jp/1", items: []item{listed("公園管理業務公募型プロポーザル")}, known: []sources.Known{{FirstSeen: planAt}}}
	for title, suspect := range map[string]bool{
		"ただいまメンテナンス中です": true, "アクセスが集中しています": true, "ページが見つかりません": true, "503 Service Unavailable": true, "ログイン": true,
		"公園管理業務公募型プロポーザルの実施": false, "公園管理業務のお知らせ": false, "募集情報": false,
	} {
		own := opportunity.Draft{Title: title, Text: facts}
		if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, own, isTitled(one, own)); (why != "") != suspect {
			t.Errorf("%s: %q", title, why)
		}
	}
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "募集情報", Text: "準備中です。"}, false); why == "" {
		t.Error("a page without title and facts is taken for the announcement's")
	}
	one.known[0].Titled, one.known[0].Title = true, one.items[0].draft.Title
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "新着情報", Text: facts}, false); why == "" {
		t.Error("a page that carried the title, and does no longer, is taken for the announcement's")
	}
	one.known[0].Title = "another, as the list had it"
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "募集情報", Text: facts}, false); why != "" {
		t.Errorf("a page that its list renamed is suspected: %s", why)
	}
}

// TestOnlyAPageWithoutAnnouncementsIsANotice, and no feed is one.
func TestOnlyAPageWithoutAnnouncementsIsANotice(t *testing.T) {
	const words = "<h1>メンテナンス中</h1>"
	for name, c := range map[string]struct {
		body   string
		drafts int
		want   bool
	}{
		"a notice": {words, 0, true}, "with announcements": {words, 1, false}, "a feed": {"<rss version=2.0>" + words, 0, false},
		"a feed that begins too late": {strings.Repeat(" ", 509) + "<rss version=2.0>" + words, 0, true}, "a login": {"<h1>募集</h1><input type=password>", 0, true}, "a list": {"<h1>募集</h1>", 0, false},
	} {
		err := cause.NoticeOf(page.Page{URL: "https://a.jp/list", ContentType: "text/html; charset=utf-8", Body: []byte(c.body)}, "", make([]opportunity.Draft, c.drafts))
		if errors.As(err, new(cause.Notice)) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestANoticeIsReadInTheSourcesCharset, which the page itself does not tell.
func TestANoticeIsReadInTheSourcesCharset(t *testing.T) {
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<html><head><title>メンテナンス中</title></head><body><main><h1>メンテナンス中</h1></main></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{src: sources.Source{Charset: "utf-16le"}}
	p := page.Page{URL: "https://city.example.jp/list.html", Body: []byte(text)}
	for what, err := range map[string]error{
		"that is no list": r.noticeInstead(&entry{}, p, errors.New("no list")), "that holds nothing": cause.NoticeOf(p, r.src.Charset, nil),
	} {
		if !errors.As(err, new(cause.Notice)) {
			t.Errorf("a page %s: %v", what, err)
		}
	}
}

// TestAddressesThatAPageMayName as its own.
func TestAddressesThatAPageMayName(t *testing.T) {
	src := sources.Source{Feeds: []string{"http://www.city.aoba.lg.jp/news.rss"}, Lists: []string{"http://www.city.aoba.lg.jp/boshu/"}}
	for address, want := range map[string]bool{
		"http://www.city.aoba.lg.jp/boshu/2.html":  true,
		"https://www.city.aoba.lg.jp/boshu/1.html": true,
		"http://koubo.city.aoba.lg.jp/2.html":      true,
		"http://www.city.aoba.lg.jp/":              false,
		"https://www.city.aoba.lg.jp/index.html":   false,
		"https://www.city.aoba.lg.jp/boshu":        false,
		"http://www.city.aoba.lg.jp/news.rss":      false,
		"http://www.example.com/boshu/1.html":      false,
		"http://www.city.aoba.lg.jp/boshu/%zz":     false,
		"https://example.com/":                     false,
	} {
		if got := canName("http://www.city.aoba.lg.jp/boshu/1.html", address, src); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// TestAddressesThatLeadToAPage: the one that it names as its own, the one that it moved to for good, and the keys of both.
func TestAddressesThatLeadToAPage(t *testing.T) {
	const asked = "https://a.jp/1"
	canonical := func(addresses ...string) string {
		var b strings.Builder
		for _, a := range addresses {
			fmt.Fprintf(&b, `<link rel="canonical" href="%s">`, a)
		}
		return b.String()
	}
	src := sources.Source{Lists: []string{"https://a.jp/list"}}
	for name, c := range map[string]struct {
		final, kind, body string
		moved             bool
		several           bool
		want              string // own, moved, further
	}{
		"itself":                             {asked, "", "", false, false, "||"},
		"names itself":                       {asked, "", canonical(asked), false, false, "||"},
		"names itself by another scheme":     {asked, "", canonical("http://a.jp/1"), false, false, "http://a.jp/1||"},
		"names another":                      {asked, "", canonical("https://a.jp/2"), false, false, "https://a.jp/2||a.jp/2"},
		"names two":                          {asked, "", canonical("https://a.jp/2") + `<meta property="og:url" content="https://a.jp/3">`, false, false, "https://a.jp/2||a.jp/2,a.jp/3"},
		"names a list":                       {asked, "", canonical("https://a.jp/list"), false, false, "||"},
		"names another site":                 {asked, "", canonical("https://b.jp/2"), false, false, "||"},
		"moved":                              {"https://a.jp/9", "", "", true, false, "|https://a.jp/9|a.jp/9"},
		"found for now":                      {"https://a.jp/9", "", "", false, false, "||"},
		"moved to https":                     {"http://a.jp/1/index.html", "", "", true, false, "http://a.jp/1/index.html||"},
		"moved, and names another":           {"https://a.jp/9", "", canonical("https://a.jp/2"), true, false, "https://a.jp/2|https://a.jp/9|a.jp/2,a.jp/9"},
		"moved by its scheme, names another": {"http://a.jp/1", "", canonical("https://a.jp/2"), true, false, "https://a.jp/2||a.jp/2"},
		"one of several":                     {"https://a.jp/9", "", canonical("https://a.jp/2"), true, true, "||a.jp/2,a.jp/9"},
		"a document names nothing":           {asked, "application/pdf", canonical("https://a.jp/2"), false, false, "||"},
	} {
		if c.kind == "" {
			c.kind = "text/html; charset=utf-8"
		}
		one := taskOf(asked, parkCall)
		if c.several {
			one.items[0].draft.Part = "#p"
		}
		own, moved, further := ownAddress(one, fetch.Response{Moved: c.moved, Page: page.Page{URL: c.final, ContentType: c.kind, Body: []byte("<html><head>" + c.body + "</head></html>")}}, src)
		if got := own + "|" + moved + "|" + strings.Join(further, ","); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	two := taskOf(asked, parkCall, lunchCall)
	if own, _, further := ownAddress(two, fetch.Response{Page: page.Page{URL: asked, ContentType: "text/html", Body: []byte(canonical("https://a.jp/2"))}}, src); own != "" || len(further) != 1 {
		t.Errorf("a page of two announcements has its own address %q, %v", own, further)
	}
}

// TestThePagesOwnDayCounts more than the list's; a feed's date that is the page's last change is none.
func TestThePagesOwnDayCounts(t *testing.T) {
	for _, c := range []struct{ listed, published, updated, want string }{
		{"2026-11-05", "", "", "2026-11-05"}, {"2026-11-05", "2026-11-02", "", "2026-11-02"}, {"2026-11-05", "", "2026-11-05", ""},
		{"2026-11-05", "", "2026-11-09", "2026-11-05"}, {"11月5日", "", "2026-11-09", "11月5日"}, {"", "", "2026-11-09", ""},
	} {
		got := mergeDetail(opportunity.Draft{Title: parkCall, Published: c.listed}, opportunity.Draft{Title: parkCall, Published: c.published, Updated: c.updated})
		if got.Published != c.want {
			t.Errorf("listed %s, page %s, updated %s: %q, want %q", c.listed, c.published, c.updated, got.Published, c.want)
		}
	}
}

// TestWhatOneLeavesOpenTheOtherFills, and what it says stays.
func TestWhatOneLeavesOpenTheOtherFills(t *testing.T) {
	full := opportunity.Draft{Title: "a", Summary: "b", Published: "c", Updated: "d", Department: "e", Categories: []string{"f"}}
	other := opportunity.Draft{Title: "1", Summary: "2", Published: "3", Updated: "4", Department: "5", Categories: []string{"6"}}
	for name, pair := range map[string][2]opportunity.Draft{"nothing is filled by": {{}, full}, "is kept before": {full, other}} {
		got := joinDrafts(pair[0], pair[1])
		if fmt.Sprint(got) != fmt.Sprint(full) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAHeadingTellsMoreThanACutTitle, and one of a site or section does not.
func TestAHeadingTellsMoreThanACutTitle(t *testing.T) {
	for _, c := range []struct {
		heading, listed string
		want            bool
	}{
		{"", "公園管理業務", false}, {"公園管理業務", "", true}, {"公園", "公園", true}, {"公園", "公園管理", true}, {"公園", "公園管理業務", false}, {"道路", "公園", false},
		{"道路管", "公園", false}, {"公園管理業務公募型プロポーザル", "公園管理業務", true}, {"新着情報", "公園管理業務公募型プロポーザル", false}, {"公園管理DX実証実験", "お知らせ", true},
		{"", "", false}, {"", "公園", false}, {"公園", "", true}, {"園", "公園", true}, {"園", "公園管", false}, {"公 園", "公園管理", true}, {"公園管", "公園管理運営", true}, {"公園管", "公園管理運営業", false},
		{"公園管理", "公園管理", true}, {"x公園管理", "公園管理の", true}, {"x公園管", "公園管理の", false}, {"公 園 管 理", "公園管理", true}, {"公園売店の運営事業者募集要項", "…公園売店", true}, {"新着情報一覧", "公園売店の運営", false},
	} {
		if got := tellsMore(c.heading, c.listed); got != c.want {
			t.Errorf("%q over %q: %v", c.heading, c.listed, got)
		}
	}
}

// TestAListKeepsWhatItSaysBesideItsPage: whose the announcement is and where, and its title where the page's heading names a section.
func TestAListKeepsWhatItSaysBesideItsPage(t *testing.T) {
	listed := opportunity.Draft{Source: "s", Issuer: opportunity.Issuer{Name: "市"}, URL: "u", Part: "#p", Title: parkCall, Summary: "a", Department: "b", Categories: []string{"c"}, Published: "2026-11-05"}
	got := mergeDetail(listed, opportunity.Draft{Source: "x", URL: "y", Part: "z", Title: "新着情報", Summary: "own", Categories: []string{"d"}, Text: "text"})
	if got.Source != "s" || got.Issuer.Name != "市" || got.URL != "u" || got.Part != "#p" || got.Title != parkCall || got.Summary != "own" || got.Department != "b" || !slices.Equal(got.Categories, []string{"d", "c"}) || got.Text != "text" || got.Detail != opportunity.DetailRead {
		t.Errorf("%+v", got)
	}
}

// TestATitleIsDecidedOnceForFeedAndList, on each by the name of its list.
func TestATitleIsDecidedOnceForFeedAndList(t *testing.T) {
	verdicts := map[[2]string]classify.Verdict{}
	place, other := entry{ofCalls: true, verdicts: verdicts}, entry{verdicts: verdicts}
	d := draft("http://a.jp/1", "橋梁点検")
	d.Published = "2026-11-05"
	undated := draft("http://a.jp/2", "橋梁点検")
	asking, held, people := draft("http://a.jp/4", "橋梁点検"), draft("http://a.jp/5", "橋梁点検"), draft("http://a.jp/6", "健康教室")
	asking.Fields = []opportunity.Field{{Label: "応募締切", Value: "12月4日"}}
	held.Fields, people.Fields = []opportunity.Field{{Label: "開催日", Value: "12月4日"}}, asking.Fields
	for name, c := range map[string]struct {
		e    *entry
		d    opportunity.Draft
		want bool
	}{"of calls": {&place, d, true}, "of calls, without a day": {&place, undated, false}, "elsewhere": {&other, d, false}, "elsewhere, by a last day": {&other, asking, true}, "elsewhere, with another day": {&other, held, false}, "of calls, again": {&place, d, true}} {
		if v := c.e.triage(c.d); v.Keep != c.want || v.Undecided != c.want || v.Why != classify.NoTerm {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := other.triage(people); v.Keep {
		t.Errorf("%+v", v)
	}
	if len(verdicts) != 5 {
		t.Errorf("%d verdicts", len(verdicts))
	}
	key := [2]string{parkCall, "http://a.jp/3"}
	verdicts[key] = classify.Verdict{Why: "asked before"}
	if v := other.triage(draft(key[1], key[0])); v.Why != "asked before" {
		t.Errorf("%+v", v)
	}
	for name, want := range map[string]bool{"公募型プロポーザル": true, "事業者の募集": true, "サウンディング型市場調査": true, "プロポーザルの審査結果": false, "プロポーザルについて": false, "過去の公募型プロポーザル": false, "お知らせ": false, "": false} {
		if namesPlaceOfCalls(name) != want {
			t.Errorf("%s is a place of calls: %v", name, !want)
		}
	}
}

// TestTwoAddressesAreOneUnlessTheirTitlesSpeakAgainst.
func TestTwoAddressesAreOneUnlessTheirTitlesSpeakAgainst(t *testing.T) {
	const own = "http://a.jp/own"
	for name, c := range map[string]struct {
		remembered *sources.Known
		claimed    string
		listed     bool
		joined     bool
	}{
		"nobody has it":              {nil, "", false, false},
		"listed too":                 {nil, "", true, true},
		"read under it":              {nil, parkCall, false, true},
		"read under it, another":     {nil, lunchCall, true, false},
		"remembered":                 {&sources.Known{ID: "2", Title: parkCall}, "", false, true},
		"remembered, another":        {&sources.Known{ID: "2", Title: lunchCall}, "", false, false},
		"remembered, without title":  {&sources.Known{ID: "2"}, "", false, true},
		"itself leads elsewhere":     {&sources.Known{Alias: "a.jp/third"}, "", true, false},
		"itself leads elsewhere too": {&sources.Known{Alias: "a.jp/third", Title: parkCall}, "", false, false},
	} {
		rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{}}, listing: listing{on: map[string][]string{}}, claimed: map[string]string{},
			visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}}}
		if c.remembered != nil {
			rs.memory.Known["a.jp/own"] = *c.remembered
		}
		if c.claimed != "" {
			rs.claimed["a.jp/own"] = c.claimed
		}
		if c.listed {
			rs.listing.on["a.jp/own"] = []string{"list"}
		}
		d := draft("http://a.jp/1", parkCall)
		key := rs.adopt(&item{key: "a.jp/1"}, &sources.Known{FirstSeen: planAt}, &d, own)
		if got := key == "a.jp/own" && d.URL == own && rs.visit.Known["a.jp/1"].Alias == key; got != c.joined {
			t.Errorf("%s: %s %s, joined %v", name, key, d.URL, got)
		}
	}
}

// TestAnAnnouncementAdoptedIsCountedFromItsFirstSight: dates without a year are read again from the day on which either
// address was first seen.
func TestAnAnnouncementAdoptedIsCountedFromItsFirstSight(t *testing.T) {
	var seen []jdate.Date
	rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a.jp/own": {ID: "2", Title: parkCall, FirstSeen: planAt.Add(-480 * time.Hour)}}},
		listing: listing{on: map[string][]string{}}, claimed: map[string]string{}, visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}, Validators: map[string]sources.Validator{}},
		normalize: func(d opportunity.Draft, day jdate.Date) opportunity.Opportunity {
			seen = append(seen, day)
			return opportunity.Opportunity{ID: d.URL, URL: d.URL, Title: d.Title}
		}}
	i := listed("1")
	i.draft.Title = parkCall
	one := task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}
	rs.add(one, &outcome{kind: pageRead, own: "https://a.jp/own", of: []int{0}, records: make([]opportunity.Opportunity, 1), drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: parkCall, Detail: opportunity.DetailRead}}})
	if len(seen) == 0 || seen[len(seen)-1] != "2026-11-05" || len(rs.visit.Records) != 1 || rs.visit.Records[0].URL != "https://a.jp/own" {
		t.Errorf("read from %v: %+v", seen, rs.visit.Records)
	}
}

// TestWhatIsAdoptedIsWhatIsKnown of the other address, from the earlier of the two days, on the lists of both.
func TestWhatIsAdoptedIsWhatIsKnown(t *testing.T) {
	early, late := planAt.Add(-99*time.Hour), planAt.Add(-time.Hour)
	for name, c := range map[string]struct {
		other       *sources.Known
		first, want time.Time
		title, day  string
	}{
		"known longer": {&sources.Known{ID: "9", Title: parkCall, Date: "other day", FirstSeen: early}, late, early, parkCall, "other day"}, "known shorter": {&sources.Known{ID: "9", Title: parkCall, Date: "other day", FirstSeen: late}, early, early, parkCall, "other day"},
		"known since no day": {&sources.Known{ID: "9", Title: parkCall, Date: "other day"}, late, late, parkCall, "other day"}, "listed alone": {nil, late, late, parkCall + "について", "listed day"},
	} {
		rs := nothingKnown()
		rs.listing.on = map[string][]string{"a.jp/own": {"list", "feed"}}
		if c.other != nil {
			c.other.Tries, c.other.Gone, c.other.Suspect = 4, true, "x"
			rs.memory.Known["a.jp/own"] = *c.other
		}
		k, d := sources.Known{ID: "1", FirstSeen: c.first, Date: "listed day", On: []string{"feed", "old"}}, draft("http://a.jp/1", parkCall+"について")
		key := rs.adopt(&item{key: "a.jp/1"}, &k, &d, "https://a.jp/own")
		if key != "a.jp/own" || d.URL != "https://a.jp/own" || !k.FirstSeen.Equal(c.want) || k.Title != c.title || k.Date != c.day || !k.Checked.Equal(planAt) || k.Tries != 0 || k.Gone || k.Suspect != "" || k.URL != "https://a.jp/own" || !slices.Equal(k.On, []string{"feed", "list", "old"}) {
			t.Errorf("%s: %s, %+v", name, key, k)
		}
	}
	rs := nothingKnown()
	d := draft("http://a.jp/1", parkCall)
	k := sources.Known{ID: "1", Title: "t"}
	if key := rs.adopt(&item{key: "a.jp/1"}, &k, &d, "https://www.a.jp/1/"); key != "a.jp/1" || d.URL != "https://www.a.jp/1/" || k.Title != "t" || len(rs.visit.Known) != 0 {
		t.Errorf("another form of its own address: %s, %+v", d.URL, k)
	}
	rs.visit.Known["b"] = sources.Known{Title: "t", FirstSeen: early, ID: "7"}
	rs.alias("b", "c")
	if rs.alias("d", "d"); fmt.Sprint(rs.visit.Known["b"]) != fmt.Sprint(sources.Known{Alias: "c", Title: "t", FirstSeen: early}) || len(rs.visit.Known) != 1 {
		t.Errorf("%+v", rs.visit.Known)
	}
	rs.listing.on = map[string][]string{"listed": nil}
	rs.memory.Known["remembered"] = sources.Known{}
	for key, want := range map[string]bool{"listed": true, "remembered": true, "neither": false} {
		if rs.isKnown(key) != want {
			t.Errorf("%s is known: %v", key, !want)
		}
	}
}

// nothingKnown are the results of a visit before which nothing was known.
func nothingKnown() *results {
	return &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{}}, claimed: map[string]string{},
		visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}, Validators: map[string]sources.Validator{}},
		normalize: func(d opportunity.Draft, _ jdate.Date) opportunity.Opportunity {
			return opportunity.Opportunity{ID: "2", URL: d.URL, Title: d.Title, Detail: d.Detail}
		}}
}

// TestOnlyAnUndecidedNewcomerIsDroppedByItsPage: what was stored once stays, and what its title decided.
func TestOnlyAnUndecidedNewcomerIsDroppedByItsPage(t *testing.T) {
	page := draft("http://a.jp/1", "市民マラソン大会の参加者を募集します")
	for _, c := range []struct {
		undecided bool
		id        string
		want      bool
	}{{true, "", true}, {true, "1", false}, {false, "", false}, {false, "1", false}} {
		rs, k := &results{}, sources.Known{ID: c.id, Pending: true}
		if got := rs.dropRead(&item{undecided: c.undecided}, &page, &opportunity.Opportunity{}, &k); got != c.want || (k.Dropped != "") != c.want || len(rs.visit.Dropped) != map[bool]int{true: 1}[c.want] {
			t.Errorf("%+v: %v, %+v", c, got, k)
		}
	}
}

// TestWhatIsStoredOfACall: whether it is open now, or was until it closed.
func TestWhatIsStoredOfACall(t *testing.T) {
	due := func(day string) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.Date(day)}}
	}
	for name, c := range map[string]struct {
		record opportunity.Opportunity
		open   bool
	}{
		"open":                {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-12-01")}, true},
		"closed, was open":    {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-11-01")}, true},
		"no opportunity":      {opportunity.Opportunity{Stage: opportunity.OpenCall, Deadlines: due("2026-12-01")}, false},
		"a result":            {opportunity.Opportunity{Stage: opportunity.Result}, false},
		"withdrawn":           {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Withdrawn: &opportunity.Withdrawal{}, Deadlines: due("2026-12-01")}, false},
		"without a deadline":  {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall}, true},
		"without one, of old": {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Published: "2025-11-01"}, false},
	} {
		rs := &results{at: planAt, visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}}}
		rs.store("a.jp/1", &c.record, sources.Known{FirstSeen: planAt}, nil)
		if got := rs.visit.Known["a.jp/1"].Open; got != c.open {
			t.Errorf("%s: open %v", name, got)
		}
	}
}

// TestAnAnnouncementReadUnderAnotherAddressIsDone: once in a visit, and one of several on a page is never.
func TestAnAnnouncementReadUnderAnotherAddressIsDone(t *testing.T) {
	one := listed("call")
	for name, c := range map[string]struct {
		claimed, alias string
		items          []item
		want           bool
	}{
		"read":                 {parkCall, "", []item{one}, true},
		"led elsewhere":        {"", "a.jp/other", []item{one}, true},
		"neither":              {"", "", []item{one}, false},
		"one of several, read": {parkCall, "", []item{one, listed("other")}, false},
	} {
		rs := &results{claimed: map[string]string{}, visit: sources.Visit{Known: map[string]sources.Known{}}}
		if c.claimed != "" {
			rs.claimed[one.key] = c.claimed
		}
		if c.alias != "" {
			rs.visit.Known[one.key] = sources.Known{Alias: c.alias}
		}
		if got := rs.isDone(&task{items: c.items}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhatRestsIsSeen: a call that is listed and could not be read yet is kept as its list has it; one that was read is
// seen, no more.
func TestWhatRestsIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		known     sources.Known
		listed    bool
		kept, ids int
	}{
		"read, listed":        {sources.Known{ID: "1"}, true, 0, 1},
		"read, not listed":    {sources.Known{ID: "1"}, false, 0, 1},
		"pending, listed":     {sources.Known{Pending: true}, true, 1, 0},
		"pending, not listed": {sources.Known{Pending: true}, false, 0, 0},
	} {
		rs := nothingKnown()
		rs.rest(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{c.known}, listed: c.listed})
		if len(rs.visit.Records) != c.kept || len(rs.visit.SeenIDs) != c.ids {
			t.Errorf("%s: %d records, seen %v", name, len(rs.visit.Records), rs.visit.SeenIDs)
		}
	}
}

// TestWhatIsStoredUnreadSaysSo: a call known from its list alone is pending.
func TestWhatIsStoredUnreadSaysSo(t *testing.T) {
	rs := nothingKnown()
	rs.rest(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{Pending: true}}, listed: true})
	if len(rs.visit.Records) != 1 || rs.visit.Records[0].Detail != opportunity.DetailPending {
		t.Errorf("%+v", rs.visit.Records)
	}
}

// TestWhatHasNoPageToReadIsKeptAsListed: a call whose page may not be asked for, or holds no text, says so.
func TestWhatHasNoPageToReadIsKeptAsListed(t *testing.T) {
	for kind, want := range map[outcomeKind]opportunity.DetailState{pageForbidden: opportunity.DetailNone, pageTextless: opportunity.DetailNone, pagePostponed: opportunity.DetailPending} {
		rs := nothingKnown()
		rs.add(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{}}, listed: true}, &outcome{kind: kind, err: errNoText})
		if len(rs.visit.Records) != 1 || rs.visit.Records[0].Detail != want {
			t.Errorf("outcome %v: %+v, want %s", kind, rs.visit.Records, want)
		}
	}
}

// TestAPartThatItsPageDoesNotTellApartIsThePage, under whose key it is remembered from then on.
func TestAPartThatItsPageDoesNotTellApartIsThePage(t *testing.T) {
	for name, c := range map[string]struct{ listed, read, key, alias string }{
		"told apart": {"#p", "#p", "a.jp/1#p", ""}, "not told apart": {"#p", "", "a.jp/1", "a.jp/1#p"}, "alone": {"", "", "a.jp/1", ""},
	} {
		rs := nothingKnown()
		i := listed("1")
		i.key, i.draft.Part, i.draft.Title = "a.jp/1"+c.listed, c.listed, parkCall
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{
			kind: pageRead, of: []int{0}, records: []opportunity.Opportunity{{ID: "2"}}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: parkCall, Part: c.read}},
		})
		if rs.visit.Known[c.key].ID != "2" || c.alias != "" && rs.visit.Known[c.alias].Alias != c.key || len(rs.visit.Records) != 1 {
			t.Errorf("%s: %+v", name, rs.visit.Known)
		}
	}
}

// TestWhatBecomesOfAPage tells for each outcome what is remembered of its announcement, stored of it, and told of it.
func TestWhatBecomesOfAPage(t *testing.T) {
	fresh := sources.Known{Pending: true, FirstSeen: planAt}
	stored := sources.Known{ID: "1", Title: "call", Tries: 2, Suspect: "before", Checked: planAt.Add(-time.Hour), Open: true}
	never := sources.Known{ID: "1", Title: "call", Checked: planAt.Add(-time.Hour)} // read, never failed
	pending := sources.Known{ID: "1", Pending: true, Tries: 2}
	down := errors.New("down")
	for name, c := range map[string]struct {
		o        outcome
		known    sources.Known
		listed   bool
		tries    int
		pending  bool
		records  int    // stored of it
		seen     bool   // and as it was
		told     string // as a problem
		validate bool   // the page's validator is kept
	}{
		"unchanged":                            {outcome{kind: pageUnchanged}, stored, true, 0, false, 0, true, "", true},
		"postponed, new":                       {outcome{kind: pagePostponed, err: errManyDetails}, fresh, true, 0, true, 1, false, "", false},
		"postponed, stored":                    {outcome{kind: pagePostponed, err: errManyDetails}, never, true, 1, false, 0, true, "", false},
		"postponed, failed before":             {outcome{kind: pagePostponed, err: errManyDetails}, stored, true, 2, false, 0, true, "", false},
		"postponed, stored unread":             {outcome{kind: pagePostponed, err: errManyDetails}, pending, true, 2, true, 1, false, "", false},
		"postponed, listed no more":            {outcome{kind: pagePostponed, err: errManyDetails}, pending, false, 2, true, 0, true, "", false},
		"forbidden":                            {outcome{kind: pageForbidden, err: down}, fresh, true, 0, false, 1, false, "", false},
		"forbidden, stored":                    {outcome{kind: pageForbidden, err: down}, stored, true, 2, false, 1, false, "", false},
		"without text":                         {outcome{kind: pageTextless, err: errNoText}, fresh, true, 0, false, 1, false, "", true},
		"gone, new":                            {outcome{kind: pageGone, err: down, status: 404}, fresh, true, 1, true, 1, false, "down", false},
		"gone, stored unread":                  {outcome{kind: pageGone, err: down, status: 404}, pending, true, 3, true, 1, false, "down", false},
		"gone":                                 {outcome{kind: pageGone, err: down, status: 410}, stored, true, 0, false, 0, false, "down", false},
		"failed, new":                          {outcome{kind: pageFailed, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"failed, stored":                       {outcome{kind: pageFailed, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, listed no more":               {outcome{kind: pageFailed, err: down}, stored, false, 3, false, 0, true, "down", false},
		"suspect, new":                         {outcome{kind: pageSuspect, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"suspect, stored":                      {outcome{kind: pageSuspect, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, was dropped when read":        {outcome{kind: pageFailed, err: down}, sources.Known{Dropped: "no call"}, false, 1, false, 0, false, "down", false},
		"failed, was dropped by another title": {outcome{kind: pageFailed, err: down}, sources.Known{Dropped: "no call"}, true, 1, true, 1, false, "down", false},
	} {
		rs, told := nothingKnown(), ""
		rs.visit.Withdrawn = map[string]string{}
		rs.problem = func(address string, err error) { told = err.Error() }
		c.o.validator = sources.Validator{ETag: "1"}
		rs.add(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{c.known}, listed: c.listed}, &c.o)
		rs.settleAbsent(nil)
		k := rs.visit.Known["a.jp/call"]
		_, kept := rs.visit.Validators["https://a.jp/call"]
		if k.Tries != c.tries || k.Pending != c.pending || len(rs.visit.Records) != c.records || slices.Contains(rs.visit.SeenIDs, "1") != c.seen || told != c.told || kept != c.validate || rs.read != 0 {
			t.Errorf("%s: %+v; %d records, seen %v, told %q, validators %v", name, k, len(rs.visit.Records), rs.visit.SeenIDs, told, rs.visit.Validators)
		}
		failed := c.o.kind == pageFailed || c.o.kind == pageSuspect || c.o.kind == pageGone
		if failed != k.Tried.Equal(planAt) || k.URL != "https://a.jp/call" && k.Dropped == "" {
			t.Errorf("%s: tried %s, address %s", name, k.Tried, k.URL)
		}
		if suspect := c.o.kind == pageSuspect; suspect != (len(rs.suspects) == 1) || suspect && k.Suspect != "down" || c.o.kind == pageUnchanged && (k.Suspect != "" || !k.Checked.Equal(planAt)) {
			t.Errorf("%s: suspect %q, %v", name, k.Suspect, rs.suspects)
		}
		withdrawn := c.o.kind == pageGone && !c.known.Pending
		if withdrawn != (len(rs.visit.Withdrawn) == 1) || withdrawn != k.Gone || withdrawn && (k.Open || !k.Checked.Equal(planAt) || !slices.Equal(rs.visit.Forget, []string{"https://a.jp/call"}) || !strings.Contains(rs.visit.Withdrawn["1"], "410")) {
			t.Errorf("%s: %v, %+v", name, rs.visit.Withdrawn, k)
		}
	}
}

// TestTheListsWordsAreRemembered where its page is asked for because of them.
func TestTheListsWordsAreRemembered(t *testing.T) {
	i := listed("new title")
	i.draft.Published, i.draft.Part = "2026-11-05", "#p"
	for shown, want := range map[bool]string{true: "new title 2026-11-05", false: "old 2026-11-01"} {
		k := nothingKnown().named(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{Title: "old", Date: "2026-11-01", ID: "1"}}, listed: shown}, 0)
		if got := k.Title + " " + k.Date; got != want || k.URL != "https://a.jp/1" || k.Part != "#p" || k.ID != "1" {
			t.Errorf("listed %v: %+v", shown, k)
		}
	}
}

// TestWhatIsLeftForLaterIsTriedInAnHour, as if it had failed once.
func TestWhatIsLeftForLaterIsTriedInAnHour(t *testing.T) {
	for before, want := range map[int]int{0: 1, 1: 1, 4: 4} {
		rs := nothingKnown()
		rs.later(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{Pending: true, Tries: before}}, listed: true})
		if k := rs.visit.Known["a.jp/call"]; k.Tries != want || !k.Tried.Equal(planAt) || !k.Pending || len(rs.visit.Records) != 1 {
			t.Errorf("%d tries before: %+v", before, k)
		}
	}
}

// TestAnUndecidedTitleIsNotStoredUnread.
func TestAnUndecidedTitleIsNotStoredUnread(t *testing.T) {
	for name, c := range map[string]struct {
		undecided bool
		id        string
		state     opportunity.DetailState
		records   int
		pending   bool
	}{
		"undecided": {true, "", opportunity.DetailPending, 0, true}, "undecided, without a page": {true, "", opportunity.DetailNone, 0, false}, "decided": {false, "", opportunity.DetailPending, 1, true},
		"undecided, stored": {true, "1", opportunity.DetailNone, 1, false},
	} {
		rs, i := nothingKnown(), listed("call")
		i.undecided = c.undecided
		rs.keep(task{listed: true}, &i, sources.Known{ID: c.id, FirstSeen: planAt}, c.state)
		if k := rs.visit.Known["a.jp/call"]; len(rs.visit.Records) != c.records || k.Pending != c.pending || c.records == 1 && rs.visit.Records[0].Detail != c.state {
			t.Errorf("%s: %+v, %d records", name, k, len(rs.visit.Records))
		}
	}
}

// TestSeveralAnnouncementsOfAPageRead: each its own, one that another turned out to be leads there, and one that is not on it failed.
func TestSeveralAnnouncementsOfAPageRead(t *testing.T) {
	rs := nothingKnown()
	two := task{page: "https://a.jp/1", listed: true}
	for _, part := range []string{"#p", "#q", "#r", "#s"} {
		i := listed("call")
		i.key, i.draft.Part, i.draft.Title, i.group = "a.jp/1"+part, part, "call "+part, "g"
		two.items, two.known = append(two.items, i), append(two.known, sources.Known{FirstSeen: planAt, Pending: true, Tries: 3, Suspect: "x", Gone: true})
	}
	o := &outcome{kind: pageRead, of: []int{0, 1, 0, -1}, validator: sources.Validator{ETag: "1"}, titled: true, frame: 7,
		drafts: []opportunity.Draft{{URL: "https://a.jp/1", Part: "#p", Title: "one"}, {URL: "https://a.jp/1", Part: "#q", Title: "two"}}, records: []opportunity.Opportunity{{ID: "1"}, {ID: "2"}},
		reread: map[int]opportunity.Opportunity{1: {Title: "as before"}}}
	rs.visit.Reread = map[string]opportunity.Opportunity{}
	rs.add(two, o)
	known := rs.visit.Known
	for key, id := range map[string]string{"a.jp/1#p": "1", "a.jp/1#q": "2"} {
		if k := known[key]; k.ID != id || k.Pending || k.Tries != 0 || k.Gone || k.Suspect != "" || k.Group != "g" || !k.Titled || k.Frame != 7 || !k.Checked.Equal(planAt) {
			t.Errorf("%s: %+v", key, k)
		}
	}
	if known["a.jp/1#r"].Alias != "a.jp/1#p" || known["a.jp/1#s"].Tries != 4 || rs.read != 1 || rs.visit.Validators["https://a.jp/1"].ETag != "1" || rs.claimed["a.jp/1#q"] != "two" {
		t.Errorf("%+v, %d read", known, rs.read)
	}
	if len(rs.visit.Reread) != 1 || rs.visit.Reread["2"].Title != "as before" {
		t.Errorf("reread %+v", rs.visit.Reread)
	}
}

// TestAPageWithAnUnreadDocumentComesAgain, whole.
func TestAPageWithAnUnreadDocumentComesAgain(t *testing.T) {
	rs := nothingKnown()
	rs.add(task{page: "https://a.jp/1", items: []item{listed("1")}, known: []sources.Known{{FirstSeen: planAt, Tries: 5}}}, &outcome{
		kind: pageRead, of: []int{0}, validator: sources.Validator{ETag: "1"}, incomplete: errors.New("not in time"), drafts: []opportunity.Draft{{URL: "https://a.jp/1"}}, records: []opportunity.Opportunity{{ID: "1"}}})
	k := rs.visit.Known["a.jp/1"]
	if _, kept := rs.visit.Validators["https://a.jp/1"]; kept || k.Tries != 1 || !k.Tried.Equal(planAt) || !k.Checked.Equal(planAt) {
		t.Errorf("%+v, %v", k, rs.visit.Validators)
	}
}

// TestUnderWhichKeyAPageIsKept: that of its list, unless its own address, or the one that permanent redirects led to, is known already;
// whoever asks by the listed one finds it, too.
func TestUnderWhichKeyAPageIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		own, moved string
		further    []string
		known      string
		key        string
		aliases    string
		again      bool // it is normalized again, for its address or first day is another
	}{
		"its own":                            {"", "", nil, "", "a.jp/1", "", false},
		"its own, and further ones":          {"", "", []string{"a.jp/x"}, "", "a.jp/1", "a.jp/x", false},
		"another that nobody has":            {"https://a.jp/own", "", nil, "", "a.jp/1", "", false},
		"another that is known":              {"https://a.jp/own", "", []string{"a.jp/own"}, "a.jp/own", "a.jp/own", "a.jp/own a.jp/1", true},
		"moved to what nobody has":           {"", "https://a.jp/moved", nil, "", "a.jp/1", "", false},
		"moved to what is known":             {"", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/moved", "a.jp/1", true},
		"of both the one that the page says": {"https://a.jp/own", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/1", "", false},
	} {
		rs, seen := nothingKnown(), 0
		normalize := rs.normalize
		rs.normalize = func(d opportunity.Draft, day jdate.Date) opportunity.Opportunity { seen++; return normalize(d, day) }
		if c.known != "" {
			rs.memory.Known[c.known] = sources.Known{ID: "9", Title: "call", FirstSeen: planAt.Add(-240 * time.Hour)}
		}
		i := listed("1")
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{
			kind: pageRead, of: []int{0}, own: c.own, moved: c.moved, further: c.further, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known[c.key]; k.ID != "2" || rs.claimed[c.key] != "call" || strings.Join(rs.visit.Aliases["2"], " ") != c.aliases || (seen > 0) != c.again {
			t.Errorf("%s: %+v, aliases %v, normalized again %v", name, rs.visit.Known, rs.visit.Aliases, seen > 0)
		}
		if moved := c.key != "a.jp/1"; moved != (rs.visit.Known["a.jp/1"].Alias == c.key) || moved && !rs.visit.Known[c.key].FirstSeen.Equal(planAt.Add(-240*time.Hour)) {
			t.Errorf("%s: %+v", name, rs.visit.Known)
		}
	}
}

// TestAPartThatIsThePageKeepsThePagesFirstDay.
func TestAPartThatIsThePageKeepsThePagesFirstDay(t *testing.T) {
	first := planAt.Add(-99 * time.Hour)
	for id, want := range map[string]time.Time{"9": first, "": planAt} {
		rs, i := nothingKnown(), listed("1")
		rs.memory.Known["a.jp/1"] = sources.Known{ID: id, FirstSeen: first}
		i.key, i.draft.Part = "a.jp/1#p", "#p"
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known["a.jp/1"]; !k.FirstSeen.Equal(want) || k.ID != "2" || rs.visit.Known["a.jp/1#p"].Alias != "a.jp/1" {
			t.Errorf("the page was stored as %q: %+v", id, rs.visit.Known)
		}
	}
}

// TestWhatItsPageShowsToBeNoCall is dropped, with the words of its page, where its title had proved nothing.
func TestWhatItsPageShowsToBeNoCall(t *testing.T) {
	const no, bare = "市民マラソン大会の参加者を募集します", "募集について"
	for name, c := range map[string]struct {
		title   string
		ofPlace bool
		is      bool // by its record
		want    bool
	}{
		"no call": {no, false, true, true}, "a call": {parkCall, false, false, false}, "as bare, a call by its text": {bare, false, true, false}, "as bare, and no call by its text": {bare, false, false, true},
		"of a place of calls, a call by its text": {"橋梁点検", true, true, false}, "of a place of calls, none by its text": {"橋梁点検", true, false, true}, "of another place": {"橋梁点検", false, true, true}, "of a place of calls, no call by its title": {no, true, true, true},
	} {
		rs, k, d := &results{}, sources.Known{Pending: true}, draft("http://a.jp/1", c.title)
		if got := rs.dropRead(&item{undecided: true, ofPlace: c.ofPlace}, &d, &opportunity.Opportunity{IsOpportunity: c.is}, &k); got != c.want || (k.Dropped != "") != c.want || k.Pending == c.want {
			t.Errorf("%s: dropped %v, %+v", name, got, k)
		}
		if c.want && (rs.visit.Dropped[0].Title != c.title || rs.visit.Dropped[0].URL != "http://a.jp/1" || rs.visit.Dropped[0].Why == "" || rs.visit.Dropped[0].Why != k.Dropped) {
			t.Errorf("%s: %+v", name, rs.visit.Dropped)
		}
	}
	rs, i := nothingKnown(), listed("1")
	i.undecided, i.draft.Title = true, bare
	rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: no}}, records: []opportunity.Opportunity{{ID: "2"}}})
	if k := rs.visit.Known["a.jp/1"]; k.Dropped == "" || !k.Checked.Equal(planAt) || len(rs.visit.Records) != 0 || rs.claimed["a.jp/1"] != "" {
		t.Errorf("%+v, %d records", k, len(rs.visit.Records))
	}
}

// TestWhatTheNextVisitMustKnowOfARecord: whether its call is open, or was until it closed, and by what else it is found.
func TestWhatTheNextVisitMustKnowOfARecord(t *testing.T) {
	due := func(day string) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.Date(day)}}
	}
	rs := nothingKnown()
	record := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Detail: opportunity.DetailRead, Deadlines: due("2026-12-01")}
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour), Pending: true}, []string{"x"})
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour)}, nil)
	k := rs.visit.Known["k"]
	if k.ID != "7" || k.Pending || !k.Open || !k.Deadline.Equal(record.Closes()) || record.LastSeen != planAt || record.FirstSeen != planAt.Add(-time.Hour) || fmt.Sprint(rs.visit.Aliases) != "map[7:[x]]" || len(rs.visit.Records) != 2 {
		t.Errorf("%+v; %+v", k, record)
	}
	for closes, open := range map[time.Duration]bool{time.Hour: true, 0: true, -time.Hour: true} { // it was, until then
		late := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-11-25")}
		at := nothingKnown()
		at.at = late.Closes().Add(-closes)
		if at.store("k", &late, sources.Known{}, nil); at.visit.Known["k"].Open != open {
			t.Errorf("%s before it closes: open %v", closes, !open)
		}
	}
}

func TestMissedAnnouncementsAreThoseThatAReadListNoLongerShows(t *testing.T) {
	known := map[string]sources.Known{
		"a.jp/1": {ID: "1", On: []string{"list"}}, "a.jp/2": {ID: "2", On: []string{"feed"}}, "a.jp/3": {ID: "3", On: []string{"list"}, Missed: 1},
		"a.jp/4": {Alias: "a.jp/1", On: []string{"list"}},
	}
	entries := []entry{
		{key: "list", read: true, drafts: []opportunity.Draft{draft("http://a.jp/3", parkCall)}, verdicts: map[[2]string]classify.Verdict{}},
		{key: "feed", verdicts: map[[2]string]classify.Verdict{}}, // unchanged, or out of reach
	}
	l := collect(sources.Source{}, known, entries)
	if l.changed["a.jp/1"].Missed != 1 || l.changed["a.jp/3"].Missed != 0 || len(l.changed["a.jp/3"].On) != 1 {
		t.Errorf("%+v", l.changed)
	}
	if _, changed := l.changed["a.jp/2"]; changed {
		t.Error("an announcement of a feed that reads as before is missed")
	}
	if _, changed := l.changed["a.jp/4"]; changed {
		t.Error("an alias is missed")
	}
}

// TestARowWithoutALinkBecomesOneCall: of two pages of its title one is it.
func TestARowWithoutALinkBecomesOneCall(t *testing.T) {
	key := opportunity.PartKey("http://a.jp/list", parkCall)
	known := map[string]sources.Known{key: {ID: "1", Title: parkCall, Part: parkCall, URL: "http://a.jp/list", InRow: true, FirstSeen: planAt, On: []string{"list"}}}
	entries := []entry{{key: "list", read: true, verdicts: map[[2]string]classify.Verdict{}, drafts: []opportunity.Draft{draft("http://a.jp/1", parkCall), draft("http://a.jp/1.pdf", parkCall), draft("http://a.jp/2", lunchCall)}}}
	l := collect(sources.Source{}, known, entries)
	if len(l.were) != 1 || l.were["a.jp/1"] != key {
		t.Errorf("%v", l.were)
	}
}

// TestARowWhoseTitleIsMendedStaysOneCall where its list gives it the same days as before; another that is named alike is a new one.
func TestARowWhoseTitleIsMendedStaysOneCall(t *testing.T) {
	const page, listed = "http://a.jp/list", "提出期限\t令和8年12月18日"
	key := opportunity.PartKey(page, parkCall)
	was := sources.Known{ID: "1", Title: parkCall, Date: "2026-11-20", Listed: listed, Part: parkCall, URL: page, InRow: true, FirstSeen: planAt, On: []string{"list"}}
	row := func(title, published, until string) opportunity.Draft {
		d := draft(page, title)
		d.InList, d.Published, d.Fields = true, published, []opportunity.Field{{Label: "提出期限", Value: until}}
		return d
	}
	mended := strings.Replace(parkCall, "公園", "公園施設", 1)
	for name, c := range map[string]struct {
		row   opportunity.Draft
		joins bool
	}{
		"mended":               {row(mended, "2026-11-20", "令和8年12月18日"), true},
		"another day":          {row(mended, "2026-11-24", "令和8年12月18日"), false},
		"another last day":     {row(mended, "2026-11-20", "令和8年12月25日"), false},
		"the next of a number": {row("第2"+parkCall, "2026-11-20", "令和8年12月18日"), false},
		"another title":        {row(lunchCall, "2026-11-20", "令和8年12月18日"), false},
	} {
		entries := []entry{{key: "list", read: true, verdicts: map[[2]string]classify.Verdict{}, drafts: []opportunity.Draft{c.row}}}
		l := collect(sources.Source{}, map[string]sources.Known{key: was}, entries)
		if joins := len(l.items) == 1 && l.items[0].key == key && l.items[0].draft.Part == parkCall; joins != c.joins || len(l.were) != 0 {
			t.Errorf("%s: %+v %v", name, l.items, l.were)
		}
		entries[0].drafts = append(entries[0].drafts, row(parkCall, "2026-11-20", "令和8年12月18日"))
		if l = collect(sources.Source{}, map[string]sources.Known{key: was}, entries); len(l.items) != 2 || l.items[0].key == l.items[1].key {
			t.Errorf("%s, beside the row that it looks like: %+v", name, l.items)
		}
	}
}

// TestOnlyAListThatWasReadMissesACall: what could not be read, or is asked for at another time, says nothing.
func TestOnlyAListThatWasReadMissesACall(t *testing.T) {
	for name, c := range map[string]struct {
		missed  int
		entries []entry
		want    int // of Missed, -1 where nothing changes
	}{
		"read":                       {0, []entry{{key: "list", read: true}}, 1},
		"read again":                 {1, []entry{{key: "list", read: true}}, 2},
		"not read":                   {0, []entry{{key: "list"}}, -1},
		"missed before, not read":    {1, []entry{{key: "list"}}, -1},
		"missed before, others read": {1, []entry{{key: "feed", read: true}}, -1},
		"others read":                {0, []entry{{key: "feed", read: true}}, -1},
		"read in part":               {0, []entry{{key: "list", read: true, sample: true}}, -1},
	} {
		known := map[string]sources.Known{"a.jp/call": {ID: "1", On: []string{"list"}, Missed: c.missed}}
		k, changed := (&listing{on: map[string][]string{}}).rememberListed(known, c.entries)["a.jp/call"]
		if changed != (c.want >= 0) || changed && (k.Missed != c.want || len(k.On) != 1) {
			t.Errorf("%s: %+v, changed %v", name, k, changed)
		}
	}
}

// TestOnlyTheEntryThatCarriedACallIsAskedForIt.
func TestOnlyTheEntryThatCarriedACallIsAskedForIt(t *testing.T) {
	k := sources.Known{On: []string{"list"}}
	for name, c := range map[string]struct {
		entries []entry
		want    bool
	}{
		"read":     {[]entry{{key: "list", read: true}}, true},
		"not read": {[]entry{{key: "list"}}, false},
		"another":  {[]entry{{key: "feed", read: true}, {key: "list"}}, false},
	} {
		if got := wasAsked(k, c.entries); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhatIsMissedOrCarried, by which entries were read.
func TestWhatIsMissedOrCarried(t *testing.T) {
	read, silent := entry{key: "r", read: true}, entry{key: "s"}
	for name, c := range map[string]struct {
		k      sources.Known
		listed []string
		want   string // carriers and visits missed; "" where nothing changes
	}{
		"listed as before":              {sources.Known{On: []string{"r"}}, []string{"r"}, ""},
		"listed on another":             {sources.Known{On: []string{"r"}}, []string{"x", "r", "x"}, "r,x 0"},
		"on one that was not read":      {sources.Known{On: []string{"s"}}, nil, ""},
		"on both, read on neither":      {sources.Known{On: []string{"r", "s"}}, nil, "s 0"},
		"on one that was read":          {sources.Known{On: []string{"r"}}, nil, "r 1"},
		"missed before":                 {sources.Known{On: []string{"r"}, Missed: 4}, nil, "r 5"},
		"missed before, on both":        {sources.Known{On: []string{"r", "s"}, Missed: 1}, nil, "r,s 2"},
		"missed before, listed again":   {sources.Known{On: []string{"r"}, Missed: 4}, []string{"r"}, "r 0"},
		"missed before, and not asked":  {sources.Known{On: []string{"s"}, Missed: 4}, nil, ""},
		"on none":                       {sources.Known{}, nil, ""},
		"of an alias nothing is missed": {sources.Known{Alias: "a", On: []string{"r"}}, nil, ""},
	} {
		l := listing{on: map[string][]string{"k": c.listed}}
		k, changed := l.rememberListed(map[string]sources.Known{"k": c.k}, []entry{read, silent})["k"]
		got := ""
		if changed {
			got = fmt.Sprintf("%s %d", strings.Join(k.On, ","), k.Missed)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestAListHasTurnedOver where half of it is known and at most one open call left it.
func TestAListHasTurnedOver(t *testing.T) {
	open := sources.Known{Open: true, Deadline: planAt.Add(time.Hour), On: []string{"a"}}
	with := func(change func(*sources.Known)) sources.Known { k := open; change(&k); return k }
	for name, c := range map[string]struct {
		listed, fresh int
		left          []sources.Known
		read          bool
		want          bool
	}{
		"half is known": {4, 2, nil, true, true}, "less": {4, 3, nil, true, false}, "of an odd number": {5, 2, nil, true, true}, "less of an odd number": {5, 3, nil, true, false}, "nothing is listed": {0, 0, nil, true, false}, "not read": {4, 0, nil, false, false},
		"one open call left": {4, 0, []sources.Known{open}, true, true}, "two": {4, 0, []sources.Known{open, open}, true, false},
		"one, and a closed one":      {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Deadline = planAt })}, true, true},
		"one, and one that is gone":  {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Gone = true })}, true, true},
		"one, and an alias":          {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Alias = "x" })}, true, true},
		"one, and one of another":    {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.On = []string{"b"} })}, true, true},
		"one, and one without a day": {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Deadline = time.Time{} })}, true, false},
	} {
		l, known := listing{on: map[string][]string{}, fresh: map[string]int{"a": c.fresh}}, map[string]sources.Known{}
		for n := range c.listed {
			l.on[fmt.Sprint("listed", n)] = []string{"b", "a"}
			if n >= c.fresh {
				known[fmt.Sprint("listed", n)] = open
			}
		}
		for n, k := range c.left {
			known[fmt.Sprint("left", n)] = k
			l.on[fmt.Sprint("left", n)] = []string{"b"} // another entry lists it yet
		}
		if got := l.hasTurnedOver(known, []entry{{key: "a", read: c.read}}, planAt)["a"]; got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhatFellOffTheEndOfAListIsNotWithdrawn: only what is younger than the oldest that the list still shows.
func TestWhatFellOffTheEndOfAListIsNotWithdrawn(t *testing.T) {
	for day, withdrawn := range map[string]bool{"2026-11-09": false, "2026-11-10": false, "2026-11-11": true, "": false} {
		for missed, enough := range map[int]bool{1: false, 2: true, 3: true} {
			k := remembered("call", func(k *sources.Known) { k.Date, k.Missed, k.On = day, missed-1, []string{"list"} })
			now := k
			now.Missed = missed
			rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a": k}},
				visit: sources.Visit{Known: map[string]sources.Known{"a": now}, Withdrawn: map[string]string{}}}
			rs.withdrawVanished(map[string]jdate.Date{"list": "2026-11-10", "other": "2026-01-01"})
			if got := rs.visit.Withdrawn["call"] != ""; got != (withdrawn && enough) || got != rs.visit.Known["a"].Gone {
				t.Errorf("of %s, missed %d times: withdrawn %v", day, missed, got)
			}
		}
	}
}

// TestOnlyAnOpenCallThatIsMissedNowIsWithdrawn.
func TestOnlyAnOpenCallThatIsMissedNowIsWithdrawn(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sources.Known)
		before int
		want   bool
	}{
		"missed twice": {func(*sources.Known) {}, 1, true}, "missed before": {func(*sources.Known) {}, 2, false}, "closed": {func(k *sources.Known) { k.Deadline = planAt }, 1, false}, "never stored": {func(k *sources.Known) { k.ID = "" }, 1, false},
		"gone": {func(k *sources.Known) { k.Gone = true }, 1, false}, "missed once": {func(k *sources.Known) { k.Missed = 1 }, 0, false}, "without a day": {func(k *sources.Known) { k.Date = "soon" }, 1, false},
	} {
		k := remembered("call", func(k *sources.Known) { k.Date, k.Missed, k.On = "2026-11-11", 2, []string{"list"} })
		c.change(&k)
		before := k
		before.Missed = c.before
		rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a": before}}, visit: sources.Visit{Known: map[string]sources.Known{"a": k}, Withdrawn: map[string]string{}}}
		rs.withdrawVanished(map[string]jdate.Date{"list": "2026-11-10", "other": "2026-01-01"})
		if now := rs.visit.Known["a"]; (len(rs.visit.Withdrawn) == 1) != c.want || now.Gone != (c.want || k.Gone) || now.Open != (!c.want && k.Open) || c.want && !strings.Contains(rs.visit.Withdrawn["call"], "on 2 visits") {
			t.Errorf("%s: %v, %+v", name, rs.visit.Withdrawn, now)
		}
		if rs.withdrawVanished(map[string]jdate.Date{"list": ""}); !c.want && len(rs.visit.Withdrawn) != 0 {
			t.Errorf("%s, by a list without days: %v", name, rs.visit.Withdrawn)
		}
	}
}

// TestTheOldestDayOfWhatIsListed, in whatever order, and whatever form its days have.
func TestTheOldestDayOfWhatIsListed(t *testing.T) {
	of := func(days ...string) entry {
		e := entry{key: fmt.Sprint(len(days)), read: true}
		for _, day := range days {
			e.drafts = append(e.drafts, opportunity.Draft{Published: day})
		}
		return e
	}
	for want, e := range map[jdate.Date]entry{"": of("", "soon"), "2026-11-03": of("2026-11-05", "令和8年11月3日", ""), "2026-11-04": of("2026-11-04"), "2026-11-02": of("2026-11-01T15:00:00Z", "2026-11-03")} {
		got := oldestListed([]entry{e, of(), {key: "silent", drafts: of("2026-01-01").drafts}})
		if len(got) != 2 || got[e.key] != want || got["0"] != "" {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAListThatIsReadInPartShowsNotWhatLeftIt, where its days do not tell: the rest may hold it.
func TestAListThatIsReadInPartShowsNotWhatLeftIt(t *testing.T) {
	pager := func(rows, next string) string { return strings.Replace(rows, "</main>", next+"</main>", 1) }
	const next = `<div class="pager"><a rel="next" href="/p2">次へ</a></div>`
	known := map[string]sources.Known{"a.jp/1": {}, "a.jp/2": {}, "a.jp/3": {}}
	for name, c := range map[string]struct {
		first, second string
		known         map[string]sources.Known
		want          bool
	}{
		"whole":                      {rows("/1", parkCall, "/2", lunchCall), "", known, false},
		"more, with nothing new":     {pager(rows("/1", parkCall, "/2", lunchCall), next), rows("/3", busCall), known, true},
		"more, which is read":        {pager(rows("/1", parkCall, "/2", lunchCall), next), rows("/3", busCall), nil, false},
		"more, which cannot be read": {pager(rows("/1", parkCall, "/2", lunchCall), next), "status 500", nil, true},
	} {
		w := &web{pages: map[string]string{"https://a.jp/list": c.first, "https://a.jp/p2": c.second}}
		r, e := readerOf(w, sources.Source{}), newEntry("https://a.jp/list", sources.Validator{})
		r.readEntry(t.Context(), e, c.known)
		if !e.read || e.sample != c.want {
			t.Errorf("%s: read %v, in part %v; asked for %s", name, e.read, e.sample, w.paths())
		}
	}
}

// TestOneOfSeveralListsIsReadInPart: then the entry is, in whichever order the lists by years behind it are read.
func TestOneOfSeveralListsIsReadInPart(t *testing.T) {
	const hub = `<html><head><title>公募情報</title></head><body><main><h1>公募情報</h1><ul><li><a href="/8">令和8年度</a></li><li><a href="/7">令和7年度</a></li></ul></main></body></html>`
	whole := rows("/3", busCall)
	part := strings.Replace(rows("/1", parkCall, "/2", lunchCall), "</main>", `<div class="pager"><a rel="next" href="/p2">次へ</a></div></main>`, 1)
	known := map[string]sources.Known{"a.jp/1": {}, "a.jp/2": {}, "a.jp/3": {}}
	for _, c := range []struct {
		newest, former string
		want           bool
	}{{part, whole, true}, {whole, part, true}, {whole, rows("/4", lunchCall), false}} {
		w := &web{pages: map[string]string{"https://a.jp/list": hub, "https://a.jp/8": c.newest, "https://a.jp/7": c.former, "https://a.jp/p2": rows("/5", busCall)}}
		r, e := readerOf(w, sources.Source{}), newEntry("https://a.jp/list", sources.Validator{})
		r.readEntry(t.Context(), e, known)
		if !e.read || e.sample != c.want || !strings.HasPrefix(w.paths(), "/list /8 /7") {
			t.Errorf("read %v, in part %v, want %v; asked for %s", e.read, e.sample, c.want, w.paths())
		}
	}
}

// TestWhatItsListSaysIsOver closes a call of no known last day, whose page is read again for it, and opens it again once its list says so no more.
func TestWhatItsListSaysIsOver(t *testing.T) {
	const over = "募集を終了したもの"
	undated := sources.Known{ID: "x", Title: "t", Open: true, Checked: planAt.Add(-time.Hour), FirstSeen: planAt.Add(-time.Hour)}
	with := func(change func(k *sources.Known)) sources.Known {
		k := undated
		change(&k)
		return k
	}
	for name, c := range map[string]struct {
		k    sources.Known
		now  string
		want bool
	}{
		"as before": {undated, "", false}, "over now": {undated, over, true}, "still over": {with(func(k *sources.Known) { k.Ended, k.Open = over, false }), "受付終了", false},
		"no longer": {with(func(k *sources.Known) { k.Ended, k.Open = over, false }), "", true}, "closed anyway": {with(func(k *sources.Known) { k.Open = false }), over, false},
		"of a known last day": {with(func(k *sources.Known) { k.Deadline = planAt.Add(time.Hour) }), over, false}, "failed a moment ago": {with(func(k *sources.Known) { k.Tries, k.Tried = 1, planAt }), over, false},
	} {
		d := dueness{planning: planning{at: planAt}, memory: sources.Memory{Known: map[string]sources.Known{"k": c.k}}}
		one := task{page: "https://a.jp/call", items: []item{{key: "k", draft: opportunity.Draft{Title: "t", Ended: c.now}}}, known: []sources.Known{c.k}, listed: true}
		if got := d.decideListed(d.memory, one); (got.why == whyChanged && got.whole) != c.want {
			t.Errorf("%s: %s, whole %v", name, got.why, got.whole)
		}
	}
	own := opportunity.Draft{Title: "公園の活用に関する提案の募集", Text: "事業者を募集します。"}
	day := opportunity.Draft{Title: own.Title, Text: "事業者を募集します。\n提案書の提出期限\t令和8年12月18日"}
	r := readerOf(&web{}, sources.Source{})
	for name, c := range map[string]struct {
		own   opportunity.Draft
		ended string
		want  opportunity.Status
	}{"over": {own, over, opportunity.Closed}, "not over": {own, "", opportunity.UnknownStatus}, "its day decides": {day, over, opportunity.Open}} {
		record := r.normalize(mergeDetail(opportunity.Draft{Title: own.Title, URL: "https://a.jp/call", Ended: c.ended}, c.own), "2026-11-24").At(planAt)
		if record.Status != c.want || c.want == opportunity.Closed && record.Evidence["ended"] != over {
			t.Errorf("%s: %s, %v", name, record.Status, record.Evidence)
		}
	}
	one, other := []opportunity.Draft{{Title: "t"}}, []opportunity.Draft{{Title: "t", Ended: over}}
	if hashDrafts(one) == hashDrafts(other) {
		t.Error("a list reads as before although its call moved below another heading")
	}
}

// TestAPageIsAskedForAsItsListLinksIt where it answers without the session with another page; in the way that led to it last, and not twice for ever.
func TestAPageIsAskedForAsItsListLinksIt(t *testing.T) {
	const good = "<html><body><main><h1>公園の活用に関する提案の募集</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"
	const login = "<html><body><main><h1>ログイン</h1><p>セッションが無効です。</p></main></body></html>"
	const sid = "/a.html?sid=k3v9s0q1mmd72bl4"
	read := sources.Validator{Fetched: planAt.Add(-time.Hour), Session: true}
	for name, c := range map[string]struct {
		bare, with string // what answers
		linked     bool
		needed     bool // by another page of the host
		tries      int
		before     sources.Validator
		kind       outcomeKind
		session    bool
		requested  string
	}{
		"without":              {good, good, true, false, 0, sources.Validator{}, pageRead, false, "/a.html"},
		"a login":              {login, good, true, false, 0, sources.Validator{}, pageRead, true, "/a.html " + sid},
		"gone":                 {"status 404", good, true, false, 0, sources.Validator{}, pageRead, true, "/a.html " + sid},
		"an error":             {"status 500", good, true, false, 0, sources.Validator{}, pageRead, true, "/a.html " + sid},
		"as last":              {login, good, true, false, 0, read, pageRead, true, sid},
		"as its neighbour":     {login, good, true, true, 0, sources.Validator{}, pageRead, true, sid},
		"no more":              {good, login, true, false, 0, read, pageRead, false, sid + " /a.html"},
		"in vain":              {login, login, true, false, 0, sources.Validator{}, pageSuspect, false, "/a.html " + sid},
		"a third time in vain": {login, login, true, false, 2, sources.Validator{}, pageSuspect, false, "/a.html"},
		"no link":              {login, good, false, false, 0, sources.Validator{}, pageSuspect, false, "/a.html"},
		"no link now":          {login, good, false, false, 0, read, pagePostponed, false, ""},
		"forbidden":            {"status 403", "status 403", true, false, 0, sources.Validator{}, pageFailed, false, "/a.html " + sid},
	} {
		w := &web{pages: map[string]string{"https://a.jp/a.html": c.bare, "https://a.jp" + sid: c.with}}
		r := readerOf(w, sources.Source{})
		if c.linked {
			r.sessions.Note("https://a.jp" + sid)
		}
		if c.needed {
			r.sessions.Tell("https://a.jp/b.html", true, true)
		}
		one := taskOf("https://a.jp/a.html", "公園の活用に関する提案の募集")
		one.known[0].Tries = c.tries
		o := r.readPage(t.Context(), &one, map[string]sources.Validator{one.page: c.before})
		var asked []string
		for _, req := range w.asked {
			asked = append(asked, req.URL.RequestURI())
		}
		if o.kind != c.kind || o.kind == pageRead && o.validator.Session != c.session || strings.Join(asked, " ") != c.requested {
			t.Errorf("%s: %s (%v), with a session %v, asked for %q", name, o.kind, o.err, o.validator.Session, asked)
		}
	}
}

// TestAPageThatIsReadWholeIsAskedForWithTheSessionThatItNeeds: what led to it last is known of it yet.
func TestAPageThatIsReadWholeIsAskedForWithTheSessionThatItNeeds(t *testing.T) {
	const address, sid = "https://a.jp/a.html", "?sid=k3v9s0q1mmd72bl4"
	for name, linked := range map[string]bool{"linked": true, "not linked now": false} {
		w := &web{pages: map[string]string{address: "<html><body><main><h1>ログイン</h1></main></body></html>",
			address + sid: "<html><body><main><h1>公園の活用に関する提案の募集</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"}}
		r, rs := readerOf(w, sources.Source{}), nothingKnown()
		rs.problem = r.problem
		rs.memory.Validators = map[string]sources.Validator{address: {Fetched: planAt.Add(-time.Hour), Session: true}}
		if linked {
			r.sessions.Note(address + sid)
		}
		one := taskOf(address, "公園の活用に関する提案の募集")
		one.whole = true
		r.Crawler.perform(t.Context(), r, rs, &one)
		if k := rs.visit.Known["a.jp/a.html"]; len(w.asked) != rs.read || (rs.read == 1) != linked || rs.visit.Validators[address].Session != linked || k.Suspect != "" {
			t.Errorf("%s: asked for %q, %d read, %+v", name, w.paths(), rs.read, k)
		}
	}
}
