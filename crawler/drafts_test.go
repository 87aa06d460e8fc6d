package crawler

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/sources"
)

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
		"one that is broken":            {more, []opportunity.Attachment{at("募集要項", "broken"), at("公告", "due")}, "/broken /due", true, false, 1},
		"one that is gone":              {more, []opportunity.Attachment{at("募集要項", "gone"), at("公告", "due")}, "/gone /due", true, false, 1},
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
