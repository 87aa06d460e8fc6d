package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"koubo/opportunity"
)

// TestExtremeNumbers shows sums, sizes and days that no reader makes, but an old or foreign data file may hold.
func TestExtremeNumbers(t *testing.T) {
	for _, n := range []int64{math.MinInt64, math.MinInt64 + 1, -1, math.MaxInt64} {
		c := newTown(t)
		o := call("h", "実証実験の参加企業募集", opportunity.Issuer{Code: "131016", Name: "青葉市"}, opportunity.Pilot,
			deadline(opportunity.Submission, "9999-12-31", "24:00", "x"), deadline(opportunity.Submission, "0001-01-01", "", "x"), deadline(opportunity.Questions, "2026-13-45", "99:99", "x"))
		o.BudgetYen, o.Amounts = &n, []opportunity.Amount{{Role: "ceiling", Yen: n, Tax: "incl", Per: "total"}}
		o.Attachments = []opportunity.Attachment{{Title: "a", URL: "https://a.jp/a.pdf", Bytes: n}}
		o.Published, o.Updated = "0001-01-01", "9999-12-31"
		sum := fmt.Sprintf("ceiling %d incl total", n)
		o.History = []opportunity.Change{{At: frozen, Field: "amounts", Old: sum, New: sum}, {At: frozen, Field: "budget_yen", Old: fmt.Sprint(n), New: fmt.Sprint(n)}}
		c.records = []opportunity.Opportunity{o}
		for _, address := range []string{"/?status=all", "/o/h", "/feed.atom?status=all", "/feed.rss?status=all", "/feed.json?status=all", "/api/v1/opportunities/h"} {
			if w := c.get(address); w.Code != 200 {
				t.Errorf("%s with %d: %d", address, n, w.Code)
			}
		}
	}
}

// TestHostileTitles shows what foreign pages may hold: it must stay text.
func TestHostileTitles(t *testing.T) {
	for _, title := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]><x>`, `</title><script>alert(1)</script>`, "実証\u202eexe.fdp", "a\x00b\x1b[31m", `{{.Now}}`,
		`' onmouseover='alert(1)`, strings.Repeat("長", 10_000), "\xff\xfe",
	} {
		c := newTown(t)
		o := call("h", title, opportunity.Issuer{Code: "131016", Name: title, Prefecture: title, Department: title}, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-01", "", title))
		o.URL, o.Summary, o.Eligibility = "javascript:alert(1)", title, title
		o.Attachments = []opportunity.Attachment{{Title: title, URL: "JaVaScRiPt:alert(1)", MediaType: title}, {Title: title, URL: "data:text/html,x"}}
		o.Withdrawn = &opportunity.Withdrawal{At: frozen, Reason: title}
		o.History = []opportunity.Change{{At: frozen, Field: title, Old: title, New: title}}
		o.Doubts = []opportunity.Doubt{{Field: "deadlines", Words: title, Code: opportunity.DoubtCode(title)}}
		o.Evidence = map[string]string{title: title}
		c.records = []opportunity.Opportunity{o}
		for _, address := range []string{"/?status=all", "/o/h", "/issuer/131016", "/today/2026-11-11", "/calendar?month=2026-12&status=all", "/map", "/feed.atom?status=all", "/feed.rss?status=all", "/api/v1/opportunities/h", "/?q=" + url.QueryEscape(title[:min(len(title), 300)])} {
			w := c.get(address)
			body := w.Body.String()
			if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				checkInert(t, body)
			} else if strings.Contains(strings.ToLower(body), `"url": "javascript`) {
				t.Errorf("%s passes an address on that runs", address)
			}
			if w.Code != 200 {
				t.Errorf("%s with the title %.40q: %d", address, title, w.Code)
			}
			if strings.Contains(w.Header().Get("Content-Type"), "xml") && xml.Unmarshal(w.Body.Bytes(), new(struct{})) != nil {
				t.Errorf("%s with the title %.40q is no XML", address, title)
			}
			if head, _, found := strings.Cut(body, "</head>"); found && strings.ContainsAny(head, "\u202e\u2066") {
				t.Errorf("%s: the page's head turns the direction of writing", address)
			}
		}
	}
}

// dialled is an address that dials a number and does nothing else.
var dialled = regexp.MustCompile(`^tel:[0-9]+$`)

// checkInert fails where a page holds an element, an attribute or an address that no template of ours writes.
func checkInert(t *testing.T, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" && n.FirstChild == nil && len(n.Attr) == 2 && strings.HasPrefix(n.Attr[0].Val, "/static/search.js?v=") {
			continue
		}
		if n.Type == html.ElementNode && n.Data == "script" && len(n.Attr) == 1 && n.Attr[0].Val == "application/ld+json" {
			var graph struct {
				Context string           `json:"@context"`
				Graph   []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &graph); err != nil || graph.Context != "https://schema.org" || len(graph.Graph) < 2 {
				t.Errorf("the data of the page are %.200s: %v", n.FirstChild.Data, err)
			}
			continue
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "img", "x", "style", "iframe"}, n.Data) {
			t.Errorf("the page holds <%s>", n.Data)
		}
		for _, a := range n.Attr {
			plain := strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "http") || strings.HasPrefix(a.Val, "#") ||
				strings.HasPrefix(a.Val, "webcal://koubo.example/") || strings.HasPrefix(a.Val, "mailto:") || dialled.MatchString(a.Val)
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "href" || a.Key == "src" || a.Key == "action") && !plain {
				t.Errorf("<%s %s=%.60q>", n.Data, a.Key, a.Val)
			}
		}
	}
}
