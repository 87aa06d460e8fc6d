package crawler

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
)

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

type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

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
			r := &reader{Crawler: &Crawler{parsers: newParsers(1)}, client: network.Client(fetch.ClientOptions{Once: true})}
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
