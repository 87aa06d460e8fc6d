package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"koubo/opportunity"
)

var (
	counted = regexp.MustCompile(`data-n="([a-z]+)-([^"]+)">([+約]?)([0-9,]+)<`)
	heading = regexp.MustCompile(`<h2 id="results">[^<0-9]*([0-9,]+)件`)
)

// TestAClickGivesWhatItSays makes every choice of the form whose number is shown.
func TestAClickGivesWhatItSays(t *testing.T) {
	c := newTown(t)
	for _, address := range []string{"/", "/?q=実証+OR+募集", "/?kind=pilot", "/?status=closed&kind=all", "/?pref=13"} {
		page, made := c.get(address).Body.String(), 0
		for _, n := range counted.FindAllStringSubmatch(page, -1) {
			values, _ := url.ParseQuery(strings.TrimPrefix(address[1:], "?"))
			if _, chosen := values[n[1]]; chosen || n[2] == "all" {
				continue // the number stands for a part of the selection
			}
			values.Add(n[1], n[2])
			after := c.get("/?" + values.Encode()).Body.String()
			if got := heading.FindStringSubmatch(after); got == nil || got[1] != n[4] {
				t.Errorf("%s says that %s=%s gives %s: it gives %v", address, n[1], n[2], n[4], got)
			}
			made++
		}
		if made < 10 {
			t.Errorf("%s shows %d numbers", address, made)
		}
	}
}

// TestTheFormCarriesEverything: whatever is asked for stands in the form again, so that a further choice adds to it.
func TestTheFormCarriesEverything(t *testing.T) {
	c := newTown(t)
	page := c.get("/?q=AI&kind=pilot&pref=13&issuer=131016,472018&theme=disaster&stage=all&status=open,upcoming&closing_within=10&budget_min=2500000&budget_unknown=1&sort=budget&source=aoba-news&since=2026-11-01").Body.String()
	for _, want := range []string{
		`name="q" value="AI"`, `name="kind" value="pilot" checked`, `name="pref" value="13" checked`, `name="issuer" value="131016" checked`, `name="issuer" value="472018" checked`,
		`name="theme" value="disaster" checked`, `name="stage" value="all" checked`, `name="status" value="open" checked`, `name="status" value="upcoming" checked`,
		`<option value="10" selected>10日以内`, `<option value="2500000" selected>250万円以上`, `name="budget_unknown" value="1" checked`, `<option value="budget" selected>`,
		`<input type="hidden" name="source" value="aoba-news">`, `<input type="hidden" name="since"`, "千代田区", "宜野湾市",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
	const cut = "初めの3都道府県まで"
	if three, four := c.get("/?pref=12,13,14").Body.String(), c.get("/?pref=11,12,13,14").Body.String(); strings.Contains(three, cut) || !strings.Contains(four, cut) || strings.Contains(four, "横浜市") {
		t.Error("whose towns are left out is not said")
	}
	if page := c.get("/").Body.String(); strings.Contains(page, "千代田区") || !strings.Contains(page, "都道府県を選んで探すと") {
		t.Error("towns are listed before a prefecture is chosen")
	}
}

// TestHitsAreMarked in title and summary, folded ones too, and what a title holds of markup stays text.
func TestHitsAreMarked(t *testing.T) {
	c := newTown(t)
	o := call("h", "ﾄﾞﾛｰﾝの<mark>実証</mark>", aoba, opportunity.Pilot)
	o.Summary = strings.Repeat("前置き。", 60) + "Ｄｒｏｎｅ<b>で橋を見ます。"
	c.records = []opportunity.Opportunity{o}
	page := c.get("/?q=" + url.QueryEscape("ドローン OR drone<b -車")).Body.String()
	for _, want := range []string{`<bdi><mark>ﾄﾞﾛｰﾝ</mark>の&lt;mark&gt;実証&lt;/mark&gt;</bdi>`, `<mark>Ｄｒｏｎｅ&lt;b</mark>&gt;で橋を見ます。</bdi>`, `<p class="excerpt small"><bdi>…`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing in %s", want, page)
		}
	}
	if page := c.get("/").Body.String(); strings.Contains(page, "<mark>") || strings.Contains(page, "excerpt") {
		t.Error("something is marked without a search")
	}
}

// TestTheFirstViewIsSmall counts what a browser fetches for the first page: page, sheet, script, icon.
func TestTheFirstViewIsSmall(t *testing.T) {
	c := newTown(t)
	total := 0
	for _, address := range []string{"/", "/static/style.css", "/static/search.js", "/favicon.ico"} {
		total += c.get(address).Body.Len()
	}
	if total > 60_000 {
		t.Errorf("%d bytes, more than 60 kB", total)
	}
	_, _, _, script := c.assets()
	if n := strings.Count(c.get("/").Body.String(), `<script`); n != 1 || len(script) > 15_000 || len(script) == 0 {
		t.Errorf("%d scripts, %d bytes", n, len(script))
	}
}

// TestEveryFormatTakesTheSameSearch asks page, feeds, calendar, exports and API for one selection.
func TestEveryFormatTakesTheSameSearch(t *testing.T) {
	c := newTown(t)
	query := "?q=" + url.QueryEscape(`実証 OR "公募型 プロポ" -自動運転`) + "&budget_min=10000000&budget_max=20000000&sort=budget"
	for _, path := range []string{"/", "/feed.atom", "/feed.rss", "/feed.json", "/deadlines.ics", "/export.csv", "/export.jsonl", "/api/v1/opportunities"} {
		w := c.get(path + query)
		if body := w.Body.String(); w.Code != 200 || !strings.Contains(body, "a1") || strings.Contains(body, "a2.html") || strings.Contains(body, "a3.html") {
			t.Errorf("%s: %d, %.300s", path, w.Code, body)
		}
		for parameter, want := range map[string]string{"budget_mim=1": "budget_min", "budget_min=x": "budget_min", "budget_min=2&budget_max=1": "", "q=" + strings.Repeat("a", 1001): "q"} {
			if w := c.get(path + "?" + parameter); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s?%.40s: %d %.200s", path, parameter, w.Code, w.Body)
			}
		}
	}
}

// TestOneSearchHasOneTag: two ways to type a search are one answer.
func TestOneSearchHasOneTag(t *testing.T) {
	c := newTown(t)
	tag := func(typed string) string { return c.get("/feed.atom?q=" + url.QueryEscape(typed)).Header().Get("ETag") }
	if tag("実証 OR ＡＩ") != tag("  実証　OR OR 「AI」 -") || tag("実証") == tag("実証 -AI") {
		t.Error("the tags do not follow the search")
	}
}
