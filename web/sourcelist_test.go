package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/web/front"
)

// TestTheListOfSourcesComesInPages: the whole catalogue on one would be a megabyte.
func TestTheListOfSourcesComesInPages(t *testing.T) {
	var all []sources.Source
	for n := range 1788 {
		all = append(all, sources.Source{ID: fmt.Sprintf("s%04d", n), Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"}})
	}
	c := newTown(t)
	handler := New(front.Config{Records: c, Visits: c, Sources: func() []sources.Source { return all }, Now: func() time.Time { return c.now }, BaseURL: "https://koubo.example"})
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	for _, name := range []string{"沖縄県", "沖縄", "47"} {
		if got := get("/sources?pref=" + name).Body.String(); !strings.Contains(got, "すべて 1788") || !strings.Contains(got, "/sources?page=2&amp;pref=47") {
			t.Errorf("/sources?pref=%s does not show 沖縄県", name)
		}
	}
	if got := get("/sources.json?pref=沖縄洞"); got.Code != http.StatusBadRequest {
		t.Errorf("a prefecture that does not exist: %d", got.Code)
	}
	first, second, last := get("/sources?pref=47").Body.String(), get("/sources?pref=47&page=2").Body.String(), get("/sources?page=18").Body.String()
	if n := strings.Count(first, "sourcecard"); n != 100 || len(first) > 100<<10 {
		t.Errorf("the first page has %d sources and %d bytes", n, len(first))
	}
	for name, c := range map[string]struct{ page, holds, lacks string }{
		"the first": {first, `<a class="button" rel="next" href="/sources?page=2&amp;pref=47">次のページ</a>`, `rel="prev"`},
		"the tally": {first, `すべて 1788`, "s0100"},
		"a further": {second, `<a class="button second" rel="prev" href="/sources?pref=47">前のページ</a>`, "s0099"},
		"the place": {second, "2 / 18ページ", "s0200"},
		"the last":  {last, "s1787", `rel="next"`},
	} {
		if !strings.Contains(c.page, c.holds) || strings.Contains(c.page, c.lacks) {
			t.Errorf("%s lacks %s or has %s", name, c.holds, c.lacks)
		}
	}
	for _, path := range []string{"/sources?page=0", "/sources?page=x", "/sources?page=-1", "/sources?page=19", "/sources?page=99999999999999999999"} {
		if w := get(path); w.Code != 400 {
			t.Errorf("%s is answered with %d", path, w.Code)
		}
	}
	if page := get("/sources?state=ok").Body.String(); !strings.Contains(page, "この条件の巡回先はありません") || strings.Contains(page, "ページ送り") {
		t.Error("a list of nothing is not told of")
	}
}

// TestOtherAddressesRefuseUnknownParameters, as searches do: whoever mistypes one would be shown too much.
func TestOtherAddressesRefuseUnknownParameters(t *testing.T) {
	c := newTown(t)
	for address, near := range map[string]string{"/sources?prefs=13": "pref", "/sources?pag=2": "page", "/sources.json?statee=ok": "state", "/sources.json?page=2": "", "/sources/midori-list?x=1": "",
		"/opml.xml?x=1": "", "/api/v1/sources/midori-list?x=1": "", "/api/v1/opportunities/a3?x=1": ""} {
		w := c.get(address)
		if body := w.Body.String(); w.Code != http.StatusBadRequest || near != "" && !strings.Contains(body, "「"+near+"」のことでしょうか") {
			t.Errorf("%s: %d %.300s", address, w.Code, body)
		}
	}
	for _, address := range []string{"/sources?pref=13&state=ok", "/sources.json?state=ok", "/sources/midori-list?utm_source=a", "/opml.xml", "/api/v1/sources/midori-list", "/api/v1/opportunities/a3"} {
		if w := c.get(address); w.Code != http.StatusOK {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}
